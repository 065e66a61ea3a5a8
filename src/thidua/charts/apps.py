"""The app `charts` (docs/decisions/0012-the-window-in-rooms.md)."""

from django.apps import AppConfig


class ChartsConfig(AppConfig):
    """Curves and distributions, drawn from counts."""

    name = "thidua.charts"
