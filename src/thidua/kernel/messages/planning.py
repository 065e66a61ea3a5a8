"""What can go wrong in `planning`."""

from collections.abc import Mapping

from thidua.kernel.messages.entry import Message

MESSAGES: Mapping[str, Message] = {
    "planning.day-unreadable": Message(
        422,
        "Không đọc được ngày “{text}”. Hãy chọn ngày trên lịch hoặc viết như 2026-12-31.",
        "“{text}” is no day. Pick it from the calendar or write it as 2026-12-31.",
    ),
    "planning.instant-unreadable": Message(
        422,
        "Không đọc được thời điểm “{text}”. Hãy chọn ngày giờ hoặc viết như 2026-12-31T17:00.",
        "“{text}” is no instant. Pick it or write it as 2026-12-31T17:00.",
    ),
    "planning.not-whole": Message(
        422,
        "“{text}” không phải số nguyên. Hãy nhập số nguyên, ví dụ 2 hoặc 1.200.",
        "“{text}” is not a whole number. Type one, for instance 2 or 1.200.",
    ),
    "planning.pair-unreadable": Message(
        422,
        "Không hiểu dòng “{line}”. Mỗi dòng viết hai vế cách nhau bằng dấu =, ví dụ 80 % = 10.",
        "The line “{line}” is not understood. Write both sides with = between, as 80 % = 10.",
    ),
    "planning.no-such-place": Message(
        409,
        "Dự thảo không còn chỗ “{place}”, có thể do người khác vừa sửa. Hãy mở lại trang.",
        "The draft has no place “{place}” any more; somebody may have changed it. Open the page again.",
    ),
    "planning.too-many-drafts": Message(
        409,
        "Đơn vị đã có {most} dự thảo. Hãy bỏ bớt dự thảo cũ rồi lập dự thảo mới.",
        "The unit has {most} drafts. Drop old ones before beginning another.",
    ),
    "planning.changed-meanwhile": Message(
        409,
        "Ghế {seat} đã lưu dự thảo này sau khi bạn mở trang. Chưa có gì của bạn được lưu: "
        "hãy mở lại trang rồi sửa tiếp.",
        "Seat {seat} saved this draft after you opened the page. Nothing of yours was saved: "
        "open the page again and go on.",
    ),
    "planning.no-draft": Message(
        404,
        "Không có dự thảo số {draft} ở đơn vị này. Có thể dự thảo đã được bỏ.",
        "This unit has no draft number {draft}. It may have been dropped.",
    ),
    "planning.no-submission": Message(
        404,
        "Không có bản trình số {submission} ở đơn vị này.",
        "This unit has no submission number {submission}.",
    ),
    "planning.not-ready": Message(
        422,
        "Dự thảo còn {n} chỗ phải sửa nên chưa trình được. Hãy mở dự thảo để xem từng chỗ.",
        "The draft has {n} places to mend, so it cannot be submitted yet. Open it to see each.",
    ),
    "planning.submitted-already": Message(
        409,
        "Bản này của phong trào {campaign} (bản {version}) đã được trình và đang chờ duyệt.",
        "This very version of {campaign} (version {version}) is submitted and waits for review.",
    ),
    "planning.reason-needed": Message(
        422,
        "Hãy ghi lý do trả lại để người soạn biết phải sửa gì.",
        "Say why it is sent back, so that its author knows what to change.",
    ),
    "planning.two-persons": Message(
        403,
        "Kế hoạch {campaign} phải do người khác, ở ghế khác ban hành, không phải người đã trình.",
        "The plan {campaign} has to be published by another person in another seat than submitted it.",
    ),
    "planning.published-already": Message(
        409,
        "Bản trình này của phong trào {campaign} đã được ban hành.",
        "This submission of {campaign} is published already.",
    ),
    "planning.sent-back-already": Message(
        409,
        "Bản trình này của phong trào {campaign} đã được trả lại. Hãy trình bản đã sửa.",
        "This submission of {campaign} was sent back. Submit the mended one.",
    ),
    "planning.root-not-yours": Message(
        422,
        "Đơn vị phát động {root} không phải đơn vị của bạn ({unit}). Hãy đổi thành {unit}.",
        "The unit {root} of the plan is not yours ({unit}). Change it to {unit}.",
    ),
    "planning.code-taken": Message(
        422,
        "Mã {campaign} đã được đơn vị khác dùng cho phong trào của họ. Hãy chọn mã khác.",
        "The code {campaign} is the campaign of another unit. Choose another.",
    ),
    "planning.unknown-source": Message(
        404,
        "Không tìm thấy kế hoạch “{source}” để sao chép. Hãy chọn lại trong danh sách.",
        "There is no plan “{source}” to copy. Choose again from the list.",
    ),
    "planning.file-not-plan": Message(
        422,
        "Không đọc được tệp kế hoạch (dòng {line}, cột {column}): {reason} Dự thảo giữ nguyên.",
        "The plan's file cannot be read (line {line}, column {column}): {reason} The draft is unchanged.",
    ),
    "planning.no-table": Message(
        422,
        "Không thấy bảng tiêu chí trong tệp: cần một dòng tiêu đề có các cột {headings}. "
        "Hãy tải bảng mẫu của dự thảo rồi điền vào đó.",
        "The file has no table of criteria: a heading with the columns {headings} is needed. "
        "Download the draft's own table and fill it in.",
    ),
    "planning.table-cells": Message(
        422,
        "Chưa nhận bảng tiêu chí vì có {n} ô phải sửa. Dự thảo giữ nguyên:\n{problems}",
        "The table was not taken because of {n} cells. The draft is unchanged:\n{problems}",
    ),
    "planning.cell": Message(
        422,
        "Trang tính “{sheet}”, dòng {row}, cột “{column}”: {reason}",
        "Sheet “{sheet}”, row {row}, column “{column}”: {reason}",
    ),
    "planning.total-differs": Message(
        422,
        "tổng ghi {stated} nhưng các dòng cộng lại được {found}. Hãy kiểm tra lại.",
        "the total says {stated} but the rows add up to {found}. Check them.",
    ),
    "planning.target-as-text": Message(
        422,
        "chỉ tiêu {text} không rõ là số hay tỷ lệ. Hãy đặt ô ở dạng văn bản và viết như 60 %.",
        "the target {text} may be a number or a share. Make the cell text and write it as 60 %.",
    ),
}
