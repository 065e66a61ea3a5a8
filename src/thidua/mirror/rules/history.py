"""What changes when a system tells of a dossier again: its history, and the differences with since when."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from thidua.dossiers.rules.steps import Status, reaches
from thidua.mirror.rules import Difference, Kind, Line, Source


@dataclass(frozen=True, slots=True)
class Turn:
    """That a dossier was in a status: since when as the system says (None: not said), told when."""

    source: Source
    status: Status
    since: datetime | None
    told: datetime

    @property
    def plain(self) -> list[object]:
        """Give it as JSON keeps it."""
        return [
            self.source.value,
            int(self.status),
            self.since.isoformat() if self.since else None,
            self.told.isoformat(),
        ]

    @classmethod
    def of(cls, plain: Sequence[str | int | None]) -> "Turn":
        """Read back what `plain` gave."""
        source, status, since, told = plain
        return cls(
            Source(str(source)),
            Status(int(status or 0)),
            datetime.fromisoformat(str(since)) if since else None,
            datetime.fromisoformat(str(told)),
        )


@dataclass(frozen=True, slots=True)
class Found:
    """A difference, and since when it is known here."""

    difference: Difference
    since: date

    @property
    def plain(self) -> list[str]:
        """Give it as JSON keeps it."""
        each = self.difference
        return [each.kind.value, each.province, each.national, self.since.isoformat()]

    @classmethod
    def of(cls, plain: Sequence[str]) -> "Found":
        """Read back what `plain` gave."""
        kind, province, national, since = plain
        return cls(Difference(Kind(kind), province, national), date.fromisoformat(since))


def turns(before: Line | None, after: Line, source: Source, told: datetime) -> Iterator[Turn]:
    """Rebuild what a dossier went through since it was told of last.

    A list shows one status; its days of receipt, end and return show the others.
    """
    known = {
        (Status.RECEIVED, before.received if before else None),
        (Status.RESOLVED, before.resolved if before else None),
        (Status.RETURNED, before.returned if before else None),
    }
    dated = (
        (Status.RECEIVED, after.received),
        (Status.RESOLVED, after.resolved),
        (Status.RETURNED, after.returned),
    )
    new = [(status, since) for status, since in dated if since and (status, since) not in known]
    for status, since in new:
        yield Turn(source, status, since, told)
    if after.status not in {status for status, since in dated if since} and (
        before is None or before.status != after.status
    ):
        yield Turn(source, after.status, None, told)


def went_back(before: Line | None, after: Line) -> bool:
    """Whether a system tells of a status that cannot follow the one it told of before."""
    return before is not None and not reaches(before.status, after.status)


def with_since(
    before: Iterable[Found], now: Iterable[Difference], today: date
) -> tuple[Found, ...]:
    """Keep since when for what still differs in the same way; what is new begins today."""
    since = {each.difference: each.since for each in before}
    return tuple(Found(each, since.get(each, today)) for each in now)
