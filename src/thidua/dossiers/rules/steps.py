"""How a dossier goes on: the ten national statuses, the five steps, and who may do what when.

Statuses are those of the national portal; the transitions between them are derived from how systems
use them (our reading). The five steps are tiếp nhận → thẩm định → phê duyệt → ký số → trả kết quả: an
act that moves a dossier on among appraisal, approval and signing leaves its status as it is.
The diagram in docs/reference is printed from `ACTS`.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import IntEnum, StrEnum
from functools import lru_cache

from thidua.accounts.rules import Role
from thidua.kernel.errors import RuleBroken


class Status(IntEnum):
    """The ten statuses of the national portal (trạng thái hồ sơ)."""

    FILED = 1  # mới đăng ký
    RECEIVED = 2  # được tiếp nhận
    REFUSED = 3  # không được tiếp nhận
    IN_PROCESS = 4  # đang xử lý
    SUPPLEMENT = 5  # yêu cầu bổ sung giấy tờ
    PAYMENT = 6  # yêu cầu thực hiện nghĩa vụ tài chính
    WITHDRAWN = 7  # công dân yêu cầu rút hồ sơ
    STOPPED = 8  # dừng xử lý
    RESOLVED = 9  # đã xử lý xong
    RETURNED = 10  # đã trả kết quả


STATUS_NAMES: Mapping[Status, str] = {
    Status.FILED: "Mới đăng ký",
    Status.RECEIVED: "Được tiếp nhận",
    Status.REFUSED: "Không được tiếp nhận",
    Status.IN_PROCESS: "Đang xử lý",
    Status.SUPPLEMENT: "Yêu cầu bổ sung giấy tờ",
    Status.PAYMENT: "Yêu cầu thực hiện nghĩa vụ tài chính",
    Status.WITHDRAWN: "Công dân yêu cầu rút hồ sơ",
    Status.STOPPED: "Dừng xử lý",
    Status.RESOLVED: "Đã xử lý xong",
    Status.RETURNED: "Đã trả kết quả",
}
NEVER_RECEIVED = frozenset({Status.FILED, Status.REFUSED})
PAUSED = frozenset({Status.SUPPLEMENT, Status.PAYMENT})  # the clock stands still
PROCESSED = frozenset({Status.WITHDRAWN, Status.RESOLVED, Status.RETURNED})
ENDED = frozenset({Status.REFUSED, Status.WITHDRAWN, Status.STOPPED, Status.RETURNED})


class Step(StrEnum):
    """The five steps of a dossier (năm bước giải quyết)."""

    RECEIVING = "receiving"  # tiếp nhận
    APPRAISAL = "appraisal"  # thẩm định
    APPROVAL = "approval"  # phê duyệt
    SIGNING = "signing"  # ký số
    RETURNING = "returning"  # trả kết quả


STEP_NAMES: Mapping[Step, str] = {
    Step.RECEIVING: "Tiếp nhận",
    Step.APPRAISAL: "Thẩm định",
    Step.APPROVAL: "Phê duyệt",
    Step.SIGNING: "Ký số",
    Step.RETURNING: "Trả kết quả",
}


class Owner(StrEnum):
    """Who does an act: an officer in a seat, or the person whose dossier it is."""

    ONE_STOP = "one-stop"  # cán bộ một cửa
    OFFICER = "officer"  # công chức thụ lý
    LEADER = "leader"  # lãnh đạo phê duyệt
    APPLICANT = "applicant"  # người nộp hồ sơ


ROLES: Mapping[Role, Owner] = {
    Role.ONE_STOP: Owner.ONE_STOP,
    Role.OFFICER: Owner.OFFICER,
    Role.LEADER: Owner.LEADER,
}


class Act(StrEnum):
    """What can be done with a dossier."""

    RECEIVE = "receive"
    REFUSE = "refuse"
    FORWARD = "forward"
    ASSIGN = "assign"
    CONSULT = "consult"
    ASK_SUPPLEMENT = "ask-supplement"
    SUPPLEMENT = "supplement"
    ASK_PAYMENT = "ask-payment"
    PAY = "pay"
    APOLOGISE = "apologise"
    WITHDRAW = "withdraw"
    STOP = "stop"
    PROPOSE = "propose"
    SEND_BACK = "send-back"
    APPROVE = "approve"
    SIGN = "sign"
    RETURN = "return"


ACT_NAMES: Mapping[Act, str] = {
    Act.RECEIVE: "Tiếp nhận",
    Act.REFUSE: "Từ chối tiếp nhận",
    Act.FORWARD: "Chuyển thẩm định",
    Act.ASSIGN: "Phân công",
    Act.CONSULT: "Lấy ý kiến cơ quan khác",
    Act.ASK_SUPPLEMENT: "Yêu cầu bổ sung",
    Act.SUPPLEMENT: "Nộp bổ sung",
    Act.ASK_PAYMENT: "Yêu cầu nộp phí, nghĩa vụ tài chính",
    Act.PAY: "Đã nộp phí, nghĩa vụ tài chính",
    Act.APOLOGISE: "Xin lỗi và hẹn lại",
    Act.WITHDRAW: "Rút hồ sơ",
    Act.STOP: "Dừng giải quyết",
    Act.PROPOSE: "Trình phê duyệt",
    Act.SEND_BACK: "Trả lại bước trước",
    Act.APPROVE: "Phê duyệt",
    Act.SIGN: "Ký số kết quả",
    Act.RETURN: "Trả kết quả",
}
WITH_REASON = frozenset(
    {Act.REFUSE, Act.ASK_SUPPLEMENT, Act.APOLOGISE, Act.STOP, Act.SEND_BACK, Act.CONSULT}
)


@dataclass(frozen=True, slots=True, order=True)
class State:
    """Where a dossier stands: its status, and its step among the five."""

    status: Status
    step: Step


@dataclass(frozen=True, slots=True)
class Transition:
    """An act with the states that it leads from and to, and who may do it."""

    act: Act
    before: State
    after: State
    owners: frozenset[Owner]


_FILED = State(Status.FILED, Step.RECEIVING)
_RECEIVED = State(Status.RECEIVED, Step.RECEIVING)
_APPRAISED = State(Status.IN_PROCESS, Step.APPRAISAL)
_APPROVED = State(Status.IN_PROCESS, Step.APPROVAL)
_SIGNED = State(Status.IN_PROCESS, Step.SIGNING)
_SUPPLEMENT = State(Status.SUPPLEMENT, Step.APPRAISAL)
_PAYMENT = State(Status.PAYMENT, Step.APPRAISAL)
_WITHDRAWN = State(Status.WITHDRAWN, Step.APPRAISAL)
_STOPPED = State(Status.STOPPED, Step.APPRAISAL)
_RESOLVED = State(Status.RESOLVED, Step.RETURNING)
_RETURNED = State(Status.RETURNED, Step.RETURNING)
_WAITING = (_SUPPLEMENT, _PAYMENT)

_COUNTER = frozenset({Owner.ONE_STOP})
_DESK = frozenset({Owner.OFFICER})
_HEAD = frozenset({Owner.LEADER})
_EITHER = frozenset({Owner.OFFICER, Owner.LEADER})
_PERSON = frozenset({Owner.APPLICANT, Owner.ONE_STOP})  # at the counter, the officer enters it


def _table() -> Iterator[Transition]:
    yield Transition(Act.RECEIVE, _FILED, _RECEIVED, _COUNTER)
    yield Transition(Act.REFUSE, _FILED, State(Status.REFUSED, Step.RECEIVING), _COUNTER)
    yield Transition(Act.FORWARD, _RECEIVED, _APPRAISED, _COUNTER)
    yield Transition(Act.ASK_SUPPLEMENT, _APPRAISED, _SUPPLEMENT, _DESK)
    yield Transition(Act.SUPPLEMENT, _SUPPLEMENT, _APPRAISED, _PERSON)
    yield Transition(Act.ASK_PAYMENT, _APPRAISED, _PAYMENT, _DESK)
    yield Transition(Act.PAY, _PAYMENT, _APPRAISED, _PERSON)
    yield Transition(Act.CONSULT, _APPRAISED, _APPRAISED, _DESK)
    yield Transition(Act.PROPOSE, _APPRAISED, _APPROVED, _DESK)
    yield Transition(Act.SEND_BACK, _APPROVED, _APPRAISED, _HEAD)
    yield Transition(Act.APPROVE, _APPROVED, _SIGNED, _HEAD)
    yield Transition(Act.SEND_BACK, _SIGNED, _APPROVED, _HEAD)
    yield Transition(Act.SIGN, _SIGNED, _RESOLVED, _HEAD)
    yield Transition(Act.RETURN, _RESOLVED, _RETURNED, _COUNTER)
    for state in (_APPRAISED, _APPROVED, _SIGNED):
        yield Transition(Act.ASSIGN, state, state, _HEAD)
        yield Transition(Act.APOLOGISE, state, state, _EITHER)
    for state in (_APPRAISED, *_WAITING):
        yield Transition(Act.WITHDRAW, state, _WITHDRAWN, _PERSON)
        yield Transition(Act.STOP, state, _STOPPED, _EITHER)


ACTS: tuple[Transition, ...] = tuple(_table())
STATES: tuple[State, ...] = tuple(
    sorted({each.before for each in ACTS} | {each.after for each in ACTS})
)
BEGINNING = _FILED


def go(state: State, act: Act, owner: Owner) -> State:
    """Give the state that an act leads to; refuse what the table does not hold, with the reason."""
    found = next((each for each in ACTS if (each.act, each.before) == (act, state)), None)
    if found is None:
        raise RuleBroken(
            "dossiers.not-now",
            act=ACT_NAMES[act],
            status=STATUS_NAMES[state.status],
            step=STEP_NAMES[state.step],
        )
    if owner not in found.owners:
        raise RuleBroken("dossiers.not-your-act", act=ACT_NAMES[act])
    return found.after


def open_acts(state: State, owner: Owner) -> tuple[Act, ...]:
    """Name what somebody may do with a dossier that stands so, in the table's order."""
    return tuple(each.act for each in ACTS if each.before == state and owner in each.owners)


@lru_cache(maxsize=len(Status) ** 2)
def reaches(before: Status, after: Status) -> bool:
    """Whether a dossier may come from one status to another, over any number of acts.

    Lists show a dossier from day to day only: what lies between is not seen.
    """
    seen = {before}
    edge = {before}
    while edge:
        edge = {
            each.after.status
            for each in ACTS
            if each.before.status in edge and each.after.status not in seen
        }
        seen |= edge
    return after in seen
