"""The app `counting`."""

from django.apps import AppConfig


class CountingConfig(AppConfig):
    """Measures, facts, tallies and windows."""

    name = "thidua.counting"
