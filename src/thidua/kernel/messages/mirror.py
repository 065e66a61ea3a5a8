"""What can go wrong with lists of dossiers of other systems."""

from collections.abc import Mapping

from thidua.kernel.messages.entry import Message

MESSAGES: Mapping[str, Message] = {
    "mirror.no-list": Message(
        422,
        "Trang tính “{sheet}” không có danh sách hồ sơ. Danh sách cần các cột: {columns}.",
        "The sheet “{sheet}” holds no list of dossiers. A list needs the columns {columns}.",
    ),
    "mirror.columns-missing": Message(
        422,
        "Danh sách thiếu cột: {columns}. Hãy xuất lại danh sách có các cột này.",
        "Columns are missing: {columns}. Export the list again with them.",
    ),
    "mirror.column-twice": Message(
        422,
        "Cột “{column}” có hai lần trong danh sách. Hãy bỏ bớt một cột.",
        "The column “{column}” stands twice in the list. Remove one.",
    ),
    "mirror.too-many-rows": Message(
        422,
        "Danh sách có hơn {most} hồ sơ. Hãy chia theo tháng rồi gửi lần lượt.",
        "The list has more than {most} dossiers. Split it by months and send them one by one.",
    ),
    "mirror.nothing": Message(
        422,
        "Danh sách không có hồ sơ nào, chưa ghi gì.",
        "The list holds no dossier; nothing was written.",
    ),
    "mirror.refused": Message(
        422,
        "Danh sách có {count} chỗ chưa đúng nên chưa ghi hồ sơ nào. Hãy sửa ở hệ thống nguồn rồi xuất lại.",
        "{count} places in the list are wrong, so nothing was written. Mend them in the source system and export again.",
    ),
    "mirror.twice": Message(
        422,
        "Hồ sơ {dossier} có hai dòng ghi khác nhau. Hãy giữ dòng đúng.",
        "The dossier {dossier} has two rows that differ. Keep the right one.",
    ),
    "mirror.not-received": Message(
        422,
        "Hồ sơ ở trạng thái “{status}” phải có ngày tiếp nhận.",
        "A dossier at “{status}” has to have a day of receipt.",
    ),
    "mirror.ends-before-it-begins": Message(
        422,
        "Ngày xử lý xong hoặc trả kết quả trước ngày tiếp nhận. Hãy kiểm tra các ngày của dòng này.",
        "The dossier ends before it was received. Check the days of this row.",
    ),
    "mirror.not-an-instant": Message(
        422,
        "“{text}” không phải ngày giờ. Hãy ghi như 08/10/2026 14:30.",
        "“{text}” is no day and time. Write it like 08/10/2026 14:30.",
    ),
    "mirror.not-one-of": Message(
        422,
        "“{text}” không có trong các giá trị được nhận, như: {known}.",
        "“{text}” is none of the values that are taken, such as: {known}.",
    ),
    "mirror.too-long": Message(
        422,
        "Ô này dài hơn {most} chữ. Có thể cột đã bị lệch; hãy kiểm tra.",
        "This cell is longer than {most} letters. Perhaps the columns have shifted; check them.",
    ),
    "mirror.below-zero": Message(
        422,
        "“{text}” nhỏ hơn 0. Hãy kiểm tra lại số này.",
        "“{text}” is below zero. Check this number.",
    ),
    "mirror.day-ahead": Message(
        422,
        "Ngày {day} chưa tới. Hãy kiểm tra ngày tiếp nhận và đồng hồ của hệ thống nguồn.",
        "The day {day} has not come. Check the day of receipt and the clock of the source system.",
    ),
    "mirror.unit-unknown": Message(
        422,
        "Không biết “{unit}” là đơn vị nào vào ngày {day}. Hãy ghi tên hoặc mã của đơn vị khi đó.",
        "Nobody is known as “{unit}” on {day}. Write the name or code that the unit had then.",
    ),
    "mirror.unit-foreign": Message(
        422,
        "“{unit}” không thuộc địa bàn của đơn vị gửi danh sách. Hãy bỏ các dòng của nơi khác.",
        "“{unit}” is not in the territory of whoever sends the list. Leave out rows of others.",
    ),
    "mirror.unit-of-then": Message(
        422,
        "Đơn vị tiếp nhận đã chia cho nhiều đơn vị trước ngày {day}; “{unit}” không phải một trong số đó. Hãy ghi đơn vị đã kết thúc hồ sơ.",
        "The unit that received it was divided before {day}, and “{unit}” is none of its parts. Write the unit that ended the dossier.",
    ),
    "mirror.of-another-sender": Message(
        409,
        "Hồ sơ {dossier} đã có trong danh sách của nơi gửi khác (hoặc danh sách mô phỏng), nên cả danh sách này chưa được ghi.",
        "The dossier {dossier} came in the lists of another sender (or in simulated ones), so this list was not taken.",
    ),
    "mirror.taken-already": Message(
        409,
        "Danh sách này đã được ghi lúc {at}; không ghi lần nữa.",
        "This list was taken at {at} already; it was not taken again.",
    ),
    "mirror.unknown": Message(
        404,
        "Không còn danh sách hoặc hồ sơ này. Danh sách xem trước chỉ giữ một ngày; hãy gửi lại tệp.",
        "This list or dossier is not here. A list that was looked at is kept for a day; send the file again.",
    ),
    "mirror.bad-days": Message(
        422,
        "Ngày đầu phải trước hoặc bằng ngày cuối, và cần cả hai ngày.",
        "The first day has to be before the last or the same, and both are needed.",
    ),
    "mirror.bad-address": Message(
        422,
        "“{address}” không phải địa chỉ web (http hoặc https).",
        "“{address}” is no web address (http or https).",
    ),
    "mirror.not-fetched": Message(
        422,
        "Không lấy được danh sách từ {address}: {reason}. Chưa ghi gì; hãy thử lại sau hoặc gửi tệp.",
        "The list could not be fetched from {address}: {reason}. Nothing was written; try again later or send a file.",
    ),
    "mirror.too-large": Message(
        422,
        "Danh sách lớn hơn {most} MB. Hãy lấy theo từng tháng.",
        "The list is larger than {most} MB. Fetch it month by month.",
    ),
    "mirror.bad-json": Message(
        422,
        "“{name}” không phải mảng JSON gồm các hồ sơ. Chưa ghi gì.",
        "“{name}” is no JSON array of dossiers. Nothing was written.",
    ),
    "mirror.key-unknown": Message(
        403,
        "Khóa gửi danh sách không đúng hoặc đã thu hồi. Hãy xin khóa mới ở cơ quan thường trực.",
        "The key for pushing lists is wrong or was taken back. Ask the campaign office for a new one.",
    ),
    "mirror.no-key": Message(
        404,
        "Không có khóa nào đang dùng để thu hồi.",
        "There is no key in use to take back.",
    ),
    "mirror.recount-differs": Message(
        409,
        "Đếm lại từ hồ sơ thấy {count} số đếm của bản soi khác với số đang giữ. Hãy giữ nguyên hệ thống và báo quản trị.",
        "Counting the dossiers again found {count} counts of the mirror that differ. Keep the system as it is and tell the operator.",
    ),
}
