"""The app `site`."""

from django.apps import AppConfig


class SiteConfig(AppConfig):
    """Everything around the apps: settings, addresses, permissions, the command."""

    name = "thidua.site"

    def ready(self) -> None:
        """Register the checks of the settings."""
        from thidua.site import checks  # noqa: F401 - registers what it decorates
