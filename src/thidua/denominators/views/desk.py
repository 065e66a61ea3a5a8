"""The desk of an office: what is in use, candidates side by side, and the three ways to act."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from thidua.accounts.models import SeatedRequest, role_of
from thidua.accounts.rules import Role
from thidua.counting.models.known import Reach
from thidua.counting.models.naming import names
from thidua.counting.rules import Measure
from thidua.denominators import actions
from thidua.denominators.forms import AdoptForm, ChangeForm, RegisterForm
from thidua.denominators.models import Candidate, InUse, frozen_from, in_use, measures, used
from thidua.denominators.models.judging import parents_of
from thidua.denominators.models.listing import candidates, happened, in_order
from thidua.denominators.outside import catalogue
from thidua.denominators.rules import Counts, Known, nested
from thidua.denominators.rules.comparing import compare, worth_a_look
from thidua.kernel.errors import RuleBroken
from thidua.ledger.rules import Receipt

A_PAGE = 50
COLUMNS = 3  # candidates beside each other without being asked for
MOST_COLUMNS = 5
MOST_SHOWN = 20  # units that shrink, and as many that grow, before an adoption
LONGEST_SEARCH = 100
TITLE = gettext_lazy("Mẫu số")

Trail = list[tuple[str | Promise, str]]


@dataclass(frozen=True, slots=True)
class Desk:
    """The unit whose desk it is, the units within its reach, and the day."""

    unit: str
    name: str
    reach: set[str]
    today: date
    writes: bool

    def under(self, known: Measure, last: str) -> Trail:
        """Lead to a page of one measure."""
        href = reverse("denominators:measure", args=[self.unit, known.key])
        return self.trail((known.label, href), (last, ""))

    def trail(self, *steps: tuple[str | Promise, str]) -> Trail:
        """Lead from the unit to a page; the last step is the page itself."""
        found: Trail = [
            (self.name, reverse("portal:unit", args=[self.unit])),
            (TITLE, reverse("denominators:desk", args=[self.unit])),
            *steps,
        ]
        return [*found[:-1], (found[-1][0], "")]


def _desk(request: HttpRequest, unit: str) -> Desk:
    today = timezone.localdate()
    reach = Reach(unit, {today}).on(today)
    writes = role_of(request) is Role.CAMPAIGN_OFFICE
    return Desk(unit, names([unit])[unit], reach, today, writes)


def _measure(key: str) -> Measure:
    if found := measures(catalogue()).get(key):
        return found
    raise RuleBroken("denominators.measure-unknown", measure=key)


@require_safe
def denominators(request: HttpRequest, unit: str) -> HttpResponse:
    """List the denominators of a territory, each with what is in use."""
    desk = _desk(request, unit)
    known = measures(catalogue())
    found = used(known, desk.reach, desk.today)
    registered = {each.measure for each in candidates(None, desk.reach)}
    rows = [
        (each, found[key], frozen_from(key, desk.reach) if found[key].parts else None)
        for key, each in known.items()
        if key in registered or found[key].parts or found[key].reported
    ]
    context = {"desk": desk, "rows": rows, "trail": desk.trail()}
    return render(request, "denominators/desk.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def register(request: SeatedRequest, unit: str) -> HttpResponse:
    """Take a candidate by pasting or as a file; bad lines come back with what was typed."""
    desk = _desk(request, unit)
    form = RegisterForm(
        _sent(request),
        request.FILES or None,
        measures=measures(catalogue()),
        unit=unit,
        today=desk.today,
        initial={"measure": request.GET.get("measure", "")},
    )
    if form.is_valid():
        given = {name: form.cleaned_data[name] for name in ("measure", "day", "source", "document")}
        receipt, _event = actions.register(**given, counts=form.pairs, **_by(request, unit))
        _say(request, _("Đã đăng ký bản mẫu số. Bản này chưa dùng cho đến khi được chọn."), receipt)
        return redirect("denominators:measure", unit, given["measure"])
    context = {"desk": desk, "form": form, "trail": desk.trail((_("Đăng ký bản mẫu số"), ""))}
    return render(request, "denominators/register.html", context)


def _sent(request: HttpRequest) -> QueryDict | None:
    """Give what was sent, None where the page was only opened."""
    return request.POST if request.method == "POST" else None


def _by(request: SeatedRequest, unit: str) -> dict[str, object]:
    """Say for whom, from which seat and when something is done."""
    return {"unit": unit, "actor": request.seat and request.seat.id, "at": timezone.now()}


def _say(request: HttpRequest, text: str, receipt: Receipt) -> None:
    number = _("Biên nhận: %(id)s.") % {"id": receipt.id}
    messages.success(request, f"{text} {number}")


@require_safe
def measure(request: HttpRequest, unit: str, measure: str) -> HttpResponse:
    """Show what is in use of a measure by unit, with candidates beside it."""
    desk, known = _desk(request, unit), _measure(measure)
    listed = candidates(measure, desk.reach)
    chosen = _chosen(request, listed)
    now = in_use(measure, desk.reach, desk.today)
    columns = {
        candidate: {each: n for each, n in candidate.values().items() if each in desk.reach}
        for candidate in chosen
    }
    wanted = request.GET.get("q", "")[:LONGEST_SEARCH].strip()
    units = in_order({*now, *(each for counts in columns.values() for each in counts)}, wanted)
    shown = Paginator(units, A_PAGE).get_page(request.GET.get("page"))
    found = used([measure], desk.reach, desk.today)[measure]
    now_used = {part.candidate for part in found.parts}
    context = {
        "desk": desk,
        "measure": known,
        "used": found,
        "frozen_from": frozen_from(measure, desk.reach),
        "candidates": [(each, each in chosen, each in now_used) for each in listed],
        "chosen": chosen,
        "wanted": wanted,
        "page": shown,
        "rows": [
            (each, name, now.get(each), _cells(each, now.get(each), columns))
            for each, name in shown
        ],
        "trail": desk.trail((known.label, "")),
    }
    return render(request, "denominators/measure.html", context)


def _chosen(request: HttpRequest, listed: Sequence[Candidate]) -> list[Candidate]:
    asked = set(request.GET.getlist("c"))
    chosen = [each for each in listed if str(each.pk) in asked]
    return chosen[:MOST_COLUMNS] or list(listed[:COLUMNS])


def _cells(
    unit: str, now: InUse | None, columns: Mapping[Candidate, Counts]
) -> list[tuple[Candidate, Known]]:
    """Put each candidate's count of a unit beside the one in use."""
    used = now.fact.quantity if now else None
    return [(each, Known(unit, used, counts.get(unit))) for each, counts in columns.items()]


