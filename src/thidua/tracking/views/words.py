"""What the pages of tracking say: seats without names, moves, steps, time left."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.contrib import messages
from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from thidua.accounts.models import ROLE_NAMES
from thidua.deadlines.outside import office
from thidua.deadlines.rules import left
from thidua.deadlines.rules.words import said as time_said
from thidua.dossiers.forms import STEPS
from thidua.dossiers.rules.steps import ROLES, Act, Owner, Status
from thidua.ledger.rules import Receipt
from thidua.onestop.forms import MOVES, PURPOSES
from thidua.onestop.models import Dossier, Move, Seen
from thidua.onestop.rules import APPLICANT
from thidua.onestop.rules.going import pauses
from thidua.tracking.models import named
from thidua.tracking.rules.story import Line, Progress, Told, five

Trail = list[tuple[str | Promise, str]]
Happened = dict[str, object]

PROGRESS: Mapping[Progress, Promise] = {
    Progress.DONE: gettext_lazy("xong"),
    Progress.NOW: gettext_lazy("đang làm"),
    Progress.ENDED: gettext_lazy("kết thúc tại bước này"),
    Progress.COMING: gettext_lazy("chưa đến"),
    Progress.NEVER: gettext_lazy("không đến bước này"),
}
# What a dossier's status means for its applicant, in a sentence.
SENTENCES: Mapping[Status, Promise] = {
    Status.FILED: gettext_lazy("Hồ sơ đã gửi, đang chờ bộ phận một cửa tiếp nhận."),
    Status.RECEIVED: gettext_lazy("Hồ sơ đã được tiếp nhận."),
    Status.REFUSED: gettext_lazy("Hồ sơ không được tiếp nhận."),
    Status.IN_PROCESS: gettext_lazy("Hồ sơ đang được giải quyết."),
    Status.SUPPLEMENT: gettext_lazy("Hồ sơ đang chờ ông/bà bổ sung giấy tờ."),
    Status.PAYMENT: gettext_lazy("Hồ sơ đang chờ ông/bà nộp phí, nghĩa vụ tài chính."),
    Status.WITHDRAWN: gettext_lazy("Hồ sơ đã được rút theo yêu cầu."),
    Status.STOPPED: gettext_lazy("Hồ sơ đã dừng giải quyết."),
    Status.RESOLVED: gettext_lazy("Hồ sơ đã có kết quả."),
    Status.RETURNED: gettext_lazy("Kết quả đã được trả."),
}
MOST_LOOKS = 50


def said(request: HttpRequest, done: str, receipt: Receipt) -> None:
    """Tell on the next page what was done, with the number of its receipt."""
    messages.success(request, _("%(done)s Biên nhận %(id)s.") % {"done": done, "id": receipt.id})


def steps(row: Dossier, moves: Sequence[Move]) -> list[Happened]:
    """Tell the five steps for a timeline."""
    told = [Told(each.act, each.at) for each in moves]
    return [_step(line) for line in five(told, row.state)]


def _step(line: Line) -> Happened:
    return {
        "at": line.at,
        "what": str(STEPS[line.step]),
        "who": str(PROGRESS[line.progress]) if line.progress is not Progress.COMING else "",
        "state": "",
    }


def history(moves: Sequence[Move], seats: Mapping[str, str]) -> list[Happened]:
    """Tell every move for a timeline."""
    return [
        {"at": each.at, "what": str(MOVES[each.act]), "who": seats[each.actor], "state": ""}
        for each in moves
    ]


def holder(row: Dossier, called: Mapping[str, str]) -> str:
    """Say who has a dossier now: a role at a unit; empty where it has ended or waits for its applicant."""
    if row.desk in {"", Owner.APPLICANT.value}:
        return ""
    owner = Owner(row.desk)
    role = next(role for role, each in ROLES.items() if each is owner)
    unit = row.receipt_unit_id if owner is Owner.ONE_STOP else row.holder_id
    return f"{ROLE_NAMES[role]} · {called[unit]}"


def time_left(row: Dossier, moves: Sequence[Move], at: datetime) -> str:
    """Say how long it still takes, or how late it is; empty where no clock runs."""
    clock = row.clock
    if row.due_at is None or clock is None or clock.term is None or row.resolved_at:
        return ""
    span = left(at, clock.received_at, clock.term, office(), pauses(each.went for each in moves))
    return time_said(span, get_language() or "vi")


def last_reason(moves: Sequence[Move], *acts: Act) -> str:
    """Give what the office wrote when it last did one of these acts."""
    return next((each.reason for each in reversed(moves) if each.act in acts), "")


def looks(row: Dossier) -> tuple[int, list[Seen]]:
    """Say how often somebody looked at a person's data, and give the newest looks."""
    rows = Seen.objects.filter(dossier=row).order_by("-at", "-pk")
    newest = list(rows[:MOST_LOOKS])
    return rows.count() if len(newest) == MOST_LOOKS else len(newest), newest


def called(
    row: Dossier, moves: Sequence[Move], looks: Sequence[Seen]
) -> tuple[dict[str, str], dict[str, str]]:
    """Name everybody who did something or looked, seats and the applicant; and the units around a dossier."""
    actors = {each.actor for each in moves} | {each.seat_id for each in looks}
    seats, units = named(actors - {APPLICANT}, {row.unit_id, row.holder_id, row.receipt_unit_id})
    return {APPLICANT: _("người nộp hồ sơ"), **seats}, units


def looked(looks: Sequence[Seen], seats: Mapping[str, str]) -> list[tuple[str, Promise, datetime]]:
    """Tell of looks: by which seat, for what purpose, when."""
    return [(seats[each.seat_id], PURPOSES[each.purpose], each.at) for each in looks]
