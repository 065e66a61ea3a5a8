"""The app `campaigns`."""

from django.apps import AppConfig


class CampaignsConfig(AppConfig):
    """Campaigns and the published versions of their plans."""

    name = "thidua.campaigns"
