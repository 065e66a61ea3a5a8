"""The app `programme`."""

from django.apps import AppConfig


class ProgrammeConfig(AppConfig):
    """Programme."""

    name = "thidua.programme"
