"""Words for the kinds of events in the ledger."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

EVENTS: Mapping[str, Promise] = {
    "accounts.seat-opened": _("Mở một ghế (vai trò tại đơn vị)"),
    "accounts.seat-closed": _("Đóng một ghế"),
    "accounts.seat-assigned": _("Giao ghế cho một người"),
    "bulletins.issued": _("Phát hành bản tin, văn bản"),
    "campaigns.plan-published": _("Ban hành kế hoạch"),
    "conduct.route-set": _("Đặt thời hạn gửi số liệu"),
    "conduct.day-set": _("Đặt ngày công bố hoặc ngày trao giải"),
    "counting.entered": _("Nhập số liệu"),
    "counting.file-taken": _("Nhận tệp số liệu"),
    "denominators.registered": _("Đăng ký bản mẫu số"),
    "denominators.adopted": _("Chọn bản mẫu số"),
    "denominators.changed": _("Sửa số của một đơn vị"),
    "duties.task-assigned": _("Giao một nhiệm vụ"),
    "duties.task-reported": _("Báo cáo nhiệm vụ"),
    "duties.task-judged": _("Xác nhận, trả lại hoặc dừng nhiệm vụ"),
    "duties.bottleneck-raised": _("Nêu điểm nghẽn"),
    "duties.bottleneck-amended": _("Sửa điểm nghẽn"),
    "duties.bottleneck-assigned": _("Giao xử lý điểm nghẽn"),
    "duties.bottleneck-answered": _("Trả lời về điểm nghẽn"),
    "duties.bottleneck-settled": _("Kết thúc điểm nghẽn"),
    "imports.taken": _("Nhận bảng tính"),
    "maps.uploaded": _("Gửi ranh giới để vẽ bản đồ"),
    "maps.shown": _("Dùng ranh giới đã gửi"),
    "maps.withdrawn": _("Thôi dùng ranh giới đã gửi"),
    "planning.submitted": _("Trình dự thảo kế hoạch"),
    "planning.sent-back": _("Trả lại dự thảo kế hoạch"),
    "pledges.registered": _("Đơn vị đăng ký thi đua"),
    "pledges.target-set": _("Đặt chỉ tiêu cho một đơn vị"),
    "pledges.targets-assigned": _("Giao chỉ tiêu cho nhiều đơn vị"),
    "pledges.team-named": _("Ghi người chỉ đạo, người thực hiện của đơn vị"),
    "procedures.recorded": _("Ghi danh mục thủ tục hành chính"),
    "programme.committee-formed": _("Lập một ban chỉ đạo"),
    "programme.committee-ended": _("Kết thúc ban chỉ đạo"),
    "programme.member-added": _("Thêm thành viên ban chỉ đạo"),
    "programme.member-ended": _("Thành viên thôi tham gia ban chỉ đạo"),
    "programme.programme-issued": _("Ban hành chương trình"),
    "programme.goal-set": _("Đặt mục tiêu của chương trình"),
    "programme.year-asked": _("Đặt mức của một năm"),
    "programme.year-reached": _("Ghi mức đạt của một năm"),
    "questions.window-set": _("Đặt thời hạn nhận kiến nghị"),
    "questions.appeal-opened": _("Đơn vị gửi kiến nghị"),
    "questions.appeal-withdrawn": _("Đơn vị rút kiến nghị"),
    "questions.appeal-answered": _("Cơ quan thường trực trả lời kiến nghị"),
    "recounts.shown": _("Mở trang số liệu đã công bố"),
    "recounts.hidden": _("Đóng trang số liệu đã công bố"),
    "recounts.replied": _("Cơ quan công bố trả lời"),
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
