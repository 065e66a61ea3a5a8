"""Pages of a campaign's documents: what was issued, making one, its head, prizes, the award list."""

from collections.abc import Mapping
from dataclasses import asdict
from uuid import uuid4

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from thidua.accounts.models import SeatedRequest, role_of
from thidua.accounts.rules import Role
from thidua.bulletins import actions
from thidua.bulletins.forms import AskedForm, LetterheadForm
from thidua.bulletins.models import Issued, Letterhead
from thidua.bulletins.models.grounds import is_simulated
from thidua.bulletins.models.making import (
    award_ground,
    council_of,
    office_of,
    official,
)
from thidua.bulletins.models.making import (
    make as make_document,
)
from thidua.campaigns.models.seeing import open_plan
from thidua.documents import outside
from thidua.kernel.errors import RuleBroken
from thidua.papers.rules import Asked, Ground, Office, Paper
from thidua.papers.rules.awards import Council, Winner, differences, quota_remark, winners
from thidua.papers.rules.prizes import Won, won
from thidua.plans.rules import Overflow, Plan
from thidua.standings.models import Edition
from thidua.standings.models.live import live
from thidua.standings.rules.board import stage_of
from thidua.units.models import resolve

PAPERS: Mapping[Paper, Promise] = {
    Paper.LAUNCH: _("Thông báo phát động"),
    Paper.WEEKLY: _("Báo cáo tuần"),
    Paper.AWARDS: _("Danh sách khen thưởng"),
}
ABOUT: Mapping[Paper, Promise] = {
    Paper.LAUNCH: _("Lập từ kế hoạch đã công bố: đối tượng, thời gian, tiêu chí, giải thưởng."),
    Paper.WEEKLY: _(
        "Kết quả so với chỉ tiêu, dẫn đầu, thay đổi hạng, đơn vị cần đôn đốc, số đã sửa."
    ),
    Paper.AWARDS: _("Lập từ lần công bố chính thức, kèm kết quả của hội đồng."),
}
STALE: Mapping[str, Promise] = {
    "plan": _("kế hoạch đã có bản mới"),
    "edition": _("lần công bố đã được thay thế"),
    "council": _("hội đồng đã có kết quả mới"),
}
OVERFLOWS: Mapping[Overflow, Promise] = {
    Overflow.SHARE: _("bằng nhau thì cùng nhận, bớt số giải bên dưới"),
    Overflow.EXTRA: _("bằng nhau thì cùng nhận, giữ nguyên số giải bên dưới"),
    Overflow.COUNCIL: _("bằng nhau quá số giải thì hội đồng quyết định"),
}
TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}
FILES = {"pdf": outside.pdf, "docx": outside.docx}
Trail = list[tuple[str | Promise, str]]


@require_safe
def documents(request: HttpRequest, campaign: str) -> HttpResponse:
    """List what a campaign has issued; its office also sees what it can make."""
    plan = open_plan(campaign, role_of(request))
    stages = {stage.code: stage.name for stage in plan.stages}
    rows = [
        {
            "issued": each,
            "label": PAPERS[Paper(each.paper)],
            "stage": stages.get(each.stage, ""),
            "stale": STALE.get(each.stale, ""),
        }
        for each in Issued.objects.of(campaign)
    ]
    context = {
        "plan": plan,
        "rows": rows,
        "office": _is_office(request, plan),
        "papers": [(paper.value, PAPERS[paper], ABOUT[paper]) for paper in Paper],
        "trail": _trail(plan, (_("Văn bản"), "")),
    }
    return render(request, "bulletins/documents.html", context)


@require_http_methods(["GET", "POST"])
def make(request: SeatedRequest, campaign: str, kind: str) -> HttpResponse:
    """Ask for a document; issue it."""
    plan, paper = open_plan(campaign, role_of(request)), _paper(kind)
    form = _asked(request, plan, paper)
    if form.is_valid() and request.seat is not None:
        _receipt, event = actions.issue(
            campaign=campaign,
            paper=paper,
            asked=form.asked,
            actor=request.seat.id,
            at=timezone.now(),
            key=str(form.cleaned_data["key"]),
        )
        return redirect("bulletins:issued", campaign, kind, event.public["nr"])
    return _make_page(request, plan, paper, form)


