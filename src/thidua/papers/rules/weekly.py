"""The weekly bulletin (báo cáo tuần): where things stand, who moved, who needs help, what changed."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction

from thidua.documents.rules import (
    Align,
    Block,
    Column,
    Document,
    Figure,
    Heading,
    Items,
    Kind,
    Paragraph,
    Pieces,
    Strong,
    Table,
    figures,
)
from thidua.papers.rules import Asked, Ground, Office
from thidua.papers.rules.figures import (
    IN_ITEMS,
    NO_FIGURE,
    figure,
    items,
    missing_items,
    place,
    plain,
    points,
    short,
    traced,
    value,
)
from thidua.papers.rules.prizes import ties
from thidua.papers.rules.words import (
    SIMULATED,
    VERDICTS,
    called,
    count,
    day,
    letterhead,
    percent,
    said,
    signature,
    target,
)
from thidua.plans.rules import Criterion
from thidua.points.rules.methods import LOWER_IS_BETTER
from thidua.points.rules.ranking import Standing
from thidua.points.rules.sheet import Line, Verdict, applicable
from thidua.points.rules.values import Number
from thidua.standings.rules.board import GroupBoard

LEADERS = 3  # ranks that are named
MOST_MOVERS = 5  # up, and as many down
MOST_BEHIND = 5
MOST_SILENT = 10
MOST_CHANGES = 20
RESULTS = (
    Column("TT", 9, Align.CENTRE),
    Column("Khối, tiêu chí", 49),
    Column("Kết quả toàn khối", 28, Align.RIGHT),
    Column("Chỉ tiêu", 18, Align.RIGHT),
    Column("Đánh giá", 22),
    Column("Còn thiếu", 22, Align.RIGHT),
    Column("Đơn vị đạt", 16, Align.RIGHT),
)
LEADING = (
    Column("Hạng", 16, Align.CENTRE),
    Column("Đơn vị", 70),
    Column("Tổng điểm", 34, Align.RIGHT),
    Column("So với tuần trước", 40),
)
CHANGED = (
    Column("Số đếm", 56),
    Column("Đơn vị", 42),
    Column("Ngày", 30),
    Column("Trước", 24, Align.RIGHT),
    Column("Nay", 24, Align.RIGHT),
)
LATE = (
    Column("Số đếm", 64),
    Column("Đơn vị", 46),
    Column("Của các ngày", 36),
    Column("Số lượng", 30, Align.RIGHT),
)


@dataclass(frozen=True, slots=True)
class Change:
    """A count of a day that was corrected, or that came late (then `before` is None)."""

    measure: str
    unit: str  # as it is called
    first: date
    last: date
    before: int | None
    after: int


@dataclass(frozen=True, slots=True)
class Week:
    """What a bulletin stands on: the board now and a week ago, and what came in meanwhile.

    `before` is None in the first week, where `since` is the day before the first.
    """

    now: Ground
    before: Ground | None
    since: date
    corrected: tuple[Change, ...]
    late: tuple[Change, ...]


def weekly_bulletin(week: Week, office: Office, asked: Asked) -> Document:
    """Write the bulletin of a week."""
    ground = week.now
    stage = f", {ground.board.stage.name}" if ground.board.stage else ""
    blocks = tuple(_blocks(week))
    made = Document(
        Kind.REPORT,
        letterhead(office, asked),
        f"Kết quả tuần {called(ground.plan)}{stage}, đến hết ngày {day(ground.until)}",
        blocks,
        signature(office),
        office.recipients,
    )
    simulated = ground.plan.generated or any(each.generated for each in figures(made))
    notices = (SIMULATED,) if simulated else ()
    return replace(made, notices=(*notices, *stale(ground)))


def stale(ground: Ground) -> tuple[str, ...]:
    """Say that the edition was replaced, where it was."""
    if not ground.stale:
        return ()
    return (
        f"Lần công bố số {ground.edition} đã được thay thế: số liệu dưới đây không còn mới nhất.",
    )


def _blocks(week: Week) -> Iterator[Block]:
    ground = week.now
    yield Paragraph(_lead(ground))
    yield Heading("I. KẾT QUẢ SO VỚI CHỈ TIÊU")
    yield said(
        "Kết quả toàn khối là tổng tử số chia tổng mẫu số của các đơn vị trong khối đã có số liệu."
    )
    yield Table(RESULTS, tuple(_results(ground)))
    yield Heading("II. DẪN ĐẦU CÁC KHỐI")
    ranks = _ranks(week.before)
    for one in ground.board.groups:
        yield Heading(one.group.name, 2)
        yield from _leaders(ground, one, ranks)
    yield Heading("III. THAY ĐỔI HẠNG TRONG TUẦN")
    yield from _movers(week, ranks)
    yield Heading("IV. ĐƠN VỊ CẦN ĐÔN ĐỐC, HỖ TRỢ")
    yield from _behind(ground)
    yield Heading("V. SỐ LIỆU ĐÃ SỬA, SỐ LIỆU ĐẾN SAU")
    yield from _changes(week)


def _lead(ground: Ground) -> Pieces:
    stage = ground.board.stage
    period = stage.period if stage else ground.plan.period
    passed = (ground.until - period.first).days + 1
    left = (period.last - ground.until).days
    ended = f"còn {count(left)} ngày" if left > 0 else "đã hết thời gian"
    size = f"số liệu tính từ {count(ground.size)} mục đầu của sổ ghi"
    edition = f", lần công bố số {ground.edition}" if ground.edition else ", số đang chạy"
    return (
        (
            f"Đến hết ngày {day(ground.until)} (ngày thứ {count(passed)} trong {count(len(period))} "
            f"ngày, {ended}), {size}{edition}."
        ),
    )


def _results(ground: Ground) -> Iterator[tuple[Pieces, ...]]:
    number = 0
    for one in ground.board.groups:
        yield ("",), (Strong(one.group.name),), *((("",),) * 5)
        for criterion in applicable(ground.plan, one.group, stage=ground.board.stage):
            number += 1
            yield (str(number),), (criterion.label,), *_result(ground, one, criterion)


def _result(ground: Ground, one: GroupBoard, criterion: Criterion) -> tuple[Pieces, ...]:
    lines = list(_lines(one, criterion))
    counted = [line for _, line in lines if line.numerator is not None]
    reached = [line for line in counted if line.verdict in {Verdict.MET, Verdict.EXCEEDED}]
    share = f"{len(reached)}/{len(lines)}" if criterion.target else "–"
    whole = _whole(ground, one, criterion) if counted else NO_FIGURE
    cells = ((whole,), (target(criterion),), *_against(ground, criterion, counted), (share,))
    return tuple((each[0],) for each in cells)


def _lines(one: GroupBoard, criterion: Criterion) -> Iterator[tuple[str, Line]]:
    for standing in one.standings:
        for line in standing.sheet.lines:
            if line.criterion == criterion.code:
                yield standing.sheet.unit, line


def _added(lines: Iterable[Line]) -> tuple[Number, Number | None]:
    listed = list(lines)
    below = [line.denominator for line in listed if line.denominator is not None]
    above = sum((line.numerator or 0 for line in listed), 0)
    return above, sum(below) if below else None


def _whole(ground: Ground, one: GroupBoard, criterion: Criterion) -> Figure | str:
    """Add up a group: numerators over denominators, where the form of the indicator adds up."""
    counted = [(unit, line) for unit, line in _lines(one, criterion) if line.numerator is not None]
    if criterion.indicator.form not in IN_ITEMS:
        return "tính theo từng đơn vị"
    above, below = _added(line for _, line in counted)
    if below is not None and not below:
        return "không áp dụng"
    shown = count(above) if below is None else percent(Fraction(above) / Fraction(below))
    about = f"{criterion.label}, {one.group.name} ({len(counted)} đơn vị có số liệu)"
    where = f"/campaigns/{ground.plan.code}/standings/{one.group.code}/"
    where += f"?until={ground.until}" if not ground.edition else ""
    made = replace(figure(ground, shown, about, where), terms=(plain(above), plain(below)))
    return traced(made, [ground.origin(unit, criterion) for unit, _ in counted])


def _against(ground: Ground, criterion: Criterion, counted: list[Line]) -> tuple[Pieces, Pieces]:
    """Hold a group's share against the target; a target in items is each unit's own."""
    asked = criterion.target
    if asked is None or criterion.indicator.form not in IN_ITEMS or not counted:
        return ("–",), ("–",)
    above, below = _added(counted)
    if not asked.is_share:
        return ("theo từng đơn vị",), ("–",)
    if not below:
        return ("–",), ("–",)
    gap = missing_items(criterion, above, below)
    share = Fraction(above) / Fraction(below)
    if share == asked.value:
        return (VERDICTS[Verdict.MET],), ("–",)
    if (share < asked.value) == (criterion.method in LOWER_IS_BETTER):
        return (VERDICTS[Verdict.EXCEEDED],), ("–",)
    return (VERDICTS[Verdict.MISSED],), (items(ground, criterion, gap or 0),)


def _ranks(before: Ground | None) -> dict[str, int]:
    if before is None:
        return {}
    return {
        each.sheet.unit: each.rank for one in before.board.groups for each in one.standings
        if _has_number(each)
    }  # fmt: skip


def _has_number(standing: Standing) -> bool:
    return any(line.numerator is not None for line in standing.sheet.lines)


def _leaders(ground: Ground, one: GroupBoard, ranks: dict[str, int]) -> Iterator[Block]:
    shared = ties(ground.board)
    first = [each for each in one.standings if each.rank <= LEADERS and _has_number(each)]
    if not first:
        yield said("Chưa có số liệu để xếp hạng.")
        return
    yield Table(
        LEADING,
        tuple(
            (
                (f"{each.rank}{' (đồng hạng)' if shared[one.group.code, each.rank] > 1 else ''}",),
                (ground.name(each.sheet.unit),),
                (points(ground, each),),
                (_moved(ranks.get(each.sheet.unit), each.rank),),
            )
            for each in first
        ),
    )


def _moved(before: int | None, now: int) -> str:
    if before is None:
        return "tuần trước chưa có hạng"
    if before == now:
        return "giữ hạng"
    return f"{'lên' if now < before else 'xuống'} từ hạng {before}"


def _movers(week: Week, ranks: dict[str, int]) -> Iterator[Block]:
    if week.before is None:
        yield said("Tuần đầu của phong trào: chưa có hạng của tuần trước để so sánh.")
        return
    for one in week.now.board.groups:
        moved = [
            (ranks[each.sheet.unit] - each.rank, each)
            for each in one.standings
            if each.sheet.unit in ranks and _has_number(each)
        ]
        up = sorted((pair for pair in moved if pair[0] > 0), key=lambda pair: -pair[0])
        down = sorted((pair for pair in moved if pair[0] < 0), key=lambda pair: pair[0])
        yield Heading(one.group.name, 2)
        if not up and not down:
            yield said("Không đơn vị nào đổi hạng.")
            continue
        named = [*up[:MOST_MOVERS], *down[:MOST_MOVERS]]
        yield Items(tuple(_mover(week.now, gain, each) for gain, each in named))
        if rest := len(up) + len(down) - len(named):
            yield said(f"Và {count(rest)} đơn vị khác đổi hạng ít hơn.")


def _mover(ground: Ground, gain: int, standing: Standing) -> Pieces:
    name, before = ground.name(standing.sheet.unit), standing.rank + gain
    word = f"lên {gain}" if gain > 0 else f"xuống {-gain}"
    return f"{name}: {word} bậc, từ hạng {before} đến hạng ", place(ground, standing), ";"


def _behind(ground: Ground) -> Iterator[Block]:
    any_behind = False
    for one in ground.board.groups:
        found = list(_behind_group(ground, one))
        if found:
            any_behind = True
            yield Heading(one.group.name, 2)
            yield from found
    if not any_behind:
        yield said("Mọi đơn vị có số liệu đều đạt các chỉ tiêu.")


def _behind_group(ground: Ground, one: GroupBoard) -> Iterator[Block]:
    silent = {each.sheet.unit for each in one.standings if not _has_number(each)}
    if silent:
        yield said(f"Chưa có số liệu ở mọi tiêu chí: {_named(ground, sorted(silent))}.")
    for criterion in applicable(ground.plan, one.group, stage=ground.board.stage):
        lines = [(unit, line) for unit, line in _lines(one, criterion) if unit not in silent]
        missed = [(unit, line) for unit, line in lines if line.verdict is Verdict.MISSED]
        if missed:
            missed.sort(key=lambda pair: _reached(criterion, pair[1]))
            yield said(f"{criterion.label} (chỉ tiêu ", target(criterion), f"): {count(len(missed))} "
                    "đơn vị chưa đạt. Còn cách xa nhất:")  # fmt: skip
            yield Items(tuple(_far(ground, criterion, pair) for pair in missed[:MOST_BEHIND]))
        missing = [unit for unit, line in lines if line.verdict is Verdict.MISSING]
        if missing:
            yield said(f"{criterion.label}: chưa có số liệu của {_named(ground, missing)}.")


def _named(ground: Ground, units: Sequence[str]) -> str:
    more = f" và {len(units) - MOST_SILENT} đơn vị khác" if len(units) > MOST_SILENT else ""
    return f"{', '.join(ground.name(unit) for unit in units[:MOST_SILENT])}{more}"


def _reached(criterion: Criterion, line: Line) -> Fraction:
    """Hold a value against its target: the least stands furthest away."""
    found = line.ratio if line.ratio is not None else Fraction(line.numerator or 0)
    return -found if criterion.method in LOWER_IS_BETTER else found


def _far(ground: Ground, criterion: Criterion, found: tuple[str, Line]) -> Pieces:
    unit, line = found
    gap = short(criterion, line)
    lower = criterion.method in LOWER_IS_BETTER
    words = (
        f"; {'vượt quá' if lower else 'còn thiếu'} {items(ground, criterion, gap)}" if gap else ""
    )
    return f"{ground.name(unit)}: ", value(ground, unit, criterion, line), f"{words};"


def _changes(week: Week) -> Iterator[Block]:
    span = f"Từ ngày {day(week.since)} đến hết ngày {day(week.now.until)}"
    if not week.corrected and not week.late:
        yield said(f"{span}: không có số liệu nào của những ngày trước bị sửa hoặc đến sau.")
        return
    if week.corrected:
        yield said(f"{span}, {count(len(week.corrected))} số đếm đã được sửa:")
        yield Table(CHANGED, tuple(_row(week.now, each) for each in week.corrected[:MOST_CHANGES]))
        yield from _more(week.corrected)
    if week.late:
        text = f"Số liệu của những ngày đến hết {day(week.since)} mà trong tuần mới ghi:"
        yield said(text)
        yield Table(LATE, tuple(_row(week.now, each) for each in week.late[:MOST_CHANGES]))
        yield from _more(week.late)


def _more(changes: tuple[Change, ...]) -> Iterator[Block]:
    if len(changes) > MOST_CHANGES:
        yield said(f"Và {count(len(changes) - MOST_CHANGES)} dòng khác.")


def _row(ground: Ground, change: Change) -> tuple[Pieces, ...]:
    label = ground.plan.measures[change.measure].label
    days = day(change.first)
    if change.last != change.first:
        days = f"{days} – {day(change.last)}"
    about = f"{label}, {change.unit}, {days}"
    made = figure(ground, count(change.after), about, "/ledger/")
    after = replace(made, terms=(change.after, None), source="sổ ghi")
    before = () if change.before is None else ((count(change.before),),)
    return (label,), (change.unit,), (days,), *before, (after,)
