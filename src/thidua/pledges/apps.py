"""The app `pledges`."""

from django.apps import AppConfig


class PledgesConfig(AppConfig):
    """Pledges."""

    name = "thidua.pledges"
