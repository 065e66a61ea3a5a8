"""Page by page from a procedure to a dossier: where, who, papers, review. No script is needed."""

from uuid import UUID, uuid4

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from thidua.archive.models import Held
from thidua.counting.models.naming import names
from thidua.dossiers.rules import Filer
from thidua.filing import actions
from thidua.filing.actions.drafts import version_of
from thidua.filing.forms import ACCEPT, FILERS, PaperForm, WhereForm, WhoForm
from thidua.filing.models import (
    Draft,
    dossiers_of,
    mine,
    open_units,
    papers_of,
    results_of,
)
from thidua.filing.rules import drafts
from thidua.filing.rules.drafts import Page
from thidua.filing.views import of_resident
from thidua.filing.views.home import HOME
from thidua.procedures.rules import Component, OnlineLevel, Version
from thidua.residents.models import Resident, communes

PAGES = {
    Page.WHERE: "filing:where",
    Page.WHO: "filing:who",
    Page.PAPERS: "filing:draft-papers",
    Page.REVIEW: "filing:review",
}


@require_http_methods(["GET", "POST"])
@of_resident
def begin(request: HttpRequest, resident: Resident, code: str) -> HttpResponse:
    """Show what a procedure asks, and begin a draft."""
    at = timezone.now()
    version = version_of(code, at)
    units = open_units(version, timezone.localdate())
    if request.method == "POST":
        draft = actions.begin(draft=uuid4(), resident=resident, procedure=code, at=at)
        return redirect("filing:where", draft.pk)
    written = [row for row in resident.drafts.order_by("-changed_at") if row.procedure == code]
    page = {
        "version": version,
        "units": units,
        "drafts": written,
        "trail": [(HOME, reverse("filing:home")), (version.name, "")],
    }
    return render(request, "filing/begin.html", page)


@require_http_methods(["GET", "POST"])
@of_resident
def where(request: HttpRequest, resident: Resident, draft: UUID) -> HttpResponse:
    """Ask which agency decides."""
    row = mine(resident, draft)
    version = version_of(row.procedure, timezone.now())
    units = open_units(version, timezone.localdate())
    form = WhereForm(request.POST or None, initial={"unit": row.draft.unit}, units=units)
    if form.is_valid():
        actions.write(draft=row, said={"unit": form.cleaned_data["unit"]}, at=timezone.now())
        return redirect("filing:who", row.pk)
    return _page(request, "where", row, version, {"form": form, "units": units})


@require_http_methods(["GET", "POST"])
@of_resident
def who(request: HttpRequest, resident: Resident, draft: UUID) -> HttpResponse:
    """Ask who files, with whose help, and for whom."""
    row = mine(resident, draft)
    version = version_of(row.procedure, timezone.now())
    form = WhoForm(
        request.POST or None, initial=row.written, communes=communes(timezone.localdate())
    )
    if form.is_valid():
        said = {key: "".join(value.split()) if key in {"phone", "identity"} else value
                for key, value in form.cleaned_data.items()}  # fmt: skip
        if said["filer"] == Filer.SELF:
            said["support_unit"] = ""
        actions.write(draft=row, said=said, at=timezone.now())
        return redirect("filing:draft-papers", row.pk)
    return _page(request, "who", row, version, {"form": form})


@require_http_methods(["GET", "POST"])
@of_resident
def draft_papers(request: HttpRequest, resident: Resident, draft: UUID) -> HttpResponse:
    """Show each component with what stands for it, and take in one thing for one of them."""
    row = mine(resident, draft)
    version = version_of(row.procedure, timezone.now())
    if not version.components:
        return redirect("filing:review", row.pk)
    form = PaperForm(request.POST, request.FILES) if request.method == "POST" else None
    if form and form.is_valid():
        component = _taken(request, row, form)
        place = next((n for n, each in enumerate(version.components) if each.name == component), 0)
        return redirect(f"{reverse('filing:draft-papers', args=[row.pk])}#paper-{place}")
    holds = papers_of(resident)
    page = {
        "slots": [_slot(row, resident, each, holds) for each in version.components],
        "on_paper": version.online not in {OnlineLevel.FULL, OnlineLevel.FOURTH},
        "accept": ACCEPT,
        "wrong": form.errors if form else {},
        "lacking": drafts.lacking(row.draft, version),
    }
    return _page(request, "papers", row, version, page)


@require_http_methods(["GET", "POST"])
@of_resident
def review(request: HttpRequest, resident: Resident, draft: UUID) -> HttpResponse:
    """Show all that was written, and file it; a second click files nothing again."""
    if dossiers_of(resident).filter(pk=draft).exists():
        return redirect("filing:filed", draft)
    row = mine(resident, draft)
    version = version_of(row.procedure, timezone.now())
    if (first := drafts.first_open(row.draft)) is not Page.REVIEW:
        return redirect(PAGES[first], row.pk)
    if request.method == "POST":
        return redirect("filing:filed", actions.file(draft=row, at=timezone.now()))
    written = row.draft
    held = {each.pk: each for each in papers_of(resident)}
    page = {
        "written": written,
        "names": names(filter(None, (written.unit, written.support_unit, written.hamlet))),
        "filer": dict(FILERS)[Filer(written.filer)],
        "papers": [(each, held.get(each.held or 0)) for each in written.papers],
        "lacking": drafts.lacking(written, version),
    }
    return _page(request, "review", row, version, page)


@require_POST
@of_resident
def drop(request: HttpRequest, resident: Resident, draft: UUID) -> HttpResponse:
    """Delete a draft."""
    actions.drop(draft=mine(resident, draft), at=timezone.now())
    messages.success(request, _("Đã xóa bản nháp."))
    return redirect("filing:home")


def _page(
    request: HttpRequest, name: str, row: Draft, version: Version, more: dict[str, object]
) -> HttpResponse:
    form = more.get("form")
    page = {
        "draft": row,
        "version": version,
        "here": name,
        "place": list(Page).index(Page(name)) + 1,
        "pages": [(each, reverse(PAGES[each], args=[row.pk])) for each in Page],
        "trail": [(HOME, reverse("filing:home")), (version.name, "")],
        **more,
    }
    wrong = bool(getattr(form, "errors", None) or more.get("wrong"))
    return render(request, f"filing/{name}.html", page, status=422 if wrong else 200)


def _taken(request: HttpRequest, row: Draft, form: PaperForm) -> str:
    said, at = form.cleaned_data, timezone.now()
    component = str(said["component"])
    if "leave" in request.POST:
        actions.leave(draft=row, component=component, at=at)
    elif "paper" in request.POST:
        actions.choose(draft=row, component=component, held=None, at=at)
    elif said["held"]:
        actions.choose(draft=row, component=component, held=said["held"], at=at)
    else:
        for name, content in said["file"]:
            actions.attach(draft=row, component=component, name=name, content=content, at=at)
    return component


def _slot(
    row: Draft, resident: Resident, component: Component, holds: list[Held]
) -> dict[str, object]:
    """Say of a component what stands for it, and what could."""
    chosen = row.draft.chosen(component.name)
    results = results_of(resident, component.result_of) if component.result_of else []
    same = [each for each in holds if each.label == component.name]
    offered = {each.pk: each for each in (*results, *same)}
    if chosen and chosen.held:
        offered.pop(chosen.held, None)
    return {
        "component": component,
        "chosen": chosen,
        "held": next((each for each in holds if chosen and each.pk == chosen.held), None),
        "offered": list(offered.values()),
    }
