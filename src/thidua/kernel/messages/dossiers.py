"""What can go wrong with a dossier's code and on its way."""

from collections.abc import Mapping

from thidua.kernel.messages.entry import Message

MESSAGES: Mapping[str, Message] = {
    "dossiers.bad-code": Message(
        422,
        "“{dossier}” không phải mã hồ sơ. Mã như H15.50.05.13-261008-0975 hoặc 000.13.05.H15-200108-0012.",
        "“{dossier}” is no code of a dossier. A code is like H15.50.05.13-261008-0975 or 000.13.05.H15-200108-0012.",
    ),
    "dossiers.bad-agency": Message(
        422,
        "“{agency}” không phải mã định danh của cơ quan. Mã như H15.50.05.13 hoặc 000.13.05.H15.",
        "“{agency}” is no code of an agency. A code is like H15.50.05.13 or 000.13.05.H15.",
    ),
    "dossiers.numbers-used-up": Message(
        409,
        "Ngày {day} đã dùng hết {most} số hồ sơ của cơ quan. Hồ sơ chưa được ghi; hãy báo quản trị hệ thống.",
        "All {most} numbers of the agency are used up on {day}. The dossier was not recorded; tell the operator.",
    ),
    "dossiers.not-now": Message(
        409,
        "Không thể “{act}” khi hồ sơ đang ở trạng thái “{status}”, bước “{step}”. Hồ sơ giữ nguyên; hãy tải lại trang để xem việc có thể làm.",
        "“{act}” cannot be done while the dossier stands at “{status}”, step “{step}”. Nothing was changed; load the page again to see what can be done.",
    ),
    "dossiers.not-your-act": Message(
        403,
        "Vai trò đang dùng không được “{act}”. Hồ sơ giữ nguyên; hãy chuyển cho người có thẩm quyền.",
        "The seat you act in may not do “{act}”. Nothing was changed; pass it on to whoever may.",
    ),
}
