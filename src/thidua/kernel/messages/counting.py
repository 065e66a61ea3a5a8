"""What can go wrong in `counting`."""

from collections.abc import Mapping

from thidua.kernel.messages.entry import Message

MESSAGES: Mapping[str, Message] = {
    "counting.refused": Message(
        422,
        "Chưa nhận số liệu nào vì có {count} lỗi. Hãy sửa rồi gửi lại cả tệp:\n{problems}",
        "Nothing was taken because of {count} problems. Correct them and send all again:\n{problems}",
    ),
    "counting.row": Message(422, "Dòng {number}: {reason}", "Row {number}: {reason}"),
    "counting.file-empty": Message(
        422,
        "Tệp không có dòng số liệu nào. Hãy kiểm tra lại tệp trước khi gửi.",
        "The file has no rows of figures. Check it before sending.",
    ),
    "counting.file-encoding": Message(
        422,
        "Tệp không phải mã UTF-8 (sai ở byte thứ {byte}). Trong Excel hãy lưu lại dạng “CSV UTF-8”.",
        "The file is not UTF-8 (broken at byte {byte}). In Excel save it again as “CSV UTF-8”.",
    ),
    "counting.file-binary": Message(
        422,
        "Đây không phải tệp CSV (có thể là tệp Excel). Hãy lưu lại dạng “CSV UTF-8” rồi gửi.",
        "This is not a CSV file (perhaps a workbook). Save it as “CSV UTF-8” and send it.",
    ),
    "counting.file-broken": Message(
        422,
        "Không đọc được tệp CSV: {reason}. Hãy kiểm tra dấu ngoặc kép trong tệp.",
        "The CSV file cannot be read: {reason}. Check its quotation marks.",
    ),
    "counting.file-heading": Message(
        422,
        "Không hiểu tên cột “{heading}” hoặc cột bị lặp. Các cột cần có: {known}.",
        "Column “{heading}” is unknown or stands twice. Columns needed: {known}.",
    ),
    "counting.file-columns": Message(
        422,
        "Tệp thiếu cột: {lacking}. Hãy thêm cột rồi gửi lại.",
        "The file lacks columns: {lacking}. Add them and send it again.",
    ),
    "counting.file-taken": Message(
        409,
        "Nguồn {source} đã gửi đúng tệp này trước đó; số liệu không được ghi thêm lần nữa.",
        "Source {source} has sent this very file before; nothing is counted again.",
    ),
    "counting.row-ragged": Message(
        422,
        "có {found} ô trong khi tiêu đề có {expected} cột. Hãy kiểm tra dấu phẩy thừa hoặc thiếu.",
        "it has {found} cells where the heading has {expected}. Look for a comma too many or too few.",
    ),
    "counting.row-key": Message(
        422,
        "mã dòng bị trống hoặc dài quá {longest} ký tự.",
        "its key is empty or longer than {longest} characters.",
    ),
    "counting.row-day": Message(
        422,
        "ngày “{text}” không đúng. Hãy viết dạng 31/12/2024 hoặc 2024-12-31.",
        "day “{text}” is wrong. Write 31/12/2024 or 2024-12-31.",
    ),
    "counting.row-not-whole": Message(
        422,
        "số lượng “{text}” không phải số nguyên. Số đếm phải là số nguyên, ví dụ 7875 hoặc 7.875.",
        "quantity “{text}” is not whole. Counts are whole numbers, such as 7875 or 7.875.",
    ),
    "counting.key-twice": Message(
        422,
        "mã dòng “{key}” đã dùng ở dòng {first} của tệp này.",
        "key “{key}” stands in row {first} of this file already.",
    ),
    "counting.key-other-content": Message(
        409,
        "mã “{key}” của nguồn {source} đã có với nội dung khác. Không ghi đè: hãy gửi một dòng sửa đổi nêu rõ dòng bị thay.",
        "key “{key}” of source {source} is there with other content. Nothing is overwritten: send a correction that names it.",
    ),
    "counting.measure-unknown": Message(
        422,
        "chưa có số đếm “{measure}” trong danh mục. Hãy kiểm tra mã số đếm.",
        "measure “{measure}” is not in the catalogue. Check its key.",
    ),
    "counting.measure-changed": Message(
        409,
        "Số đếm “{measure}” đã được khai {what} là {known}, kế hoạch này khai {given}. Hãy dùng đúng như đã khai hoặc đặt mã khác.",
        "Measure “{measure}” is declared with {what} {known}, this plan says {given}. Use that or another key.",
    ),
    "counting.unit-unknown": Message(
        422,
        "không có đơn vị “{unit}”. Hãy dùng mã đơn vị hoặc gso:mã@ngày.",
        "there is no unit “{unit}”. Use its id or gso:code@day.",
    ),
    "counting.unit-closed": Message(
        422,
        "đơn vị {unit} không tồn tại vào ngày {day}. Hãy ghi cho đơn vị của ngày đó.",
        "unit {unit} does not stand on {day}. Count at the unit of that day.",
    ),
    "counting.day-ahead": Message(
        422,
        "ngày {day} chưa đến (hôm nay là {today}).",
        "day {day} is still ahead (today is {today}).",
    ),
    "counting.day-outside": Message(
        422,
        "ngày {day} nằm ngoài thời gian phong trào ({first} – {last}).",
        "day {day} lies outside the campaign ({first} – {last}).",
    ),
    "counting.below-zero": Message(
        422,
        "số lượng {quantity} nhỏ hơn 0.",
        "quantity {quantity} is below zero.",
    ),
    "counting.too-large": Message(
        422,
        "số lượng {quantity} quá lớn, có thể gõ nhầm.",
        "quantity {quantity} is too large; perhaps a slip of the key.",
    ),
    "counting.corrects-unknown": Message(
        422,
        "không tìm thấy dòng “{corrects}” cần sửa trong nguồn {source}.",
        "there is no row “{corrects}” of source {source} to correct.",
    ),
    "counting.corrects-other-place": Message(
        422,
        "dòng sửa phải cùng số đếm, đơn vị và ngày với dòng “{corrects}”.",
        "a correction has the measure, unit and day of row “{corrects}”.",
    ),
    "counting.corrects-twice": Message(
        409,
        "dòng “{corrects}” đã được sửa trước đó. Hãy sửa tiếp từ dòng mới nhất.",
        "row “{corrects}” was corrected before. Correct the newest row instead.",
    ),
    "counting.stock-twice": Message(
        409,
        "số đếm “{measure}” của đơn vị {unit} ngày {day} đã có. Số thời điểm chỉ có một giá trị mỗi ngày: hãy gửi dòng sửa đổi.",
        "measure “{measure}” at {unit} on {day} is there. A stock has one value a day: send a correction.",
    ),
    "counting.above-bound": Message(
        422,
        "đơn vị {unit}, kỳ {period}: {measure} là {quantity}, lớn hơn {bound_measure} là {bound}. Tử số không được vượt mẫu số: hãy kiểm tra lại nguồn.",
        "unit {unit}, period {period}: {measure} is {quantity}, above {bound_measure} with {bound}. A numerator cannot exceed its denominator: check the source.",
    ),
    "counting.balance-below-zero": Message(
        422,
        "đơn vị {unit}: số hộ của “{measure}” sẽ xuống dưới 0 ({balance}). Hãy kiểm tra lại các dòng giảm.",
        "unit {unit}: the households of “{measure}” would fall below zero ({balance}). Check the decreases.",
    ),
    "counting.recount-differs": Message(
        409,
        "Đếm lại thấy {count} chỗ khác số đang giữ:\n{problems}\nHãy báo quản trị hệ thống; sổ ghi vẫn nguyên vẹn và là căn cứ.",
        "The recount differs in {count} places:\n{problems}\nTell the operator; the ledger is intact and decides.",
    ),
    "counting.unit-not-yours": Message(
        403,
        "đơn vị {unit} không thuộc địa bàn của {sender}. Chỉ gửi số liệu của đơn vị mình và các đơn vị trực thuộc.",
        "unit {unit} is not in the territory of {sender}. Send counts of your own unit and those below it.",
    ),
    "counting.key-repeated": Message(
        422,
        "mã “{key}” đứng hai lần trong cùng một lần gửi.",
        "key “{key}” stands twice in what was sent.",
    ),
    "counting.file-too-long": Message(
        422,
        "Dừng đọc ở dòng {row}: tệp có quá nhiều dòng sai hoặc dài quá {most} dòng. Hãy kiểm tra lại tệp hoặc chia nhỏ.",
        "Reading stopped at row {row}: too many rows are wrong, or there are more than {most}. Check the file or divide it.",
    ),
    "counting.too-many-codes": Message(
        422,
        "Tệp có hơn {most} mã đơn vị khác nhau không phải mã của hệ thống. Hãy chia nhỏ tệp hoặc dùng mã đơn vị của hệ thống.",
        "The file has more than {most} different codes that are no unit ids. Divide it, or use unit ids.",
    ),
}
