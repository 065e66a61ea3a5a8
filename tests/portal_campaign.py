"""A small campaign made through the real actions, for tests of what the public sees of it."""

from datetime import UTC, date, datetime

from thidua.campaigns.actions import export_plans, publish_plan
from thidua.counting.actions import enter
from thidua.ledger.actions import sequence
from thidua.ledger.rules import Fact, Grade
from thidua.standings import actions as standings
from thidua.standings.models import Edition, State
from thidua.units.actions import merge, open_unit
from thidua.units.rules import Level, NewUnit

OPENED = datetime(2024, 10, 9, 1, tzinfo=UTC)
DURING = datetime(2024, 11, 1, 10, tzinfo=UTC)
LATER = datetime(2024, 11, 8, 10, tzinfo=UTC)
CLOSED = datetime(2024, 12, 16, 3, tzinfo=UTC)
DAY = date(2024, 10, 20)
ACTOR = "s-office"

PLAN = """
format = 1
code = "{code}"
version = 1
name = "{name}"
effective_from = 2024-10-10
root = "p1"
period = {{ first = 2024-10-10, last = 2024-12-10 }}
tree_day = 2024-12-10
visibility = "{visibility}"
total_points = 100
rounding = {{ digits = 2, mode = "half_up", on = "total", rank_on = "full" }}
tie_breaks = ["volume:online"]

[[sources]]
title = "Kế hoạch phát động"
number = "01/KH-UBND"
reference = "UBND tỉnh"

[[measures]]
key = "received"
label = "Hồ sơ tiếp nhận"
unit = "hồ sơ"
kind = "flow"

[[measures]]
key = "online"
label = "Hồ sơ trực tuyến"
unit = "hồ sơ"
kind = "flow"
within = "received"

[[measures]]
key = "households"
label = "Hộ gia đình"
unit = "hộ"
kind = "stock"

[[measures]]
key = "guided"
label = "Hộ được hướng dẫn"
unit = "hộ"
kind = "flow"

[[measures]]
key = "late"
label = "Báo cáo chậm"
unit = "báo cáo"
kind = "flow"

[[groups]]
code = "communes"
name = "Khối xã"
level = "commune"
prizes = [{{ code = "first", name = "Giải nhất", quota = 1, overflow = "share" }}]

[[groups]]
code = "departments"
name = "Khối sở, ngành"
level = "department"

[[stages]]
code = "october"
name = "Đợt tháng Mười"
first = 2024-10-10
last = 2024-10-31
prizes = {{ communes = [{{ code = "stage", name = "Nhất đợt", quota = 1, overflow = "council" }}] }}

[[criteria]]
code = "online"
label = "Tỷ lệ hồ sơ trực tuyến"
source = "Phụ lục, mục 1"
indicator = {{ form = "ratio", numerator = ["online"], denominator = ["received"] }}
scope = "territory"
universe = "Mọi hồ sơ"
date_basis = "ngày tiếp nhận"
target = "60%"
method = "attainment"
points = 60
zero = "not_applicable"
applies_to = ["communes"]

[[criteria]]
code = "guided"
label = "Hộ được hướng dẫn"
source = "Phụ lục, mục 2"
our_reading = true
indicator = {{ form = "ratio", numerator = ["guided"], denominator = ["households"], at_end = true }}
scope = "territory"
universe = "Hộ trên địa bàn"
date_basis = "ngày hướng dẫn"
target = "50%"
method = "attainment"
points = 40
zero = "zero"
applies_to = ["communes"]

[[criteria]]
code = "files"
label = "Số hồ sơ của sở"
source = "Phụ lục, mục 3"
indicator = {{ form = "count", numerator = ["received"] }}
scope = "own"
universe = "Mọi hồ sơ"
date_basis = "ngày tiếp nhận"
target = 100
method = "count_target"
points = 100
applies_to = ["departments"]

[[criteria]]
code = "reports"
label = "Trừ điểm báo cáo chậm"
source = "Phụ lục, mục 4"
indicator = {{ form = "count", numerator = ["late"] }}
scope = "territory"
universe = "Báo cáo tuần"
date_basis = "hạn gửi"
method = "per_item"
params = {{ each = "0.5", cap = 5, min = 0, max = 5 }}
points = 5
effect = "deduction"
applies_to = ["communes"]
"""


def open_units():
    """Open a province with three communes and two hamlets, and a department it oversees."""
    units = [
        NewUnit("p1", Level.PROVINCE, "province", "Hậu Sông", codes={"gso": "01"}),
        NewUnit("c1", Level.COMMUNE, "commune", "An Phú", "p1", codes={"gso": "101"}),
        NewUnit("c2", Level.COMMUNE, "ward", "Bình An", "p1", codes={"gso": "102"}),
        NewUnit("c3", Level.COMMUNE, "commune", "Cẩm Hà", "p1", codes={"gso": "103"}),
        NewUnit("h1", Level.HAMLET, "hamlet", "Một", "c1"),
        NewUnit("h2", Level.HAMLET, "hamlet", "Hai", "c1"),
        NewUnit("x-culture", Level.DEPARTMENT, "department", "Sở Văn hóa", overseen_by="p1"),
    ]
    for unit in units:
        open_unit(unit=unit, first=None, actor=ACTOR, at=OPENED)


def merge_communes():
    """Merge two communes into a new one on 1 July 2025."""
    into = NewUnit("c4", Level.COMMUNE, "commune", "An Bình", "p1", codes={"gso": "104"})
    merge(units=["c1", "c2"], into=into, on=date(2025, 7, 1), actor=ACTOR, at=CLOSED)


def plan(code="sixty", *, name="Phong trào thử", visibility="public"):
    """Publish a plan with a code of its own."""
    content = PLAN.format(code=code, name=name, visibility=visibility)
    publish_plan(content=content.encode(), actor=ACTOR, at=OPENED)
    export_plans()


def count(unit, key, *, at=DURING, day=DAY, corrects=None, generated=False, **quantities):
    """Enter counts of measures; the ids of the facts come back by measure."""
    facts = tuple(
        Fact(measure, unit, day, quantity, "one-stop", f"secret-{key}-{measure}", Grade.SOURCE_FILE,
             generated=generated, corrects=corrects)
        for measure, quantity in quantities.items()
    )  # fmt: skip
    return enter(facts=facts, unit=unit, actor=ACTOR, at=at)


def make_planned():
    """Make the units and the plan, before anything is counted."""
    open_units()
    plan()


def counts():
    """Enter what the tests reckon with: 13/20 online in the first commune, 8/10 in the second."""
    count("h1", "a", received=10, online=6)
    count("h2", "b", received=5, online=5, day=date(2024, 10, 25))
    count("c1", "c", received=5, online=2, guided=30, households=100)
    count("c2", "d", received=10, online=8, guided=20, households=80, late=1)
    count("x-culture", "e", received=40)


def publish(campaign="sixty", *, state=State.PROVISIONAL, stage="", reason="", at=DURING):
    """Publish an edition with its files."""
    sequence()
    standings.publish_edition(
        campaign=campaign, stage=stage, state=state, reason=reason, actor=ACTOR, at=at
    )
    sequence()
    standings.export_editions()
    return Edition.objects.of(campaign, stage).first()


def make():
    """Make it all: units, plan, counts, one edition."""
    open_units()
    plan()
    counts()
    return publish()
