"""The public pages; they only read."""

from django.apps import AppConfig


class PortalConfig(AppConfig):
    """What Django asks of an app."""

    name = "thidua.portal"
