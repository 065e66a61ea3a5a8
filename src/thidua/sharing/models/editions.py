"""Editions that everybody may see, each with what it changed."""

from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from thidua.campaigns.models.seeing import visible
from thidua.plans.rules import Plan
from thidua.proofs.models.campaigns import editions
from thidua.proofs.models.naming import names
from thidua.reading.forms.words import EDITIONS
from thidua.reading.models.drill import made
from thidua.sharing.rules import moved, number
from thidua.standings.models import Edition, Placement
from thidua.standings.models.live import live

MOST_ITEMS = 30


@dataclass(frozen=True, slots=True)
class News:
    """An edition as a feed tells of it."""

    edition: Edition
    plan: Plan
    title: str
    sentence: str


def news(plans: list[Plan]) -> list[News]:
    """Tell of the newest editions of campaigns, newest first."""
    by_code = {plan.code: plan for plan in plans}
    found = editions(list(by_code))[:MOST_ITEMS]
    return [_news(each, by_code[each.campaign]) for each in found]


def public_plans() -> list[Plan]:
    """Give the plans that everybody may see."""
    return visible(None)


def _news(edition: Edition, plan: Plan) -> News:
    words = {"name": plan.name, "nr": edition.nr, "state": EDITIONS[edition.state]}
    title = _("%(name)s: lần công bố %(nr)s (%(state)s)") % words
    said = _sentences(edition, plan)
    if made(live(plan.code)).by_unit:
        said.append(_("Số liệu mô phỏng: được tạo ra để trình diễn, không phải số đếm thật."))
    return News(edition, plan, title, " ".join(said))


def _sentences(edition: Edition, plan: Plan) -> list[str]:
    english = get_language() == "en"
    until = f"{edition.until:%d %b %Y}" if english else f"{edition.until:%d/%m/%Y}"
    said = [_("Số liệu đến hết %(day)s.") % {"day": until}]
    firsts = list(Placement.objects.filter(edition=edition, rank=1).order_by("group", "unit"))
    named = names({each.unit for each in firsts})
    for group in plan.groups:
        if mine := [each for each in firsts if each.group == group.code]:
            points = number(Decimal(mine[0].points), "en" if english else "vi")
            units = ", ".join(named[each.unit] for each in mine[:3])
            words = {"group": group.name, "units": units, "points": points}
            said.append(_("Dẫn đầu %(group)s: %(units)s (%(points)s điểm).") % words)
    return [*said, _moved(edition), *([edition.reason] if edition.reason else [])]


def _moved(edition: Edition) -> str:
    before = Edition.objects.of(edition.campaign, edition.stage).filter(nr__lt=edition.nr).first()
    if before is None:
        return _("Lần công bố đầu tiên.")
    old, new = (
        Placement.objects.filter(edition=each).values_list("unit", "rank")
        for each in (before, edition)
    )
    count = moved(old, new)
    if not count:
        return _("Không đơn vị nào đổi hạng.")
    return ngettext("%(n)s đơn vị đổi hạng.", "%(n)s đơn vị đổi hạng.", count) % {"n": count}
