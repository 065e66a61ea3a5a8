"""The app `standings`."""

from django.apps import AppConfig


class StandingsConfig(AppConfig):
    """Points, ranks, sheets, editions and council results."""

    name = "thidua.standings"
