"""The app `proofs` (docs/decisions/0008-proofs-apart.md)."""

from django.apps import AppConfig


class ProofsConfig(AppConfig):
    """The ledger, the published folder and how to check them, as pages."""

    name = "thidua.proofs"
