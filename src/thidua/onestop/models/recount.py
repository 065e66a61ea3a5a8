"""Count every dossier again by its moves, the plain way, and compare with the facts it made."""

from collections import Counter
from collections.abc import Iterator

from django.db.models import Sum

from thidua.counting.models import Fact
from thidua.deadlines.outside import office
from thidua.dossiers.rules import Place, places
from thidua.onestop.models.dossiers import Dossier
from thidua.onestop.rules import SOURCE
from thidua.onestop.rules.going import counted, timing

Cell = tuple[Place, bool]  # a place, and whether its count is simulated


def recounted() -> Counter[Cell]:
    """Count what the dossiers themselves say, whatever was counted of them on the way."""
    found: Counter[Cell] = Counter()
    for row in Dossier.objects.select_related("version").iterator():
        moves = row.went()
        judged = timing(row.clock, moves, office())
        value = counted(row.said, moves, judged, row.marks, office())
        found.update((place, row.generated) for place in places(value))
    return found


def differences() -> Iterator[str]:
    """Name every place at which the facts of dossiers differ from the dossiers."""
    rows = Fact.objects.live().filter(source=SOURCE).order_by()
    grouped = rows.values_list("measure", "unit", "day", "generated")
    kept = {
        ((measure, unit, day), generated): total
        for measure, unit, day, generated, total in grouped.annotate(total=Sum("quantity"))
    }
    again = recounted()
    for cell in sorted(again.keys() | kept.keys()):
        if again[cell] != kept.get(cell, 0):
            (measure, unit, day), generated = cell
            place = f"{measure} {unit} {day}{' simulated' if generated else ''}"
            yield f"{place}: kept {kept.get(cell, 0)}, counted {again[cell]}"
