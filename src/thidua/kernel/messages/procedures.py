"""What can go wrong in `procedures`."""

from collections.abc import Mapping

from thidua.kernel.messages.entry import Message

MESSAGES: Mapping[str, Message] = {
    "procedures.unknown": Message(
        404,
        "Không có thủ tục mang mã {procedure} trong danh mục. Hãy tìm theo tên ở trang Thủ tục hành chính.",
        "No procedure with the code {procedure} is in the catalogue. Look for it by name on the page of procedures.",
    ),
    "procedures.bad-code": Message(
        422,
        "“{procedure}” không phải mã thủ tục. Mã như 1.001193 hoặc 1.001193.000.00.00.H12.",
        "“{procedure}” is no code of a procedure. A code is like 1.001193 or 1.001193.000.00.00.H12.",
    ),
    "procedures.text-length": Message(
        422,
        "Có chỗ trống hoặc dài hơn {most} chữ. Hãy ghi ngắn lại.",
        "A text is empty or longer than {most} letters. Make it shorter.",
    ),
    "procedures.level-of-before": Message(
        422,
        "Mức độ 3 và 4 không còn từ {day}. Hãy ghi toàn trình, một phần hoặc chỉ cung cấp thông tin.",
        "Levels 3 and 4 are no more from {day} on. Write toàn trình, một phần or chỉ cung cấp thông tin.",
    ),
    "procedures.ends-before-it-begins": Message(
        422,
        "Ngày hết hiệu lực phải sau ngày có hiệu lực.",
        "The day on which it ends has to be after the day on which it begins.",
    ),
    "procedures.components-many": Message(
        422,
        "Quá {most} giấy tờ trong một thủ tục. Hãy gộp các giấy tờ cùng loại.",
        "More than {most} papers in one procedure. Join papers of one kind.",
    ),
    "procedures.twice": Message(
        422,
        "Thủ tục {procedure} có hai dòng cùng ngày hiệu lực. Hãy giữ một dòng.",
        "The procedure {procedure} has two rows with the same first day. Keep one.",
    ),
    "procedures.columns-missing": Message(
        422,
        "Bảng thiếu cột: {columns}. Hãy tải tệp mẫu và giữ nguyên tên cột.",
        "Columns are missing: {columns}. Download the template and keep its headings.",
    ),
    "procedures.no-table": Message(
        422,
        "Trang tính “{sheet}” không có bảng thủ tục. Hãy tải tệp mẫu; các cột là: {columns}.",
        "The sheet “{sheet}” holds no table of procedures. Download the template; its columns are: {columns}.",
    ),
    "procedures.too-many-rows": Message(
        422,
        "Bảng có hơn {most} dòng. Hãy chia thành nhiều tệp.",
        "The table has more than {most} rows. Split it into several files.",
    ),
    "procedures.cell-empty": Message(
        422,
        "Ô này không được để trống.",
        "This cell must not be empty.",
    ),
    "procedures.not-one-of": Message(
        422,
        "“{text}” không có trong các giá trị được nhận: {known}.",
        "“{text}” is none of the values that are taken: {known}.",
    ),
    "procedures.bad-fee": Message(
        422,
        "“{text}” không phải số tiền. Hãy ghi số đồng như 30000, hoặc để trống nếu không thu.",
        "“{text}” is no amount. Write đồng such as 30000, or leave it empty where nothing is due.",
    ),
    "procedures.bad-time": Message(
        422,
        "“{text}” không phải thời hạn. Hãy ghi như “5 ngày làm việc” hoặc “8 giờ làm việc”.",
        "“{text}” is no legal time. Write it like “5 ngày làm việc” or “8 giờ làm việc”.",
    ),
    "procedures.not-the-province": Message(
        403,
        "Danh mục thủ tục do cơ quan của tỉnh, thành phố ghi; chưa ghi gì.",
        "The catalogue is recorded by an office of the province or city; nothing was written.",
    ),
    "procedures.nothing-changes": Message(
        409,
        "Mọi dòng của tệp đã được ghi như vậy từ trước, chưa ghi gì thêm.",
        "Every row of the file is recorded like that already; nothing more was written.",
    ),
}
