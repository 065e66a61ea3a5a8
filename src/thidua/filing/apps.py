"""The app `filing`."""

from django.apps import AppConfig


class FilingConfig(AppConfig):
    """Residents and what they file."""

    name = "thidua.filing"
