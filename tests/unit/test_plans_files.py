"""Laws of reading plans, and what only a tree can tell."""

import copy
import re
import tomllib
from datetime import UTC, date, datetime, timedelta
from fractions import Fraction

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

import source
from thidua.kernel.errors import RuleBroken
from thidua.plans.outside import check_bytes, locate
from thidua.plans.rules import Form, MeasureKind, Zero
from thidua.plans.rules.groups import check_groups, find_unit, members, settle
from thidua.plans.rules.parse import parse
from thidua.plans.rules.reading import exact, plain, share
from thidua.units.rules import Level, Node, Tree

PAGE = (source.ROOT / "docs/reference/plan-format.md").read_text(encoding="utf-8")
EXAMPLE = tomllib.loads(re.search(r"```toml\n(.*?)```", PAGE, re.DOTALL)[1])
DAY = date(2024, 11, 30)


def names_in(value):
    if isinstance(value, dict):
        return set(value).union(*(names_in(item) for item in value.values()))
    if isinstance(value, list):
        return set().union(*(names_in(item) for item in value))
    return set()


NAMES = sorted(names_in(EXAMPLE))
SCALARS = (
    st.integers()
    | st.floats()
    | st.booleans()
    | st.text(max_size=8)
    | st.sampled_from(["60%", "1/2", "1/0", "0,5", "gso:93@2024-11-30", "ratio", "steps", "role"])
    | st.dates()
    | st.datetimes(timezones=st.none() | st.just(UTC))
    | st.times()
)
VALUES = st.recursive(
    SCALARS,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(NAMES) | st.text(max_size=5), inner, max_size=6)
    ),
    max_leaves=20,
)
TABLES = st.dictionaries(st.sampled_from(NAMES) | st.text(max_size=5), VALUES, max_size=12)


def places(value, path=()):
    yield path
    if isinstance(value, dict):
        for key, item in value.items():
            yield from places(item, (*path, key))
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from places(item, (*path, index))


PLACES = [path for path in places(EXAMPLE) if path]


def with_other(changes):
    edited = copy.deepcopy(EXAMPLE)
    for path, value in changes:
        inner = edited
        try:
            for part in path[:-1]:
                inner = inner[part]
            inner[path[-1]] = value
        except (KeyError, IndexError, TypeError):
            continue  # an earlier change took the place away
    return edited


@given(TABLES)
def test_reading_never_raises_whatever_the_tables(data):
    plan, problems = parse(data)
    assert plan is None
    assert all(
        RuleBroken(each.code, **each.facts).text(to) for each in problems for to in ("vi", "en")
    )


@given(st.lists(st.tuples(st.sampled_from(PLACES), VALUES), min_size=1, max_size=4))
@example([(("criteria", 0, "indicator"), {"form": ["ratio"]})])
@example([(("criteria", 2, "params"), {"values": {}}), (("criteria", 2, "method"), "role")])
@example([(("period",), {"first": date(2024, 11, 1), "last": date(9999, 12, 31)})])
@example([(("criteria",), [{}, 1, {}])])
def test_reading_never_raises_however_a_plan_is_spoilt(changes):
    plan, problems = parse(with_other(changes))
    assert (plan is None) == any(not each.is_remark for each in problems)
    assert all(RuleBroken(each.code, **each.facts).text() for each in problems)


@given(st.binary(max_size=200) | st.text(alphabet="[]{}=.\"'a1\n #đ", max_size=60).map(str.encode))
def test_no_bytes_break_the_reader(content):
    plan, found = check_bytes(content)
    assert plan is None
    assert all(each.line >= 1 and each.column >= 1 and each.text("en") for each in found)


@given(st.fractions(min_value=0, max_value=10**6, max_denominator=10**6))
def test_a_number_is_shown_as_it_is_written(number):
    assert exact(plain(number)) == number


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        (60, 60),
        ("12.5", Fraction(25, 2)),
        ("1/3", Fraction(1, 3)),
        ("1/0", None),
        ("-1", None),
        (-1, None),
        (True, None),
        (0.5, None),
        ("٣", None),
        ("1e3", None),
        ("60%", None),
        (10**20, None),
    ],
)
def test_an_exact_number_is_read_or_refused(written, meant):
    assert exact(written) == meant


def test_a_share_is_read_to_its_last_digit():
    assert (share("87.25%"), share("0.8725"), share(60)) == (Fraction(8725, 10_000), None, None)


# ---- indicators ----


