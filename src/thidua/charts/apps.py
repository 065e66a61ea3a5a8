"""The app `charts` (docs/decisions/0013-pictures-are-drawn-on-the-server.md)."""

from django.apps import AppConfig


class ChartsConfig(AppConfig):
    """Curves and distributions, drawn from counts."""

    name = "thidua.charts"
