"""The app `bulletins`."""

from django.apps import AppConfig


class BulletinsConfig(AppConfig):
    """Bulletins."""

    name = "thidua.bulletins"
