"""What is filed for a procedure, by whom and where, before it is a dossier (hồ sơ).

Where a dossier may live: a unit is a mirror (bản soi: another system holds its dossiers, lists
tell of them) or a master (bản chính: they live here), each from a day on.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from thidua.dossiers.rules import Channel, Filer
from thidua.dossiers.rules.steps import ENDED, PAUSED, Act, Owner, State, Status, Step
from thidua.kernel.errors import RuleBroken
from thidua.procedures.rules import Level, Version
from thidua.units.rules.tree import Level as UnitLevel

SOURCE = "onestop"  # of the facts that dossiers make
APPLICANT = "applicant"  # who acts when it is no seat: the ledger knows no people
LONGEST_NAME = 120
LONGEST_ADDRESS = 300
LONGEST_REASON = 2_000
MOST_PAPERS = 100
MOST_AMOUNT = 10**12  # đồng
PHONE = re.compile(r"0\d{9,10}", re.ASCII)
IDENTITY = re.compile(r"\d{9}|\d{10}|\d{12}|\d{13}", re.ASCII)  # of people, of enterprises

# Which level of unit decides which level of procedure.
COMPETENT: Mapping[Level, frozenset[UnitLevel]] = {
    Level.MINISTRY: frozenset({UnitLevel.COUNTRY, UnitLevel.DEPARTMENT, UnitLevel.PROVINCE}),
    Level.PROVINCE: frozenset({UnitLevel.PROVINCE, UnitLevel.DEPARTMENT}),
    Level.DISTRICT: frozenset({UnitLevel.DISTRICT}),
    Level.COMMUNE: frozenset({UnitLevel.COMMUNE}),
}
PAUSED_OR_ENDED = PAUSED | ENDED | {Status.RESOLVED}  # no clock runs
SIGNABLE = (Act.RECEIVE, Act.FORWARD, Act.PROPOSE, Act.APPROVE, Act.RETURN)  # a step each
DESKS: Mapping[Step, Owner] = {
    Step.RECEIVING: Owner.ONE_STOP,
    Step.APPRAISAL: Owner.OFFICER,
    Step.APPROVAL: Owner.LEADER,
    Step.SIGNING: Owner.LEADER,
    Step.RETURNING: Owner.ONE_STOP,
}


class Way(StrEnum):
    """Where the dossiers of a unit live."""

    MIRROR = "mirror"  # bản soi
    MASTER = "master"  # bản chính


class Beside(StrEnum):
    """What is done with a dossier beside the table of acts: it stays where it stands."""

    FILE = "file"  # nộp hồ sơ
    ANSWER = "answer"  # trả lời ý kiến
    DIGITISE = "digitise"  # số hóa giấy tờ
    AMEND = "amend"  # sửa thông tin tiếp nhận
    APPROVE_FIRST = "approve-first"  # người phê duyệt thứ nhất
    TAKE_OVER = "take-over"  # nhận hồ sơ của đơn vị đã sáp nhập


BESIDE_NAMES: Mapping[Beside, str] = {
    Beside.FILE: "Nộp hồ sơ",
    Beside.ANSWER: "Trả lời ý kiến",
    Beside.DIGITISE: "Số hóa giấy tờ",
    Beside.AMEND: "Sửa thông tin tiếp nhận",
    Beside.APPROVE_FIRST: "Phê duyệt lần thứ nhất",
    Beside.TAKE_OVER: "Tiếp nhận từ đơn vị đã sáp nhập",
}


class Paid(StrEnum):
    """How a fee was paid."""

    COUNTER = "counter"  # tại quầy
    ONLINE = "online"  # trực tuyến


class Purpose(StrEnum):
    """Why somebody looked at a person's data."""

    HANDLING = "handling"  # giải quyết hồ sơ
    FINDING = "finding"  # tìm hồ sơ
    PRINTING = "printing"  # in biểu mẫu
    OVERSEEING = "overseeing"  # kiểm tra, giám sát


