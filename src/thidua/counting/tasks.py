"""Background work: the nightly recount, which plans its own next night."""

import logging
from datetime import datetime, time, timedelta

from django.utils import timezone
from django_tasks import TaskResultStatus, task
from django_tasks_db.models import DBTaskResult

from thidua.counting.models.recount import differences

NIGHTLY_AT = time(1, 30)
logger = logging.getLogger(__name__)


@task()
def nightly_recount() -> int:
    """Recount everything from the facts and say how many sums differ."""
    plan_nightly_recount(timezone.localtime())
    found = list(differences())
    for place in found:
        logger.error("recount differs: %s", place)
    return len(found)


def plan_nightly_recount(now: datetime) -> None:
    """Plan the first nightly recount, unless one is planned already."""
    waiting = DBTaskResult.objects.filter(
        task_path=nightly_recount.module_path, status=TaskResultStatus.READY
    )
    if not waiting.exists():
        nightly_recount.using(run_after=next_night(now)).enqueue()


def next_night(now: datetime) -> datetime:
    """Give the next instant at which the recount is due."""
    due = now.replace(hour=NIGHTLY_AT.hour, minute=NIGHTLY_AT.minute, second=0, microsecond=0)
    return due if due > now else due + timedelta(days=1)
