"""The app `guide` (docs/decisions/0012-the-window-in-rooms.md)."""

from django.apps import AppConfig


class GuideConfig(AppConfig):
    """The style guide."""

    name = "thidua.guide"
