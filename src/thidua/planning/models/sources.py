"""What a draft can be made from: an earlier plan, a shipped rubric, or nothing."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Self

from django.utils.translation import gettext as _

from thidua.campaigns.models import Campaign, PlanVersion
from thidua.kernel.errors import RuleBroken
from thidua.plans.outside import Located, tables
from thidua.plans.rules import Plan
from thidua.rubrics.outside import shipped
from thidua.units.models import resolve


@dataclass(frozen=True, slots=True)
class Source:
    """A plan to begin from: `next:`, `copy:` or `rubric:` and a code; `label` is what people read."""

    way: str
    code: str
    label: str = ""

    @classmethod
    def named(cls, name: str) -> Self:
        """Read the name that a page sent back."""
        way, _colon, code = name.partition(":")
        return cls(way, code)

    @property
    def name(self) -> str:
        """What a page sends back for it."""
        return f"{self.way}:{self.code}"


def sources(unit: str, plans: Iterable[Plan]) -> tuple[Source, ...]:
    """List what a unit's desk can begin from, among the plans that its reader may see."""
    own = set(Campaign.objects.filter(root=unit).values_list("code", flat=True))
    listed = list(plans)
    following = [Source("next", plan.code, plan.name) for plan in listed if plan.code in own]
    copies = [Source("copy", plan.code, plan.name) for plan in listed]
    rubrics = [Source("rubric", one.code, one.plan.name) for one in shipped()]
    return (*following, *copies, *rubrics, Source("blank", "", str(_("Kế hoạch trống"))))


def tables_of(source: Source, unit: str, plans: Iterable[Plan]) -> dict[str, Any]:
    """Give the tables of a draft that begins from a source."""
    if source.way == "blank":
        return _blank(unit)
    allowed = {each.name for each in sources(unit, plans)}
    if source.name not in allowed:
        raise RuleBroken("planning.unknown-source", source=source.name)
    if source.way == "rubric":
        one = next(each for each in shipped() if each.code == source.code)
        return as_new(_read(one.content), unit)
    data = _read(bytes(PlanVersion.objects.in_force(source.code).content))
    if source.way == "next":
        return data | {"version": Campaign.objects.get(pk=source.code).versions.count() + 1}
    return as_new(data, unit)


def as_new(data: dict[str, Any], unit: str) -> dict[str, Any]:
    """Make a copy the first version of a campaign of its own, at the unit of the desk."""
    made = data | {"version": 1, "code": free_code(str(data.get("code", "")))}
    if not _is(str(data.get("root", "")), unit):
        made["root"] = unit
    return made


def free_code(code: str) -> str:
    """Give a code that no campaign has yet."""
    taken = set(Campaign.objects.values_list("code", flat=True))
    found, number = code, 2
    while found in taken:
        found, number = f"{code}-{number}", number + 1
    return found


def _is(reference: str, unit: str) -> bool:
    try:
        return resolve(reference) == unit
    except RuleBroken:
        return False


def _read(content: bytes) -> dict[str, Any]:
    found = tables(content)
    if isinstance(found, Located):
        raise TypeError(found)
    return dict(found)


def _blank(unit: str) -> dict[str, Any]:
    """Give a plan in which everything is still to be written but its customary choices."""
    return {
        "format": 1,
        "version": 1,
        "root": unit,
        "visibility": "internal",
        "total_points": 100,
        "rounding": {"digits": 2, "mode": "half_up", "on": "total", "rank_on": "full"},
    }
