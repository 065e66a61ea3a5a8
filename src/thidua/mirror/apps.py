"""The Django app."""

from django.apps import AppConfig


class MirrorConfig(AppConfig):
    """Dossiers of other systems (bản soi)."""

    name = "thidua.mirror"
    verbose_name = "Bản soi hồ sơ"
