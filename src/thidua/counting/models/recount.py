"""Count everything again from the facts alone, the plain way, and compare with what is kept."""

from collections.abc import Iterator

from thidua.counting import rules
from thidua.counting.models import Tally, Window, sums
from thidua.ledger.rules import Grade


def differences() -> Iterator[str]:
    """Name every tally and window sum that differs from a plain recount of the live facts."""
    counted = rules.tallies(sums.live_facts())
    kept = {
        rules.Cell(measure, unit, day, Grade(grade), generated): quantity
        for measure, unit, day, grade, generated, quantity in Tally.objects.values_list(
            "measure", "unit", "day", "grade", "generated", "quantity"
        ).iterator(chunk_size=20_000)
    }
    for cell in sorted(counted.keys() | kept.keys()):
        # a tally whose facts were all corrected into another grade stays, at zero
        if counted.get(cell, 0) != kept.get(cell, 0):
            place = f"{cell.measure} {cell.unit} {cell.day}"
            yield f"{place}: kept {kept.get(cell)}, counted {counted.get(cell)}"
    yield from _windows(counted)


def _windows(counted: dict[rules.Cell, int]) -> Iterator[str]:
    kinds = sums.kinds()
    kept: dict[str, dict[tuple[str, str], int]] = {}
    for key, measure, unit, quantity in sums.stored_windows():
        kept.setdefault(key, {})[measure, unit] = quantity
    for window in Window.objects.order_by("key"):
        again = rules.window_sums(window.value(), kinds, counted)
        mine = kept.get(window.key, {})
        for pair in sorted(again.keys() | mine.keys()):
            if again.get(pair) != mine.get(pair):
                place = f"{window.key} {' '.join(pair)}"
                yield f"{place}: kept {mine.get(pair)}, counted {again.get(pair)}"
