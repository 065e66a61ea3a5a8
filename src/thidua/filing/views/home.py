"""A resident's home: what is theirs, what is due, what they have to do."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.views.decorators.http import require_safe

from thidua.accounts.forms import PROVED
from thidua.counting.models.naming import names
from thidua.filing.models import dossiers_of, moves_for
from thidua.filing.rules.notices import reason_told
from thidua.filing.views import of_resident
from thidua.filing.views.saying import line
from thidua.filing.views.words import HAPPENED
from thidua.procedures.models import named
from thidua.residents.models import Resident

HOME = _lazy("Của tôi")
NOTICES = 8
OPEN, DONE = 50, 20
THEME = "#0b5d5e"


@require_safe
@of_resident
def home(request: HttpRequest, resident: Resident) -> HttpResponse:
    """Show what is a resident's; a proof of identity that came on the way is taken in first."""
    if PROVED in request.session:
        return redirect("residents:profile")
    at = timezone.now()
    rows = dossiers_of(resident)
    drafts = list(resident.drafts.order_by("-changed_at"))
    called = named({row.procedure for row in drafts})
    news = moves_for(resident, NOTICES)
    page = {
        "resident": resident,
        "open": [line(row, at) for row in rows.exclude(desk="")[:OPEN]],
        "done": [line(row, at) for row in rows.filter(desk="")[:DONE]],
        "drafts": [(row, called.get(row.procedure, row.procedure)) for row in drafts],
        "notices": [
            (move, HAPPENED[move.act], reason_told(move.act, move.reason)) for move in news
        ],
        "commune": names([resident.commune_id])[resident.commune_id],
    }
    return render(request, "filing/home.html", page)


@require_safe
def manifest(_request: HttpRequest) -> HttpResponse:
    """Say how the home is put beside the other programs of a phone."""
    icons = [
        {"src": static(f"filing/icon-{size}.png"), "sizes": f"{size}x{size}", "type": "image/png",
         "purpose": purpose}
        for size in (192, 512)
        for purpose in ("any", "maskable")
    ]  # fmt: skip
    said = {
        "name": _("Thi đua số: hồ sơ của tôi"),
        "short_name": _("Hồ sơ của tôi"),
        "lang": "vi",
        "start_url": reverse("filing:home"),
        "scope": "/",
        "display": "standalone",
        "theme_color": THEME,
        "background_color": "#fbfaf6",
        "icons": icons,
    }
    return JsonResponse(said, content_type="application/manifest+json")
