"""A plan is published under another: what it breaks refuses it, and who stands below is told."""

from datetime import UTC, datetime

import pytest
from click.testing import CliRunner
from django.db import connection

from cascade_plans import CHILD, PARENT, edit
from portal_campaign import open_units
from thidua.campaigns.actions import publish_plan
from thidua.campaigns.cli import campaigns
from thidua.campaigns.models import PlanVersion, problems_under
from thidua.kernel.errors import RuleBroken
from thidua.plans.outside import check_bytes
from worlds import shared

pytestmark = pytest.mark.django_db

AT = datetime(2024, 1, 2, 2, tzinfo=UTC)
FIRST = edit(PARENT, ("version = 2", "version = 1"), ('units = ["w1"]', 'units = ["c2"]'))
SECOND = edit(
    FIRST,
    ("version = 1", "version = 2"),
    ("effective_from = 2024-01-01", "effective_from = 2024-02-01"),
)
UNDER_FIRST = edit(CHILD, ("tinh@2", "tinh@1"))


units = shared(open_units, autouse=True)


def publish(content):
    return publish_plan(content=content.encode(), actor="s-1", at=AT)


def refused(content):
    with pytest.raises(RuleBroken) as broken:
        publish(content)
    assert broken.value.code == "campaigns.plan-refused"
    return broken.value.text()


def run(*words):
    return CliRunner().invoke(campaigns, [str(word) for word in words])


def test_a_child_is_published_and_names_its_parent_in_public():
    publish(FIRST)
    _, event = publish(UNDER_FIRST)
    assert event.public["parent"] == "tinh@1"
    child = PlanVersion.objects.get(campaign="xa")
    assert (str(child.parent), child.under) == ("plan:tinh@1", "tinh")
    parent = PlanVersion.objects.get(campaign="tinh")
    assert (parent.under, parent.children()) == ("", [child])
    assert publish(UNDER_FIRST)[1].public == event.public


def test_a_child_that_breaks_its_parent_is_refused_at_its_line():
    publish(FIRST)
    assert "Chỉ tiêu của “households” là 70%" in refused(
        edit(UNDER_FIRST, ('target = "80%"', 'target = "70%"'))
    )
    assert not PlanVersion.objects.filter(campaign="xa").exists()


def test_a_parent_that_is_not_published_is_refused():
    assert "Chưa có kế hoạch cấp trên “tinh” nào được ban hành" in refused(UNDER_FIRST)
    publish(FIRST)
    assert "chưa có bản 2; bản mới nhất đã ban hành là 1" in refused(CHILD)


def test_a_parent_whose_unit_is_gone_on_the_childs_day_is_not_above_it():
    publish(FIRST)
    late = edit(
        UNDER_FIRST,
        ("first = 2024-01-01", "first = 1990-01-01"),
        ("last = 2024-11-30", "last = 1990-12-31"),
        ("tree_day = 2024-11-30", "tree_day = 1990-12-31"),
        ("effective_from = 2024-01-01", "effective_from = 1990-01-01"),
    )
    plan, _ = check_bytes(late.encode())
    PlanVersion.objects.filter(campaign="tinh").update(
        content=FIRST.replace('"p1"', '"p0"', 1).encode()
    )
    assert [each.code for each in problems_under(plan)] == [
        "campaigns.root-not-under-parent",
        "campaigns.period-outside-parent",
    ]


def test_a_plan_without_a_parent_owes_nothing():
    plan, _ = check_bytes(FIRST.encode())
    assert problems_under(plan) == ()


def test_a_new_version_of_the_parent_leaves_its_children_where_they_are():
    publish(FIRST)
    publish(UNDER_FIRST)
    publish(SECOND)
    assert run("children", "tinh").output == "xa\t1\ttinh@1\tkế hoạch cấp dưới còn theo bản 1\n"
    moved = edit(
        CHILD,
        ("version = 1", "version = 2"),
        ("effective_from = 2024-01-01", "effective_from = 2024-03-01"),
    )
    publish(moved)
    assert run("children", "tinh").output == "xa\t2\ttinh@2\t\n"
    assert [
        str(each) for each in PlanVersion.objects.get(campaign="tinh", version=1).children()
    ] == ["plan:xa@2"]


def test_a_child_that_has_left_is_no_child_any_more():
    publish(FIRST)
    publish(UNDER_FIRST)
    alone = edit(
        CHILD,
        ('parent = "tinh@2"\n', ""),
        ("version = 1", "version = 2"),
        ("effective_from = 2024-01-01", "effective_from = 2024-03-01"),
    )
    publish(alone)
    assert PlanVersion.objects.get(campaign="tinh").children() == []


def test_several_levels_stand_under_each_other():
    publish(FIRST)
    communes = edit(
        FIRST,
        ('code = "tinh"', 'code = "giua"\nparent = "tinh@1"'),
        ('root = "p1"', 'root = "c1"'),
        ('\n[[groups]]\ncode = "picked"\nname = "Cụm phường"\nunits = ["c2"]\n', ""),
        ('applies_to = ["hamlets", "picked"]', 'applies_to = ["hamlets"]'),
    )
    third = communes[communes.index('[[criteria]]\ncode = "files-of-wards"') :]
    third = third[: third.index("[[criteria]]", 5)]
    publish(communes.replace(third, "").replace('target = "80%"', 'target = "90%"')
            .replace("total_points = 100", 'total_points = 100\nincomplete = "thử"'))  # fmt: skip
    below = edit(UNDER_FIRST, ("tinh@1", "giua@1"), ('root = "c1"', 'root = "h1"'))
    assert "thấp hơn mức 90% của kế hoạch cấp trên" in refused(below)
    publish(edit(below, ('target = "80%"', 'target = "95%"')))
    assert [str(each) for each in PlanVersion.objects.get(campaign="giua").children()] == [
        "plan:xa@1"
    ]


# ---- the terminal ----


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "child.toml"
    path.write_text(UNDER_FIRST, encoding="utf-8")
    return path


NOTE = "Nhắc: chưa đối chiếu với kế hoạch cấp trên “tinh@1” vì không có kế hoạch đó ở đây."


def test_a_check_says_that_an_unknown_parent_was_not_looked_at(file):
    result = run("check", file)
    assert result.exit_code == 0
    assert result.output.startswith(f"{file}:5:1: {NOTE}\n")


def test_a_check_without_a_store_says_the_same(file):
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE campaigns_planversion RENAME TO gone")
    result = run("check", file)
    assert result.exit_code == 0
    assert NOTE in result.output


def test_a_check_compares_with_a_parent_that_is_known(file):
    publish(FIRST)
    assert NOTE not in run("check", file).output
    file.write_text(UNDER_FIRST.replace('"5%"', '"8%"'), encoding="utf-8")
    result = run("check", file)
    assert result.exit_code == 3
    assert "Chỉ tiêu của “late” là 8%, lỏng hơn mức 5%" in result.output
