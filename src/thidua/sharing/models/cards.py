"""The card of a campaign, a group, a unit and a criterion: who leads, by how much, as of when."""

from collections.abc import Callable, Mapping

from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from thidua.accounts.rules import Role
from thidua.campaigns.models.seeing import open_plan
from thidua.kernel.errors import RuleBroken
from thidua.plans.rules import Criterion
from thidua.points.rules.marks import state
from thidua.points.rules.ranking import Standing
from thidua.proofs.models.campaigns import as_of
from thidua.reading.forms.words import EDITIONS
from thidua.reading.models.drill import made
from thidua.reading.rules.marks import figure
from thidua.sharing.rules import MOST_ROWS, Card, Row, number, percent
from thidua.standings.models import Edition, State
from thidua.standings.models.live import live
from thidua.standings.rules.board import Board, GroupBoard

REACHED = {"reached", "exceeded"}


def card_of(kind: str, campaign: str, which: str, role: Role | None) -> Card:
    """Make the card of a page; what is not there, or not for this reader, is refused."""
    plan = open_plan(campaign, role)
    board = live(plan.code)
    over, title, sentence, rows = KINDS[kind](board, which)
    simulated = _("số liệu mô phỏng") if made(board).by_unit else ""
    return Card(over, title, sentence, tuple(rows), _foot(campaign), simulated)


Said = tuple[str, str, str, list[Row]]


def _campaign(board: Board, _which: str) -> Said:
    plan = board.plan
    rows = [
        Row("1", _label(board, leader), _points(leader), group.group.name)
        for group in board.groups
        for leader in _leaders(group)[:1]
    ]
    days = _("Từ %(first)s đến hết %(last)s.") % {
        "first": _day(plan.period.first),
        "last": _day(plan.period.last),
    }
    leading = "; ".join(f"{row.note}: {row.name} ({row.value})" for row in rows)
    said = _("Dẫn đầu") + f": {leading}." if rows else _("Chưa có số liệu.")
    sentence = f"{days} {said}"
    return _("Phong trào thi đua"), plan.name, sentence, rows[:MOST_ROWS]


def _group(board: Board, which: str) -> Said:
    group = next((each for each in board.groups if each.group.code == which), None)
    if group is None:
        raise RuleBroken("portal.group-unknown", group=which)
    rows = [
        Row(str(each.rank), _label(board, each), _points(each))
        for each in _leaders(group)[:MOST_ROWS]
    ]
    leading = ", ".join(f"{row.place}. {row.name} ({row.value})" for row in rows[:3])
    sentence = _("Bảng xếp hạng") + f": {leading}." if rows else _("Chưa có số liệu.")
    return board.plan.name, group.group.name, sentence, rows


def _unit(board: Board, which: str) -> Said:
    for group in board.groups:
        for standing in group.standings:
            if standing.sheet.unit == which:
                return _sheet(board, group, standing)
    if which not in board.tree.nodes:
        raise RuleBroken("portal.unit-unknown", unit=which)
    node = board.tree.nodes[which]
    return board.plan.name, node.label, _campaign(board, "")[2], []


def _sheet(board: Board, group: GroupBoard, standing: Standing) -> Said:
    language = get_language() or "vi"
    criteria = {each.code: each for each in board.plan.criteria}
    rows = []
    for line in standing.sheet.lines:
        shown = figure(board.plan, criteria[line.criterion], line, generated=False)
        value = percent(shown.share, language) if shown.share is not None else _("chưa có số liệu")
        if shown.share is None and shown.numerator is not None:
            value = number(shown.numerator, language)
        rows.append(Row("", shown.criterion.label, value))
    place = _("Hạng %(rank)s/%(count)s trong %(group)s, %(points)s.") % {
        "rank": standing.rank,
        "count": len(group.standings),
        "group": group.group.name,
        "points": _points(standing),
    }
    values = "; ".join(f"{row.name}: {row.value}" for row in rows[:3])
    named = board.tree.nodes[standing.sheet.unit].label
    head = Row(str(standing.rank), group.group.name, _points(standing))
    return board.plan.name, named, f"{place} {values}.", [head, *rows[: MOST_ROWS - 1]]


def _criterion(board: Board, which: str) -> Said:
    chosen = next((each for each in board.plan.criteria if each.code == which), None)
    if chosen is None:
        raise RuleBroken("portal.criterion-unknown", criterion=which)
    found = [
        (each, line)
        for group in board.groups
        for each in group.standings
        for line in each.sheet.lines
        if line.criterion == which
    ]
    counted = sum(line.numerator is not None for _each, line in found)
    reached = sum(state(chosen, line) in REACHED for _each, line in found)
    rows = [
        Row("", _("Đơn vị đã đạt chỉ tiêu"), f"{reached}/{len(found)}"),
        Row("", _("Đơn vị đã có số liệu"), f"{counted}/{len(found)}"),
    ]
    if chosen.target is not None:
        rows.insert(0, Row("", _("Chỉ tiêu"), _target(chosen)))
    sentence = "; ".join(f"{row.name}: {row.value}" for row in rows)
    return board.plan.name, chosen.label, f"{sentence}.", rows


KINDS: Mapping[str, Callable[[Board, str], Said]] = {
    "campaign": _campaign,
    "standings": _group,
    "units": _unit,
    "criteria": _criterion,
}


def _leaders(group: GroupBoard) -> list[Standing]:
    """Give a group's standings, best first, without units that have no number."""
    return [
        each
        for each in group.standings
        if any(line.numerator is not None for line in each.sheet.lines)
    ]


def _label(board: Board, standing: Standing) -> str:
    return board.tree.nodes[standing.sheet.unit].label


def _points(standing: Standing) -> str:
    written = number(standing.sheet.published, get_language() or "vi")
    return _("%(points)s điểm") % {"points": written}


def _target(criterion: Criterion) -> str:
    target, language = criterion.target, get_language() or "vi"
    if target is None:
        return ""
    if target.is_share:
        return percent(target.value, language)
    return number(int(target.value), language)


def _day(day: object) -> str:
    return f"{day:%d %b %Y}" if get_language() == "en" else f"{day:%d/%m/%Y}"


def _foot(campaign: str) -> str:
    """Say how far the numbers go, and which edition is the newest."""
    edition, newest, said = Edition.objects.of(campaign).first(), as_of(), []
    if edition and edition.state == State.OFFICIAL:
        said.append(_("Số liệu đến hết %(day)s") % {"day": _day(edition.until)})
    elif newest:
        at = timezone.localtime(newest.at)
        said.append(_("Số liệu đến %(at)s") % {"at": f"{at:%H:%M} {_day(at.date())}"})
    if edition:
        words = {"nr": edition.nr, "state": EDITIONS[edition.state]}
        said.append(_("Lần công bố %(nr)s (%(state)s)") % words)
    return " · ".join([*said, _("Thi đua số")])
