"""What can go wrong when people follow their dossier and rate it."""

from collections.abc import Mapping

from thidua.kernel.messages.entry import Message

MESSAGES: Mapping[str, Message] = {
    "tracking.too-many-tries": Message(
        429,
        "Có quá nhiều lần tra cứu trong thời gian ngắn. Hãy thử lại sau {minutes} phút, hoặc dùng mã tra cứu in trên giấy tiếp nhận.",
        "There were too many attempts in a short time. Try again in {minutes} minutes, or use the secret on your receipt.",
    ),
    "tracking.not-finished": Message(
        409,
        "Hồ sơ chưa giải quyết xong nên chưa đánh giá được. Hãy đánh giá khi đã có kết quả.",
        "The dossier is not finished, so it cannot be rated yet. Rate it when there is a result.",
    ),
    "tracking.bad-stars": Message(
        422,
        "Mức đánh giá phải từ {fewest} đến {most}. Hãy chọn lại.",
        "A rating is from {fewest} to {most}. Choose again.",
    ),
    "tracking.rated-already": Message(
        409,
        "Đã có đánh giá, mỗi việc chỉ đánh giá một lần. Đánh giá trước vẫn giữ nguyên; biên nhận của lần đó: {receipt}.",
        "It was rated already, and is rated once only. The first rating stays; its receipt: {receipt}.",
    ),
    "tracking.text-length": Message(
        422,
        "Nội dung dài quá {most} chữ. Hãy viết ngắn lại.",
        "The text is longer than {most} letters. Shorten it.",
    ),
    "tracking.unit-gone": Message(
        409,
        "Đơn vị {unit} không còn và chưa rõ đơn vị nào thay. Hãy liên hệ Ủy ban nhân dân nơi ông/bà ở.",
        "The unit {unit} is no more, and it is not clear which one took over. Ask the people's committee where you live.",
    ),
}