PURPOSE_NAMES: Mapping[str, str] = {
    Purpose.HANDLING: "Giải quyết hồ sơ",
    Purpose.FINDING: "Tìm hồ sơ",
    Purpose.PRINTING: "In biểu mẫu",
    Purpose.OVERSEEING: "Kiểm tra, giám sát",
}


@dataclass(frozen=True, slots=True)
class Party:
    """For whom a dossier is (người, tổ chức đề nghị): personal data, all of it.

    `person` is the account of the one who files, None without one.
    """

    name: str
    phone: str = ""
    identity: str = ""
    address: str = ""
    person: int | None = None


@dataclass(frozen=True, slots=True)
class Brought:
    """A paper that comes with a dossier: as a file that the archive holds, or as paper (None).

    `reused` says that it was there before: nobody brought it again.
    """

    component: str
    held: int | None = None
    reused: bool = False


@dataclass(frozen=True, slots=True)
class Application:
    """What is filed: three places are kept apart (who decides, who receives, who helped).

    `hamlet` is where the person lives; the plans of some campaigns count by it.
    """

    procedure: str
    unit: str
    receipt_unit: str
    channel: Channel
    filer: Filer
    support_unit: str | None = None
    hamlet: str | None = None
    paid: Paid | None = None
    papers: tuple[Brought, ...] = ()
    generated: bool = False


@dataclass(frozen=True, slots=True)
class Demands:
    """What a procedure asks beyond the common: a second approver, a result that is paper only.

    `signed` are the acts, out of `SIGNABLE`, for which whoever does them signs a sheet; the result
    is signed anyway.
    """

    second_approver: bool = False
    paper_result: bool = False
    signed: frozenset[str] = frozenset()


def desk(state: State) -> Owner | None:
    """Say who has a dossier now; None when it has ended."""
    if state.status in ENDED:
        return None
    return Owner.APPLICANT if state.status in PAUSED else DESKS[state.step]


def check_party(party: Party) -> None:
    """Refuse personal data that cannot be somebody's."""
    if not party.name.strip() or len(party.name) > LONGEST_NAME:
        raise RuleBroken("onestop.name-length", most=LONGEST_NAME)
    if len(party.address) > LONGEST_ADDRESS:
        raise RuleBroken("onestop.address-length", most=LONGEST_ADDRESS)
    if party.phone and not PHONE.fullmatch(party.phone):
        raise RuleBroken("onestop.bad-phone")
    if party.identity and not IDENTITY.fullmatch(party.identity):
        raise RuleBroken("onestop.bad-identity")


def check_application(application: Application, version: Version, level: UnitLevel) -> None:
    """Refuse what cannot be filed for this version of a procedure at a unit of this level."""
    if level not in COMPETENT[version.level]:
        raise RuleBroken("onestop.not-competent", procedure=version.name)
    if application.channel is Channel.ONLINE and not version.online.is_service:
        raise RuleBroken("onestop.not-online", procedure=version.name)
    if application.paid and version.fee is None:
        raise RuleBroken("onestop.nothing-to-pay")
    check_papers(application.papers)


def check_papers(papers: tuple[Brought, ...]) -> None:
    """Refuse papers without a name, or more than anybody brings."""
    if len(papers) > MOST_PAPERS:
        raise RuleBroken("onestop.papers-many", most=MOST_PAPERS)
    if any(not each.component.strip() for each in papers):
        raise RuleBroken("onestop.paper-unnamed")


def check_demands(demands: Demands) -> None:
    """Refuse signatures for acts that nobody signs."""
    if wrong := sorted(demands.signed - set(SIGNABLE)):
        raise RuleBroken("onestop.not-signable", acts=wrong)


def check_reason(reason: str) -> str:
    """Give a reason without spaces around it; an empty one, or one too long, is refused."""
    plain = reason.strip()
    if not plain or len(plain) > LONGEST_REASON:
        raise RuleBroken("onestop.reason", most=LONGEST_REASON)
    return plain


def check_amount(amount: int) -> None:
    """Refuse an amount of money that nobody asks for."""
    if not 0 < amount <= MOST_AMOUNT:
        raise RuleBroken("onestop.bad-amount")
