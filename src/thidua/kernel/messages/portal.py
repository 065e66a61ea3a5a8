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
    "portal.body-too-large": Message(
        413,
        "Nội dung gửi lên lớn hơn mức trang này nhận ({most} byte). Chưa đọc và chưa ghi gì; hãy chia nhỏ tệp rồi gửi lần lượt.",
        "What was sent is larger than this page takes ({most} bytes). Nothing was read or written; divide the file and send the parts.",
    ),
    "portal.body-without-length": Message(
        413,
        "Nội dung gửi lên không cho biết độ dài nên chưa đọc và chưa ghi gì. Hãy gửi từ trang nhập số liệu.",
        "What was sent does not say how long it is; nothing was read or written. Send it from the page for counts.",
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
    "portal.expected-stage": Message(
        422, "Hãy chọn một đợt có trong kế hoạch.", "Choose a stage of the plan."
    ),
    "portal.expected-until": Message(
        422,
        "Hãy chọn một ngày trong thời gian của phong trào, viết như 2024-12-10.",
        "Choose a day of the campaign, written like 2024-12-10.",
    ),
    "portal.expected-on": Message(
        422, "Hãy viết ngày như 2025-07-01.", "Write the day like 2025-07-01."
    ),
    "portal.expected-day": Message(
        422, "Hãy viết ngày như 2024-12-10.", "Write the day like 2024-12-10."
    ),
    "portal.expected-q": Message(
        422,
        "Hãy tìm bằng một phần của tên, ngắn hơn 100 chữ.",
        "Search by a part of the name, shorter than 100 letters.",
    ),
    "portal.expected-id": Message(
        422,
        "Mã biên nhận có 26 ký tự: chữ thường và các số từ 2 đến 7.",
        "A receipt's id has 26 characters: small letters and the digits 2 to 7.",
    ),
    "portal.expected-entry": Message(
        422,
        "Hãy viết số của mục sổ bằng chữ số, ví dụ 48. Số của mục có ở trang Sổ ghi.",
        "Write the number of the entry in digits, for example 48. It stands on the page of the ledger.",
    ),
    "portal.expected-fact": Message(
        422,
        "Mã công khai của số liệu có 26 ký tự: chữ thường và các số từ 2 đến 7.",
        "The public id of a fact has 26 characters: small letters and the digits 2 to 7.",
    ),
    "portal.expected-page": Message(
        422, "Hãy chọn một trang có trong danh sách.", "Choose a page of the list."
    ),
    "portal.expected-under": Message(
        422,
        "Hãy chọn một đơn vị cấp trên có trong danh sách của khối.",
        "Choose a unit above that is in the list of the group.",
    ),
    "portal.expected-show": Message(
        422,
        "Hãy chọn nhiều nhất bốn tiêu chí để hiện thành cột, trong: {choices}.",
        "Choose at most four criteria to be shown as columns, of: {choices}.",
    ),
    "portal.expected-units": Message(
        422,
        "Hãy ghi mã các đơn vị, cách nhau bằng dấu phẩy, như u-1,u-2.",
        "Write the ids of the units with commas between them, like u-1,u-2.",
    ),
    "portal.expected-choice": Message(
        422,
        "Hãy mở lại trang và chọn trong danh sách: {choices}.",
        "Open the page again and choose in the list: {choices}.",
    ),
    "portal.expected-with": Message(
        422,
        "Hãy chọn trong danh sách một phong trào trước có cùng tiêu chí này.",
        "Choose from the list an earlier campaign that has this criterion.",
    ),
    "portal.expected-group": Message(
        422,
        "Hãy chọn một khối mà tiêu chí này áp dụng.",
        "Choose a group that this criterion is for.",
    ),
    "portal.expected-other": Message(
        422, "Hãy mở lại trang và chọn trong danh sách.", "Open the page again and choose there."
    ),
    "portal.too-many-parameters": Message(
        422,
        "Địa chỉ có {count} tham số, nhiều hơn {most}. Hãy mở lại trang và chọn ít hơn.",
        "The address has {count} parameters, more than {most}. Open the page again and choose fewer.",
    ),
    "portal.no-such-page-number": Message(
        404,
        "Không có trang {page}: danh sách này có {pages} trang. Hãy mở lại từ trang đầu.",
        "There is no page {page}: this list has {pages}. Open it again from its first page.",
    ),
    "portal.campaign-unknown": Message(
        404,
        "Không có phong trào “{campaign}” hoặc phong trào chưa được công khai. Hãy xem danh sách phong trào.",
        "There is no campaign “{campaign}”, or it is not public yet. See the list of campaigns.",
    ),
    "portal.group-unknown": Message(
        404,
        "Phong trào không có khối thi đua “{group}”. Hãy chọn khối ở trang của phong trào.",
        "The campaign has no peer group “{group}”. Choose one on the campaign's page.",
    ),
    "portal.compare-number": Message(
        422,
        "Mỗi lần so sánh được từ {fewest} đến {most} đơn vị, ở đây có {count}. Hãy thêm hoặc bớt đơn vị ở dưới.",
        "From {fewest} to {most} units can be compared at a time; here are {count}. Add or remove units below.",
    ),
    "portal.compare-other-group": Message(
        422,
        "{name} thuộc “{group}”, không cùng khối với các đơn vị kia. Chỉ các đơn vị trong cùng một khối được xếp hạng với nhau; hãy chọn lại trong bảng của khối.",
        "{name} is in “{group}”, not in the group of the others. Only units of one group are ranked with each other; choose again in the table of the group.",
    ),
    "portal.compare-unranked": Message(
        422,
        "{name} không xếp hạng trong khối nào của phong trào nên không so sánh được. Hãy chọn lại trong bảng của khối.",
        "{name} is not ranked in any group of the campaign, so it cannot be compared. Choose again in the table of the group.",
    ),
    "portal.unit-outside": Message(
        404,
        "{name} không có trên địa bàn của phong trào vào ngày {day}. Hãy xem trang của đơn vị để biết đơn vị trước và sau sắp xếp.",
        "{name} is not in the area of the campaign on {day}. See the unit's page for its predecessors and successors.",
    ),
    "portal.unit-unknown": Message(
        404,
        "Không có đơn vị mang mã “{unit}”. Hãy tìm theo tên ở mục Đơn vị.",
        "There is no unit with the id “{unit}”. Search by name under Units.",
    ),
    "portal.criterion-unknown": Message(
        404,
        "Phong trào không có tiêu chí “{criterion}”. Hãy chọn tiêu chí ở trang của phong trào.",
        "The campaign has no criterion “{criterion}”. Choose one on the campaign's page.",
    ),
    "portal.fact-unknown": Message(
        404,
        "Không có số liệu mang mã “{fact}”. Hãy kiểm tra lại mã.",
        "There is no fact with the id “{fact}”. Check the id.",
    ),
    "portal.entry-unknown": Message(
        404,
        "Sổ ghi chưa có mục số {index}: hiện có {size} mục, đánh số từ 0.",
        "The ledger has no entry {index} yet: it has {size} entries, numbered from 0.",
    ),
    "portal.fact-elsewhere": Message(
        404,
        "Số liệu “{fact}” không nằm trong mục sổ số {index}. Hãy mở trang của số liệu để biết mục sổ của nó.",
        "Fact “{fact}” is not in entry {index} of the ledger. Its own page says in which entry it is.",
    ),
    "portal.edition-unknown": Message(
        404,
        "Phong trào chưa có lần công bố số {nr}. Hãy xem các lần công bố ở trang của phong trào.",
        "The campaign has no edition {nr} yet. See its editions on the campaign's page.",
    ),
    "portal.no-such-file": Message(
        404,
        "Trong thư mục công bố không có tệp “{name}”. Hãy mở thư mục và chọn tệp ở đó.",
        "The published folder has no file “{name}”. Open the folder and choose a file there.",
    ),
    "portal.folder-busy": Message(
        503,
        "Thư mục công bố đang được đóng gói. Không có tệp nào thay đổi; hãy thử lại sau một phút.",
        "The published folder is being packed. No file has changed; try again in a minute.",
    ),
    "portal.verifier-missing": Message(
        404,
        "Máy chủ này chưa đóng gói công cụ kiểm chứng một tệp. Hãy chạy “make verifier” từ mã nguồn.",
        "This server has not built the one-file verifier. Run “make verifier” from the source.",
    ),
}
