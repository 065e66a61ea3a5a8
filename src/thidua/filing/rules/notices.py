"""What a resident is told of a dossier (thông báo): what others did with it, in plain words.

Acts among officers (handing on, consulting, sending back) are steps on the way and are not told as
notices; their reasons are not for the applicant.
"""

from collections.abc import Mapping

from thidua.dossiers.rules.steps import Act, Status
from thidua.onestop.rules import Beside, Purpose

TOLD: Mapping[str, str] = {
    Act.RECEIVE: "Hồ sơ đã được tiếp nhận",
    Act.REFUSE: "Hồ sơ không được tiếp nhận",
    Act.ASK_SUPPLEMENT: "Cơ quan đề nghị bổ sung giấy tờ",
    Act.SUPPLEMENT: "Đã ghi nhận giấy tờ bổ sung",
    Act.ASK_PAYMENT: "Cơ quan đề nghị nộp phí, nghĩa vụ tài chính",
    Act.PAY: "Đã ghi nhận khoản nộp",
    Act.APOLOGISE: "Cơ quan xin lỗi vì trễ hẹn và hẹn lại",
    Act.STOP: "Hồ sơ dừng giải quyết",
    Act.SIGN: "Đã có kết quả",
    Act.RETURN: "Kết quả đã được trả",
    Act.WITHDRAW: "Hồ sơ đã được rút",
    Beside.AMEND: "Thông tin tiếp nhận đã được sửa",
    Beside.TAKE_OVER: "Đơn vị mới tiếp tục giải quyết hồ sơ",
}
REASONED = frozenset({Act.REFUSE, Act.ASK_SUPPLEMENT, Act.ASK_PAYMENT, Act.APOLOGISE, Act.STOP})
STEPS: Mapping[str, str] = {
    **TOLD,
    Beside.FILE: "Nộp hồ sơ",
    Act.FORWARD: "Chuyển đến công chức thẩm định",
    Act.ASSIGN: "Phân công công chức giải quyết",
    Act.CONSULT: "Lấy ý kiến cơ quan khác",
    Beside.ANSWER: "Cơ quan được hỏi đã trả lời",
    Act.PROPOSE: "Trình lãnh đạo phê duyệt",
    Act.SEND_BACK: "Trả lại bước trước để xem thêm",
    Beside.APPROVE_FIRST: "Phê duyệt lần thứ nhất",
    Act.APPROVE: "Phê duyệt",
    Beside.DIGITISE: "Số hóa giấy tờ",
}
ASKS: Mapping[Status, str] = {
    Status.SUPPLEMENT: "Ông/bà cần bổ sung giấy tờ",
    Status.PAYMENT: "Ông/bà cần nộp phí, nghĩa vụ tài chính",
}
PURPOSES: Mapping[str, str] = {
    Purpose.HANDLING: "giải quyết hồ sơ",
    Purpose.FINDING: "tìm hồ sơ",
    Purpose.PRINTING: "in biểu mẫu",
    Purpose.OVERSEEING: "kiểm tra, giám sát",
}


def reason_told(act: str, reason: str) -> str:
    """Give the reason of an act where it was written for the applicant."""
    return reason if act in REASONED else ""
