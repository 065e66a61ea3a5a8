"""Attempts to open a dossier are counted, for minutes."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.db.models import F

from thidua.ledger.actions import unlogged
from thidua.tracking.models import Tries
from thidua.tracking.rules import TRIES_FOR, minutes_left


@unlogged
def attempt(*, most: Mapping[str, int], at: datetime) -> int:
    """Count an attempt under each key; give the minutes to wait, 0 when it may go on.

    `most` says how many attempts each key has. It is counted before anything is compared, so that
    attempts at once are as many as those after each other. What is over is forgotten.
    """
    with transaction.atomic():
        Tries.objects.filter(begun_at__lte=at - TRIES_FOR).delete()
        fresh = [Tries(key=key, begun_at=at) for key in most]
        Tries.objects.bulk_create(fresh, ignore_conflicts=True)
        waits = [0]
        for key in sorted(most):
            rows = Tries.objects.filter(pk=key)
            rows.update(n=F("n") + 1)
            row = rows.get()
            if row.n > most[key]:
                waits.append(minutes_left(row.begun_at, at))
        return max(waits)


@unlogged
def forgive(*, keys: Mapping[str, int]) -> None:
    """Take back an attempt that was right."""
    Tries.objects.filter(pk__in=list(keys), n__gt=0).update(n=F("n") - 1)
