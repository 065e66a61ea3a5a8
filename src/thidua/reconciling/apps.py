"""The app `reconciling`."""

from django.apps import AppConfig


class ReconcilingConfig(AppConfig):
    """Lists of dossiers of other systems, compared on screen."""

    name = "thidua.reconciling"
