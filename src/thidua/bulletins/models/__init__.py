"""What is remembered of documents: what an office's documents have in common, and what was issued."""

import zlib
from typing import Any, Self

from django.db import models
from django.db.models import Max, Q

from thidua.campaigns.models import PlanVersion
from thidua.documents.rules import Authority
from thidua.ledger.models import Entry
from thidua.papers.rules import Office, Paper
from thidua.standings.models import CouncilResult, Edition

ISSUED = "bulletins.issued"


class Letterhead(models.Model):
    """What stands on the documents of a campaign; the name of who signs is nowhere else."""

    campaign = models.CharField(max_length=80, primary_key=True)
    superior = models.CharField(max_length=200, blank=True)
    agency = models.CharField(max_length=200)
    symbol = models.CharField(max_length=30, blank=True)
    place = models.CharField(max_length=80, blank=True)
    behalf = models.TextField(blank=True)  # a line each: "TM. Ủy ban nhân dân"
    post = models.CharField(max_length=120, blank=True)
    name = models.CharField(max_length=120, blank=True)
    recipients = models.TextField(blank=True)
    reporting = models.TextField(blank=True)
    site = models.URLField(max_length=200, blank=True)

    def __str__(self) -> str:
        return self.campaign

    @property
    def office(self) -> Office:
        """Give the frozen value that the rules read."""
        behalf = (line.partition(" ") for line in self.behalf.splitlines() if line.strip())
        return Office(
            superior=self.superior,
            agency=self.agency,
            symbol=self.symbol,
            place=self.place,
            behalf=tuple((Authority(word), rest.strip()) for word, _, rest in behalf),
            post=self.post,
            name=self.name,
            recipients=_lines(self.recipients),
            reporting=_lines(self.reporting),
            site=self.site.rstrip("/"),
        )


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.splitlines() if line.strip())


class IssuedQuerySet(models.QuerySet["Issued"]):
    """Filters over issued documents."""

    def of(self, campaign: str) -> Self:
        """Keep the documents of a campaign, newest first, without their files."""
        files = ("packed_pdf", "packed_docx", "figures")
        return self.filter(campaign=campaign).order_by("-at", "-pk").defer(*files)

    def next_number(self, campaign: str, paper: Paper) -> int:
        """Give the next number of a kind of document in a campaign."""
        found = self.filter(campaign=campaign, paper=paper.value).aggregate(last=Max("nr"))
        return int(found["last"] or 0) + 1


class Issued(models.Model):
    """A document as it was issued: both files, and every figure in it with its trace."""

    campaign = models.CharField(max_length=80)
    paper = models.CharField(max_length=20, choices=[(each.value, each.value) for each in Paper])
    nr = models.PositiveIntegerField()
    stage = models.CharField(max_length=80, blank=True)
    until = models.DateField()
    size = models.BigIntegerField()
    edition = models.PositiveIntegerField(null=True)
    plan_version = models.PositiveIntegerField()
    council = models.PositiveIntegerField(null=True)
    at = models.DateTimeField()
    seat = models.CharField(max_length=64)
    sha256_pdf = models.CharField(max_length=64)
    sha256_docx = models.CharField(max_length=64)
    figures = models.JSONField()
    packed_pdf = models.BinaryField()
    packed_docx = models.BinaryField()

    objects = IssuedQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["campaign", "paper", "nr"], name="document_number_once"
            ),
            models.CheckConstraint(condition=Q(nr__gte=1), name="document_numbers_start_at_1"),
        )

    def __str__(self) -> str:
        return self.subject

    @property
    def subject(self) -> str:
        """What its event in the ledger is about."""
        return f"document:{self.campaign}:{self.paper}:{self.nr}"

    @property
    def entry(self) -> Entry:
        """Its event in the ledger."""
        return Entry.objects.get(kind=ISSUED, subject=self.subject)

    def content(self, form: str) -> bytes:
        """Give the bytes of one of its files, `pdf` or `docx`."""
        packed: Any = {"pdf": self.packed_pdf, "docx": self.packed_docx}[form]
        return zlib.decompress(packed)

    @property
    def stale(self) -> str:
        """Name what was replaced since it was issued: plan, edition, council; empty: nothing."""
        if self.paper == Paper.LAUNCH:
            versions = PlanVersion.objects.filter(campaign=self.campaign)
            return "plan" if versions.filter(version__gt=self.plan_version).exists() else ""
        if self.edition and is_replaced(self.campaign, self.stage, self.edition):
            return "edition"
        newest = council_number(self.campaign, self.stage)
        return "council" if self.paper == Paper.AWARDS and newest != self.council else ""


def is_replaced(campaign: str, stage: str, edition: int) -> bool:
    """Whether a later edition of the same campaign and stage has taken its place."""
    return Edition.objects.of(campaign, stage).filter(nr__gt=edition).exists()


def council_number(campaign: str, stage: str) -> int | None:
    """Give the number of the council's result in force; None before the first."""
    return CouncilResult.objects.newest(campaign, stage).values_list("nr", flat=True).first()
