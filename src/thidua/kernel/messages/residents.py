"""What can go wrong with accounts of residents."""

from collections.abc import Mapping

from thidua.kernel.messages.entry import Message

MESSAGES: Mapping[str, Message] = {
    "residents.identity-digits": Message(
        422,
        "Số định danh cá nhân có đúng 12 chữ số, in trên thẻ căn cước. Hãy nhập liền, không dấu cách.",
        "A personal identity number has exactly 12 digits, as on the identity card. Write it without spaces.",
    ),
    "residents.identity-place": Message(
        422,
        "Ba chữ số đầu “{place}” không phải mã tỉnh, thành phố hay quốc gia nào. Hãy xem lại thẻ căn cước.",
        "The first three digits “{place}” are no code of a province or country. Look at the identity card.",
    ),
    "residents.identity-year": Message(
        422,
        "Số định danh này ghi năm sinh {year}, không khớp. Hãy xem lại thẻ căn cước.",
        "This identity number says that its owner was born in {year}, which does not fit. Look at the card.",
    ),
    "residents.residents-only": Message(
        403,
        "Trang này dành cho tài khoản người dân. Cán bộ muốn nộp hồ sơ của mình, hãy đăng ký một tài khoản người dân bằng e-mail riêng.",
        "This page is for accounts of residents. To file for yourself as an official, sign up with your own e-mail.",
    ),
    "residents.not-verified": Message(
        403,
        "Tài khoản chưa được xác minh. Hãy xác nhận e-mail bằng mã đã gửi, rồi làm lại.",
        "The account is not verified. Confirm your e-mail by the code that was sent, then try again.",
    ),
    "residents.registered-already": Message(
        409,
        "Tài khoản này đã có thông tin người dân. Muốn đổi, hãy sửa ở trang Thông tin của tôi.",
        "This account has its resident already. Change it on the page of your details.",
    ),
    "residents.proved-already": Message(
        409,
        "Danh tính của tài khoản này đã được xác minh, không cần làm lại.",
        "The identity of this account is proved already.",
    ),
    "residents.other-identity": Message(
        409,
        "Tài khoản này đã xác minh bằng một số định danh khác, chưa thay đổi gì. Hãy dùng tài khoản riêng cho mỗi người.",
        "This account was proved by another identity number; nothing was changed. Each person has an account of their own.",
    ),
    "residents.name-proved": Message(
        409,
        "Họ tên và số định danh đã được xác minh nên không sửa được ở đây.",
        "Name and identity number are proved and cannot be changed here.",
    ),
    "residents.hamlet-elsewhere": Message(
        422,
        "Ấp, thôn, khu vực được chọn không thuộc xã, phường được chọn. Hãy chọn lại.",
        "The chosen hamlet is not in the chosen commune. Choose again.",
    ),
}
