"""The interface to which a system pushes its lists: one address, one key, the same receipt again."""

from datetime import date
from hashlib import sha256

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from thidua.kernel.errors import RuleBroken
from thidua.ledger.models import Entry
from thidua.mirror import actions, outside
from thidua.mirror.models import Key, Listing
from thidua.mirror.models.opening import opened
from thidua.mirror.rules import Declared, Source

SHOWN = 50
BEARER = "Bearer "


@csrf_exempt  # a key is shown with every call, and no cookie counts
@require_POST
def push(request: HttpRequest, unit: str) -> HttpResponse:
    """Take a list (CSV, XLSX or JSON) that a system pushes; the same list again, the first receipt.

    `?first=…&last=…` say of which days of receipt the list holds every dossier.
    """
    key = _key(request, unit)
    now, content = timezone.now(), request.body
    declared = Declared(
        Source(key.source),
        _day(request.GET.get("first")),
        _day(request.GET.get("last")),
        sha256(content).hexdigest(),
    )
    if (declared.first is None) != (declared.last is None):
        raise RuleBroken("mirror.bad-days")
    if known := _taken(unit, declared):
        return JsonResponse(known)
    read = opened(content, "list.csv", unit, now)
    if read.marks:
        reasons = [f"{mark.place}: {mark.reason.text()}" for mark in read.marks[:SHOWN]]
        refused = {"title": "mirror.refused", "status": 422, "marks": reasons}
        return JsonResponse(refused, status=422, content_type="application/problem+json")
    receipt, _event = actions.take(
        lines=read.lines, declared=declared, unit=unit, actor=key.seat, at=now
    )
    return JsonResponse({"receipt": receipt.id, "note": receipt.note}, status=201)


def _key(request: HttpRequest, unit: str) -> Key:
    shown = request.headers.get("Authorization", "")
    digest = outside.digest(shown.removeprefix(BEARER)) if shown.startswith(BEARER) else ""
    found = Key.objects.filter(pk=digest, unit=unit, ended=None).first()
    if found is None:
        raise RuleBroken("mirror.key-unknown")
    return found


def _taken(unit: str, declared: Declared) -> dict[str, str] | None:
    listing = Listing.objects.filter(
        unit=unit,
        source=declared.source.value,
        sha256=declared.sha256,
        first=declared.first,
        last=declared.last,
    ).first()
    if listing is None:
        return None
    entry = Entry.objects.get(kind=actions.TAKEN, unit=unit, recorded_at=listing.taken_at)
    return {"receipt": entry.public_id, "note": entry.note}


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError as error:
        raise RuleBroken("mirror.bad-days") from error
