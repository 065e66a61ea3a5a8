"""The app `units`."""

from django.apps import AppConfig


class UnitsConfig(AppConfig):
    """The administrative tree with its history."""

    name = "thidua.units"
