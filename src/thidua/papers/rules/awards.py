"""The award list (danh sách khen thưởng): an official edition, with the council's result beside it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from thidua.documents.rules import (
    Align,
    Appendix,
    Block,
    Column,
    Document,
    Heading,
    Kind,
    Pieces,
    Table,
    figures,
)
from thidua.documents.rules.setting import BLANK, place_line
from thidua.papers.rules import Asked, Ground, Office
from thidua.papers.rules.figures import points
from thidua.papers.rules.prizes import Won, ties, won
from thidua.papers.rules.weekly import stale
from thidua.papers.rules.words import (
    OVERFLOWS,
    SIMULATED,
    called,
    count,
    letterhead,
    said,
    signature,
)
from thidua.points.rules.ranking import Standing
from thidua.standings.rules.board import GroupBoard
from thidua.standings.rules.pages import prizes_of

WINNERS = (
    Column("TT", 10, Align.CENTRE),
    Column("Đơn vị", 48),
    Column("Giải", 30),
    Column("Hạng", 14, Align.CENTRE),
    Column("Tổng điểm", 26, Align.RIGHT),
    Column("Ghi chú", 36),
)
DIFFERENT = (
    Column("Khối", 34),
    Column("Đơn vị", 42),
    Column("Kết quả tính", 42),
    Column("Hội đồng quyết định", 42),
)
QUOTAS = (
    Column("Khối", 34),
    Column("Giải", 34),
    Column("Số giải", 16, Align.CENTRE),
    Column("Đã trao", 16, Align.CENTRE),
    Column("Ghi chú", 60),
)
ALL = (
    Column("Hạng", 14, Align.CENTRE),
    Column("Đơn vị", 58),
    Column("Tổng điểm", 30, Align.RIGHT),
    Column("Giải theo kết quả tính", 34),
    Column("Hội đồng", 28),
)


@dataclass(frozen=True, slots=True)
class Decided:
    """The council's place of a unit: its rank, and a prize's code or nothing."""

    rank: int
    prize: str


Places = Mapping[str, Decided]


@dataclass(frozen=True, slots=True)
class Council:
    """What the council decided, by unit; empty where it has decided nothing."""

    places: Places = field(default_factory=dict)
    decision: str = ""
    reason: str = ""

    def of(self, one: GroupBoard) -> Places:
        """Give its places in a group; empty where it decided nothing about that group."""
        units = {each.sheet.unit for each in one.standings}
        return {unit: place for unit, place in self.places.items() if unit in units}


@dataclass(frozen=True, slots=True)
class Winner:
    """A row of the list: who, which prize, the place that counts, and what is to be remarked."""

    standing: Standing
    prize: str
    rank: int
    remarks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """Where the council decided otherwise than was computed."""

    group: str
    unit: str
    computed: str
    decided: str


def award_list(ground: Ground, council: Council, office: Office, asked: Asked) -> Document:
    """Write the list of those who win prizes; it goes with the decision that awards them."""
    plan, stage = ground.plan, ground.board.stage
    of_stage = f", {stage.name}" if stage else ""
    made = Document(
        Kind.LIST,
        replace(letterhead(office, asked), number=""),
        f"Tập thể được khen thưởng {called(plan)}{of_stage}",
        tuple(_blocks(ground, council)),
        signature(office),
        (),
        (Appendix("Xếp hạng đầy đủ", tuple(_all(ground, council))),),
        attached_to=_decision(office, asked),
    )
    simulated = plan.generated or any(each.generated for each in figures(made))
    waits = () if council.places else (
        "Chưa ghi nhận kết quả của hội đồng: danh sách theo kết quả tính.",
    )  # fmt: skip
    return replace(made, notices=(*((SIMULATED,) if simulated else ()), *waits, *stale(ground)))


def winners(ground: Ground, council: Council, one: GroupBoard) -> tuple[Winner, ...]:
    """List those of a group who win a prize: as the council decided, else as computed."""
    prizes = prizes_of(ground.board, one)
    places = council.of(one)
    shared = ties(ground.board)
    found = []
    for prize in prizes:
        mine = [
            Winner(each, prize.name, _rank(places, each), tuple(_remarks(places, each, shared_by)))
            for each in one.standings
            for shared_by in [shared[one.group.code, each.rank]]
            if _prize(places, each) == prize.code
        ]
        found += sorted(mine, key=lambda each: each.rank)
    return tuple(found)


def differences(ground: Ground, council: Council) -> tuple[Difference, ...]:
    """List every unit that the council placed or awarded otherwise than was computed."""
    return tuple(
        Difference(one.group.name, ground.name(each.sheet.unit), computed, decided)
        for one in ground.board.groups
        for places in [council.of(one)]
        if places
        for names in [{prize.code: prize.name for prize in prizes_of(ground.board, one)}]
        for each in one.standings
        for computed in [_place(each.rank, names.get(each.prize or "", ""))]
        for decided in [_decided(places, each, names)]
        if decided not in {computed, ""}
    )


def _decided(places: Places, standing: Standing, names: Mapping[str, str]) -> str:
    """Say where the council placed a unit; empty where it neither placed nor passed over it."""
    given = places.get(standing.sheet.unit)
    if given is not None:
        return _place(given.rank, names.get(given.prize, ""))
    return "không xếp giải" if standing.prize else ""


def _place(rank: int, prize: str) -> str:
    return f"hạng {rank}{f', {prize}' if prize else ''}"


def _prize(places: Places, standing: Standing) -> str:
    if not places:
        return standing.prize or ""
    given = places.get(standing.sheet.unit)
    return given.prize if given else ""


def _rank(places: Places, standing: Standing) -> int:
    given = places.get(standing.sheet.unit)
    return given.rank if given else standing.rank


def _remarks(places: Places, standing: Standing, computed_ties: int) -> Iterator[str]:
    """Say what a reader of a winner's row should know; `computed_ties` share its computed rank."""
    given = places.get(standing.sheet.unit)
    shared = computed_ties
    if given is not None:
        shared = sum(other.rank == given.rank for other in places.values())
    if shared > 1:
        yield f"đồng hạng, {shared} đơn vị"
    if given is not None and given.rank != standing.rank:
        yield f"kết quả tính: hạng {standing.rank}"
    if given is not None and given.prize != (standing.prize or ""):
        yield "giải theo quyết định của hội đồng"


