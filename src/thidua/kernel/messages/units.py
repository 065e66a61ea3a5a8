"""What can go wrong in `units`."""

from collections.abc import Mapping

from thidua.kernel.messages.entry import Message

MESSAGES: Mapping[str, Message] = {
    "units.unknown": Message(
        404,
        "Không có đơn vị “{reference}” trong danh mục. Hãy kiểm tra mã đơn vị, hoặc ghi mã của Tổng "
        "cục Thống kê kèm ngày, ví dụ gso:31369@2024-12-10.",
        "There is no unit “{reference}” in the registry. Check the id, or give a GSO code with a "
        "day, such as gso:31369@2024-12-10.",
    ),
    "units.reference-malformed": Message(
        422,
        "Không hiểu “{reference}” chỉ đơn vị nào. Hãy ghi mã đơn vị (c31369) hoặc gso:31369@2024-12-10.",
        "“{reference}” does not name a unit. Give an id (c31369) or gso:31369@2024-12-10.",
    ),
    "units.ambiguous-code": Message(
        422,
        "Mã {number} chưa đủ để biết là đơn vị nào: mã này đã hoặc đang thuộc {units}. Hãy ghi một "
        "trong các mã đơn vị đó, hoặc {scheme}:{number}@ngày, ví dụ {scheme}:{number}@2024-12-10.",
        "Code {number} alone does not say which unit is meant: it is or was that of {units}. Give "
        "one of these ids, or {scheme}:{number}@day, such as {scheme}:{number}@2024-12-10.",
    ),
    "units.code-not-held": Message(
        422,
        "Ngày {on} không có đơn vị nào mang mã {number}; mã này từng thuộc {units}. Hãy kiểm tra "
        "lại ngày, hoặc ghi mã của đơn vị đang hoạt động.",
        "On {on} no unit has the code {number}; it was that of {units}. Check the day, or give the "
        "id of a unit that stands.",
    ),
    "units.not-yet-open": Message(
        422,
        "Ngày {on} đơn vị {unit} chưa thành lập (bắt đầu từ {first}). Hãy ghi số liệu cho đơn vị "
        "có trước đó, hoặc sửa lại ngày.",
        "On {on} unit {unit} is not there yet (it starts on {first}). Name the unit that was there "
        "before, or correct the day.",
    ),
    "units.closed": Message(
        422,
        "Ngày {on} đơn vị {unit} không còn hoạt động (kết thúc từ {end}). Hãy dùng đơn vị kế tiếp "
        "của nó, hoặc sửa lại ngày.",
        "On {on} unit {unit} is closed (since {end}). Name the unit that succeeded it, or correct "
        "the day.",
    ),
    "units.closing": Message(
        409,
        "Đơn vị {unit} đã được ghi là kết thúc từ {end}, nên không thay đổi thêm được; danh mục vẫn "
        "như cũ. Hãy thực hiện thay đổi trên đơn vị kế tiếp.",
        "Unit {unit} is recorded as closing on {end} and cannot be changed any more; nothing was "
        "written. Change the unit that succeeds it.",
    ),
    "units.later-change": Message(
        409,
        "Không ghi thay đổi của {unit} vào ngày {on} được vì đã có thay đổi từ {changed}. Các thay "
        "đổi phải theo thứ tự ngày; hãy chọn ngày không sớm hơn.",
        "No change of {unit} can start on {on}: one of {changed} is recorded already. Changes "
        "follow the order of days; choose a day that is not earlier.",
    ),
    "units.closed-too-soon": Message(
        409,
        "Không thể kết thúc {unit} vào ngày {on}: đơn vị này mới bắt đầu hoặc mới thay đổi từ "
        "{changed}. Hãy chọn ngày muộn hơn.",
        "Unit {unit} cannot close on {on}: it opened or changed on {changed}. Choose a later day.",
    ),
    "units.nothing-changes": Message(
        409,
        "Đơn vị {unit} vốn đã như vậy; không có gì được ghi. Hãy kiểm tra lại nội dung thay đổi.",
        "Unit {unit} is so already; nothing was written. Check what is to change.",
    ),
    "units.bad-id": Message(
        422,
        "Mã đơn vị “{unit}” không dùng được: cần bắt đầu bằng chữ thường a–z, sau đó là chữ thường, "
        "số, dấu chấm hoặc gạch nối, tối đa 64 ký tự.",
        "“{unit}” cannot be an id: it starts with a small letter a–z, followed by small letters, "
        "digits, points or hyphens, 64 characters at most.",
    ),
    "units.bad-name": Message(
        422,
        "Tên đơn vị “{name}” bị trống, thừa khoảng trắng hoặc dài quá {longest} ký tự. Hãy sửa lại.",
        "The name “{name}” is empty, has spaces around it or is longer than {longest}. Correct it.",
    ),
    "units.kind-unfit": Message(
        422,
        "Loại “{kind}” không dùng cho cấp {level}. Các loại dùng được: {known}.",
        "Kind “{kind}” does not belong to level {level}. Kinds that do: {known}.",
    ),
    "units.id-taken": Message(
        409,
        "Mã đơn vị {units} đã có trong danh mục; không có gì được ghi. Hãy đặt mã khác: đơn vị mới "
        "không dùng lại mã của đơn vị cũ.",
        "Id {units} is in the registry already; nothing was written. Choose another: a new unit "
        "never takes the id of an old one.",
    ),
    "units.code-taken": Message(
        409,
        "Mã {scheme}:{number} đang thuộc đơn vị {unit} trong cùng thời gian; không có gì được ghi. "
        "Hãy kiểm tra lại mã hoặc ngày.",
        "Code {scheme}:{number} is that of {unit} at that time; nothing was written. Check the "
        "code or the day.",
    ),
    "units.parent-not-above": Message(
        422,
        "Đơn vị {parent} (cấp {parent_level}) không thể là cấp trên của một đơn vị cấp {level}. Hãy "
        "chọn đơn vị cấp trên khác.",
        "Unit {parent} (level {parent_level}) cannot stand above a unit of level {level}. Choose "
        "another unit above.",
    ),
    "units.parent-opens-later": Message(
        422,
        "Đơn vị cấp trên {parent} chỉ có từ {first}. Hãy ghi ngày bắt đầu từ ngày đó trở đi.",
        "The unit above, {parent}, is there only from {first}. Give a first day that is not earlier.",
    ),
    "units.parent-closes": Message(
        422,
        "Đơn vị cấp trên {parent} kết thúc từ {end}. Hãy ghi ngày kết thúc không muộn hơn, hoặc "
        "chọn đơn vị cấp trên khác.",
        "The unit above, {parent}, closes on {end}. Give an end that is not later, or another unit "
        "above.",
    ),
    "units.cycle": Message(
        422,
        "Đơn vị {unit} không thể nằm dưới chính nó; danh mục vẫn như cũ. Hãy chọn đơn vị cấp trên khác.",
        "Unit {unit} cannot stand under itself; nothing was written. Choose another unit above.",
    ),
    "units.has-children": Message(
        409,
        "Chưa thể kết thúc {unit} vì còn {count} đơn vị trực thuộc ({children} …). Hãy chuyển hoặc "
        "kết thúc các đơn vị đó trước.",
        "Unit {unit} cannot close while {count} units stand under it ({children} …). Move or close "
        "them first.",
    ),
    "units.merge-needs-two": Message(
        422,
        "Sáp nhập cần ít nhất hai đơn vị khác nhau (đang có: {units}).",
        "A merge takes two different units at least (given: {units}).",
    ),
    "units.level-differs": Message(
        422,
        "Đơn vị {unit} và đơn vị mới {other} không cùng cấp. Chỉ sáp nhập, chia tách trong cùng một cấp.",
        "Unit {unit} and the new unit {other} are of different levels. Merges and splits stay "
        "within one.",
    ),
    "units.split-needs-two": Message(
        422,
        "Chia tách {unit} cần ít nhất hai đơn vị mới.",
        "A split of {unit} takes two new units at least.",
    ),
    "units.shares-partly": Message(
        422,
        "Tỷ lệ mới khai cho một số phần. Hãy khai cho tất cả, hoặc không khai phần nào: khi đó số "
        "liệu giữ nguyên ở đơn vị cũ.",
        "Shares are declared for some parts only. Declare all, or none: then counts stay at the "
        "old unit.",
    ),
    "units.bad-share": Message(
        422,
        "Tỷ lệ {share} không dùng được: phải lớn hơn 0, không quá 1, tối đa {digits} chữ số thập phân.",
        "Share {share} will not do: it is over 0, at most 1, with {digits} decimals at most.",
    ),
    "units.shares-sum": Message(
        422,
        "Tổng các tỷ lệ là {total}, phải đúng bằng 1. Hãy sửa lại các tỷ lệ.",
        "The shares sum to {total} and must make exactly 1. Correct them.",
    ),
    "units.children-not-given": Message(
        422,
        "Chia tách {unit}: mỗi đơn vị trực thuộc phải về đúng một phần. Chưa đúng: {children}.",
        "Split of {unit}: every unit under it goes to exactly one part. Not so: {children}.",
    ),
    "units.none-at-level": Message(
        409,
        "Ngày {on} không có đơn vị cấp {level} nào thuộc {root}; không có gì được ghi.",
        "On {on} no unit of level {level} stands under {root}; nothing was written.",
    ),
    "units.registry-missing": Message(
        404,
        "Không thấy tệp danh mục {path}. Hãy kiểm tra thư mục data/units đi cùng mã nguồn.",
        "The registry file {path} is missing. Look for the folder data/units beside the source.",
    ),
    "units.registry-present": Message(
        409,
        "Danh mục đã có {count} đơn vị trong số này ({units} …); không nạp lại. Muốn thay đổi, hãy "
        "dùng các lệnh sáp nhập, chia tách, đổi tên.",
        "{count} of these units are in the store already ({units} …); nothing was loaded. To change "
        "them, merge, split or rename.",
    ),
    "units.refused": Message(
        422,
        "Chưa nạp đơn vị nào vì có {count} lỗi. Hãy sửa rồi gửi lại cả tệp:\n{problems}",
        "Nothing was taken because of {count} problems. Correct them and send all again:\n{problems}",
    ),
    "units.row": Message(422, "Dòng {number}: {reason}", "Row {number}: {reason}"),
    "units.row-lacks": Message(
        422, "thiếu {column}. Hãy điền ô này.", "it lacks {column}. Fill the cell."
    ),
    "units.row-ragged": Message(
        422,
        "có {found} ô trong khi tiêu đề có {expected} cột. Hãy kiểm tra dấu phẩy thừa hoặc thiếu.",
        "it has {found} cells where the heading has {expected}. Look for a comma too many.",
    ),
    "units.row-code-twice": Message(
        422,
        "mã {mark} đã dùng ở dòng {first}. Mỗi đơn vị cần một mã riêng.",
        "code {mark} stands in row {first} already. Every unit needs its own.",
    ),
    "units.row-kind": Message(
        422,
        "không hiểu loại “{text}”. Ví dụ dùng được: ấp, thôn, khu vực, tổ dân phố, khóm, sở, doanh nghiệp.",
        "kind “{text}” is unknown. Some that are: ấp, thôn, khu vực, tổ dân phố, khóm, sở, doanh nghiệp.",
    ),
    "units.row-level": Message(
        422,
        "cấp “{text}” không nạp bằng tệp được: chỉ nạp ấp (thôn, khu vực …), cơ quan và doanh nghiệp.",
        "level “{text}” does not come by file: only hamlets, departments and enterprises do.",
    ),
    "units.row-day": Message(
        422,
        "ngày “{text}” không đúng. Hãy viết dạng 31/12/2024 hoặc 2024-12-31.",
        "day “{text}” is wrong. Write 31/12/2024 or 2024-12-31.",
    ),
    "units.file-empty": Message(
        422,
        "Tệp không có dòng đơn vị nào. Hãy kiểm tra lại tệp trước khi gửi.",
        "The file has no rows of units. Check it before sending.",
    ),
    "units.file-heading": Message(
        422,
        "Không hiểu tên cột “{heading}” hoặc cột bị lặp. Các cột dùng được: {known}.",
        "Column “{heading}” is unknown or stands twice. Columns: {known}.",
    ),
    "units.file-columns": Message(
        422,
        "Tệp thiếu cột: {lacking}. Hãy thêm cột rồi gửi lại.",
        "The file lacks columns: {lacking}. Add them and send it again.",
    ),
    "units.file-encoding": Message(
        422,
        "Tệp {name} không phải mã UTF-8 (sai ở byte thứ {byte}). Trong Excel hãy lưu lại dạng “CSV UTF-8”.",
        "File {name} is not UTF-8 (broken at byte {byte}). In Excel save it again as “CSV UTF-8”.",
    ),
    "units.file-broken": Message(
        422,
        "Không đọc được tệp {name}: {reason}. Hãy mở tệp, lưu lại rồi gửi.",
        "File {name} cannot be read: {reason}. Open it, save it again and send it.",
    ),
    "units.file-large": Message(
        422,
        "Tệp {name} quá lớn (tối đa {largest} MB) hoặc bung ra quá lớn. Hãy tách thành nhiều tệp.",
        "File {name} is too large ({largest} MB at most), or unpacks to too much. Divide it.",
    ),
}
