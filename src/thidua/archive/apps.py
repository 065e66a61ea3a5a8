"""The app `archive`."""

from django.apps import AppConfig


class ArchiveConfig(AppConfig):
    """Files of people and organisations."""

    name = "thidua.archive"
