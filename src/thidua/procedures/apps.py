"""The app `procedures`."""

from django.apps import AppConfig


class ProceduresConfig(AppConfig):
    """Administrative procedures."""

    name = "thidua.procedures"
