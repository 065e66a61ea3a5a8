"""What can go wrong in `rubrics`."""

from collections.abc import Mapping

from thidua.kernel.messages.entry import Message

MESSAGES: Mapping[str, Message] = {
    "rubrics.unknown": Message(
        404,
        "Không có bộ tiêu chí “{rubric}”. Hãy chọn trong danh sách bộ tiêu chí.",
        "There is no rubric “{rubric}”. Choose one from the list of rubrics.",
    ),
    "rubrics.unknown-snapshot": Message(
        404,
        "Không có bản số liệu “{snapshot}”. Hãy chọn một bản trên trang Bộ chỉ số 766.",
        "There is no published data “{snapshot}”. Choose one on the page of set 766.",
    ),
}
