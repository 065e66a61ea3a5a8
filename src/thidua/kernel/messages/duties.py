"""What can go wrong in `duties`."""

from collections.abc import Mapping

from thidua.kernel.messages.entry import Message

MESSAGES: Mapping[str, Message] = {
    "duties.no-task": Message(
        404,
        "Đơn vị này không có nhiệm vụ số {nr}. Hãy mở lại danh sách nhiệm vụ.",
        "This unit has no task number {nr}. Open the list of tasks again.",
    ),
    "duties.task-cannot-move": Message(
        409,
        "Nhiệm vụ đang ở một bước không cho làm việc này, có thể ai đó vừa xử lý; chưa thay đổi gì. Hãy mở lại trang để xem bước hiện tại.",
        "The task stands where this cannot be done, perhaps somebody just dealt with it; nothing was changed. Open the page again to see where it stands.",
    ),
    "duties.task-not-yours": Message(
        403,
        "Chỉ đơn vị giao nhiệm vụ ({by}) mới xác nhận, trả lại hoặc thôi giao; chưa thay đổi gì. Hãy đề nghị đơn vị ấy.",
        "Only the unit that gave the task ({by}) confirms it, sends it back or calls it off; nothing was changed. Ask that unit.",
    ),
    "duties.reason-missing": Message(
        422,
        "Trả lại hoặc thôi giao cần có lý do, chưa thay đổi gì. Hãy ghi lý do rồi gửi lại.",
        "Sending back or calling off needs a reason; nothing was changed. Write the reason and send it again.",
    ),
    "duties.due-is-over": Message(
        422,
        "Hạn {due} đã qua, chưa giao việc. Hãy chọn hạn từ hôm nay trở đi.",
        "The due day {due} is over; nothing was assigned. Choose today or a later day.",
    ),
    "duties.handler-outside": Message(
        422,
        "Đơn vị {handler} không thuộc phạm vi có thể giao xử lý, chưa giao. Hãy chọn một đơn vị trong danh sách.",
        "The unit {handler} is not among those that may be asked; nothing was assigned. Choose a unit from the list.",
    ),
    "duties.no-bottleneck": Message(
        404,
        "Không có khó khăn, vướng mắc số {nr} ở đây. Hãy mở lại danh sách.",
        "There is no bottleneck number {nr} here. Open the list again.",
    ),
    "duties.bottleneck-cannot-move": Message(
        409,
        "Khó khăn, vướng mắc đang ở một bước không cho làm việc này, có thể ai đó vừa xử lý; chưa thay đổi gì. Hãy mở lại trang để xem bước hiện tại.",
        "The bottleneck stands where this cannot be done, perhaps somebody just dealt with it; nothing was changed. Open the page again to see where it stands.",
    ),
    "duties.review-years": Message(
        422,
        "Không tổng hợp được từ năm {first} đến năm {last}. Hãy chọn từ một đến {most} năm, năm đầu không sau năm cuối.",
        "No review can be made from {first} to {last}. Choose one to {most} years, the first not after the last.",
    ),
}
