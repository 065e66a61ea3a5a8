"""Random edits through the actions: the tree that is read is the one that was made, and sums hold."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from thidua.units import actions
from thidua.units.models import successions, tree
from thidua.units.rules import Level, NewUnit, Part, reexpress

pytestmark = pytest.mark.django_db
WHO = {"actor": "seat-1", "at": datetime(2025, 6, 16, 8, 0, tzinfo=UTC)}
FIRST = date(2024, 1, 1)


def commune(unit, parent):
    return NewUnit(unit, Level.COMMUNE, "commune", unit.upper(), parent)


class Country:
    """What the tree should be, kept as a plain mapping from commune to province."""

    def __init__(self):
        for province in ("p0", "p1"):
            new = NewUnit(province, Level.PROVINCE, "province", province)
            actions.open_unit(unit=new, first=None, **WHO)
        self.parents, self.count, self.trees = {}, 0, {}
        for number in range(4):
            unit = self.name()
            self.parents[unit] = f"p{number % 2}"
            actions.open_unit(unit=commune(unit, self.parents[unit]), first=None, **WHO)
        self.trees[FIRST] = dict(self.parents)

    def name(self):
        self.count += 1
        return f"c{self.count}"

    def edit(self, day, draw):
        standing = sorted(self.parents)
        one = draw(st.sampled_from(standing))
        edit = draw(st.sampled_from(["merge", "split", "divide", "move", "rename"]))
        home = self.parents[one]
        if edit == "merge" and len(standing) > 1:
            other = draw(st.sampled_from([unit for unit in standing if unit != one]))
            new = self.name()
            actions.merge(units=[one, other], into=commune(new, home), on=day, **WHO)
            del self.parents[one], self.parents[other]
            self.parents[new] = home
        elif edit in ("split", "divide"):
            share = Decimal(draw(st.integers(1, 999))) / 1000
            shares = [share, 1 - share] if edit == "split" else [None, None]
            parts = [Part(commune(self.name(), home), each) for each in shares]
            actions.split(unit=one, parts=parts, on=day, **WHO)
            del self.parents[one]
            self.parents |= {part.unit.id: home for part in parts}
        elif edit == "move":
            self.parents[one] = "p1" if home == "p0" else "p0"
            actions.move(unit=one, parent=self.parents[one], on=day, **WHO)
        elif edit == "rename":
            actions.rename(unit=one, name=f"Tên {day}", on=day, **WHO)
        self.trees[day] = dict(self.parents)


@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.data())
def test_random_edits_make_the_tree_that_is_read_and_conserve_sums(data):
    with transaction.atomic():
        country = Country()
        for number in range(data.draw(st.integers(0, 6))):
            country.edit(FIRST + timedelta(days=1 + number), data.draw)
        found = successions()
        counts = {f"c{n + 1}": data.draw(st.integers(0, 10**6)) for n in range(country.count)}
        for day, parents in country.trees.items():
            read = tree(day)
            communes = {u: n.parent for u, n in read.nodes.items() if n.level is Level.COMMUNE}
            assert communes == parents
            carried = reexpress(counts, found, read)
            assert sum(carried.quantities.values()) == sum(counts.values())
        transaction.set_rollback(True)
