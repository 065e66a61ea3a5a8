"""The app `criteria` (docs/decisions/0012-the-window-in-rooms.md)."""

from django.apps import AppConfig


class CriteriaConfig(AppConfig):
    """Pages of a criterion, over all units and for one."""

    name = "thidua.criteria"
