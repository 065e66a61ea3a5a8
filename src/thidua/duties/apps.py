"""The app `duties`."""

from django.apps import AppConfig


class DutiesConfig(AppConfig):
    """Duties."""

    name = "thidua.duties"
