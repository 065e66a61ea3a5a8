"""The published folder over HTTP: the same files, by the same names, that `verify` reads."""

from pathlib import Path

from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseNotModified
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from thidua.accounts.models import role_of
from thidua.accounts.rules import Role
from thidua.campaigns.models.seeing import open_plan
from thidua.kernel.errors import RuleBroken
from thidua.proofs import outside
from thidua.proofs.models.naming import Trail

FILES = _("Thư mục công bố")


@require_safe
def published(request: HttpRequest, name: str = "") -> HttpResponseBase:
    """Serve a published file, or list a folder; a campaign that may not be seen is not there."""
    path = outside.published(name)
    parts = tuple(part for part in name.split("/") if part)
    if not _visible(parts, role_of(request)):
        raise RuleBroken("portal.no-such-file", name=name)
    return _folder(request, path, parts) if path.is_dir() else _file(request, path)


@require_safe
def archive(request: HttpRequest) -> HttpResponseBase:
    """Hand out the whole published folder, as it stood under one checkpoint."""
    role = role_of(request)
    packed = outside.archive({each for each in outside.campaigns() if _is_open(each, role)})
    tag = quote_etag(Path(packed.name).stem)
    headers = {"ETag": tag, "Cache-Control": "no-cache"}
    if get_conditional_response(request, etag=tag) is not None:
        packed.close()
        return HttpResponseNotModified(headers=headers)
    headers["Content-Type"] = "application/x-tar"
    return FileResponse(packed, as_attachment=True, filename="published.tar", headers=headers)


@require_safe
def verifier(_request: HttpRequest) -> HttpResponseBase:
    """Hand out the verifier in one file, where it was built."""
    path = outside.verifier()
    if path is None:
        raise RuleBroken("portal.verifier-missing")
    return FileResponse(
        path.open("rb"), as_attachment=True, filename=path.name, content_type=outside.BYTES
    )


def _visible(parts: tuple[str, ...], role: Role | None) -> bool:
    campaign = outside.campaign(parts)
    return campaign is None or _is_open(campaign, role)


def _is_open(campaign: str, role: Role | None) -> bool:
    try:
        open_plan(campaign, role)
    except RuleBroken:
        return False
    return True


def _folder(request: HttpRequest, path: Path, parts: tuple[str, ...]) -> HttpResponse:
    role = role_of(request)
    listed = [each for each in outside.listing(path) if _visible((*parts, each.name), role)]
    context = {
        "listed": listed,
        "here": "/".join(("published", *parts)),
        "at_top": not parts,
        "trail": _trail(parts),
    }
    return render(request, "proofs/folder.html", context)


def _trail(parts: tuple[str, ...]) -> Trail:
    found: Trail = [(FILES, reverse("proofs:published-top"))]
    for place, part in enumerate(parts, start=1):
        found.append((part, reverse("proofs:published", args=["/".join(parts[:place]) + "/"])))
    return [*found[:-1], (found[-1][0], "")]


def _file(request: HttpRequest, path: Path) -> HttpResponseBase:
    """Send a file; unchanged, it is not sent again."""
    about = path.stat()
    tag = quote_etag(f"{about.st_mtime_ns:x}-{about.st_size:x}")
    headers = {"ETag": tag, "Cache-Control": "no-cache"}
    if get_conditional_response(request, etag=tag) is not None:
        return HttpResponseNotModified(headers=headers)
    headers["Content-Disposition"] = f'inline; filename="{path.name}"'
    return FileResponse(path.open("rb"), content_type=outside.content_type(path), headers=headers)
