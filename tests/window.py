"""Hậu Giang with its 75 communes from the shipped registry, as visitors of the window see it.

Two editions; a tie at the top, a commune with no counts, one with a zero denominator; the merger
of 2025 with all it took over. Every count is simulated and says so.
"""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from thidua.campaigns.actions import export_plans, publish_plan
from thidua.counting.actions import enter
from thidua.ledger.actions import sequence
from thidua.ledger.rules import Fact, Grade
from thidua.rubrics.outside import shipped
from thidua.standings.actions import export_editions, publish_edition
from thidua.standings.models import State
from thidua.units.actions import load_registry, open_unit
from thidua.units.models import tree
from thidua.units.outside import read_registry
from thidua.units.rules import Level, NewUnit

CAMPAIGN = "60-ngay-dem-2024"
PROVINCES = {"vn", "p92", "p93", "p94", "p92-2025"}
ACTOR = "s-office"
OPENED = datetime(2024, 10, 9, 1, tzinfo=UTC)
HALF = datetime(2024, 11, 10, 3, tzinfo=UTC)
CLOSED = datetime(2024, 12, 16, 3, tzinfo=UTC)
DAYS = [date(2024, 10, 12) + timedelta(days=7 * week) for week in range(8)]
SILENT, NOTHING_TO_DIVIDE = 3, 5  # places among the communes
REFORM = date(2025, 7, 1)


def registry():
    """Keep what is of the old and the new province, and what went into it."""
    whole = read_registry()
    kept = set(PROVINCES)
    for level in (Level.DISTRICT, Level.COMMUNE):
        kept |= {unit.id for unit in whole.units if unit.level == level and unit.parent in kept}
    return replace(
        whole,
        units=tuple(unit for unit in whole.units if unit.id in kept),
        changes=tuple(each for each in whole.changes if each.unit in kept),
        successions=tuple(
            each for each in whole.successions if {each.predecessor, each.successor} <= kept
        ),
    )


def communes():
    """List the 75 communes of the campaign."""
    standing = tree(date(2024, 12, 10), "p93")
    return sorted(node.id for node in standing.nodes.values() if node.level is Level.COMMUNE)


def make():
    """Make units, plan, counts by week, and an edition in the middle and one at the end."""
    load_registry(registry=registry(), actor=ACTOR, at=OPENED)
    for name in ("viettel", "vnpt", "mobifone"):
        unit = NewUnit(
            f"x-hg-{name}", Level.ENTERPRISE, "enterprise", name.upper(), overseen_by="p93"
        )
        open_unit(unit=unit, first=None, end=REFORM, actor=ACTOR, at=OPENED)
    content = next(one.content for one in shipped() if one.code == CAMPAIGN)
    publish_plan(content=content, actor=ACTOR, at=OPENED)
    export_plans()
    for week, day in enumerate(DAYS):
        enter(facts=tuple(_week(week, day)), unit="p93", actor=ACTOR, at=_evening(day))
        if week == 3:
            _publish(State.PROVISIONAL, HALF)
    _publish(State.OFFICIAL, CLOSED)


def _evening(day):
    return datetime(day.year, day.month, day.day, 11, tzinfo=UTC)


def _week(week, day):
    for place, unit in enumerate(communes()):
        if place == SILENT:
            continue
        received = 0 if place == NOTHING_TO_DIVIDE else 20 + place * 7 % 31 + week
        if place == 1:  # the same as the commune before it: equals share a rank
            received = 20 + week
        shares = 45 + (0 if place < 2 else place * 13 % 50), 40 + place * 11 % 45, 70 + place % 31
        counts = {
            "dossiers.received": received,
            "dossiers.online": received * shares[0] // 100,
            "dossiers.fee-bearing": received // 2,
            "dossiers.paid-online": received // 2 * shares[0] // 100 if place < 2 else received // 2 * shares[1] // 100,
            "dossiers.processed": received,
            "dossiers.digitized": received if place < 2 else received * shares[2] // 100,
        }  # fmt: skip
        yield from (_fact(unit, day, measure, quantity) for measure, quantity in counts.items())
        if week == 0:
            yield _fact(unit, day, "subscribers.2g-baseline", 80)
        yield _fact(unit, day, "subscribers.moved-from-2g", 8 + (0 if place < 2 else place % 3))
    for place, name in enumerate(("viettel", "vnpt", "mobifone")):
        yield _fact(f"x-hg-{name}", day, "subscribers.moved-from-2g", 60 - 20 * place)


def _fact(unit, day, measure, quantity):
    key = f"{unit}-{measure}-{day}"
    return Fact(measure, unit, day, quantity, "one-stop", key, Grade.COUNTED, generated=True)


def _publish(state, at):
    sequence()
    publish_edition(campaign=CAMPAIGN, stage="", state=state, reason="", actor=ACTOR, at=at)
    sequence()
    export_editions()
