"""What can go wrong with drafts and papers of residents."""

from collections.abc import Mapping

from thidua.kernel.messages.entry import Message

MESSAGES: Mapping[str, Message] = {
    "filing.no-such-draft": Message(
        404,
        "Không có bản nháp này: có thể đã nộp, đã xóa hoặc để quá 30 ngày.",
        "There is no such draft: it was filed or deleted, or lay for more than 30 days.",
    ),
    "filing.drafts-many": Message(
        409,
        "Ông/bà đang có {most} bản nháp. Hãy nộp hoặc xóa bớt rồi viết bản mới.",
        "You have {most} drafts. File or delete some before you begin another.",
    ),
    "filing.no-such-component": Message(
        422,
        "Thủ tục không yêu cầu giấy tờ này. Hãy tải lại trang và chọn lại.",
        "The procedure does not ask for this paper. Load the page again and choose again.",
    ),
    "filing.file-needed": Message(
        422,
        "Thủ tục toàn trình không nhận bản giấy. Hãy chụp hoặc quét giấy tờ rồi tải lên.",
        "A procedure that is online all the way takes no papers. Take a picture or scan, and upload it.",
    ),
    "filing.not-finished": Message(
        409,
        "Bản nháp chưa đủ để nộp. Hãy điền nơi giải quyết và thông tin người đề nghị.",
        "The draft cannot be filed yet. Say where, and for whom.",
    ),
    "filing.no-such-paper": Message(
        404,
        "Không có giấy tờ này trong kho của ông/bà.",
        "You hold no such paper.",
    ),
    "filing.paper-in-use": Message(
        409,
        "Giấy tờ này đang nằm trong một bản nháp. Hãy bỏ ra khỏi bản nháp trước.",
        "This paper is in a draft. Take it out of the draft first.",
    ),
    "filing.files-many": Message(
        422,
        "Mỗi lần gửi tối đa {most} tệp. Hãy gửi làm nhiều lần hoặc gộp các trang thành một tệp.",
        "At most {most} files at once. Send them in several times, or put pages into one file.",
    ),
}
