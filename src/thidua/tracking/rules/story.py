"""What happened to a dossier, told by the five steps that people know."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from thidua.dossiers.rules.steps import ENDED, Act, State, Status, Step

ORDER: tuple[Step, ...] = tuple(Step)
# The act by which a step is done.
DOES = {
    Step.RECEIVING: Act.RECEIVE,
    Step.APPRAISAL: Act.PROPOSE,
    Step.APPROVAL: Act.APPROVE,
    Step.SIGNING: Act.SIGN,
    Step.RETURNING: Act.RETURN,
}


class Progress(StrEnum):
    """How far a step is."""

    DONE = "done"  # đã xong
    NOW = "now"  # đang làm
    ENDED = "ended"  # kết thúc tại đây
    COMING = "coming"  # chưa đến
    NEVER = "never"  # không đến nữa


@dataclass(frozen=True, slots=True)
class Told:
    """A move: what was done, when."""

    act: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Line:
    """A step, how far it is, and since when; None for what has not come."""

    step: Step
    progress: Progress
    at: datetime | None


def five(moves: Sequence[Told], state: State) -> tuple[Line, ...]:
    """Tell the five steps; `moves` begin with the filing, in their order."""
    return tuple(_line(step, moves, state) for step in ORDER)


def _line(step: Step, moves: Sequence[Told], state: State) -> Line:
    progress = _progress(step, state)
    if progress is Progress.DONE:
        return Line(step, progress, _last(moves, DOES[step]))
    if progress is Progress.ENDED:
        return Line(step, progress, moves[-1].at)
    if progress is Progress.NOW:
        return Line(step, progress, _begun(step, moves))
    return Line(step, progress, None)


def _progress(step: Step, state: State) -> Progress:
    place, here = ORDER.index(step), ORDER.index(state.step)
    received = step is Step.RECEIVING and state.status is Status.RECEIVED
    if place < here or received or (step is state.step and state.status is Status.RETURNED):
        return Progress.DONE
    if place > here:
        return Progress.NEVER if state.status in ENDED else Progress.COMING
    return Progress.ENDED if state.status in ENDED else Progress.NOW


def _begun(step: Step, moves: Sequence[Told]) -> datetime:
    """Find when a step was come to: by the act that ends the one before it, or sent back to."""
    place = ORDER.index(step)
    if place == 0:
        return moves[0].at
    comes = Act.FORWARD if step is Step.APPRAISAL else DOES[ORDER[place - 1]]
    return max(_last(moves, comes), _last(moves, Act.SEND_BACK))


def _last(moves: Sequence[Told], act: Act) -> datetime:
    return max((each.at for each in moves if each.act == act), default=moves[0].at)
