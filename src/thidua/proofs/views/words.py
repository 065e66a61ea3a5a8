"""Words for the kinds of events in the ledger."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

EVENTS: Mapping[str, Promise] = {
    "accounts.seat-opened": _("Mở một ghế (vai trò tại đơn vị)"),
    "accounts.seat-closed": _("Đóng một ghế"),
    "accounts.seat-assigned": _("Giao ghế cho một người"),
    "campaigns.plan-published": _("Ban hành kế hoạch"),
    "counting.entered": _("Nhập số liệu"),
    "counting.file-taken": _("Nhận tệp số liệu"),
    "denominators.registered": _("Đăng ký bản mẫu số"),
    "denominators.adopted": _("Chọn bản mẫu số"),
    "denominators.changed": _("Sửa số của một đơn vị"),
    "questions.window-set": _("Đặt thời hạn nhận kiến nghị"),
    "questions.appeal-opened": _("Đơn vị gửi kiến nghị"),
    "questions.appeal-withdrawn": _("Đơn vị rút kiến nghị"),
    "questions.appeal-answered": _("Cơ quan thường trực trả lời kiến nghị"),
    "standings.edition-published": _("Công bố bảng xếp hạng"),
    "standings.council-result-recorded": _("Ghi kết quả của hội đồng"),
    "standings.late-admitted": _("Chấp nhận tính số liệu đến muộn"),
    "units.registry-loaded": _("Nạp danh mục đơn vị"),
    "units.rows-loaded": _("Nạp đơn vị từ tệp"),
    "units.merged": _("Sáp nhập đơn vị"),
    "units.split": _("Chia tách đơn vị"),
    "units.renamed": _("Đổi tên đơn vị"),
    "units.kind-changed": _("Đổi loại đơn vị"),
    "units.moved": _("Chuyển đơn vị"),
    "units.overseen": _("Đổi cơ quan theo dõi"),
    "units.level-abolished": _("Bỏ một cấp đơn vị"),
    "units.opened": _("Lập đơn vị"),
    "units.closed": _("Kết thúc đơn vị"),
}


def event(kind: str) -> str | Promise:
    """Name an event of the ledger; the kind itself where there are no words for it."""
    return EVENTS.get(kind, kind)
