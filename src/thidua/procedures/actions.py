"""The writer of the catalogue of procedures."""

from collections.abc import Collection
from datetime import datetime
from hashlib import sha256

from thidua.kernel.canonical import canonical
from thidua.kernel.errors import RuleBroken
from thidua.ledger.actions import action
from thidua.ledger.rules import Event
from thidua.procedures.models import Stored, check_province, row_of, standing
from thidua.procedures.rules import Version, changes, check
from thidua.units.models import Unit

RECORDED = "procedures.recorded"
AT_ONCE = 200  # rows of one statement: SQLite takes few parameters


@action
def record(*, versions: tuple[Version, ...], unit: str, actor: str, at: datetime) -> Event:
    """Record versions of procedures; what stands already is left alone, what differs is replaced.

    Replaced rows are kept. The event has how many were new and changed, and the SHA-256 of them all.
    """
    for version in versions:
        check(version)
    check_province(unit)
    Unit.objects.select_for_update().get(pk=unit)  # one after the other
    there = standing({version.code for version in versions})
    found = changes({place: row.version for place, row in there.items()}, versions)
    if not (found.added or found.changed):
        raise RuleBroken("procedures.nothing-changes")
    _replace([there[place] for place in found.replaced])
    rows = [row_of(version) for version in (*found.added, *found.changed)]
    for row in rows:
        before = there.get((row.code, row.effective))
        row.nr, row.recorded_at = (before.nr if before else 0) + 1, at
    Stored.objects.bulk_create(rows, batch_size=AT_ONCE)
    digests = [version.digest for version in (*found.added, *found.changed)]
    public = {
        "added": len(found.added),
        "changed": len(found.changed),
        "sha256": sha256(canonical(sorted(digests))).hexdigest(),
    }
    return Event(RECORDED, f"procedures:{unit}", unit, actor, at, public)


def _replace(rows: Collection[Stored]) -> None:
    for row in rows:
        row.replaced = True
    Stored.objects.bulk_update(rows, ["replaced"], batch_size=AT_ONCE)
