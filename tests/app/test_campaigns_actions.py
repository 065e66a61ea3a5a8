"""A plan is published once and for good; a changed plan is the next version."""

import re
from datetime import UTC, date, datetime
from hashlib import sha256

import pytest
from django.conf import settings
from django.db import IntegrityError, transaction

import source
from thidua.campaigns.actions import export_plans, publish_plan
from thidua.campaigns.models import Campaign, PlanVersion
from thidua.counting.actions import register_measures
from thidua.counting.models import Measure as StoredMeasure
from thidua.counting.models import Window
from thidua.counting.rules import Measure, MeasureKind
from thidua.kernel.errors import RuleBroken
from thidua.kernel.periods import Period
from thidua.ledger.models import Entry
from thidua.plans.rules.groups import tree_mark
from thidua.units.actions import open_unit
from thidua.units.models import tree
from thidua.units.rules import Level
from thidua.units.rules.changes import NewUnit
from worlds import shared

pytestmark = pytest.mark.django_db

AT = datetime(2024, 10, 31, 2, tzinfo=UTC)
PAGE = (source.ROOT / "docs/reference/plan-format.md").read_text(encoding="utf-8")
EXAMPLE = re.search(r"```toml\n(.*?)```", PAGE, re.DOTALL)[1]
CODE = "vi-du-2024"


def make():
    under = {"kind": "ward", "level": Level.COMMUNE, "parent": "d930"}
    company = {"kind": "enterprise", "level": Level.ENTERPRISE, "overseen_by": "p93"}
    for unit in (
        NewUnit("p93", Level.PROVINCE, "province", "Hậu Giang", codes={"gso": "93"}),
        NewUnit("d930", Level.DISTRICT, "district_city", "Vị Thanh", "p93"),
        NewUnit("c1", name="I", **under),
        NewUnit("c31321", name="III", codes={"gso": "31321"}, **under),
        NewUnit("x-hg-viettel", name="Viettel", **company),
        NewUnit("x-hg-vnpt", name="VNPT", **company),
    ):
        open_unit(unit=unit, first=None, actor="s-1", at=AT)


units = shared(make, autouse=True)


def edit(*changes):
    content = EXAMPLE
    for old, new in changes:
        assert old in content, "the example has changed: mend this test"
        content = content.replace(old, new, 1)
    return content


def publish(content=EXAMPLE, **more):
    return publish_plan(content=content.encode(), actor="s-1", at=AT, **more)


def version(number, effective_from="2024-11-02", *more):
    return edit(
        ("version = 1 ", f"version = {number} "),
        ("effective_from = 2024-11-01", f"effective_from = {effective_from}"),
        *more,
    )


def refused(code, content):
    with pytest.raises(RuleBroken) as broken:
        publish(content)
    assert broken.value.code == code
    return broken.value.text()


def test_a_published_plan_is_an_event_that_everybody_can_read():
    receipt, event = publish()
    assert (event.kind, event.subject, event.unit) == (
        "campaigns.plan-published",
        "plan:vi-du-2024@1",
        "p93",
    )
    assert event.public == {
        "campaign": CODE,
        "version": 1,
        "name": "Ví dụ 30 ngày đêm chuyển đổi số",
        "sha256": sha256(EXAMPLE.encode()).hexdigest(),
        "effective_from": "2024-11-01",
        "tree": tree_mark(tree(date(2024, 11, 30), "p93")),
    }
    stored = PlanVersion.objects.get()
    assert (str(stored), stored.entry.receipt) == ("plan:vi-du-2024@1", receipt)
    assert bytes(stored.content) == EXAMPLE.encode()
    assert str(Campaign.objects.get()) == CODE


def test_the_plan_is_read_back_with_ids_for_the_units_it_names():
    publish()
    stored = PlanVersion.objects.in_force(CODE, date(2024, 11, 1))
    assert stored.units == {"gso:93@2024-11-30": "p93", "gso:31321@2024-11-30": "c31321"}
    assert (stored.plan.root, stored.plan.groups[0].except_units) == ("p93", ("c31321",))
    assert stored.plan is PlanVersion.objects.in_force(CODE).plan


def test_publishing_opens_windows_for_the_campaign_and_its_stages():
    publish()
    periods = {window.key: window.value().period for window in Window.objects.all()}
    assert periods == {
        "campaign:vi-du-2024": Period.inclusive(date(2024, 11, 1), date(2024, 11, 30)),
        "campaign:vi-du-2024:first-half": Period.inclusive(date(2024, 11, 1), date(2024, 11, 15)),
    }
    assert StoredMeasure.objects.get(key="dossiers.online").within == "dossiers.received"


def test_a_stage_that_is_not_cumulative_is_counted_within_itself():
    publish(
        edit(
            ("first = 2024-11-01\nlast = 2024-11-15", "first = 2024-11-08\nlast = 2024-11-15"),
            ("cumulative = true ", "cumulative = false "),
        )
    )
    window = Window.objects.get(key="campaign:vi-du-2024:first-half").value()
    assert window.period == Period.inclusive(date(2024, 11, 8), date(2024, 11, 15))


def test_the_same_bytes_again_give_the_first_receipt():
    first, _ = publish()
    again, _ = publish_plan(
        content=EXAMPLE.encode(), actor="s-2", at=datetime(2024, 11, 5, tzinfo=UTC)
    )
    assert again == first
    assert Entry.objects.filter(kind="campaigns.plan-published").count() == 1


def test_a_published_version_is_never_edited():
    publish()
    assert refused("campaigns.version-published", EXAMPLE + "# thêm một dòng\n") == (
        "Kế hoạch “vi-du-2024” bản 1 đã ban hành và không sửa được. "
        "Bản đã ban hành được giữ nguyên. Hãy đưa nội dung mới thành bản 2."
    )
    assert bytes(PlanVersion.objects.get().content) == EXAMPLE.encode()


