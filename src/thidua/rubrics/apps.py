"""The app `rubrics`."""

from django.apps import AppConfig


class RubricsConfig(AppConfig):
    """Rubrics."""

    name = "thidua.rubrics"
