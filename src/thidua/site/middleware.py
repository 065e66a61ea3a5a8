"""What happens to every request, in the order of `settings.MIDDLEWARE`.

Which role may use which route is the table in `thidua.access.rules`: new routes are declared there.
`fresh` comes first, so that an unchanged page costs one look at the newest entry of the ledger.
"""

from collections.abc import Callable, Mapping
from http import HTTPStatus
from typing import Any, cast

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.contrib.sessions.backends.db import SessionStore as Stored
from django.contrib.sessions.models import Session
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import Resolver404, resolve
from django.utils import timezone
from django.utils.cache import patch_vary_headers

from thidua.access.rules import PERMISSIONS
from thidua.accounts.models import Person, Seat, SeatedRequest, relation_on, seats_of
from thidua.accounts.rules import Access, Relation, Role, acting, allowed
from thidua.campaigns.models import Campaign
from thidua.kernel.errors import RuleBroken
from thidua.kernel.packing import packed, packed_tag, takes_gzip
from thidua.site.pages import Page, Pages, etag
from thidua.site.state import version
from thidua.site.views import refused, today, wants_json

Answer = Callable[[HttpRequest], HttpResponseBase]

PERSONAL_COOKIES = frozenset({settings.SESSION_COOKIE_NAME, "messages"})
UNIT_OF: Mapping[str, Callable[[Mapping[str, object]], str | None]] = {
    "unit": lambda kwargs: str(kwargs["unit"]) if "unit" in kwargs else None,
    "campaign": lambda kwargs: _root_of(str(kwargs["campaign"])),
}
HEADERS: Mapping[str, str] = {
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Cross-Origin-Resource-Policy": "same-origin",
}


# Django's own table of sessions, read by a statement: docs/decisions/0019-busy-pages-ask-statements.md.
SESSION = (
    f"SELECT session_data FROM {Session._meta.db_table}"  # noqa: S608, SLF001 - no text of others
    " WHERE session_key = %s AND expire_date > %s"
)


class SessionStore(Stored):
    """What is kept of a browser, as Django keeps it."""

    def load(self) -> dict[str, object]:
        """Read the session if it stands; one that has expired or never was is begun anew."""
        now, key = connection.ops.adapt_datetimefield_value(timezone.now()), self.session_key or ""
        with connection.cursor() as cursor:  # a key of ours is letters and digits
            cursor.execute(SESSION, [key if key.isalnum() else "", now])
            found = cursor.fetchone()
        if found is None:
            self._session_key = None
            return {}
        kept: dict[str, object] = self.decode(found[0])
        return kept


def fresh(get_response: Answer) -> Answer:
    """Answer the public with pages that are kept until the ledger, the day or the code changes."""
    pages = Pages()

    def answer(request: HttpRequest) -> HttpResponseBase:
        if request.path_info.startswith(settings.STATIC_URL):
            return get_response(request)
        if not _shared(request):
            return _private(get_response(request))
        address = f"{request.scheme}://{request.META.get('HTTP_HOST', '')}{request.get_full_path()}"
        tag = etag(version(today()), address)
        page = pages.get(address, tag)
        if had := _had(request, tag):
            return _unchanged(had, page)
        if page:
            return _sent(request, page)
        response = get_response(request)
        if response.status_code != HTTPStatus.OK or response.cookies or _decided(response):
            return _private(response)
        response["ETag"], response["Cache-Control"] = tag, "no-cache"
        return _kept(request, response, pages, address)

    return answer


def _kept(
    request: HttpRequest, response: HttpResponseBase, pages: Pages, address: str
) -> HttpResponseBase:
    """Keep a page that was just made, unless it is a stream or a head, and send it."""
    if not isinstance(response, HttpResponse):
        return response
    page = _page(response["ETag"], response)
    if request.method == "GET":
        pages.keep(address, page)
    return _sent(request, page)


def _had(request: HttpRequest, tag: str) -> str:
    """Give the tag of the page that who asks has already, in a form that it takes; or nothing."""
    asked = request.headers.get("If-None-Match", "")
    forms = (packed_tag(tag), tag) if _takes_gzip(request) else (tag,)
    return next((form for form in forms if form in asked), "")


def _unchanged(tag: str, page: Page | None) -> HttpResponse:
    vary = {"Vary": dict(page.headers)["Vary"]} if page and page.packed else {}
    return HttpResponse(status=304, headers={"ETag": tag, "Cache-Control": "no-cache", **vary})


def _page(tag: str, response: HttpResponse) -> Page:
    """Make of an answer what is kept; an answer that is packed already stays as it is."""
    packs = not response.has_header("Content-Encoding")
    thin = packed(response.get("Content-Type", ""), response.content) if packs else b""
    if thin:
        patch_vary_headers(response, ["Accept-Encoding"])
    return Page(tag, tuple(response.items()), response.content, thin)


