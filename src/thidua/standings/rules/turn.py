"""Whether it is an edition's turn: after what it counts, after those before it, and in its state.

Publishing and the verifier ask the same rule; instants are compared to the second, as the log
holds them.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from enum import StrEnum

from thidua.kernel.errors import RuleBroken
from thidua.plans.rules import Plan
from thidua.standings.rules.board import stage_of, window

VIETNAM = timezone(timedelta(hours=7))  # without summer time since long before any campaign


class State(StrEnum):
    """What an edition is; an official one is corrected only by a later official one."""

    PROVISIONAL = "provisional"
    OFFICIAL = "official"


@dataclass(frozen=True, slots=True)
class Turn:
    """An edition's place among those of its campaign; `size` is how much of the log it counts."""

    stage: str
    nr: int
    state: State
    size: int
    at: datetime
    reason: str


def local_day(at: datetime) -> date:
    """Give the day of an instant in Vietnam."""
    return at.astimezone(VIETNAM).date()


def check_turn(
    plan: Plan, turn: Turn, earlier: Sequence[Turn], newest: datetime | None = None
) -> None:
    """Refuse an edition whose turn it is not; `newest` is the latest instant of what it counts."""
    if turn.size == 0:
        raise RuleBroken("standings.nothing-counted", campaign=plan.code)
    if newest is not None and _second(turn.at) < _second(newest):
        raise RuleBroken("standings.before-counted", at=_words(turn.at), newest=_words(newest))
    _check_place(plan, turn, earlier)
    _check_state(plan, turn, [one for one in earlier if one.stage == turn.stage])


def _check_place(plan: Plan, turn: Turn, earlier: Sequence[Turn]) -> None:
    before = max(earlier, key=lambda one: one.nr, default=None)
    expected = before.nr + 1 if before else 1
    if turn.nr != expected:
        raise RuleBroken("standings.number-not-next", nr=turn.nr, expected=expected)
    if before and _second(turn.at) < _second(before.at):
        raise RuleBroken("standings.before-earlier", nr=before.nr, at=_words(before.at))
    if before and turn.size < before.size:
        facts = {"nr": before.nr, "before": before.size, "size": turn.size}
        raise RuleBroken("standings.log-shorter", campaign=plan.code, **facts)


def _check_state(plan: Plan, turn: Turn, earlier: Iterable[Turn]) -> None:
    official = max((one.nr for one in earlier if one.state is State.OFFICIAL), default=None)
    if turn.state is State.PROVISIONAL:
        if official is not None:
            raise RuleBroken("standings.official-already", campaign=plan.code, nr=official)
        return
    stage = stage_of(plan, turn.stage)
    last = window(plan, stage).period.last
    # the figures of the whole are open until the freeze, where the plan has one
    freeze_at = None if stage else plan.freeze_at
    if _second(turn.at) < freeze_at if freeze_at else local_day(turn.at) <= last:
        raise RuleBroken("standings.not-over", campaign=plan.code, last=freeze_at or last)
    if official is not None and not turn.reason.strip():
        raise RuleBroken("standings.reason-needed", nr=official)


def _second(at: datetime) -> datetime:
    return at.replace(microsecond=0)


def _words(at: datetime) -> str:
    return f"{at.astimezone(VIETNAM):%Y-%m-%d %H:%M:%S}"
