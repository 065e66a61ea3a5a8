"""How statuses, steps and acts are called on screens, in the page's language.

Messages and documents take the Vietnamese names of the rules; pages take these.
"""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from thidua.dossiers.rules.steps import Act, Status, Step

STATUSES: Mapping[Status, Promise] = {
    Status.FILED: _("Mới đăng ký"),
    Status.RECEIVED: _("Được tiếp nhận"),
    Status.REFUSED: _("Không được tiếp nhận"),
    Status.IN_PROCESS: _("Đang xử lý"),
    Status.SUPPLEMENT: _("Yêu cầu bổ sung giấy tờ"),
    Status.PAYMENT: _("Yêu cầu thực hiện nghĩa vụ tài chính"),
    Status.WITHDRAWN: _("Công dân yêu cầu rút hồ sơ"),
    Status.STOPPED: _("Dừng xử lý"),
    Status.RESOLVED: _("Đã xử lý xong"),
    Status.RETURNED: _("Đã trả kết quả"),
}
STEPS: Mapping[Step, Promise] = {
    Step.RECEIVING: pgettext_lazy("step", "Tiếp nhận"),
    Step.APPRAISAL: _("Thẩm định"),
    Step.APPROVAL: pgettext_lazy("step", "Phê duyệt"),
    Step.SIGNING: _("Ký số"),
    Step.RETURNING: pgettext_lazy("step", "Trả kết quả"),
}
# What was done, as its applicant is told of it; a seat's own acts are named in counter/forms.
ACTS: Mapping[str, Promise] = {
    Act.RECEIVE.value: _("Tiếp nhận"),
    Act.REFUSE.value: _("Từ chối tiếp nhận"),
    Act.FORWARD.value: _("Chuyển thẩm định"),
    Act.ASSIGN.value: _("Phân công"),
    Act.CONSULT.value: _("Lấy ý kiến cơ quan khác"),
    Act.ASK_SUPPLEMENT.value: _("Yêu cầu bổ sung"),
    Act.SUPPLEMENT.value: _("Nộp bổ sung"),
    Act.ASK_PAYMENT.value: _("Yêu cầu nộp phí, nghĩa vụ tài chính"),
    Act.PAY.value: _("Đã nộp phí, nghĩa vụ tài chính"),
    Act.APOLOGISE.value: _("Xin lỗi và hẹn lại"),
    Act.WITHDRAW.value: _("Rút hồ sơ"),
    Act.STOP.value: _("Dừng giải quyết"),
    Act.PROPOSE.value: _("Trình phê duyệt"),
    Act.SEND_BACK.value: _("Trả lại bước trước"),
    Act.APPROVE.value: _("Phê duyệt"),
    Act.SIGN.value: _("Ký số kết quả"),
    Act.RETURN.value: _("Trả kết quả"),
}
