"""What may be done to the tree: every change is judged here before it is written.

Changes of one unit are told in the order of their days: nothing is put in before what is known.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import date
from decimal import Decimal

from thidua.kernel.errors import RuleBroken
from thidua.units.rules.reference import ID
from thidua.units.rules.tree import KINDS, Level

LONGEST_NAME = 200
SHARE_DIGITS = 12  # after the point: what every database keeps exactly
TERRITORY = (Level.COUNTRY, Level.PROVINCE, Level.DISTRICT, Level.COMMUNE, Level.HAMLET)


@dataclass(frozen=True, slots=True)
class NewUnit:
    """A unit that is to open, with its codes by scheme (`gso`, …)."""

    id: str
    level: Level
    kind: str
    name: str
    parent: str | None = None
    overseen_by: str | None = None
    codes: Mapping[str, str] = field(default_factory=dict)

    def under(self, above: str, level: Level) -> "NewUnit":
        """Put it under a unit of some level: an organisation is overseen by what is none."""
        if self.level in TERRITORY or level not in TERRITORY:
            return replace(self, parent=above)
        return replace(self, overseen_by=above)

    def public(self) -> Mapping[str, object]:
        """Give what the log says of it."""
        return {**asdict(self), "level": self.level.value}


@dataclass(frozen=True, slots=True)
class Part:
    """What a split unit gives to a new one: its share of the counts (None: not declared), its children."""

    unit: NewUnit
    share: Decimal | None
    children: tuple[str, ...] = ()

    def public(self) -> Mapping[str, object]:
        """Give what the log says of it."""
        share = None if self.share is None else str(self.share)
        return {**self.unit.public(), "share": share, "children": list(self.children)}


@dataclass(frozen=True, slots=True)
class Standing:
    """A unit's days; None is "from unknown" or still open. `changed` is its latest change's day."""

    id: str
    level: Level
    first: date | None
    end: date | None
    changed: date | None = None


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of others when units open: ids in use, units above, and who had a code when."""

    taken: Collection[str]
    standings: Mapping[str, Standing]
    codes: Mapping[tuple[str, str], Sequence[tuple[str, date | None, date | None]]]


def check_stands(unit: Standing, on: date) -> None:
    """Refuse a day on which a unit does not stand."""
    if unit.first is not None and on < unit.first:
        raise RuleBroken("units.not-yet-open", unit=unit.id, on=on, first=unit.first)
    if unit.end is not None and on >= unit.end:
        raise RuleBroken("units.closed", unit=unit.id, on=on, end=unit.end)


def check_change(unit: Standing, on: date) -> None:
    """Refuse to change a unit from a day on which it does not stand, or before a later change."""
    check_stands(unit, on)
    if unit.end is not None:
        raise RuleBroken("units.closing", unit=unit.id, end=unit.end)
    if unit.changed is not None and on < unit.changed:
        raise RuleBroken("units.later-change", unit=unit.id, on=on, changed=unit.changed)


def check_closing(unit: Standing, on: date) -> None:
    """Refuse to close a unit before or on the day it opened or changed."""
    check_change(unit, on)
    latest = unit.changed or unit.first
    if latest is not None and on <= latest:
        raise RuleBroken("units.closed-too-soon", unit=unit.id, on=on, changed=latest)


def check_new(unit: NewUnit) -> None:
    """Refuse a new unit whose id, name or kind cannot be."""
    if not ID.fullmatch(unit.id):
        raise RuleBroken("units.bad-id", unit=unit.id)
    check_name(unit.name)
    check_kind(unit.kind, unit.level)


def check_name(name: str) -> None:
    """Refuse a name that is empty, too long, or has spaces around it."""
    if not name or name != name.strip() or len(name) > LONGEST_NAME:
        raise RuleBroken("units.bad-name", name=name, longest=LONGEST_NAME)


def check_kind(kind: str, level: Level) -> None:
    """Refuse a kind that no unit of this level has."""
    if kind not in KINDS or KINDS[kind].level is not level:
        known = [key for key, each in KINDS.items() if each.level is level]
        raise RuleBroken("units.kind-unfit", kind=kind, level=level.value, known=known)


def check_opening(unit: NewUnit, first: date | None, end: date | None, known: Known) -> None:
    """Refuse a unit that cannot open: by itself, under its parent, or because others have its codes."""
    check_new(unit)
    if unit.id in known.taken:
        raise RuleBroken("units.id-taken", units=[unit.id])
    if unit.parent is not None:
        check_above(known.standings[unit.parent], unit.level)
        check_within(known.standings[unit.parent], first, end)
    if unit.overseen_by is not None:
        check_within(known.standings[unit.overseen_by], first, end)
    for scheme, code in unit.codes.items():
        for holder, since, until in known.codes.get((scheme, code), ()):
            if _overlap(first, end, since, until):
                raise RuleBroken("units.code-taken", scheme=scheme, number=code, unit=holder)


