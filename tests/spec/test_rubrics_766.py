"""Bộ chỉ số 766 in two readings.

Each example gives a ratio, as its count over its whole, and the points that a reading gives. The
portal's examples are what it showed for Phú Thọ and its communes on 26 September 2026.
"""

from dataclasses import replace
from decimal import Decimal

import pytest

from thidua.rubrics.outside import compared, shipped
from thidua.rubrics.rules import Reading
from thidua.rubrics.rules.recount import (
    Figure,
    Match,
    add_up,
    differences,
    figures,
    formula,
    line,
    of_section,
    total,
)

TABLE = compared()
PLANS = {each.code: each.plan for each in shipped()}
WRITTEN, COUNTED = (PLANS[TABLE.sources[reading].rubric] for reading in Reading)
SNAPSHOTS = {each.code: each for each in TABLE.snapshots}


def criterion(plan, code):
    return next(each for each in plan.criteria if each.code == code)


def earned(plan, code, values):
    """Give the points for `values`: a count over its whole, for an indicator that is one ratio."""
    found = criterion(plan, code)
    (part,) = found.indicator.parts
    points = []
    for above, _, below in (value.partition("/") for value in values.split()):
        counts = {part.numerator[0]: int(above)} | dict.fromkeys(part.denominator, int(below))
        points.append(str(line(plan, found, counts).published))
    return " ".join(points)


@pytest.mark.parametrize("plan", [WRITTEN, COUNTED], ids=["written", "counted"])
def test_six_sections_make_a_hundred_points(plan):
    by_section = {}
    for each in TABLE.indicators:
        found = criterion(plan, each.criterion)
        assert found.points == each.points
        by_section[each.section] = by_section.get(each.section, 0) + found.points
    assert by_section == {section.code: section.points for section in TABLE.sections}
    assert list(by_section.values()) == [18, 20, 12, 10, 22, 18]


def test_without_a_threshold_points_follow_the_ratio():
    for plan in (WRITTEN, COUNTED):
        assert earned(plan, "published-on-time", "0/89 1/2 89/89") == "0.00 3.00 6.00"
        assert earned(plan, "public-on-time", "0/70 35/70 70/70") == "0.00 2.00 4.00"
        assert earned(plan, "in-time", "0/9 528684/597918 9/9") == "0.00 17.68 20.00"


def test_with_a_threshold_all_points_are_reached_at_it():
    for plan in (WRITTEN, COUNTED):
        assert earned(plan, "reused-data", "0/100 40/100 79/100 80/100 81/100 100/100") == (
            "0.00 1.00 1.98 2.00 2.00 2.00"
        )
        assert earned(plan, "online-procedures", "40/100 80/100 100/100") == "1.00 2.00 2.00"
    assert earned(COUNTED, "dossiers-satisfied", "45/100 89/100 90/100 91/100") == (
        "3.00 5.93 6.00 6.00"
    )
    assert earned(COUNTED, "online-dossiers", "25/100 49/100 50/100 51/100") == (
        "3.00 5.88 6.00 6.00"
    )


def test_digitized_has_a_threshold_in_the_text_only():
    assert earned(WRITTEN, "digitized", "40/100 79/100 80/100 100/100") == "2.00 3.95 4.00 4.00"
    assert earned(COUNTED, "digitized", "40/100 79/100 80/100 100/100") == "1.60 3.16 3.20 4.00"


def test_payment_is_6c_and_25a_and_25b_up_to_the_points_of_each():
    """The sum 6·C + 2,5·A + 2,5·B would make 11 of 10 points without the bound."""
    assert earned(COUNTED, "paid-online", "50/100 100/100") == "3.00 6.00"
    for code in ("payable-online", "payment-in-use"):
        assert earned(COUNTED, code, "0/10 1/10 4/10 8/10 9/10 10/10") == (
            "0.00 0.25 1.00 2.00 2.00 2.00"
        )


def test_a_zero_denominator_is_full_for_petitions_and_copies_and_nothing_for_satisfaction():
    for plan in (WRITTEN, COUNTED):
        assert earned(plan, "certified-copies", "0/0") == "2.00"
        assert earned(plan, "petitions-on-time", "0/0") == "6.00"
        assert earned(plan, "petitions-satisfied", "0/0") == "6.00"
        found = figures(plan, SNAPSHOTS["mau-so-bang-0"])
        assert found["dossiers-satisfied"].counted == 0


def test_any_other_zero_denominator_does_not_apply():
    empty = replace(SNAPSHOTS["dak-lak"], quantities={"dossiers.in-time": 0, "dossiers.handled": 0})
    found = figures(COUNTED, empty)["in-time"]
    assert (found.counted, found.missing, found.match) == (None, (), Match.UNREBUILT)


def test_sync_is_over_the_larger_of_two_counts_in_the_text():
    found = criterion(WRITTEN, "synced")
    counts = {"dossiers.synced": 90, "dossiers.reported": 100, "dossiers.on-national-portal": 120}
    assert str(line(WRITTEN, found, counts).published) == "4.50"
    counts["dossiers.reported"] = 180
    assert str(line(WRITTEN, found, counts).published) == "3.00"


