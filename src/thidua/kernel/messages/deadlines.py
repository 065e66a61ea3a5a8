"""What can go wrong in `deadlines`."""

from collections.abc import Mapping

from thidua.kernel.messages.entry import Message

MESSAGES: Mapping[str, Message] = {
    "deadlines.no-zone": Message(
        422,
        "Thời điểm {at} không có múi giờ nên không tính được hạn. Hãy ghi rõ múi giờ, ví dụ +07:00.",
        "The instant {at} has no time zone, so no deadline can be counted. Give one, for instance +07:00.",
    ),
    "deadlines.no-time": Message(
        422,
        "Thời hạn giải quyết phải từ 1 ngày hoặc 1 giờ làm việc trở lên, không thể là {amount}. Hãy sửa lại thời hạn.",
        "A legal time has at least 1 working day or hour and cannot be {amount}. Correct it.",
    ),
    "deadlines.pause-backwards": Message(
        422,
        "Lúc kết thúc tạm dừng ({last}) đứng trước lúc bắt đầu ({first}). Hãy sửa lại khoảng tạm dừng.",
        "The end of a pause ({last}) is before its beginning ({first}). Correct the pause.",
    ),
    "deadlines.bad-hours": Message(
        422,
        "Giờ hành chính “{spans}” không dùng được. Hãy ghi các buổi theo thứ tự, không chồng nhau, tính đến phút, ví dụ 07:00-11:30 và 13:30-17:00.",
        "The office hours “{spans}” cannot be used. Write spans in order, apart from each other, in whole minutes, as in 07:00-11:30 and 13:30-17:00.",
    ),
    "deadlines.bad-cut": Message(
        422,
        "Giờ chuyển sang ngày sau ({cut}) phải ở trong ngày làm việc, sau {opening} và không quá {closing}. Hãy sửa lại giờ này.",
        "The hour from which a receipt goes to the next day ({cut}) has to be after {opening} and not after {closing}. Correct it.",
    ),
    "deadlines.apology-again": Message(
        409,
        "Hồ sơ này đã xin lỗi và hẹn lại {most} lần, không hẹn lại được nữa. Hãy giải quyết và trả kết quả sớm nhất.",
        "For this dossier {most} apology with a new day was made, and no other can be. Finish it as soon as you can.",
    ),
    "deadlines.apology-in-pause": Message(
        409,
        "Thời hạn đang tạm dừng nên chưa có ngày hẹn để hẹn lại. Hãy hẹn lại khi hồ sơ trở về trạng thái đang xử lý.",
        "The clock stands still, so there is no appointment to change. Do it when the dossier is being handled again.",
    ),
    "deadlines.apology-no-later": Message(
        422,
        "Ngày hẹn lại phải sau lúc hẹn đang có ({standing}). Hãy chọn ngày giờ muộn hơn.",
        "The new appointment has to be after the standing one ({standing}). Choose a later day or hour.",
    ),
    "deadlines.apology-closed": Message(
        422,
        "Lúc hẹn lại ({again}) ngoài giờ hành chính hoặc vào ngày nghỉ. Hãy chọn một lúc cơ quan làm việc.",
        "The new appointment ({again}) is outside office hours or on a day of rest. Choose a time at which the office works.",
    ),
    "deadlines.day-twice": Message(
        422,
        "Bảng ngày nghỉ có nhiều dòng cho các ngày {days}. Hãy giữ mỗi ngày một dòng.",
        "The table of days off has several rows for {days}. Keep one row for each day.",
    ),
    "deadlines.table-empty": Message(
        422,
        "Bảng ngày nghỉ không có dòng nào nên chưa tính được hạn. Hãy nạp bảng ngày nghỉ.",
        "The table of days off has no rows, so no deadline can be counted. Load one.",
    ),
    "deadlines.year-missing": Message(
        422,
        "Bảng ngày nghỉ từ năm {first} đến năm {last} thiếu năm {years}. Hãy bổ sung ngày nghỉ của năm đó.",
        "The table of days off from {first} to {last} lacks {years}. Add the days off of that year.",
    ),
    "deadlines.bad-row": Message(
        422,
        "Không đọc được dòng {line} của tệp {file}: {reason}. Hãy sửa dòng đó.",
        "Line {line} of the file {file} cannot be read: {reason}. Correct it.",
    ),
    "deadlines.bad-file": Message(
        422,
        "Không đọc được giờ hành chính trong tệp {file}: {reason}. Hãy sửa tệp đó.",
        "The office hours in the file {file} cannot be read: {reason}. Correct the file.",
    ),
    "deadlines.file-missing": Message(
        500,
        "Không thấy tệp {path}. Hãy cài lại phần mềm cùng thư mục data.",
        "The file {path} is not there. Install the software again with its folder data.",
    ),
}
