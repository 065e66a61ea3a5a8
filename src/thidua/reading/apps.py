"""The app `reading` (docs/decisions/0012-the-window-in-rooms.md)."""

from django.apps import AppConfig


class ReadingConfig(AppConfig):
    """What every public page looks up: who looks, at which standings, a figure taken apart."""

    name = "thidua.reading"
