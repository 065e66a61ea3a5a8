"""What belongs to a resident; whoever asks for anything else is told that there is no such thing."""

from collections.abc import Collection
from uuid import UUID

from django.db.models import Q, QuerySet

from thidua.archive.models import Held
from thidua.filing.models.tables import Draft
from thidua.filing.rules.notices import TOLD
from thidua.kernel.errors import RuleBroken
from thidua.onestop.models import Dossier, DossierQuerySet, Move, Paper
from thidua.onestop.rules import APPLICANT
from thidua.residents.models import Resident


def owners(resident: Resident) -> list[str]:
    """Name all owners under which the archive holds what is a resident's."""
    rows = Resident.objects.filter(Q(pk=resident.pk) | Q(merged_into=resident))
    return [row.subject for row in rows]


def dossiers_of(resident: Resident) -> DossierQuerySet:
    """Select the dossiers that any account of a resident filed, the newest first."""
    accounts = Resident.objects.filter(Q(pk=resident.pk) | Q(merged_into=resident))
    found = Dossier.objects.filter(party__person__in=accounts.values("person"))
    rows = found.select_related("version").prefetch_related("moves")
    return rows.order_by("-filed_at", "-pk")


def own_dossier(resident: Resident, dossier: UUID) -> Dossier:
    """Give a dossier of a resident."""
    row = dossiers_of(resident).filter(pk=dossier).first()
    if row is None:
        raise RuleBroken("onestop.unknown")
    return row


def mine(resident: Resident, draft: UUID) -> Draft:
    """Give a draft of a resident, filed by nobody yet."""
    found = Draft.objects.filter(pk=draft).filter(
        Q(resident=resident) | Q(resident__merged_into=resident)
    )
    row = found.first()
    if row is None:
        raise RuleBroken("filing.no-such-draft")
    return row


def papers_of(resident: Resident) -> list[Held]:
    """List what the archive holds for a resident, and the results of their dossiers."""
    rows = Held.objects.current().filter(
        Q(owner__in=owners(resident)) | Q(pk__in=_results(resident).values("held"))
    )
    return list(rows.select_related("file").order_by("-at", "-pk"))


def results_of(resident: Resident, procedure: str) -> list[Held]:
    """List what a resident holds as the result of a procedure: of dossiers here, or brought before."""
    theirs = _results(resident).filter(dossier__procedure=procedure).values("held")
    named = Q(owner__in=owners(resident), result_of=procedure)
    rows = Held.objects.current().filter(named | Q(pk__in=theirs)).select_related("file")
    return list(rows.order_by("-at", "-pk"))


def moves_for(resident: Resident, most: int) -> list[Move]:
    """List the newest moves of a resident's dossiers that are news to them."""
    rows = Move.objects.filter(dossier__in=dossiers_of(resident).order_by(), act__in=TOLD)
    rows = rows.exclude(actor=APPLICANT).select_related("dossier__version")
    return list(rows.order_by("-at", "-pk")[:most])


def used(helds: Collection[int], resident: Resident) -> set[int]:
    """Give those of some held files that a draft of the resident names."""
    rows = Draft.objects.filter(Q(resident=resident) | Q(resident__merged_into=resident))
    named = {each.held for row in rows for each in row.draft.papers if each.held is not None}
    return named & set(helds)


def dossier_papers(dossier: Dossier) -> list[Paper]:
    """List the papers of a dossier, its result last."""
    return list(dossier.papers.select_related("held__file").order_by("result", "pk"))


def brought(resident: Resident, held: int) -> Held | None:
    """Give a file of a resident's dossier: what they brought, or what came of it."""
    papers = Paper.objects.filter(dossier__in=dossiers_of(resident).order_by(), held=held)
    row = papers.select_related("held__file").first()
    return row.held if row else None


def _results(resident: Resident) -> QuerySet[Paper]:
    dossiers = dossiers_of(resident).order_by()
    return Paper.objects.filter(dossier__in=dossiers, result=True).exclude(held=None)
