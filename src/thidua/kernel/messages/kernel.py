"""What can go wrong in `kernel`."""

from collections.abc import Mapping

from thidua.kernel.messages.entry import Message

MESSAGES: Mapping[str, Message] = {
    "kernel.empty-period": Message(
        422,
        "Ngày cuối ({last}) đứng trước ngày đầu ({first}). Hãy sửa lại khoảng thời gian.",
        "The last day ({last}) is before the first day ({first}). Correct the period.",
    ),
    "kernel.not-canonical": Message(
        422,
        "Không ghi được giá trị kiểu {type} vào sổ: chỉ nhận chuỗi, số nguyên, đúng/sai, danh sách, bảng.",
        "A value of type {type} cannot be written canonically: use text, integers, booleans, lists, tables.",
    ),
}
