"""What can go wrong in `recounts`."""

from collections.abc import Mapping

from thidua.kernel.messages.entry import Message

MESSAGES: Mapping[str, Message] = {
    "recounts.hidden": Message(
        404,
        "Trang số liệu đã công bố đang tắt. Cơ quan thường trực phong trào của tỉnh bật trang này khi đã rà soát xong; kết quả các phong trào vẫn xem được như thường lệ.",
        "The page of figures published elsewhere is turned off. The province's campaign office turns it on when its review is done; the results of campaigns are open as always.",
    ),
    "recounts.not-the-province": Message(
        403,
        "Chỉ cơ quan thường trực phong trào của tỉnh, thành phố bật, tắt trang này và ghi trả lời; chưa ghi gì.",
        "Only the campaign office of the province or city turns this page on or off and records replies; nothing was written.",
    ),
    "recounts.already-shown": Message(
        409,
        "Trang số liệu đã công bố đang bật sẵn, chưa ghi gì thêm.",
        "The page of published figures is on already; nothing more was written.",
    ),
    "recounts.already-hidden": Message(
        409,
        "Trang số liệu đã công bố đang tắt sẵn, chưa ghi gì thêm.",
        "The page of published figures is off already; nothing more was written.",
    ),
    "recounts.reason-missing": Message(
        422,
        "Chưa ghi gì: cần một lý do ngắn. Sổ ghi chỉ giữ dấu cam kết của lý do.",
        "Nothing was written: a short reason is needed. The ledger keeps only a commitment to it.",
    ),
    "recounts.reply-empty": Message(
        422,
        "Chưa ghi gì: cần tên cơ quan trả lời và nội dung trả lời.",
        "Nothing was written: who replied and what was replied are both needed.",
    ),
    "recounts.no-figure": Message(
        404,
        "Không có số liệu đã công bố nào mang mã {figure}. Hãy mở lại từ danh sách.",
        "No published figure has the key {figure}. Open it again from the list.",
    ),
    "recounts.too-many-rows": Message(
        422,
        "Bảng có {count} dòng, mỗi lần đếm lại được nhiều nhất {most} dòng. Hãy dán từng phần.",
        "The draft has {count} rows; at most {most} are counted at once. Paste it in parts.",
    ),
    "recounts.row-too-long": Message(
        422,
        "Dòng dài hơn {most} ký tự nên chưa đọc. Hãy giữ lại tên và các con số.",
        "The row is longer than {most} letters and was not read. Keep the name and the numbers.",
    ),
    "recounts.too-many-cells": Message(
        422,
        "Dòng có {count} con số; chỉ đọc được tử số, mẫu số và tỷ lệ. Hãy bỏ các cột khác.",
        "The row has {count} numbers; a numerator, a denominator and a percentage can be read. Leave out other columns.",
    ),
    "recounts.no-figures": Message(
        422,
        "Không thấy tỷ lệ hay cặp tử số/mẫu số nào trong dòng này.",
        "No percentage and no numerator/denominator is in this row.",
    ),
}
