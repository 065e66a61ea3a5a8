"""Who a unit came from and what it went into, drawn from successions."""

from datetime import date
from decimal import Decimal

import pytest

from thidua.reading.rules.family import changes, family
from thidua.units.rules import Succession

REFORM, LATER = date(2025, 7, 1), date(2030, 1, 1)
ALL = Decimal(1)
MERGER = (Succession("a", "ab", REFORM, ALL), Succession("b", "ab", REFORM, ALL))
DIVISION = (
    Succession("ab", "x", LATER, Decimal("0.25")),
    Succession("ab", "y", LATER, Decimal("0.75")),
)
UNDECLARED = (Succession("g", "h", REFORM, None), Succession("g", "i", REFORM, None))


class Upper(dict):
    """Names every unit by its id in capitals."""

    def __missing__(self, unit):
        return unit.upper()


def drawn(kin):
    return [(one.label, one.share, one.beside, drawn(one.beyond)) for one in kin]


@pytest.mark.parametrize(
    ("unit", "before", "after"),
    [
        ("a", [], [("AB", ALL, ("B",), [("X", Decimal("0.25"), (), []), ("Y", Decimal("0.75"), (), [])])]),
        ("ab", [("A", ALL, (), []), ("B", ALL, (), [])],
         [("X", Decimal("0.25"), (), []), ("Y", Decimal("0.75"), (), [])]),
        ("y", [("AB", Decimal("0.75"), ("X",), [("A", ALL, (), []), ("B", ALL, (), [])])], []),
        ("z", [], []),
    ],
)  # fmt: skip
def test_a_family_has_a_branch_for_every_relative_and_says_who_else_took_part(unit, before, after):
    found = family(unit, (*MERGER, *DIVISION), Upper())
    assert (found.label, drawn(found.before), drawn(found.after)) == (unit.upper(), before, after)


def test_shares_that_nobody_declared_stay_unknown():
    (one, other) = family("g", UNDECLARED, Upper()).after
    assert (one.share, other.share, one.on) == (None, None, REFORM)


def test_nobody_comes_twice_on_one_line():
    round_and_back = (Succession("a", "b", REFORM, ALL), Succession("b", "a", LATER, ALL))
    assert drawn(family("a", round_and_back, Upper()).after) == [("B", ALL, (), [])]


def test_a_change_names_all_who_took_part_and_whose_counts_stay_behind():
    merged, divided = changes("ab", (*MERGER, *DIVISION))
    assert (merged.on, merged.before, merged.after) == (REFORM, ("a", "b"), ("ab",))
    assert merged.is_merger
    assert (divided.on, divided.before, divided.after) == (LATER, ("ab",), ("x", "y"))
    assert not divided.is_merger
    assert [each.before for each in changes("a", MERGER)] == [("a", "b")]
    (undeclared,) = changes("h", UNDECLARED)
    assert (merged.undivided, undeclared.undivided) == ((), ("g",))
    assert changes("z", MERGER) == ()
