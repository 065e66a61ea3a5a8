"""What a dossier (hồ sơ) counts for: one pure function from a dossier to the places it counts at.

Both ways in which dossiers come here use it, those that live here and those that lists tell of, so
that no percentage knows two definitions. Measures are those of data/measures.toml.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from thidua.deadlines.rules.judging import Timing
from thidua.dossiers.rules.steps import NEVER_RECEIVED, PROCESSED, Status


class Channel(StrEnum):
    """How a dossier came in (kênh thực hiện)."""

    ONLINE = "online"  # trực tuyến
    DIRECT = "direct"  # trực tiếp
    POSTAL = "postal"  # bưu chính công ích


class Filer(StrEnum):
    """Who filed it (ai nộp): a share filed online says little without it."""

    SELF = "self"  # tự nộp
    ASSISTED = "assisted"  # được giúp tại bộ phận một cửa
    OFFICIAL = "official"  # cán bộ nộp thay
    TEAM = "team"  # thành viên Tổ công nghệ số cộng đồng nộp giúp
    POST = "post"  # nhân viên bưu chính nộp giúp


RECEIVED = "dossiers.received"
IN_ONLINE_FIELDS = "dossiers.in-online-fields"
FEE_BEARING = "dossiers.fee-bearing"
PAID_ONLINE = "dossiers.paid-online"
FILER_UNKNOWN = "dossiers.filer-unknown"
PROCESSED_ALL = "dossiers.processed"
E_RESULTS = "dossiers.e-results"
DIGITIZED = "dossiers.digitized"
REUSING = "dossiers.reused-papers"
APOLOGIES = "dossiers.apologies"
BY_CHANNEL: Mapping[Channel, str] = {
    Channel.ONLINE: "dossiers.online",
    Channel.DIRECT: "dossiers.direct",
    Channel.POSTAL: "dossiers.postal",
}
BY_FILER: Mapping[Filer, str] = {
    Filer.SELF: "dossiers.filed-by-self",
    Filer.ASSISTED: "dossiers.filed-assisted",
    Filer.OFFICIAL: "dossiers.filed-by-official",
    Filer.TEAM: "dossiers.filed-by-team",
    Filer.POST: "dossiers.filed-by-post",
}
SELF_FILED_ONLINE = "dossiers.online-by-self"
BY_TIMING: Mapping[Timing, str] = {
    Timing.EARLY: "dossiers.resolved-early",
    Timing.ON_TIME: "dossiers.resolved-on-time",
    Timing.LATE: "dossiers.resolved-late",
}


@dataclass(frozen=True, slots=True)
class Marks:
    """What is known of a dossier beside its way: each None where it was not said, which is not no.

    `in_online_field`: its field has a procedure that can be filed online. `fee`: a fee is due.
    """

    in_online_field: bool | None = None
    fee: bool | None = None
    paid_online: bool | None = None
    e_result: bool | None = None
    digitized: bool | None = None
    reusing: bool | None = None
    apologised: bool | None = None


@dataclass(frozen=True, slots=True)
class Counted:
    """A dossier as far as counting asks: who is in charge, its days, and what marks it.

    `unit` received it, `closer` ended it: another unit when the first was merged meanwhile, for a
    count belongs to a unit that stood on its day. `received` and `closed` are local days, None while they have not come. `timing` is None while
    it cannot be judged: then the dossier does not count as processed yet.
    """

    unit: str
    closer: str
    status: Status
    channel: Channel
    filer: Filer | None
    received: date | None
    closed: date | None
    timing: Timing | None
    marks: Marks = Marks()


Place = tuple[str, str, date]  # what is counted where and when: measure, unit, day


def places(dossier: Counted) -> frozenset[Place]:
    """Give every place at which a dossier counts, once each."""
    return frozenset(_places(dossier))


def _places(dossier: Counted) -> Iterator[Place]:
    if dossier.status in NEVER_RECEIVED or dossier.received is None:
        return
    for measure in _on_receipt(dossier):
        yield measure, dossier.unit, dossier.received
    if dossier.status in PROCESSED and dossier.closed is not None and dossier.timing is not None:
        for measure in _on_closing(dossier.timing, dossier.marks):
            yield measure, dossier.closer, dossier.closed


def _on_receipt(dossier: Counted) -> Iterator[str]:
    marks = dossier.marks
    yield RECEIVED
    yield BY_CHANNEL[dossier.channel]
    yield BY_FILER[dossier.filer] if dossier.filer else FILER_UNKNOWN
    if dossier.channel is Channel.ONLINE and dossier.filer is Filer.SELF:
        yield SELF_FILED_ONLINE
    if marks.in_online_field:
        yield IN_ONLINE_FIELDS
    if marks.fee:
        yield FEE_BEARING
        if marks.paid_online:
            yield PAID_ONLINE


def _on_closing(timing: Timing, marks: Marks) -> Iterator[str]:
    yield PROCESSED_ALL
    yield BY_TIMING[timing]
    if timing is Timing.LATE and marks.apologised:
        yield APOLOGIES
    for measure, said in (
        (E_RESULTS, marks.e_result),
        (DIGITIZED, marks.digitized),
        (REUSING, marks.reusing),
    ):
        if said:
            yield measure
