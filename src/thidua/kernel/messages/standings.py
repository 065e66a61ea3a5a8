"""What can go wrong in `standings`."""

from collections.abc import Mapping

from thidua.kernel.messages.entry import Message

MESSAGES: Mapping[str, Message] = {
    "standings.member-unknown": Message(
        422,
        "Khối {group} liệt kê đơn vị không có trên cây đơn vị của {root} ngày {day}: {units}."
        " Chưa xếp hạng. Hãy kiểm tra mã đơn vị trong kế hoạch, hoặc ngày của cây đơn vị.",
        "Peer group {group} lists units that are not on the tree of {root} on {day}: {units}."
        " Nothing was ranked. Check the unit ids in the plan, or the day of its tree.",
    ),
}
