"""Drafts of dossiers: nobody's business until they are filed, so none of this is an event but that."""

from collections.abc import Callable, Mapping
from datetime import datetime
from uuid import UUID

from django.db import transaction

from thidua.archive import actions as archive
from thidua.archive.models import Held
from thidua.counting.models.known import local_day
from thidua.dossiers.rules import Filer
from thidua.filing.models import Draft, open_units, papers_of
from thidua.filing.models.owning import used
from thidua.filing.rules import drafts
from thidua.filing.rules.drafts import Chosen
from thidua.kernel.errors import RuleBroken
from thidua.ledger.actions import unlogged
from thidua.onestop import actions as onestop
from thidua.onestop import rules as onestop_rules
from thidua.onestop.rules import APPLICANT
from thidua.procedures.models import Stored
from thidua.procedures.rules import Version
from thidua.residents.models import Resident

AT_ONCE = 500  # drafts that are swept in one go


@unlogged
def begin(*, draft: UUID, resident: Resident, procedure: str, at: datetime) -> Draft:
    """Begin a draft for a procedure, with what is known of the resident."""
    version = version_of(procedure, at)
    if resident.drafts.count() >= drafts.MOST_DRAFTS:
        raise RuleBroken("filing.drafts-many", most=drafts.MOST_DRAFTS)
    units = dict(open_units(version, local_day(at)))
    written = drafts.Draft(
        procedure=procedure,
        unit=resident.commune_id if resident.commune_id in units else "",
        hamlet=resident.hamlet_id or "",
        name=resident.name,
        phone=resident.phone,
        identity=resident.identity,
        address=resident.address,
    )
    return Draft.objects.create(
        id=draft,
        resident=resident,
        procedure=procedure,
        written=written.plain,
        made_at=at,
        changed_at=at,
    )


@unlogged
def write(*, draft: Draft, said: Mapping[str, str], at: datetime) -> drafts.Draft:
    """Write what a page says into a draft; what cannot be filed is refused here already."""

    def say(before: drafts.Draft) -> drafts.Draft:
        now = drafts.read({**before.plain, **said})
        _check(now, draft.resident.person_id, at)
        return now

    return _change(draft, say, at)


@unlogged
def attach(
    *, draft: Draft, component: str, name: str, content: bytes, at: datetime
) -> drafts.Draft:
    """Take in a file for a component; the archive holds it for the resident."""
    version = version_of(draft.procedure, at)
    drafts.check_component(version, component, on_paper=False)
    result_of = next(each.result_of for each in version.components if each.name == component)
    held = archive.store(
        content=content,
        name=name,
        owner=draft.resident.one.subject,
        label=component,
        result_of=result_of,
        at=at,
    )
    return _change(draft, lambda before: before.taking(Chosen(component, held.pk)), at)


@unlogged
def choose(*, draft: Draft, component: str, held: int | None, at: datetime) -> drafts.Draft:
    """Let something that is there already stand for a component, or the paper itself (None)."""
    version = version_of(draft.procedure, at)
    drafts.check_component(version, component, on_paper=held is None)
    if held is not None and held not in {each.pk for each in papers_of(draft.resident.one)}:
        raise RuleBroken("filing.no-such-paper")

    def take(before: drafts.Draft) -> drafts.Draft:
        there = before.chosen(component)
        if there and there.held == held:
            return before
        return before.taking(Chosen(component, held, reused=held is not None))

    return _change(draft, take, at)


@unlogged
def leave(*, draft: Draft, component: str, at: datetime) -> drafts.Draft:
    """Let nothing stand for a component; a file that came for it alone is let go."""
    return _change(draft, lambda before: before.leaving(component), at)


@unlogged
def drop(*, draft: Draft, at: datetime) -> None:
    """Delete a draft, and let the files go that came for it alone."""
    Draft.objects.filter(pk=draft.pk).delete()
    _let_go(draft, set(draft.draft.papers), at)


@unlogged
def file(*, draft: Draft, at: datetime) -> str:
    """File what a draft says, once however often it is asked for; give the dossier's id.

    The files stay with the resident, so that nobody brings them twice.
    """
    written, resident = draft.draft, draft.resident
    version = version_of(written.procedure, at)
    for each in written.papers:
        drafts.check_component(version, each.component, on_paper=each.held is None)
    dossier = str(draft.pk)
    onestop.file(
        dossier=dossier,
        application=drafts.application(written),
        party=drafts.party(written, resident.person_id),
        actor=APPLICANT,
        at=at,
        key=f"filing:{dossier}",
    )
    Draft.objects.filter(pk=draft.pk).delete()
    return dossier


@unlogged
def expire(*, at: datetime) -> int:
    """Delete the drafts that lay unchanged for too long; say how many."""
    old = Draft.objects.filter(changed_at__lt=at - drafts.KEPT).select_related("resident")
    rows = list(old.order_by("changed_at")[:AT_ONCE])
    for row in rows:
        drop(draft=row, at=at)
    return len(rows)


def version_of(procedure: str, at: datetime) -> Version:
    """Give the version of a procedure that holds now and can be filed online."""
    row = Stored.objects.on(local_day(at)).filter(code=procedure).first()
    return drafts.check_online(row.version if row else None, procedure)


def _check(written: drafts.Draft, person: int, at: datetime) -> None:
    units = dict(open_units(version_of(written.procedure, at), local_day(at)))
    if written.unit and written.unit not in units:
        raise RuleBroken("onestop.unit-is-mirror")
    if written.filer not in set(Filer):
        raise RuleBroken("filing.not-finished")
    if written.name:
        onestop_rules.check_party(drafts.party(written, person))


def _change(
    draft: Draft, change: Callable[[drafts.Draft], drafts.Draft], at: datetime
) -> drafts.Draft:
    """Change what a draft says, one change after the other; files that fall out of it are let go."""
    with transaction.atomic():
        row = Draft.objects.select_for_update(of=("self",)).filter(pk=draft.pk).first()
        if row is None:
            raise RuleBroken("filing.no-such-draft")
        before = row.draft
        after = change(before)
        row.written, row.changed_at = after.plain, at
        row.save(update_fields=["written", "changed_at"])
    _let_go(row, set(before.papers) - set(after.papers), at)
    draft.written = row.written
    return after


def _let_go(draft: Draft, papers: set[Chosen], at: datetime) -> None:
    """End the holding of files that came for this draft, where no draft names them any more."""
    came = {each.held for each in papers if each.held is not None and not each.reused}
    left = came - used(came, draft.resident.one)
    for held in Held.objects.current().filter(pk__in=left, at__gte=draft.made_at):
        archive.end(held=held, at=at)
