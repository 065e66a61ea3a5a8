"""The plain recount: every dossier counted anew from what both systems last said, slow and sure."""

from collections import Counter

from django.db.models import Sum

from thidua.counting.models import Fact
from thidua.deadlines.outside import office
from thidua.dossiers.rules import Place, places
from thidua.mirror.models import Mirrored
from thidua.mirror.models.known import Catalogue
from thidua.mirror.models.own import Masters
from thidua.mirror.models.telling import online, timing
from thidua.mirror.rules import Source, counted, join


def recounted(unit: str, *, generated: bool) -> dict[Place, int]:
    """Count a sender's dossiers from their lines alone."""
    found: Counter[Place] = Counter()
    catalogue, hours, masters = Catalogue(), office(), Masters()
    for row in Mirrored.objects.filter(sender=unit, generated=generated).iterator():
        line = join(row.line(Source.PROVINCE), row.line(Source.NATIONAL))
        judged = timing(line, catalogue, hours)
        value = counted(line, judged, in_online_field=online(line, catalogue))
        if not masters.has(value.unit, value.received):
            found.update(places(value))
    return dict(found)


def stored(source: str) -> dict[Place, int]:
    """Give what is counted of a source, without what was brought to zero."""
    rows = Fact.objects.live().filter(source=source).values_list("measure", "unit", "day")
    sums = rows.annotate(total=Sum("quantity")).order_by()
    return {(measure, unit, day): total for measure, unit, day, total in sums if total}
