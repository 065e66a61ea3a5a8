"""Units register and pledge; targets are set beside the plan's and replaced, never edited."""

from datetime import UTC, datetime
from hashlib import sha256

import pytest

import portal_campaign as world
from thidua.kernel.canonical import canonical
from thidua.kernel.errors import RuleBroken
from thidua.ledger.models import Entry, Outbox
from thidua.pledges import actions
from thidua.pledges.models import (
    Registration,
    Team,
    TeamMember,
    UnitTarget,
    registration,
    registrations,
    targets,
    team,
)
from thidua.pledges.rules import Body, Kind, Member, Row
from thidua.units.actions import open_unit
from thidua.units.rules import Level, NewUnit
from worlds import shared

pytestmark = pytest.mark.django_db

AT = datetime(2024, 10, 11, 2, tzinfo=UTC)
SEAT = "s-c1-committee"
WORDS = "Quyết tâm 90 % hồ sơ trực tuyến, mỗi ấp một buổi hướng dẫn."
LEADER = Member(Body.COMMITTEE, "Trưởng ban", "Nguyễn Văn Mẫu", "Chủ tịch UBND xã")
HELPER = Member(Body.EXECUTING_TEAM, "Tổ viên", "Trần Thị Thử")


campaign = shared(world.make_planned, autouse=True)


def register(**more):
    given = {"campaign": "sixty", "unit": "c1", "pledge": WORDS, "actor": SEAT, "at": AT}
    return actions.register(**given | more)


def aim(target="90%", criterion="online", **more):
    given = {"campaign": "sixty", "unit": "c1", "actor": SEAT, "at": AT}
    return actions.set_target(row=Row("", criterion, target), **given | more)


def assign(*rows, **more):
    given = {"campaign": "sixty", "actor": "s-office", "at": AT}
    return actions.assign_targets(rows=tuple(Row(*row) for row in rows), **given | more)


def name(*members, **more):
    given = {"campaign": "sixty", "unit": "c1", "actor": SEAT, "at": AT}
    return actions.name_team(members=members, **given | more)


def refused(code, call, *arguments, **more):
    before = Entry.objects.count()
    with pytest.raises(RuleBroken) as broken:
        call(*arguments, **more)
    assert broken.value.code == code, broken.value
    assert Entry.objects.count() == before
    return broken.value.text()


def everything():
    """Give all that the ledger holds of the last entry, private and public."""
    entry = Entry.objects.order_by("pk").last()
    return (bytes(entry.record) + bytes(Outbox.objects.get(entry=entry).leaf)).decode()


# ---- registration ----


def test_a_unit_registers_with_its_pledge():
    _, event = register()
    assert (event.kind, event.subject, event.unit) == (
        "pledges.registered", "pledge:sixty:c1", "c1"
    )  # fmt: skip
    assert event.public == {"campaign": "sixty", "unit": "c1", "group": "communes", "nr": 1}
    assert event.private == {"pledge": WORDS, "reason": ""}
    row = registration("sixty", "c1")
    assert (row.pledge, row.seat, row.at, str(row)) == (WORDS, SEAT, AT, "sixty c1 1")
    assert registrations("sixty") == {"c1": row}
    assert WORDS not in bytes(Outbox.objects.order_by("pk").last().leaf).decode()


def test_a_new_pledge_takes_the_place_of_the_old_one_with_a_reason():
    register()
    refused("pledges.nothing-changes", register)
    refused("pledges.reason-missing", register, pledge="Khác.")
    _, event = register(pledge="Khác.", reason="Bổ sung nội dung")
    assert event.public["nr"] == 2
    assert registration("sixty", "c1").pledge == "Khác."
    assert Registration.objects.get(nr=1).pledge == WORDS


def test_a_first_registration_keeps_no_reason():
    register(reason="không cần")
    assert registration("sixty", "c1").reason == ""


@pytest.mark.parametrize(
    ("code", "more"),
    [
        ("pledges.empty", {"pledge": " \n"}),
        ("pledges.too-long", {"pledge": "a" * 4001}),
        ("pledges.unit-not-ranked", {"unit": "h1"}),
        ("pledges.unit-not-ranked", {"unit": "<b>"}),
        ("campaigns.no-campaign", {"campaign": "nothing"}),
        ("pledges.campaign-over", {"at": datetime(2024, 12, 10, 17, tzinfo=UTC)}),
    ],
)
def test_what_cannot_be_registered_is_refused(code, more):
    refused(code, register, **more)


def test_the_last_evening_is_still_in_time_and_so_is_the_day_before_the_first():
    register(at=datetime(2024, 12, 10, 16, 59, tzinfo=UTC))
    register(unit="c2", at=world.OPENED)


def test_the_same_form_twice_registers_once():
    first = register(key="k")[0]
    assert register(key="k")[0] == first
    assert Registration.objects.count() == 1


# ---- self-set targets ----


def test_a_unit_aims_higher_than_the_plan():
    _, event = aim("90 %")
    assert event.public == {
        "campaign": "sixty", "unit": "c1", "criterion": "online", "target": "90%"
    }  # fmt: skip
    row = targets("sixty", Kind.SELF_SET)["c1", "online"]
    assert (row.value, row.is_share, row.target.value * 10) == ("9/10", True, 9)
    assert targets("sixty", Kind.ASSIGNED) == {}
    assert targets("sixty", Kind.SELF_SET, ["c2"]) == {}


