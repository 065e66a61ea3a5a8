"""What can go wrong in `agencies`."""

from collections.abc import Mapping

from thidua.kernel.messages.entry import Message

MESSAGES: Mapping[str, Message] = {
    "agencies.taken": Message(
        409,
        "Mã định danh {agency} đang là của đơn vị {unit}. Hãy kiểm tra lại mã, hoặc chọn ngày sau khi đơn vị đó thôi dùng mã.",
        "The agency code {agency} belongs to the unit {unit}. Check the code, or choose a day after that unit ends it.",
    ),
    "agencies.later": Message(
        409,
        "Đơn vị đã có mã định danh được ghi từ ngày {day} hoặc sau đó. Hãy chọn một ngày sau ngày ấy.",
        "The unit has an agency code from {day} or later. Choose a day after it.",
    ),
    "agencies.already": Message(
        409,
        "Đơn vị đang dùng đúng mã định danh {agency}. Không có gì để ghi.",
        "The unit has the agency code {agency} already. There is nothing to record.",
    ),
}
