"""What can go wrong with petitions."""

from collections.abc import Mapping

from thidua.kernel.messages.entry import Message

MESSAGES: Mapping[str, Message] = {
    "petitions.text-missing": Message(
        422,
        "Chưa có nội dung. Hãy viết vài dòng rồi gửi lại.",
        "There is no text. Write a few lines and send it again.",
    ),
    "petitions.personal-data": Message(
        422,
        "Nội dung công khai còn tên, số điện thoại, số định danh, địa chỉ hoặc mã hồ sơ. Hãy bỏ những chỗ đó; chưa công khai gì.",
        "The public text still has a name, a phone or identity number, an address or a dossier's code. Take these out; nothing was published.",
    ),
    "petitions.unknown": Message(
        404,
        "Không có phản ánh này, hoặc phiên tra cứu đã hết. Hãy mở lại từ trang tra cứu hồ sơ hoặc đăng nhập.",
        "There is no such petition, or your look has ended. Open it again from the tracking page, or sign in.",
    ),
    "petitions.filed-already": Message(
        409,
        "Phản ánh này đã được gửi rồi, không gửi lần nữa. Hãy mở phản ánh để xem trạng thái.",
        "This petition was filed already and is not filed again. Open it to see how it stands.",
    ),
    "petitions.many": Message(
        409,
        "Đang có {most} phản ánh chờ xử lý. Hãy chờ trả lời, hoặc bổ sung vào phản ánh đã gửi.",
        "There are {most} petitions waiting already. Wait for an answer, or add to one of them.",
    ),
    "petitions.other-unit": Message(
        422,
        "Đơn vị được chọn không tiếp nhận cũng không giải quyết hồ sơ này. Hãy chọn lại đơn vị.",
        "The chosen unit neither received nor decides this dossier. Choose again.",
    ),
    "petitions.elsewhere": Message(
        403,
        "Phản ánh này gửi đến đơn vị khác. Hãy chuyển sang ghế ở đơn vị nhận phản ánh.",
        "This petition went to another unit. Act in a seat of the unit that has it.",
    ),
    "petitions.not-now": Message(
        409,
        "Không thể “{act}” khi phản ánh ở trạng thái “{state}”. Phản ánh giữ nguyên; hãy tải lại trang.",
        "“{act}” cannot be done while the petition stands at “{state}”. Nothing was changed; load the page again.",
    ),
    "petitions.not-your-act": Message(
        403,
        "Vai trò này không được “{act}”. Phản ánh giữ nguyên; hãy để người có thẩm quyền làm.",
        "This role may not do “{act}”. Nothing was changed; let whoever may do it.",
    ),
    "petitions.supplement-awaited": Message(
        409,
        "Người phản ánh còn được bổ sung đến {due}. Hãy chờ hết hạn rồi kết thúc.",
        "The petitioner may still supplement it until {due}. Wait until then to end it.",
    ),
    "petitions.not-answered": Message(
        409,
        "Phản ánh chưa được trả lời nên chưa đánh giá được. Hãy chờ trả lời.",
        "The petition has no answer yet, so it cannot be rated. Wait for the answer.",
    ),
}
