"""The writers of bulletins: what documents have in common is set, and a document is issued."""

import zlib
from dataclasses import asdict
from datetime import datetime
from decimal import Decimal
from hashlib import sha256

from thidua.bulletins.models import ISSUED, Issued, Letterhead
from thidua.bulletins.models.making import Made, make
from thidua.campaigns.models import Campaign
from thidua.counting.models.known import local_day
from thidua.documents import outside
from thidua.documents.rules import Figure, figures
from thidua.kernel.errors import RuleBroken
from thidua.ledger.actions import action, unlogged
from thidua.ledger.rules import Event
from thidua.papers.rules import Asked, Paper
from thidua.units.models import resolve


@unlogged
def set_letterhead(*, campaign: str, given: dict[str, str]) -> None:
    """Set what the documents of a campaign have in common; documents issued before keep theirs."""
    Letterhead.objects.update_or_create(campaign=campaign, defaults=given)


@action
def issue(*, campaign: str, paper: Paper, asked: Asked, actor: str, at: datetime) -> Event:
    """Issue a document: both files are kept, with every figure in them, and the log has their hashes.

    Names stay out of the ledger; they stand in the files only.
    """
    found = Campaign.objects.select_for_update().filter(pk=campaign).first()
    if found is None:
        raise RuleBroken("campaigns.no-campaign", campaign=campaign)
    made = make(campaign, paper, asked, local_day(at), draft=False)
    issued = _store(campaign, paper, asked, made, (actor, at))
    return Event(
        ISSUED,
        issued.subject,
        resolve(made.ground.plan.root),
        actor,
        at,
        public={
            "campaign": campaign,
            "kind": paper.value,
            "nr": issued.nr,
            "edition": issued.edition,
            "size": issued.size,
            "pdf": issued.sha256_pdf,
            "docx": issued.sha256_docx,
        },
    )


def _store(
    campaign: str, paper: Paper, asked: Asked, made: Made, by: tuple[str, datetime]
) -> Issued:
    pdf, docx = outside.pdf(made.document), outside.docx(made.document)
    seat, at = by
    return Issued.objects.create(
        campaign=campaign,
        paper=paper.value,
        nr=Issued.objects.next_number(campaign, paper),
        stage=asked.stage,
        until=made.ground.until,
        size=made.ground.size,
        edition=made.ground.edition,
        plan_version=made.plan_version,
        council=made.council,
        at=at,
        seat=seat,
        sha256_pdf=sha256(pdf).hexdigest(),
        sha256_docx=sha256(docx).hexdigest(),
        figures=[_plain(figure) for figure in figures(made.document)],
        packed_pdf=zlib.compress(pdf),
        packed_docx=zlib.compress(docx),
    )


def _plain(figure: Figure) -> dict[str, object]:
    """Make a figure that JSON knows; what is not whole is written with its digits."""
    terms = [str(each) if isinstance(each, Decimal) else each for each in figure.terms]
    return {**asdict(figure), "terms": terms}
