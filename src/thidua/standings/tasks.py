"""Background work: the files of an edition that was published from a page."""

from datetime import timedelta

from django.utils import timezone
from django_tasks import task

from thidua.ledger.models import Entry
from thidua.standings.actions import export_editions
from thidua.standings.models import PUBLISHED

AGAIN_AFTER = timedelta(seconds=2)  # the sequencer looks every second


@task()
def write_editions() -> int:
    """Write editions among the published files, once the log holds them; say how many files.

    A file without its leaf would be refused by whoever checks the folder in between.
    """
    waiting = Entry.objects.filter(kind=PUBLISHED, outbox__leaf_index__isnull=True)
    if waiting.exists():
        write_editions.using(run_after=timezone.now() + AGAIN_AFTER).enqueue()
        return 0
    return len(export_editions())
