"""The app `recounts` (docs/decisions/0012-the-window-in-rooms.md)."""

from django.apps import AppConfig


class RecountsConfig(AppConfig):
    """Figures published elsewhere, beside their recount."""

    name = "thidua.recounts"
