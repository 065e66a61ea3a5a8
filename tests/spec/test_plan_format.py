"""The manual's example is a plan, and leaves nothing of the format out."""

import re
import tomllib
from collections.abc import Mapping

import pytest

import source
from thidua.plans.outside import check_bytes
from thidua.plans.rules import Form, parse
from thidua.plans.rules.criteria import KEYS as CRITERION_KEYS
from thidua.plans.rules.methods import METHODS

PAGE = (source.ROOT / "docs/reference/plan-format.md").read_text(encoding="utf-8")
EXAMPLE = re.search(r"```toml\n(.*?)```", PAGE, re.DOTALL)[1]
RUBRICS = sorted((source.ROOT / "rubrics").glob("*.toml"))
CATALOGUE = {
    "measures": [
        measure
        for name in ("data/measures.toml", "data/rubrics/measures.toml")
        for measure in tomllib.loads((source.ROOT / name).read_text("utf-8"))["measures"]
    ]
}
OURS = "cách đọc của chúng tôi"


def keys_of(value):
    if isinstance(value, Mapping):
        return set(value) | {key for item in value.values() for key in keys_of(item)}
    if isinstance(value, list):
        return {key for item in value for key in keys_of(item)}
    return set()


def test_the_example_is_a_plan_without_a_remark():
    plan, found = check_bytes(EXAMPLE.encode())
    assert [f"{located.line}: {located.text('en')}" for located in found] == []
    assert plan.criteria[1].params["bands"][0][1] * 2 == 25


def test_the_example_uses_every_key_of_the_format():
    every = (
        parse.KEYS
        | parse.SOURCE_KEYS
        | parse.MEASURE_KEYS
        | parse.GROUP_KEYS
        | parse.PRIZE_KEYS
        | parse.STAGE_KEYS
        | parse.PERIOD_KEYS
        | parse.ROUNDING_KEYS
        | CRITERION_KEYS
    )
    assert every - keys_of(tomllib.loads(EXAMPLE)) == set()


def test_the_page_describes_every_method_with_its_parameters_and_every_form():
    rows = {
        row.split("|")[1].strip(" `"): row for row in PAGE.splitlines() if row.startswith("| `")
    }
    assert rows.keys() == METHODS.keys() | set(Form)
    for name, method in METHODS.items():
        assert all(f"`{key} = " in rows[name] for key in method.params), name
        assert f"| {method.value} |" in rows[name]


@pytest.mark.parametrize("path", RUBRICS, ids=lambda path: path.stem)
def test_a_shipped_campaign_is_a_plan_that_names_its_source(path):
    plan, found = check_bytes(path.read_bytes())
    assert [located.problem.code for located in found if not located.problem.is_remark] == []
    assert plan.code == path.stem
    assert all(each.title and each.reference for each in plan.sources)
    assert all(each.issued or each.note for each in plan.sources)


@pytest.mark.parametrize("path", RUBRICS, ids=lambda path: path.stem)
def test_a_shipped_criterion_that_is_our_reading_says_so_in_its_source_too(path):
    plan, _ = check_bytes(path.read_bytes())
    unlike = [each.code for each in plan.criteria if each.our_reading != (OURS in each.source)]
    assert unlike == []


@pytest.mark.parametrize("path", RUBRICS, ids=lambda path: path.stem)
def test_a_shipped_campaign_counts_what_the_catalogue_counts(path):
    known = {measure["key"]: measure for measure in CATALOGUE["measures"]}
    measures = tomllib.loads(path.read_text(encoding="utf-8"))["measures"]
    assert [measure for measure in measures if measure != known[measure["key"]]] == []


def test_the_catalogue_is_written_as_a_plan_would_write_it():
    plan = tomllib.loads(EXAMPLE) | CATALOGUE
    _, problems = parse.parse(plan)
    assert [each for each in problems if each.path[0] == "measures" and not each.is_remark] == []


def test_sixty_days_and_nights_are_sixty_two():
    plan, found = check_bytes((source.ROOT / "rubrics/60-ngay-dem-2024.toml").read_bytes())
    assert [located.text() for located in found] == [
        "Nhắc: tên nói 60 ngày, lịch là 62 ngày (tính cả ngày đầu và ngày cuối)."
    ]
    assert len(plan.period) == 62
