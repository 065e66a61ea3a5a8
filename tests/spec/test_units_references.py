"""How a unit is named in files, and which changes of the tree are refused."""

from datetime import date
from decimal import Decimal

import pytest

from thidua.kernel.errors import RuleBroken
from thidua.units.rules import Level, NewUnit, Part, parse_reference
from thidua.units.rules.changes import (
    Known,
    Standing,
    check_above,
    check_change,
    check_closing,
    check_merge,
    check_opening,
    check_shares,
    check_split,
)
from thidua.units.rules.reference import Code

DAY = date(2025, 7, 1)
NEXT = date(2025, 7, 2)


def code_of(check, *given):
    with pytest.raises(RuleBroken) as caught:
        check(*given)
    assert caught.value.text("vi")
    assert caught.value.text("en")
    return caught.value.code


def commune(unit, **more):
    return NewUnit(unit, Level.COMMUNE, "commune", "An", **more)


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("c31369", "c31369"),
        (" c31369-2025 ", "c31369-2025"),
        ("gso:31369@2024-12-10", Code("31369", "gso", DAY.replace(2024, 12, 10))),
        ("gso:31369", Code("31369", "gso", None)),
        ("31369", Code("31369", None, None)),
        ("31369@2025-07-01", Code("31369", None, DAY)),
    ],
)
def test_a_reference_is_an_id_or_a_code(text, named):
    assert parse_reference(text) == named


@pytest.mark.parametrize(
    "text", ["", "gso:", "Đông Phước", "gso:31369@hôm qua", "gso:1@2025-02-30"]
)
def test_a_reference_that_is_neither_is_refused(text):
    assert code_of(parse_reference, text) == "units.reference-malformed"


@pytest.mark.parametrize(
    ("first", "end", "changed", "on", "said"),
    [
        (DAY, None, None, date(2025, 6, 30), "units.not-yet-open"),
        (None, DAY, None, DAY, "units.closed"),
        (None, NEXT, None, DAY, "units.closing"),
        (None, None, NEXT, DAY, "units.later-change"),
    ],
)
def test_a_change_at_a_wrong_day_is_refused(first, end, changed, on, said):
    assert code_of(check_change, Standing("c1", Level.COMMUNE, first, end, changed), on) == said


@pytest.mark.parametrize(("first", "changed"), [(DAY, None), (None, DAY)])
def test_a_unit_does_not_close_on_the_day_it_opened_or_changed(first, changed):
    standing = Standing("c1", Level.COMMUNE, first, None, changed)
    assert code_of(check_closing, standing, DAY) == "units.closed-too-soon"
    check_closing(standing, NEXT)


@pytest.mark.parametrize(
    ("unit", "said"),
    [
        (commune("C1"), "units.bad-id"),
        (NewUnit("c1", Level.COMMUNE, "commune", " An"), "units.bad-name"),
        (NewUnit("c1", Level.COMMUNE, "commune", ""), "units.bad-name"),
        (NewUnit("c1", Level.COMMUNE, "commune", "A" * 201), "units.bad-name"),
        (NewUnit("c1", Level.COMMUNE, "district", "An"), "units.kind-unfit"),
        (NewUnit("c1", Level.COMMUNE, "island", "An"), "units.kind-unfit"),
        (commune("c0"), "units.id-taken"),
        (commune("c1", parent="h1"), "units.parent-not-above"),
        (commune("c1", parent="x1"), "units.parent-not-above"),
        (commune("c1", parent="p2"), "units.parent-opens-later"),
        (commune("c1", overseen_by="p3"), "units.parent-closes"),
        (commune("c1", codes={"gso": "1"}), "units.code-taken"),
    ],
)
def test_a_unit_that_cannot_open_is_refused(unit, said):
    standings = {
        "h1": Standing("h1", Level.HAMLET, None, None),
        "x1": Standing("x1", Level.DEPARTMENT, None, None),
        "p2": Standing("p2", Level.PROVINCE, NEXT, None),
        "p3": Standing("p3", Level.PROVINCE, None, NEXT),
    }
    known = Known({"c0"}, standings, {("gso", "1"): [("c0", DAY, None)]})
    assert code_of(check_opening, unit, DAY, None, known) == said


