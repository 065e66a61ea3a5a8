"""What can go wrong in `maps`."""

from collections.abc import Mapping

from thidua.kernel.messages.entry import Message

MESSAGES: Mapping[str, Message] = {
    "maps.no-place": Message(
        404,
        "{name} không có trên bản đồ: chỉ vẽ được cả nước, tỉnh, thành phố và cấp huyện có đơn vị bên trong.",
        "{name} is not on the map: only the country, provinces, cities and districts with units inside can be drawn.",
    ),
    "portal.expected-beside": Message(
        422, "Hãy viết ngày như 2025-07-01.", "Write the day like 2025-07-01."
    ),
}
