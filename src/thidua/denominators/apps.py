"""The app `denominators`."""

from django.apps import AppConfig


class DenominatorsConfig(AppConfig):
    """Denominators."""

    name = "thidua.denominators"
