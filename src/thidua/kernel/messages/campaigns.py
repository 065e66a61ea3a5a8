"""What can go wrong in `campaigns`."""

from collections.abc import Mapping

from thidua.kernel.messages.entry import Message


def _refused(vi: str, en: str) -> Message:
    return Message(422, vi, en)


_WRITING: Mapping[str, Message] = {
    "campaigns.not-utf8": _refused(
        "Tệp không phải UTF-8 (byte thứ {byte} không đọc được). Hãy lưu lại tệp với bảng mã UTF-8 rồi thử lại.",
        "The file is not UTF-8 (byte {byte} cannot be read). Save it as UTF-8 and try again.",
    ),
    "campaigns.byte-order-mark": _refused(
        "Tệp bắt đầu bằng dấu BOM. Hãy lưu lại tệp với bảng mã UTF-8 không có BOM rồi thử lại.",
        "The file begins with a byte order mark. Save it as UTF-8 without BOM and try again.",
    ),
    "campaigns.not-toml": _refused(
        "Chỗ này không đúng cú pháp TOML: {detail}. Hãy sửa dòng này; xem ví dụ trong docs/reference/plan-format.md.",
        "This is not TOML: {detail}. Correct the line; docs/reference/plan-format.md has an example.",
    ),
    "campaigns.too-large": _refused(
        "Tệp kế hoạch dài {size} byte, quá mức {most} byte. Hãy kiểm tra lại có đúng tệp không.",
        "The plan's file has {size} bytes, more than the {most} allowed. Check that it is the right file.",
    ),
    "campaigns.unknown-format": _refused(
        "Bản này chỉ đọc được kế hoạch có format = {known}.",
        "This version reads plans with format = {known} only.",
    ),
    "campaigns.unknown-key": _refused(
        "Không có mục tên là “{value}”. Ở đây được dùng: {known}.",
        "There is no key “{value}”. Keys known here: {known}.",
    ),
    "campaigns.unknown-key-near": _refused(
        "Không có mục tên là “{value}”. Có phải ý bạn là “{near}”?",
        "There is no key “{value}”. Did you mean “{near}”?",
    ),
    "campaigns.missing-key": _refused(
        "Thiếu mục “{key}”. Hãy ghi thêm mục này.",
        "The key “{key}” is missing. Add it.",
    ),
    "campaigns.not-text": _refused(
        "“{key}” phải là chữ đặt trong dấu ngoặc kép.",
        "“{key}” has to be text in quotation marks.",
    ),
    "campaigns.empty-text": _refused(
        "“{key}” đang để trống. Hãy ghi nội dung.",
        "“{key}” is empty. Write something there.",
    ),
    "campaigns.not-whole": _refused(
        "“{key}” phải là số nguyên từ {least} đến {most}, viết không có dấu ngoặc kép.",
        "“{key}” has to be a whole number from {least} to {most}, without quotation marks.",
    ),
    "campaigns.not-yes-no": _refused(
        "“{key}” chỉ nhận true (có) hoặc false (không).",
        "“{key}” is either true or false.",
    ),
    "campaigns.not-day": _refused(
        "“{key}” phải là một ngày, viết không có dấu ngoặc kép, ví dụ 2024-10-10.",
        "“{key}” has to be a day without quotation marks, such as 2024-10-10.",
    ),
    "campaigns.not-instant": _refused(
        "“{key}” phải có ngày, giờ và múi giờ Việt Nam, ví dụ 2024-12-20T17:00:00+07:00.",
        "“{key}” has to be a day and time in Vietnam's zone, such as 2024-12-20T17:00:00+07:00.",
    ),
    "campaigns.not-number": _refused(
        "“{key}” là {value}: phải là số không âm, số nguyên viết thẳng (60), số lẻ để trong ngoặc kép (“12.5”).",
        "“{key}” is {value}: write a number that is not negative, whole as it is (60), others in quotes (“12.5”).",
    ),
    "campaigns.not-share": _refused(
        "“{key}” là {value}: tiêu chí này tính theo tỷ lệ, hãy viết phần trăm trong ngoặc kép, ví dụ “60%”.",
        "“{key}” is {value}: this criterion is a share, write a percentage in quotes, such as “60%”.",
    ),
    "campaigns.inexact-number": _refused(
        "“{key}” là {value}: số lẻ phải để trong dấu ngoặc kép (“{value}”) để được tính chính xác tuyệt đối.",
        "“{key}” is {value}: put a number with decimals in quotes (“{value}”), so that it is counted exactly.",
    ),
    "campaigns.comma-number": _refused(
        "“{key}” là “{value}”: trong tệp kế hoạch hãy dùng dấu chấm thập phân thay dấu phẩy.",
        "“{key}” is “{value}”: use a decimal point instead of the comma in a plan's file.",
    ),
    "campaigns.not-above-zero": _refused(
        "“{key}” phải lớn hơn 0: không thể tính mức đạt so với chỉ tiêu bằng 0.",
        "“{key}” has to be above 0: attainment of a target of 0 cannot be counted.",
    ),
    "campaigns.not-list": _refused(
        "“{key}” phải là một danh sách: [ … ], hoặc các mục [[{key}]].",
        "“{key}” has to be a list: [ … ], or entries [[{key}]].",
    ),
    "campaigns.empty-list": _refused(
        "“{key}” chưa có gì. Phải có ít nhất một mục.",
        "“{key}” is empty. It needs at least one entry.",
    ),
    "campaigns.not-table": _refused(
        "“{key}” phải là một bảng: {{ … }}, hoặc mục [{key}], [[{key}]].",
        "“{key}” has to be a table: {{ … }}, or a section [{key}], [[{key}]].",
    ),
    "campaigns.listed-twice": _refused(
        "“{value}” được ghi hai lần trong danh sách. Hãy bỏ bớt một.",
        "“{value}” is in the list twice. Remove one.",
    ),
    "campaigns.code-twice": _refused(
        "Mã “{value}” đã dùng ở trên. Mỗi mã chỉ dùng một lần.",
        "The code “{value}” is taken above. Each code is used once.",
    ),
    "campaigns.bad-code": _refused(
        "Mã “{value}” không dùng được. Chỉ dùng chữ thường không dấu, chữ số và gạch nối, dài tối đa 60 ký tự.",
        "The code “{value}” cannot be used. Take small letters a-z, digits and hyphens, at most 60 characters.",
    ),
    "campaigns.unknown-word": _refused(
        "Không có lựa chọn “{value}”. Ở đây được dùng: {known}.",
        "“{value}” is not a choice here. Choices: {known}.",
    ),
    "campaigns.unknown-word-near": _refused(
        "Không có lựa chọn “{value}”. Có phải ý bạn là “{near}”?",
        "“{value}” is not a choice here. Did you mean “{near}”?",
    ),
}

