"""The ledger: its head, its newest entries, one entry with its proof, and receipts."""

import json

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from thidua.accounts.models import role_of
from thidua.ledger import outside as published
from thidua.ledger.models import Entry
from thidua.ledger.rules.note import PROMISE
from thidua.proofs import outside
from thidua.proofs.forms import ReceiptForm, WalkForm, asked, page
from thidua.proofs.models import log
from thidua.proofs.models.naming import names
from thidua.proofs.models.walk import counted_in, entry_steps, figure_steps, walk
from thidua.proofs.views.words import event

A_PAGE = 50
LEDGER = _("Sổ ghi")


@require_safe
def ledger(request: HttpRequest) -> HttpResponse:
    """Show the signed head of the log and its newest entries."""
    checkpoint = outside.checkpoint()
    size = checkpoint.head.size if checkpoint else 0
    shown = page(range(size), request.GET, A_PAGE)
    end = size - shown.start_index() + 1 if size else 0
    leaves = log.newest(max(end - A_PAGE, 0), end)
    named = names(leaf.unit for leaf in leaves)
    context = {
        "checkpoint": checkpoint,
        "page": shown,
        "leaves": [(leaf, event(leaf.kind), named[leaf.unit]) for leaf in leaves],
        "waiting": log.waiting(),
        "promise": PROMISE,
        "trail": [(LEDGER, "")],
    }
    return render(request, "proofs/ledger.html", context)


@require_safe
def entry(request: HttpRequest, index: int) -> HttpResponse:
    """Show an entry: its public fields, and the hashes that lead from it to the signed root."""
    checkpoint = outside.checkpoint()
    leaf = log.leaf(index, checkpoint.head.size if checkpoint else 0)
    wanted = asked(WalkForm(request.GET))["fact"]
    fact = log.fact(wanted) if wanted else None
    log.holds(leaf, fact)
    doors = figure_steps(counted_in(fact, role_of(request))) if fact else {}
    steps = doors | entry_steps(index, wanted)
    proof = published.proof(index)
    hashes = proof.partition("\n\n")[0].splitlines()[2:]
    context = {
        "leaf": leaf,
        "kind": event(leaf.kind),
        "unit": names([leaf.unit])[leaf.unit],
        "public": _shown(leaf),
        "facts": _facts(leaf),
        "walk": walk("entry", steps),
        "check": steps["check"],
        "batch": _batch(leaf),
        "hashes": hashes,
        "checkpoint": checkpoint,
        "trail": [(LEDGER, reverse("proofs:ledger")), (f"#{index}", "")],
    }
    return render(request, "proofs/entry.html", context)


@require_safe
def proof(_request: HttpRequest, index: int) -> HttpResponse:
    """Hand out the proof that an entry is in the log (C2SP tlog-proof)."""
    _known(index)
    return _download(published.proof(index).encode(), f"{index}.tlog-proof")


@require_safe
def leaf(_request: HttpRequest, index: int) -> HttpResponse:
    """Hand out the bytes of an entry, as the log holds them."""
    return _download(_known(index).content, f"{index}.leaf.json")


@require_safe
def receipts(request: HttpRequest) -> HttpResponse:
    """Say what a receipt promises, and whether the promise was kept."""
    form = ReceiptForm(request.GET)
    wanted = asked(form)["id"]
    found = (
        Entry.objects.select_related("outbox").filter(public_id=wanted).first() if wanted else None
    )
    leaf = log.leaf_of(found) if found else None
    checkpoint = outside.checkpoint()
    context = {
        "form": form,
        "wanted": wanted,
        "entry": found,
        "leaf": leaf,
        "kind": event(leaf.kind) if leaf else "",
        "unit": names([leaf.unit])[leaf.unit] if leaf else "",
        "public": _is_public(leaf, checkpoint),
        "promise": PROMISE,
        "trail": [(LEDGER, reverse("proofs:ledger")), (_("Biên nhận"), "")],
    }
    return render(
        request, "proofs/receipts.html", context, status=404 if wanted and not found else 200
    )


def _known(index: int) -> log.Leaf:
    checkpoint = outside.checkpoint()
    return log.leaf(index, checkpoint.head.size if checkpoint else 0)


def _public(leaf: log.Leaf) -> dict[str, object]:
    found = leaf.fields["p"]
    return dict(found) if isinstance(found, dict) else {}


def _shown(leaf: log.Leaf) -> list[tuple[str, str]]:
    """Write the public fields but for the facts, texts as they are and the rest as JSON."""
    return [
        (key, value if isinstance(value, str) else json.dumps(value, ensure_ascii=False))
        for key, value in _public(leaf).items()
        if key != "facts"
    ]


def _facts(leaf: log.Leaf) -> list[object]:
    found = _public(leaf).get("facts")
    return found if isinstance(found, list) else []


def _batch(leaf: log.Leaf) -> dict[str, object] | None:
    found = _public(leaf).get("facts")
    return found if isinstance(found, dict) else None


def _is_public(leaf: log.Leaf | None, checkpoint: outside.Checkpoint | None) -> bool:
    if leaf is None or leaf.index is None or checkpoint is None:
        return False
    return leaf.index < checkpoint.head.size


def _download(content: bytes, name: str) -> HttpResponse:
    return HttpResponse(
        content,
        content_type="application/octet-stream",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )
