"""What can go wrong in `denominators`."""

from collections.abc import Mapping

from thidua.kernel.messages.entry import Message

MESSAGES: Mapping[str, Message] = {
    "denominators.refused": Message(
        422,
        "Chưa ghi gì vì có {count} lỗi. Hãy sửa rồi gửi lại:\n{problems}",
        "Nothing was recorded because of {count} problems. Correct them and send again:\n{problems}",
    ),
    "denominators.line": Message(422, "Dòng {number}: {reason}", "Line {number}: {reason}"),
    "denominators.measure-unknown": Message(
        422,
        "Không có số đếm “{measure}” trong danh mục và trong kế hoạch nào. Hãy chọn một số đếm trong danh sách.",
        "Measure “{measure}” is neither in the catalogue nor in any plan. Choose one from the list.",
    ),
    "denominators.not-a-stock": Message(
        422,
        "Số đếm “{measure}” là số phát sinh, không phải số hiện có tại một ngày, nên không đăng ký làm mẫu số được. Hãy chọn số đếm khác.",
        "Measure “{measure}” is not a count of what is there on a day, so it cannot be registered. Choose another.",
    ),
    "denominators.measure-too-long": Message(
        422,
        "Mã số đếm “{measure}” dài quá {longest} ký tự nên không đăng ký làm mẫu số được. Hãy đặt mã ngắn hơn trong kế hoạch.",
        "The key of measure “{measure}” is longer than {longest} characters. Give it a shorter key in the plan.",
    ),
    "denominators.lacking-source": Message(
        422,
        "Chưa ghi nguồn của mẫu số. Hãy ghi tên cơ quan đưa ra số liệu.",
        "The source is lacking. Say which authority gives these counts.",
    ),
    "denominators.lacking-document": Message(
        422,
        "Chưa ghi văn bản của mẫu số. Hãy ghi số, ký hiệu hoặc tên tài liệu.",
        "The document is lacking. Give its number or its title.",
    ),
    "denominators.text-too-long": Message(
        422,
        "Phần chữ dài {length} ký tự, nhiều nhất là {longest}. Hãy viết ngắn lại.",
        "The text has {length} characters, {longest} at most. Shorten it.",
    ),
    "denominators.day-ahead": Message(
        422,
        "Ngày {day} chưa tới; hôm nay là {today}. Hãy kiểm tra lại ngày của mẫu số.",
        "The day {day} is still to come; today is {today}. Check the day of the counts.",
    ),
    "denominators.count-of-counts": Message(
        422,
        "Bản này có {n} đơn vị; cần ít nhất 1 và nhiều nhất {most}. Hãy kiểm tra lại danh sách.",
        "It names {n} units; at least 1 and at most {most} are needed. Check the list.",
    ),
    "denominators.unit-unknown": Message(
        422,
        "không có đơn vị “{unit}”. Hãy kiểm tra tên hoặc mã.",
        "there is no unit “{unit}”. Check its name or code.",
    ),
    "denominators.name-of-several": Message(
        422,
        "nhiều đơn vị cùng tên “{unit}”: {units}. Hãy ghi mã của đơn vị.",
        "several units are called “{unit}”: {units}. Give the id of the unit.",
    ),
    "denominators.unit-closed": Message(
        422,
        "đơn vị “{unit}” không có vào ngày {day}. Hãy kiểm tra lại ngày hoặc dùng đơn vị của ngày đó.",
        "unit “{unit}” does not stand on {day}. Check the day, or name the unit of that day.",
    ),
    "denominators.unit-not-yours": Message(
        422,
        "đơn vị “{unit}” không thuộc địa bàn của đơn vị đang đăng ký. Hãy bỏ dòng này.",
        "unit “{unit}” is not in the territory of the unit that registers. Leave the line out.",
    ),
    "denominators.twice": Message(
        422,
        "đơn vị “{unit}” đã có ở dòng {first}. Hãy giữ một dòng.",
        "unit “{unit}” stands in line {first} already. Keep one line.",
    ),
    "denominators.below-zero": Message(
        422,
        "số {quantity} nhỏ hơn 0. Mẫu số không thể âm.",
        "the count {quantity} is below zero. A denominator cannot be negative.",
    ),
    "denominators.too-large": Message(
        422,
        "số {quantity} lớn quá {largest}. Hãy kiểm tra lại.",
        "the count {quantity} is above {largest}. Check it.",
    ),
    "denominators.total-row": Message(
        422,
        "“{unit}” bằng đúng tổng của {n} đơn vị bên dưới, nên đây là dòng cộng. Hãy bỏ dòng này, nếu không số sẽ bị tính hai lần.",
        "“{unit}” is exactly the sum of {n} units below it: a row of totals. Leave it out, or it would be counted twice.",
    ),
    "denominators.candidate-unknown": Message(
        404,
        "Không có bản mẫu số {candidate}. Hãy mở lại danh sách các bản đã đăng ký.",
        "There is no candidate {candidate}. Open the list of registered candidates again.",
    ),
    "denominators.freeze-too-early": Message(
        422,
        "Ngày chốt không được trước ngày của mẫu số ({day}). Hãy chọn ngày khác.",
        "The freeze day must not be before the day of the counts ({day}). Choose another.",
    ),
    "denominators.frozen": Message(
        422,
        "Mẫu số này đã chốt từ {day}. Hãy ghi lý do thay đổi.",
        "This denominator is frozen since {day}. Say why it is changed.",
    ),
    "denominators.lacking-reason": Message(
        422,
        "Chưa ghi lý do. Hãy ghi ngắn gọn vì sao số này được sửa.",
        "The reason is lacking. Say briefly why the count is changed.",
    ),
    "denominators.unchanged": Message(
        409,
        "Đơn vị “{unit}” đang có đúng số {quantity}, nên không có gì để sửa.",
        "Unit “{unit}” has {quantity} already; there is nothing to change.",
    ),
    "denominators.not-text": Message(
        422,
        "Đây không phải tệp CSV (có thể là tệp Excel). Hãy lưu lại dạng “CSV UTF-8” hoặc chép hai cột rồi dán vào ô.",
        "This is not a CSV file (perhaps a workbook). Save it as “CSV UTF-8”, or paste the two columns.",
    ),
    "denominators.encoding": Message(
        422,
        "Tệp không phải mã UTF-8 (sai ở byte thứ {byte}). Trong Excel hãy lưu lại dạng “CSV UTF-8”.",
        "The file is not UTF-8 (broken at byte {byte}). In Excel save it again as “CSV UTF-8”.",
    ),
    "denominators.too-long": Message(
        422,
        "Dừng đọc ở dòng {number}: có quá nhiều dòng sai hoặc dài quá {most} dòng. Hãy kiểm tra lại.",
        "Reading stopped at line {number}: too many lines are wrong, or there are more than {most}. Check them.",
    ),
    "denominators.no-counts": Message(
        422,
        "Chưa có dòng nào. Hãy dán hai cột “đơn vị; số lượng” hoặc chọn tệp.",
        "There are no lines. Paste the two columns “unit; quantity”, or choose a file.",
    ),
    "denominators.cells": Message(
        422,
        "có {found} ô; mỗi dòng cần đúng hai ô: đơn vị và số lượng.",
        "it has {found} cells; each line needs just two: unit and quantity.",
    ),
    "denominators.lacking-unit": Message(
        422,
        "tên đơn vị bị trống hoặc dài quá {longest} ký tự.",
        "the unit is empty or longer than {longest} characters.",
    ),
    "denominators.not-whole": Message(
        422,
        "“{text}” không phải số nguyên. Hãy viết 7875 hoặc 7.875.",
        "“{text}” is not a whole number. Write 7875 or 7.875.",
    ),
}
