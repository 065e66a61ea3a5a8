"""The ledger as readers see it: leaves by their place, and where a fact or a receipt stands."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from thidua.counting.models import Fact
from thidua.kernel.errors import RuleBroken
from thidua.ledger.models import Batch, Entry, Outbox


@dataclass(frozen=True, slots=True)
class Leaf:
    """An entry of the ledger: what everybody may read of it. `index` is None until it has a place."""

    index: int | None
    content: bytes
    fields: Mapping[str, object]
    recorded_at: datetime
    public_id: str

    @property
    def kind(self) -> str:
        """What kind of event it is."""
        return str(self.fields["k"])

    @property
    def unit(self) -> str:
        """The unit at which it happened."""
        return str(self.fields["u"])


def leaf(index: int, size: int) -> Leaf:
    """Give the leaf at a place of a log of `size`."""
    row = Outbox.objects.select_related("entry").filter(leaf_index=index).first()
    if row is None or index >= size:
        raise RuleBroken("portal.entry-unknown", index=index, size=size)
    return _leaf(row)


def leaf_of(entry: Entry) -> Leaf:
    """Give the leaf of an entry."""
    return _leaf(entry.outbox)


def newest(first: int, end: int) -> list[Leaf]:
    """Give the leaves from `first` up to, and without, `end`, the newest first."""
    rows = Outbox.objects.select_related("entry").filter(leaf_index__gte=first, leaf_index__lt=end)
    return [_leaf(row) for row in rows.order_by("-leaf_index")]


def waiting() -> int:
    """Count the entries that wait for their place in the log."""
    return Outbox.objects.pending().count()


def batch_of(entry: Entry) -> Batch | None:
    """Give the batch of facts of an entry, None where the leaf holds its facts itself."""
    return Batch.objects.filter(entry=entry).defer("lines").first()


def fact(public_id: str) -> Fact:
    """Find a fact by its public id."""
    found = Fact.objects.select_related("entry__outbox").filter(public_id=public_id).first()
    if found is None:
        raise RuleBroken("portal.fact-unknown", fact=public_id)
    return found


def holds(leaf: Leaf, found: Fact | None) -> None:
    """Refuse a fact that another entry carries; no fact is in every entry."""
    if found is not None and found.entry.public_id != leaf.public_id:
        raise RuleBroken("portal.fact-elsewhere", fact=found.public_id, index=leaf.index)


def corrections(last: Fact) -> list[Fact]:
    """Give a fact with all it corrects and all that corrects it, oldest first."""
    chain = [last]
    while (before := chain[0].corrects) is not None:
        chain.insert(0, before)
    while after := Fact.objects.filter(corrects=chain[-1]).select_related("entry__outbox").first():
        chain.append(after)
    return chain


def line_of(found: Fact) -> str:
    """Give the fact as it is published: a line of its entry's leaf or of its batch."""
    batch = Batch.objects.filter(entry=found.entry).first()
    if batch is None:
        public = json.loads(bytes(found.entry.outbox.leaf))["p"]["facts"]
        lines = [
            json.dumps(each, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
            for each in public
        ]
    else:
        lines = batch.content.decode().splitlines()
    return next((line for line in lines if f'"id":"{found.public_id}"' in line), "")


def _leaf(row: Outbox) -> Leaf:
    content = bytes(row.leaf)
    return Leaf(
        row.leaf_index, content, json.loads(content), row.entry.recorded_at, row.entry.public_id
    )
