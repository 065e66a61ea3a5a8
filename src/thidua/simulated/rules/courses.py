"""How a simulated dossier goes: the acts that bring it to where it stands, each at its instant."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from thidua.deadlines.rules import Office, due
from thidua.dossiers.rules import Channel
from thidua.dossiers.rules.steps import Act, Status
from thidua.procedures.rules import LegalTime, TimeUnit
from thidua.simulated.rules import Dice, Made

LATER = LegalTime(2, TimeUnit.DAYS)  # an apology gives so much more time
BEFORE = timedelta(minutes=15)  # an online dossier waits so long to be received
SOON = timedelta(minutes=10)
WAITS: dict[Status, Act] = {
    Status.SUPPLEMENT: Act.ASK_SUPPLEMENT,
    Status.PAYMENT: Act.ASK_PAYMENT,
    Status.STOPPED: Act.STOP,
}


@dataclass(frozen=True, slots=True)
class Done:
    """An act on a dossier at an instant; `again` is the new appointment that an apology gives."""

    at: datetime
    act: Act
    again: datetime | None = None


def filed_at(made: Made) -> datetime:
    """Say when a dossier was filed: at the counter it is received at once."""
    return made.received if made.channel is Channel.DIRECT else made.received - BEFORE


def course(seed: int, made: Made, hours: Office) -> tuple[Done, ...]:
    """Give the acts that follow on its filing, in their order."""
    forwarded = made.received + SOON
    begun = (Done(made.received + SOON / 2, Act.RECEIVE), Done(forwarded, Act.FORWARD))
    if made.resolved:
        return *begun, *_finished(made, forwarded, made.resolved, hours)
    if waits := WAITS.get(made.status):
        return *begun, Done(forwarded + SOON, waits)
    reached = Dice(seed, "reached", made.code).below(3)
    acts = (Act.PROPOSE, Act.APPROVE)[:reached]
    return *begun, *(Done(forwarded + SOON * nr, act) for nr, act in enumerate(acts, start=1))


def _finished(made: Made, forwarded: datetime, resolved: datetime, hours: Office) -> Iterator[Done]:
    at, whole = forwarded, resolved - forwarded
    for number in range(made.supplements):
        yield Done(forwarded + whole * (2 * number + 1) / 10, Act.ASK_SUPPLEMENT)
        at = forwarded + whole * (2 * number + 2) / 10
        yield Done(at, Act.SUPPLEMENT)
    if made.apologised and not made.supplements:
        at = max(made.due - SOON, at + SOON / 2)
        yield Done(at, Act.APOLOGISE, due(made.due, LATER, hours))
    for act in (Act.PROPOSE, Act.APPROVE):
        at += (resolved - at) / 2
        yield Done(at, act)
    yield Done(resolved, Act.SIGN)
    if made.returned:
        yield Done(made.returned, Act.RETURN)
