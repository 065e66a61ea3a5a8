"""What can go wrong in `spreadsheets`."""

from collections.abc import Mapping

from thidua.kernel.messages.entry import Message

MESSAGES: Mapping[str, Message] = {
    "spreadsheets.unknown": Message(
        422,
        "Tệp “{name}” không phải bảng tính Excel (.xlsx) hay CSV. Hãy mở bằng Excel rồi lưu lại dạng .xlsx.",
        "“{name}” is neither an Excel workbook (.xlsx) nor CSV. Open it in Excel and save it as .xlsx.",
    ),
    "spreadsheets.pdf": Message(
        422,
        "Tệp “{name}” là tệp PDF, dù tên tệp có thể khác. Hãy gửi bảng tính gốc dạng .xlsx.",
        "“{name}” is a PDF, whatever its name says. Send the workbook itself as .xlsx.",
    ),
    "spreadsheets.old-format": Message(
        422,
        "Tệp “{name}” là Excel đời cũ (.xls). Hãy mở bằng Excel, chọn Lưu thành dạng .xlsx rồi gửi.",
        "“{name}” is an old workbook (.xls). Open it in Excel, save it as .xlsx and send that.",
    ),
    "spreadsheets.password": Message(
        422,
        "Tệp “{name}” có mật khẩu. Hãy bỏ mật khẩu (Tệp → Thông tin → Bảo vệ sổ làm việc) rồi gửi.",
        "“{name}” has a password. Take it off (File → Info → Protect Workbook) and send it again.",
    ),
    "spreadsheets.other-workbook": Message(
        422,
        "Tệp “{name}” là tệp nén hoặc bảng tính dạng khác (.ods, .xlsb, .docx). Hãy lưu lại dạng .xlsx.",
        "“{name}” is an archive or a workbook of another kind (.ods, .xlsb, .docx). Save it as .xlsx.",
    ),
    "spreadsheets.macros": Message(
        422,
        "Tệp “{name}” có macro. Vì an toàn, hãy lưu lại dạng .xlsx (không macro) rồi gửi.",
        "“{name}” has macros. For safety, save it as .xlsx (without macros) and send that.",
    ),
    "spreadsheets.external-links": Message(
        422,
        "Tệp “{name}” lấy số từ tệp khác. Hãy vào Dữ liệu → Sửa liên kết → Ngắt liên kết, lưu lại rồi gửi.",
        "“{name}” takes figures from other files. Break the links (Data → Edit Links), save it and send it.",
    ),
    "spreadsheets.formulas": Message(
        422,
        "Có {count} ô là công thức ({cells}). Hãy chép các ô đó, dán lại bằng “Dán giá trị”, rồi gửi: số gửi đi phải là số, không phải phép tính.",
        "{count} cells are formulas ({cells}). Copy them and paste them as values, then send: what is sent must be figures, not calculations.",
    ),
    "spreadsheets.epoch-1904": Message(
        422,
        "Tệp “{name}” dùng hệ ngày 1904, mọi ngày sẽ lệch bốn năm. Hãy tắt “Sử dụng hệ thống ngày 1904” trong tuỳ chọn của Excel và kiểm tra lại các ngày.",
        "“{name}” uses the 1904 date system: every day would be four years off. Turn it off in Excel's options and check the days.",
    ),
    "spreadsheets.too-large": Message(
        422,
        "Tệp “{name}” quá lớn: nhiều nhất {rows} dòng, {columns} cột và {cells} ô. Hãy chia thành nhiều tệp.",
        "“{name}” is too large: at most {rows} rows, {columns} columns and {cells} cells. Divide it.",
    ),
    "spreadsheets.document-type": Message(
        422,
        "Tệp “{name}” có phần khai báo XML lạ mà Excel không tạo ra. Hãy mở bằng Excel, lưu lại rồi gửi.",
        "“{name}” has XML declarations that Excel never writes. Open it in Excel, save it and send it.",
    ),
    "spreadsheets.zip": Message(
        422,
        "Không mở tệp “{name}” vì cấu trúc tệp nén bất thường ({what}). Hãy mở bằng Excel, lưu thành tệp .xlsx mới rồi gửi.",
        "“{name}” is not opened because the archive is odd ({what}). Open it in Excel, save it as a new .xlsx and send it.",
    ),
    "spreadsheets.too-heavy": Message(
        422,
        "Không đọc được tệp “{name}” trong giới hạn {seconds} giây và {megabytes} MB bộ nhớ. Hãy xoá phần định dạng thừa hoặc chia nhỏ tệp.",
        "“{name}” could not be read within {seconds} seconds and {megabytes} MB of memory. Clear idle formatting, or divide the file.",
    ),
    "spreadsheets.broken": Message(
        422,
        "Tệp “{name}” bị hỏng, không đọc được. Hãy mở bằng Excel, lưu lại rồi gửi.",
        "“{name}” is damaged and cannot be read. Open it in Excel, save it and send it again.",
    ),
    "spreadsheets.empty": Message(
        422,
        "Tệp “{name}” không có ô nào có nội dung. Hãy kiểm tra lại tệp trước khi gửi.",
        "No cell of “{name}” holds anything. Check the file before sending.",
    ),
    "spreadsheets.encoding": Message(
        422,
        "Tệp CSV “{name}” không phải mã UTF-8. Trong Excel hãy chọn Lưu thành “CSV UTF-8 (Comma delimited)” hoặc gửi tệp .xlsx.",
        "The CSV file “{name}” is not UTF-8. In Excel save it as “CSV UTF-8 (Comma delimited)”, or send .xlsx.",
    ),
    "spreadsheets.no-table": Message(
        422,
        "Không tìm thấy bảng nào trên trang “{sheet}”: cần một dòng tiêu đề trong {rows} dòng đầu, ngay dưới là các dòng số liệu.",
        "There is no table on sheet “{sheet}”: a row of headings is needed in the first {rows} rows, with rows of figures below it.",
    ),
    "spreadsheets.two-tables": Message(
        422,
        "Trang “{sheet}” có nhiều bảng ({places}). Hãy chọn một bảng, hoặc để mỗi bảng ở một trang.",
        "Sheet “{sheet}” has several tables ({places}). Choose one, or put each on its own sheet.",
    ),
    "spreadsheets.table-unknown": Message(
        404,
        "Không có bảng số {number}: tệp có {found} bảng. Hãy chọn lại bảng.",
        "There is no table {number}: the file has {found}. Choose again.",
    ),
    "spreadsheets.figures-outside": Message(
        422,
        "Trang “{sheet}” có số liệu nằm ngoài bảng, ở dòng {rows}. Hãy đưa vào bảng hoặc xoá đi: không số liệu nào bị bỏ qua trong im lặng.",
        "Sheet “{sheet}” has figures outside its table, on rows {rows}. Move them into it or delete them: no figure is left out in silence.",
    ),
    "spreadsheets.row-hidden": Message(
        422,
        "dòng đang bị ẩn hoặc bị lọc. Hãy bỏ lọc, hiện dòng, hoặc xoá dòng nếu không gửi.",
        "the row is hidden or filtered away. Show it, or delete it if it is not meant to be sent.",
    ),
    "spreadsheets.total-differs": Message(
        422,
        "dòng tổng ghi {said} nhưng cộng các dòng được {found}. Hãy kiểm tra lại các dòng hoặc dòng tổng.",
        "the total says {said} but the rows add up to {found}. Check the rows or the total.",
    ),
    "spreadsheets.not-whole": Message(
        422,
        "“{text}” không phải số đếm. Số đếm là số nguyên, ví dụ 7875 hoặc 7.875; nếu chưa có số thì để trống.",
        "“{text}” is no count. Counts are whole numbers, such as 7875 or 7.875; leave the cell empty if there is none.",
    ),
    "spreadsheets.not-a-day": Message(
        422,
        "“{text}” không phải ngày. Hãy viết ngày/tháng/năm, ví dụ 31/12/2024.",
        "“{text}” is no day. Write day/month/year, such as 31/12/2024.",
    ),
    "spreadsheets.not-pairs": Message(
        422,
        "Bảng {place} cần một cột tên đơn vị và đúng một cột số, nhưng có {found} cột số. Hãy bỏ bớt cột rồi gửi lại.",
        "The table {place} needs a column of names and just one of numbers, but has {found} of numbers. Leave out the others and send it again.",
    ),
}
