"""The app `agencies`."""

from django.apps import AppConfig


class AgenciesConfig(AppConfig):
    """Agencies' codes of units."""

    name = "thidua.agencies"
