"""What can go wrong in `documents`."""

from collections.abc import Mapping

from thidua.kernel.messages.entry import Message

MESSAGES: Mapping[str, Message] = {
    "documents.ragged-table": Message(
        422,
        "Dòng {row} của bảng có {found} ô, phải có {expected}. Hãy thêm hoặc bớt ô rồi lập lại văn bản.",
        "Row {row} of a table has {found} cells and must have {expected}. Add or take cells and make it again.",
    ),
}
