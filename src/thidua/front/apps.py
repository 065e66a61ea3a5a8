"""The app `front` (docs/decisions/0012-the-window-in-rooms.md)."""

from django.apps import AppConfig


class FrontConfig(AppConfig):
    """The first page, the list of campaigns, and each campaign's page."""

    name = "thidua.front"