_CRITERIA: Mapping[str, Message] = {
    "campaigns.unknown-measure": _refused(
        "Kế hoạch không có số đếm “{value}”. Hãy khai báo trong [[measures]], hoặc dùng: {known}.",
        "The plan has no measure “{value}”. Declare it in [[measures]], or use: {known}.",
    ),
    "campaigns.unknown-measure-near": _refused(
        "Kế hoạch không có số đếm “{value}”. Có phải ý bạn là “{near}”? Nếu không, hãy khai báo trong [[measures]].",
        "The plan has no measure “{value}”. Did you mean “{near}”? If not, declare it in [[measures]].",
    ),
    "campaigns.bad-whole": _refused(
        "“{measure}” không thể nằm trong “{whole}”: phải là một số đếm khác, cùng đơn vị tính.",
        "“{measure}” cannot be within “{whole}”: it has to be another measure with the same unit of count.",
    ),
    "campaigns.unused-measure": _refused(
        "Nhắc: số đếm “{measure}” đã khai báo nhưng không tiêu chí nào dùng.",
        "Note: the measure “{measure}” is declared, but no criterion uses it.",
    ),
    "campaigns.mixed-units": _refused(
        "Không cộng được các số đếm khác đơn vị tính: {units}. Hãy tách thành các tiêu chí riêng.",
        "Measures with different units of count cannot be added: {units}. Make separate criteria.",
    ),
    "campaigns.mixed-kinds": _refused(
        "Không cộng được số phát sinh với số hiện có ({kinds}). Hãy dùng các số đếm cùng loại.",
        "Measures of different kinds cannot be added: {kinds}. Use measures of one kind.",
    ),
    "campaigns.flow-over-stock": _refused(
        "Tiêu chí chia số phát sinh trong kỳ cho số hiện có (hoặc ngược lại): {measures}. "
        "Nếu đúng là tính tại ngày cuối kỳ, hãy ghi at_end = true.",
        "This divides what happened in a period by what is there (or the reverse): {measures}. "
        "If it is meant as of the last day, write at_end = true.",
    ),
    "campaigns.may-exceed-whole": _refused(
        "Nhắc: tỷ lệ này có thể vượt 100%, vì “{measure}” không được khai báo là nằm trong “{whole}” (within).",
        "Note: this share may exceed 100%, because “{measure}” is not declared as within “{whole}”.",
    ),
    "campaigns.two-parts": _refused(
        "ratio_times nhân đúng hai tỷ lệ, ở đây có {found}. Hãy ghi đủ hai phần trong parts.",
        "ratio_times multiplies exactly two ratios, here are {found}. Give two parts.",
    ),
    "campaigns.unknown-method": _refused(
        "Không có cách tính điểm “{value}”. Các cách tính: {known}.",
        "There is no method “{value}”. Methods: {known}.",
    ),
    "campaigns.unknown-method-near": _refused(
        "Không có cách tính điểm “{value}”. Có phải ý bạn là “{near}”?",
        "There is no method “{value}”. Did you mean “{near}”?",
    ),
    "campaigns.method-needs-target": _refused(
        "Cách tính “{method}” cần có chỉ tiêu. Hãy ghi thêm target.",
        "The method “{method}” needs a target. Add target.",
    ),
    "campaigns.method-needs-share": _refused(
        "Cách tính “{method}” chỉ dùng cho tỷ lệ (tử số và mẫu số cùng đơn vị tính). Hãy chọn cách tính khác hoặc sửa mẫu số.",
        "The method “{method}” takes shares only (one unit of count above and below). Choose another, or mend the denominator.",
    ),
    "campaigns.method-needs-number": _refused(
        "Cách tính “{method}” chỉ dùng cho số lượng, không dùng cho tỷ lệ. Hãy chọn cách tính khác.",
        "The method “{method}” takes counts, not shares. Choose another.",
    ),
    "campaigns.bands-not-rising": _refused(
        "Các mức phải xếp tăng dần, không trùng nhau, và điểm của mức sau không được thấp hơn mức trước.",
        "Bands have to rise without repeating, and a later band must not earn less than one before it.",
    ),
    "campaigns.above-own-points": _refused(
        "“{key}” cho tới {found} điểm, nhiều hơn điểm tối đa của tiêu chí là {points}.",
        "“{key}” gives up to {found} points, more than the criterion's {points}.",
    ),
    "campaigns.min-above-max": _refused(
        "Mức thấp nhất ({least}) lớn hơn mức cao nhất ({most}). Hãy sửa min hoặc max.",
        "The lowest points ({least}) are above the highest ({most}). Correct min or max.",
    ),
    "campaigns.more-than-all": _refused(
        "{value} lớn hơn 1. Ở đây ghi phần điểm được hưởng, từ “0” đến “1”, ví dụ “1/2”.",
        "{value} is above 1. Give the part of the points it earns, from “0” to “1”, such as “1/2”.",
    ),
    "campaigns.inverse-needs-bounds": _refused(
        "Cách tính “inverse” cần target, hoặc params có cả best (mức được trọn điểm) và worst (mức không có điểm).",
        "The method “inverse” needs a target, or params with both best (all points) and worst (none).",
    ),
    "campaigns.inverse-needs-order": _refused(
        "Phải có cả best và worst, và best phải nhỏ hơn worst, vì với “inverse” càng thấp càng tốt.",
        "Both best and worst are needed, and best below worst, because with “inverse” lower is better.",
    ),
}

