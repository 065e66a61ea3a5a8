"""What can go wrong at the counter."""

from collections.abc import Mapping

from thidua.kernel.messages.entry import Message

MESSAGES: Mapping[str, Message] = {
    "counter.counts-differ": Message(
        409,
        "Có {count} số đếm không khớp với hồ sơ. Các dòng trên nêu từng chỗ; hãy báo quản trị hệ thống trước khi công bố.",
        "{count} counts differ from the dossiers. The lines above name each; tell the operator before anything is published.",
    ),
}
