"""The app `maps` (docs/decisions/0012-the-window-in-rooms.md)."""

from django.apps import AppConfig


class MapsConfig(AppConfig):
    """Units on a map, coloured by any figure."""

    name = "thidua.maps"