@require_http_methods(["GET", "HEAD", "POST"])
def adopt(request: SeatedRequest, unit: str, candidate: str) -> HttpResponse:
    """Show what an adoption would make smaller or larger, and adopt when it is confirmed."""
    desk = _desk(request, unit)
    chosen = Candidate.objects.filter(pk=candidate).first()
    if chosen is None:
        raise RuleBroken("denominators.candidate-unknown", candidate=candidate)
    form = AdoptForm(_sent(request), unit=unit, today=desk.today)
    if form.is_valid():
        receipt, _event = actions.adopt(
            candidate=chosen.pk, **form.cleaned_data, **_by(request, unit)
        )
        _say(request, _("Đã chọn bản mẫu số. Các tỷ lệ được tính theo bản này."), receipt)
        return redirect("denominators:measure", unit, chosen.measure)
    known = _measure(chosen.measure)
    context = {
        "desk": desk,
        "measure": known,
        "candidate": chosen,
        "form": form,
        "frozen_from": frozen_from(chosen.measure, chosen.values()),
        **_consequences(chosen, desk),
        "trail": desk.under(known, _("Chọn bản mẫu số")),
    }
    return render(request, "denominators/adopt.html", context)


def _consequences(chosen: Candidate, desk: Desk) -> dict[str, object]:
    """Say what shrinks and grows, what stays because it is of a later day, what counts twice."""
    counts = chosen.values()
    now = in_use(chosen.measure, {*counts, *desk.reach}, desk.today)
    before = {unit: now[unit].fact.quantity for unit in counts if unit in now}
    found = compare(before, counts, counts)
    inside = nested({*now, *counts}, parents_of({*now, *counts}, desk.today))
    changed = [*found.shrunk[:MOST_SHOWN], *found.grown[:MOST_SHOWN]]
    named = names(
        {*(each.unit for each in changed), *(unit for pair in inside[:5] for unit in pair)}
    )
    return {
        "found": found,
        "loss": sum(-(each.difference or 0) for each in found.shrunk),
        "gain": sum(each.difference or 0 for each in found.grown),
        "changed": [(named[each.unit], each, worth_a_look(each)) for each in changed],
        "looks": sum(worth_a_look(each) for each in found.shrunk),
        "hidden": len(found.shrunk) + len(found.grown) - len(changed),
        "later": sum(now[unit].fact.day > chosen.day for unit in before),
        "nested": [(named[lower], named[upper]) for lower, upper in inside[:5]],
    }


@require_http_methods(["GET", "HEAD", "POST"])
def change(request: SeatedRequest, unit: str, measure: str) -> HttpResponse:
    """Change one unit's count, with the reason."""
    desk, known = _desk(request, unit), _measure(measure)
    asked = request.GET.get("of_unit", "")[:LONGEST_SEARCH]
    now = in_use(measure, [asked], desk.today).get(asked)
    form = ChangeForm(
        _sent(request),
        unit=unit,
        today=desk.today,
        initial={"of_unit": asked, "day": now.fact.day if now else desk.today},
    )
    if form.is_valid():
        receipt, _event = actions.change(measure=measure, **form.cleaned_data, **_by(request, unit))
        _say(request, _("Đã sửa số của một đơn vị. Số cũ vẫn xem được trong lịch sử."), receipt)
        return redirect("denominators:history", unit, measure)
    context = {
        "desk": desk,
        "measure": known,
        "form": form,
        "now": now,
        "name": names([asked])[asked] if now else "",
        "frozen_from": frozen_from(measure, [asked] if now else desk.reach),
        "trail": desk.under(known, _("Sửa số của một đơn vị")),
    }
    return render(request, "denominators/change.html", context)


@require_safe
def history(request: HttpRequest, unit: str, measure: str) -> HttpResponse:
    """Tell what happened to a denominator, newest first, each with its place in the ledger."""
    desk, known = _desk(request, unit), _measure(measure)
    told = happened(candidates(measure, desk.reach), desk.reach, measure)
    shown = Paginator(told, A_PAGE).get_page(request.GET.get("page"))
    context = {
        "desk": desk,
        "measure": known,
        "page": shown,
        "trail": desk.under(known, _("Lịch sử")),
    }
    return render(request, "denominators/history.html", context)
