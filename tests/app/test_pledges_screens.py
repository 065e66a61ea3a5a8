"""The pages of pledges: a unit registers and aims, the office assigns, everybody sees what was set.

The screens read the clock, so the campaign is laid around today.
"""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

import portal_campaign as world
from cascade_plans import CHILD, PARENT, edit
from thidua.accounts.models import Person, Seat
from thidua.campaigns.actions import export_plans, publish_plan
from thidua.conduct.views.targets import HEADINGS
from thidua.ledger.models import Entry, Outbox
from thidua.pledges import actions
from thidua.pledges.models import Registration, Team, UnitTarget, targets
from thidua.pledges.rules import Kind, Row
from worlds import shared

pytestmark = pytest.mark.django_db

PLEDGE = "/units/c1/pledges/sixty/"
OFFICE = "/campaigns/sixty/pledges/"
TARGETS = "/campaigns/sixty/targets/"
WORDS = "Cả xã <b>quyết tâm</b> 90 %."


def plan(code="sixty", *, visibility="public", last=30, first=-20):
    """Publish the plan of the small world around today."""
    today = timezone.localdate()
    days = {"2024-10-10": today + timedelta(first), "2024-12-10": today + timedelta(last)}
    stage = world.PLAN[world.PLAN.index("[[stages]]") : world.PLAN.index("[[criteria]]")]
    text = world.PLAN.replace(stage, "").format(
        code=code, name=f"Phong trào {code}", visibility=visibility
    )
    for old, new in days.items():
        text = text.replace(old, str(new))
    publish_plan(content=text.encode(), actor=world.ACTOR, at=world.OPENED)
    export_plans()


def make():
    world.open_units()
    plan()


campaign = shared(make, autouse=True)


def sit(role, unit):
    person = Person.objects.create(username=f"{role}-{unit}", name="An")
    seat = f"s-{unit}-{role}"
    Seat.objects.create(id=seat, role=role, unit=unit, first=date(2020, 1, 1), person=person)
    client = Client()
    client.force_login(person)
    session = client.session
    session["seat"] = seat
    session.save()
    return client


@pytest.fixture
def committee():
    return sit("committee", "c1")


@pytest.fixture
def office():
    return sit("campaign-office", "p1")


def read(client, address):
    answer = client.get(address)
    assert answer.status_code == 200, (address, answer.status_code)
    return answer.content.decode()


def send(client, address, **given):
    return client.post(address, {"key": str(uuid4()), **given})


def count(**more):
    day = timezone.localdate() - timedelta(1)
    world.count(more.pop("unit"), more.pop("key"), at=timezone.now(), day=day, **more)


# ---- a unit ----


def test_a_unit_sees_its_campaigns_and_registers(committee):
    page = read(committee, "/units/c1/pledges/")
    assert "Phong trào sixty" in page
    assert "chưa đăng ký" in page
    assert "Chưa ghi ai trong ban chỉ đạo" in read(committee, PLEDGE)
    answer = send(committee, f"{PLEDGE}register/", pledge=WORDS)
    assert (answer.status_code, answer.url) == (302, PLEDGE)
    page = read(committee, PLEDGE)
    assert "Cả xã &lt;b&gt;quyết tâm&lt;/b&gt; 90 %." in page
    assert "s-c1-committee" in page
    assert Registration.objects.get().seat == "s-c1-committee"
    assert "đã đăng ký lúc" in read(committee, "/units/c1/pledges/")


def test_a_new_pledge_asks_for_a_reason(committee):
    send(committee, f"{PLEDGE}register/", pledge=WORDS)
    assert "Lý do thay đổi" in read(committee, f"{PLEDGE}register/")
    refused = send(committee, f"{PLEDGE}register/", pledge="Khác.")
    assert refused.status_code == 422
    assert "cần ghi lý do" in refused.content.decode()
    send(committee, f"{PLEDGE}register/", pledge="Khác.", reason="Bổ sung")
    assert "Lý do: Bổ sung" in read(committee, PLEDGE)


def test_the_same_form_sent_twice_registers_once(committee):
    key = str(uuid4())
    for _ in range(2):
        assert send(committee, f"{PLEDGE}register/", pledge=WORDS, key=key).status_code == 302
    assert Registration.objects.count() == 1


