"""The app `petitions`."""

from django.apps import AppConfig


class PetitionsConfig(AppConfig):
    """What people bring forward, and what units answer."""

    name = "thidua.petitions"
