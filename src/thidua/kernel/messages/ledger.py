"""What can go wrong in `ledger`."""

from collections.abc import Mapping

from thidua.kernel.messages.entry import Message

MESSAGES: Mapping[str, Message] = {
    "ledger.key-reused": Message(
        422,
        "Mã yêu cầu {key} đã dùng cho một nội dung khác; lần ghi đầu vẫn được giữ nguyên, lần này "
        "chưa ghi gì. Hãy gửi lại với mã yêu cầu mới.",
        "Request key {key} was used before with other content; the first record stands and nothing "
        "was written now. Send it again under a new key.",
    ),
    "ledger.leaf-too-large": Message(
        422,
        "Nội dung công khai của việc {kind} dài {size} byte, quá giới hạn {largest} byte; chưa ghi "
        "gì vào sổ. Hãy rút gọn phần công khai.",
        "The public content of {kind} is {size} bytes, over the limit of {largest}; nothing was "
        "recorded. Shorten what is public.",
    ),
    "ledger.naive-time": Message(
        422,
        "Thời điểm {at} không có múi giờ; chưa ghi gì vào sổ. Hãy ghi rõ múi giờ, ví dụ +07:00.",
        "The instant {at} has no time zone; nothing was recorded. Give one, for instance +07:00.",
    ),
    "ledger.origin-malformed": Message(
        422,
        "Tên sổ {origin} không dùng được: không được để trống, có khoảng trắng hay dấu +. Hãy sửa "
        "THIDUA_ORIGIN.",
        "The log's origin {origin} cannot be used: it may not be empty nor hold blanks or +. Correct "
        "THIDUA_ORIGIN.",
    ),
}