@pytest.mark.parametrize(
    "given", [{}, {"pledge": ""}, {"pledge": "a" * 4001}, {"pledge": "a", "key": "x"}]
)
def test_a_form_that_is_not_filled_in_is_shown_again(committee, given):
    answer = send(committee, f"{PLEDGE}register/", **given)
    assert answer.status_code == 200
    assert not Registration.objects.exists()


def test_a_unit_sets_itself_a_target(committee):
    assert "Tỷ lệ hồ sơ trực tuyến (kế hoạch: 60%)" in read(
        committee, f"{PLEDGE}target/?criterion=online"
    )
    answer = send(committee, f"{PLEDGE}target/", criterion="online", target="90 %")
    assert answer.url == PLEDGE
    assert "90\N{NO-BREAK SPACE}%" in read(committee, PLEDGE)
    low = send(committee, f"{PLEDGE}target/", criterion="online", target="50 %", reason="x")
    assert low.status_code == 422
    assert "thấp hơn yêu cầu 60% của kế hoạch" in low.content.decode()
    other = send(committee, f"{PLEDGE}target/", criterion="reports", target="1")
    assert other.status_code == 200
    assert UnitTarget.objects.count() == 1


def people(*lines, **more):
    given = {"people-TOTAL_FORMS": len(lines) + 1, "people-INITIAL_FORMS": 0, **more}
    for number, (body, duty, name, title) in enumerate(lines):
        fields = {"body": body, "duty": duty, "name": name, "office": title}
        given |= {f"people-{number}-{field}": value for field, value in fields.items()}
    given[f"people-{len(lines)}-body"] = "committee"
    return given


def test_people_are_named_and_stay_out_of_the_ledger_and_of_public_pages(committee):
    mau = ("committee", "Trưởng ban", "Nguyễn Văn Mẫu", "Chủ tịch UBND xã")
    answer = send(committee, f"{PLEDGE}team/", **people(mau))
    assert answer.url == PLEDGE
    assert "Nguyễn Văn Mẫu" in read(committee, PLEDGE)
    assert "Nguyễn Văn Mẫu" in read(committee, f"{PLEDGE}team/")
    assert "Nguyễn Văn Mẫu" in read(committee, f"{PLEDGE}print/")
    for address in (OFFICE, TARGETS, "/campaigns/sixty/", "/campaigns/sixty/units/c1/"):
        assert "Nguyễn" not in read(Client(), address)
    entry = Entry.objects.order_by("pk").last()
    kept = bytes(entry.record) + bytes(Outbox.objects.get(entry=entry).leaf)
    assert "Nguyễn" not in kept.decode()


def test_a_list_without_people_or_with_half_a_line_is_refused(committee):
    assert send(committee, f"{PLEDGE}team/", **people()).status_code == 422
    half = send(committee, f"{PLEDGE}team/", **people(("committee", "", "Nguyễn Văn Mẫu", "")))
    assert half.status_code == 422
    wrong = send(committee, f"{PLEDGE}team/", **people(("nobody", "a", "b", "")))
    assert wrong.status_code == 200
    assert send(committee, f"{PLEDGE}team/").status_code == 200
    assert not Team.objects.exists()


def test_a_pledge_is_printed(committee):
    send(committee, f"{PLEDGE}register/", pledge="Quyết tâm.")
    page = read(committee, f"{PLEDGE}print/")
    assert "Bản giao ước thi đua" in page
    assert "Đại diện đơn vị" in page


def test_nobody_pledges_for_another_unit(committee):
    for name in ("", "register/", "target/", "team/", "print/"):
        assert committee.get(f"/units/c2/pledges/sixty/{name}").status_code == 403
    assert sit("reporter", "c1").get(PLEDGE).status_code == 403
    assert committee.get("/units/c1/pledges/nothing/").status_code == 404


def test_a_unit_without_a_group_is_told_so(office):
    assert "Đơn vị chưa thuộc khối thi đua" in read(office, "/units/h1/pledges/")
    assert office.get("/units/h1/pledges/sixty/").status_code == 422
    assert office.get("/units/h1/pledges/sixty/register/").status_code == 422


