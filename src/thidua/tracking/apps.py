"""The app `tracking`."""

from django.apps import AppConfig


class TrackingConfig(AppConfig):
    """What people see and say of the handling of their dossiers."""

    name = "thidua.tracking"
