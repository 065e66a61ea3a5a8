"""What a resident's pages say of a dossier, in the page's language: what happened, what is asked of them."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from thidua.dossiers.rules.steps import Act, Owner, Status
from thidua.onestop.rules import Beside

HAPPENED: Mapping[str, Promise] = {
    Act.RECEIVE: _("Hồ sơ đã được tiếp nhận"),
    Act.REFUSE: _("Hồ sơ không được tiếp nhận"),
    Act.ASK_SUPPLEMENT: _("Cơ quan đề nghị bổ sung giấy tờ"),
    Act.SUPPLEMENT: _("Đã ghi nhận giấy tờ bổ sung"),
    Act.ASK_PAYMENT: _("Cơ quan đề nghị nộp phí, nghĩa vụ tài chính"),
    Act.PAY: _("Đã ghi nhận khoản nộp"),
    Act.APOLOGISE: _("Cơ quan xin lỗi vì trễ hẹn và hẹn lại"),
    Act.STOP: _("Hồ sơ dừng giải quyết"),
    Act.SIGN: _("Đã có kết quả"),
    Act.RETURN: _("Kết quả đã được trả"),
    Act.WITHDRAW: _("Hồ sơ đã được rút"),
    Beside.AMEND: _("Thông tin tiếp nhận đã được sửa"),
    Beside.TAKE_OVER: _("Đơn vị mới tiếp tục giải quyết hồ sơ"),
    Beside.FILE: _("Nộp hồ sơ"),
    Act.FORWARD: _("Chuyển đến công chức thẩm định"),
    Act.ASSIGN: _("Phân công công chức giải quyết"),
    Act.CONSULT: _("Lấy ý kiến cơ quan khác"),
    Beside.ANSWER: _("Cơ quan được hỏi đã trả lời"),
    Act.PROPOSE: _("Trình lãnh đạo phê duyệt"),
    Act.SEND_BACK: _("Trả lại bước trước để xem thêm"),
    Beside.APPROVE_FIRST: _("Phê duyệt lần thứ nhất"),
    Act.APPROVE: _("Phê duyệt"),
    Beside.DIGITISE: _("Số hóa giấy tờ"),
}
ASKS: Mapping[Status, Promise] = {
    Status.SUPPLEMENT: _("Ông/bà cần bổ sung giấy tờ"),
    Status.PAYMENT: _("Ông/bà cần nộp phí, nghĩa vụ tài chính"),
}
DESKS: Mapping[Owner, Promise] = {
    Owner.ONE_STOP: _("Bộ phận Một cửa"),
    Owner.OFFICER: _("Công chức thẩm định"),
    Owner.LEADER: _("Lãnh đạo phê duyệt"),
    Owner.APPLICANT: _("Đang chờ ông/bà"),
}