def test_a_target_is_replaced_with_a_reason_and_the_old_one_stays():
    aim("90%")
    refused("pledges.nothing-changes", aim, "90,0%")
    refused("pledges.reason-missing", aim, "95%")
    _, event = aim("95%", reason="Vượt sớm")
    assert event.private == {"reason": "Vượt sớm"}
    assert [row.value for row in UnitTarget.objects.order_by("nr")] == ["9/10", "19/20"]
    assert targets("sixty", Kind.SELF_SET)["c1", "online"].nr == 2


def test_a_target_below_the_plans_or_the_assigned_one_is_refused():
    refused("pledges.target-eases-plans", aim, "59%")
    assign(("c1", "online", "85%"))
    refused("pledges.target-eases-assigned", aim, "80%")
    assign(("c1", "online", "50%"), reason="Giảm cho xã khó khăn")
    aim("55%")


def test_a_department_counts():
    aim("1.200", "files", unit="x-culture")
    refused("pledges.no-target-here", aim, "1.200", "files")


# ---- assigned targets ----


def test_targets_are_given_to_many_units_at_once():
    _, event = assign(
        ("c1", "online", "70%"), ("Xã Cẩm Hà", "online", "50%"), ("c1", "guided", "60%")
    )
    assert (event.kind, event.subject, event.unit) == (
        "pledges.targets-assigned", "pledges:sixty", "p1"
    )  # fmt: skip
    assert event.public == {
        "campaign": "sixty",
        "n": 3,
        "targets": [["c1", "online", "70%"], ["c3", "online", "50%"], ["c1", "guided", "60%"]],
    }
    assert targets("sixty", Kind.ASSIGNED).keys() == {
        ("c1", "online"), ("c3", "online"), ("c1", "guided")
    }  # fmt: skip


def test_what_is_so_already_is_left_alone_and_changes_need_a_reason():
    assign(("c1", "online", "70%"), ("c2", "online", "70%"))
    refused("pledges.nothing-changes", assign, ("c1", "online", "70%"))
    refused("pledges.reason-missing", assign, ("c1", "online", "75%"), ("c3", "online", "70%"))
    _, event = assign(("c1", "online", "70%"), ("c2", "online", "75%"), reason="Điều chỉnh")
    assert event.public["targets"] == [["c2", "online", "75%"]]


def test_one_wrong_row_and_nothing_is_assigned_and_every_wrong_row_is_named():
    words = refused(
        "pledges.rows-refused",
        assign,
        ("c1", "online", "70%"),
        ("Ở đâu", "online", "70%"),
        ("c2", "online", "70"),
        ("c1", "online", "71%"),
        ("c3", "reports", "1"),
    )
    assert [line[:6] for line in words.splitlines()[1:]] == ["Dòng 2", "Dòng 3", "Dòng 4", "Dòng 5"]
    assert not UnitTarget.objects.exists()


def test_no_rows_and_too_many_are_refused():
    refused("pledges.rows-size", assign)
    refused("pledges.rows-size", assign, *[("c1", "online", "70%")] * 5001)


def test_many_targets_stand_in_the_event_by_their_fingerprint():
    for number in range(40):
        unit = NewUnit(f"c-many-{number}", Level.COMMUNE, "commune", f"Nhiều {number}", "p1")
        open_unit(unit=unit, first=None, actor="s-1", at=world.OPENED)
    _, event = assign(*((f"c-many-{number}", "online", "70%") for number in range(40)))
    listed = [[f"c-many-{number}", "online", "70%"] for number in range(40)]
    assert event.public == {
        "campaign": "sixty", "n": 40, "sha256": sha256(canonical(listed)).hexdigest()
    }  # fmt: skip
    assert event.private["targets"] == listed


# ---- who does the work ----


def test_people_are_named_in_the_database_only():
    _, event = name(LEADER, HELPER)
    assert event.public == {
        "campaign": "sixty",
        "unit": "c1",
        "nr": 1,
        "members": {"committee": 1, "executing-team": 1},
    }
    assert [
        (each.place, each.body, each.duty, each.name, each.office)
        for each in team("sixty", "c1").members.order_by("place")
    ] == [
        (1, "committee", "Trưởng ban", "Nguyễn Văn Mẫu", "Chủ tịch UBND xã"),
        (2, "executing-team", "Tổ viên", "Trần Thị Thử", ""),
    ]
    assert not {"Mẫu", "Thử", "Trưởng"} & set(everything().split())
    assert "Nguyễn" not in everything()
    assert "." in str(TeamMember.objects.first())


def test_a_list_is_replaced_as_a_whole_with_a_reason():
    name(LEADER)
    refused("pledges.reason-missing", name, HELPER)
    name(HELPER, reason="Phân công lại")
    assert [each.name for each in team("sixty", "c1").members.all()] == ["Trần Thị Thử"]
    assert Team.objects.count() == 2


@pytest.mark.parametrize(
    ("code", "members"),
    [
        ("pledges.team-size", []),
        ("pledges.team-size", [LEADER] * 61),
        ("pledges.empty", [Member(Body.COMMITTEE, " ", "Nguyễn Văn Mẫu")]),
        ("pledges.empty", [Member(Body.COMMITTEE, "Trưởng ban", "")]),
        ("pledges.too-long", [Member(Body.COMMITTEE, "Trưởng ban", "a" * 201)]),
        ("pledges.too-long", [Member(Body.COMMITTEE, "Trưởng ban", "a", "a" * 201)]),
    ],
)
def test_a_list_that_says_nothing_is_refused(code, members):
    refused(code, name, *members)
    assert not Team.objects.exists()


def test_a_unit_without_a_group_names_nobody():
    refused("pledges.unit-not-ranked", name, LEADER, unit="h1")
