"""Words for what plans and ledgers say in codes."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from thidua.plans.forms import FORMS, LEVELS, METHODS, OVERFLOWS, SCOPES, VISIBILITY, ZEROS
from thidua.points.rules.sheet import Remark
from thidua.standings.models import State

__all__ = ["FORMS", "LEVELS", "METHODS", "OVERFLOWS", "SCOPES", "VISIBILITY", "ZEROS"]

AREA = _("cộng từng đơn vị được xếp hạng trên địa bàn")
EDITIONS: Mapping[str, Promise] = {
    State.PROVISIONAL.value: _("tạm thời"),
    State.OFFICIAL.value: _("chính thức"),
}
REMARKS: Mapping[Remark, Promise] = {
    Remark.ABOVE_WHOLE: _("tử số lớn hơn mẫu số: tính điểm như 100 %, cần giải trình"),
    Remark.ZERO_DENOMINATOR: _("mẫu số bằng 0: không có gì để tính tỷ lệ"),
    Remark.REWEIGHTED: _("gồm điểm chia lại từ tiêu chí không áp dụng"),
    Remark.UNKNOWN_VALUE: _("giá trị này không có trong bảng của tiêu chí"),
}
TIE_BREAKS: Mapping[str, Promise] = {
    "volume": _("khối lượng của “%(criterion)s”"),
    "ratio": _("tỷ lệ của “%(criterion)s”"),
    "points": _("điểm của “%(criterion)s”"),
}
FILES: Mapping[str, Promise] = {
    "edition.json": _("khung: mốc sổ, kế hoạch, thay đổi, số liệu đến sau"),
    "sheets.json": _("phiếu điểm của từng đơn vị"),
    "standings.csv": _("bảng xếp hạng"),
    "standings.xlsx": _("bảng xếp hạng, bảng tính Excel"),
    "tallies.csv": _("số cộng dồn của từng đơn vị"),
    "units.csv": _("cây đơn vị và khối thi đua"),
}


def tie_break(entry: str, labels: Mapping[str, str]) -> str:
    """Say in words what a tie-break of a plan looks at."""
    what, _colon, code = entry.partition(":")
    return str(TIE_BREAKS[what] % {"criterion": labels.get(code, code)})
