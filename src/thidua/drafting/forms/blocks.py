"""The steps of the desk: every field of a plan's file with its label, in the order of the work.

A step is made for a draft as it is now, for lists are as long as the draft's.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from thidua.drafting.rules.tables import Path, get
from thidua.drafting.rules.typing import Kind
from thidua.plans.forms import (
    EFFECTS,
    FORMS,
    LEVELS,
    MEASURE_KINDS,
    METHODS,
    OVERFLOWS,
    RANK_ON,
    ROUND_ON,
    ROUNDINGS,
    SCOPES,
    VISIBILITY,
    ZEROS,
)
from thidua.plans.rules.criteria import MANY_PARTS, WITHOUT_DENOMINATOR
from thidua.plans.rules.methods import CLAMP, ParamKind
from thidua.plans.rules.methods import METHODS as TAKEN
from thidua.units.rules import KINDS

Words = str | Promise
Choices = tuple[tuple[str, Words], ...]
Data = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Field:
    """One thing to type: where it stands in the file, how it is called and typed."""

    path: Path
    label: Words
    kind: Kind = Kind.LINE
    help: Words = ""
    choices: Choices = ()
    default: str = ""  # what the format takes where nothing stands


@dataclass(frozen=True, slots=True)
class Block:
    """A group of fields, and the lists that belong to it; one that `opens` has a page of its own."""

    path: Path
    title: Words
    fields: tuple[Field, ...]
    lists: tuple["Listed", ...] = ()
    opens: bool = False


@dataclass(frozen=True, slots=True)
class Listed:
    """A list of blocks that can be made longer and shorter."""

    path: Path
    title: Words
    rows: tuple[Block, ...]
    empty: Words


def fields_of(block: Block) -> Iterator[Field]:
    """Give all fields of a block, with those of its lists."""
    yield from block.fields
    for listed in block.lists:
        for row in listed.rows:
            yield from fields_of(row)


def lists_of(block: Block) -> frozenset[Path]:
    """Give the places of all lists of a block: where a row may be added."""
    inner = (lists_of(row) for listed in block.lists for row in listed.rows)
    return frozenset({listed.path for listed in block.lists}).union(*inner)


def basics(data: Data) -> Block:
    """Ask what it is called, when it is, how its points add up, where it comes from."""
    fields = (
        Field(("name",), _("Tên phong trào"), Kind.TEXT),
        Field(("code",), _("Mã"), help=_("Chữ thường không dấu, chữ số, gạch nối; giữ nguyên qua các bản.")),
        Field(("version",), _("Bản số"), Kind.WHOLE),
        Field(("effective_from",), _("Có hiệu lực từ ngày"), Kind.DAY),
        Field(("root",), _("Đơn vị phát động"), help=_("Mã đơn vị trong hệ thống, hoặc gso:MÃ@NGÀY.")),
        Field(("parent",), _("Kế hoạch cấp trên"), help=_("MÃ@BẢN của kế hoạch cấp trên; để trống nếu không có.")),
        Field(("period", "first"), _("Ngày bắt đầu"), Kind.DAY),
        Field(("period", "last"), _("Ngày kết thúc"), Kind.DAY, _("Tính cả ngày này.")),
        Field(("tree_day",), _("Xếp hạng theo đơn vị hành chính ngày"), Kind.DAY),
        Field(("freeze_at",), _("Khóa số liệu lúc"), Kind.INSTANT, _("Số liệu đến sau thời điểm này không tự động được tính.")),
        Field(("visibility",), _("Phạm vi xem"), Kind.WORD, choices=_choices(VISIBILITY)),
        Field(("generated",), _("Phong trào mô phỏng"), Kind.FLAG),
        Field(("total_points",), _("Tổng điểm của mỗi khối"), Kind.NUMBER),
        Field(("incomplete",), _("Lý do tổng điểm chưa đủ"), Kind.TEXT, _("Chỉ ghi khi nguồn mới công bố một phần.")),
        Field(("rounding", "digits"), _("Số chữ số thập phân của điểm"), Kind.WHOLE),
        Field(("rounding", "mode"), _("Cách làm tròn"), Kind.WORD, choices=_choices(ROUNDINGS)),
        Field(("rounding", "on"), _("Làm tròn"), Kind.WORD, choices=_choices(ROUND_ON)),
        Field(("rounding", "rank_on"), _("Xếp hạng theo"), Kind.WORD, choices=_choices(RANK_ON)),
        Field(
            ("tie_breaks",), _("Khi bằng điểm, xét lần lượt"), Kind.LINES,
            _("Mỗi dòng một cách: volume:MÃ (khối lượng), ratio:MÃ (tỷ lệ) hoặc points:MÃ (điểm), với MÃ là mã tiêu chí."),
        ),
    )  # fmt: skip
    sources = _listed(data, ("sources",), _("Căn cứ"), _source, _("Chưa có căn cứ nào."))
    return Block((), _("Thông tin chung"), fields, (sources,))


def _source(_data: Data, path: Path) -> Block:
    fields = (
        Field((*path, "title"), _("Tên văn bản"), Kind.TEXT),
        Field((*path, "number"), _("Số, ký hiệu")),
        Field((*path, "issued"), _("Ngày ban hành"), Kind.DAY),
        Field((*path, "reference"), _("Cơ quan ban hành hoặc nơi đăng")),
        Field((*path, "note"), _("Điều nguồn không nêu"), Kind.TEXT),
    )
    return Block(path, _numbered(_("Căn cứ"), path), fields)


def measures(data: Data) -> Block:
    """Ask what is counted."""
    listed = _listed(data, ("measures",), _("Số đếm"), _measure, _("Chưa có số đếm nào."))
    return Block((), _("Số đếm"), (), (listed,))


def _measure(data: Data, path: Path) -> Block:
    within = tuple((key, f"{label} ({key})") for key, label in measures_of(data).items())
    fields = (
        Field((*path, "key"), _("Mã"), help=_("Ví dụ: dossiers.online")),
        Field((*path, "label"), _("Tên số đếm")),
        Field((*path, "unit"), _("Đơn vị tính"), help=_("Ví dụ: hồ sơ, hộ, thuê bao.")),
        Field((*path, "kind"), _("Cách cộng"), Kind.WORD, choices=_choices(MEASURE_KINDS)),
        Field((*path, "within"), _("Không được vượt"), Kind.WORD, choices=(("", _("không giới hạn")), *within)),
    )  # fmt: skip
    return Block(path, _numbered(_("Số đếm"), path), fields)


def groups(data: Data) -> Block:
    """Ask who is ranked against whom, for which prizes."""
    listed = _listed(data, ("groups",), _("Khối thi đua"), _group, _("Chưa có khối thi đua nào."))
    return Block((), _("Khối thi đua và giải thưởng"), (), (listed,))


def _group(data: Data, path: Path) -> Block:
    kinds = tuple((kind, each.word) for kind, each in KINDS.items() if each.word)
    fields = (
        Field((*path, "code"), _("Mã")),
        Field((*path, "name"), _("Tên khối")),
        Field((*path, "level"), _("Cấp"), Kind.WORD, choices=(("", _("không chọn theo cấp")), *_choices(LEVELS))),
        Field((*path, "kinds"), _("Loại đơn vị"), Kind.CHOICES, _("Chỉ chọn khi khối gồm một vài loại, ví dụ riêng phường."), kinds),
        Field((*path, "units"), _("Đơn vị được liệt kê"), Kind.LINES, _("Mỗi dòng một đơn vị; chỉ dùng khi không chọn theo cấp hoặc loại.")),
        Field((*path, "except"), _("Trừ các đơn vị"), Kind.LINES, _("Mỗi dòng một đơn vị.")),
    )  # fmt: skip
    return Block(
        path, _named(data, path, "name", _("Khối")), fields, (_prizes(data, (*path, "prizes")),)
    )


def _prizes(data: Data, path: Path, title: Words = "") -> Listed:
    return _listed(data, path, title or _("Giải"), _prize, _("Chưa có giải nào."))


def _prize(_data: Data, path: Path) -> Block:
    fields = (
        Field((*path, "code"), _("Mã")),
        Field((*path, "name"), _("Tên giải")),
        Field((*path, "quota"), _("Số giải"), Kind.WHOLE),
        Field((*path, "overflow"), _("Khi bằng nhau quá số giải"), Kind.WORD, choices=_choices(OVERFLOWS)),
    )  # fmt: skip
    return Block(path, _numbered(_("Giải"), path), fields)


def stages(data: Data) -> Block:
    """Ask for the parts of the campaign, each with its own prizes."""
    listed = _listed(data, ("stages",), _("Đợt"), _stage, _("Kế hoạch không chia đợt."))
    return Block((), _("Các đợt"), (), (listed,))


def _stage(data: Data, path: Path) -> Block:
    fields = (
        Field((*path, "code"), _("Mã")),
        Field((*path, "name"), _("Tên đợt")),
        Field((*path, "first"), _("Ngày bắt đầu"), Kind.DAY),
        Field((*path, "last"), _("Ngày kết thúc"), Kind.DAY),
        Field((*path, "cumulative"), _("Tính lũy kế từ đầu phong trào"), Kind.FLAG),
        Field((*path, "criteria"), _("Tiêu chí của đợt"), Kind.CHOICES, _("Không chọn: mọi tiêu chí."), _criteria_of(data)),
    )  # fmt: skip
    awarded = get(data, (*path, "prizes"))
    known = dict(groups_of(data))
    strange = {code: code for code in awarded or {} if code not in known}
    prizes = tuple(
        _prizes(data, (*path, "prizes", code), _("Giải của khối “%(name)s”") % {"name": name})
        for code, name in (known | strange).items()
    )
    return Block(path, _named(data, path, "name", _("Đợt")), fields, prizes)


def criteria(data: Data) -> Block:
    """Show the table of criteria: what is changed most often; the rest stands on each one's page."""
    listed = _listed(data, ("criteria",), _("Tiêu chí"), _criterion_row, _("Chưa có tiêu chí nào."))
    return Block((), _("Bảng tiêu chí"), (), (listed,))