def check_above(parent: Standing, level: Level) -> None:
    """Refuse a parent that is not above the level; departments and enterprises may be anywhere."""
    if level in TERRITORY and (
        parent.level not in TERRITORY or TERRITORY.index(parent.level) >= TERRITORY.index(level)
    ):
        raise RuleBroken(
            "units.parent-not-above",
            parent=parent.id,
            parent_level=parent.level.value,
            level=level.value,
        )


def check_within(parent: Standing, first: date | None, end: date | None) -> None:
    """Refuse days that reach beyond those of the unit above."""
    if parent.first is not None and (first is None or first < parent.first):
        raise RuleBroken("units.parent-opens-later", parent=parent.id, first=parent.first)
    if parent.end is not None and (end is None or end > parent.end):
        raise RuleBroken("units.parent-closes", parent=parent.id, end=parent.end)


def check_no_cycle(unit: str, above: Collection[str]) -> None:
    """Refuse to put a unit under itself; `above` are the new parent and all above it."""
    if unit in above:
        raise RuleBroken("units.cycle", unit=unit)


def check_merge(units: Sequence[Standing], into: NewUnit, on: date) -> None:
    """Refuse a merge of fewer than two units, of different levels, or into one of another level."""
    check_new(into)
    if len({unit.id for unit in units}) < 2 or len({unit.id for unit in units}) < len(units):  # noqa: PLR2004 - two make a merge
        raise RuleBroken("units.merge-needs-two", units=[unit.id for unit in units])
    for unit in units:
        check_closing(unit, on)
        if unit.level is not into.level:
            raise RuleBroken("units.level-differs", unit=unit.id, other=into.id)


def check_split(unit: Standing, parts: Sequence[Part], children: Collection[str], on: date) -> None:
    """Refuse a split with wrong shares, or one that leaves a child of the unit without a parent."""
    check_closing(unit, on)
    if len(parts) < 2:  # noqa: PLR2004 - two make a split
        raise RuleBroken("units.split-needs-two", unit=unit.id)
    for part in parts:
        check_new(part.unit)
        if part.unit.level is not unit.level:
            raise RuleBroken("units.level-differs", unit=unit.id, other=part.unit.id)
    check_once([part.unit for part in parts])
    check_shares([part.share for part in parts])
    given = [child for part in parts for child in part.children]
    if sorted(given) != sorted(children):
        wrong = sorted(set(given) ^ set(children)) or sorted(given)
        raise RuleBroken("units.children-not-given", unit=unit.id, children=wrong)


def check_once(units: Sequence[NewUnit]) -> None:
    """Refuse two new units with one id, or with one code in a scheme."""
    seen: set[str] = set()
    holders: dict[tuple[str, str], str] = {}
    for unit in units:
        if unit.id in seen:
            raise RuleBroken("units.id-taken", units=[unit.id])
        seen.add(unit.id)
        for scheme, code in unit.codes.items():
            if holder := holders.get((scheme, code)):
                raise RuleBroken("units.code-taken", scheme=scheme, number=code, unit=holder)
            holders[scheme, code] = unit.id


def check_shares(shares: Sequence[Decimal | None]) -> None:
    """Refuse shares that are declared for some parts only, or do not sum to 1 exactly."""
    declared = [share for share in shares if share is not None]
    if not declared:
        return
    if len(declared) < len(shares):
        raise RuleBroken("units.shares-partly")
    for share in declared:
        if not share.is_finite() or not 0 < share <= 1 or _digits(share) > SHARE_DIGITS:
            raise RuleBroken("units.bad-share", share=share, digits=SHARE_DIGITS)
    if (total := sum(declared, Decimal(0))) != 1:
        raise RuleBroken("units.shares-sum", total=total)


def check_childless(unit: str, children: Iterable[str]) -> None:
    """Refuse to close a unit while others stand under it."""
    if listed := sorted(children):
        raise RuleBroken("units.has-children", unit=unit, children=listed[:5], count=len(listed))


def _overlap(first: date | None, end: date | None, since: date | None, until: date | None) -> bool:
    begun_before = until is None or first is None or first < until
    return begun_before and (end is None or since is None or since < end)


def _digits(share: Decimal) -> int:
    exponent = share.normalize().as_tuple().exponent
    return -exponent if isinstance(exponent, int) else SHARE_DIGITS + 1
