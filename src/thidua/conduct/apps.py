"""The app `conduct`."""

from django.apps import AppConfig


class ConductConfig(AppConfig):
    """Conduct."""

    name = "thidua.conduct"
