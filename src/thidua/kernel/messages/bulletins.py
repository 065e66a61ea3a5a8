"""What can go wrong in `bulletins`."""

from collections.abc import Mapping

from thidua.kernel.messages.entry import Message

MESSAGES: Mapping[str, Message] = {
    "bulletins.no-official-edition": Message(
        409,
        "Chưa lập được danh sách khen thưởng vì chưa có lần công bố chính thức. Hãy công bố kết quả chính thức của phong trào hoặc của đợt trước.",
        "There is no award list yet, because no official edition was published. Publish the official result of the campaign or stage first.",
    ),
    "bulletins.edition-unknown": Message(
        404,
        "Không có lần công bố số {nr} của phong trào hoặc của đợt này. Hãy chọn lại trong danh sách.",
        "There is no edition {nr} of this campaign or stage. Choose one from the list.",
    ),
    "bulletins.day-not-counted": Message(
        422,
        "Chưa lập được báo cáo cho ngày {day}. Hãy chọn một ngày từ {first} đến {last}.",
        "There is no bulletin for {day}. Choose a day from {first} to {last}.",
    ),
    "bulletins.paper-unknown": Message(
        404,
        "Không có loại văn bản “{paper}”. Hãy chọn thông báo phát động, báo cáo tuần hoặc danh sách khen thưởng.",
        "There is no kind of document “{paper}”. Choose the launch notice, the weekly bulletin or the award list.",
    ),
    "bulletins.no-such-document": Message(
        404,
        "Phong trào này chưa ban hành văn bản số {nr} thuộc loại này. Hãy xem danh sách văn bản của phong trào.",
        "This campaign has not issued a document {nr} of this kind. See the list of its documents.",
    ),
}
