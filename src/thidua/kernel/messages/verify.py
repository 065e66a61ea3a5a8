"""What can go wrong in `verify`."""

from collections.abc import Mapping

from thidua.kernel.messages.entry import Message

MESSAGES: Mapping[str, Message] = {
    "verify.checkpoint-malformed": Message(
        422,
        "Mốc sổ (checkpoint) không đúng khuôn dạng: cần đúng ba dòng tên sổ, số mục, gốc. Tệp"
        " đã bị sửa hoặc hỏng; hãy lấy lại bản đã công bố.",
        "The checkpoint does not have its form: three lines with origin, size and root. It "
        "was altered or damaged; get the published copy again.",
    ),
    "verify.correction-wrong": Message(
        422,
        "Mục {index}: dữ kiện {id} sửa một dữ kiện không có trước nó, đã được sửa rồi, hoặc khác "
        "số đếm, đơn vị hay ngày. "
        "Không dùng được sổ này để đếm lại.",
        "Leaf {index}: fact {id} corrects a fact that is not there before it, is corrected"
        " already, or has another measure, unit or day. This log cannot be counted again.",
    ),
    "verify.fact-malformed": Message(
        422,
        "Mục {index}: có dòng dữ kiện không đúng khuôn dạng. Tệp đã bị sửa hoặc hỏng; hãy lấy"
        " lại bản đã công bố.",
        "Leaf {index}: a fact does not have its form. It was altered or damaged; get the "
        "published copy again.",
    ),
    "verify.fact-repeated": Message(
        422,
        "Mục {index}: dữ kiện {id} xuất hiện hai lần. Không dùng được sổ này để đếm lại.",
        "Leaf {index}: fact {id} is there twice. This log cannot be counted again.",
    ),
    "verify.file-differs": Message(
        422,
        "Tệp {name} khác với nội dung mà sổ đã ký. Tệp đã bị sửa hoặc hỏng; hãy lấy lại bản "
        "đã công bố.",
        "File {name} differs from what the log has signed. It was altered or damaged; get the"
        " published copy again.",
    ),
    "verify.file-missing": Message(
        422,
        "Thiếu tệp {name} (hoặc không phải tệp thường). Hãy lấy đủ thư mục đã công bố.",
        "File {name} is missing, or is no plain file. Get the whole published folder.",
    ),
    "verify.file-unlisted": Message(
        422,
        "Có tệp lạ {name} mà sổ không nhắc đến. Nếu sổ đang được ghi, hãy chạy lại sau một "
        "phút; nếu không, hãy kiểm tra nguồn của thư mục hoặc lấy lại bản đã công bố.",
        "There is a file {name} that the log does not know. If the log is being written, run "
        "again in a minute; if not, check where the folder comes from, or get the published "
        "copy again.",
    ),
    "verify.file-unreadable": Message(
        422,
        "Không đọc được {name}: {reason}.",
        "Cannot read {name}: {reason}.",
    ),
    "verify.key-differs": Message(
        422,
        "Khóa trong thư mục (log.vkey) khác khóa được đưa vào: đây không phải sổ của khóa đó.",
        "The key in the folder (log.vkey) is not the given one: this is not the log of that key.",
    ),
    "verify.key-malformed": Message(
        422,
        "Khóa công khai không đúng khuôn dạng tên+mã+base64. Hãy chép lại nguyên một dòng khóa.",
        "The public key does not have the form name+hash+base64. Copy its one line again, whole.",
    ),
    "verify.leaf-malformed": Message(
        422,
        "Mục {index} của sổ không đúng khuôn dạng. Tệp đã bị sửa hoặc hỏng; hãy lấy lại bản "
        "đã công bố.",
        "Leaf {index} does not have its form. It was altered or damaged; get the published "
        "copy again.",
    ),
    "verify.log-forked": Message(
        422,
        "Sổ này không còn chứa mốc đã giữ ở {earlier} mục: lịch sử đã bị thay. Hãy giữ cả hai"
        " bản làm bằng chứng và báo thanh tra.",
        "This log does not begin with the checkpoint that was kept at {earlier} leaves: its "
        "history was replaced. Keep both as evidence and tell the inspectorate.",
    ),
    "verify.log-shorter": Message(
        422,
        "Sổ này chỉ có {size} mục, ngắn hơn mốc đã giữ ({earlier} mục): có mục đã bị bỏ. Hãy "
        "giữ cả hai bản làm bằng chứng.",
        "This log has {size} leaves, fewer than the checkpoint that was kept ({earlier}): "
        "leaves were dropped. Keep both as evidence.",
    ),
    "verify.note-malformed": Message(
        422,
        "Văn bản ký không đúng khuôn dạng (mã hóa, dòng trống, chữ ký). Tệp đã bị sửa hoặc "
        "hỏng; hãy lấy lại bản đã công bố.",
        "The signed note does not have its form (encoding, blank line, signatures). It was "
        "altered or damaged; get the published copy again.",
    ),
    "verify.proof-malformed": Message(
        422,
        "Tệp chứng minh không đúng khuôn dạng c2sp.org/tlog-proof@v1. Hãy tải lại tệp.",
        "The proof does not have the form of c2sp.org/tlog-proof@v1. Download it again.",
    ),
    "verify.proof-wrong": Message(
        422,
        "Chứng minh không dẫn mục số {index} đến gốc đã ký: mục này không có ở chỗ đó trong sổ.",
        "The proof does not lead leaf {index} to the signed root: this leaf is not there in "
        "the log.",
    ),
    "verify.root-differs": Message(
        422,
        "Các mục trong tệp không cho ra gốc đã ký ở {size} mục. Có mục bị sửa, bỏ, thêm hoặc "
        "đổi chỗ.",
        "The entries do not make the root that was signed at {size} leaves. Some were "
        "altered, dropped, added or moved.",
    ),
    "verify.signature-missing": Message(
        422,
        "Không có chữ ký của khóa {name}. Hãy kiểm tra khóa, hoặc lấy lại bản đã công bố.",
        "There is no signature by the key {name}. Check the key, or get the published copy again.",
    ),
    "verify.signature-wrong": Message(
        422,
        "Chữ ký của khóa {name} không đúng với nội dung. Nội dung hoặc chữ ký đã bị sửa.",
        "The signature by the key {name} does not fit the text. Text or signature was altered.",
    ),
    "verify.stream-broken": Message(
        422,
        "Mục {index}: dòng việc của {stream} phải là số {expected} nhưng lại là {number}. Có "
        "việc bị bỏ, lặp hoặc đổi chỗ.",
        "Leaf {index}: the stream of {stream} should go on with {expected} but has {number}. "
        "An event was dropped, repeated or moved.",
    ),
    "verify.plan-differs": Message(
        422,
        "Kế hoạch {name} không phải bản mà sổ ghi nhận cho lần công bố này.",
        "Plan {name} is not the one that the log names for this edition.",
    ),
    "verify.plan-broken": Message(
        422,
        "Không đọc được kế hoạch {name}.",
        "Plan {name} cannot be read.",
    ),
    "verify.edition-size": Message(
        422,
        "Lần công bố {nr} ghi cỡ sổ {size} không đúng.",
        "Edition {nr} names a wrong ledger size {size}.",
    ),
    "verify.unit-not-on-tree": Message(
        422,
        "Kế hoạch nêu đơn vị không có trên cây ngày {day}: {units}.",
        "The plan names units that do not stand on the tree of {day}: {units}.",
    ),
    "verify.recount-differs": Message(
        422,
        "Đếm lại từ sổ cho kết quả khác tệp đã công bố: {name}.",
        "The recount from the log differs from the published file: {name}.",
    ),
    "verify.edition-malformed": Message(
        422,
        "Các tệp của lần công bố {nr} không đúng khuôn dạng nên không đếm lại được.",
        "The files of edition {nr} are malformed and cannot be recounted.",
    ),
    "verify.edition-out-of-turn": Message(
        422,
        "Lần công bố {nr} không được phép đứng ở chỗ đó trong sổ: {reason}",
        "Edition {nr} may not stand where it does in the log: {reason}",
    ),
    "verify.fact-ahead": Message(
        422,
        "Mục {index}: dữ kiện {id} mang ngày {day}, muộn hơn ngày mục được ghi.",
        "Leaf {index}: fact {id} is of {day}, a day after its leaf was written.",
    ),
    "verify.plan-not-in-force": Message(
        422,
        "Lần công bố {nr} của {campaign} không dùng bản kế hoạch đang có hiệu lực vào ngày công bố"
        " và đã có trong sổ.",
        "Edition {nr} of {campaign} does not use the version of the plan that was in the log and"
        " in force on its day.",
    ),
    "verify.plan-order": Message(
        422,
        "Kế hoạch {name} không phải bản kế tiếp, hoặc có hiệu lực không muộn hơn bản trước.",
        "Plan {name} is not the next version, or takes force no later than the one before it.",
    ),
    "verify.receipt-foreign": Message(
        422,
        "Khóa {name} không phải khóa biên nhận của sổ {origin}.",
        "The key {name} is not the receipts' key of the log {origin}.",
    ),
    "verify.receipt-late": Message(
        422,
        "Biên nhận ghi {at} nhưng mục {index} của sổ ghi {found}: lệch hơn một phút. Hãy giữ biên"
        " nhận làm bằng chứng.",
        "The receipt says {at}, but leaf {index} of the log says {found}: more than a minute"
        " apart. Keep the receipt as evidence.",
    ),
    "verify.receipt-malformed": Message(
        422,
        "Biên nhận không đúng khuôn dạng. Hãy lấy lại nguyên văn biên nhận đã được trao.",
        "The receipt does not have its form. Take the text again as it was given.",
    ),
    "verify.receipt-not-in-log": Message(
        422,
        "Sổ {size} mục này không có việc mà biên nhận {id} hứa ghi. Nếu biên nhận mới có chưa đến"
        " một phút, hãy tải lại thư mục; nếu không, hãy giữ biên nhận làm bằng chứng.",
        "This log of {size} leaves does not hold what receipt {id} promises. If it is less than a"
        " minute old, get the folder again; if not, keep the receipt as evidence.",
    ),
    "verify.shares-wrong": Message(
        422,
        "Lần công bố {nr}: số của đơn vị {unit} được chia không đúng. Chỉ số của đơn vị không còn"
        " trên cây mới được chia, các phần đều lớn hơn 0 và cộng lại đúng bằng 1.",
        "Edition {nr}: the counts of unit {unit} are shared out wrongly. Only those of units that"
        " stand no more are, in shares above zero that sum to exactly 1.",
    ),
    "verify.tree-differs": Message(
        422,
        "Cây đơn vị của lần công bố {nr} không phải cây mà sổ đã ghi cho kế hoạch {plan}.",
        "The tree of edition {nr} is not the one that the log holds for the plan {plan}.",
    ),
    "verify.workbook-odd": Message(
        422,
        "Bảng tính standings.xlsx không phải bảng thường, không đọc được từng ô ({reason}).",
        "The workbook standings.xlsx is no plain one and its cells cannot be read ({reason}).",
    ),
    "verify.council-differs": Message(
        422,
        "Lần công bố {nr} nêu kết quả hội đồng khác kết quả mà sổ ghi đã nhận.",
        "Edition {nr} tells another result of the council than the one that the log took.",
    ),
    "verify.edition-layout": Message(
        422,
        "Lần công bố {nr} không nói gì về việc chốt số liệu, mà lẽ ra phải nói: trước nó đã có lần công bố theo quy cách mới, hoặc nó được ghi từ năm 2027.",
        "Edition {nr} says nothing of the freeze though it has to: an edition of the new layout stands before it, or it was written in 2027 or later.",
    ),
    "verify.admission-differs": Message(
        422,
        "Lần công bố {nr} nêu các số liệu đến muộn khác với những số mà mục {index} của sổ đã chấp nhận.",
        "Edition {nr} tells other late facts than those that leaf {index} of the log admitted.",
    ),
    "verify.admitted-unknown": Message(
        422,
        "Mục {index} chấp nhận những số liệu chưa có trong sổ trước nó: {facts}.",
        "Leaf {index} admits facts that were not in the log before it: {facts}.",
    ),
    "verify.admitted-alone": Message(
        422,
        "Lần công bố {nr} không được phép tính như vậy: {reason}",
        "Edition {nr} may not count so: {reason}",
    ),
}
