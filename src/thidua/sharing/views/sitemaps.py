"""The map of the site: what everybody may see, in both languages; and what robots are asked."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.contrib.sitemaps import Sitemap
from django.contrib.sitemaps import views as django_views
from django.http import HttpRequest, HttpResponse
from django.urls import NoReverseMatch, reverse
from django.views.decorators.http import require_safe

from thidua.kernel.errors import RuleBroken
from thidua.plans.rules import Plan
from thidua.proofs.models.campaigns import as_of, editions
from thidua.recounts.models import is_shown
from thidua.sharing.models.editions import public_plans
from thidua.standings.models import Edition
from thidua.standings.models.live import live

STILL = (
    "front:home",
    "front:campaigns",
    "portal:units",
    "programme:index",
    "proofs:ledger",
    "proofs:verify",
    "proofs:receipts",
    "rubrics:rubrics",
    "denominators:public",
    "glossary:glossary",
)
Place = tuple[str, tuple[str | int, ...], datetime | None]


class Places(Sitemap[Place]):
    """Some places of the site, in both languages."""

    i18n = True
    alternates = True
    x_default = True
    limit = 1000  # addresses a file: small enough to be kept as a page is

    def __init__(self, found: Callable[[], list[Place]]) -> None:
        self.found = found

    def items(self) -> list[Place]:
        """List the places."""
        return self.found()

    def location(self, item: Place) -> str:
        """Give the address in the language that is active."""
        return reverse(item[0], args=item[1])

    def lastmod(self, item: Place) -> datetime | None:
        """Say when what it shows changed last."""
        return item[2]


def _still() -> list[Place]:
    names = [*STILL, "recounts:figures"] if is_shown() else STILL
    newest = as_of()
    return [(name, (), newest.at if newest else None) for name in names]


def _campaigns() -> list[Place]:
    found: list[Place] = []
    for plan in public_plans():
        at = _changed(plan)
        found.append(("front:campaign", (plan.code,), at))
        found += [("portal:standings", (plan.code, each.code), at) for each in plan.groups]
        if _is_route("criteria:criterion", plan.code, "x"):
            codes = [each.code for each in plan.criteria]
            found += [("criteria:criterion", (plan.code, code), at) for code in codes]
    return found


def _editions() -> list[Place]:
    found = editions([plan.code for plan in public_plans()])
    return [("portal:edition", (each.campaign, each.nr), each.at) for each in found]


def _units() -> list[Place]:
    return [
        ("portal:sheet", (plan.code, standing.sheet.unit), at)
        for plan in public_plans()
        for at in [_changed(plan)]
        for group in live(plan.code).groups
        for standing in group.standings
    ]


def _changed(plan: Plan) -> datetime | None:
    """Say when a campaign's figures changed last: with its newest entry or its last edition."""
    newest = as_of()
    last = Edition.objects.of(plan.code).filter(state="official").first()
    return last.at if last else (newest.at if newest else None)


def _is_route(name: str, *args: str) -> bool:
    try:
        reverse(name, args=args)
    except NoReverseMatch:
        return False
    return True


PARTS: dict[str, type[Sitemap[Any]] | Sitemap[Any]] = {
    "pages": Places(_still),
    "campaigns": Places(_campaigns),
    "editions": Places(_editions),
    "units": Places(_units),
}


@require_safe
def sitemap(request: HttpRequest) -> HttpResponse:
    """List the parts of the map."""
    answer = django_views.index(request, PARTS, sitemap_url_name="sharing:sitemap-part")
    return answer.render()


@require_safe
def part(request: HttpRequest, section: str) -> HttpResponse:
    """List the addresses of a part, a file at a time."""
    if section not in PARTS:
        raise RuleBroken("portal.no-such-page")
    return django_views.sitemap(request, PARTS, section=section).render()


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Ask robots to leave the desk alone, and lead them to the map."""
    lines = [
        "User-agent: *",
        *(f"Disallow: {path}" for path in _closed()),
        "",
        f"Sitemap: {request.build_absolute_uri(reverse('sharing:sitemap'))}",
        "",
    ]
    return HttpResponse("\n".join(lines), "text/plain; charset=utf-8")


def _closed() -> list[str]:
    """Give the paths of the desk, in both languages."""
    desk = ("/sign-in/", "/sign-out/", "/seat/", "/units/*/plans/", "/units/*/figures/")
    return [f"{language}{path}" for path in desk for language in ("", "/en")]
