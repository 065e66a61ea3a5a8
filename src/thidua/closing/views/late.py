"""What came after the freeze: what it would change, and admitting it with a reason."""

from collections import Counter
from dataclasses import dataclass

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from thidua.accounts.models import SeatedRequest, role_of
from thidua.campaigns.models.seeing import open_plan
from thidua.closing.forms.late import late_form
from thidua.closing.views import words
from thidua.counting.models import Fact
from thidua.counting.models.naming import names
from thidua.kernel.text import sort_key
from thidua.plans.rules import Plan
from thidua.points.rules.marks import plain
from thidua.standings import actions
from thidua.standings.models.freezing import Effect, LateFact, reconciliation

A_PAGE = 20  # what each fact changes is a computation of its own


@dataclass(frozen=True, slots=True)
class Change:
    """What a late fact would change on one sheet, in words and numbers."""

    unit: str
    criterion: str
    effect: Effect

    @property
    def counts(self) -> list[tuple[object, object]]:
        """Give numerator and denominator before and after, as they are printed."""
        pairs = zip(self.effect.numerator, self.effect.denominator, strict=True)
        return [(plain(numerator), plain(denominator)) for numerator, denominator in pairs]


@dataclass(frozen=True, slots=True)
class Row:
    """A late fact with its names."""

    fact: LateFact
    unit: str
    measure: str
    generated: bool
    changes: list[Change]


@require_http_methods(["GET", "POST"])
def late(request: SeatedRequest, campaign: str) -> HttpResponse:
    """List the late facts, of one unit or of all, and admit those that are chosen."""
    plan = open_plan(campaign, role_of(request))
    found = reconciliation(campaign)
    unit = request.GET.get("unit", "")
    shown = [fact for fact in found.facts if unit in ("", fact.unit)]
    every = [fact.id for fact in shown]  # with the admitted, so that a form sent twice is the same
    form = late_form(every, request.POST or None)
    if form.is_valid() and request.seat is not None:
        given = form.cleaned_data
        receipt, _event = actions.admit_late(
            campaign=campaign,
            facts=tuple(every if given["every"] else given["facts"]),
            reason=given["reason"],
            actor=request.seat.id,
            at=timezone.now(),
            key=str(given["key"]),
        )
        words.said(request, _("Đã chấp nhận số liệu đến muộn."), receipt)
        address = reverse("closing:late", args=[campaign])
        return redirect(f"{address}?{urlencode({'unit': unit})}" if unit else address)
    page = Paginator(shown, A_PAGE).get_page(request.GET.get("page"))
    context = {
        "plan": plan,
        "found": found,
        "form": form,
        "unit": unit,
        "units": _units(found.facts),
        "page": page,
        "rows": _rows(plan, list(page.object_list)),
        "waiting": sum(not fact.admitted for fact in shown),
        "trail": words.trail(plan, (_("Số liệu đến muộn"), "")),
    }
    return render(request, "closing/late.html", context)


def _units(facts: tuple[LateFact, ...]) -> list[tuple[str, str, int]]:
    """Give the units with late facts in the order of the dictionary, with how many wait."""
    counts = Counter(fact.unit for fact in facts if not fact.admitted)
    named = names({fact.unit for fact in facts})
    listed = [(unit, name, counts[unit]) for unit, name in named.items()]
    return sorted(listed, key=lambda one: (sort_key(one[1]), one[0]))


def _rows(plan: Plan, facts: list[LateFact]) -> list[Row]:
    labels = {criterion.code: criterion.label for criterion in plan.criteria}
    effects = {fact.id: fact.effects for fact in facts}
    touched = {effect.unit for found in effects.values() for effect in found}
    named = names({fact.unit for fact in facts} | touched)
    simulated = Fact.objects.filter(public_id__in=effects, generated=True)
    made = set(simulated.values_list("public_id", flat=True))
    return [
        Row(
            fact,
            named[fact.unit],
            plan.measures[fact.measure].label,
            fact.id in made,
            [Change(named[one.unit], labels[one.criterion], one) for one in effects[fact.id]],
        )
        for fact in facts
    ]