def _blocks(ground: Ground, council: Council) -> Iterator[Block]:
    where = f"lần công bố chính thức số {ground.edition}, sổ ghi #{count(ground.size)}"
    yield said(f"Lập từ {where}. Tên đơn vị ghi theo ngày xếp hạng.")
    if council.places:
        yield said(f"Kết quả của hội đồng: {council.decision}.")
    yield Heading("I. DANH SÁCH KHEN THƯỞNG")
    for one in ground.board.groups:
        if prizes_of(ground.board, one):
            yield Heading(one.group.name, 2)
            yield from _list(ground, council, one)
    yield Heading("II. KẾT QUẢ TÍNH VÀ KẾT QUẢ CỦA HỘI ĐỒNG")
    yield from _different(ground, council)
    yield Heading("III. CƠ CẤU GIẢI")
    yield from _quotas(ground, council)


def _list(ground: Ground, council: Council, one: GroupBoard) -> Iterator[Block]:
    rows = winners(ground, council, one)
    if not rows:
        yield said("Không có đơn vị nào được giải.")
        return
    yield Table(
        WINNERS,
        tuple(
            (
                (str(number),),
                (ground.name(each.standing.sheet.unit),),
                (each.prize,),
                (str(each.rank),),
                (points(ground, each.standing),),
                ("; ".join(each.remarks),),
            )
            for number, each in enumerate(rows, start=1)
        ),
    )


def _different(ground: Ground, council: Council) -> Iterator[Block]:
    if not council.places:
        yield said("Chưa ghi nhận kết quả của hội đồng.")
        return
    found = differences(ground, council)
    if not found:
        yield said("Hội đồng quyết định đúng như kết quả tính.")
        return
    yield said(f"Hội đồng quyết định khác kết quả tính ở {count(len(found))} đơn vị.")
    yield Table(
        DIFFERENT,
        tuple(((each.group,), (each.unit,), (each.computed,), (each.decided,)) for each in found),
    )
    yield said(f"Lý do của hội đồng: {council.reason}")


def _quotas(ground: Ground, council: Council) -> Iterator[Block]:
    given = {unit: place.prize for unit, place in council.places.items()}
    found = won(ground.board, given)
    if not found:
        yield said("Kế hoạch không nêu giải thưởng.")
        return
    yield Table(
        QUOTAS,
        tuple(
            (
                (each.group.name,),
                (each.prize.name,),
                (str(each.prize.quota),),
                (str(len(each.awarded)),),
                (quota_remark(each),),
            )
            for each in found
        ),
    )


def quota_remark(each: Won) -> str:
    """Say why a prize is given more or less often than its quota."""
    if each.council is None and each.waiting:
        return f"chờ hội đồng: {len(each.waiting)} đơn vị bằng điểm"
    if each.is_shared:
        return f"nhiều hơn số giải: {OVERFLOWS[each.prize.overflow]}"
    if len(each.awarded) < each.prize.quota:
        return "chưa trao hết số giải"
    return ""


def _all(ground: Ground, council: Council) -> Iterator[Block]:
    for one in ground.board.groups:
        names = {prize.code: prize.name for prize in prizes_of(ground.board, one)}
        yield Heading(one.group.name, 2)
        yield Table(ALL, tuple(_row(ground, council, each, names) for each in one.standings))


def _row(
    ground: Ground, council: Council, standing: Standing, names: Mapping[str, str]
) -> tuple[Pieces, ...]:
    given = council.places.get(standing.sheet.unit)
    return (
        (str(standing.rank),),
        (ground.name(standing.sheet.unit),),
        (points(ground, standing),),
        (names.get(standing.prize or "", ""),),
        (_place(given.rank, names.get(given.prize, "")) if given else "",),
    )


def _decision(office: Office, asked: Asked) -> str:
    """Name the decision that the list goes with; number and day may wait for the registry."""
    symbol = f"-{office.symbol}" if office.symbol else ""
    _, _, dated = place_line(replace(letterhead(office, asked), place="x")).partition(", ")
    agency = " ".join(office.agency.split())
    return f"Kèm theo Quyết định số {asked.number or BLANK}/QĐ{symbol} {dated} của {agency}"
