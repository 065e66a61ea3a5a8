"""The writers of the archive. A file is there before its row, so a row always has its file.

None is an event: what is uploaded to a draft is nobody's business until it is filed, and the
event that files it names the SHA-256 of each file.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.db import transaction

from thidua.archive import outside
from thidua.archive.models import File, Held, held_beside, known
from thidua.archive.outside import shelves
from thidua.archive.rules import Stored, check_owner, check_quota
from thidua.archive.rules.names import check_name, fitting
from thidua.kernel.errors import RuleBroken
from thidua.ledger.actions import unlogged

ORPHANED = timedelta(days=1)  # after which a file without a row is nobody's


@unlogged
def store(
    *, content: bytes, name: str, owner: str, label: str, at: datetime, result_of: str = ""
) -> Held:
    """Take in a file that somebody sent, and hold it for an owner as a certain paper.

    The same file as the same paper again gives the first. `result_of` names the procedure whose
    original result it is.
    """
    check_owner(owner, label)
    name = check_name(name)
    looked = outside.look(content, name)
    check_quota(held_beside(owner, looked.stored.sha256), looked.stored.size)
    shelves.put(looked.content)
    with transaction.atomic():
        return _hold(
            Held(
                owner=owner,
                file=_file(looked.stored, at),
                label=label,
                name=fitting(name, looked.stored.kind),
                result_of=result_of,
                original=looked.original,
                at=at,
            )
        )


@unlogged
def reuse(*, held: Held, owner: str, label: str, at: datetime) -> Held:
    """Hold a file that is in the archive for another owner too: nobody brings it twice."""
    check_owner(owner, label)
    with transaction.atomic():
        found = _current(held)
        return _hold(
            Held(
                owner=owner,
                file=found.file,
                label=label,
                name=found.name,
                result_of=found.result_of,
                original=found.original,
                at=at,
            )
        )


@unlogged
def end(*, held: Held, at: datetime) -> None:
    """Hold a file for its owner no more; others who hold it keep it."""
    with transaction.atomic():
        found = _current(held)
        found.ended_at = at
        found.save(update_fields=["ended_at"])


@unlogged
def sweep(*, at: datetime) -> int:
    """Remove what was stored more than a day ago and got no row; say how many files."""
    return shelves.sweep(at - ORPHANED, known)


def damaged() -> Iterator[RuleBroken]:
    """Read every file again; give the reasons of those that are lost or not what was stored."""
    for sha256 in File.objects.order_by("pk").values_list("sha256", flat=True).iterator():
        try:
            shelves.get(sha256)
        except RuleBroken as broken:
            yield broken


def _file(stored: Stored, at: datetime) -> File:
    row, _ = File.objects.get_or_create(
        sha256=stored.sha256,
        defaults={
            "size": stored.size,
            "kind": stored.kind,
            "pages": stored.pages,
            "stored_at": at,
        },
    )
    return row


def _hold(held: Held) -> Held:
    """Write the row where its owner has room; what is held as the same paper already is given."""
    shelves.hold_owner(held.owner)
    same = (
        Held.objects.of(held.owner)
        .current()
        .filter(file=held.file, label=held.label, result_of=held.result_of)
    )
    if there := same.first():
        return there
    check_quota(held_beside(held.owner, held.file.sha256), held.file.size)
    held.save()
    return held


def _current(held: Held) -> Held:
    found = Held.objects.select_for_update().get(pk=held.pk)
    if found.ended_at:
        raise RuleBroken("archive.ended")
    return found
