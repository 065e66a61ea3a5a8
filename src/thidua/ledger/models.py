"""What the ledger remembers: entries, the queue into the log, fact batches, streams and calls."""

import json
import zlib
from datetime import datetime

from django.db import models

from thidua.ledger.rules import Event, Receipt
from thidua.ledger.rules.leaf import commitment


class Stream(models.Model):
    """The last number given out in the stream of a unit; its row is the lock on that stream."""

    unit = models.CharField(max_length=64, primary_key=True)
    last = models.BigIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.unit}: {self.last}"


class Entry(models.Model):
    """An event as the ledger keeps it, with the private record under its commitment."""

    public_id = models.CharField(max_length=26, unique=True)
    kind = models.CharField(max_length=64, db_index=True)
    subject = models.CharField(max_length=200, db_index=True)
    unit = models.CharField(max_length=64, db_index=True)
    stream = models.CharField(max_length=64)
    stream_seq = models.BigIntegerField()
    actor = models.CharField(max_length=64)
    recorded_at = models.DateTimeField()
    record = models.BinaryField()
    salt = models.BinaryField(max_length=32)
    commitment = models.CharField(max_length=64)
    note = models.TextField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["stream", "stream_seq"], name="one_entry_a_number"),
            models.CheckConstraint(
                condition=models.Q(stream_seq__gte=1), name="stream_numbers_start_at_1"
            ),
        )

    def __str__(self) -> str:
        return f"{self.stream}/{self.stream_seq} {self.kind}"

    @property
    def receipt(self) -> Receipt:
        """The receipt that was given for it."""
        return Receipt(self.public_id, self.commitment, self.recorded_at, self.note)

    @property
    def is_whole(self) -> bool:
        """Whether record, commitment and leaf still belong together."""
        hidden = commitment(bytes(self.salt), bytes(self.record))
        leaf = json.loads(bytes(self.outbox.leaf))
        written = (leaf["c"], leaf["k"], leaf["s"], leaf["n"])
        return written == (hidden, self.kind, self.stream, self.stream_seq)

    @property
    def event(self) -> Event:
        """The event, rebuilt from its record; without its facts, which are counting's to keep."""
        record = json.loads(bytes(self.record))
        return Event(
            record["kind"],
            record["subject"],
            record["unit"],
            record["actor"],
            datetime.fromisoformat(record["at"]),
            record["public"],
            record["private"],
        )


class OutboxQuerySet(models.QuerySet["Outbox"]):
    """Filters by the way into the log."""

    def pending(self) -> "OutboxQuerySet":
        """Select what is not in the log yet, in the order in which it goes there."""
        return self.filter(leaf_index__isnull=True).order_by("entry_id")

    def numbered(self) -> "OutboxQuerySet":
        """Select what has its place in the log, in log order."""
        return self.filter(leaf_index__isnull=False).order_by("leaf_index")


class Outbox(models.Model):
    """The leaf of an entry, and its place in the log once the sequencer gave it one."""

    entry = models.OneToOneField(Entry, on_delete=models.PROTECT, primary_key=True)
    leaf = models.BinaryField()
    leaf_index = models.BigIntegerField(null=True, unique=True)

    objects = OutboxQuerySet.as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=models.Q(leaf_index__gte=0), name="leaf_indexes_start_at_0"
            ),
        )

    def __str__(self) -> str:
        return f"leaf {self.leaf_index} of entry {self.entry_id}"


class Batch(models.Model):
    """The fact lines of an entry that has too many for its leaf; `lines` is their file, packed."""

    root = models.CharField(max_length=64, primary_key=True)
    entry = models.OneToOneField(Entry, on_delete=models.PROTECT)
    n = models.PositiveIntegerField()
    lines = models.BinaryField()

    def __str__(self) -> str:
        return f"{self.n} facts under {self.root}"

    @property
    def content(self) -> bytes:
        """The bytes of `facts/<root>.jsonl`."""
        return zlib.decompress(self.lines)


class Call(models.Model):
    """A call of an action under a key; `entry` is None only inside the call's transaction."""

    key = models.CharField(max_length=200, primary_key=True)
    fingerprint = models.CharField(max_length=64)
    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, null=True)

    def __str__(self) -> str:
        return self.key
