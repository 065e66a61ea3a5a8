"""What can go wrong in `archive`."""

from collections.abc import Mapping

from thidua.kernel.messages.entry import Message

MESSAGES: Mapping[str, Message] = {
    "archive.empty": Message(
        422,
        "Tệp “{name}” không có nội dung. Hãy kiểm tra lại tệp rồi tải lên.",
        "“{name}” is empty. Check the file and upload it again.",
    ),
    "archive.too-large": Message(
        413,
        "Tệp “{name}” lớn hơn {megabytes} MB. Hãy giảm độ phân giải khi quét, hoặc chia thành nhiều tệp.",
        "“{name}” is larger than {megabytes} MB. Scan it at a lower resolution, or divide it.",
    ),
    "archive.unknown-kind": Message(
        422,
        "Tệp “{name}” không phải PDF, JPEG hay PNG. Hãy quét hoặc chụp giấy tờ rồi tải lên một trong ba dạng đó.",
        "“{name}” is neither PDF, JPEG nor PNG. Scan or photograph the paper as one of these.",
    ),
    "archive.heic": Message(
        422,
        "Tệp “{name}” là ảnh HEIC hoặc AVIF của điện thoại. Trên iPhone, hãy vào Cài đặt → Camera → Định dạng, chọn “Tương thích nhất” rồi chụp lại; hoặc lưu ảnh thành JPEG.",
        "“{name}” is a HEIC or AVIF photo. On an iPhone choose Settings → Camera → Formats → Most Compatible and take it again, or save it as JPEG.",
    ),
    "archive.animated": Message(
        422,
        "Tệp “{name}” là ảnh động (GIF, APNG). Hãy tải lên ảnh thường dạng JPEG hoặc PNG.",
        "“{name}” is an animated picture (GIF, APNG). Upload a plain JPEG or PNG.",
    ),
    "archive.other-picture": Message(
        422,
        "Tệp “{name}” là ảnh dạng WebP hoặc TIFF. Hãy lưu lại thành JPEG, PNG hoặc PDF rồi tải lên.",
        "“{name}” is a WebP or TIFF picture. Save it as JPEG, PNG or PDF and upload that.",
    ),
    "archive.office": Message(
        422,
        "Tệp “{name}” là tệp Word, Excel hoặc tệp nén ZIP. Hãy mở tệp, lưu thành PDF rồi tải lên.",
        "“{name}” is a Word or Excel file, or a ZIP archive. Open it, save it as PDF and upload that.",
    ),
    "archive.packed": Message(
        422,
        "Tệp “{name}” là tệp nén. Hãy giải nén rồi tải lên từng giấy tờ.",
        "“{name}” is a packed archive. Unpack it and upload each paper by itself.",
    ),
    "archive.program": Message(
        422,
        "Tệp “{name}” là chương trình, không phải giấy tờ; hệ thống không nhận. Nếu không biết tệp này từ đâu ra, hãy quét vi-rút trên máy đang dùng.",
        "“{name}” is a program, no paper, and is not taken. If you do not know where it came from, scan your machine for viruses.",
    ),
    "archive.page": Message(
        422,
        "Tệp “{name}” là trang web hoặc hình vẽ SVG. Hãy in thành PDF rồi tải lên.",
        "“{name}” is a web page or an SVG drawing. Print it as PDF and upload that.",
    ),
    "archive.two-kinds": Message(
        422,
        "Tệp “{name}” chứa thêm một tệp dạng khác bên trong. Vì an toàn, hãy in lại thành PDF mới rồi tải lên.",
        "“{name}” holds a file of another kind as well. For safety, print it as a new PDF and upload that.",
    ),
    "archive.too-heavy": Message(
        422,
        "Không mở được tệp “{name}” trong giới hạn {seconds} giây và {megabytes} MB bộ nhớ. Hãy in lại thành PDF mới hoặc chia nhỏ tệp.",
        "“{name}” could not be opened within {seconds} seconds and {megabytes} MB of memory. Print it as a new PDF, or divide it.",
    ),
    "archive.pdf-password": Message(
        422,
        "Tệp PDF “{name}” có mật khẩu. Hãy gỡ mật khẩu rồi tải lại.",
        "The PDF “{name}” has a password. Take it off and upload it again.",
    ),
    "archive.pdf-locked": Message(
        422,
        "Tệp PDF “{name}” bị mã hoá để cấm in hoặc sửa. Hãy gỡ hạn chế, hoặc in lại thành PDF mới, rồi tải lên.",
        "The PDF “{name}” is encrypted against printing or editing. Take that off, or print it as a new PDF, and upload that.",
    ),
    "archive.pdf-script": Message(
        422,
        "Tệp PDF “{name}” có mã lệnh JavaScript. Vì an toàn, hãy in lại thành PDF mới rồi tải lên.",
        "The PDF “{name}” holds JavaScript. For safety, print it as a new PDF and upload that.",
    ),
    "archive.pdf-launch": Message(
        422,
        "Tệp PDF “{name}” có lệnh mở chương trình, mở tệp khác hoặc gửi dữ liệu đi. Vì an toàn, hãy in lại thành PDF mới rồi tải lên.",
        "The PDF “{name}” can start programs, open other files or send data. For safety, print it as a new PDF and upload that.",
    ),
    "archive.pdf-attachment": Message(
        422,
        "Tệp PDF “{name}” có tệp khác đính kèm bên trong. Hãy tải lên riêng từng tệp, và in lại tệp này thành PDF mới.",
        "The PDF “{name}” has other files attached. Upload each by itself, and print this one as a new PDF.",
    ),
    "archive.pdf-media": Message(
        422,
        "Tệp PDF “{name}” có âm thanh, phim hoặc mô hình 3D. Hãy in lại thành PDF mới rồi tải lên.",
        "The PDF “{name}” holds sound, film or a 3D model. Print it as a new PDF and upload that.",
    ),
    "archive.pdf-form": Message(
        422,
        "Tệp PDF “{name}” là biểu mẫu động (XFA) mà nhiều chương trình không mở được. Hãy in thành PDF mới rồi tải lên.",
        "The PDF “{name}” is a dynamic form (XFA) that many programs cannot open. Print it as a new PDF and upload that.",
    ),
    "archive.pdf-pages": Message(
        422,
        "Tệp PDF “{name}” có hơn {most} trang. Hãy chia thành nhiều tệp.",
        "The PDF “{name}” has more than {most} pages. Divide it.",
    ),
    "archive.pdf-objects": Message(
        422,
        "Tệp PDF “{name}” có cấu tạo quá phức tạp (hơn {most} thành phần). Hãy in lại thành PDF mới hoặc chia nhỏ tệp.",
        "The PDF “{name}” is too complex (more than {most} objects). Print it as a new PDF, or divide it.",
    ),
    "archive.pdf-packed": Message(
        422,
        "Tệp PDF “{name}” có phần nén bất thường, giải nén ra quá lớn. Hãy quét lại ở độ phân giải thấp hơn hoặc in lại thành PDF mới.",
        "A part of the PDF “{name}” is packed oddly and unpacks to too much. Scan it at a lower resolution, or print it as a new PDF.",
    ),
    "archive.pdf-cut": Message(
        422,
        "Tệp PDF “{name}” bị cắt cụt, thiếu phần cuối. Hãy quét hoặc tải về lại từ nơi gửi rồi tải lên.",
        "The PDF “{name}” is cut off before its end. Scan or download it again and upload that.",
    ),
    "archive.pdf-broken": Message(
        422,
        "Tệp PDF “{name}” bị hỏng, không mở được. Hãy quét lại hoặc in lại thành PDF mới rồi tải lên.",
        "The PDF “{name}” is damaged and cannot be opened. Scan it again, or print it as a new PDF.",
    ),
    "archive.pdf-empty": Message(
        422,
        "Tệp PDF “{name}” không có trang nào. Hãy quét lại giấy tờ rồi tải lên.",
        "The PDF “{name}” has no page. Scan the paper again and upload that.",
    ),
    "archive.pixels": Message(
        422,
        "Tệp “{name}” có ảnh lớn hơn {most} triệu điểm ảnh. Hãy quét hoặc chụp lại ở độ phân giải thấp hơn.",
        "“{name}” holds a picture of more than {most} million pixels. Scan or photograph it at a lower resolution.",
    ),
    "archive.picture-broken": Message(
        422,
        "Tệp ảnh “{name}” bị hỏng, không mở được hết. Hãy chụp hoặc quét lại rồi tải lên.",
        "The picture “{name}” is damaged and cannot be opened to its end. Take it again and upload that.",
    ),
    "archive.name-long": Message(
        422,
        "Tên tệp dài hơn {most} ký tự. Hãy đặt tên ngắn hơn rồi tải lại.",
        "The file's name has more than {most} characters. Give it a shorter one and upload it again.",
    ),
    "archive.name-unreadable": Message(
        422,
        "Tên tệp có ký tự không đọc được. Hãy đổi tên tệp rồi tải lại.",
        "The file's name has characters that cannot be read. Rename it and upload it again.",
    ),
    "archive.owner": Message(
        422,
        "Chưa rõ tệp được giữ cho ai (mã không quá {most} ký tự). Hãy mở lại hồ sơ rồi tải lên.",
        "It is not clear for whom the file is held (a key of at most {most} characters). Open the dossier again and upload there.",
    ),
    "archive.label": Message(
        422,
        "Hãy ghi tệp này là giấy tờ gì, không quá {most} ký tự.",
        "Say which paper this file is, in at most {most} characters.",
    ),
    "archive.quota": Message(
        409,
        "Kho chỉ giữ nhiều nhất {most} MB cho mỗi người hoặc hồ sơ, còn {left} MB. Hãy bỏ bớt tệp không dùng hoặc quét nhẹ hơn.",
        "The archive holds at most {most} MB for a person or a dossier, {left} MB are left. Let go of files that are not needed, or scan lighter.",
    ),
    "archive.ended": Message(
        409,
        "Tệp này không còn được giữ trong kho. Hãy tải lại danh sách tệp.",
        "This file is no longer held. Load the list of files again.",
    ),
    "archive.lost": Message(
        500,
        "Không tìm thấy tệp {sha256} trong kho. Hãy báo người quản trị khôi phục từ bản sao lưu.",
        "The file {sha256} is not in the archive. Tell the operator to restore it from the backup.",
    ),
    "archive.damaged": Message(
        500,
        "Tệp {sha256} trong kho đã hỏng: nội dung không còn đúng như khi nhận. Hãy báo người quản trị khôi phục từ bản sao lưu.",
        "The file {sha256} in the archive is damaged: its content is not what was taken in. Tell the operator to restore it from the backup.",
    ),
    "archive.check-failed": Message(
        500,
        "{count} tệp trong kho bị hỏng hoặc mất. Hãy khôi phục từ bản sao lưu: tên tệp là mã SHA-256 đã in ra.",
        "{count} files of the archive are damaged or lost. Restore them from the backup: their names are the SHA-256 printed.",
    ),
}
