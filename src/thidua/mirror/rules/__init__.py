"""Dossiers as two systems tell of them: one line each, joined into one dossier, compared in public.

The province's system is where a dossier is dealt with, so what it says holds; the national portal
fills in what the other does not say, and decides alone on payment, which is made there. Wherever
both say something and it differs, the difference is named with both values; nothing is mended here.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from enum import StrEnum
from functools import lru_cache
from operator import attrgetter
from typing import NamedTuple

from thidua.deadlines.rules.judging import Timing
from thidua.dossiers.rules import Channel, Counted, Filer, Marks
from thidua.dossiers.rules.steps import PROCESSED, Status

HANOI = timezone(timedelta(hours=7))


class Source(StrEnum):
    """Whose list it is."""

    PROVINCE = "province"  # Hệ thống thông tin giải quyết thủ tục hành chính của tỉnh
    NATIONAL = "national"  # Cổng Dịch vụ công quốc gia


@dataclass(frozen=True, slots=True)
class Declared:
    """What a sender says of a list: whose it is, and of which days of receipt it holds every dossier.

    `first` and `last` are both in it; both None for a list that claims nothing of the kind.
    """

    source: Source
    first: date | None
    last: date | None
    sha256: str
    generated: bool = False


class Line(NamedTuple):
    """What a list says of a dossier; None where it says nothing, which is not no.

    `unit` is the one that received it, `closer` the one in charge when it ended (the same, or who
    took over from it); instants carry Hà Nội's offset. `fee` is in đồng.
    """

    code: str
    unit: str
    closer: str
    procedure: str
    field: str
    channel: Channel
    filer: Filer | None
    status: Status
    received: datetime | None
    due: datetime | None
    resolved: datetime | None
    returned: datetime | None
    supplements: int
    fee: int | None
    paid_online: bool | None
    e_result: bool | None
    digitized: bool | None
    reusing: bool | None
    apologised: bool | None

    @property
    def closed(self) -> datetime | None:
        """When it ended: resolved, else returned (Quyết định 766/QĐ-TTg takes the first that is said)."""
        if self.status not in PROCESSED:
            return None
        return self.resolved or self.returned

    def packed(self) -> str:
        """Write it as one line of JSON, always in one form: equal lines give equal text."""
        said = list(self)
        for place in _INSTANTS:
            if at := said[place]:
                said[place] = plain_instant(at)
        return _JSON.encode(said)


NAMES: tuple[str, ...] = Line._fields
DECIDED_BY_NATIONAL = frozenset({"paid_online"})
KEYS = frozenset({"code", "closer", "field"})  # never compared by themselves


_JSON = json.JSONEncoder(ensure_ascii=False)
_INSTANTS = tuple(map(NAMES.index, ("received", "due", "resolved", "returned")))
_WORDS: Mapping[int, Mapping[object, object]] = {
    NAMES.index("channel"): {str(each): each for each in Channel},
    NAMES.index("filer"): {None: None} | {str(each): each for each in Filer},
    NAMES.index("status"): {int(each): each for each in Status},
}


@lru_cache(maxsize=200_000)
def plain_instant(at: datetime) -> str:
    """Write an instant; lists say the same few over and over."""
    return at.isoformat()


@lru_cache(maxsize=200_000)
def instant(text: str) -> datetime:
    """Read an instant that `plain_instant` wrote."""
    return datetime.fromisoformat(text)


def unpacked(text: str) -> Line:
    """Read back what `packed` wrote."""
    said = json.loads(text)
    for place in _INSTANTS:
        said[place] = instant(said[place]) if said[place] else None
    for place, known in _WORDS.items():
        said[place] = known[said[place]]
    return Line(*said)


def join(province: Line | None, national: Line | None) -> Line:
    """Make one dossier of what one or both systems say; at least one line is given."""
    if province is None or national is None:
        found = province or national
        if found is None:
            raise ValueError("a dossier that nobody tells of")
        return found
    filled = {
        name: theirs
        for name, mine, theirs in zip(NAMES, province, national, strict=True)
        if mine != theirs and theirs is not None and (mine is None or name in DECIDED_BY_NATIONAL)
    }
    return province._replace(**filled) if filled else province  # type: ignore[arg-type]  # of one field


class Kind(StrEnum):
    """What differs: that one side does not know the dossier, or what both say of it."""

    NOT_IN_PROVINCE = "not-in-province"
    NOT_IN_NATIONAL = "not-in-national"
    GONE = "gone"  # in an earlier list, not in a later one that covers its day
    BACKWARDS = "backwards"  # its status came back from an end
    UNIT = "unit"
    PROCEDURE = "procedure"
    CHANNEL = "channel"
    FILER = "filer"
    STATUS = "status"
    RECEIVED = "received"
    DUE = "due"
    RESOLVED = "resolved"
    RETURNED = "returned"
    SUPPLEMENTS = "supplements"
    FEE = "fee"
    PAID_ONLINE = "paid_online"
    E_RESULT = "e_result"
    DIGITIZED = "digitized"
    REUSING = "reusing"
    APOLOGISED = "apologised"


COMPARED: tuple[Kind, ...] = tuple(Kind(name) for name in NAMES if name not in KEYS)
_COMPARED = attrgetter(*(kind.value for kind in COMPARED))


@dataclass(frozen=True, slots=True, order=True)
class Difference:
    """One thing in which the two sides differ; a side that says nothing of it is empty."""

    kind: Kind
    province: str
    national: str


def differences(province: Line | None, national: Line | None) -> Iterator[Difference]:
    """Name everything in which two systems differ about a dossier.

    Instants are compared by their day: systems round times differently, counts know days only.
    """
    if province is None and national is not None:
        yield Difference(Kind.NOT_IN_PROVINCE, "", str(int(national.status)))
    elif national is None and province is not None:
        yield Difference(Kind.NOT_IN_NATIONAL, str(int(province.status)), "")
    elif province is not None and national is not None:
        mine, theirs = _COMPARED(province), _COMPARED(national)
        if mine != theirs:  # most dossiers are told alike
            yield from _differing(mine, theirs)


def _differing(mine: Sequence[object], theirs: Sequence[object]) -> Iterator[Difference]:
    for kind, one, other in zip(COMPARED, mine, theirs, strict=True):
        if one is not None and other is not None and one != other and _said(one) != _said(other):
            yield Difference(kind, _said(one), _said(other))


def _said(value: object) -> str:
    if isinstance(value, datetime):
        return value.date().isoformat()
    return str(int(value)) if isinstance(value, (Status, bool)) else str(value)


def counted(line: Line, timing: Timing | None, *, in_online_field: bool | None) -> Counted:
    """Give a dossier as counting asks for it."""
    return Counted(
        unit=line.unit,
        closer=line.closer,
        status=line.status,
        channel=line.channel,
        filer=line.filer,
        received=_day(line.received),
        closed=_day(line.closed),
        timing=timing,
        marks=Marks(
            in_online_field=in_online_field,
            fee=None if line.fee is None else line.fee > 0,
            paid_online=line.paid_online,
            e_result=line.e_result,
            digitized=line.digitized,
            reusing=line.reusing,
            apologised=line.apologised,
        ),
    )


def _day(at: datetime | None) -> date | None:
    return at.date() if at else None


QUESTIONS: Mapping[Kind, tuple[Source, str]] = {
    Kind.NOT_IN_PROVINCE: (
        Source.PROVINCE,
        "Hồ sơ có trên Cổng Dịch vụ công quốc gia nhưng không có trong hệ thống của tỉnh. Đề nghị kiểm tra việc đồng bộ.",
    ),
    Kind.NOT_IN_NATIONAL: (
        Source.NATIONAL,
        "Hồ sơ có trong hệ thống của tỉnh nhưng không có trên Cổng Dịch vụ công quốc gia. Đề nghị kiểm tra việc đồng bộ.",
    ),
    Kind.GONE: (
        Source.PROVINCE,
        "Hồ sơ có trong danh sách trước nhưng không còn trong danh sách đầy đủ sau. Đề nghị cho biết hồ sơ đã đi đâu.",
    ),
    Kind.BACKWARDS: (
        Source.PROVINCE,
        "Trạng thái hồ sơ lùi lại sau khi đã kết thúc. Đề nghị xác nhận trạng thái đúng và lý do.",
    ),
}
ASKED_OF_BOTH = "Hai hệ thống ghi khác nhau. Đề nghị đối chiếu và sửa ở bên ghi sai."


def question(kind: Kind) -> tuple[Source, str]:
    """Say whom to ask about a difference, and what: the province's system first where both may err."""
    return QUESTIONS.get(kind, (Source.PROVINCE, ASKED_OF_BOTH))