def _criterion_row(data: Data, path: Path) -> Block:
    fields = (
        Field((*path, "section"), _("Nội dung")),
        Field((*path, "label"), _("Tiêu chí"), Kind.TEXT),
        Field((*path, "target"), _("Chỉ tiêu"), Kind.VALUE),
        Field((*path, "points"), _("Điểm tối đa"), Kind.NUMBER),
        Field((*path, "method"), _("Cách tính điểm"), Kind.WORD, choices=_choices(METHODS)),
    )
    return Block(path, _named(data, path, "label", _("Tiêu chí")), fields, opens=True)


def criterion(data: Data, path: Path) -> Block:
    """Ask everything of one criterion."""
    fields = (
        Field((*path, "code"), _("Mã")),
        Field((*path, "section"), _("Nội dung"), help=_("Phần của bảng tiêu chí.")),
        Field((*path, "label"), _("Tiêu chí"), Kind.TEXT),
        Field((*path, "target"), _("Chỉ tiêu"), Kind.VALUE, _("Ví dụ: 60 % hoặc 1.200. Có thể để trống nếu cách tính không cần.")),
        Field((*path, "points"), _("Điểm tối đa"), Kind.NUMBER),
        Field((*path, "effect"), _("Tính vào"), Kind.WORD, choices=_choices(EFFECTS), default="criterion"),
        Field((*path, "method"), _("Cách tính điểm"), Kind.WORD, choices=_choices(METHODS)),
        *_params(data, path),
        Field((*path, "indicator", "form"), _("Cách lập số"), Kind.WORD, choices=_choices(FORMS)),
        *_sides(data, path),
        Field((*path, "indicator", "at_end"), _("Lấy đến cuối kỳ"), Kind.FLAG, _("Cho phép đặt số phát sinh trên số hiện có.")),
        Field((*path, "scope"), _("Phạm vi đếm"), Kind.WORD, choices=_choices(SCOPES)),
        Field((*path, "universe"), _("Đếm trên những gì"), Kind.TEXT, _("Ví dụ: mọi hồ sơ tiếp nhận trên hệ thống của tỉnh.")),
        Field((*path, "date_basis"), _("Tính theo ngày nào"), help=_("Ví dụ: ngày tiếp nhận.")),
        Field((*path, "zero"), _("Khi mẫu số bằng 0"), Kind.WORD, choices=_choices(ZEROS)),
        Field((*path, "applies_to"), _("Áp dụng cho khối"), Kind.CHOICES, _("Không chọn: mọi khối."), groups_of(data)),
        Field((*path, "pillar"), _("Trụ cột")),
        Field((*path, "evidence"), _("Tài liệu kiểm chứng"), Kind.LINES, _("Mỗi dòng một tài liệu.")),
        Field((*path, "source"), _("Nguồn của tiêu chí"), Kind.TEXT),
        Field((*path, "our_reading"), _("Cách đọc của chúng tôi, nguồn không nêu"), Kind.FLAG),
    )  # fmt: skip
    return Block(path, _named(data, path, "label", _("Tiêu chí")), fields)


