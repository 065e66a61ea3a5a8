"""What can go wrong in `programme`."""

from collections.abc import Mapping

from thidua.kernel.messages.entry import Message

MESSAGES: Mapping[str, Message] = {
    "programme.days-out-of-order": Message(
        422,
        "Ngày cuối {last} đứng trước ngày đầu {first}, chưa ghi gì. Hãy sửa lại hai ngày.",
        "The last day {last} comes before the first day {first}; nothing was written. Correct the days.",
    ),
    "programme.years-out-of-order": Message(
        422,
        "Năm cuối {last} đứng trước năm đầu {first}, chưa ghi gì. Hãy sửa lại hai năm.",
        "The last year {last} comes before the first year {first}; nothing was written. Correct the years.",
    ),
    "programme.year-outside": Message(
        422,
        "Năm {year} không thuộc thời gian của chương trình ({first}–{last}), chưa ghi gì. Hãy chọn năm trong khoảng ấy.",
        "The year {year} is outside the programme ({first}–{last}); nothing was written. Choose a year within it.",
    ),
    "programme.year-not-asked": Message(
        409,
        "Mục tiêu này chưa có con số cho năm {year}, nên chưa ghi kết quả. Hãy ghi con số mục tiêu của năm ấy trước.",
        "This goal asks nothing of the year {year} yet, so no result was recorded. Say first what is asked of that year.",
    ),
    "programme.number-too-long": Message(
        422,
        "Con số dài quá {most} ký tự, chưa ghi gì. Hãy chỉ ghi con số, ví dụ 60% hoặc 1.250; phần diễn giải ghi ở ô bên cạnh.",
        "The number is longer than {most} characters; nothing was written. Write the number only, for example 60% or 1.250; the words go into the field beside it.",
    ),
    "programme.not-comparable": Message(
        422,
        "Mục tiêu ghi {asked} còn kết quả ghi {reached}: một bên là tỷ lệ, một bên là số lượng, nên chưa ghi gì. Hãy ghi cả hai cùng một kiểu.",
        "The goal says {asked} and the result {reached}: one is a percentage, the other a count, so nothing was written. Write both in the same way.",
    ),
    "programme.code-taken": Message(
        409,
        "Mã {programme} đã có chương trình khác dùng, chưa ghi gì. Hãy chọn mã khác.",
        "The code {programme} belongs to another programme; nothing was written. Choose another.",
    ),
    "programme.no-programme": Message(
        404,
        "Không có chương trình mang mã {programme} ở đơn vị này. Hãy mở lại danh sách chương trình.",
        "There is no programme with the code {programme} at this unit. Open the list of programmes again.",
    ),
    "programme.no-goal": Message(
        404,
        "Chương trình này không có mục tiêu số {nr}. Hãy mở lại trang chương trình.",
        "This programme has no goal number {nr}. Open the page of the programme again.",
    ),
    "programme.no-committee": Message(
        404,
        "Đơn vị này không có ban chỉ đạo số {nr}. Hãy mở lại danh sách ban chỉ đạo.",
        "This unit has no committee number {nr}. Open the list of committees again.",
    ),
    "programme.committee-not-at-work": Message(
        409,
        "Ban chỉ đạo không hoạt động vào ngày {day}, chưa thêm ai. Hãy lập ban chỉ đạo mới theo văn bản kiện toàn.",
        "The committee is not at work on {day}; nobody was added. Set up a new committee by the document that renews it.",
    ),
    "programme.no-member": Message(
        404,
        "Thành viên này không còn trong ban chỉ đạo, chưa thay đổi gì. Hãy mở lại trang của ban.",
        "This member is no longer in the committee; nothing was changed. Open the committee's page again.",
    ),
}
