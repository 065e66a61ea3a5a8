"""What lies beyond our tables: certificates whose word is taken, as files in the store.

They stand in the store's folder `trust`: `roots` and `issuers` hold certificates, `crls` lists of
revocation, each as one DER or PEM file. Whoever runs the installation puts them there.
"""

from pathlib import Path

from django.conf import settings

from thidua.kernel.errors import RuleBroken
from thidua.signing.rules import Trust

PARTS = ("roots", "issuers", "crls")


def trust() -> Trust:
    """Read whose signatures count; without a root nobody's do, and that is said."""
    roots, issuers, crls = (_files(part) for part in PARTS)
    if not roots:
        raise RuleBroken("onestop.no-trust", folder=str(_folder() / "roots"))
    return Trust(roots, issuers, crls)


def keep_trust(given: Trust) -> None:
    """Write whose signatures count into the store, in place of what stood there."""
    for part, files in zip(PARTS, (given.roots, given.issuers, given.crls), strict=True):
        folder = _folder() / part
        folder.mkdir(parents=True, exist_ok=True)
        for path in folder.iterdir():
            path.unlink()
        for number, content in enumerate(files, start=1):
            (folder / f"{number:02}").write_bytes(content)


def _files(part: str) -> tuple[bytes, ...]:
    folder = _folder() / part
    found = sorted(folder.iterdir()) if folder.is_dir() else []
    return tuple(path.read_bytes() for path in found)


def _folder() -> Path:
    store: Path = settings.STORE
    return store / "trust"
