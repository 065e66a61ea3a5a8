"""People petition about their dossier or a unit, follow their petition, and read what was answered."""

from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from thidua.accounts.models import SeatedRequest
from thidua.counting.models.known import local_day
from thidua.counting.models.naming import names
from thidua.kernel.errors import RuleBroken
from thidua.onestop.models import Dossier
from thidua.onestop.rules import APPLICANT
from thidua.petitions import actions
from thidua.petitions.actions import From
from thidua.petitions.forms import PetitionForm, SupplementForm, dossier_petition_form
from thidua.petitions.models import Look, Petition, and_before, petition_of
from thidua.petitions.rules import Owner, State, open_acts
from thidua.petitions.views import words
from thidua.tracking.forms import KeyForm, StarsForm
from thidua.tracking.models import opened
from thidua.tracking.outside import unlisted
from thidua.units.models import Unit, check_stands

A_PAGE = 20
TRACK = "Tra cứu hồ sơ"


@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
@unlisted
def about_dossier(request: HttpRequest, handle: str) -> HttpResponse:
    """Take a petition about a dossier that is open in this browser."""
    which = opened.dossier_of(request.session, handle, timezone.now())
    row = Dossier.objects.filter(pk=which).first() if which else None
    if row is None:
        return redirect("tracking:track")
    units = list(dict.fromkeys((row.holder_id, row.receipt_unit_id)))
    called = names(units)
    form = dossier_petition_form([(unit, called[unit]) for unit in units], request.POST or None)
    if form.is_valid():
        about = From(form.cleaned_data["unit"], str(row.pk), _person(request))
        return _filed(request, form, about)
    page = {
        "form": form,
        "about": row.code,
        "sent": [
            (each, words.state(each))
            for each in Petition.objects.filter(dossier=row).order_by("-filed_at", "pk")
        ],
        "back": reverse("tracking:dossier", args=[handle]),
        "trail": [
            (_(TRACK), reverse("tracking:track")),
            (row.code, reverse("tracking:dossier", args=[handle])),
            (_("Phản ánh, kiến nghị"), ""),
        ],
    }
    return render(request, "petitions/new.html", page)


@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
@unlisted
def about_unit(request: SeatedRequest, unit: str) -> HttpResponse:
    """Take a petition about a unit from somebody who is signed in."""
    check_stands(unit, local_day(timezone.now()))
    form = PetitionForm(request.POST or None)
    if form.is_valid():
        return _filed(request, form, From(unit, person=request.user.pk))
    page = {
        "form": form,
        "about": names([unit])[unit],
        "back": reverse("petitions:answers", args=[unit]),
        "trail": [
            (_("Phản ánh của tôi"), reverse("petitions:mine")),
            (_("Phản ánh, kiến nghị"), ""),
        ],
    }
    return render(request, "petitions/new.html", page)


def _filed(request: HttpRequest, form: PetitionForm, about: From) -> HttpResponse:
    petition = str(form.cleaned_data["key"])
    receipt, _event = actions.file(
        petition=petition,
        about=about,
        text=form.cleaned_data["text"],
        at=timezone.now(),
        key=f"petition {petition}",
    )
    words.said(request, _("Đã gửi phản ánh, kiến nghị."), receipt)
    return redirect("petitions:petition", petition)


@require_safe
@unlisted
def mine(request: SeatedRequest) -> HttpResponse:
    """List the petitions of whoever is signed in."""
    rows = list(Petition.objects.filter(person=request.user).order_by("-filed_at", "pk")[:A_PAGE])
    called = names({row.unit_id for row in rows})
    page = {
        "rows": [(row, called[row.unit_id], words.state(row)) for row in rows],
        "trail": [(_("Phản ánh của tôi"), "")],
    }
    return render(request, "petitions/mine.html", page)


@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
@unlisted
def petition(request: HttpRequest, petition: UUID) -> HttpResponse:
    """Show a petition to whoever filed it; they supplement it, or rate its answer."""
    now = timezone.now()
    open_here = opened.handles(request.session, now)
    row = petition_of(str(petition), dossiers=open_here.keys(), person=_person(request))
    form = _form_of(request, row)
    if form is not None and form.is_valid():
        return _done(request, row, form)
    handle = open_here.get(str(row.dossier_id), "")
    moves = list(row.moves.order_by("nr"))
    page = {
        "row": row,
        "unit_name": names([row.unit_id])[row.unit_id],
        "state": words.state(row),
        "moves": words.moves(row),
        "told": next((each.text for each in reversed(moves) if each.actor != APPLICANT), ""),
        "looks": Look.objects.filter(petition=row).count(),
        "form": form,
        "handle": handle,
        "rates": isinstance(form, StarsForm),
        "trail": [_from_where(handle, row), (_("Phản ánh, kiến nghị"), "")],
    }
    return render(request, "petitions/petition.html", page)


def _from_where(handle: str, row: Petition) -> tuple[str, str]:
    if handle and row.dossier:
        return row.dossier.code, reverse("tracking:dossier", args=[handle])
    return _("Phản ánh của tôi"), reverse("petitions:mine")


def _form_of(request: HttpRequest, row: Petition) -> KeyForm | None:
    """Give the form of what the petitioner may do now."""
    data = request.POST or None
    state = State(row.state)
    if open_acts(state, Owner.PETITIONER):
        return SupplementForm(data)
    return StarsForm(data) if state is State.ANSWERED and row.stars is None else None


def _done(request: HttpRequest, row: Petition, form: KeyForm) -> HttpResponse:
    given, now = form.cleaned_data, timezone.now()
    key = f"petition {given['key']}"
    if isinstance(form, StarsForm):
        receipt, _event = actions.rate_answer(
            petition=str(row.pk), stars=given["stars"], at=now, key=key
        )
        words.said(request, _("Cảm ơn ông/bà đã đánh giá."), receipt)
    else:
        receipt, _event = actions.supplement(
            petition=str(row.pk), text=given["text"], at=now, key=key
        )
        words.said(request, _("Đã gửi phần bổ sung."), receipt)
    return redirect("petitions:petition", row.pk)


@require_safe
def answers(request: HttpRequest, unit: str) -> HttpResponse:
    """Show everybody what a unit answered."""
    if not Unit.objects.filter(pk=unit).exists():
        raise RuleBroken("portal.no-such-page")
    units = and_before(unit, local_day(timezone.now()))
    rows = Petition.objects.published().filter(unit__in=units)
    name = names([unit])[unit]
    page = {
        "unit": unit,
        "name": name,
        "page": Paginator(rows, A_PAGE).get_page(request.GET.get("page")),
        "trail": [
            (_("Đơn vị"), reverse("portal:units")),
            (name, reverse("portal:unit", args=[unit])),
            (_("Phản ánh đã trả lời"), ""),
        ],
    }
    return render(request, "petitions/answers.html", page)


def _person(request: HttpRequest) -> int | None:
    return request.user.pk if request.user.is_authenticated else None