def plan_with(criterion, **more):
    criteria = [{**EXAMPLE["criteria"][0], **criterion}, *EXAMPLE["criteria"][1:]]
    plan, problems = parse({**EXAMPLE, "criteria": criteria, **more})
    return plan, {each.code.removeprefix("campaigns."): each.path for each in problems}


DOSSIERS = {"numerator": ["dossiers.online"], "denominator": ["dossiers.received"]}


@pytest.mark.parametrize(
    ("indicator", "form"),
    [
        ({"form": "ratio_times", "parts": [DOSSIERS, DOSSIERS]}, Form.RATIO_TIMES),
        ({"form": "complement", "parts": [DOSSIERS]}, Form.COMPLEMENT),
        ({"form": "greater_denominator", **DOSSIERS}, Form.GREATER_DENOMINATOR),
        (
            {"form": "members_reaching", "numerator": ["dossiers.online"], "norm": 7},
            Form.MEMBERS_REACHING,
        ),
    ],
)
def test_every_form_of_an_indicator_is_read(indicator, form):
    plan, problems = plan_with({"indicator": indicator})
    assert plan.criteria[0].indicator.form is form
    assert problems.keys() <= {"unused-measure"}


def test_one_thing_per_another_is_a_number_and_takes_a_number_for_target():
    each = {"form": "ratio", "numerator": ["dossiers.online"], "denominator": ["reports.missing"]}
    changed = {"indicator": each, "target": "1.5", "method": "threshold"}
    plan, problems = plan_with(changed)
    assert (plan.criteria[0].target.value, problems.keys()) == (Fraction(3, 2), set())


def test_a_sum_of_parts_is_not_asked_to_stay_within_a_whole():
    both = {**DOSSIERS, "numerator": ["dossiers.online", "dossiers.received"]}
    assert plan_with({"indicator": {"form": "ratio", **both}})[1] == {}


def test_a_measure_is_within_all_that_its_whole_is_within():
    chain = [
        {"key": key, "label": key, "unit": "hồ sơ", "kind": "flow", "within": within}
        for key, within in (("a", "b"), ("b", "dossiers.received"))
    ]
    measures = [*EXAMPLE["measures"], *chain]
    ratio = {"form": "ratio", "numerator": ["a"], "denominator": ["dossiers.received"]}
    assert plan_with({"indicator": ratio}, measures=measures)[1].keys() == {"unused-measure"}
    chain[1]["within"] = "a"
    assert "may-exceed-whole" in plan_with({"indicator": ratio}, measures=measures)[1]


def test_a_key_of_another_form_is_refused():
    norm = {"form": "ratio", **DOSSIERS, "norm": 7}
    assert plan_with({"indicator": norm})[1]["unknown-key-near"] == (
        "criteria",
        0,
        "indicator",
        "norm",
    )


def test_lower_is_better_up_to_a_target():
    assert plan_with({"method": "inverse"})[1] == {}
    bounds = {"method": "inverse", "params": {"best": "0%", "worst": "20%"}}
    assert plan_with(bounds)[0].criteria[0].params == {"best": 0, "worst": Fraction(1, 5)}


def test_the_council_judges_on_a_scale():
    count = {"form": "count", "numerator": ["practices.effective"]}
    judged = {"indicator": count, "method": "judged", "params": {"scale": 10}, "target": 5}
    plan, _ = plan_with(judged)
    assert (plan.criteria[0].params, plan.criteria[0].zero) == ({"scale": 10}, Zero.NOT_APPLICABLE)


def test_a_role_earns_its_part():
    count = {"form": "count", "numerator": ["practices.effective"]}
    values = {"values": {"0": 0, "1": "1/2", "2": 1}}
    plan, _ = plan_with({"indicator": count, "method": "role", "params": values, "target": 1})
    assert plan.criteria[0].params["values"] == {0: 0, 1: Fraction(1, 2), 2: 1}
    empty = {"indicator": count, "method": "role", "params": {"values": {}}, "target": 1}
    assert plan_with(empty)[1]["empty-list"] == ("criteria", 0, "params", "values")


def test_a_measure_keeps_what_the_plan_says_of_it():
    plan, _ = parse(EXAMPLE)
    measure = plan.measures["dossiers.online"]
    assert (measure.kind, measure.within) == (MeasureKind.FLOW, "dossiers.received")


