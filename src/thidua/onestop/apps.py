"""The app `onestop`."""

from django.apps import AppConfig


class OnestopConfig(AppConfig):
    """Dossiers of the one-stop shop."""

    name = "thidua.onestop"
