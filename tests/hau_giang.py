"""A small Hậu Giang on which the shipped "60 ngày đêm" is at home, with people in its seats."""

from datetime import UTC, date, datetime

import desk
from thidua.accounts.rules import Role
from thidua.campaigns.actions import publish_plan
from thidua.counting.actions import enter
from thidua.ledger.actions import sequence
from thidua.ledger.rules import Fact, Grade
from thidua.rubrics.outside import shipped
from thidua.units.actions import open_unit
from thidua.units.rules import Level, NewUnit

AT = datetime(2024, 10, 9, 3, tzinfo=UTC)
DAY = date(2024, 11, 1)
COMMUNES = {"c1": "Đông Thạnh", "c2": "Đông Phú", "c3": "Phú An"}
EARLIER = {"c1": (100, 60), "c2": (90, 80), "c3": (50, 20)}


def make():
    """Open units and seats, and publish "60 ngày đêm" with some counts: the earlier campaign."""
    units = [
        NewUnit("p1", Level.PROVINCE, "province", "Hậu Giang", codes={"gso": "93"}),
        NewUnit("d1", Level.DISTRICT, "district", "Châu Thành", "p1", codes={"gso": "933"}),
        *(
            NewUnit(unit, Level.COMMUNE, "commune", name, "d1", codes={"gso": f"3136{number}"})
            for number, (unit, name) in enumerate(COMMUNES.items())
        ),
        *(
            NewUnit(f"x-hg-{name}", Level.ENTERPRISE, "enterprise", name.upper(), overseen_by="p1")
            for name in ("viettel", "vnpt", "mobifone")
        ),
    ]
    for unit in units:
        open_unit(unit=unit, first=None, actor="s-office", at=AT)
    content = next(one.content for one in shipped() if one.code == "60-ngay-dem-2024")
    publish_plan(content=content, actor="s-office", at=AT)
    for unit, (received, online) in EARLIER.items():
        facts = tuple(
            Fact(measure, unit, DAY, quantity, "earlier", f"{unit}-{measure}", Grade.REPORTED, generated=False)
            for measure, quantity in (("dossiers.received", received), ("dossiers.online", online))
        )  # fmt: skip
        enter(facts=facts, unit="p1", actor="s-office", at=datetime(2024, 11, 2, 3, tzinfo=UTC))
    desk.seat("office", Role.CAMPAIGN_OFFICE)
    desk.seat("committee", Role.COMMITTEE)
    for unit in COMMUNES:
        desk.seat(f"team-{unit}", Role.EXECUTING_TEAM, unit=unit)
    sequence()
