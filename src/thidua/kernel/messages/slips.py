"""What can go wrong with the forms of the one-stop shop."""

from collections.abc import Mapping

from thidua.kernel.messages.entry import Message

MESSAGES: Mapping[str, Message] = {
    "slips.not-yet": Message(
        409,
        "Chưa có việc “{act}” nên chưa in được phiếu này. Hãy làm việc đó trước.",
        "“{act}” was not done yet, so there is no such form. Do it first.",
    ),
    "slips.register-long": Message(
        422,
        "Khoảng ngày này có hơn {most} hồ sơ. Hãy chọn ít ngày hơn rồi in từng phần.",
        "These days have more than {most} dossiers. Choose fewer days and print the parts.",
    ),
}
