"""What can go wrong in `standings`."""

from collections.abc import Mapping

from thidua.kernel.messages.entry import Message

MESSAGES: Mapping[str, Message] = {
    "standings.file-encoding": Message(
        422,
        "Tệp không phải UTF-8 (dòng {line}). Không nhận dòng nào."
        " Trong Excel, hãy lưu lại theo kiểu “CSV UTF-8”.",
        "The file is not UTF-8 (line {line}). No row was taken. Save it again as “CSV UTF-8”.",
    ),
    "standings.file-heading": Message(
        422,
        "Dòng tiêu đề là “{found}”, phải là “{expected}” (dấu phẩy, đúng thứ tự)."
        " Không nhận dòng nào. Hãy sửa dòng đầu của tệp.",
        "The heading is “{found}” and must be “{expected}” (commas, in this order)."
        " No row was taken. Correct the first line of the file.",
    ),
    "standings.file-broken": Message(
        422,
        "Tệp hỏng từ dòng {line} ({reason}). Không nhận dòng nào."
        " Hãy kiểm tra dấu ngoặc kép ở dòng đó.",
        "The file is broken from line {line} on ({reason}). No row was taken."
        " Check the quotation marks there.",
    ),
    "standings.row": Message(422, "Dòng {line}: {reason}", "Line {line}: {reason}"),
    "standings.row-ragged": Message(
        422,
        "có {found} ô, phải có {expected}. Hãy thêm ô còn thiếu, hoặc đặt chữ có dấu phẩy vào"
        " ngoặc kép.",
        "it has {found} cells and must have {expected}. Add what is missing, or put words with"
        " a comma in quotation marks.",
    ),
    "standings.bad-number": Message(
        422,
        "“{text}” không đọc được. Chỉ viết chữ số, dấu chấm đứng trước phần lẻ, không phân cách"
        " hàng nghìn, không có số âm: 1.234,5 phải viết là 1234.5.",
        "“{text}” cannot be read. Write digits only, a point before decimals, nothing between"
        " thousands, nothing below zero: 1.234,5 has to be written 1234.5.",
    ),
    "standings.measure-unknown": Message(
        422,
        "kế hoạch không dùng số đếm “{name}”. Hãy kiểm tra mã số đếm trong kế hoạch.",
        "the plan reads no measure “{name}”. Check the measure's key in the plan.",
    ),
    "standings.unit-unknown": Message(
        422,
        "không có đơn vị “{name}” trong danh sách đơn vị dự thi. Hãy kiểm tra mã đơn vị.",
        "no unit “{name}” is in the list of competing units. Check the unit's code.",
    ),
    "standings.group-unknown": Message(
        422,
        "kế hoạch không có khối “{name}”. Hãy dùng mã khối ghi trong kế hoạch.",
        "the plan has no peer group “{name}”. Use the group codes of the plan.",
    ),
    "standings.tally-twice": Message(
        422,
        "đơn vị {unit} đã có một dòng cho số đếm {measure}. Mỗi cặp chỉ được một dòng: hãy xóa"
        " dòng thừa.",
        "unit {unit} has a row for measure {measure} already. Keep one row for each pair.",
    ),
    "standings.unit-twice": Message(
        422,
        "đơn vị {unit} đã có ở dòng trên. Mỗi đơn vị chỉ thuộc một khối: hãy xóa dòng thừa.",
        "unit {unit} stands in a row above. A unit belongs to one peer group: delete one row.",
    ),
    "standings.unit-empty": Message(
        422,
        "thiếu mã đơn vị. Hãy điền mã, hoặc xóa dòng.",
        "the unit's code is missing. Fill it in, or delete the row.",
    ),
    "standings.negative-quantity": Message(
        422,
        "Đơn vị {unit} có số {text} ở số đếm {measure}: số đếm không thể âm. Chưa công bố gì."
        " Hãy tìm dữ kiện sai và đính chính.",
        "Unit {unit} has {text} for measure {measure}: a count cannot be below zero. Nothing was"
        " published. Find the wrong fact and correct it.",
    ),
    "standings.files-refused": Message(
        422,
        "Không nhận các tệp này, chưa tính gì. Cần sửa:\n{problems}",
        "The files are refused, nothing was computed. To be corrected:\n{problems}",
    ),
    "standings.in-file": Message(422, "{file}: {reason}", "{file}: {reason}"),
    "standings.plan-unreadable": Message(
        422,
        "không đọc được theo TOML ({reason}). Hãy chạy `thidua campaigns check` để biết chỗ sai.",
        "it cannot be read as TOML ({reason}). Run `thidua campaigns check` to find the place.",
    ),
    "standings.stage-unknown": Message(
        404,
        "Phong trào {campaign} không có đợt “{stage}”. Hãy chọn một đợt trong kế hoạch.",
        "Campaign {campaign} has no stage “{stage}”. Choose one that the plan names.",
    ),
    "standings.no-heir": Message(
        422,
        "Ngày {day} không có một đơn vị duy nhất kế tục {root}, nên chưa xem được theo cây ngày đó. Hãy chọn ngày khác.",
        "On {day} no single unit carries on {root}, so its tree cannot be shown. Choose another day.",
    ),
    "standings.units-heading": Message(
        422,
        "Tệp đơn vị của lần công bố phải có các cột: {expected}.",
        "The units file of an edition has the columns: {expected}.",
    ),
    "standings.units-circle": Message(
        422,
        "Tệp đơn vị của lần công bố nối các đơn vị thành vòng tròn: {units}. Hãy tải lại tệp.",
        "The units file of an edition leads in a circle: {units}. Fetch the file again.",
    ),
    "standings.nothing-counted": Message(
        409,
        "Chưa công bố: sổ chưa có mục nào của phong trào {campaign}. Hãy nhập số liệu trước.",
        "Not published: the log has no entry of campaign {campaign} yet. Enter counts first.",
    ),
    "standings.official-already": Message(
        409,
        "Phong trào {campaign} đã có kết quả chính thức (lần {nr}). Chỉ có thể công bố lần chính thức mới, kèm lý do.",
        "Campaign {campaign} has an official edition ({nr}). Only another official one, with its reason, can follow.",
    ),
    "standings.not-over": Message(
        409,
        "Chưa công bố chính thức được phong trào {campaign}: số liệu còn mở đến {last}. Hãy công bố bản tạm thời.",
        "Campaign {campaign} cannot be made official yet: its figures are open until {last}. Publish a provisional edition.",
    ),
    "standings.before-counted": Message(
        409,
        "Chưa công bố: thời điểm công bố {at} đứng trước một việc đã ghi trong sổ lúc {newest}. Hãy lấy thời điểm sau đó; nếu đó là giờ hiện tại, hãy kiểm tra đồng hồ máy chủ.",
        "Not published: the edition's instant {at} is before an event that the log holds of {newest}. Take a later one; if it is the present, check the server's clock.",
    ),
    "standings.before-earlier": Message(
        409,
        "Chưa công bố: lần công bố {nr} trước đó có thời điểm {at}, muộn hơn lần này. Hãy lấy thời điểm sau đó.",
        "Not published: edition {nr} before it has the instant {at}, which is later. Take a later one.",
    ),
    "standings.number-not-next": Message(
        409,
        "Lần công bố mang số {nr}, đúng ra phải là số {expected}. Chưa công bố gì.",
        "The edition has the number {nr} and should have {expected}. Nothing was published.",
    ),
    "standings.log-shorter": Message(
        409,
        "Phong trào {campaign}: lần công bố này tính {size} mục của sổ, ít hơn {before} mục của lần {nr} trước đó. Chưa công bố gì.",
        "Campaign {campaign}: this edition counts {size} leaves of the log, fewer than the {before} of edition {nr} before it. Nothing was published.",
    ),
    "standings.plan-not-in-log": Message(
        409,
        "Chưa công bố: kế hoạch {campaign} bản {version} chưa vào sổ. Hãy thử lại sau một phút.",
        "Not published: version {version} of the plan {campaign} is not in the log yet. Try again in a minute.",
    ),
    "standings.tree-changed": Message(
        409,
        "Chưa công bố phong trào {campaign}: cây đơn vị của ngày {day} đã thay đổi từ khi ban hành kế hoạch. Số liệu vẫn còn nguyên. Hãy ban hành một bản kế hoạch mới trước, rồi công bố lại.",
        "Campaign {campaign} was not published: the tree of units of {day} has changed since the plan was published. All counts are kept. Publish a new version of the plan first, then publish again.",
    ),
    "standings.reason-needed": Message(
        422,
        "Lần công bố này thay bản chính thức số {nr}. Hãy ghi rõ lý do.",
        "This edition replaces official edition {nr}. Say why.",
    ),
    "standings.replay-differs": Message(
        409,
        "Dựng lại lần công bố {nr} cho kết quả khác ở các tệp: {files}. Hãy báo quản trị hệ thống.",
        "Replaying edition {nr} gives other bytes in: {files}. Tell the operator.",
    ),
    "standings.council-without-grounds": Message(
        422,
        "Kết quả của hội đồng phải ghi số quyết định và lý do.",
        "A council's result names its decision and its reason.",
    ),
    "standings.council-stranger": Message(
        422,
        "Các đơn vị sau không thuộc khối đã ghi: {units}. Chưa ghi kết quả nào.",
        "These units are not in the group given: {units}. Nothing was recorded.",
    ),
    "standings.council-twice": Message(
        422,
        "Có đơn vị được ghi hai lần. Mỗi đơn vị chỉ có một hạng. Chưa ghi kết quả nào.",
        "A unit stands twice. Each unit has one place. Nothing was recorded.",
    ),
    "standings.edition-unknown": Message(
        404,
        "Phong trào {campaign} không có lần công bố số {nr}.",
        "Campaign {campaign} has no edition {nr}.",
    ),
    "standings.council-file": Message(
        422,
        "Tệp kết quả hội đồng cần các cột group,unit,rank,prize và hạng là số nguyên dương (dòng {row}).",
        "The council's file has the columns group,unit,rank,prize, and ranks are whole numbers above zero (row {row}).",
    ),
    "standings.council-prize": Message(
        422,
        "Kế hoạch không có giải: {prizes}. Hãy ghi mã giải như trong kế hoạch. Chưa ghi kết quả nào.",
        "The plan has no prize: {prizes}. Use the plan's codes. Nothing was recorded.",
    ),
    "standings.late-without-reason": Message(
        422,
        "Chưa chấp nhận số liệu nào: cần chọn ít nhất một số liệu đến muộn và ghi lý do.",
        "Nothing was admitted: choose at least one late fact and give the reason.",
    ),
    "standings.no-freeze": Message(
        409,
        "Kế hoạch {campaign} không có giờ chốt số liệu, nên không có số liệu nào là đến muộn. Không cần chấp nhận gì.",
        "The plan {campaign} has no freeze instant, so nothing is late. There is nothing to admit.",
    ),
    "standings.late-unknown": Message(
        404,
        "Không có số liệu mang các mã sau: {facts}. Chưa chấp nhận số nào. Hãy lấy mã trong danh sách số liệu đến muộn.",
        "There are no facts with these ids: {facts}. Nothing was admitted. Take the ids from the list of late facts.",
    ),
    "standings.late-foreign": Message(
        422,
        "Các số liệu sau thuộc số đếm mà phong trào {campaign} không dùng: {facts}. Chưa chấp nhận số nào. Hãy bỏ các mã này.",
        "These facts are of measures that campaign {campaign} does not read: {facts}. Nothing was admitted. Leave them out.",
    ),
    "standings.not-late": Message(
        409,
        "Các số liệu sau không phải số liệu đến muộn của phong trào {campaign}: {facts}. Chúng đã có trước giờ chốt, hoặc thuộc ngày hay đơn vị ngoài phong trào. Chưa chấp nhận số nào. Hãy bỏ các mã này.",
        "These facts are not late for campaign {campaign}: {facts}. They came before the freeze, or are of days or units outside it. Nothing was admitted. Leave them out.",
    ),
    "standings.late-alone": Message(
        409,
        "Các số liệu sau đính chính một số liệu cũng đến muộn và chưa được chấp nhận: {facts}. Chưa chấp nhận số nào. Hãy chấp nhận cả hai cùng lúc.",
        "These facts correct one that is late as well and was not admitted: {facts}. Nothing was admitted. Admit both together.",
    ),
    "standings.late-too-many": Message(
        422,
        "Một phong trào chỉ chấp nhận tối đa {most} số liệu đến muộn. Nhiều hơn thế thì hãy ban hành bản kế hoạch mới, lùi giờ chốt.",
        "A campaign admits at most {most} late facts. For more, publish a new version of the plan with a later freeze.",
    ),
    "standings.council-ranks": Message(
        422,
        "Hạng do hội đồng xếp phải liền từ 1, đồng hạng theo lối 1-2-2-4: đơn vị {unit} ghi hạng {rank}, đúng ra là {expected}. Chưa ghi kết quả nào.",
        "The council's ranks go on from 1 without gaps, shared as 1-2-2-4: unit {unit} has {rank} and should have {expected}. Nothing was recorded.",
    ),
    "standings.council-quota": Message(
        422,
        "{prize}: hội đồng trao {found}, còn {quota} theo kế hoạch. Chỉ được trao quá số giải khi các đơn vị đồng hạng ở giải ấy. Chưa ghi kết quả nào.",
        "{prize}: the council gives {found}, and {quota} are left by the plan. More are given only where units share the place. Nothing was recorded.",
    ),
}
