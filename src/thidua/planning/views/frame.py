"""What every page of the desk asks first: whose desk, which draft, what is wrong with it."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.accounts.models import Seat, SeatedRequest
from thidua.drafting.forms.blocks import STEPS, every_field
from thidua.drafting.rules.placing import placed
from thidua.drafting.rules.tables import Path, get
from thidua.kernel.errors import RuleBroken
from thidua.planning.models import Draft
from thidua.planning.models.looking import Looked
from thidua.plans.rules.reading import Problem
from thidua.units.models import UnitName

Trail = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Step:
    """A step of the desk on the page: what is wrong there, and whether the reader is in it."""

    name: str
    words: object
    href: str
    wrong: int
    current: bool


def seat_of(request: SeatedRequest) -> Seat:
    """Give the seat that acts; the permission table lets nobody in without one."""
    if request.seat is None:
        raise RuleBroken("accounts.not-yours")
    return request.seat


def draft_of(unit: str, draft: int) -> Draft:
    """Find a draft of a unit."""
    found = Draft.objects.filter(pk=draft, unit=unit).first()
    if found is None:
        raise RuleBroken("planning.no-draft", draft=draft)
    return found


def unit_name(unit: str) -> str:
    """Name a unit as it was called last."""
    return str(UnitName.objects.filter(unit=unit).order_by("pk").last() or unit)


def trail(unit: str, *steps: tuple[str, str]) -> Trail:
    """Lead from the list of plans down to a page; the last step is the page itself."""
    top = (_("Kế hoạch của đơn vị"), reverse("planning:plans", args=[unit]))
    found = [top, *steps]
    return [*found[:-1], (found[-1][0], "")]


def page_of(draft: Draft, data: dict[str, Any], looked: Looked, here: str) -> dict[str, object]:
    """Give what every page of a draft shows."""
    return {
        "unit": draft.unit,
        "draft": draft,
        "name": draft.name or _("Dự thảo chưa có tên"),
        "steps": steps(draft, data, looked.wrong, here),
        "ready": not looked.wrong,
    }


def steps(
    draft: Draft, data: dict[str, Any], problems: tuple[Problem, ...], here: str
) -> list[Step]:
    """Count what is wrong in each step."""
    counts = dict.fromkeys(STEPS, 0)
    for step, _problem, _path in located(data, problems):
        name = step.partition("/")[0]
        if name in counts:
            counts[name] += 1
    return [
        Step(name, words, step_href(draft, name), counts[name], name == here.partition("/")[0])
        for name, (words, _make) in STEPS.items()
    ]


def step_href(draft: Draft, step: str) -> str:
    """Give the address of a step, or of a criterion's own page (`criteria/3`)."""
    name, _slash, index = step.partition("/")
    if index:
        return reverse("planning:criterion", args=[draft.unit, draft.pk, int(index)])
    return reverse("planning:step", args=[draft.unit, draft.pk, name])


def located(
    data: dict[str, Any], problems: tuple[Problem, ...]
) -> list[tuple[str, Problem, Path | None]]:
    """Say of every problem on which step its field is; the empty step: on none."""
    where = {field.path: step for step, field in every_field(data)}
    lists = {name: (name,) for name in STEPS if get(data, (name,)) is None}
    by_field, rest = placed(problems, list(where))
    found: list[tuple[str, Problem, Path | None]] = [
        (where[path], each, path) for path, listed in by_field.items() for each in listed
    ]
    for problem in rest:
        head = str(problem.path[0]) if problem.path else ""
        step = "basics" if head == "sources" else head if head in STEPS or head in lists else ""
        found.append((step, problem, None))
    return found
