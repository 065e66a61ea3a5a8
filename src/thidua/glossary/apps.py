"""The app `glossary` (docs/decisions/0012-the-window-in-rooms.md)."""

from django.apps import AppConfig


class GlossaryConfig(AppConfig):
    """The dictionary as a page."""

    name = "thidua.glossary"
