"""The app `imports`."""

from django.apps import AppConfig


class ImportsConfig(AppConfig):
    """Imports."""

    name = "thidua.imports"