_WHOLE: Mapping[str, Message] = {
    "campaigns.unknown-group": _refused(
        "Không có khối thi đua “{value}”. Các khối: {known}.",
        "There is no group “{value}”. Groups: {known}.",
    ),
    "campaigns.unknown-group-near": _refused(
        "Không có khối thi đua “{value}”. Có phải ý bạn là “{near}”?",
        "There is no group “{value}”. Did you mean “{near}”?",
    ),
    "campaigns.unknown-criterion": _refused(
        "Không có tiêu chí “{value}”. Các tiêu chí: {known}.",
        "There is no criterion “{value}”. Criteria: {known}.",
    ),
    "campaigns.unknown-criterion-near": _refused(
        "Không có tiêu chí “{value}”. Có phải ý bạn là “{near}”?",
        "There is no criterion “{value}”. Did you mean “{near}”?",
    ),
    "campaigns.bad-tie-break": _refused(
        "“{value}” không phải cách xếp khi bằng điểm. Hãy viết volume:<tiêu chí>, ratio:<tiêu chí> hoặc points:<tiêu chí>.",
        "“{value}” is not a tie-break. Write volume:<criterion>, ratio:<criterion> or points:<criterion>.",
    ),
    "campaigns.points-do-not-add-up": _refused(
        "Khối “{group}”: các tiêu chí cộng lại được {found} điểm, kế hoạch ghi tổng {total} điểm. "
        "Hãy sửa điểm; nếu nguồn chỉ công bố một phần thì ghi lý do vào incomplete.",
        "Group “{group}”: its criteria make {found} points, the plan says {total}. "
        "Correct the points; if the source gives only a part, say why in incomplete.",
    ),
    "campaigns.group-without-criteria": _refused(
        "Khối “{group}” không có tiêu chí nào. Hãy thêm tiêu chí, hoặc ghi khối này vào applies_to.",
        "The group “{group}” has no criterion. Add one, or name the group in applies_to.",
    ),
    "campaigns.group-chosen-once": _refused(
        "Khối “{group}” phải chọn đơn vị theo đúng một cách: theo cấp hoặc loại (level, kinds), hoặc theo danh sách (units).",
        "The group “{group}” has to choose its units in exactly one way: by level or kinds, or by a list (units).",
    ),
    "campaigns.unit-in-two-groups": _refused(
        "Đơn vị {unit} vừa ở khối “{other}” vừa ở khối “{group}”. Mỗi đơn vị chỉ xếp hạng trong một khối; hãy bỏ ở một khối.",
        "Unit {unit} is in group “{other}” and in group “{group}”. A unit is ranked in one group; remove it from one.",
    ),
    "campaigns.groups-choose-alike": _refused(
        "Khối “{group}” và khối “{other}” chọn trùng đơn vị (cùng cấp hoặc cùng loại). Hãy phân biệt bằng kinds.",
        "Groups “{group}” and “{other}” choose the same units (same level or kind). Tell them apart by kinds.",
    ),
    "campaigns.groups-overlap": _refused(
        "Khối “{group}” và khối “{other}” cùng có {n} đơn vị, trong đó có {unit}. Hãy sửa units, kinds hoặc except.",
        "Groups “{group}” and “{other}” share {n} units, {unit} among them. Mend units, kinds or except.",
    ),
    "campaigns.group-empty": _refused(
        "Nhắc: khối “{group}” chưa có đơn vị nào trên cây đơn vị của kế hoạch. Hãy xem lại level, kinds, units và tree_day.",
        "Note: the group “{group}” has no unit yet on the plan's tree. Look at level, kinds, units and tree_day.",
    ),
    "campaigns.unit-not-on-tree": _refused(
        "Không có đơn vị {value} trong phạm vi kế hoạch vào ngày {day}. Hãy xem lại mã và tree_day.",
        "There is no unit {value} under the plan's root on {day}. Look at the code and tree_day.",
    ),
    "campaigns.bad-reference": _refused(
        "“{value}” không phải mã đơn vị. Hãy dùng mã của hệ thống, hoặc viết như gso:93@{day}.",
        "“{value}” is not a unit. Use its id, or write it like gso:93@{day}.",
    ),
    "campaigns.reference-day": _refused(
        "“{value}” chỉ tới một ngày khác tree_day ({day}). Mã số chỉ rõ nghĩa vào một ngày: hãy dùng cùng ngày.",
        "“{value}” names another day than tree_day ({day}). A code means one unit on one day: use the same day.",
    ),
    "campaigns.period-backwards": _refused(
        "Ngày cuối ({last}) đứng trước ngày đầu ({first}). Hãy sửa lại.",
        "The last day ({last}) is before the first ({first}). Correct them.",
    ),
    "campaigns.tree-day-outside": _refused(
        "tree_day ({day}) nằm ngoài thời gian thi đua ({first} đến {last}). Thường lấy ngày cuối.",
        "tree_day ({day}) is outside the campaign ({first} to {last}). Usually it is the last day.",
    ),
    "campaigns.effective-too-late": _refused(
        "Kế hoạch có hiệu lực từ {day}, sau khi thi đua đã kết thúc ({last}). Hãy sửa effective_from.",
        "The plan takes effect on {day}, after the campaign has ended ({last}). Correct effective_from.",
    ),
    "campaigns.freeze-too-early": _refused(
        "Chốt số liệu ngày {day}, trước ngày cuối của phong trào ({last}). Hãy lùi freeze_at.",
        "Numbers are frozen on {day}, before the last day ({last}). Move freeze_at later.",
    ),
    "campaigns.stage-outside": _refused(
        "Đợt “{stage}” nằm ngoài thời gian thi đua ({first} đến {last}). Hãy sửa ngày của đợt.",
        "The stage “{stage}” is outside the campaign ({first} to {last}). Correct its days.",
    ),
    "campaigns.stages-overlap": _refused(
        "Đợt “{stage}” trùng ngày với đợt “{other}”. Hãy tách ngày, hoặc ghi cumulative = true nếu tính cộng dồn.",
        "The stage “{stage}” shares days with “{other}”. Part them, or write cumulative = true if it accumulates.",
    ),
    "campaigns.name-says-days": _refused(
        "Nhắc: tên nói {said} ngày, lịch là {days} ngày (tính cả ngày đầu và ngày cuối).",
        "Note: the name says {said} days, the calendar has {days} (first and last day included).",
    ),
}

