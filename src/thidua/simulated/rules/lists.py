"""Two systems' lists of the same simulated dossiers, with the faults that real ones have, planted.

What is planted is said beside the lists, so that whoever reconciles them can be judged.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from thidua.dossiers.rules import Channel, Filer
from thidua.dossiers.rules.steps import Status
from thidua.mirror.rules import Source
from thidua.mirror.rules.lists import COLUMNS
from thidua.simulated.rules import Dice, Made

HEADINGS: tuple[str, ...] = tuple(names[0] for names in COLUMNS.values())
CHANNELS: Mapping[Channel, str] = {Channel.DIRECT: "1", Channel.ONLINE: "2", Channel.POSTAL: "3"}
FILERS: Mapping[Filer, str] = {
    Filer.SELF: "Tự nộp",
    Filer.ASSISTED: "Được giúp tại một cửa",
    Filer.OFFICIAL: "Cán bộ nộp thay",
    Filer.TEAM: "Tổ công nghệ số cộng đồng",
    Filer.POST: "Bưu chính",
}


class Fault(StrEnum):
    """What goes wrong between two systems."""

    LATE = "late"  # the portal has not heard of it yet
    MISSING = "missing"  # the province's system lost it
    STATUS = "status"  # the portal still shows an earlier status
    CHANNEL = "channel"  # filed online, said to be filed at the counter


SHARES: Mapping[Fault, int] = {  # of a thousand dossiers
    Fault.LATE: 8,
    Fault.MISSING: 3,
    Fault.STATUS: 12,
    Fault.CHANNEL: 4,
}


@dataclass(frozen=True, slots=True)
class Planted:
    """A dossier with its fault, None for the many that have none."""

    made: Made
    fault: Fault | None

    def as_told_by(self, source: Source) -> Made | None:
        """Give it as a system tells of it, None where that one does not know it."""
        if source is Source.PROVINCE:
            return None if self.fault is Fault.MISSING else self.made
        if self.fault is Fault.LATE:
            return None
        if self.fault is Fault.STATUS:
            return replace(self.made, status=Status.RESOLVED, returned=None)
        if self.fault is Fault.CHANNEL:
            return replace(self.made, channel=Channel.DIRECT)
        return self.made


def planted(seed: int, made: Iterable[Made]) -> Iterator[Planted]:
    """Give some dossiers a fault; each kind only where it can be."""
    for each in made:
        lot = Dice(seed, "fault", each.code).below(1000)
        fault = next((fault for fault, end in _ends() if lot < end), None)
        possible = {
            Fault.STATUS: each.status is Status.RETURNED,
            Fault.CHANNEL: each.channel is Channel.ONLINE,
        }
        yield Planted(each, fault if fault and possible.get(fault, True) else None)


def _ends() -> Iterator[tuple[Fault, int]]:
    end = 0
    for fault, share in SHARES.items():
        end += share
        yield fault, end


def cells(made: Made) -> tuple[str, ...]:
    """Write a dossier as a row of a list."""
    said = {
        "code": made.code,
        "procedure": made.version.code,
        "field": made.version.field,
        "unit": made.agency.name,
        "channel": CHANNELS[made.channel],
        "filer": FILERS[made.filer],
        "status": str(int(made.status)),
        "received": _at(made.received),
        "due": _at(made.due),
        "resolved": _at(made.resolved),
        "returned": _at(made.returned),
        "supplements": str(made.supplements),
        "fee": str(made.fee),
        "paid_online": str(int(made.paid_online)),
        "e_result": str(int(made.e_result)),
        "digitized": str(int(made.digitized)),
        "reusing": str(int(made.reusing)),
        "apologised": str(int(made.apologised)),
    }
    return tuple(said[key] for key in COLUMNS)


def _at(instant: datetime | None) -> str:
    return f"{instant:%d/%m/%Y %H:%M}" if instant else ""


def rows(found: Iterable[Planted], source: Source) -> Iterator[tuple[str, ...]]:
    """Give the rows of a system's list."""
    for each in found:
        told = each.as_told_by(source)
        if told is not None:
            yield cells(told)


def earlier(found: Iterable[Planted], now: datetime) -> Iterator[Planted]:
    """Give the dossiers as they stood at an earlier instant: what had not happened then is not said."""
    for each in found:
        made = each.made
        if made.received > now:
            continue
        resolved = made.resolved if made.resolved and made.resolved <= now else None
        returned = made.returned if made.returned and made.returned <= now else None
        status = _status(made, resolved, returned)
        yield Planted(
            fault=None if each.fault is Fault.STATUS and returned is None else each.fault,
            made=replace(
                made,
                status=status,
                resolved=resolved,
                returned=returned,
                e_result=made.e_result and resolved is not None,
                digitized=made.digitized and resolved is not None,
                reusing=made.reusing and resolved is not None,
                apologised=made.apologised and resolved is not None,
            ),
        )


def _status(made: Made, resolved: datetime | None, returned: datetime | None) -> Status:
    if returned:
        return Status.RETURNED
    if resolved:
        return Status.RESOLVED
    return Status.IN_PROCESS if made.resolved else made.status
