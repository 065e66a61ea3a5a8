"""Dossiers that are open in a browser: kept in its session, under handles, for half an hour."""

from datetime import datetime

from django.contrib.sessions.backends.base import SessionBase

from thidua.tracking.rules import OPEN_FOR

KEPT = "tracking"
MOST = 10


def remember(session: SessionBase, handle: str, dossier: str, at: datetime) -> None:
    """Open a dossier in this browser under a handle that the caller drew."""
    kept = _standing(session, at)
    for oldest in list(kept)[: max(len(kept) - MOST + 1, 0)]:
        del kept[oldest]
    kept[handle] = [dossier, (at + OPEN_FOR).isoformat()]
    session.cycle_key()
    session[KEPT] = kept


def forget(session: SessionBase, handle: str) -> None:
    """Close a dossier in this browser."""
    kept = session.get(KEPT, {})
    if kept.pop(handle, None):
        session[KEPT] = kept


def dossier_of(session: SessionBase, handle: str, at: datetime) -> str | None:
    """Give the dossier that is open under a handle; None where it is none, or no more."""
    kept = _standing(session, at).get(handle)
    return kept[0] if kept else None


def handles(session: SessionBase, at: datetime) -> dict[str, str]:
    """Give what is open in this browser: the handle of each dossier."""
    return {dossier: handle for handle, (dossier, _end) in _standing(session, at).items()}


def _standing(session: SessionBase, at: datetime) -> dict[str, list[str]]:
    kept: dict[str, list[str]] = session.get(KEPT, {})
    return {
        handle: entry for handle, entry in kept.items() if datetime.fromisoformat(entry[1]) > at
    }
