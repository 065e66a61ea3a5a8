"""What residents bring to their dossiers, take home, and hold no longer."""

from datetime import datetime

from thidua.archive import actions as archive
from thidua.archive import outside
from thidua.archive.models import Held
from thidua.archive.rules.names import check_name
from thidua.filing.models import Download, owners
from thidua.filing.models.owning import used
from thidua.kernel.errors import RuleBroken
from thidua.ledger.actions import unlogged
from thidua.onestop import actions as onestop
from thidua.onestop.models import Dossier
from thidua.onestop.rules import APPLICANT, Brought
from thidua.residents.models import Resident

MOST_FILES = 2  # at once: a request's body holds no more
Sent = tuple[tuple[str, bytes], ...]  # names and contents


@unlogged
def supplement(
    *, dossier: Dossier, resident: Resident, component: str, files: Sent, key: str, at: datetime
) -> None:
    """Bring what an office asked for. All files are looked at before any is kept."""
    if len(files) > MOST_FILES:
        raise RuleBroken("filing.files-many", most=MOST_FILES)
    for name, content in files:
        outside.look(content, check_name(name))
    helds = [
        archive.store(content=content, name=name, owner=resident.subject, label=component, at=at)
        for name, content in files
    ]
    onestop.supplement(
        dossier=str(dossier.pk),
        papers=tuple(Brought(component, held.pk) for held in helds),
        actor=APPLICANT,
        at=at,
        key=f"supplement:{key}",
    )


@unlogged
def take_home(*, resident: Resident, held: Held, at: datetime) -> None:
    """Remember that a resident took a paper home."""
    Download.objects.create(resident=resident, held=held, at=at)


@unlogged
def let_go(*, resident: Resident, held: Held, at: datetime) -> None:
    """Hold a paper for a resident no more; dossiers that it went into keep it."""
    if held.owner not in owners(resident):
        raise RuleBroken("filing.no-such-paper")
    if used([held.pk], resident):
        raise RuleBroken("filing.paper-in-use")
    archive.end(held=held, at=at)
