"""DTI of provinces, districts and communes as far as it is known, and Quảng Ngãi's 7 × 7."""

from thidua.points.rules import sheets
from thidua.rubrics.outside import shipped

PLANS = {each.code: each.plan for each in shipped()}


def points(code, quantities):
    plan = PLANS[code]
    (sheet,) = sheets(plan, plan.groups[0], {"u": quantities})
    return {line.criterion: str(line.published) for line in sheet.lines}, str(sheet.published)


def test_eight_main_indices_of_a_province_make_a_thousand_points():
    plan = PLANS["dti-cap-tinh-922"]
    assert [int(each.points) for each in plan.criteria] == [100] * 5 + [200, 150, 150]
    lines, whole = points(
        "dti-cap-tinh-922",
        {
            "dti.awareness": 10000,
            "dti.institutions": 5000,
            "dti.infrastructure": 7512,
            "dti.skills": 0,
            "dti.security": 2500,
            "dti.government": 8000,
            "dti.economy": 4000,
            "dti.society": 6000,
        },
    )
    assert lines["infrastructure"] == "75.12"
    assert whole == "560.12"  # 0.5601 of 1


def test_the_five_rules_of_component_indices_have_an_example_each():
    lines, whole = points(
        "dti-cap-huyen-quang-ngai-104",
        {
            "dti.staff": 40,
            "dti.staff-trained": 30,
            "dti.meetings": 3,
            "dti.head": 1,
            "dti.attended": 1,
            "dti.chaired": 0,
            "dti.people": 100,
            "dti.people-with-account": 60,
        },
    )
    assert lines == {
        "staff-trained": "15.00",
        "meetings": "15.00",
        "head": "10.00",
        "attended": "10.00",
        "chaired": "0.00",
        "people-with-account": "20.00",
    }
    assert whole == "70.00"


def test_the_commune_set_of_khanh_hoa_has_its_seven_weights():
    plan = PLANS["dti-cap-xa-khanh-hoa"]
    assert [int(each.points) for each in plan.criteria] == [30, 20, 70, 30, 40, 50, 10]
    assert plan.total_points == 250


def test_every_dti_set_says_what_it_lacks():
    sets = [plan for code, plan in PLANS.items() if code.startswith("dti-")]
    assert len(sets) == 3
    assert all("chưa dựng lại được" in plan.incomplete for plan in sets)


def test_seven_by_seven_counts_members_and_not_people():
    """Mộ Đức: 498 members who each guide seven people would make 3,486 people."""
    code = "quang-ngai-7x7-2023"
    assert len(PLANS[code].period) == 7
    assert points(code, {"teams.members": 498, "teams.members-at-norm": 498})[1] == "100.00"
    assert points(code, {"teams.members": 498, "teams.members-at-norm": 249})[1] == "50.00"
