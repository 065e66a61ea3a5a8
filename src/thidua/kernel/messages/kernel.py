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
    "kernel.number-unreadable": Message(
        422,
        "Không đọc được số “{text}”. Hãy viết dấu chấm giữa hàng nghìn và dấu phẩy trước phần thập phân, ví dụ 1.234,5 hoặc 6,1 tỷ.",
        "The number “{text}” cannot be read. Put a dot between thousands and a comma before decimals, as in 1.234,5 or 6,1 tỷ.",
    ),
    "kernel.number-ambiguous": Message(
        422,
        "Số “{text}” có thể hiểu theo hai cách. Nếu là hàng nghìn, hãy viết dấu chấm (7.875); nếu là phần thập phân, hãy bớt hoặc thêm một chữ số sau dấu phẩy (7,88 hoặc 7,8750).",
        "The number “{text}” can be read in two ways. For thousands write a dot (7.875); for decimals write one digit less or more after the comma (7,88 or 7,8750).",
    ),
    "kernel.percent-unreadable": Message(
        422,
        "“{text}” không phải là tỷ lệ phần trăm. Hãy viết số kèm dấu %, ví dụ 87,25%.",
        "“{text}” is not a percentage. Write a number with its percent sign, as in 87,25%.",
    ),
    "kernel.calendar-unknown": Message(
        422,
        "Chưa có lịch làm việc cho ngày {day}: bảng ngày nghỉ chỉ có từ {first} đến {last}. Hãy nạp bảng ngày nghỉ của năm đó.",
        "There is no working calendar for {day}: the table of holidays covers {first} to {last}. Load the table of that year.",
    ),
    "kernel.calendar-contradicts": Message(
        422,
        "Các ngày {days} vừa là ngày nghỉ vừa là ngày làm bù. Hãy sửa lại bảng ngày nghỉ.",
        "The days {days} are both holidays and worked in exchange. Correct the table of holidays.",
    ),
    "kernel.no-working-days": Message(
        422,
        "Thời hạn phải từ 1 ngày làm việc trở lên, không thể là {count}. Hãy sửa lại thời hạn.",
        "A term has at least 1 working day and cannot have {count}. Correct the term.",
    ),
}
