"""How the unit of a seat stands to another unit, which says what the seat may do there."""

import pytest

from thidua.accounts.rules import Relation, relation


@pytest.mark.parametrize(
    ("mine", "theirs", "overseers", "found"),
    [
        (("c1", "d1", "p1"), ("c1", "d1", "p1"), (), Relation.OWN),
        (("p1",), ("c1", "d1", "p1"), (), Relation.ANCESTOR),
        (("c1", "d1", "p1"), ("d1", "p1"), (), Relation.DESCENDANT),
        (("s1", "p1"), ("x1",), ("s1",), Relation.OVERSEER),
        (("c1", "d1", "p1"), ("c2", "d1", "p1"), (), None),
    ],
)
def test_a_unit_is_the_same_above_below_overseeing_or_none_of_these(mine, theirs, overseers, found):
    assert relation(mine, theirs, overseers) == found
