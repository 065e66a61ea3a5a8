"""The demonstration as a Django app."""

from django.apps import AppConfig


class DemoConfig(AppConfig):
    """App `demo`."""

    name = "thidua.demo"