_PUBLISHING: Mapping[str, Message] = {
    "campaigns.plan-refused": _refused(
        "Kế hoạch chưa ban hành được, còn {n} lỗi. Lỗi đầu tiên, dòng {line}, cột {column}: {first} "
        "Chưa có gì được lưu. Hãy chạy `thidua campaigns check` để xem đủ các lỗi.",
        "The plan is not published: {n} problems. The first, line {line}, column {column}: {first} "
        "Nothing was stored. Run `thidua campaigns check` to see them all.",
    ),
    "campaigns.version-published": Message(
        409,
        "Kế hoạch “{campaign}” bản {version} đã ban hành và không sửa được. Bản đã ban hành được giữ nguyên. "
        "Hãy đưa nội dung mới thành bản {next}.",
        "Version {version} of “{campaign}” is published and cannot be edited; it stands as it was. "
        "Publish the new content as version {next}.",
    ),
    "campaigns.version-not-next": Message(
        409,
        "Kế hoạch “{campaign}” cần bản {next}, tệp này ghi bản {version}. Chưa có gì được lưu. Hãy sửa version.",
        "“{campaign}” needs version {next}, this file says {version}. Nothing was stored. Correct version.",
    ),
    "campaigns.effective-not-later": Message(
        409,
        "Bản mới của “{campaign}” phải có hiệu lực sau bản trước ({before}), tệp này ghi {day}. "
        "Chưa có gì được lưu. Hãy sửa effective_from.",
        "The new version of “{campaign}” has to take effect after the last one ({before}), this file says {day}. "
        "Nothing was stored. Correct effective_from.",
    ),
    "campaigns.measure-changed": Message(
        409,
        "Số đếm “{measure}” đã đăng ký là {known}, kế hoạch này ghi {found}. Chưa có gì được lưu. "
        "Hãy dùng đúng loại và đơn vị tính đã đăng ký, hoặc đặt mã khác.",
        "The measure “{measure}” is registered as {known}, this plan says {found}. Nothing was stored. "
        "Use the registered kind and unit of count, or another key.",
    ),
    "campaigns.no-campaign": Message(
        404,
        "Không có phong trào “{campaign}” ở đây. Xem danh sách bằng `thidua campaigns list`.",
        "There is no campaign “{campaign}” here. `thidua campaigns list` shows those there are.",
    ),
    "campaigns.no-version": Message(
        404,
        "Phong trào “{campaign}” không có bản {version}.",
        "The campaign “{campaign}” has no version {version}.",
    ),
    "campaigns.not-in-force": Message(
        404,
        "Phong trào “{campaign}” chưa có kế hoạch nào có hiệu lực vào ngày {day}.",
        "The campaign “{campaign}” has no plan in force on {day}.",
    ),
}

MESSAGES: Mapping[str, Message] = {**_WRITING, **_CRITERIA, **_WHOLE, **_PUBLISHING}
