"""How acts of seats and ways of filing are called on the screens, in the page's language."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from thidua.deadlines.rules.judging import Timing
from thidua.dossiers.rules import Channel, Filer
from thidua.dossiers.rules.steps import Act
from thidua.onestop.rules import Beside, Paid, Way

ACTS: Mapping[str, Promise] = {
    Act.RECEIVE: _("Tiếp nhận"),
    Act.REFUSE: _("Từ chối tiếp nhận"),
    Act.FORWARD: _("Chuyển thẩm định"),
    Act.ASSIGN: _("Phân công"),
    Act.CONSULT: _("Lấy ý kiến cơ quan khác"),
    Act.ASK_SUPPLEMENT: _("Yêu cầu bổ sung"),
    Act.SUPPLEMENT: _("Nhận giấy tờ bổ sung"),
    Act.ASK_PAYMENT: _("Yêu cầu nộp phí, nghĩa vụ tài chính"),
    Act.PAY: _("Ghi nhận đã nộp"),
    Act.APOLOGISE: _("Xin lỗi và hẹn lại"),
    Act.WITHDRAW: _("Ghi nhận rút hồ sơ"),
    Act.STOP: _("Dừng giải quyết"),
    Act.PROPOSE: _("Trình phê duyệt"),
    Act.SEND_BACK: _("Trả lại bước trước"),
    Act.APPROVE: _("Phê duyệt"),
    Act.SIGN: _("Gửi kết quả đã ký số"),
    Act.RETURN: _("Trả kết quả"),
    Beside.FILE: _("Nộp hồ sơ"),
    Beside.ANSWER: _("Trả lời ý kiến"),
    Beside.DIGITISE: _("Số hóa, thêm giấy tờ"),
    Beside.AMEND: _("Sửa thông tin tiếp nhận"),
    Beside.APPROVE_FIRST: _("Phê duyệt lần thứ nhất"),
    Beside.TAKE_OVER: _("Nhận bàn giao từ đơn vị đã sáp nhập"),
}
CHANNELS: Mapping[Channel, Promise] = {
    Channel.DIRECT: _("Trực tiếp tại quầy"),
    Channel.POSTAL: _("Bưu chính công ích"),
    Channel.ONLINE: _("Trực tuyến"),
}
FILERS: Mapping[Filer, Promise] = {
    Filer.SELF: _("Người dân tự nộp"),
    Filer.ASSISTED: _("Được giúp tại bộ phận một cửa"),
    Filer.OFFICIAL: _("Cán bộ nộp thay"),
    Filer.TEAM: _("Tổ công nghệ số cộng đồng nộp giúp"),
    Filer.POST: _("Nhân viên bưu chính nộp giúp"),
}
PAID: Mapping[Paid, Promise] = {Paid.COUNTER: _("Nộp tại quầy"), Paid.ONLINE: _("Nộp trực tuyến")}
TIMINGS: Mapping[Timing, Promise] = {
    Timing.EARLY: _("trước hạn"),
    Timing.ON_TIME: _("đúng hạn"),
    Timing.LATE: _("quá hạn"),
}
WAYS: Mapping[Way, Promise] = {
    Way.MIRROR: _("Bản soi: hồ sơ nằm ở hệ thống khác, đưa vào theo danh sách"),
    Way.MASTER: _("Bản chính: hồ sơ được tiếp nhận và giải quyết tại đây"),
}