PARAMS: Mapping[str, tuple[Words, Words]] = {
    "bands": (_("Các bậc điểm"), _("Mỗi dòng một bậc, ví dụ: 80 % = 10.")),
    "each": (_("Điểm cho mỗi đơn vị đếm được"), ""),
    "cap": (_("Mức trần"), ""),
    "best": (_("Đủ điểm từ mức này trở xuống"), ""),
    "worst": (_("Không điểm từ mức này trở lên"), ""),
    "values": (_("Bảng giá trị"), _("Mỗi dòng: giá trị = phần điểm được hưởng, ví dụ: 1 = 1/2.")),
    "scale": (_("Thang hội đồng chấm"), ""),
    "min": (_("Điểm thấp nhất"), ""),
    "max": (_("Điểm cao nhất"), ""),
}
PARAM_KINDS: Mapping[ParamKind, Kind] = {
    ParamKind.POINTS: Kind.NUMBER,
    ParamKind.VALUE: Kind.VALUE,
    ParamKind.COUNT: Kind.WHOLE,
    ParamKind.BANDS: Kind.BANDS,
    ParamKind.VALUES: Kind.VALUES,
}


def _params(data: Data, path: Path) -> Iterator[Field]:
    """Ask what the method that is chosen needs, and what is there already."""
    method = TAKEN.get(str(get(data, (*path, "method"))))
    taken = dict(method.params) if method else {}
    if get(data, (*path, "effect")) in ("bonus", "deduction"):
        taken |= CLAMP
    there = get(data, (*path, "params"))
    for key, (label, help_text) in PARAMS.items():
        if key in taken:
            kind = PARAM_KINDS[taken[key].kind]
        elif isinstance(there, Mapping) and key in there:
            kind = Kind.LINE
        else:
            continue
        yield Field((*path, "params", key), label, kind, help_text)