def test_a_campaign_that_is_over_is_read_only(committee):
    plan("past", first=-90, last=-60)
    page = read(committee, "/units/c1/pledges/past/")
    assert "Phong trào đã kết thúc" in page
    assert "/register/" not in page
    answer = send(committee, "/units/c1/pledges/past/register/", pledge="Muộn.")
    assert answer.status_code == 409


# ---- the office ----


def test_the_office_assigns_by_table(office):
    page = read(office, f"{OFFICE}assign/?criterion=online")
    assert 'name="target-c1"' in page
    assert 'name="target-x-culture"' not in page
    given = {"target-c1": "70%", "target-c2": "50 %", "target-c3": ""}
    answer = send(office, f"{OFFICE}assign/?criterion=online", **given)
    assert answer.status_code == 302
    assert targets("sixty", Kind.ASSIGNED).keys() == {("c1", "online"), ("c2", "online")}
    assert 'value="70%"' in read(office, f"{OFFICE}assign/?criterion=online")
    less = read(sit("executing-team", "c2"), "/units/c2/pledges/sixty/")
    assert "Chỉ tiêu được giao thấp hơn kế hoạch" in less


def test_one_wrong_cell_assigns_nothing(office):
    given = {"target-c1": "70%", "target-c2": "70", "target-<b>": "70%"}
    answer = send(office, f"{OFFICE}assign/?criterion=online", **given)
    assert answer.status_code == 422
    words = answer.content.decode()
    assert "Dòng 2 (c2)" in words
    assert "Dòng 3 (&lt;b&gt;)" in words
    assert not UnitTarget.objects.exists()


def test_the_office_assigns_by_pasting(office):
    assert "<code>online</code>" in read(office, f"{OFFICE}assign/paste/")
    rows = "Xã An Phú;online;70%\nSở Văn hóa;files;1.200\n"
    assert send(office, f"{OFFICE}assign/paste/", rows=rows).status_code == 302
    assert targets("sixty", Kind.ASSIGNED).keys() == {("c1", "online"), ("x-culture", "files")}
    assert send(office, f"{OFFICE}assign/paste/", rows="một hai ba").status_code == 422
    assert send(office, f"{OFFICE}assign/paste/", rows="").status_code == 200


def test_only_the_campaigns_office_assigns(committee):
    assert committee.get(f"{OFFICE}assign/").status_code == 403
    assert sit("campaign-office", "c1").get(f"{OFFICE}assign/").status_code == 403
    assert Client().get(f"{OFFICE}assign/paste/").status_code == 302


def test_what_is_assigned_after_the_end_is_refused(office):
    plan("past", first=-90, last=-60)
    page = read(office, "/campaigns/past/pledges/assign/")
    assert "không giao thêm chỉ tiêu được nữa" in page
    given = {"target-c1": "70%"}
    assert (
        send(office, "/campaigns/past/pledges/assign/?criterion=online", **given).status_code == 409
    )


# ---- everybody ----


def aim(target, unit="c1", criterion="online"):
    actions.set_target(
        campaign="sixty", unit=unit, row=Row("", criterion, target), actor="s-1", at=timezone.now()
    )


def test_everybody_sees_who_has_registered(committee):
    send(committee, f"{PLEDGE}register/", pledge="Lời riêng của xã.")
    aim("90%")
    page = read(Client(), OFFICE)
    assert "1/3 đơn vị đã đăng ký." in page
    assert "Lời riêng" not in page
    assert "s-c1-committee" not in page
    assert "Xã An Phú" in page
    assert "0/1 đơn vị đã đăng ký." in page
    other = read(Client(), f"{OFFICE}?group=departments")
    assert "Sở Văn hóa" in other
    assert "Xã An Phú" not in other


