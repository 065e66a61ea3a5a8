"""What can go wrong in `conduct`."""

from collections.abc import Mapping

from thidua.kernel.messages.entry import Message

MESSAGES: Mapping[str, Message] = {
    # closing
    "conduct.state-unknown": Message(
        422,
        "Kết quả chỉ có thể là tạm thời hoặc chính thức. Hãy chọn lại ở trang công bố.",
        "A result is provisional or official. Choose again on the page.",
    ),
    "conduct.council-nothing": Message(
        422,
        "Chưa ghi gì: không đơn vị nào được giải và không thứ hạng nào khác thứ hạng đã tính. Hãy chọn giải cho ít nhất một đơn vị.",
        "Nothing was recorded: no unit has a prize, no rank differs from the computed one. Give at least one unit a prize.",
    ),
    # calendar, route, who is behind
    "conduct.route-empty": Message(
        422,
        "Luồng báo cáo chưa có cấp nào, chưa ghi gì. Hãy chọn ngày và giờ cho ít nhất một cấp.",
        "The reporting route has no level; nothing was written. Give at least one level a day and a time.",
    ),
    "conduct.level-twice": Message(
        422,
        "Có cấp gửi xuất hiện hai lần trong luồng báo cáo, chưa ghi gì. Mỗi cấp chỉ có một hạn trong mỗi kỳ.",
        "A level stands twice in the route; nothing was written. A level has one instant in each period.",
    ),
    "conduct.level-does-not-send": Message(
        422,
        "Có cấp không gửi báo cáo trong luồng này, chưa ghi gì. Hãy chọn ấp, xã, huyện, sở ngành hoặc doanh nghiệp.",
        "One of the levels sends no report here; nothing was written. Choose hamlet, commune, district, department or enterprise.",
    ),
    "conduct.step-day": Message(
        422,
        "Hạn của mỗi cấp cần đúng một trong hai: thứ trong tuần (0 đến 6), hoặc số ngày trước ngày cuối kỳ; chưa ghi gì. Hãy chọn lại.",
        "The step of a level needs exactly one of: a day of the week (0 to 6), or a number of days before the period's last; nothing was written. Choose again.",
    ),
    "conduct.days-before": Message(
        422,
        "Số ngày trước ngày cuối kỳ phải từ 0 đến {most}, chưa ghi gì. Hãy sửa lại.",
        "The number of days before the period's last must be 0 to {most}; nothing was written. Correct it.",
    ),
    "conduct.route-out-of-order": Message(
        422,
        "Trong kỳ kết thúc ngày {last}, một cấp trên có hạn đứng trước hạn của cấp gửi cho nó; chưa ghi gì. Hãy lùi hạn của cấp trên.",
        "In the period that ends on {last}, an upper level is due before the level that reports to it; nothing was written. Move the upper level back.",
    ),
    "conduct.day-kind": Message(
        422,
        "Loại ngày “{kind}” không có trong lịch, chưa ghi gì. Hãy chọn ngày công bố hoặc ngày trao giải.",
        "The calendar has no day of the kind “{kind}”; nothing was written. Choose publication or prizes.",
    ),
    "conduct.day-too-early": Message(
        422,
        "Ngày {day} đứng trước ngày đầu của phong trào ({first}), chưa ghi gì. Hãy chọn ngày sau.",
        "The day {day} comes before the campaign's first day ({first}); nothing was written. Choose a later one.",
    ),
    "conduct.no-route": Message(
        404,
        "Phong trào này chưa có luồng báo cáo, nên chưa có kỳ báo cáo để xem. Cơ quan thường trực hãy đặt luồng báo cáo trước.",
        "This campaign has no reporting route yet, so there is no period to show. The campaign office sets the route first.",
    ),
    "conduct.no-period": Message(
        404,
        "Luồng báo cáo không có kỳ số {nr}. Hãy chọn kỳ từ 1 đến {most}.",
        "The route has no period number {nr}. Choose one from 1 to {most}.",
    ),
    "conduct.no-group": Message(
        404,
        "Phong trào không có khối {group}. Hãy chọn một khối trong danh sách.",
        "The campaign has no group {group}. Choose one from the list.",
    ),
}
