"""The writers of the switch of recounted figures, and of replies to them.

Events name the figure; reasons, replies and who gave them are typed words, private in the ledger.
"""

from datetime import datetime

from thidua.kernel.errors import RuleBroken
from thidua.ledger.actions import action
from thidua.ledger.rules import Event
from thidua.recounts.models import Reply, Showing
from thidua.recounts.outside import printed_figures
from thidua.units.models import Unit
from thidua.units.rules import Level

SUBJECT = "recounts:figures"


@action
def show_figures(*, unit: str, reason: str, actor: str, at: datetime) -> Event:
    """Turn the page of recounted figures on, with the notes beside figures."""
    _check_province(unit)
    if Showing.objects.exists():
        raise RuleBroken("recounts.already-shown")
    said = _reason(reason)
    Showing.objects.create(unit=unit, reason=said, at=at)
    return Event("recounts.shown", SUBJECT, unit, actor, at, {}, {"reason": said})


@action
def hide_figures(*, unit: str, reason: str, actor: str, at: datetime) -> Event:
    """Turn the page of recounted figures off; what was recorded of it stays in the ledger."""
    _check_province(unit)
    said = _reason(reason)
    hidden, _rows = Showing.objects.filter(only=1).delete()
    if not hidden:
        raise RuleBroken("recounts.already-hidden")
    return Event("recounts.hidden", SUBJECT, unit, actor, at, {}, {"reason": said})


@action
def record_reply(
    *, unit: str, figure: str, said_by: str, text: str, actor: str, at: datetime
) -> Event:
    """Record what the publisher of a figure replied; it takes the place of an earlier reply."""
    _check_province(unit)
    if figure not in {printed.key for printed in printed_figures()}:
        raise RuleBroken("recounts.no-figure", figure=figure)
    said = {"said_by": said_by.strip(), "text": text.strip()}
    if not all(said.values()):
        raise RuleBroken("recounts.reply-empty")
    Reply.objects.update_or_create(figure=figure, defaults={**said, "at": at})
    subject = f"{SUBJECT}:{figure}"
    return Event("recounts.replied", subject, unit, actor, at, {"figure": figure}, said)


def _check_province(unit: str) -> None:
    """Refuse an office that does not stand at the top: the page speaks for the whole site."""
    if not Unit.objects.filter(pk=unit, level=Level.PROVINCE).exists():
        raise RuleBroken("recounts.not-the-province")


def _reason(reason: str) -> str:
    said = reason.strip()
    if not said:
        raise RuleBroken("recounts.reason-missing")
    return said