def test_targets_and_values_stand_side_by_side(office):
    count(unit="c1", key="a", received=100, online=85)
    count(unit="c2", key="b", received=100, online=95)
    aim("90%")
    aim("90%", unit="c2")
    send(office, f"{OFFICE}assign/?criterion=online", **{"target-c1": "50%"})
    page = read(Client(), TARGETS)
    assert "Đạt 1/2 chỉ tiêu tự đặt." in page
    assert "Chỉ tiêu được giao thấp hơn kế hoạch." in page
    assert "Sở Văn hóa" not in read(Client(), f"{TARGETS}?group=communes&criterion=online")
    assert "Không có đơn vị và tiêu chí nào như vậy" in read(Client(), f"{TARGETS}?group=x")
    rows = read(Client(), f"{TARGETS}?format=csv&criterion=online").splitlines()
    assert rows == [
        ",".join(HEADINGS),
        "communes,c1,Xã An Phú,online,60%,50%,90%,85,100,reached,reached,missed,false",
        "communes,c2,Phường Bình An,online,60%,,90%,95,100,reached,,reached,false",
        "communes,c3,Xã Cẩm Hà,online,60%,,,,,unknown,,,false",
    ]


def test_simulated_counts_are_marked():
    count(unit="c1", key="a", generated=True, received=100, online=85)
    assert "mô phỏng" in read(Client(), TARGETS)
    assert read(Client(), f"{TARGETS}?format=csv").count(",true\n") == 7


def test_the_sheet_says_whether_a_unit_reached_what_it_set_itself():
    count(unit="c1", key="a", received=100, online=85)
    aim("90%")
    page = read(Client(), "/campaigns/sixty/units/c1/")
    line = page[page.index("Mục tiêu tự đặt") :][:250]
    assert "90\N{NO-BREAK SPACE}%" in line
    assert "chưa đạt" in line
    before = page[page.index("<tfoot") :][:300]
    actions.assign_targets(
        campaign="sixty", rows=(Row("c1", "online", "80%"),), actor="s-1", at=timezone.now()
    )
    page = read(Client(), "/campaigns/sixty/units/c1/")
    assert "Chỉ tiêu được giao" in page
    assert page[page.index("<tfoot") :][:300] == before
    assert "Mục tiêu tự đặt" not in read(Client(), "/campaigns/sixty/units/c2/")


@pytest.mark.parametrize("address", ["pledges/", "targets/", "targets/?format=csv"])
def test_what_is_not_for_the_public_is_not_there(address, office):
    plan("hidden", visibility="internal")
    assert Client().get(f"/campaigns/hidden/{address}").status_code == 404
    assert sit("executing-team", "c1").get(f"/campaigns/hidden/{address}").status_code == 404
    assert office.get(f"/campaigns/hidden/{address}").status_code == 200


def test_the_desk_of_a_hidden_campaign_is_for_its_offices():
    plan("hidden", visibility="internal")
    team = sit("executing-team", "c1")
    assert team.get("/units/c1/pledges/hidden/").status_code == 404
    assert "/pledges/hidden/" not in read(team, "/units/c1/pledges/")


def test_the_pages_stand_in_english_too(committee, office):
    send(committee, f"{PLEDGE}register/", pledge="Quyết tâm.")
    aim("90%")
    assert "1/3 units have registered." in read(Client(), f"/en{OFFICE}")
    assert "0/1 self-set target reached." in read(Client(), f"/en{TARGETS}")


def test_a_campaigns_page_leads_to_its_parent_and_children(office):
    first = edit(PARENT, ("version = 2", "version = 1"), ('units = ["w1"]', 'units = ["c2"]'))
    second = edit(
        first,
        ("version = 1", "version = 2"),
        ("effective_from = 2024-01-01", "effective_from = 2024-02-01"),
    )
    hidden = ('visibility = "public"', 'visibility = "internal"')
    for content in (first, edit(CHILD, ("tinh@2", "tinh@1")), second,
                    edit(CHILD, ('code = "xa"', 'code = "xa-2"'), hidden)):  # fmt: skip
        publish_plan(content=content.encode(), actor="s-1", at=world.OPENED)
    page = read(Client(), "/campaigns/tinh/")
    assert 'href="/campaigns/xa/"' in page
    assert "kế hoạch cấp dưới còn theo bản 1" in page
    assert "/campaigns/xa-2/" not in page
    assert "/campaigns/xa-2/" in read(office, "/campaigns/tinh/")
    assert 'href="/campaigns/tinh/"' in read(Client(), "/campaigns/xa/")
