"""What can go wrong in `pledges`."""

from collections.abc import Mapping

from thidua.kernel.messages.entry import Message

MESSAGES: Mapping[str, Message] = {
    "pledges.unit-not-ranked": Message(
        422,
        "“{unit}” không thuộc khối thi đua nào của phong trào này. Hãy kiểm tra tên hoặc mã đơn vị.",
        "“{unit}” is in no peer group of this campaign. Check the unit's name or id.",
    ),
    "pledges.unit-ambiguous": Message(
        422,
        "Có nhiều đơn vị cùng tên “{unit}”. Hãy ghi mã của đơn vị: {found}.",
        "Several units are called “{unit}”. Write the id of the one that is meant: {found}.",
    ),
    "pledges.campaign-over": Message(
        409,
        "Phong trào “{campaign}” đã kết thúc ngày {last} nên không đăng ký hay đổi chỉ tiêu được nữa. "
        "Những gì đã đăng ký vẫn được giữ nguyên.",
        "The campaign “{campaign}” ended on {last}; nothing can be registered or changed any more. "
        "What was registered stays as it is.",
    ),
    "pledges.empty": Message(
        422,
        "Mục “{what}” đang để trống. Hãy ghi nội dung.",
        "“{what}” is empty. Write something there.",
    ),
    "pledges.too-long": Message(
        422,
        "Mục “{what}” dài {found} ký tự, quá mức {most}. Hãy viết gọn lại.",
        "“{what}” has {found} characters, more than {most}. Make it shorter.",
    ),
    "pledges.reason-missing": Message(
        422,
        "Nội dung mới thay cho nội dung đã đăng ký trước đó, nên cần ghi lý do. Chưa có gì thay đổi.",
        "This takes the place of what was registered before, so it needs a reason. Nothing was changed.",
    ),
    "pledges.nothing-changes": Message(
        409,
        "Nội dung gửi lên giống hệt nội dung đang có hiệu lực. Không cần gửi lại.",
        "What was sent is just what is in force. There is no need to send it again.",
    ),
    "pledges.criterion-unknown": Message(
        422,
        "Phong trào không có tiêu chí mang mã “{criterion}”. Hãy xem mã ở trang chỉ tiêu của phong trào.",
        "The campaign has no criterion with the code “{criterion}”. The campaign's page of targets lists the codes.",
    ),
    "pledges.no-target-here": Message(
        422,
        "Tiêu chí “{criterion}” không giao hay tự đặt chỉ tiêu cho “{group}”: tiêu chí trừ điểm, hoặc không áp dụng cho khối này.",
        "“{criterion}” takes no target for “{group}”: it deducts points, or is not for this group.",
    ),
    "pledges.target-needs-percent": Message(
        422,
        "Chỉ tiêu của “{criterion}” là tỷ lệ, cần có dấu %, ví dụ 90 %; ở đây ghi “{found}”.",
        "The target of “{criterion}” is a share and needs a percent sign, such as 90%; this says “{found}”.",
    ),
    "pledges.target-needs-number": Message(
        422,
        "Chỉ tiêu của “{criterion}” là số lượng, không có dấu %; ở đây ghi “{found}”.",
        "The target of “{criterion}” is a count, without a percent sign; this says “{found}”.",
    ),
    "pledges.target-not-above-zero": Message(
        422,
        "Chỉ tiêu của “{criterion}” phải lớn hơn 0.",
        "The target of “{criterion}” has to be above zero.",
    ),
    "pledges.target-too-fine": Message(
        422,
        "Chỉ tiêu của “{criterion}” có quá {most} chữ số sau dấu phẩy. Hãy làm tròn.",
        "The target of “{criterion}” has more than {most} decimals. Round it.",
    ),
    "pledges.target-above-whole": Message(
        422,
        "Chỉ tiêu của “{criterion}” là {found}, quá 100%. Hãy kiểm tra lại con số.",
        "The target of “{criterion}” is {found}, more than 100%. Check the figure.",
    ),
    "pledges.target-eases-plans": Message(
        422,
        "Chỉ tiêu tự đặt của “{criterion}” là {found}, thấp hơn yêu cầu {asked} của kế hoạch. Chỉ được đặt bằng hoặc cao hơn yêu cầu.",
        "The self-set target of “{criterion}” is {found} and asks less than the plan's {asked}. It may be as strict, or stricter.",
    ),
    "pledges.target-eases-assigned": Message(
        422,
        "Chỉ tiêu tự đặt của “{criterion}” là {found}, thấp hơn chỉ tiêu được giao {asked}. Chỉ được đặt bằng hoặc cao hơn chỉ tiêu được giao.",
        "The self-set target of “{criterion}” is {found} and asks less than the assigned {asked}. It may be as strict, or stricter.",
    ),
    "pledges.rows-size": Message(
        422,
        "Cần có từ 1 đến {most} dòng chỉ tiêu; ở đây có {found} dòng.",
        "There have to be 1 to {most} rows of targets; here are {found}.",
    ),
    "pledges.rows-refused": Message(
        422,
        "Chưa giao chỉ tiêu nào vì có {count} dòng sai. Hãy sửa rồi gửi lại tất cả:\n{problems}",
        "No target was assigned because {count} rows are wrong. Correct them and send all again:\n{problems}",
    ),
    "pledges.row": Message(
        422,
        "Dòng {number} ({unit}): {reason}",
        "Row {number} ({unit}): {reason}",
    ),
    "pledges.row-twice": Message(
        422,
        "đơn vị đã có chỉ tiêu “{criterion}” ở một dòng trước.",
        "the unit has a target of “{criterion}” in a row before.",
    ),
    "pledges.row-cells": Message(
        422,
        "Dòng {number} có {found} ô. Mỗi dòng cần đúng ba ô: đơn vị, mã tiêu chí, chỉ tiêu; ngăn bằng dấu chấm phẩy hoặc phím Tab. "
        "Chưa giao chỉ tiêu nào.",
        "Row {number} has {found} cells. A row has three: unit, code of the criterion, target, parted by semicolons or tabs. "
        "Nothing was assigned.",
    ),
    "pledges.team-size": Message(
        422,
        "Danh sách cần từ 1 đến {most} người; ở đây có {found}.",
        "The list takes 1 to {most} people; here are {found}.",
    ),
}
