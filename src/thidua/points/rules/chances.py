"""Say what would gain a unit the next rank: the smallest change of one count, found by trying.

Nothing is solved by formula: every candidate is judged by the rules of the standings themselves,
so roundings, caps, tie-breaks and methods that look at the whole group are all in it.
"""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from math import floor

from thidua.plans.rules import Effect, Form, Group, Part, Plan, Stage
from thidua.points.rules.methods import LEADERS, LOWER_IS_BETTER
from thidua.points.rules.ranking import Standing, key, rank, tie_places
from thidua.points.rules.sheet import Judge, appoint, sheet, sheets
from thidua.points.rules.values import Quantity, exact, total

Quantities = Mapping[str, Mapping[str, Quantity]]
MOST_ITEMS = 10**12
NOT_COUNTED = frozenset({"judged", "role"})  # the council's points and roles are no items


@dataclass(frozen=True, slots=True)
class Step:
    """So many further items of a tally (fewer where `change` is negative) gain `rank`."""

    criterion: str
    key: str
    change: int
    rank: int


@dataclass(frozen=True, slots=True)
class _Lever:
    """A tally that a unit can move, which way, and how far at most."""

    judge: Judge
    key: str
    sign: int
    limit: int


def next_rank(
    plan: Plan,
    group: Group,
    standings: Iterable[Standing],
    unit: str,
    quantities: Quantities,
    *,
    stage: Stage | None = None,
) -> Step | None:
    """Find the smallest change of one tally that gives `unit` a better rank.

    None: it is first, or no single tally that it can move is enough. Everybody else stays as
    they are; where points depend on the group's best, theirs move with the unit's.
    """
    order = tuple(standings)
    now = _rank_of(unit, order)
    judges = appoint(plan, group, quantities.values(), stage=stage)
    places = tie_places(plan, group, stage=stage)
    others = sorted(
        key(plan, places, standing.sheet) for standing in order if standing.sheet.unit != unit
    )

    def rank_alone(mine: Mapping[str, Quantity]) -> int:
        moved = key(plan, places, sheet(plan, judges, unit, mine))
        return 1 + len(others) - bisect_right(others, moved)

    def rank_among_all(mine: Mapping[str, Quantity]) -> int:
        made = sheets(plan, group, {**quantities, unit: mine}, stage=stage)
        return _rank_of(unit, rank(plan, group, made, stage=stage))

    best: Step | None = None
    for lever in _levers(judges, quantities[unit]):
        judged = rank_among_all if _moves_others(judges, lever.key) else rank_alone
        trial = _trial(lever, quantities[unit], judged)
        limit = lever.limit if best is None else min(lever.limit, abs(best.change) - 1)
        if _moves_one(judges, lever.key) and trial(limit) >= now:
            continue  # the most is not enough, so nothing is
        if items := _fewest(trial, now, limit):
            code = lever.judge.criterion.code
            best = Step(code, lever.key, lever.sign * items, trial(items))
    return best


def _rank_of(unit: str, standings: Iterable[Standing]) -> int:
    return next(standing.rank for standing in standings if standing.sheet.unit == unit)


def _moves_others(judges: Iterable[Judge], tally: str) -> bool:
    return any(judge.criterion.method in LEADERS and tally in judge.reader.keys for judge in judges)


def _moves_one(judges: Iterable[Judge], tally: str) -> bool:
    return sum(tally in judge.reader.keys for judge in judges) == 1


def _trial(
    lever: _Lever,
    quantities: Mapping[str, Quantity],
    judged: Callable[[Mapping[str, Quantity]], int],
) -> Callable[[int], int]:
    """Give the function from a number of items to the rank that they gain."""
    before = exact(quantities.get(lever.key, 0))
    return lambda items: judged({**quantities, lever.key: before + lever.sign * items})


def _fewest(trial: Callable[[int], int], now: int, limit: int) -> int:
    """Find how few items give a rank better than `now`, one fewer not being enough; 0: none do."""
    low, high = 0, min(1, limit)
    while high and trial(high) >= now:
        low, high = high, (min(2 * high, limit) if high < limit else 0)
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if trial(middle) < now else (middle, high)
    return high


def _levers(judges: Iterable[Judge], quantities: Mapping[str, Quantity]) -> Iterator[_Lever]:
    for judge in judges:
        if judge.criterion.method not in NOT_COUNTED:
            sign = _sign(judge)
            for part in judge.reader.parts:
                room = _room_up if sign > 0 else _room_down
                yield _Lever(judge, part.numerator[0], sign, room(judge, part, quantities))


def _sign(judge: Judge) -> int:
    """Say whether more of the numerator earns more points (1) or fewer (-1)."""
    turns = (
        judge.criterion.method in LOWER_IS_BETTER,
        judge.criterion.effect is Effect.DEDUCTION,
        judge.criterion.indicator.form is Form.COMPLEMENT,
    )
    return -1 if sum(turns) % 2 else 1


def _room_down(_judge: Judge, part: Part, quantities: Mapping[str, Quantity]) -> int:
    return floor(exact(quantities.get(part.numerator[0], 0)))


def _room_up(judge: Judge, part: Part, quantities: Mapping[str, Quantity]) -> int:
    """Say how many items more there can be: a share cannot grow beyond its whole."""
    if not judge.in_shares:
        return MOST_ITEMS
    filled = {part.numerator[0]: 0, **quantities}
    if not judge.reader.keys <= filled.keys():
        return 0
    whole = total(part.denominator, filled)
    if judge.criterion.indicator.form is Form.GREATER_DENOMINATOR:
        whole = max(exact(filled[tally]) for tally in part.denominator)
    return max(floor(whole - total(part.numerator, filled)), 0)
