"""How what was done with a dossier, and looks at it, are called on screens, in the page's language."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from thidua.dossiers.forms import ACTS
from thidua.onestop.rules import Beside, Purpose

MOVES: Mapping[str, Promise] = {
    **ACTS,
    Beside.FILE.value: _("Nộp hồ sơ"),
    Beside.ANSWER.value: _("Trả lời ý kiến"),
    Beside.DIGITISE.value: _("Số hóa giấy tờ"),
    Beside.AMEND.value: _("Sửa thông tin tiếp nhận"),
    Beside.APPROVE_FIRST.value: _("Phê duyệt lần thứ nhất"),
    Beside.TAKE_OVER.value: _("Tiếp nhận từ đơn vị đã sáp nhập"),
}
PURPOSES: Mapping[str, Promise] = {
    Purpose.HANDLING.value: _("giải quyết hồ sơ"),
    Purpose.FINDING.value: _("tìm hồ sơ"),
    Purpose.PRINTING.value: _("in biểu mẫu"),
    Purpose.OVERSEEING.value: _("kiểm tra, giám sát"),
}
