"""Words for what plans and ledgers say in codes."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from thidua.plans.rules import Form, Overflow, Scope, Zero
from thidua.points.rules.sheet import Remark
from thidua.standings.models import State
from thidua.units.rules import Level

METHODS: Mapping[str, Promise] = {
    "proportional": _("điểm tối đa nhân với tỷ lệ"),
    "attainment": _("đạt chỉ tiêu: đủ điểm; chưa đạt: theo phần đã đạt"),
    "threshold": _("đạt chỉ tiêu: đủ điểm; chưa đạt: 0 điểm"),
    "steps": _("theo mức"),
    "count_target": _("đủ số lượng: đủ điểm; chưa đủ: theo phần đã đạt"),
    "per_item": _("mỗi đơn vị đếm được một số điểm, có mức trần"),
    "inverse": _("càng thấp càng tốt"),
    "best_in_group": _("so với đơn vị tốt nhất trong khối"),
    "leader_excess": _("nửa điểm cho chỉ tiêu, nửa điểm cho phần vượt so với đơn vị dẫn đầu"),
    "role": _("theo bảng giá trị"),
    "judged": _("hội đồng chấm, có lý do"),
}
FORMS: Mapping[Form, Promise] = {
    Form.RATIO: _("tử số trên mẫu số"),
    Form.COUNT: _("số lượng"),
    Form.RATIO_TIMES: _("tích của hai tỷ lệ"),
    Form.COMPLEMENT: _("phần còn lại sau khi trừ các tỷ lệ"),
    Form.GREATER_DENOMINATOR: _("trên mẫu số lớn hơn"),
    Form.MEMBERS_REACHING: _("số đơn vị cấp dưới đạt mức, trên tổng số đơn vị cấp dưới"),
}
SCOPES: Mapping[Scope, Promise] = {
    Scope.OWN: _("riêng cơ quan của đơn vị"),
    Scope.CHILDREN: _("các đơn vị cấp dưới, không gồm cơ quan của đơn vị"),
    Scope.TERRITORY: _("toàn địa bàn: cơ quan của đơn vị và mọi đơn vị cấp dưới"),
}
AREA = _("cộng từng đơn vị được xếp hạng trên địa bàn")
ZEROS: Mapping[Zero, Promise] = {
    Zero.NOT_APPLICABLE: _("không áp dụng, điểm chia lại cho các tiêu chí khác"),
    Zero.FULL: _("đủ điểm"),
    Zero.ZERO: _("0 điểm"),
}
OVERFLOWS: Mapping[Overflow, Promise] = {
    Overflow.SHARE: _("bằng nhau thì cùng nhận, bớt số giải bên dưới"),
    Overflow.EXTRA: _("bằng nhau thì cùng nhận, giữ nguyên số giải bên dưới"),
    Overflow.COUNCIL: _("bằng nhau quá số giải thì hội đồng quyết định"),
}
EDITIONS: Mapping[str, Promise] = {
    State.PROVISIONAL.value: _("tạm thời"),
    State.OFFICIAL.value: _("chính thức"),
}
VISIBILITY: Mapping[str, Promise] = {
    "internal": _("nội bộ"),
    "official": _("cơ quan, đơn vị"),
    "public": _("công khai"),
}
LEVELS: Mapping[str, Promise] = {
    Level.COUNTRY.value: _("cả nước"),
    Level.PROVINCE.value: _("cấp tỉnh"),
    Level.DISTRICT.value: _("cấp huyện"),
    Level.COMMUNE.value: _("cấp xã"),
    Level.HAMLET.value: _("ấp, thôn, khu vực, tổ dân phố"),
    Level.DEPARTMENT.value: _("sở, ban, ngành"),
    Level.ENTERPRISE.value: _("doanh nghiệp"),
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
