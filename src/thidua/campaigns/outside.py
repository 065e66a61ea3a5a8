"""Published plans among the published files, written once for good."""

from django.conf import settings

from thidua.ledger.outside import publish


def write_plan(code: str, version: int, content: bytes) -> str:
    """Put a published plan among the published files, whole and on the disk; twice is harmless."""
    name = f"plans/{code}/{version}.toml"
    path = settings.PUBLISHED / name
    if not path.is_file() or path.read_bytes() != content:
        publish([(name, content)])
    return name