@require_POST
def preview(request: HttpRequest, campaign: str, kind: str, form: str) -> HttpResponse:
    """Show a document as a draft; nothing is kept."""
    plan, paper = open_plan(campaign, role_of(request)), _paper(kind)
    asked = _asked(request, plan, paper)
    if not asked.is_valid():
        return _make_page(request, plan, paper, asked)
    made = make_document(campaign, paper, asked.asked, timezone.localdate(), draft=True)
    return _file(FILES[form](made.document), form, f"{campaign}-{kind}-du-thao")


@require_http_methods(["GET", "POST"])
def letterhead(request: HttpRequest, campaign: str) -> HttpResponse:
    """Show and set what the campaign's documents have in common."""
    plan = open_plan(campaign, role_of(request))
    form = LetterheadForm(request.POST or None, initial=_initial(campaign))
    if form.is_valid():
        actions.set_letterhead(campaign=campaign, given=form.cleaned_data)
        return redirect("bulletins:documents", campaign)
    context = {
        "plan": plan,
        "form": form,
        "trail": _trail(plan, _documents(plan), (_("Đầu trang và chữ ký"), "")),
    }
    return render(request, "bulletins/letterhead.html", context)


@require_safe
def issued(request: HttpRequest, campaign: str, kind: str, nr: int) -> HttpResponse:
    """Show an issued document: its files with their hashes, its figures, its place in the ledger."""
    plan = open_plan(campaign, role_of(request))
    found = _issued(campaign, kind, nr)
    label = PAPERS[Paper(found.paper)]
    context = {
        "plan": plan,
        "issued": found,
        "label": label,
        "stale": STALE.get(found.stale, ""),
        "receipt": found.entry.public_id,
        "figures": found.figures,
        "trail": _trail(plan, _documents(plan), (f"{label} {nr}", "")),
    }
    return render(request, "bulletins/issued.html", context)


@require_safe
def download(request: HttpRequest, campaign: str, kind: str, nr: int, form: str) -> HttpResponse:
    """Send a file of an issued document, byte for byte."""
    open_plan(campaign, role_of(request))
    found = _issued(campaign, kind, nr)
    return _file(found.content(form), form, f"{campaign}-{kind}-{nr}")


@require_safe
def prizes(request: HttpRequest, campaign: str) -> HttpResponse:
    """Show the prizes of every group and stage, and who wins them so far or for good."""
    plan = open_plan(campaign, role_of(request))
    parts = [_prizes_of(plan, stage) for stage in (*(each.code for each in plan.stages), "")]
    context = {
        "plan": plan,
        "parts": [part for part in parts if part["rows"]],
        "generated": any(part["generated"] for part in parts),
        "trail": _trail(plan, (_("Giải thưởng"), "")),
    }
    return render(request, "bulletins/prizes.html", context)


@require_safe
def awards(request: HttpRequest, campaign: str) -> HttpResponse:
    """Show the award list of the newest official edition, to be printed."""
    plan = open_plan(campaign, role_of(request))
    stage = request.GET.get("stage", "")
    ground, council = award_ground(campaign, Asked(stage))
    groups = [(one.group, winners(ground, council, one)) for one in ground.board.groups]
    context = {
        "plan": plan,
        "stage": ground.board.stage,
        "ground": ground,
        "office": office_of(campaign),
        "council": council,
        "groups": [(group, _winners(ground, rows)) for group, rows in groups if rows],
        "differences": differences(ground, council),
        "quotas": [(each, quota_remark(each)) for each in _won(ground, council)],
        "generated": plan.generated or is_simulated(ground.board),
        "trail": _trail(plan, (_("Danh sách khen thưởng"), "")),
    }
    answer = render(request, "bulletins/awards.html", context)
    answer["Cache-Control"] = "no-cache"  # its head and signature are no events of the ledger
    return answer


