"""The launch notice (thông báo phát động): what the published plan says, and nothing else."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

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
)
from thidua.papers.rules import Asked, Ground, Office
from thidua.papers.rules.figures import figure
from thidua.papers.rules.prizes import offered_table
from thidua.papers.rules.words import (
    EFFECTS,
    METHODS,
    OUR_READING,
    SIMULATED,
    called,
    count,
    day,
    instant,
    letterhead,
    said,
    signature,
    source,
    target,
    tie_break,
)
from thidua.plans.rules import Criterion, Group, Plan

COLUMNS = (
    Column("TT", 9, Align.CENTRE),
    Column("Tiêu chí", 50),
    Column("Chỉ tiêu", 20, Align.CENTRE),
    Column("Điểm tối đa", 18, Align.CENTRE),
    Column("Cách tính điểm", 33),
    Column("Minh chứng", 30),
)


@dataclass(frozen=True, slots=True)
class Published:
    """A plan as it was published: its mark, and how many units each group has."""

    sha256: str
    units: Mapping[str, int]


def launch_notice(ground: Ground, published: Published, office: Office, asked: Asked) -> Document:
    """Write the notice of a plan."""
    plan = ground.plan
    return Document(
        Kind.NOTICE,
        letterhead(office, asked),
        f"Về việc phát động {called(plan)}",
        tuple(_blocks(ground, published, office)),
        signature(office),
        office.recipients,
        notices=(SIMULATED,) if plan.generated else (),
    )


def _blocks(ground: Ground, published: Published, office: Office) -> Iterator[Block]:
    plan = ground.plan
    for each in plan.sources:
        if each.number:
            yield Paragraph((f"Căn cứ {source(each)};",), basis=True)
    issuer = " ".join(office.agency.split()) or "Cơ quan thường trực"
    text = f"{issuer} thông báo phát động {called(plan)} theo kế hoạch bản {plan.version}, như sau:"
    yield said(text)
    yield Heading("I. ĐỐI TƯỢNG THAM GIA")
    yield Items(tuple(_group(ground, published, group) for group in plan.groups))
    yield said(
        f"Đơn vị tính theo địa giới, tổ chức ngày {day(plan.tree_day)}; xếp hạng riêng từng khối."
    )
    yield from _days(plan)
    yield Heading("III. TIÊU CHÍ, CHỈ TIÊU")
    yield Table(COLUMNS, tuple(_rows(ground, published)))
    yield from _reckoning(plan)
    yield Heading("V. KHEN THƯỞNG")
    yield offered_table(plan) or said("Kế hoạch không nêu giải thưởng.")
    yield from _reporting(ground, office)


def _group(ground: Ground, published: Published, group: Group) -> Pieces:
    number = figure(
        ground,
        str(published.units[group.code]),
        f"Số đơn vị, {group.name}",
        f"/campaigns/{ground.plan.code}/standings/{group.code}/",
    )
    origin = f"cây đơn vị ngày {day(ground.plan.tree_day)}"
    return (
        f"{group.name}: ",
        replace(number, source=origin, terms=(int(number.text), None)),
        " đơn vị;",
    )


def _days(plan: Plan) -> Iterator[Block]:
    period = plan.period
    yield Heading("II. THỜI GIAN")
    yield said(
        f"Từ ngày {day(period.first)} đến hết ngày {day(period.last)}, "
        f"{count(len(period))} ngày kể cả ngày đầu và ngày cuối."
    )
    if plan.stages:
        yield Items(
            tuple(
                (
                    (
                        f"{stage.name}: từ {day(stage.period.first)} đến hết {day(stage.period.last)}, "
                        f"{'tính lũy kế từ đầu phong trào' if stage.cumulative else 'tính riêng trong đợt'};"
                    ),
                )
                for stage in plan.stages
            )
        )
    if plan.freeze_at:
        yield said(f"Khóa số liệu lúc {instant(plan.freeze_at)}.")


def _rows(ground: Ground, published: Published) -> Iterator[tuple[Pieces, ...]]:
    section = None
    for number, criterion in enumerate(ground.plan.criteria, start=1):
        if criterion.section != section:
            section = criterion.section
            yield ("",), (Strong(section or ""),), ("",), ("",), ("",), ("",)
        method = METHODS[criterion.method]
        yield (
            (str(number),),
            (f"{criterion.label}{EFFECTS[criterion.effect]}{_for(ground.plan, criterion)}",),
            (_target(ground, published, criterion),),
            (count(criterion.points),),
            (f"{method[:1].upper()}{method[1:]}",),
            ("; ".join(criterion.evidence) or "–",),
        )


def _for(plan: Plan, criterion: Criterion) -> str:
    names = [group.name for group in plan.groups if group.code in criterion.applies_to]
    return f". Áp dụng: {', '.join(names)}" if names else ""


def _target(ground: Ground, published: Published, criterion: Criterion) -> Figure:
    """Trace a target to the plan: its version, its mark, and where the plan has it from."""
    plan = ground.plan
    reading = f" ({OUR_READING})" if criterion.our_reading else ""
    origin = f"kế hoạch bản {plan.version}, SHA-256 {published.sha256[:16]}…; {criterion.source}{reading}"
    made = figure(
        ground,
        target(criterion),
        f"Chỉ tiêu {criterion.label}, tối đa {count(criterion.points)} điểm",
        f"/published/plans/{plan.code}/{plan.version}.toml",
    )
    return replace(made, source=origin)


def _reckoning(plan: Plan) -> Iterator[Block]:
    total = f"Tổng điểm của mỗi khối: {count(plan.total_points)}."
    yield said(f"{total} {plan.incomplete}" if plan.incomplete else total)
    yield Heading("IV. XẾP HẠNG")
    digits = f"Điểm công bố lấy {plan.rounding.digits} chữ số thập phân"
    exact = "điểm chưa làm tròn" if plan.rounding.rank_on == "full" else "điểm đã công bố"
    yield said(f"{digits}; xếp hạng theo {exact}. Bằng điểm thì đồng hạng (1, 2, 2, 4).")
    if plan.tie_breaks:
        listed = "; ".join(tie_break(entry, plan) for entry in plan.tie_breaks)
        yield said(f"Trước khi đồng hạng, xét lần lượt: {listed}.")


def _reporting(ground: Ground, office: Office) -> Iterator[Block]:
    plan = ground.plan
    yield Heading("VI. CHẾ ĐỘ BÁO CÁO, CÔNG BỐ")
    for words in office.reporting:
        yield said(words)
    if not office.reporting:
        yield said(
            "Các đơn vị gửi số liệu trên hệ thống Thi đua số trong thời gian phong trào; số liệu "
            "đến sau khi khóa được nêu riêng ở lần công bố tiếp theo, không sửa lần đã công bố."
        )
    yield said(
        "Kết quả, cách tính và nguồn của từng số liệu được công bố tại "
        f"{ground.site}/campaigns/{plan.code}/."
    )