@pytest.mark.parametrize(
    ("first", "end", "since", "until", "free"),
    [
        (None, DAY, DAY, None, True),
        (DAY, None, None, DAY, True),
        (None, None, None, None, False),
        (None, NEXT, DAY, None, False),
        (DAY, None, None, NEXT, False),
        (None, DAY, None, DAY, False),
    ],
)
def test_a_code_is_free_when_nobody_has_it_in_those_days(first, end, since, until, free):
    known = Known((), {}, {("gso", "1"): [("c0", since, until)]})
    unit = commune("c1", codes={"gso": "1", "agency": "H1"})
    if free:
        check_opening(unit, first, end, known)
    else:
        assert code_of(check_opening, unit, first, end, known) == "units.code-taken"


def test_departments_and_enterprises_may_stand_anywhere():
    for level in (Level.DEPARTMENT, Level.ENTERPRISE):
        check_above(Standing("h1", Level.HAMLET, None, None), level)


def test_a_unit_under_an_organisation_is_part_of_it_and_else_overseen():
    enterprise = NewUnit("x-1", Level.ENTERPRISE, "enterprise", "VNPT")
    assert enterprise.under("p93", Level.PROVINCE).overseen_by == "p93"
    assert enterprise.under("x-0", Level.ENTERPRISE).parent == "x-0"
    assert commune("c1").under("p93", Level.PROVINCE).parent == "p93"


@pytest.mark.parametrize(
    ("shares", "said"),
    [
        (["0.5", None], "units.shares-partly"),
        (["0.5", "0.4"], "units.shares-sum"),
        (["1.5", "-0.5"], "units.bad-share"),
        (["0", "1"], "units.bad-share"),
        (["NaN", "1"], "units.bad-share"),
        (["0.1234567890123", "0.8765432109877"], "units.bad-share"),
    ],
)
def test_shares_that_make_no_whole_are_refused(shares, said):
    given = [None if share is None else Decimal(share) for share in shares]
    assert code_of(check_shares, given) == said


@pytest.mark.parametrize("shares", [[None, None], ["0.25", "0.75"], ["0.10", "0.9"]])
def test_shares_that_make_a_whole_or_are_not_declared_are_taken(shares):
    check_shares([None if share is None else Decimal(share) for share in shares])


@pytest.mark.parametrize(
    ("units", "into", "said"),
    [
        (["c1"], commune("c9"), "units.merge-needs-two"),
        (["c1", "c1"], commune("c9"), "units.merge-needs-two"),
        (["c1", "d1"], commune("c9"), "units.level-differs"),
        (["c1", "c2"], commune("!"), "units.bad-id"),
    ],
)
def test_a_merge_that_cannot_be_is_refused(units, into, said):
    levels = {"c": Level.COMMUNE, "d": Level.DISTRICT}
    standings = [Standing(unit, levels[unit[0]], None, None) for unit in units]
    assert code_of(check_merge, standings, into, DAY) == said


@pytest.mark.parametrize(
    ("parts", "said"),
    [
        ([Part(commune("c8"), None)], "units.split-needs-two"),
        ([Part(commune("c8"), None), Part(commune("c8"), None, ("h1",))], "units.id-taken"),
        (
            [
                Part(commune("c8", codes={"gso": "1"}), None),
                Part(commune("c9", codes={"gso": "1"}), None, ("h1",)),
            ],
            "units.code-taken",
        ),
        ([Part(commune("c8"), None), Part(commune("c9"), None)], "units.children-not-given"),
        (
            [Part(commune("c8"), None, ("h1",)), Part(commune("c9"), None, ("h1",))],
            "units.children-not-given",
        ),
        (
            [
                Part(commune("c8"), None, ("h1",)),
                Part(NewUnit("d9", Level.DISTRICT, "district", "An"), None),
            ],
            "units.level-differs",
        ),
    ],
)
def test_a_split_that_cannot_be_is_refused(parts, said):
    standing = Standing("c1", Level.COMMUNE, None, None)
    assert code_of(check_split, standing, parts, ["h1"], DAY) == said
