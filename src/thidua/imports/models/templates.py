"""Forms to download: the measures of a running campaign, the units of whoever asks."""

from datetime import date

from thidua.counting.models import Measure, Window
from thidua.imports.rules import Known, template_headings
from thidua.kernel.errors import RuleBroken
from thidua.spreadsheets.outside.writing import Template
from thidua.units.models import tree

ADVICE = (
    "Mỗi dòng là một đơn vị trong một ngày. Ghi số đếm vào các cột bên phải; chưa có số thì để trống.",
    "Số đếm là số nguyên. Ô để trống không phải là số 0: có đếm mà bằng 0 thì ghi 0.",
    "Có thể thêm dòng cho ngày khác; giữ nguyên dòng tiêu đề và cột mã đơn vị.",
    "Ghi số, không ghi công thức. Điền xong, gửi lại tệp này ở trang “Gửi bảng tính”: không cần đối chiếu cột.",
)


def running(today: date) -> list[dict[str, object]]:
    """List the windows that are open, with the measures they count."""
    labels = dict(Measure.objects.values_list("key", "label"))
    return [
        {
            "key": window.key,
            "first": window.first,
            "last": window.value().period.last,
            "measures": sorted(labels.get(key, key) for key in window.measures),
        }
        for window in Window.objects.filter(first__lte=today, end__gt=today).order_by("key")
    ]


def form(unit: str, window: str, today: date) -> Template:
    """Make the form of a window for a unit: its children on the tree of today, or itself."""
    stored = Window.objects.filter(key=window, first__lte=today, end__gt=today).first()
    if stored is None:
        raise RuleBroken("imports.no-template")
    found = Measure.objects.filter(key__in=stored.measures).order_by("label", "key")
    measures = [Known(key, label) for key, label in found.values_list("key", "label")]
    nodes = tree(today, unit).nodes
    below = [node for node in nodes.values() if node.parent == unit]
    rows = [(node.id, node.label, today) for node in below or [nodes[unit]]]
    headings = template_headings(measures)
    counts = range(len(headings) - len(measures), len(headings))
    return Template("Số liệu", headings, rows, counts, ADVICE)
