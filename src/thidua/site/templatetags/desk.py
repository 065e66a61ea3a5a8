"""What somebody in a seat can do: the links of the desk, as the permission table lets them."""

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple
from urllib.parse import urlencode

from django import template
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from thidua.access.rules import PERMISSIONS
from thidua.accounts.models import Seat
from thidua.accounts.rules import Audience, Relation, Role
from thidua.campaigns.models import Campaign

register = template.Library()

Links = Mapping[str, Promise]

ROOMS: tuple[tuple[Promise, Links], ...] = (
    (
        _("Kế hoạch thi đua"),
        {
            "planning:plans": _("Soạn, trình và ban hành kế hoạch"),
            "pledges:unit": _("Đăng ký, giao ước, mục tiêu tự đặt"),
            "questions:unit": _("Kiến nghị về kết quả"),
        },
    ),
    (
        _("Một cửa"),
        {
            "counter:inbox": _("Hồ sơ chờ xử lý"),
            "counter:choose": _("Nhận hồ sơ mới"),
            "counter:register": _("Sổ theo dõi hồ sơ"),
            "counter:way": _("Nơi giữ hồ sơ: bản soi, bản chính"),
        },
    ),
    (
        _("Số liệu"),
        {
            "imports:upload": _("Nhập bảng tính của đơn vị"),
            "counting:take": _("Gửi tệp CSV"),
            "denominators:desk": _("Mẫu số"),
            "recounts:desk": _("Đếm lại số liệu trước khi công bố"),
            "reconciling:desk": _("Bản soi hồ sơ một cửa"),
            "procedures:desk": _("Danh mục thủ tục hành chính"),
            "maps:boundaries": _("Đường biên trên bản đồ"),
        },
    ),
    (
        _("Chương trình chuyển đổi số"),
        {"duties:desk": _("Ban chỉ đạo, nhiệm vụ, điểm nghẽn, sơ kết")},
    ),
    (_("Hệ thống"), {"accounts:seats": _("Ghế của đơn vị")}),
)
CAMPAIGN: Links = {
    "closing:closing": _("Kết thúc và công bố kết quả"),
    "conduct:behind": _("Đơn vị còn chậm"),
    "conduct:route": _("Luồng báo cáo"),
    "conduct:calendar": _("Lịch"),
    "bulletins:documents": _("Văn bản: thông báo, bản tin, danh sách khen thưởng"),
    "pledges:assign": _("Giao chỉ tiêu"),
    "conduct:targets": _("Chỉ tiêu giao và tự đặt"),
    "questions:desk": _("Trả lời kiến nghị"),
    "planning:versions": _("Các bản của kế hoạch"),
}


class Link(NamedTuple):
    """A link of the desk."""

    href: str
    label: Promise


class Room(NamedTuple):
    """A group of links with its title."""

    title: str | Promise
    links: list[Link]


@register.simple_tag
def desk(seat: Seat | None) -> list[Room]:
    """List what a seat can do for the campaigns of its unit, and at the unit itself."""
    if seat is None:
        return []
    role = Role(seat.role)
    found = [
        Room(campaign.name, _links(role, CAMPAIGN, campaign.code))
        for campaign in Campaign.objects.filter(root=seat.unit).order_by("-pk")
    ]
    found += [Room(title, _links(role, links, seat.unit)) for title, links in ROOMS]
    return [room for room in found if room.links]


def _links(role: Role, links: Links, where: str) -> list[Link]:
    return [
        Link(reverse(name, args=[where]), label)
        for name, label in links.items()
        if _may(role, name)
    ]


@register.simple_tag
def dossiers_of(seat: Seat | None, measure: str, unit: str, day: date) -> str:
    """Give the page that opens a count down to its dossiers, empty for whoever may not see them."""
    route = "reconciling:counted"
    if seat is None or not measure.startswith("dossiers.") or not _may(Role(seat.role), route):
        return ""
    asked = urlencode({"measure": measure, "at": unit, "day": day.isoformat()})
    return f"{reverse(route, args=[seat.unit])}?{asked}"


def _may(role: Role, name: str) -> bool:
    """Whether a role may use a route at its own unit."""
    access = PERMISSIONS[name]
    mine = access.seats.get(role, frozenset())
    return access.audience is not Audience.SEATS or bool({Relation.OWN, Relation.ANY} & mine)
