"""What changes when a system tells of a dossier again: its history, and the differences with since when.

Both are kept as lines of text, one each, so that a hundred thousand dossiers are gone on with quickly.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from thidua.dossiers.rules.steps import Status, reaches
from thidua.mirror.rules import Difference, Kind, Line, Source, instant, plain_instant

GAP = "\t"


@dataclass(frozen=True, slots=True)
class Turn:
    """That a dossier was in a status: since when as the system says (None: not said), told when."""

    source: Source
    status: Status
    since: datetime | None
    told: datetime

    @property
    def plain(self) -> str:
        """Give it as one line."""
        since = plain_instant(self.since) if self.since else ""
        return GAP.join((self.source, str(int(self.status)), since, plain_instant(self.told)))

    @classmethod
    def of(cls, plain: str) -> "Turn":
        """Read back what `plain` gave."""
        source, status, since, told = plain.split(GAP)
        return cls(
            Source(source),
            Status(int(status)),
            instant(since) if since else None,
            instant(told),
        )


@dataclass(frozen=True, slots=True)
class Found:
    """A difference, and since when it is known here."""

    difference: Difference
    since: date

    @property
    def plain(self) -> str:
        """Give it as one line."""
        each = self.difference
        return GAP.join((each.kind, each.province, each.national, self.since.isoformat()))

    @classmethod
    def of(cls, plain: str) -> "Found":
        """Read back what `plain` gave."""
        kind, province, national, since = plain.split(GAP)
        return cls(Difference(Kind(kind), province, national), date.fromisoformat(since))


def turns(before: Line | None, after: Line, source: Source, told: datetime) -> Iterator[Turn]:
    """Rebuild what a dossier went through since it was told of last.

    A list shows one status; its days of receipt, end and return show the others.
    """
    dated = (
        (Status.RECEIVED, after.received, before.received if before else None),
        (Status.RESOLVED, after.resolved, before.resolved if before else None),
        (Status.RETURNED, after.returned, before.returned if before else None),
    )
    shown = False
    for status, since, known in dated:
        shown = shown or (status is after.status and since is not None)
        if since is not None and since != known:
            yield Turn(source, status, since, told)
    if not shown and (before is None or before.status is not after.status):
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
