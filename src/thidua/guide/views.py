"""The style guide: every component of the pages in every state that it has, with made-up numbers."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from decimal import Decimal
from fractions import Fraction
from types import SimpleNamespace as Made

from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.views.decorators.http import require_safe

from thidua.plans.rules import Target
from thidua.reading.rules.family import Family, Kin

COLOURS = (
    "ink", "quiet", "paper", "raised", "teal", "ochre", "brick", "leaf", "mist",
    "map-1", "map-2", "map-3", "map-4", "map-5", "div-1", "div-2", "div-3", "div-4", "div-5",
)  # fmt: skip
LONG = "Phường Nguyễn Thị Minh Khai và vùng phụ cận Đông Nam Châu Thành"
AT = datetime(2024, 11, 8, 9, 20, tzinfo=UTC)
SHEETS = (
    "proofs/proofs.css",
    "portal/sheet.css",
)  # of components whose style stands with their app
EDITION = {"campaign": "mau", "nr": 3, "until": date(2024, 11, 7), "at": AT, "size": 48210}
CHECKPOINT = Made(head=Made(size=48764, root=bytes(range(7, 39))))


@dataclass(frozen=True, slots=True)
class Specimen:
    """A component in one state: what the state is called, and the data that the component is given."""

    state: str
    given: Mapping[str, object] = field(default_factory=dict)


class Example(forms.Form):
    """A form as it is shown."""

    name = forms.CharField(label="Tên đơn vị", help_text="Như trong danh mục.", max_length=100)


def _figure(state: str, counts: tuple[int | None, int | None], **more: object) -> Made:
    numerator, denominator = counts
    share = Fraction(numerator, denominator) if numerator is not None and denominator else None
    plain = Made(label="Hồ sơ nộp trực tuyến", code="online", target=Target(Fraction(3, 5), True), method="attainment")  # noqa: FBT003 - a field of plans.rules  # fmt: skip
    given = {"criterion": plain, "share": share, "short": None, "unit": "hồ sơ", "generated": False}
    return Made(state=state, numerator=numerator, denominator=denominator, **(given | more))


def _bars() -> tuple[Specimen, ...]:
    long = Made(label=LONG, code="x", target=None, method="attainment")
    return (
        Specimen("vượt chỉ tiêu", {"f": _figure("exceeded", (96, 100)), "href": "#criterion-bar"}),
        Specimen("đạt", {"f": _figure("reached", (60, 100))}),
        Specimen("gần đạt", {"f": _figure("near", (56, 100), short=4)}),
        Specimen("chưa đạt, mô phỏng", {"f": _figure("missed", (13, 100), short=47, generated=True)}),
        Specimen("trên 100 %", {"f": _figure("exceeded", (130, 100))}),
        Specimen("chưa có số liệu", {"f": _figure("unknown", (None, None))}),
        Specimen("mẫu số bằng 0", {"f": _figure("", (0, 0))}),
        Specimen("tên dài, không có chỉ tiêu", {"f": _figure("", (1, 3), criterion=long)}),
    )  # fmt: skip


def _figures() -> tuple[Specimen, ...]:
    plain: dict[str, object] = {"label": "Hồ sơ nộp trực tuyến", "unit": "hồ sơ", "href": "#figure"}
    counts: dict[str, object] = {
        "numerator": 98763,
        "denominator": 102771,
        "asof": "đến 16:20 hôm nay",
    }
    return (
        *(Specimen(grade, plain | counts | {"grade": grade}) for grade in ("counted", "source-file", "approved", "reported")),
        Specimen("mô phỏng", plain | counts | {"grade": "counted", "generated": True}),
        Specimen("một số đếm", plain | {"numerator": 1204, "denominator": None, "grade": "counted"}),
        Specimen("chưa có số liệu", plain | {"numerator": None, "denominator": None}),
        Specimen("mẫu số bằng 0", plain | {"numerator": 0, "denominator": 0, "grade": "reported"}),
        Specimen("tên dài, không mở ra", {"label": LONG, "numerator": 3, "denominator": 7, "grade": "approved"}),
    )  # fmt: skip


def _rows() -> tuple[Specimen, ...]:
    row: dict[str, object] = {
        "rank": 1,
        "name": "Xã Đông Phú",
        "href": "#standing-row",
        "change": 2,
    }
    row |= {"points": Decimal("97.85"), "states": ["exceeded", "near", "missed", "unknown"]}
    return (
        Specimen("lên hạng", row),
        Specimen("xuống hạng, đồng hạng", row | {"rank": 4, "change": -3, "shared": True}),
        Specimen("giữ hạng, mô phỏng", row | {"change": 0, "generated": True}),
        Specimen("mới, tên dài", row | {"change": None, "name": LONG}),
    )


def _seals() -> tuple[Specimen, ...]:
    return (
        Specimen("tạm thời", {"edition": Made(state="provisional", **EDITION), "checkpoint": CHECKPOINT}),
        Specimen("chính thức", {"edition": Made(state="official", **EDITION), "checkpoint": CHECKPOINT}),
        Specimen("chưa công bố", {"edition": None}),
    )  # fmt: skip


def _sheets() -> tuple[Specimen, ...]:
    lines = [
        Made(label="Nộp trực tuyến", points=Decimal("24.17"), most=25, note="58/60 %"),
        Made(
            label="Trừ điểm: hồ sơ trễ hạn", points=Decimal("-1.50"), most=0, note="3 hồ sơ × 0,5"
        ),
    ]
    sums = {"lines": lines, "total": Decimal("22.67"), "most": 25}
    return (Specimen("cộng và trừ", sums), Specimen("mô phỏng", sums | {"generated": True}))


def _steps() -> tuple[Specimen, ...]:
    steps = [
        Made(label="Tiếp nhận", count=1200, length="100"),
        Made(label="Nộp trực tuyến", count=984, length="82"),
        Made(label="Trả kết quả điện tử", count=0, length="0"),
    ]
    return (Specimen("ba bước", {"steps": steps}), Specimen("mô phỏng", {"steps": steps, "generated": True}))  # fmt: skip


def _timelines() -> tuple[Specimen, ...]:
    events = [
        Made(at=AT, what="Tiếp nhận hồ sơ", who="Bộ phận Một cửa xã", state=""),
        Made(at=AT, what="Xử lý xong, trước hạn", who="", state="reached"),
        Made(at=None, what="Trả kết quả", who="", state=""),
    ]
    return (Specimen("đã qua và sắp tới", {"events": events}),)


def _cards() -> tuple[Specimen, ...]:
    asked: dict[str, object] = {"asked": "Vì sao xã chỉ có 81,88 %?", "by": "UBND xã Đông Phú"}
    asked["evidence"] = ["98/117 hồ sơ theo sổ của Bộ phận Một cửa"]
    settled = {"reply": "Đã đếm lại 117 hồ sơ.", "decision": "Sửa thành 83,76 %."}
    return (Specimen("đang mở", asked), Specimen("đã kết luận", asked | settled))


def _families() -> tuple[Specimen, ...]:
    def kin(label: str, share: Decimal | None, *beyond: Kin) -> Kin:
        return Kin("c1", label, date(2025, 7, 1), share, (), beyond)

    before = (kin("Xã Đông Thạnh", Decimal(1), kin("Xã Cũ", Decimal(1))), kin(LONG, None))
    after = (kin("Xã Đông Phước", Decimal("0.4")),)
    return (
        Specimen("trước", {"tree": Family("c4", "Xã Đông Phước", before, ())}),
        Specimen("sau", {"tree": Family("c1", "Xã Đông Thạnh", (), after)}),
    )


def _works() -> tuple[Specimen, ...]:
    work: dict[str, object] = {"label": "Đang nhận tệp", "done": 420, "all": 1000}
    return (
        Specimen("chưa rõ thời gian", work),
        Specimen(
            "có nhịp", work | {"pace": "1.200 dòng/giây", "left": "2 phút", "href": "#progress"}
        ),
        Specimen("xong", work | {"done": 1000}),
    )


def _small() -> dict[str, tuple[Specimen, ...]]:
    wrong = Example({"name": ""})
    wrong.is_valid()
    pages = Paginator(range(30), 10)
    return {
        "state": tuple(Specimen(s, {"state": s}) for s in ("exceeded", "reached", "near", "missed", "unknown")),
        "chip": tuple(Specimen(g, {"grade": g, "generated": g == "reported"}) for g in ("counted", "source-file", "approved", "reported")),
        "breadcrumb": (Specimen("ba bước", {"trail": [("Phong trào", "#breadcrumb"), (LONG, "#breadcrumb"), ("Phiếu điểm", "")]}),),
        "empty": (
            Specimen("chỉ có lời", {"text": "Chưa có số liệu nào. Số liệu hiện ở đây khi đơn vị gửi lần đầu."}),
            Specimen("có việc để làm", {"text": "Chưa có phong trào nào.", "href": "#empty", "action": "Soạn kế hoạch"}),
        ),
        "pager": tuple(Specimen(f"trang {n}", {"page": pages.page(n), "pages_of": f"mẫu {n}"}) for n in (1, 2, 3)),
        "walk": (Specimen("đang ở bước hai", {"steps": [
            Made(label="Tỷ lệ", href="#walk", current=False),
            Made(label="Tử số và mẫu số", href="#walk", current=True),
            Made(label="Mục sổ ghi", href="", current=False),
        ]}),),
        "term": (Specimen("có trong từ điển", {"word": "tử số", "slot": "tử số"}), Specimen("không có", {"word": "lúa", "slot": "lúa"})),
        "notice-generated": (Specimen("lời chung"), Specimen("lời riêng", {"text": "Ba số dưới đây là mô phỏng."})),
        "field": (Specimen("trống", {"field": Example(auto_id="a_%s")["name"]}), Specimen("sai", {"field": wrong["name"]})),
        "form": (Specimen("trống", {"form": Example(auto_id="b_%s"), "action": "#form", "submit": "Lưu"}),),
    }  # fmt: skip


def specimens() -> dict[str, tuple[Specimen, ...]]:
    """Give every component with its states."""
    return {
        "figure": _figures(),
        "criterion-bar": _bars(),
        "standing-row": _rows(),
        "sheet-lines": _sheets(),
        "seal": _seals(),
        "funnel": _steps(),
        "timeline": _timelines(),
        "question-card": _cards(),
        "progress": _works(),
        "family": _families(),
        **_small(),
    }


@require_safe
def style_guide(request: HttpRequest) -> HttpResponse:
    """Show the tokens and every component in every state."""
    shown = [
        (name, [(each.state, _drawn(request, name, each)) for each in states])
        for name, states in specimens().items()
    ]
    return render(
        request, "guide/style_guide.html", {"shown": shown, "colours": COLOURS, "sheets": SHEETS}
    )


def _drawn(request: HttpRequest, name: str, specimen: Specimen) -> SafeString:
    # a form is shown without its token: nobody sends it, and the page stays one for everybody
    asked = None if name == "form" else request
    return render_to_string(f"cotton/{name.replace('-', '_')}.html", dict(specimen.given), asked)
