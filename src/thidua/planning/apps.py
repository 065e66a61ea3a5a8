"""The app `planning`."""

from django.apps import AppConfig


class PlanningConfig(AppConfig):
    """Planning."""

    name = "thidua.planning"
