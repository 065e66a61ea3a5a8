"""Pages of the rubrics that come with the product."""

from itertools import groupby

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from thidua.kernel.errors import RuleBroken
from thidua.plans.rules import Criterion, Plan
from thidua.rubrics import outside
from thidua.rubrics.views import words

ROOM = _("Bộ tiêu chí")


@require_safe
def rubrics(request: HttpRequest) -> HttpResponse:
    """List what is shipped."""
    page = {"rubrics": outside.shipped(), "trail": [(ROOM, "")]}
    return render(request, "rubrics/rubrics.html", page)


@require_safe
def rubric(request: HttpRequest, rubric: str) -> HttpResponse:
    """Show a rubric: its criteria by section, how they give points, and what its source leaves open."""
    plan = find(rubric).plan
    ours = sum(criterion.our_reading for criterion in plan.criteria)
    page = {
        "plan": plan,
        "sections": [
            (section, [_row(plan, criterion) for criterion in found])
            for section, found in groupby(plan.criteria, key=lambda each: each.section)
        ],
        "ours": ours,
        "published": [each for each in outside.published() if each.rubric == rubric],
        "compared": rubric in {each.rubric for each in outside.compared().sources.values()},
        "trail": [(ROOM, reverse("rubrics:rubrics")), (plan.name, "")],
    }
    return render(request, "rubrics/rubric.html", page)


@require_safe
def file(_request: HttpRequest, rubric: str) -> HttpResponse:
    """Hand out a rubric's file, byte for byte."""
    found = find(rubric)
    headers = {"Content-Disposition": f'attachment; filename="{found.path.name}"'}
    return HttpResponse(found.content, content_type="application/toml", headers=headers)


def find(code: str) -> outside.Shipped:
    """Give a shipped rubric."""
    for each in outside.shipped():
        if each.code == code:
            return each
    raise RuleBroken("rubrics.unknown", rubric=code)


def _row(plan: Plan, criterion: Criterion) -> dict[str, object]:
    names = {group.code: group.name for group in plan.groups}
    return {
        "criterion": criterion,
        "method": words.method(criterion),
        "form": words.FORMS[criterion.indicator.form],
        "ratio": words.ratio(plan, criterion),
        "scope": words.SCOPES[criterion.scope],
        "zero": words.ZEROS[criterion.zero] if criterion.indicator.parts[0].denominator else "",
        "groups": [names[code] for code in criterion.applies_to],
    }
