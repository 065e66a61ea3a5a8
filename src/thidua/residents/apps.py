"""The app `residents`."""

from django.apps import AppConfig


class ResidentsConfig(AppConfig):
    """Residents and their accounts."""

    name = "thidua.residents"