def _make_page(request: HttpRequest, plan: Plan, paper: Paper, form: AskedForm) -> HttpResponse:
    context = {
        "plan": plan,
        "paper": paper.value,
        "label": PAPERS[paper],
        "about": ABOUT[paper],
        "form": form,
        "letterhead": Letterhead.objects.filter(pk=plan.code).exists(),
        "waits": paper is Paper.AWARDS and not _editions(plan, paper),
        "trail": _trail(plan, _documents(plan), (PAPERS[paper], "")),
    }
    return render(request, "bulletins/make.html", context)


def _asked(request: HttpRequest, plan: Plan, paper: Paper) -> AskedForm:
    editions = _editions(plan, paper)
    return AskedForm(request.POST or None, paper=paper, plan=plan, editions=editions, key=uuid4())


def _editions(plan: Plan, paper: Paper) -> list[Edition]:
    if paper is Paper.AWARDS:
        stages = ("", *(stage.code for stage in plan.stages))
        return [each for stage in stages for each in official(plan.code, stage)]
    return list(Edition.objects.filter(campaign=plan.code).order_by("-nr"))


def _prizes_of(plan: Plan, stage: str) -> dict[str, object]:
    """Give the prizes of a part of the campaign: of its official edition, else as they run."""
    part = stage_of(plan, stage)
    council = council_of(plan.code, stage)
    if editions := official(plan.code, stage):
        ground, _council = award_ground(plan.code, Asked(stage))
        board, edition = ground.board, editions[0]
    else:
        board, edition = live(plan.code, stage=stage), None
    given = {unit: place.prize for unit, place in council.places.items()}
    nodes = board.tree.nodes
    rows = [
        {
            "won": each,
            "overflow": OVERFLOWS[each.prize.overflow],
            "computed": [nodes[unit].label for unit in each.computed],
            "waiting": [nodes[unit].label for unit in each.waiting],
            "council": None if each.council is None else [nodes[u].label for u in each.council],
        }
        for each in won(board, given)
    ]
    simulated = plan.generated or is_simulated(board)
    return {"stage": part, "edition": edition, "rows": rows, "generated": simulated}


def _won(ground: Ground, council: Council) -> tuple[Won, ...]:
    return won(ground.board, {unit: place.prize for unit, place in council.places.items()})


def _winners(ground: Ground, rows: tuple[Winner, ...]) -> list[dict[str, object]]:
    return [{"row": each, "name": ground.name(each.standing.sheet.unit)} for each in rows]


def _paper(kind: str) -> Paper:
    if kind not in list(Paper):
        raise RuleBroken("bulletins.paper-unknown", paper=kind)
    return Paper(kind)


def _issued(campaign: str, kind: str, nr: int) -> Issued:
    found = Issued.objects.filter(campaign=campaign, paper=_paper(kind).value, nr=nr).first()
    if found is None:
        raise RuleBroken("bulletins.no-such-document", nr=nr)
    return found


def _file(content: bytes, form: str, name: str) -> HttpResponse:
    answer = HttpResponse(content, content_type=TYPES[form])
    answer["Content-Disposition"] = f'attachment; filename="{name}.{form}"'
    return answer


def _initial(campaign: str) -> dict[str, object]:
    kept = Letterhead.objects.filter(pk=campaign).values().first()
    return {**kept} if kept else _as_form(office_of(campaign))


def _as_form(office: Office) -> dict[str, object]:
    behalf = "\n".join(f"{authority.value} {words}" for authority, words in office.behalf)
    return {**asdict(office), "behalf": behalf, "recipients": "", "reporting": ""}


def _is_office(request: HttpRequest, plan: Plan) -> bool:
    """Whether who looks acts for the campaign's unit; the permission table decides all the same."""
    seat = getattr(request, "seat", None)
    return bool(
        seat and seat.role == Role.CAMPAIGN_OFFICE.value and seat.unit == resolve(plan.root)
    )


def _documents(plan: Plan) -> tuple[Promise, str]:
    return _("Văn bản"), reverse("bulletins:documents", args=[plan.code])


def _trail(plan: Plan, *steps: tuple[str | Promise, str]) -> Trail:
    campaign = (plan.name, reverse("front:campaign", args=[plan.code]))
    return [(_("Phong trào"), reverse("front:campaigns")), campaign, *steps]
