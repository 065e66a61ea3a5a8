"""The writers of imports: a file is kept for a day, read by its mapping, taken whole or not at all."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256

from django.db import transaction

from thidua.counting.actions import action
from thidua.counting.models import known
from thidua.imports import models, outside
from thidua.imports.models import looking
from thidua.imports.rules import Place, changes
from thidua.imports.rules.changes import Declared
from thidua.kernel.errors import RuleBroken
from thidua.ledger.actions import unlogged
from thidua.ledger.rules import Event, Fact, Receipt


@action
def take(
    *,
    counts: Mapping[Place, int],
    declared: Declared,
    seen: str,
    unit: str,
    actor: str,
    at: datetime,
) -> Event:
    """Take a file's counts: new ones are added, others corrected; `seen` is what a person saw.

    The same file again gives the first receipt. What changed since it was looked at is refused.
    """
    outside.hold_source(declared.source)
    _check_reach(counts, unit)
    changes.check_period({day for _, _, day in counts}, declared)
    found = changes.compare(counts, looking.stored(declared, counts), declared)
    if not counts:
        raise RuleBroken("imports.nothing")
    if found.nothing_new:
        facts: tuple[Fact, ...] = (looking.repeated(found),)
    elif found.seal != seen:
        raise RuleBroken("imports.changed-meanwhile")
    else:
        facts = tuple(changes.facts(found, declared))
    private = {
        "source": declared.source,
        "sha256": declared.sha256,
        "rows": declared.rows,
        "complete": declared.complete and f"{declared.complete.first}/{declared.complete.last}",
    }
    subject = f"source:{declared.source}"
    return Event("imports.taken", subject, unit, actor, at, private=private, facts=facts)


def _check_reach(counts: Mapping[Place, int], sender: str) -> None:
    reach = known.Reach(sender, {day for _, _, day in counts})
    for unit, day in sorted({(unit, day) for _, unit, day in counts}):
        if unit not in reach.on(day):
            raise RuleBroken("counting.unit-not-yours", unit=unit, sender=sender)


@unlogged
def keep(*, content: bytes, name: str, unit: str, at: datetime) -> models.Upload:
    """Keep a file for a day, and let go of those that were kept for longer."""
    models.Upload.objects.filter(at__lt=at - models.KEPT).delete()
    return models.Upload.objects.create(
        code=outside.code(),
        unit_id=unit,
        name=name,
        content=content,
        sha256=sha256(content).hexdigest(),
        at=at,
    )


@dataclass(frozen=True, slots=True)
class Decided:
    """What a person decided about a file: which table, its day, its period."""

    sheet: int
    table: int
    day: date | None = None
    first: date | None = None
    last: date | None = None


@unlogged
def map_upload(
    *, upload: models.Upload, name: str, roles: Mapping[str, str], decided: Decided, at: datetime
) -> None:
    """Remember how a file is read, under the name of its source."""
    with transaction.atomic():
        mapping, _made = models.Mapping.objects.get_or_create(
            unit_id=upload.unit_id,
            name=name,
            defaults={"code": outside.code(), "roles": roles, "used_at": at},
        )
        mapping.roles, mapping.used_at = dict(roles), at
        mapping.save(update_fields=["roles", "used_at"])
        upload.mapping = mapping
        upload.sheet, upload.table = decided.sheet, decided.table
        upload.day, upload.first, upload.last = decided.day, decided.first, decided.last
        upload.save(update_fields=["mapping", "sheet", "table", "day", "first", "last"])


@unlogged
def choose_units(*, mapping: models.Mapping, choices: Mapping[str, str]) -> None:
    """Remember which unit a person chose for each text, for this file and the next ones."""
    with transaction.atomic():
        stored = models.Mapping.objects.select_for_update().get(pk=mapping.pk)
        stored.choices = {**stored.choices, **choices}
        stored.save(update_fields=["choices"])


@unlogged
def finish(
    *, upload: models.Upload, seen: str, confirmed: bool, actor: str, at: datetime
) -> Receipt:
    """Take a kept file and let it go; while it is being taken, others are told so."""
    mine = models.Upload.objects.filter(pk=upload.pk)
    begun = mine.exclude(taking_since__gt=at - models.TAKING)
    if not begun.update(taking_since=at):
        raise RuleBroken("imports.being-taken", name=upload.name)
    try:
        receipt = _taken(upload, seen, confirmed=confirmed, actor=actor, at=at)
    except BaseException:
        mine.update(taking_since=None)
        raise
    mine.delete()
    return receipt


def _taken(
    upload: models.Upload, seen: str, *, confirmed: bool, actor: str, at: datetime
) -> Receipt:
    look = looking.read(upload)
    if look.marks or look.found.unclear:
        raise RuleBroken("imports.refused", count=len(look.marks) or len(look.found.unclear))
    if look.changes.missing and not confirmed:
        raise RuleBroken("imports.not-confirmed", count=len(look.changes.missing))
    counts, declared = look.found.counts, look.declared
    del look  # a large book is not carried through the transaction
    receipt, _event = take(
        counts=counts,
        declared=declared,
        seen=seen,
        unit=upload.unit_id,
        actor=actor,
        at=at,
    )
    return receipt
