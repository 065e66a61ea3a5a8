"""The app `sharing` (docs/decisions/0012-the-window-in-rooms.md)."""

from django.apps import AppConfig


class SharingConfig(AppConfig):
    """What leaves the page: cards, feeds, the map of the site."""

    name = "thidua.sharing"
