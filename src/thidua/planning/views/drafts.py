"""Drafts: the list of a unit, a draft as a whole, its files, and handing it in."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from thidua.accounts.models import SeatedRequest, role_of
from thidua.campaigns.models import Campaign, PlanVersion
from thidua.campaigns.models.seeing import visible
from thidua.drafting.forms.typed import words_of
from thidua.drafting.outside import bring_back, criteria_workbook
from thidua.kernel.errors import RuleBroken
from thidua.planning import actions
from thidua.planning.forms import BeginForm, FileForm
from thidua.planning.models import Draft, Submission
from thidua.planning.models.looking import look
from thidua.planning.models.sources import Source, sources, tables_of
from thidua.planning.views.frame import (
    draft_of,
    located,
    page_of,
    seat_of,
    step_href,
    trail,
    unit_name,
)

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_GET
def plans(request: SeatedRequest, unit: str) -> HttpResponse:
    """List the drafts of a unit, what waits for a second person, and what it has published."""
    page = {
        "unit": unit,
        "unit_name": unit_name(unit),
        "trail": [(_("Kế hoạch của đơn vị"), "")],
        "drafts": Draft.objects.filter(unit=unit).order_by("-changed_at"),
        "waiting": Submission.objects.waiting(unit).order_by("at"),
        "sent_back": Submission.objects.filter(unit=unit).exclude(sent_back_at=None)[:20],
        "campaigns": [
            (campaign, list(PlanVersion.objects.of(campaign.code)))
            for campaign in Campaign.objects.filter(root=unit).order_by("code")
        ],
        "sources": _grouped(sources(unit, visible(role_of(request)))),
        "file": FileForm(),
    }
    return render(request, "planning/plans.html", page)


WAYS: Mapping[str, Promise] = {
    "next": gettext_lazy("Bản mới của phong trào đang có"),
    "copy": gettext_lazy("Phong trào mới theo kế hoạch đã ban hành"),
    "rubric": gettext_lazy("Phong trào mới theo bảng tiêu chí có sẵn"),
    "blank": gettext_lazy("Soạn từ đầu"),
}


def _grouped(listed: Iterable[Source]) -> list[tuple[Promise, list[Source]]]:
    """Group what a draft can begin from as the page offers it."""
    return [
        (words, [source for source in listed if source.way == way]) for way, words in WAYS.items()
    ]


@require_POST
def begin(request: SeatedRequest, unit: str) -> HttpResponse:
    """Begin a draft from what was chosen, or from a file."""
    seat, now = seat_of(request), timezone.now()
    form, file = BeginForm(request.POST), FileForm(request.POST, request.FILES)
    if request.FILES and file.is_valid():
        name, content = file.cleaned_data["file"]
        data, base = bring_back(name, content, {}), name
    elif form.is_valid():
        source = Source.named(form.cleaned_data["source"])
        data, base = tables_of(source, unit, visible(role_of(request))), source.name
    else:
        raise RuleBroken("planning.unknown-source", source="")
    draft = actions.begin(unit=unit, data=data, base=base, seat=seat.id, at=now)
    return redirect("planning:draft", unit=unit, draft=draft.pk)


@require_GET
def draft(request: SeatedRequest, unit: str, draft: int) -> HttpResponse:
    """Show a draft as a whole: every problem with the way to its field, and what can be done."""
    found = draft_of(unit, draft)
    data = found.data
    looked = look(data, unit)
    listed = [
        (words_of(problem), problem.is_remark, _href(found, step, path))
        for step, problem, path in located(data, looked.problems)
    ]
    page = page_of(found, data, looked, "") | {
        "trail": trail(unit, (found.name or _("Dự thảo"), "")),
        "listed": [each for each in listed if not each[1]],
        "remarks": [each for each in listed if each[1]],
        "file": FileForm(),
        "sent_back": found.submissions.exclude(sent_back_at=None).order_by("-sent_back_at").first(),
    }
    return render(request, "planning/draft.html", page)


def _href(draft: Draft, step: str, path: tuple[str | int, ...] | None) -> str:
    if not step:
        return ""
    anchor = f"#id_{'.'.join(map(str, path))}" if path else ""
    return step_href(draft, step) + anchor


@require_GET
def plan_file(request: HttpRequest, unit: str, draft: int) -> HttpResponse:  # noqa: ARG001 - Django's
    """Hand out the draft as a plan's file."""
    found = draft_of(unit, draft)
    return _download(bytes(found.content), "application/toml", f"{_file_name(found.data)}.toml")


@require_GET
def criteria_file(request: HttpRequest, unit: str, draft: int) -> HttpResponse:  # noqa: ARG001 - Django's
    """Hand out the table of criteria as a spreadsheet, to be filled in and brought back."""
    data = draft_of(unit, draft).data
    return _download(criteria_workbook(data), XLSX, f"{_file_name(data)}-tieu-chi.xlsx")


@require_POST
def file(request: SeatedRequest, unit: str, draft: int) -> HttpResponse:
    """Take a plan's file or a table of criteria in place of what the draft holds."""
    found = draft_of(unit, draft)
    form = FileForm(request.POST, request.FILES)
    if not form.is_valid():
        looked = look(found.data, unit)
        page = page_of(found, found.data, looked, "") | {
            "file": form,
            "trail": trail(unit, (found.name or _("Dự thảo"), "")),
        }
        return render(request, "planning/draft.html", page, status=422)
    name, content = form.cleaned_data["file"]
    actions.change(
        draft=draft,
        unit=unit,
        turn=found.turn,
        data=bring_back(name, content, found.data),
        seat=seat_of(request).id,
        at=timezone.now(),
    )
    return redirect("planning:draft", unit=unit, draft=draft)


@require_POST
def submit(request: SeatedRequest, unit: str, draft: int) -> HttpResponse:
    """Hand a draft to a second person."""
    found = draft_of(unit, draft)
    wrong = look(found.data, unit).wrong
    if wrong:
        raise RuleBroken("planning.not-ready", n=len(wrong))
    actions.submit(
        draft=draft,
        unit=unit,
        person=request.user.pk,
        actor=seat_of(request).id,
        at=timezone.now(),
    )
    return redirect("planning:plans", unit=unit)


@require_POST
def drop(request: HttpRequest, unit: str, draft: int) -> HttpResponse:  # noqa: ARG001 - Django's
    """Throw a draft away."""
    actions.drop(draft=draft, unit=unit)
    return redirect("planning:plans", unit=unit)


def _file_name(data: dict[str, Any]) -> str:
    return slugify(str(data.get("code", ""))) or "ke-hoach"


def _download(content: bytes, content_type: str, name: str) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(content, content_type=content_type, headers=headers)
