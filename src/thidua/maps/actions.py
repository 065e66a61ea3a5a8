"""The writers of an agency's own outlines: taken in whole, shown, withdrawn.

The ledger records whose file it was, its hash and how many outlines it has; no places. Source and
licence are typed words: they stand on the map, and in the ledger under the commitment only.
"""

from datetime import datetime
from hashlib import sha256

import shapely

from thidua.kernel.errors import RuleBroken
from thidua.ledger.actions import action
from thidua.ledger.rules import Event
from thidua.maps.models.boundaries import BoundarySet, Outline, State
from thidua.maps.rules.boundaries import Uploaded


@action
def upload_boundaries(  # noqa: PLR0913 - what is known of a file
    *,
    code: str,
    content: bytes,
    read: Uploaded,
    source: str,
    licence: str,
    unit: str,
    actor: str,
    at: datetime,
) -> Event:
    """Take in a file of outlines; nothing is shown before somebody has looked at it."""
    said = {"source": source.strip(), "licence": licence.strip()}
    if not all(said.values()):
        raise RuleBroken("maps.source-missing")
    digest = sha256(content).hexdigest()
    same = BoundarySet.objects.filter(unit=unit, sha256=digest).exclude(state=State.WITHDRAWN)
    if same.exists():
        raise RuleBroken("maps.sent-already")
    made = BoundarySet.objects.create(
        code=code,
        unit=unit,
        sha256=digest,
        matched=[[each.feature, each.unit, each.by] for each in read.matched],
        unmatched=list(read.unmatched),
        at=at,
        **said,
    )
    Outline.objects.bulk_create(
        Outline(boundaries=made, unit=each, shape=shapely.to_geojson(shape))
        for each, shape in read.shapes.items()
    )
    told = {"sha256": digest, "outlines": len(read.shapes), "left_out": len(read.unmatched)}
    return Event("maps.uploaded", f"boundaries:{code}", unit, actor, at, told, said)


@action
def show_boundaries(*, code: str, unit: str, actor: str, at: datetime) -> Event:
    """Show a set on maps, in place of what was shown for the same units."""
    found = _find(code, unit, State.WAITING)
    found.state = State.SHOWN
    found.at = at
    found.save(update_fields=["state", "at"])
    return Event("maps.shown", f"boundaries:{code}", unit, actor, at, {"sha256": found.sha256})


@action
def withdraw_boundaries(*, code: str, unit: str, actor: str, at: datetime) -> Event:
    """Take a set off the maps, or drop one that was never shown."""
    found = _find(code, unit, State.WAITING, State.SHOWN)
    found.state = State.WITHDRAWN
    found.save(update_fields=["state"])
    return Event("maps.withdrawn", f"boundaries:{code}", unit, actor, at, {"sha256": found.sha256})


def _find(code: str, unit: str, *states: State) -> BoundarySet:
    found = BoundarySet.objects.select_for_update().filter(pk=code, unit=unit).first()
    if found is None:
        raise RuleBroken("maps.no-set", boundaries=code)
    if found.state not in states:
        raise RuleBroken("maps.set-moved-on")
    return found
