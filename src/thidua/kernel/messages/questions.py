"""What can go wrong in `questions`."""

from collections.abc import Mapping

from thidua.kernel.messages.entry import Message

MESSAGES: Mapping[str, Message] = {
    "questions.already-open": Message(
        409,
        "Kiến nghị này đang chờ trả lời, không cần mở lại.",
        "This appeal waits for its answer; it need not be opened again.",
    ),
    "questions.already-answered": Message(
        409,
        "Kiến nghị này đã được trả lời. Câu trả lời giữ nguyên; nếu có căn cứ mới, đơn vị gửi kiến nghị mới trong thời hạn.",
        "This appeal was answered. The answer stays; with new grounds the unit sends a new appeal in time.",
    ),
    "questions.already-withdrawn": Message(
        409,
        "Đơn vị đã rút kiến nghị này. Nếu cần, đơn vị gửi kiến nghị mới trong thời hạn.",
        "The unit has withdrawn this appeal. If need be, it sends a new one in time.",
    ),
    "questions.window-upside-down": Message(
        422,
        "Thời hạn kiến nghị phải kết thúc sau khi bắt đầu. Hãy sửa lại hai thời điểm.",
        "The time for appeals has to end after it begins. Correct the two instants.",
    ),
    "questions.window-past": Message(
        422,
        "Thời hạn kiến nghị kết thúc lúc {last}, đã qua rồi. Hãy chọn thời điểm còn ở phía trước để các đơn vị kịp kiến nghị.",
        "The time for appeals would end at {last}, which has passed. Choose an instant ahead, so that units have time.",
    ),
    "questions.window-shortened": Message(
        409,
        "Thời hạn kiến nghị đã bắt đầu và đã báo cho các đơn vị đến {last}. Chỉ có thể kéo dài, không rút ngắn.",
        "The time for appeals has begun and was promised until {last}. It can be made longer, not shorter.",
    ),
    "questions.official-already": Message(
        409,
        "Kết quả đã chính thức ở lần công bố {nr}, không nhận kiến nghị nữa. Hãy liên hệ cơ quan thường trực nếu phát hiện sai sót.",
        "The result is official since edition {nr}; appeals are closed. Tell the campaign office if you find a mistake.",
    ),
    "questions.outside-window": Message(
        409,
        "Chưa nhận: thời hạn kiến nghị từ {first} đến {last}.",
        "Not taken: the time for appeals is from {first} to {last}.",
    ),
    "questions.text-missing": Message(
        422,
        "Hãy viết nội dung kiến nghị: số nào chưa đúng và vì sao.",
        "Write the appeal: which figure is wrong, and why.",
    ),
    "questions.text-too-long": Message(
        422,
        "Nội dung dài {found} chữ cái, nhiều nhất {most}. Hãy viết gọn và nêu số, ký hiệu của văn bản kèm theo.",
        "The text has {found} letters and may have {most}. Be brief and name the number of the documents.",
    ),
    "questions.answer-missing": Message(
        422,
        "Câu trả lời phải nêu căn cứ. Hãy viết nội dung trả lời cho đơn vị.",
        "An answer gives its grounds. Write what the unit is to read.",
    ),
    "questions.own-appeal": Message(
        403,
        "Kiến nghị này của chính đơn vị bạn. Hãy để người ở đơn vị khác của cơ quan thường trực trả lời.",
        "This is an appeal of your own unit. Let a seat at another unit answer it.",
    ),
    "questions.open-already": Message(
        409,
        "Đơn vị đang có kiến nghị số {nr} về nội dung này, chờ trả lời. Hãy rút kiến nghị ấy nếu muốn viết lại.",
        "Appeal {nr} of your unit on this waits for its answer. Withdraw it if you want to write it anew.",
    ),
    "questions.edition-unknown": Message(
        404,
        "Phong trào {campaign} không có lần công bố số {nr}. Hãy chọn một lần công bố trong danh sách.",
        "Campaign {campaign} has no edition {nr}. Choose one of the list.",
    ),
    "questions.appeal-unknown": Message(
        404,
        "Phong trào {campaign} không có kiến nghị số {nr} của đơn vị này. Hãy mở lại danh sách kiến nghị.",
        "Campaign {campaign} has no appeal {nr} of this unit. Open the list of appeals again.",
    ),
    "questions.not-ranked": Message(
        422,
        "Đơn vị {unit} không được xếp hạng ở lần công bố {nr}, nên không có kết quả để kiến nghị.",
        "Unit {unit} is not ranked in edition {nr}, so there is no result to appeal against.",
    ),
    "questions.criterion-unknown": Message(
        422,
        "Khối của đơn vị không chấm tiêu chí “{criterion}”. Hãy chọn một tiêu chí trong phiếu điểm.",
        "The unit's group is not ranked on “{criterion}”. Choose a criterion of its sheet.",
    ),
    "questions.waiting": Message(
        409,
        "Chưa công bố chính thức được: {n} kiến nghị đang chờ trả lời ({units}). Hãy trả lời ở trang Kiến nghị của phong trào {campaign}, rồi công bố lại.",
        "It cannot be made official yet: {n} appeals wait for their answer ({units}). Answer them on the appeals page of {campaign}, then publish again.",
    ),
    "questions.window-open": Message(
        409,
        "Chưa công bố chính thức được phong trào {campaign}: các đơn vị còn được kiến nghị đến {last}. Hãy công bố sau thời điểm đó.",
        "Campaign {campaign} cannot be made official yet: units may appeal until {last}. Publish after that.",
    ),
}
