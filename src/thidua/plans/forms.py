"""The words of a plan's codes, as people read and choose them."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from thidua.plans.rules import Effect, Form, MeasureKind, Overflow, Scope, Zero
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
EFFECTS: Mapping[Effect, Promise] = {
    Effect.CRITERION: _("tính vào tổng điểm"),
    Effect.BONUS: _("điểm thưởng"),
    Effect.DEDUCTION: _("điểm trừ"),
}
MEASURE_KINDS: Mapping[MeasureKind, Promise] = {
    MeasureKind.FLOW: _("số phát sinh, cộng qua các ngày"),
    MeasureKind.STOCK: _("số hiện có, lấy giá trị cuối"),
    MeasureKind.HOUSEHOLD_STATE: _("trạng thái của hộ, số dư các thay đổi"),
}
ROUNDINGS: Mapping[str, Promise] = {
    "half_up": _("từ nửa trở lên thì làm tròn lên"),
    "half_even": _("nửa thì về số chẵn"),
    "down": _("bỏ phần lẻ"),
}
ROUND_ON: Mapping[str, Promise] = {"line": _("ở từng dòng"), "total": _("ở tổng điểm")}
RANK_ON: Mapping[str, Promise] = {
    "full": _("điểm chưa làm tròn"),
    "published": _("điểm đã công bố"),
}
