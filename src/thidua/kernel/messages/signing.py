"""What can go wrong in `signing`, and what stands against a signature."""

from collections.abc import Mapping

from thidua.kernel.messages.entry import Message

MESSAGES: Mapping[str, Message] = {
    "signing.too-large": Message(
        413,
        "Tệp lớn hơn {megabytes} MB nên không ký và không kiểm tra chữ ký số được. Hãy giảm dung lượng tệp rồi gửi lại.",
        "The file is larger than {megabytes} MB: it can be neither signed nor checked. Make it smaller and send it again.",
    ),
    "signing.not-a-pdf": Message(
        422,
        "Không ký được vì tệp không phải PDF hoặc bị hỏng. Hãy xuất lại tệp PDF rồi ký.",
        "The file cannot be signed: it is no PDF, or it is damaged. Export it as PDF again and sign that.",
    ),
    "signing.closed": Message(
        409,
        "Văn bản đã được ký khóa, không nhận thêm chữ ký. Hãy lập văn bản mới nếu cần người khác ký.",
        "The document was signed as final and takes no further signature. Make a new document if another must sign.",
    ),
    "signing.no-module": Message(
        503,
        "Không mở được thư viện của thiết bị ký số ({module}). Hãy cài đặt phần mềm của thiết bị rồi ký lại.",
        "The library of the signing device cannot be opened ({module}). Install the device's software and sign again.",
    ),
    "signing.no-token": Message(
        503,
        "Không tìm thấy thiết bị ký số “{label}”, hoặc thiết bị không trả lời. Hãy cắm lại thiết bị rồi ký lại.",
        "The signing device “{label}” is not there, or does not answer. Plug it in again and sign again.",
    ),
    "signing.no-certificate": Message(
        409,
        "Thiết bị “{label}” không có chứng thư số và khóa “{key}”. Hãy chọn đúng chứng thư số của người ký.",
        "The device “{label}” holds no certificate and key “{key}”. Choose the signer's own certificate.",
    ),
    "signing.wrong-pin": Message(
        403,
        "Mã PIN của thiết bị “{label}” không đúng. Hãy nhập lại; nhập sai nhiều lần thiết bị sẽ bị khóa.",
        "The PIN of the device “{label}” is wrong. Enter it again; after several wrong ones the device locks itself.",
    ),
    "signing.pin-locked": Message(
        403,
        "Thiết bị “{label}” đã bị khóa vì nhập sai mã PIN nhiều lần. Hãy liên hệ nơi cấp chứng thư số để mở khóa.",
        "The device “{label}” is locked after too many wrong PINs. Ask who issued the certificate to unlock it.",
    ),
    "signing.no-time-stamp": Message(
        503,
        "Dịch vụ cấp dấu thời gian không trả lời. Văn bản chưa được ký; hãy ký lại sau ít phút.",
        "The time stamp service does not answer. The document is not signed; sign again in some minutes.",
    ),
    "signing.other-document": Message(
        422,
        "Chữ ký nhận về không vừa chỗ dành sẵn hoặc không phải của văn bản này. Văn bản chưa được ký; hãy ký lại.",
        "The signature that came back does not fit, or is not of this document. It is not signed; sign again.",
    ),
    "signing.because-unreadable": Message(
        422,
        "Không đọc được tệp PDF hoặc chữ ký trong tệp nên không công nhận chữ ký. Hãy đề nghị người ký gửi lại bản gốc.",
        "The PDF, or the signature in it, cannot be read, so it is not accepted. Ask the signer for the original again.",
    ),
    "signing.because-no-signature": Message(
        422,
        "Tệp không có chữ ký số. Hãy gửi bản đã ký số.",
        "The file has no signature. Send the signed one.",
    ),
    "signing.because-not-whole-file": Message(
        422,
        "Chữ ký của {signer} không bao trùm toàn bộ tệp: có phần không được ký. Hãy đề nghị người ký gửi lại bản gốc.",
        "The signature of {signer} does not cover the whole file: part of it is not signed. Ask for the original again.",
    ),
    "signing.because-altered": Message(
        422,
        "Văn bản đã bị thay đổi sau khi ký. Hãy đề nghị {signer} gửi lại bản gốc.",
        "The document was altered after it was signed. Ask {signer} for the original again.",
    ),
    "signing.because-changed-after": Message(
        422,
        "Văn bản đã bị thay đổi sau khi ký: có nội dung thêm vào sau chữ ký của {signer}. Hãy đề nghị gửi lại bản gốc.",
        "The document was altered after it was signed: something was added after {signer} signed. Ask for the original again.",
    ),
    "signing.because-two-readings": Message(
        422,
        "Tệp PDF có hai bảng mục lục (thường do Word xuất ra) và được thêm nội dung sau chữ ký của {signer} nên chưa xác định được. Hãy đề nghị xuất lại tệp dạng PDF/A rồi ký lại.",
        "The PDF has two tables of contents (Word often writes them) and was added to after {signer} signed, so nothing can be determined. Ask for it to be exported as PDF/A and signed again.",
    ),
    "signing.because-added-unsigned": Message(
        422,
        "Sau chữ ký của {signer}, tệp được thêm dữ liệu kiểm tra chứng thư số mà không ai ký lên phần thêm đó nên chưa xác định được. Hãy đề nghị gửi bản gốc ngay sau khi ký.",
        "After {signer} signed, proofs of certificates were added that nobody signed, so nothing can be determined. Ask for the file as it was right after signing.",
    ),
    "signing.because-forged": Message(
        422,
        "Chữ ký không được tạo bằng khóa của chứng thư số kèm theo ({signer}). Không sử dụng văn bản này; hãy liên hệ người ký.",
        "The signature was not made with the key of its certificate ({signer}). Do not use the document; contact the signer.",
    ),
    "signing.because-weak-digest": Message(
        422,
        "Chữ ký của {signer} dùng hàm băm không còn an toàn (phải là SHA-256 trở lên). Hãy đề nghị ký lại.",
        "The signature of {signer} uses a digest that is no longer safe (SHA-256 at least). Ask for it to be signed again.",
    ),
    "signing.because-weak-key": Message(
        422,
        "Khóa ký của {signer} không đủ mạnh (RSA từ 2048 bit hoặc ECDSA từ 256 bit). Hãy đề nghị ký lại bằng chứng thư số khác.",
        "The key of {signer} is too weak (RSA from 2048 bits or ECDSA from 256). Ask for another certificate to be used.",
    ),
    "signing.because-weak-issuer": Message(
        422,
        "Chứng thư số của {signer} do nơi cấp ký bằng thuật toán không còn an toàn. Hãy đề nghị ký lại bằng chứng thư số khác.",
        "The certificate of {signer} was issued with an algorithm that is no longer safe. Ask for another certificate to be used.",
    ),
    "signing.because-untrusted": Message(
        422,
        "Chứng thư số của {signer} không dẫn về tổ chức chứng thực được tin cậy nên chưa xác định được. Hãy hỏi người ký về nơi cấp chứng thư số.",
        "The certificate of {signer} leads to no trusted authority, so nothing can be determined. Ask the signer who issued it.",
    ),
    "signing.because-wrong-usage": Message(
        422,
        "Chứng thư số của {signer} không được cấp để ký văn bản. Hãy đề nghị ký lại bằng chứng thư số ký văn bản.",
        "The certificate of {signer} was not issued for signing documents. Ask for one that was.",
    ),
    "signing.because-time-stamp-invalid": Message(
        422,
        "Dấu thời gian trong chữ ký của {signer} không tin cậy được nên chưa xác định được. Hãy kiểm tra lại sau hoặc đề nghị ký lại.",
        "The time stamp in the signature of {signer} cannot be trusted, so nothing can be determined. Check again later, or ask for it to be signed again.",
    ),
    "signing.because-time-stamp-missing": Message(
        422,
        "Văn bản này phải có dấu thời gian nhưng chữ ký của {signer} không có. Hãy đề nghị ký lại kèm dấu thời gian.",
        "This document needs a time stamp, but the signature of {signer} has none. Ask for it to be signed again with one.",
    ),
    "signing.because-not-yet-valid": Message(
        422,
        "Chứng thư số của {signer} chưa có hiệu lực khi ký. Hãy đề nghị ký lại.",
        "The certificate of {signer} was not yet in force when it signed. Ask for it to be signed again.",
    ),
    "signing.because-expired": Message(
        422,
        "Chứng thư số của {signer} đã hết hạn khi ký. Hãy đề nghị ký lại bằng chứng thư số còn hạn.",
        "The certificate of {signer} had expired when it signed. Ask for one that is in force.",
    ),
    "signing.because-expired-since": Message(
        422,
        "Chứng thư số của {signer} nay đã hết hạn và không có dấu thời gian để chứng minh đã ký trước đó, nên chưa xác định được. Hãy đề nghị ký lại kèm dấu thời gian.",
        "The certificate of {signer} has expired since, and no time stamp proves that it signed before. Ask for it to be signed again with one.",
    ),
    "signing.because-revoked": Message(
        422,
        "Chứng thư số của {signer} đã bị thu hồi khi ký. Không sử dụng văn bản này; hãy liên hệ người ký.",
        "The certificate of {signer} was revoked when it signed. Do not use the document; contact the signer.",
    ),
    "signing.because-revoked-since": Message(
        422,
        "Chứng thư số của {signer} nay đã bị thu hồi và không có dấu thời gian để chứng minh đã ký trước đó, nên chưa xác định được. Hãy liên hệ người ký.",
        "The certificate of {signer} has been revoked since, and no time stamp proves that it signed before. Contact the signer.",
    ),
    "signing.because-revocation-unknown": Message(
        422,
        "Chưa biết chứng thư số của {signer} có bị thu hồi hay không vì thiếu danh sách thu hồi còn hạn. Hãy cập nhật danh sách thu hồi rồi kiểm tra lại.",
        "Whether the certificate of {signer} was revoked is not known: a list of revocations in force is missing. Update the lists and check again.",
    ),
    "signing.because-not-accepted": Message(
        422,
        "Chữ ký của {signer} không đạt yêu cầu kiểm tra nên không công nhận. Hãy đề nghị ký lại.",
        "The signature of {signer} does not pass the check and is not accepted. Ask for it to be signed again.",
    ),
    "signing.because-unauthorised": Message(
        403,
        "Người ký sai thẩm quyền: chữ ký của {signer} hợp lệ nhưng người này không được giao ký bước này. Hãy chuyển đúng người ký.",
        "The signer has no authority: the signature of {signer} is valid, but this step is not theirs to sign. Pass it to who may.",
    ),
}