def test_a_changed_plan_is_the_next_version_from_a_day_on():
    publish()
    publish(version(2, "2024-11-10", ("Ví dụ 30", "Ví dụ mới 30")))
    on = PlanVersion.objects.in_force
    assert [on(CODE, date(2024, 11, day)).version for day in (1, 9, 10, 30)] == [1, 1, 2, 2]
    assert on(CODE).version == 2
    assert Campaign.objects.get().name == "Ví dụ mới 30 ngày đêm chuyển đổi số"


def test_versions_follow_without_a_gap():
    assert refused("campaigns.version-not-next", version(2)) == (
        "Kế hoạch “vi-du-2024” cần bản 1, tệp này ghi bản 2. Chưa có gì được lưu. Hãy sửa version."
    )
    publish()
    refused("campaigns.version-not-next", version(3))


def test_a_new_version_takes_effect_after_the_one_before():
    publish()
    assert refused("campaigns.effective-not-later", version(2, "2024-11-01")) == (
        "Bản mới của “vi-du-2024” phải có hiệu lực sau bản trước (2024-11-01), tệp này ghi "
        "2024-11-01. Chưa có gì được lưu. Hãy sửa effective_from."
    )


def test_a_plan_with_problems_leaves_nothing_behind():
    spoilt = edit(("total_points = 100 ", "total_points = 120 "), ('scope = "own"', 'scope = "x"'))
    assert refused("campaigns.plan-refused", spoilt).startswith(
        "Kế hoạch chưa ban hành được, còn 3 lỗi. Lỗi đầu tiên, dòng 13, cột 1: Khối “wards”"
    )
    assert not Campaign.objects.exists()


def test_groups_are_checked_on_the_tree_of_the_plans_day():
    unknown = edit(('"x-hg-viettel", "x-hg-vnpt"', '"x-hg-viettel", "c1"'))
    assert "Khối “telecoms” và khối “wards” cùng có 1 đơn vị" in refused(
        "campaigns.plan-refused", unknown
    )
    assert not PlanVersion.objects.exists()


def test_a_group_without_units_yet_stops_nothing():
    publish(edit(('level = "commune"', 'level = "hamlet"'), ('kinds = ["ward", "township"]', "#")))
    assert PlanVersion.objects.exists()


def test_a_unit_that_is_unknown_is_named():
    with pytest.raises(RuleBroken, match="x-hg-fpt"):
        publish(edit(("x-hg-vnpt", "x-hg-fpt")))


@pytest.mark.parametrize(
    ("kind", "unit"), [(MeasureKind.STOCK, "hồ sơ"), (MeasureKind.FLOW, "bộ hồ sơ")]
)
def test_a_measure_that_means_something_else_already_is_refused(kind, unit):
    register_measures([Measure("dossiers.online", "Hồ sơ", unit, kind)])
    assert refused("campaigns.measure-changed", EXAMPLE) == (
        f"Số đếm “dossiers.online” đã đăng ký là {kind}, {unit}, kế hoạch này ghi flow, hồ sơ. "
        "Chưa có gì được lưu. Hãy dùng đúng loại và đơn vị tính đã đăng ký, hoặc đặt mã khác."
    )


def test_no_plan_is_in_force_where_there_is_none():
    with pytest.raises(RuleBroken) as broken:
        PlanVersion.objects.in_force("khong-co")
    assert (broken.value.code, broken.value.status) == ("campaigns.no-campaign", 404)
    with pytest.raises(RuleBroken, match=r"campaigns.no-campaign"):
        PlanVersion.objects.in_force("khong-co", date(2024, 11, 1))
    publish()
    with pytest.raises(RuleBroken, match=r"campaigns.not-in-force"):
        PlanVersion.objects.in_force(CODE, date(2024, 10, 31))


def test_a_stored_plan_that_cannot_be_read_is_a_bug():
    publish()
    PlanVersion.objects.update(content=b"format = 2")
    with pytest.raises(ValueError, match="unknown-format"):
        _ = PlanVersion.objects.get().plan


def test_the_database_keeps_one_plan_a_version_and_a_day():
    publish()
    stored = PlanVersion.objects.get()
    for number, day in ((1, date(2024, 11, 9)), (2, stored.effective_from), (0, date(2024, 11, 9))):
        with pytest.raises(IntegrityError), transaction.atomic():
            PlanVersion.objects.create(
                campaign=stored.campaign,
                version=number,
                effective_from=day,
                sha256=f"{number}{day}",
                content=b"",
            )


# ---- published files ----


def test_the_file_appears_when_the_transaction_is_through(django_capture_on_commit_callbacks):
    path = settings.PUBLISHED / "plans" / CODE / "1.toml"
    with django_capture_on_commit_callbacks(execute=True):
        publish()
        assert not path.exists()
    assert path.read_bytes() == EXAMPLE.encode()


def test_a_refused_plan_leaves_no_file(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        refused("campaigns.version-not-next", version(2))
    assert not (settings.PUBLISHED / "plans").exists()


def test_what_a_killed_process_left_out_is_exported_again():
    publish()
    publish(version(2))
    path = settings.PUBLISHED / "plans" / CODE / "1.toml"
    assert export_plans() == ["plans/vi-du-2024/1.toml", "plans/vi-du-2024/2.toml"]
    path.write_bytes(b"half")
    export_plans()
    assert path.read_bytes() == EXAMPLE.encode()
    before = path.stat().st_mtime_ns
    export_plans()
    assert path.stat().st_mtime_ns == before
