"""What can go wrong in `ledger`."""

from collections.abc import Mapping

from thidua.kernel.messages.entry import Message

MESSAGES: Mapping[str, Message] = {
    "ledger.key-reused": Message(
        422,
        "Mã yêu cầu {key} đã dùng cho một nội dung khác; lần ghi đầu vẫn được giữ nguyên, lần này "
        "chưa ghi gì. Hãy gửi lại với mã yêu cầu mới.",
        "Request key {key} was used before with other content; the first record stands and nothing "
        "was written now. Send it again under a new key.",
    ),
    "ledger.leaf-too-large": Message(
        422,
        "Nội dung công khai của việc {kind} dài {size} byte, quá giới hạn {largest} byte; chưa ghi "
        "gì vào sổ. Hãy rút gọn phần công khai.",
        "The public content of {kind} is {size} bytes, over the limit of {largest}; nothing was "
        "recorded. Shorten what is public.",
    ),
    "ledger.naive-time": Message(
        422,
        "Thời điểm {at} không có múi giờ; chưa ghi gì vào sổ. Hãy ghi rõ múi giờ, ví dụ +07:00.",
        "The instant {at} has no time zone; nothing was recorded. Give one, for instance +07:00.",
    ),
    "ledger.origin-malformed": Message(
        422,
        "Tên sổ {origin} không dùng được: không được để trống, có khoảng trắng hay dấu +. Hãy sửa "
        "THIDUA_ORIGIN.",
        "The log's origin {origin} cannot be used: it may not be empty nor hold blanks or +. Correct "
        "THIDUA_ORIGIN.",
    ),
    "ledger.checkpoint-foreign": Message(
        409,
        "Mốc sổ tại {path} không do khóa của hệ thống này ký; chưa ký gì thêm, dữ liệu giữ "
        "nguyên. Hãy khôi phục đúng thư mục khóa (keys) hoặc kiểm tra THIDUA_ORIGIN, "
        "THIDUA_PUBLISHED.",
        "The checkpoint at {path} was not signed by this installation's key; nothing was "
        "signed, all data is as it was. Restore the right keys folder, or check THIDUA_ORIGIN"
        " and THIDUA_PUBLISHED.",
    ),
    "ledger.checkpoint-lost": Message(
        409,
        "Cơ sở dữ liệu có {found} mục đã vào sổ nhưng không còn mốc sổ nào, cả trong thư mục "
        "khóa (keys) lẫn thư mục công bố; hệ thống không ký tiếp. Hãy khôi phục thư mục khóa "
        "từ bản sao lưu.",
        "The database has {found} leaves but no checkpoint is left, neither in the keys "
        "folder nor in the published one; nothing is signed. Restore the keys folder from a "
        "backup.",
    ),
    "ledger.leaf-missing": Message(
        409,
        "Mục số {index} không còn trong cơ sở dữ liệu dù đã được đánh số: có dòng bị xóa "
        "ngoài hệ thống. Chưa ký gì thêm; hãy khôi phục cơ sở dữ liệu từ bản sao lưu.",
        "Leaf {index} has its place but is no longer in the database: a row was deleted "
        "outside the system. Nothing more was signed; restore the database from a backup.",
    ),
    "ledger.database-different": Message(
        409,
        "Cơ sở dữ liệu khác với sổ đã công bố trong {signed} mục đầu (có mục bị sửa, xóa hoặc"
        " là bản khôi phục của nơi khác); hệ thống không ký tiếp. Hãy khôi phục bản sao lưu "
        "đúng rồi chạy lại `thidua ledger check`.",
        "The database differs from the log as signed within its first {signed} leaves (an "
        "entry was altered, removed, or belongs to another installation); nothing more is "
        "signed. Restore the right backup, then run `thidua ledger check`.",
    ),
    "ledger.database-shorter": Message(
        409,
        "Cơ sở dữ liệu chỉ có {found} mục trong khi sổ đã ký đến {signed} mục: đây là bản "
        "khôi phục cũ hơn. Hệ thống không ký tiếp để không tạo lịch sử thứ hai. Hãy khôi phục"
        " bản mới hơn, hoặc bù các mục thiếu từ thư mục đã công bố.",
        "The database holds only {found} leaves but {signed} were signed: it is an older "
        "backup. Nothing more is signed, or the log would have a second history. Restore a "
        "newer backup, or bring the missing entries back from the published folder.",
    ),
    "ledger.file-missing": Message(
        404,
        "Chưa có tệp {name} trong thư mục công bố. Hãy chạy `thidua ledger sequence`; nếu tệp"
        " bị mất, xóa thư mục log đã công bố để hệ thống ghi lại từ cơ sở dữ liệu.",
        "The published folder has no {name}. Run `thidua ledger sequence`; if the file was "
        "lost, remove the published log folder and it is written again from the database.",
    ),
    "ledger.not-in-log": Message(
        404,
        "Sổ đã công bố có {size} mục, chưa có mục số {index}. Hãy thử lại sau một phút.",
        "The published log has {size} leaves, none with index {index} yet. Try again in a minute.",
    ),
    "ledger.record-altered": Message(
        409,
        "Bản ghi {id} không còn khớp với cam kết trong sổ: dữ liệu đã bị sửa ngoài hệ thống. "
        "Sổ công bố không bị ảnh hưởng; hãy khôi phục bản ghi từ bản sao lưu.",
        "Record {id} no longer matches its commitment in the log: it was altered outside the "
        "system. The published log is not affected; restore the record from a backup.",
    ),
    "ledger.receipt-unknown": Message(
        404,
        "Không có biên nhận {id}. Hãy kiểm tra lại mã trên biên nhận.",
        "There is no receipt {id}. Check the id on the receipt.",
    ),
}
