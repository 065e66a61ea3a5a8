"""What is still to be done before a campaign is closed, and what each step waits for.

The order is the office's: days over, figures frozen, late facts looked at, a provisional edition,
appeals answered, the council's result, the official edition, the award list. A step that has to
wait says for what; only what `standings` refuses is blocked, the rest is advice.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from thidua.questions.rules import AppealTime


class Step(StrEnum):
    """A step of the close, in its order."""

    DAYS = "days"
    FREEZE = "freeze"
    LATE = "late"
    PROVISIONAL = "provisional"
    WINDOW = "window"
    ANSWERS = "answers"
    COUNCIL = "council"
    OFFICIAL = "official"
    AWARDS = "awards"


class Mark(StrEnum):
    """How a step stands."""

    DONE = "done"  # xong
    NOW = "now"  # làm ngay được
    WAITING = "waiting"  # chờ đến giờ
    BLOCKED = "blocked"  # chờ bước trước
    ADVISED = "advised"  # nên xem, không bắt buộc
    NONE = "none"  # không cần


class Why(StrEnum):
    """What a step waits for, or what is remarkable about it."""

    DAYS_RUN = "days-run"
    NOT_FROZEN = "not-frozen"
    NO_FREEZE = "no-freeze"
    LATE_LEFT = "late-left"
    NO_PROVISIONAL = "no-provisional"
    CHANGED_SINCE = "changed-since"
    NO_WINDOW = "no-window"
    WINDOW_RUNS = "window-runs"
    APPEALS_WAIT = "appeals-wait"
    COUNCIL_LOOKS = "council-looks"
    TIES_LEFT = "ties-left"
    NO_COUNCIL = "no-council"
    COUNCIL_ON_ITS_WAY = "council-on-its-way"
    NOT_OFFICIAL = "not-official"


@dataclass(frozen=True, slots=True)
class Facts:
    """What the checklist is made from.

    `over` is the instant from which an official edition may be published: the freeze, or the
    end of the last day. `frozen` says whether the plan has a freeze. `provisional` and
    `official` are numbers of editions, None without; a provisional one counts from `over` on.
    `changed`: the running result differs from the newest edition. `late`: facts that came after
    the freeze and were not admitted. `ties` are the units left to the council to tell apart.
    """

    now: datetime
    days_end: datetime
    over: datetime
    frozen: bool
    late: int = 0
    provisional: int | None = None
    changed: bool = False
    time: AppealTime | None = None
    waiting: int = 0
    ties: int = 0
    council: int | None = None
    council_in_log: bool = True
    official: int | None = None

    @property
    def is_over(self) -> bool:
        """Whether the figures are closed."""
        return self.now >= self.over

    @property
    def runs(self) -> bool:
        """Whether units may still appeal."""
        return self.time is not None and not self.time.is_over(self.now)


@dataclass(frozen=True, slots=True)
class Item:
    """A step of the list with its mark; `why` is None where nothing is to be said."""

    step: Step
    mark: Mark
    why: Why | None = None


def checklist(facts: Facts) -> tuple[Item, ...]:
    """Give every step of the close with how it stands."""
    return (
        _days(facts),
        _freeze(facts),
        _late(facts),
        _provisional(facts),
        _window(facts),
        _answers(facts),
        _council(facts),
        _official(facts),
        _awards(facts),
    )


def what_next(items: tuple[Item, ...]) -> Item | None:
    """Give the first step that can be done now, else the first that waits; None: all is done."""
    for mark in (Mark.NOW, Mark.WAITING, Mark.ADVISED):
        for item in items:
            if item.mark is mark:
                return item
    return None


def barred(facts: Facts) -> tuple[Why, ...]:
    """Say everything that keeps an edition from becoming official."""
    return tuple(_bars(facts))


def _bars(facts: Facts) -> Iterator[Why]:
    if facts.now < facts.days_end:
        yield Why.DAYS_RUN
    elif not facts.is_over:
        yield Why.NOT_FROZEN
    if facts.runs:
        yield Why.WINDOW_RUNS
    if facts.waiting:
        yield Why.APPEALS_WAIT


def _days(facts: Facts) -> Item:
    return Item(Step.DAYS, Mark.DONE if facts.now >= facts.days_end else Mark.WAITING)


def _freeze(facts: Facts) -> Item:
    if not facts.frozen:
        return Item(Step.FREEZE, Mark.NONE, Why.NO_FREEZE)
    return Item(Step.FREEZE, Mark.DONE if facts.is_over else Mark.WAITING)


def _late(facts: Facts) -> Item:
    if not facts.frozen:
        return Item(Step.LATE, Mark.NONE, Why.NO_FREEZE)
    if not facts.is_over:
        return Item(Step.LATE, Mark.BLOCKED, Why.NOT_FROZEN)
    if facts.late:
        return Item(Step.LATE, Mark.ADVISED, Why.LATE_LEFT)
    return Item(Step.LATE, Mark.DONE)


def _provisional(facts: Facts) -> Item:
    if facts.official is not None:
        return Item(Step.PROVISIONAL, Mark.DONE)
    if not facts.is_over:
        why = Why.DAYS_RUN if facts.now < facts.days_end else Why.NOT_FROZEN
        return Item(Step.PROVISIONAL, Mark.BLOCKED, why)
    if facts.provisional is None:
        return Item(Step.PROVISIONAL, Mark.NOW)
    if facts.changed:
        return Item(Step.PROVISIONAL, Mark.ADVISED, Why.CHANGED_SINCE)
    return Item(Step.PROVISIONAL, Mark.DONE)


def _window(facts: Facts) -> Item:
    if facts.official is not None or (facts.time is not None and facts.time.is_over(facts.now)):
        return Item(Step.WINDOW, Mark.DONE)
    if facts.time is not None:
        return Item(Step.WINDOW, Mark.WAITING, Why.WINDOW_RUNS)
    if facts.provisional is None:
        return Item(Step.WINDOW, Mark.BLOCKED, Why.NO_PROVISIONAL)
    return Item(Step.WINDOW, Mark.ADVISED, Why.NO_WINDOW)


def _answers(facts: Facts) -> Item:
    if facts.waiting:
        return Item(Step.ANSWERS, Mark.NOW, Why.APPEALS_WAIT)
    if facts.official is not None:
        return Item(Step.ANSWERS, Mark.DONE)
    if facts.provisional is None:
        return Item(Step.ANSWERS, Mark.BLOCKED, Why.NO_PROVISIONAL)
    if facts.runs:
        return Item(Step.ANSWERS, Mark.WAITING, Why.WINDOW_RUNS)
    return Item(Step.ANSWERS, Mark.DONE)


def _council(facts: Facts) -> Item:
    if facts.council is not None:
        late = None if facts.council_in_log else Why.COUNCIL_ON_ITS_WAY
        return Item(Step.COUNCIL, Mark.DONE, late)
    if facts.official is not None:
        return Item(Step.COUNCIL, Mark.ADVISED, Why.NO_COUNCIL)
    if facts.provisional is None:
        return Item(Step.COUNCIL, Mark.BLOCKED, Why.NO_PROVISIONAL)
    if facts.runs or facts.waiting:
        why = Why.APPEALS_WAIT if facts.waiting else Why.WINDOW_RUNS
        return Item(Step.COUNCIL, Mark.BLOCKED, why)
    return Item(Step.COUNCIL, Mark.NOW, Why.TIES_LEFT if facts.ties else Why.COUNCIL_LOOKS)


def _official(facts: Facts) -> Item:
    if facts.official is not None:
        why = Why.CHANGED_SINCE if facts.changed else None
        return Item(Step.OFFICIAL, Mark.ADVISED if facts.changed else Mark.DONE, why)
    bars = barred(facts)
    if bars:
        return Item(Step.OFFICIAL, Mark.BLOCKED, bars[0])
    if facts.provisional is None:
        return Item(Step.OFFICIAL, Mark.BLOCKED, Why.NO_PROVISIONAL)
    if facts.council is None:
        return Item(Step.OFFICIAL, Mark.ADVISED, Why.NO_COUNCIL)
    if not facts.council_in_log:
        return Item(Step.OFFICIAL, Mark.WAITING, Why.COUNCIL_ON_ITS_WAY)
    return Item(Step.OFFICIAL, Mark.NOW)


def _awards(facts: Facts) -> Item:
    if facts.official is None:
        return Item(Step.AWARDS, Mark.BLOCKED, Why.NOT_OFFICIAL)
    return Item(Step.AWARDS, Mark.NOW)
