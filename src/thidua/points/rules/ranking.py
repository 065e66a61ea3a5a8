"""Order sheets into ranks: equals share a rank (1-2-2-4), and only the plan breaks ties.

Standings: bảng xếp hạng. Prize: giải. The order in which sheets come in never matters.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import groupby

from thidua.plans.rules import Criterion, Effect, Group, Overflow, Plan, Prize, Stage
from thidua.plans.rules.criteria import is_share
from thidua.points.rules.methods import LOWER_IS_BETTER, ZERO, as_share
from thidua.points.rules.sheet import Line, Sheet, applicable
from thidua.points.rules.values import Number

# Greater is better, place by place. The first is the points cut to a whole number of parts so
# tiny that published points are told apart; full points are compared exactly in second place.
Key = tuple[int, Fraction, tuple[tuple[Number, ...], ...]]
Look = Callable[[Line], tuple[Number, ...]]
Places = tuple[tuple[str, int, Look], ...]
_TINY = 2**64


@dataclass(frozen=True, slots=True)
class Standing:
    """A unit's place in its group.

    `prize` is a prize's code. `council` is the prize that a tie is too large for, left for the
    council to award. `tie_break` is the entry of the plan's list that set the unit apart from
    others with the same points; None where nothing had to, or nothing could.
    """

    rank: int
    sheet: Sheet
    prize: str | None = None
    council: str | None = None
    tie_break: str | None = None


def rank(
    plan: Plan, group: Group, sheets: Iterable[Sheet], *, stage: Stage | None = None
) -> tuple[Standing, ...]:
    """Rank a group's sheets by points, then by the plan's tie-breaks; equals stand in id order.

    A unit without a single number wins no prize, whatever its rank.
    """
    places = tie_places(plan, group, stage=stage)
    keyed = [(key(plan, places, sheet), sheet) for sheet in sheets]
    keyed.sort(key=lambda pair: pair[1].unit)
    keyed.sort(key=lambda pair: pair[0], reverse=True)
    found: list[Standing] = []
    for _, tied in groupby(keyed, key=lambda pair: pair[0][:2]):
        found += _block(places, list(tied), len(found) + 1)
    prizes = group.prizes if stage is None else stage.prizes.get(group.code, ())
    return _awarded(found, prizes)


def tie_places(plan: Plan, group: Group, *, stage: Stage | None = None) -> Places:
    """Say where each tie-break looks on the group's sheets; one that is not on them is left out."""
    criteria = applicable(plan, group, stage=stage)
    codes = [criterion.code for criterion in criteria]
    found = []
    for tie_break in plan.tie_breaks:
        what, _, code = tie_break.partition(":")
        if code in codes:
            place = codes.index(code)
            found.append((tie_break, place, _look(plan, what, criteria[place])))
    return tuple(found)


def key(plan: Plan, places: Places, sheet: Sheet) -> Key:
    """Make what a sheet is ordered by: the greater, the better."""
    shown = plan.rounding.rank_on == "published"
    numerator, denominator = (sheet.published if shown else sheet.total).as_integer_ratio()
    ties = tuple(look(sheet.lines[place]) for _, place, look in places)
    return numerator * _TINY // denominator, ZERO if shown else sheet.total, ties


def _look(plan: Plan, what: str, criterion: Criterion) -> Look:
    if what == "volume":
        return _volume
    if what == "points":
        return _published if plan.rounding.rank_on == "published" else _points
    lower = criterion.method in LOWER_IS_BETTER
    sign = -1 if lower != (criterion.effect is Effect.DEDUCTION) else 1
    if is_share(criterion.indicator, plan.measures):  # a share above all breaks no tie either
        return lambda line: () if line.ratio is None else (sign * as_share(line.ratio),)
    return lambda line: () if line.ratio is None else (sign * line.ratio,)


def _volume(line: Line) -> tuple[Number, ...]:
    return () if line.volume is None else (line.volume,)


def _points(line: Line) -> tuple[Number, ...]:
    return (line.points,)


def _published(line: Line) -> tuple[Number, ...]:
    return (Fraction(line.published),)


def _block(places: Places, tied: list[tuple[Key, Sheet]], first: int) -> list[Standing]:
    """Rank sheets with the same points, by what their keys hold besides."""
    if len(tied) == 1:
        return [Standing(first, tied[0][1])]
    parts = [(part, list(pairs)) for part, pairs in groupby(tied, key=lambda pair: pair[0][2])]
    found: list[Standing] = []
    for index, (part, pairs) in enumerate(parts):
        tie_break = None
        if len(parts) > 1:
            other = parts[index - 1 if index else 1][0]
            differs = next(place for place, look in enumerate(part) if look != other[place])
            tie_break = places[differs][0]
        shared = first + len(found)
        found += [Standing(shared, sheet, tie_break=tie_break) for _, sheet in pairs]
    return found


def _awarded(standings: Iterable[Standing], prizes: Iterable[Prize]) -> tuple[Standing, ...]:
    """Hand out the prizes from the first rank down, each as often as its quota says."""
    left = {prize: prize.quota for prize in prizes}
    found: list[Standing] = []
    for _, tied in groupby(standings, key=lambda standing: standing.rank):
        block = list(tied)
        prize = next((prize for prize, places in left.items() if places), None)
        winners = sum(_has_number(standing.sheet) for standing in block) if prize else 0
        if prize is None or not winners:
            found += block
            continue
        fits = winners <= left[prize]
        found += [_awarded_one(standing, prize, fits=fits) for standing in block]
        extra = not fits and prize.overflow is Overflow.EXTRA
        _take_places(left, left[prize] if extra else winners)
    return tuple(found)


def _awarded_one(standing: Standing, prize: Prize, *, fits: bool) -> Standing:
    if not _has_number(standing.sheet):
        return standing
    if fits or prize.overflow is not Overflow.COUNCIL:
        return replace(standing, prize=prize.code)
    return replace(standing, council=prize.code)


def _take_places(left: dict[Prize, int], wanted: int) -> None:
    for prize, places in left.items():
        taken = min(places, wanted)
        left[prize] = places - taken
        wanted -= taken


def _has_number(sheet: Sheet) -> bool:
    return any(line.numerator is not None for line in sheet.lines)
