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
}
