"""Turn a plan and tallies into points, ranks and prizes: the same input, the same output, exactly.

values → sheet → ranking: what a unit reached, what it earns, where it stands. rollup makes the
tallies of ranked units, chances says what gains the next rank, files writes and reads what is
published. Whoever holds the published files recounts everything with these functions.
"""

from thidua.points.rules.chances import Step, next_rank
from thidua.points.rules.ranking import Standing, rank
from thidua.points.rules.rollup import roll_up
from thidua.points.rules.sheet import Line, Remark, Sheet, Verdict, sheets
from thidua.points.rules.values import Tally, Value, tally_keys, value

__all__ = [
    "Line",
    "Remark",
    "Sheet",
    "Standing",
    "Step",
    "Tally",
    "Value",
    "Verdict",
    "next_rank",
    "rank",
    "roll_up",
    "sheets",
    "tally_keys",
    "value",
]
