"""The papers that the archive holds for a resident; taking one home is remembered."""

from django.contrib import messages
from django.db.models import Max
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from thidua.archive.models import Held
from thidua.archive.outside import shelves
from thidua.archive.rules import QUOTA
from thidua.archive.rules.names import disposition
from thidua.filing import actions
from thidua.filing.models import Download, owners, papers_of
from thidua.filing.models.owning import brought
from thidua.filing.views import of_resident
from thidua.filing.views.home import HOME
from thidua.kernel.errors import RuleBroken
from thidua.procedures.models import named
from thidua.residents.models import Resident


@require_safe
@of_resident
def holdings(request: HttpRequest, resident: Resident) -> HttpResponse:
    """List the papers of a resident, with where each came from and when it was last taken."""
    rows = papers_of(resident)
    taken = dict(
        Download.objects.filter(held__in=rows).values_list("held").annotate(last=Max("at"))
    )
    called = named({row.result_of for row in rows if row.result_of})
    own = set(owners(resident))
    page = {
        "papers": [
            (row, called.get(row.result_of, ""), taken.get(row.pk), row.owner in own)
            for row in rows
        ],
        "used": sum(row.file.size for row in rows if row.owner in own),
        "room": QUOTA,
        "trail": [(HOME, reverse("filing:home")), (_("Giấy tờ của tôi"), "")],
    }
    return render(request, "filing/holdings.html", page)


@require_safe
@of_resident
def download(_request: HttpRequest, resident: Resident, held: int) -> HttpResponse:
    """Give a paper to its resident, and remember that it was taken."""
    row = _own(resident, held)
    content = shelves.get(row.file.sha256)
    actions.take_home(resident=resident, held=row, at=timezone.now())
    headers = {
        "Content-Disposition": disposition(row.name),
        "Content-Security-Policy": "sandbox; default-src 'none'",
    }
    return HttpResponse(content, content_type=row.file.stored.kind.mime, headers=headers)


@require_POST
@of_resident
def end(request: HttpRequest, resident: Resident, held: int) -> HttpResponse:
    """Hold a paper no more."""
    actions.let_go(resident=resident, held=_own(resident, held), at=timezone.now())
    messages.success(request, _("Kho không lưu giữ giấy tờ này cho ông/bà nữa."))
    return redirect("filing:papers")


def _own(resident: Resident, held: int) -> Held:
    """Give a paper of a resident: one that they hold, or one of their dossiers."""
    found = next((each for each in papers_of(resident) if each.pk == held), None)
    row = found or brought(resident, held)
    if row is None:
        raise RuleBroken("filing.no-such-paper")
    return row