def _sent(request: HttpRequest, page: Page) -> HttpResponse:
    """Send a page in the form that who asks takes; the server leaves the body of a HEAD out."""
    if not page.packed or not _takes_gzip(request):
        return HttpResponse(page.body, headers=dict(page.headers))
    form = {
        "ETag": packed_tag(page.tag),
        "Content-Encoding": "gzip",
        "Content-Length": str(len(page.packed)),
    }
    return HttpResponse(page.packed, headers=dict(page.headers) | form)


def _takes_gzip(request: HttpRequest) -> bool:
    return takes_gzip(request.headers.get("Accept-Encoding", ""))


def _shared(request: HttpRequest) -> bool:
    return (
        request.method in {"GET", "HEAD"}
        and not PERSONAL_COOKIES & request.COOKIES.keys()
        and "Authorization" not in request.headers
    )


def _decided(response: HttpResponseBase) -> bool:
    """Whether the view said itself how its answer is kept."""
    return response.has_header("ETag") or response.has_header("Cache-Control")


def _private(response: HttpResponseBase) -> HttpResponseBase:
    response.headers.setdefault("Cache-Control", "private, no-store")
    return response


def headers(get_response: Answer) -> Answer:
    """Add the security headers that neither Django nor django-csp sets."""

    def answer(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        return response

    return answer


def bounded(get_response: Answer) -> Answer:
    """Refuse a body that is larger than its address takes, or of unknown length, unread."""

    def answer(request: HttpRequest) -> HttpResponseBase:
        length = request.META.get("CONTENT_LENGTH") or "0"
        if not length.isdecimal() or "Transfer-Encoding" in request.headers:
            return refused(request, RuleBroken("portal.body-without-length"))
        if int(length) > settings.LARGEST_BODY and int(length) > (most := _most(request)):
            return refused(request, RuleBroken("portal.body-too-large", most=f"{most:,}"))
        return get_response(request)

    return answer


def _most(request: HttpRequest) -> int:
    try:
        name = resolve(request.path_info).view_name
    except Resolver404:
        name = ""
    most: int = settings.LARGEST_BODIES.get(name, settings.LARGEST_BODY)
    return most


class BrokenRules:
    """Make a page or problem+json of a rule that a view broke; a bug goes on to be a 500."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Hand the request on."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, broken: Exception) -> HttpResponse | None:
        """Answer with the status that the catalogue declares."""
        return refused(request, broken) if isinstance(broken, RuleBroken) else None


class Permissions:
    """Find the seat that a request acts in, and enforce the permission table on its route."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Hand the request on with its seat."""
        cast("SeatedRequest", request).seat = _seat(request)
        return self.get_response(request)

    def process_view(
        self,
        request: SeatedRequest,
        _view: Callable[..., HttpResponseBase],
        _args: tuple[Any, ...],
        kwargs: Mapping[str, object],
    ) -> HttpResponseBase | None:
        """Let the request pass (None), send it to sign in, or refuse it."""
        match = request.resolver_match
        access = PERMISSIONS.get(match.view_name) if match else None
        if access is None:
            return refused(request, RuleBroken("accounts.route-not-declared"))
        if _passes(request, access, kwargs):
            return None
        if request.user.is_authenticated:
            return refused(request, RuleBroken("accounts.not-yours"))
        if request.method == "GET" and not wants_json(request):
            return redirect_to_login(request.get_full_path())
        return refused(request, RuleBroken("accounts.sign-in-first"))


def _passes(request: SeatedRequest, access: Access, kwargs: Mapping[str, object]) -> bool:
    seat = request.seat
    return allowed(
        access,
        signed_in=request.user.is_authenticated,
        role=Role(seat.role) if seat else None,
        relation=_relation(seat, access, kwargs) if seat and access.seats else None,
    )


def _root_of(campaign: str) -> str | None:
    """Give the unit whose campaign it is: who may act for that unit may run its campaign."""
    return Campaign.objects.filter(pk=campaign).values_list("root", flat=True).first()


def _relation(seat: Seat, access: Access, kwargs: Mapping[str, object]) -> Relation | None:
    unit = UNIT_OF[access.unit](kwargs)
    if unit == seat.unit and seat.unit_stands is not None:  # as of most requests
        return Relation.OWN if seat.unit_stands else None
    return relation_on(today(), seat.unit, unit) if unit else None


def _seat(request: HttpRequest) -> Seat | None:
    if settings.SESSION_COOKIE_NAME not in request.COOKIES or not isinstance(request.user, Person):
        return None
    held = {seat.id: seat for seat in seats_of(request.user, on=today())}
    chosen = acting(held, request.session.get("seat"))
    return held[chosen] if chosen else None
