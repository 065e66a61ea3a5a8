"""The app `closing`."""

from django.apps import AppConfig


class ClosingConfig(AppConfig):
    """Closing."""

    name = "thidua.closing"