def test_online_dossiers_are_times_the_sync_rate_in_the_text():
    found = criterion(WRITTEN, "online-dossiers")
    counts = {
        "dossiers.filed-online": 80,
        "dossiers.all-channels": 100,
        "dossiers.synced": 50,
        "dossiers.reported": 100,
    }
    assert str(line(WRITTEN, found, counts).published) == "4.80"  # 40 % of the 50 % that are asked
    counts["dossiers.synced"] = 100
    assert str(line(WRITTEN, found, counts).published) == "6.00"


def test_satisfaction_is_what_overdue_and_disliked_leave_in_the_text():
    found = criterion(WRITTEN, "dossiers-satisfied")
    counts = {"dossiers.judged": 100, "dossiers.overdue": 15, "dossiers.disliked": 4}
    assert str(line(WRITTEN, found, counts).published) == "5.40"  # 81 % of 90 %
    counts["dossiers.overdue"] = 6
    assert str(line(WRITTEN, found, counts).published) == "6.00"


@pytest.mark.parametrize(
    ("code", "values", "points"),
    [
        ("dossiers-satisfied", "156/161 1651/2270 755/1120 7362/8253", "6.00 4.85 4.49 5.95"),
        ("dossiers-satisfied", "4964/5551 7179/7947 2775/3443", "5.96 6.00 5.37"),
        ("petitions-on-time", "0/0 0/4 296/570", "6.00 0.00 3.12"),
        ("petitions-satisfied", "0/0 0/4 230/570", "6.00 0.00 2.42"),
        ("electronic-results", "7/161 1143/1840 6722/8253", "0.26 3.73 4.89"),
        ("digitized", "7/161 513/1840 1662/8253", "0.17 1.12 0.81"),
        ("reused-data", "0/161 984/8253 1008/6178", "0.00 0.30 0.41"),
        ("population-by-dossier", "161/161 4032/8253", "2.00 0.98"),
        ("population-by-procedure", "12/42 15/74 63/385", "0.57 0.41 0.33"),
        ("in-time", "156/161 1652/2270 3/5", "19.38 14.56 12.00"),
    ],
)
def test_the_portal_is_recounted_for_departments_and_communes(code, values, points):
    assert earned(COUNTED, code, values) == points


def test_five_sections_of_a_province_are_recounted_as_published():
    snapshot = SNAPSHOTS["phu-tho"]
    found = figures(COUNTED, snapshot)
    shown = {
        section.code: of_section(TABLE, section.code, found, snapshot) for section in TABLE.sections
    }
    matches = {code: (str(figure.counted), figure.match.value) for code, figure in shown.items()}
    assert matches == {
        "CKMB": ("7.96", "same"),
        "TDGQ": ("17.68", "same"),
        "CLGQ": ("8.56", "same"),
        "TTTT": ("6.67", "same"),
        "MDSH": ("None", "unrebuilt"),
        "MDHL": ("11.43", "same"),
    }
    assert shown["MDSH"].missing == ("copies.asked", "copies.certified")
    inside = [figure for code, figure in found.items() if snapshot.points.get(code) is not None]
    assert {figure.match for figure in inside} == {Match.SAME, Match.UNREBUILT}


def test_the_text_gives_other_points_for_the_same_counts():
    found = figures(WRITTEN, SNAPSHOTS["phu-tho"])["digitized"]
    assert (str(found.counted), str(found.published), found.match) == ("1.21", "0.97", "different")


def test_nothing_is_rebuilt_where_only_formulas_are_known():
    found = figures(COUNTED, SNAPSHOTS["dak-lak"])
    assert {figure.match for figure in found.values()} == {Match.UNREBUILT}


def test_published_sections_add_up_to_the_published_total():
    whole = total(TABLE, SNAPSHOTS["quang-nam"])
    assert (whole.counted, whole.match) == (Decimal("80.1"), Match.SAME)
    assert total(TABLE, SNAPSHOTS["phu-tho"]) == Figure(Decimal("61.89"), None)
    assert total(TABLE, SNAPSHOTS["dak-lak"]).counted is None


def test_a_whole_that_was_not_published_stands_alone():
    assert add_up([Figure(Decimal(1), None)], None).match is Match.ALONE


def test_the_readings_differ_where_the_sources_say_so_and_nowhere_else():
    unlike = {
        each.criterion: differences(
            criterion(WRITTEN, each.criterion), criterion(COUNTED, each.criterion)
        )
        for each in TABLE.indicators
    }
    assert {code: found for code, found in unlike.items() if found} == {
        "synced": ("indicator",),
        "online-dossiers": ("indicator",),
        "electronic-results": ("indicator",),
        "digitized": ("target", "method"),
        "dossiers-satisfied": ("indicator",),
    }


def test_a_formula_is_written_as_officials_write_it():
    assert formula(criterion(WRITTEN, "digitized")) == "min(4; 4·R/0,8)"
    assert formula(criterion(COUNTED, "digitized")) == "4·R"
    assert formula(criterion(COUNTED, "in-time")) == "20·R"
    assert formula(PLANS["dti-cap-tinh-922"].criteria[0]) == ""


def test_what_the_sources_leave_open_is_our_reading_in_the_rubric():
    for each in TABLE.indicators:
        for reading, plan in zip(Reading, (WRITTEN, COUNTED), strict=True):
            if each.gaps[reading]:
                assert criterion(plan, each.criterion).our_reading, each.criterion


def test_both_readings_declare_what_is_incomplete():
    assert WRITTEN.incomplete
    assert "chưa dựng lại được" in COUNTED.incomplete
