"""A campaign across 1 July 2025: communes merge, one is divided by shares, another without."""

from datetime import UTC, date, datetime
from decimal import Decimal

import portal_campaign as campaign
from thidua.campaigns.actions import export_plans, publish_plan
from thidua.units.actions import merge, open_unit, split
from thidua.units.rules import Level, NewUnit, Part

OPENED = datetime(2025, 4, 20, 2, tzinfo=UTC)
DURING = datetime(2025, 8, 1, 2, tzinfo=UTC)
CLOSED = datetime(2025, 9, 10, 2, tzinfo=UTC)
MAY, JULY = date(2025, 5, 10), date(2025, 7, 10)
REFORM = date(2025, 7, 1)
FIRST, LAST = date(2025, 5, 1), date(2025, 8, 31)
CHANGED = (
    ("effective_from = 2024-10-10", "effective_from = 2025-05-01"),
    ("first = 2024-10-10, last = 2024-12-10", "first = 2025-05-01, last = 2025-08-31"),
    ("first = 2024-10-10\nlast = 2024-10-31", "first = 2025-05-01\nlast = 2025-05-31"),
)


def commune(code, name):
    return NewUnit(code, Level.COMMUNE, "commune", name, "p1")


def open_units():
    """Open a province with five communes; two merge, two are divided, one goes on."""
    open_unit(
        unit=NewUnit("p1", Level.PROVINCE, "province", "Hậu Sông"),
        first=None, actor=campaign.ACTOR, at=OPENED,
    )  # fmt: skip
    names = {"c1": "An Phú", "c2": "Bình An", "c3": "Cẩm Hà", "c7": "Đại Lộc", "g": "Gò Nổi"}
    for code, name in names.items():
        open_unit(unit=commune(code, name), first=None, actor=campaign.ACTOR, at=OPENED)
    given = {"on": REFORM, "actor": campaign.ACTOR, "at": OPENED}
    merge(units=["c1", "c2"], into=commune("c4", "An Bình"), **given)
    divide("c3", ("c5", "Cẩm Đông", "0.25"), ("c6", "Cẩm Tây", "0.75"), **given)
    divide("c7", ("c8", "Đại Đông", None), ("c9", "Đại Tây", None), **given)


def divide(unit, *parts, **given):
    split(
        unit=unit,
        parts=[
            Part(commune(code, name), Decimal(share) if share else None)
            for code, name, share in parts
        ],
        **given,
    )


def plan(tree_day, *, freeze="", root="p1"):
    """Publish the campaign on the tree of a day."""
    content = campaign.PLAN.format(code="sixty", name="Phong trào thử", visibility="public")
    changed = (*CHANGED, ("tree_day = 2024-12-10", f"tree_day = {tree_day}{freeze}"))
    for old, new in (*changed, ('root = "p1"', f'root = "{root}"')):
        assert old in content
        content = content.replace(old, new)
    groups = content.index('[[groups]]\ncode = "departments"')
    content = content[:groups] + content[content.index("[[stages]]") :]
    files = content.index('[[criteria]]\ncode = "files"')
    content = content[:files] + content[content.index('[[criteria]]\ncode = "reports"') :]
    publish_plan(content=content.encode(), actor=campaign.ACTOR, at=OPENED)
    export_plans()


def counts():
    """Enter counts before and after the reform."""
    old = {"c1": (10, 5), "c2": (30, 30), "c3": (40, 20), "c7": (10, 9), "g": (10, 1)}
    new = {"c4": (10, 5), "c5": (4, 4), "c8": (5, 5), "g": (10, 1)}
    for day, rows in ((MAY, old), (JULY, new)):
        for unit, (received, online) in rows.items():
            key = f"{day}-{unit}"
            campaign.count(unit, key, at=DURING, day=day, received=received, online=online)
