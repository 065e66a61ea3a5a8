"""The app `counter`."""

from django.apps import AppConfig


class CounterConfig(AppConfig):
    """Screens of the one-stop shop."""

    name = "thidua.counter"
