"""What can go wrong in `portal`, and on every page of the site."""

from collections.abc import Mapping

from thidua.kernel.messages.entry import Message

MESSAGES: Mapping[str, Message] = {
    "portal.no-such-page": Message(
        404,
        "Không có trang ở địa chỉ này. Có thể địa chỉ bị gõ thiếu, hoặc đơn vị, phong trào không có trong hệ thống.",
        "There is no page at this address. Perhaps it was mistyped, or the unit or campaign is not in the system.",
    ),
    "portal.bad-request": Message(
        400,
        "Không đọc được yêu cầu này, chưa ghi gì. Hãy mở lại trang và thử lại.",
        "This request could not be read; nothing was written. Open the page again and try again.",
    ),
    "portal.bad-parameter": Message(
        422,
        "Không hiểu “{value}” ở mục “{name}” của địa chỉ. {expected}",
        "“{value}” is not understood as “{name}” in the address. {expected}",
    ),
    "portal.bug": Message(
        500,
        "Hệ thống gặp lỗi khi lập trang này. Số liệu đã ghi không bị ảnh hưởng. Lỗi đã được ghi lại để xử lý; hãy thử lại sau ít phút.",
        "Something went wrong in making this page. Recorded numbers are not affected. The error was noted; please try again in a few minutes.",
    ),
}
