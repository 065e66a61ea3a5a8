"""What can go wrong with dossiers that live here."""

from collections.abc import Mapping

from thidua.kernel.messages.entry import Message

MESSAGES: Mapping[str, Message] = {
    "onestop.unknown": Message(
        404,
        "Không có hồ sơ này. Hãy kiểm tra lại mã hồ sơ hoặc tìm theo tên.",
        "There is no such dossier. Check its code, or search by name.",
    ),
    "onestop.filed-already": Message(
        409,
        "Hồ sơ này đã được nộp rồi, không nộp lần nữa. Hãy mở hồ sơ để xem mã và trạng thái.",
        "This dossier was filed already and is not filed again. Open it to see its code and status.",
    ),
    "onestop.name-length": Message(
        422,
        "Hãy ghi họ tên hoặc tên tổ chức, không quá {most} chữ.",
        "Write the name of the person or body, at most {most} letters.",
    ),
    "onestop.address-length": Message(
        422,
        "Địa chỉ dài quá {most} chữ. Hãy ghi ngắn lại.",
        "The address is longer than {most} letters. Shorten it.",
    ),
    "onestop.bad-phone": Message(
        422,
        "Số điện thoại phải có 10 hoặc 11 chữ số, bắt đầu bằng 0. Hãy ghi liền, không dấu cách.",
        "A phone number has 10 or 11 digits and begins with 0. Write it without spaces.",
    ),
    "onestop.bad-identity": Message(
        422,
        "Số định danh phải có 12 chữ số (căn cước), 9 chữ số (chứng minh nhân dân) hoặc 10, 13 chữ số (mã số thuế).",
        "An identity number has 12 digits (identity card), 9 (older card) or 10 or 13 (tax code).",
    ),
    "onestop.not-competent": Message(
        422,
        "Đơn vị được chọn không có thẩm quyền giải quyết thủ tục “{procedure}”. Hãy chọn cơ quan đúng cấp của thủ tục.",
        "The chosen unit does not decide “{procedure}”. Choose an agency of the procedure's level.",
    ),
    "onestop.not-online": Message(
        422,
        "Thủ tục “{procedure}” chưa nộp trực tuyến được. Hãy nộp trực tiếp hoặc qua bưu chính.",
        "“{procedure}” cannot be filed online yet. File it at the counter or by post.",
    ),
    "onestop.nothing-to-pay": Message(
        422,
        "Thủ tục này không thu phí, lệ phí nên không ghi nhận khoản nộp. Hãy bỏ phần thanh toán.",
        "This procedure has no fee, so no payment is recorded. Leave the payment out.",
    ),
    "onestop.papers-many": Message(
        422,
        "Hồ sơ có hơn {most} giấy tờ. Hãy gộp các trang của một giấy tờ thành một tệp.",
        "The dossier has more than {most} papers. Put the pages of one paper into one file.",
    ),
    "onestop.paper-unnamed": Message(
        422,
        "Có giấy tờ chưa ghi tên thành phần hồ sơ. Hãy chọn tên cho từng giấy tờ.",
        "A paper has no name. Choose the component that each paper is.",
    ),
    "onestop.reason": Message(
        422,
        "Hãy ghi lý do hoặc nội dung, không quá {most} chữ. Người nộp sẽ đọc những lời này.",
        "Write the reason, at most {most} letters. The applicant will read it.",
    ),
    "onestop.bad-amount": Message(
        422,
        "Số tiền phải là số đồng lớn hơn 0. Hãy kiểm tra lại.",
        "The amount has to be a number of đồng above zero. Check it.",
    ),
    "onestop.procedure-not-in-force": Message(
        422,
        "Thủ tục {procedure} không có hiệu lực vào ngày nộp. Hãy tìm thủ tục đang có hiệu lực trong danh mục.",
        "The procedure {procedure} is not in force on the day of filing. Find the one that is in the catalogue.",
    ),
    "onestop.unit-is-mirror": Message(
        409,
        "Hồ sơ của đơn vị này đang nằm ở hệ thống khác (bản soi). Hãy nộp ở hệ thống đó, hoặc chuyển đơn vị sang bản chính.",
        "The dossiers of this unit live in another system (mirror). File there, or switch the unit to master.",
    ),
    "onestop.no-agency-code": Message(
        409,
        "Đơn vị chưa có mã định danh cơ quan nên chưa cấp được mã hồ sơ. Hãy ghi mã định danh ở trang “Nơi giữ hồ sơ” của đơn vị, hoặc bằng lệnh thidua agencies give, rồi làm lại.",
        "The unit has no agency code, so a dossier gets no code. Record the code on the unit's page “Where dossiers live”, or by thidua agencies give, and try again.",
    ),
    "onestop.appointment-needed": Message(
        422,
        "Thủ tục này chưa có thời hạn giải quyết. Hãy ghi ngày giờ hẹn trả khi tiếp nhận.",
        "This procedure has no legal time. Give an appointment when you receive the dossier.",
    ),
    "onestop.appointment-by-law": Message(
        422,
        "Thủ tục đã có thời hạn giải quyết; ngày hẹn được tính theo thời hạn đó. Hãy bỏ ngày hẹn ghi tay.",
        "The procedure has a legal time, and the appointment follows from it. Leave the one typed by hand out.",
    ),
    "onestop.appointment-closed": Message(
        422,
        "Ngày giờ hẹn trả phải sau lúc tiếp nhận và trong giờ hành chính. Hãy chọn lại.",
        "The appointment has to be after the receipt and in office hours. Choose again.",
    ),
    "onestop.file-gone": Message(
        409,
        "Tệp của giấy tờ “{component}” không còn trong kho. Hãy tải tệp lên lại.",
        "The file of “{component}” is no longer in the archive. Upload it again.",
    ),
    "onestop.nothing-brought": Message(
        422,
        "Chưa có giấy tờ bổ sung nào. Hãy thêm ít nhất một giấy tờ.",
        "Nothing was brought. Add at least one paper.",
    ),
    "onestop.ended": Message(
        409,
        "Không thể “{act}” vì hồ sơ đã kết thúc. Hồ sơ giữ nguyên.",
        "“{act}” cannot be done: the dossier has ended. Nothing was changed.",
    ),
    "onestop.another-dossier": Message(
        422,
        "Không đổi được thủ tục hoặc cơ quan giải quyết của hồ sơ đã nộp. Hãy từ chối hoặc rút hồ sơ này và nộp hồ sơ mới.",
        "Procedure and competent agency of a dossier cannot be changed. Refuse or withdraw it and file another.",
    ),
    "onestop.nothing-amended": Message(
        409,
        "Thông tin giống hệt thông tin đang có, chưa sửa gì.",
        "Everything is as it was; nothing was amended.",
    ),
    "onestop.not-your-dossier": Message(
        403,
        "Hồ sơ này thuộc đơn vị khác. Hãy chuyển sang ghế ở đơn vị đang giữ hồ sơ.",
        "This dossier is at another unit. Act in a seat of the unit that has it.",
    ),
    "onestop.assigned-elsewhere": Message(
        403,
        "Hồ sơ đã phân công cho ghế {seat}. Muốn xử lý, hãy đề nghị lãnh đạo phân công lại.",
        "The dossier is given to the seat {seat}. Ask a leader to give it to you.",
    ),
    "onestop.assigned-already": Message(
        409,
        "Hồ sơ đang do ghế {seat} xử lý, không cần phân công lại.",
        "The seat {seat} has this dossier already.",
    ),
    "onestop.no-such-officer": Message(
        422,
        "Ghế {seat} không phải ghế công chức thụ lý đang mở của đơn vị giữ hồ sơ. Hãy chọn ghế khác.",
        "{seat} is no open officer's seat of the unit that has the dossier. Choose another.",
    ),
    "onestop.consults-itself": Message(
        422,
        "Không lấy ý kiến của chính đơn vị đang giải quyết. Hãy chọn cơ quan khác.",
        "An agency does not consult itself. Choose another.",
    ),
    "onestop.asked-already": Message(
        409,
        "Cơ quan này đang được lấy ý kiến và chưa trả lời. Hãy chờ hoặc liên hệ cơ quan đó.",
        "This agency was asked and has not answered yet. Wait, or get in touch with it.",
    ),
    "onestop.not-asked": Message(
        403,
        "Đơn vị của ghế này không có ý kiến nào phải trả lời cho hồ sơ. Hãy tải lại trang.",
        "The unit of this seat has nothing to answer on this dossier. Load the page again.",
    ),
    "onestop.answer-awaited": Message(
        409,
        "Còn cơ quan được lấy ý kiến chưa trả lời và chưa hết hạn. Hãy chờ trả lời hoặc hết hạn rồi trình.",
        "An agency that was asked has neither answered nor run out of time. Wait for one of these.",
    ),
    "onestop.own-proposal": Message(
        403,
        "Người trình không tự phê duyệt hồ sơ của mình. Hãy để lãnh đạo khác phê duyệt.",
        "Nobody approves what they proposed. Let another leader do it.",
    ),
    "onestop.same-approver": Message(
        403,
        "Thủ tục này cần hai người phê duyệt khác nhau; ghế này đã phê duyệt lần thứ nhất.",
        "This procedure needs two approvers; you were the first. Let another leader approve.",
    ),
    "onestop.signature-missing": Message(
        409,
        "Kết quả phải được ký số mới trả được. Hãy ký tệp kết quả rồi gửi lại; hồ sơ giữ nguyên.",
        "The result has to be signed before it is given. Sign the file and send it again; nothing was changed.",
    ),
    "onestop.step-unsigned": Message(
        409,
        "Thủ tục này yêu cầu ký số khi “{act}”. Hãy tải phiếu của bước, ký số rồi gửi kèm; hồ sơ giữ nguyên.",
        "This procedure asks for a signature for “{act}”. Download the sheet of the step, sign it and send it along; nothing was changed.",
    ),
    "onestop.other-sheet": Message(
        422,
        "Tệp đã ký không phải phiếu của bước này, hoặc phiếu đã cũ. Hãy tải lại phiếu, ký rồi gửi.",
        "The signed file is not the sheet of this step, or an old one. Download the sheet again, sign it and send it.",
    ),
    "onestop.not-signable": Message(
        422,
        "Không đặt yêu cầu ký số cho việc: {acts}. Hãy chọn trong năm bước giải quyết.",
        "A signature cannot be asked for {acts}. Choose among the five steps.",
    ),
    "onestop.no-trust": Message(
        409,
        "Chưa có chứng thư gốc để kiểm tra chữ ký số. Hãy đặt chứng thư gốc vào thư mục {folder}; hồ sơ giữ nguyên.",
        "There is no root certificate to judge signatures by. Put one into {folder}; nothing was changed.",
    ),
    "onestop.no-serial": Message(
        422,
        "Hãy ghi số hiệu (serial) của chứng thư số.",
        "Write the serial number of the certificate.",
    ),
    "onestop.signs-already": Message(
        409,
        "Chứng thư này đang ký cho ghế {seat}, không cần ghi lại.",
        "This certificate signs for the seat {seat} already.",
    ),
    "onestop.signs-not": Message(
        409,
        "Chứng thư này không ký cho ghế {seat}, hoặc ngày thôi ký trước ngày bắt đầu. Hãy xem lại danh sách.",
        "This certificate does not sign for {seat}, or would end before it began. Look at the list.",
    ),
    "onestop.way-already": Message(
        409,
        "Đơn vị đang ở đúng cách vận hành này, không cần chuyển.",
        "The unit is run in this way already.",
    ),
    "onestop.way-later": Message(
        409,
        "Đơn vị đã có lần chuyển từ ngày {day} hoặc muộn hơn. Hãy chọn ngày sau lần chuyển đó.",
        "The unit has a switch on {day} or later. Choose a day after it.",
    ),
    "onestop.demand-later": Message(
        409,
        "Thủ tục đã có yêu cầu ghi từ ngày {day} hoặc muộn hơn. Hãy chọn ngày sau đó.",
        "The procedure has demands from {day} or later. Choose a day after it.",
    ),
    "onestop.no-successor": Message(
        409,
        "Đơn vị của ghế này không nhận bàn giao từ đơn vị đang giữ hồ sơ. Hãy ghi việc sáp nhập đơn vị trước.",
        "The unit of this seat did not take over from the unit that has the dossier. Record the merger first.",
    ),
}
