"""What can go wrong in `accounts`."""

from collections.abc import Mapping

from thidua.kernel.messages.entry import Message

MESSAGES: Mapping[str, Message] = {
    "accounts.bad-seat-id": Message(
        422,
        "Mã ghế “{seat}” không đúng mẫu, chưa ghi gì. Mã ghế bắt đầu bằng “s-”, tiếp theo là chữ thường không dấu, chữ số và dấu gạch nối, ví dụ: s-c31369-nhap-lieu.",
        "The seat id “{seat}” is not well-formed; nothing was written. It starts with “s-”, then lower-case letters, digits and hyphens, for example s-c31369-reporter.",
    ),
    "accounts.seat-exists": Message(
        409,
        "Mã ghế {seat} đã có, chưa mở ghế mới. Mã đã dùng không dùng lại được: hãy chọn mã khác.",
        "The seat {seat} exists already; no seat was opened. An id is never used again: choose another.",
    ),
    "accounts.seat-closed": Message(
        409,
        "Ghế {seat} đã đóng từ ngày {end}, chưa thay đổi gì. Hãy mở một ghế mới.",
        "The seat {seat} is closed from {end} on; nothing was changed. Open a new seat.",
    ),
    "accounts.ends-before-it-begins": Message(
        422,
        "Không đóng được ghế {seat} từ ngày {end}, vì ghế bắt đầu ngày {first}. Hãy chọn ngày sau ngày bắt đầu.",
        "The seat {seat} cannot be closed from {end} on, because it begins on {first}. Choose a later day.",
    ),
    "accounts.already-seated": Message(
        409,
        "Ghế {seat} đã được giao như vậy rồi, không ghi thêm sự kiện nào.",
        "The seat {seat} is assigned in this way already; no event was recorded.",
    ),
    "accounts.no-such-seat": Message(
        404,
        "Không có ghế {seat}. Hãy xem danh sách ghế rồi thử lại.",
        "There is no seat {seat}. Look at the list of seats and try again.",
    ),
    "accounts.no-such-person": Message(
        404,
        "Không có người dùng nào có tên đăng nhập {username}. Hãy thêm người dùng trước.",
        "Nobody has the user name {username}. Add the person first.",
    ),
    "accounts.person-exists": Message(
        409,
        "Tên đăng nhập {username} đã có người dùng, chưa thêm ai. Hãy chọn tên khác.",
        "The user name {username} is taken; nobody was added. Choose another.",
    ),
    "accounts.weak-password": Message(
        422,
        "Chưa nhận mật khẩu này: {reasons}",
        "This password was not accepted: {reasons}",
    ),
    "accounts.actor-not-open": Message(
        403,
        "Ghế {seat} không mở vào ngày {day}, nên không thực hiện được việc này; chưa ghi gì.",
        "The seat {seat} is not open on {day}, so it cannot do this; nothing was written.",
    ),
    "accounts.not-your-seat": Message(
        403,
        "Bạn không giữ ghế {seat} trong hôm nay. Hãy chọn một ghế trong danh sách của bạn.",
        "You do not hold the seat {seat} today. Choose a seat from your list.",
    ),
    "accounts.not-yours": Message(
        403,
        "Ghế đang chọn không được xem hoặc làm việc này. Nếu bạn giữ ghế khác, hãy đổi ghế; nếu cần quyền này, hãy liên hệ quản trị hệ thống của tỉnh.",
        "The seat you act in may not see or do this. If you hold another seat, change to it; if you need this right, ask the operator of your province.",
    ),
    "accounts.sign-in-first": Message(
        403,
        "Việc này cần đăng nhập. Hãy đăng nhập rồi làm lại.",
        "This needs you to be signed in. Sign in and try again.",
    ),
    "accounts.route-not-declared": Message(
        403,
        "Trang này chưa được khai báo ai được xem, nên đang đóng với mọi người. Hãy báo cho quản trị hệ thống.",
        "Nobody has declared who may see this page, so it is closed to everybody. Please tell the operator.",
    ),
    "accounts.form-expired": Message(
        403,
        "Biểu mẫu đã hết hạn hoặc trình duyệt không gửi kèm cookie, nên chưa ghi gì. Hãy mở lại trang và gửi lại.",
        "The form has expired, or the browser sent no cookie with it, so nothing was written. Open the page again and send it again.",
    ),
    "accounts.too-many-tries": Message(
        429,
        "Có quá nhiều lần thử trong thời gian ngắn. Hãy chờ vài phút rồi thử lại.",
        "There were too many attempts in a short time. Wait a few minutes and try again.",
    ),
    "accounts.mail-not-sent": Message(
        503,
        "Chưa gửi được thư: máy chủ thư đang bận hoặc không trả lời. Hãy thử lại sau ít phút; những gì đã nhập không mất.",
        "Mail could not be sent: the mail server is busy or does not answer. Try again in a few minutes; nothing is lost.",
    ),
}
