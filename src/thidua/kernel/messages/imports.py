"""What can go wrong in `imports`."""

from collections.abc import Mapping

from thidua.kernel.messages.entry import Message

MESSAGES: Mapping[str, Message] = {
    "imports.unknown": Message(
        404,
        "Không còn tệp này: tệp chỉ được giữ một ngày, hoặc đã được nhận. Hãy gửi lại tệp.",
        "This file is gone: it is kept for a day only, or has been taken. Send it again.",
    ),
    "imports.not-mapped": Message(
        409,
        "Tệp “{name}” chưa được đối chiếu cột, hoặc tên cột đã khác. Hãy đối chiếu lại.",
        "The columns of “{name}” are not mapped yet, or their headings have changed. Map them again.",
    ),
    "imports.mapping": Message(
        422,
        "Chưa đọc được tệp theo cách đối chiếu này:\n{problems}",
        "The file cannot be read by this mapping:\n{problems}",
    ),
    "imports.role-unit": Message(
        422,
        "Hãy chọn đúng một cột là đơn vị.",
        "Choose exactly one column as the unit.",
    ),
    "imports.role-day": Message(
        422,
        "Hãy chọn một cột là ngày, hoặc ghi một ngày chung cho cả tệp.",
        "Choose one column as the day, or enter one day for the whole file.",
    ),
    "imports.role-measure": Message(
        422,
        "Chỉ một cột được là tên số đếm.",
        "Only one column can be the name of the measure.",
    ),
    "imports.role-quantity": Message(
        422,
        "Chỉ một cột được là số lượng.",
        "Only one column can be the quantity.",
    ),
    "imports.measure-twice": Message(
        422,
        "Có số đếm được chọn cho hai cột. Mỗi số đếm chỉ một cột.",
        "A measure is chosen for two columns. Each has one.",
    ),
    "imports.counts-unclear": Message(
        422,
        "Hãy chọn số đếm cho từng cột số; hoặc, nếu mỗi dòng là một số đếm, chọn một cột tên số đếm và một cột số lượng.",
        "Choose a measure for each column of counts; or, where each row is one count, a column for its measure and one for its quantity.",
    ),
    "imports.day-twice": Message(
        422,
        "Đã chọn cột ngày thì để trống ngày chung của tệp.",
        "Where a column is the day, leave the day of the whole file empty.",
    ),
    "imports.heading-twice": Message(
        422,
        "Hai cột được chọn có cùng tên, hoặc cột được chọn không có tên. Hãy đặt tên khác nhau cho các cột trong tệp rồi gửi lại.",
        "Two chosen columns bear one name, or a chosen column bears none. Name the columns apart and send the file again.",
    ),
    "imports.unit-missing": Message(
        422,
        "dòng có số nhưng không có tên đơn vị.",
        "the row has figures but no unit.",
    ),
    "imports.unit-elsewhere": Message(
        422,
        "đơn vị đã chọn cho “{text}” không thuộc địa bàn của người gửi vào ngày {day}. Hãy sửa ngày hoặc tên đơn vị.",
        "the unit chosen for “{text}” is not in the sender's territory on {day}. Correct the day or the name.",
    ),
    "imports.day-missing": Message(
        422,
        "dòng có số nhưng không có ngày.",
        "the row has figures but no day.",
    ),
    "imports.measure-unknown": Message(
        422,
        "không có số đếm “{text}”. Hãy ghi đúng tên hoặc mã số đếm trong danh mục.",
        "there is no measure “{text}”. Write its name or key as in the catalogue.",
    ),
    "imports.place-twice": Message(
        422,
        "số đếm này của đơn vị và ngày này đã có ở ô {first}. Hãy gộp thành một dòng.",
        "this count of the unit and day stands in cell {first} already. Make one row of both.",
    ),
    "imports.day-outside": Message(
        422,
        "tệp được khai là đầy đủ từ {first} đến {last}, nhưng có ngày {day}. Hãy sửa kỳ hoặc sửa ngày.",
        "the file is declared complete from {first} to {last}, but has {day}. Correct the period or the day.",
    ),
    "imports.above-bound": Message(
        422,
        "tính cả kỳ {period}, số này cộng lại là {quantity}, lớn hơn “{measure}” là {bound}. Tử số không được vượt mẫu số: hãy kiểm tra lại hai cột.",
        "over {period} this adds up to {quantity}, above “{measure}” with {bound}. A numerator cannot exceed its denominator: check both columns.",
    ),
    "imports.nothing": Message(
        422,
        "Tệp không có số nào để nhận. Hãy kiểm tra lại các cột đã chọn.",
        "The file holds no count to take. Check the columns that were chosen.",
    ),
    "imports.refused": Message(
        422,
        "Chưa nhận số liệu nào: còn {count} chỗ phải sửa hoặc chọn. Hãy mở lại trang xem trước.",
        "Nothing was taken: {count} places are still to be corrected or chosen. Open the preview again.",
    ),
    "imports.not-confirmed": Message(
        422,
        "Chưa nhận: tệp đầy đủ này đưa {count} số đã gửi trước về 0. Hãy xem danh sách và đánh dấu xác nhận.",
        "Not taken: this complete file brings {count} earlier counts to 0. Look at the list and confirm it.",
    ),
    "imports.changed-meanwhile": Message(
        409,
        "Số liệu của nguồn này vừa thay đổi sau khi bạn xem trước. Chưa nhận gì; hãy xem lại rồi nhận.",
        "The counts of this source have changed since you looked. Nothing was taken; look again.",
    ),
    "imports.being-taken": Message(
        409,
        "Tệp “{name}” đang được nhận. Hãy chờ một phút rồi mở lại trang.",
        "“{name}” is being taken just now. Wait a minute and open the page again.",
    ),
    "imports.no-template": Message(
        404,
        "Không có biểu mẫu này: phong trào đã kết thúc hoặc chưa bắt đầu.",
        "There is no such template: the campaign is over or has not begun.",
    ),
}