def _sides(data: Data, path: Path) -> Iterator[Field]:
    form = get(data, (*path, "indicator", "form"))
    counted = tuple((key, f"{label} ({key})") for key, label in measures_of(data).items())
    if form in MANY_PARTS:
        help_text = _("Mỗi dòng một tỷ lệ: mã + mã / mã, với mã của số đếm.")
        yield Field((*path, "indicator", "parts"), _("Các tỷ lệ"), Kind.PARTS, help_text)
        return
    yield Field(
        (*path, "indicator", "numerator"), _("Tử số"), Kind.CHOICES, _("Nhiều số đếm thì cộng lại."), counted
    )  # fmt: skip
    if form not in WITHOUT_DENOMINATOR:
        yield Field((*path, "indicator", "denominator"), _("Mẫu số"), Kind.CHOICES, "", counted)
    if form == "members_reaching":
        yield Field((*path, "indicator", "norm"), _("Định mức"), Kind.WHOLE)


def measures_of(data: Data) -> dict[str, str]:
    """Give the labels of a draft's measures by key."""
    return {str(row.get("key")): str(row.get("label", "")) for row in rows_of(data, ("measures",))}


def groups_of(data: Data) -> Choices:
    """Give a draft's groups to choose from."""
    return tuple(
        (str(row["code"]), str(row.get("name", row["code"])))
        for row in rows_of(data, ("groups",))
        if isinstance(row.get("code"), str)
    )


def _criteria_of(data: Data) -> Choices:
    return tuple(
        (str(row["code"]), str(row.get("label", row["code"])))
        for row in rows_of(data, ("criteria",))
        if isinstance(row.get("code"), str)
    )


def rows_of(data: Data, path: Path) -> Sequence[Mapping[str, Any]]:
    """Give the tables of a list; what is no table is left out."""
    found = get(data, path)
    return [row for row in found if isinstance(row, Mapping)] if isinstance(found, list) else []


def _listed(
    data: Data, path: Path, title: Words, make: Callable[[Data, Path], Block], empty: Words
) -> Listed:
    found = get(data, path)
    length = len(found) if isinstance(found, list) else 0
    return Listed(path, title, tuple(make(data, (*path, index)) for index in range(length)), empty)


def _choices(words: Mapping[Any, Words]) -> Choices:
    return tuple((str(getattr(key, "value", key)), label) for key, label in words.items())


def _numbered(title: Words, path: Path) -> str:
    return f"{title} {int(path[-1]) + 1}"


def _named(data: Data, path: Path, key: str, title: Words) -> str:
    name = get(data, (*path, key))
    return f"{int(path[-1]) + 1}. {name}" if name else _numbered(title, path)


STEPS: Mapping[str, tuple[Words, Callable[[Data], Block]]] = {
    "basics": (_("Thông tin chung"), basics),
    "stages": (_("Các đợt"), stages),
    "groups": (_("Khối và giải"), groups),
    "measures": (_("Số đếm"), measures),
    "criteria": (_("Tiêu chí"), criteria),
}


def every_field(data: Data) -> Iterator[tuple[str, Field]]:
    """Give every field of every step with the step's name; a criterion's own page is one."""
    for name, (_words, make) in STEPS.items():
        if name != "criteria":
            yield from ((name, field) for field in fields_of(make(data)))
    for index in range(len(_all(data))):
        path = ("criteria", index)
        yield from ((f"criteria/{index}", field) for field in fields_of(criterion(data, path)))


def _all(data: Data) -> Sequence[Any]:
    found = get(data, ("criteria",))
    return found if isinstance(found, list) else []