def test_an_instant_is_read_in_vietnams_time():
    plan, _ = parse(EXAMPLE)
    assert plan.freeze_at == datetime(2024, 12, 5, 10, tzinfo=UTC)
    assert plan.freeze_at.utcoffset() == timedelta(hours=7)
    without = {key: value for key, value in EXAMPLE.items() if key != "freeze_at"}
    assert parse(without)[0].freeze_at is None


# ---- groups on a tree ----


def tree(*nodes):
    return Tree(DAY, {node.id: node for node in nodes})


def commune(unit, kind="ward", code=None, parent="d930"):
    return Node(unit, unit, kind, Level.COMMUNE, parent, code=code)


HAU_GIANG = (
    Node("p93", "Hậu Giang", "province", Level.PROVINCE, code="93"),
    Node("d930", "Vị Thanh", "district_city", Level.DISTRICT, "p93", code="930"),
    commune("c1"),
    commune("c2", "township"),
    commune("c3", "commune"),
    commune("c31321", code="31321"),
    Node("x-hg-viettel", "Viettel", "enterprise", Level.ENTERPRISE, overseen_by="p93"),
    Node("x-hg-vnpt", "VNPT", "enterprise", Level.ENTERPRISE, overseen_by="p93"),
    commune("c9", parent="p01"),
)
PLAN = parse(EXAMPLE)[0]


def test_groups_take_their_units_under_the_root_or_overseen_by_it():
    assert members(PLAN, tree(*HAU_GIANG)) == {
        "wards": ("c1", "c2"),
        "telecoms": ("x-hg-viettel", "x-hg-vnpt"),
    }
    assert check_groups(PLAN, tree(*HAU_GIANG)) == ()


def test_references_are_settled_into_ids():
    units = {"gso:93@2024-11-30": "p93", "gso:31321@2024-11-30": "c31321"}
    settled = settle(PLAN, units)
    assert (settled.root, settled.groups[0].except_units) == ("p93", ("c31321",))
    assert settled.groups[1].units == ("x-hg-viettel", "x-hg-vnpt")
    assert members(settled, tree(*HAU_GIANG)) == members(PLAN, tree(*HAU_GIANG))


def test_a_code_names_a_unit_only_on_the_day_of_the_tree():
    standing = tree(*HAU_GIANG)
    assert find_unit("gso:31321@2024-11-30", standing) == "c31321"
    assert find_unit("gso:31321@2025-11-30", standing) is None
    assert find_unit("gso:1@2024-11-30", standing) is None
    assert find_unit("c7", standing) is None
    assert find_unit("một xã", standing) is None


def problems(plan, standing):
    return [
        (each.code.removeprefix("campaigns."), each.path) for each in check_groups(plan, standing)
    ]


def test_a_root_that_does_not_stand_leaves_everything_empty():
    found = problems(PLAN, tree(*HAU_GIANG[1:]))
    assert ("unit-not-on-tree", ("root",)) in found
    assert ("group-empty", ("groups", 0)) in found


def test_a_listed_unit_has_to_stand_under_the_root():
    assert problems(PLAN, tree(*HAU_GIANG[:7], HAU_GIANG[8])) == [
        ("unit-not-on-tree", ("groups", 1, "units", 1))
    ]
    stranger = settle(PLAN, {"x-hg-vnpt": "c9"})
    assert problems(stranger, tree(*HAU_GIANG)) == [("unit-not-on-tree", ("groups", 1, "units", 1))]


def test_groups_that_share_a_unit_on_the_tree_are_refused_at_their_line():
    wards = {**EXAMPLE["groups"][0], "code": "more", "kinds": ["commune"]}
    listed = {"code": "listed", "name": "Khối", "units": ["c1", "c3"]}
    criteria = [
        {**criterion, "applies_to": [*criterion["applies_to"], "more", "listed"]}
        if criterion.get("applies_to") == ["wards"]
        else criterion
        for criterion in EXAMPLE["criteria"]
    ]
    groups = [*EXAMPLE["groups"], wards, listed]
    plan, _ = parse({**EXAMPLE, "groups": groups, "criteria": criteria})
    assert problems(plan, tree(*HAU_GIANG)) == [("groups-overlap", ("groups", 3))]
    (located,) = locate(b"[[groups]]\n" * 4, check_groups(plan, tree(*HAU_GIANG)))
    assert (located.line, located.text()) == (
        4,
        (
            "Khối “listed” và khối “wards” cùng có 2 đơn vị, trong đó có c1. "
            "Hãy sửa units, kinds hoặc except."
        ),
    )
