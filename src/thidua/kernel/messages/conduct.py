"""What can go wrong in `conduct`."""

from collections.abc import Mapping

from thidua.kernel.messages.entry import Message

MESSAGES: Mapping[str, Message] = {
    # closing
    "conduct.state-unknown": Message(
        422,
        "Kết quả chỉ có thể là tạm thời hoặc chính thức. Hãy chọn lại ở trang công bố.",
        "A result is provisional or official. Choose again on the page.",
    ),
    "conduct.council-nothing": Message(
        422,
        "Chưa ghi gì: không đơn vị nào được giải và không thứ hạng nào khác thứ hạng đã tính. Hãy chọn giải cho ít nhất một đơn vị.",
        "Nothing was recorded: no unit has a prize, no rank differs from the computed one. Give at least one unit a prize.",
    ),
}
