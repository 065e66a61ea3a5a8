"""A resident's own dossier: how it stands, what it was given, what they bring, taking it back."""

from uuid import UUID, uuid4

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from thidua.archive.rules.names import disposition
from thidua.counting.models.naming import names
from thidua.dossiers.outside import ticket
from thidua.dossiers.rules.steps import Act, Owner, Status, open_acts
from thidua.filing import actions
from thidua.filing.forms import ReasonForm, SupplementForm
from thidua.filing.models import own_dossier
from thidua.filing.models.owning import dossier_papers
from thidua.filing.rules.acknowledging import acknowledgement
from thidua.filing.views import of_resident
from thidua.filing.views.home import HOME
from thidua.filing.views.saying import line, timeline, who_has
from thidua.onestop import actions as onestop
from thidua.onestop.forms import PURPOSES
from thidua.onestop.models import Dossier
from thidua.onestop.rules import APPLICANT
from thidua.residents.models import Resident
from thidua.slips.models import case
from thidua.slips.outside import slip, squares, tracking
from thidua.slips.rules import Issue, receipt

OTHER = "Giấy tờ khác theo yêu cầu"
SEEN = 20


@require_safe
@of_resident
def dossier(request: HttpRequest, resident: Resident, dossier: UUID) -> HttpResponse:
    """Show a dossier to its resident: where it stands, what to do, what happened, who looked."""
    row = own_dossier(resident, dossier)
    acts = open_acts(row.state, Owner.APPLICANT)
    looks = row.seen.select_related("seat").order_by("-at", "-pk")[:SEEN]
    page = {
        "row": row,
        "line": line(row, timezone.now()),
        "who": who_has(row),
        "holder": names([row.holder_id])[row.holder_id],
        "asked": _asked(row),
        "events": timeline(row),
        "papers": dossier_papers(row),
        "may_supplement": Act.SUPPLEMENT in acts,
        "may_withdraw": Act.WITHDRAW in acts,
        "pays": row.status == Status.PAYMENT,
        "ticket": ticket(str(row.pk)),
        "looks": [(each, PURPOSES[each.purpose]) for each in looks],
        "trail": _trail(row, ""),
    }
    return render(request, "filing/dossier.html", page)


@require_safe
@of_resident
def filed(request: HttpRequest, resident: Resident, dossier: UUID) -> HttpResponse:
    """Say that a dossier was filed, under which code, and what happens next."""
    row = own_dossier(resident, dossier)
    page = {
        "row": row,
        "ticket": ticket(str(row.pk)),
        "holder": names([row.holder_id])[row.holder_id],
        "squares": squares(_address(request, row)),
        "trail": _trail(row, _("Đã nộp")),
    }
    return render(request, "filing/filed.html", page)


@require_safe
@of_resident
def acknowledged(request: HttpRequest, resident: Resident, dossier: UUID) -> HttpResponse:
    """Give the acknowledgement of a dossier as PDF, or its receipt once it was received."""
    row = own_dossier(resident, dossier)
    secret, code = ticket(str(row.pk)), squares(_address(request, row))
    if row.received_at:
        issue = Issue(timezone.localdate(row.received_at), ticket=secret, squares=code)
        name, made = f"Giấy tiếp nhận {row.code}.pdf", receipt(case(row), issue)
    else:
        name, made = f"Đã nhận hồ sơ {row.code}.pdf", acknowledgement(case(row), secret, code)
    headers = {"Content-Disposition": disposition(name)}
    return HttpResponse(slip(made), content_type="application/pdf", headers=headers)


@require_http_methods(["GET", "POST"])
@of_resident
def supplement(request: HttpRequest, resident: Resident, dossier: UUID) -> HttpResponse:
    """Take in what an office asked for."""
    row = own_dossier(resident, dossier)
    wanted = [each.name for each in row.version.version.components] + [OTHER]
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    form = SupplementForm(
        *sent, components=[(each, each) for each in wanted], initial={"key": uuid4()}
    )
    if form.is_valid():
        actions.supplement(
            dossier=row,
            resident=resident,
            component=form.cleaned_data["component"],
            files=tuple(form.cleaned_data["sent"]),
            key=str(form.cleaned_data["key"]),
            at=timezone.now(),
        )
        messages.success(request, _("Đã gửi giấy tờ bổ sung. Hồ sơ được giải quyết tiếp."))
        return redirect("filing:dossier", row.pk)
    page = {
        "row": row,
        "form": form,
        "asked": _asked(row),
        "trail": _trail(row, _("Bổ sung giấy tờ")),
    }
    return render(request, "filing/supplement.html", page, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@of_resident
def withdraw(request: HttpRequest, resident: Resident, dossier: UUID) -> HttpResponse:
    """Take a dossier back, after one more question."""
    row = own_dossier(resident, dossier)
    form = ReasonForm(request.POST if request.method == "POST" else None, label_suffix="")
    if form.is_valid():
        onestop.withdraw(
            dossier=str(row.pk),
            actor=APPLICANT,
            at=timezone.now(),
            reason=form.cleaned_data["reason"],
            key=f"withdraw:{row.pk}",
        )
        messages.success(request, _("Đã rút hồ sơ."))
        return redirect("filing:dossier", row.pk)
    page = {"row": row, "form": form, "trail": _trail(row, _("Rút hồ sơ"))}
    return render(request, "filing/withdraw.html", page, status=422 if form.errors else 200)


def _asked(row: Dossier) -> str:
    """Give what an office wrote when it asked for something; nothing while it asks for nothing."""
    if row.status not in {Status.SUPPLEMENT, Status.PAYMENT}:
        return ""
    last = row.moves.filter(act__in=[Act.ASK_SUPPLEMENT, Act.ASK_PAYMENT]).order_by("-nr").first()
    return last.reason if last else ""


def _address(request: HttpRequest, row: Dossier) -> str:
    return request.build_absolute_uri(tracking(row.code, str(row.pk)))


def _trail(row: Dossier, last: str) -> list[tuple[object, str]]:
    here = reverse("filing:dossier", args=[row.pk])
    found: list[tuple[object, str]] = [(HOME, reverse("filing:home")), (row.code, here)]
    return [*found, (last, "")] if last else [found[0], (row.code, "")]
