"""Plans that read alike are written alike, to the byte, and read back as they were."""

import copy
import tomllib
from fractions import Fraction
from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

import plan_example
from thidua.plans.outside import save
from thidua.plans.rules.parse import parse
from thidua.plans.rules.reading import exact, share
from thidua.plans.rules.writing import amount, number, ordered, to_data

ALL = [plan_example.example(), *map(plan_example.shipped, plan_example.RUBRICS)]
IDS = ["example", *(path.stem for path in plan_example.RUBRICS)]


@pytest.mark.parametrize("data", ALL, ids=IDS)
def test_what_is_written_reads_as_the_same_plan(data):
    plan, _ = parse(data)
    again, problems = parse(tomllib.loads(save(data).decode()))
    assert again == plan
    assert [problem for problem in problems if not problem.is_remark] == []
    assert save(tomllib.loads(save(data).decode())) == save(data)


def shuffled(value, seed):
    """Give the same tables with every table's keys in another order."""
    if isinstance(value, dict):
        keys = sorted(value, key=lambda key: hash((seed, key)))
        return {key: shuffled(value[key], seed) for key in keys}
    return [shuffled(item, seed) for item in value] if isinstance(value, list) else value


@given(st.integers())
def test_the_order_of_keys_leaves_no_trace(seed):
    assert save(shuffled(ALL[0], seed)) == save(ALL[0])


@pytest.mark.parametrize("data", ALL, ids=IDS)
def test_letters_typed_on_another_keyboard_leave_no_trace(data):
    decomposed = tomllib.loads(normalize("NFD", save(data).decode()))
    assert save(decomposed) == save(data)


def test_a_default_that_is_spelt_out_leaves_no_trace():
    bare = copy.deepcopy(ALL[0])
    for key in ("generated", "incomplete", "parent"):
        bare.pop(key, None)
    for key in ("effect", "our_reading"):
        bare["criteria"][0].pop(key, None)
    spelt = bare | {"generated": False, "incomplete": "", "parent": ""}
    spelt["criteria"] = copy.deepcopy(bare["criteria"])
    spelt["criteria"][0] |= {"effect": "criterion", "our_reading": False}
    assert save(spelt) == save(bare)


def test_a_number_has_one_way_to_be_written():
    other = copy.deepcopy(ALL[0])
    criterion = other["criteria"][0]
    assert isinstance(criterion["points"], int)
    criterion["points"] = f"{criterion['points']}.0"
    assert save(other) == save(ALL[0])


def test_a_draft_with_something_wrong_is_written_as_it_is():
    broken = ALL[0] | {"zzz": [1.5, True], "visibility": "secret"}
    assert tomllib.loads(save(broken).decode()) == broken
    assert list(ordered({"zzz": 1, "criteria": 2, "code": 3})) == ["code", "criteria", "zzz"]


@given(st.fractions(min_value=0, max_value=10**9, max_denominator=10**6))
def test_every_exact_number_reads_back(value):
    assert exact(number(value)) == value


@given(st.integers(0, 10**9), st.integers(0, 12))
def test_every_share_with_decimals_reads_back(value, digits):
    held = Fraction(value, 10**digits)
    assert share(amount(held / 100, in_shares=True)) == held / 100


def test_a_table_of_values_reads_back():
    data = copy.deepcopy(ALL[0])
    count = next(row for row in data["criteria"] if row["indicator"]["form"] == "count")
    count |= {"method": "role", "params": {"values": {"0": 0, "1": "1/2", "2": 1}}}
    count.pop("target", None)
    plan, _ = parse(data)
    again, _ = parse(tomllib.loads(save(data).decode()))
    assert plan is not None
    assert again == plan


def test_to_data_leaves_out_what_says_nothing():
    plan, _ = parse(ALL[0])
    assert "" not in to_data(plan).values()
    assert all(
        "effect" not in row or row["effect"] != "criterion" for row in to_data(plan)["criteria"]
    )
