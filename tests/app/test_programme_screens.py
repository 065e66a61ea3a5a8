"""The desk of a unit, step by step in the browser's words, and what the public sees of it."""

import csv
import re
from datetime import date, timedelta
from io import StringIO

import pytest
from django.test import Client
from django.utils import timezone

import portal_campaign as world
from thidua.accounts.models import Person, Seat
from thidua.duties.models import Bottleneck, Task
from thidua.ledger.models import Entry
from thidua.programme.models import Committee, GoalYear, Member
from worlds import shared

pytestmark = pytest.mark.django_db

PROVINCE, COMMUNE = "/units/p1/programme/", "/units/c1/programme/"
KEY = "8f0c2f06-5b0b-4b64-9a3a-3a1f5f0f7a1"


units = shared(world.open_units, autouse=True)


def sit(unit, role="committee"):
    """Sign somebody in who sits at a unit."""
    name = f"{unit}-{role}"
    person = Person.objects.create(username=name, name=name)
    Seat.objects.create(id=f"s-{name}", role=role, unit=unit, first=date(2020, 1, 1), person=person)
    client = Client()
    client.force_login(person)
    return client


@pytest.fixture
def province():
    return sit("p1")


@pytest.fixture
def commune():
    return sit("c1", "executing-team")


def send(client, address, nr=0, **fields):
    """Send a form and read the page that it leads to."""
    return client.post(address, {"key": f"{KEY}{nr}", **fields}, follow=True)


def read(answer):
    assert answer.status_code == 200
    return re.sub(r"\s+", " ", answer.content.decode())


def soon(days=10):
    return (timezone.localdate() + timedelta(days=days)).isoformat()


def committee(province):
    fields = {"name": "Ban chỉ đạo chuyển đổi số", "document": "QĐ 12", "first": "01/01/2026"}
    send(province, f"{PROVINCE}committees/new/", **fields)
    send(province, f"{PROVINCE}committees/1/members/new/", 1, duty="Trưởng ban", name="Bà Mẫu")


def programme(province):
    year = timezone.localdate().year
    fields = {"kind": "resolution", "name": "Nghị quyết số 02", "number": "02-NQ/TU",
              "document": "Tỉnh ủy", "first_year": year, "last_year": year + 4,
              "code": "nq-02"}  # fmt: skip
    send(province, f"{PROVINCE}programmes/new/", **fields)
    goals = f"{PROVINCE}programmes/nq-02/"
    send(province, f"{goals}new/", 1, label="Hồ sơ trực tuyến", pillar="government",
         direction="at-least")  # fmt: skip
    send(province, f"{goals}1/asked/", 2, year=year, number="80%", words="từ 80%")
    return send(province, f"{goals}1/reached/", 3, year=year, number="87,25%", words="BC 9")


def test_a_committee_is_kept_with_names_that_the_public_never_sees(province, client):
    committee(province)
    desk = read(province.get(f"{PROVINCE}committees/1/"))
    assert "Bà Mẫu" in desk
    public = read(client.get("/programme/"))
    assert "Trưởng ban" in public
    assert "Bà Mẫu" not in public
    member = Member.objects.get()
    send(province, f"{PROVINCE}committees/1/members/{member.pk}/end/", 2)
    assert Member.objects.get().last == timezone.localdate()
    assert province.get(f"{PROVINCE}committees/1/members/{member.pk}/end/").status_code == 404
    send(province, f"{PROVINCE}committees/1/end/", 3, last=timezone.localdate().isoformat())
    assert Committee.objects.get().last == timezone.localdate()


def test_a_programme_is_public_with_goals_and_results(province, client):
    assert "87,25%" in read(programme(province))
    page = read(client.get("/programme/nq-02/"))
    assert "từ 80%" in page
    assert "87,25%" in page
    assert "Nghị quyết số 02" in read(client.get("/programme/"))
    pillars = read(client.get("/programme/pillars/"))
    assert "Hồ sơ trực tuyến" in pillars
    assert GoalYear.objects.get().reached == "0.8725%"


def test_the_pillars_show_what_campaigns_reached_and_nothing_that_is_hidden(client):
    plan = world.PLAN.replace("evidence", "evidence").replace(
        'zero = "not_applicable"\napplies_to',
        'zero = "not_applicable"\npillar = "Xã hội số"\napplies_to',
    )
    world.publish_plan(
        content=plan.format(code="open", name="Phong trào mở", visibility="public").encode(),
        actor=world.ACTOR, at=world.OPENED,
    )  # fmt: skip
    world.plan("hidden", name="Phong trào kín", visibility="internal")
    world.counts()
    page = read(client.get("/programme/pillars/"))
    assert "21/30 hồ sơ" in page
    assert "70,00" in page
    assert "Phong trào mở" in page
    assert "Phong trào kín" not in page
    assert "Phong trào kín" in read(sit("p1").get("/programme/pillars/"))


def test_simulated_counts_are_marked_though_the_plan_is_real(client):
    world.plan()
    world.count("c1", "g", received=10, online=4, generated=True)
    page = read(client.get("/programme/pillars/"))
    assert "≈ 40,00 %" in page  # read with plain spaces
    assert "mô phỏng" in page
    assert "mô phỏng" in read(sit("p1").get(f"{PROVINCE}review/?first=2024&last=2025"))
    behind = sit("p1", "campaign-office").get("/campaigns/sixty/behind/?criterion=online")
    assert "mô phỏng" in read(behind)


def test_empty_pages_say_what_will_stand_there(client, province):
    assert "Chưa ghi chương trình" in read(client.get("/programme/"))
    assert "Chưa có tiêu chí hay mục tiêu" in read(client.get("/programme/pillars/"))
    assert client.get("/programme/nothing/").status_code == 404
    for page in ("", "tasks/", "bottlenecks/", "handling/", "review/"):
        read(province.get(f"{PROVINCE}{page}"))


def test_a_task_goes_down_and_comes_back(province, commune):
    fields = {"words": "Lập tổ công nghệ số", "source": "KH 1", "due": soon(), "programme": ""}
    page = read(send(province, f"{COMMUNE}tasks/new/", **fields))
    assert "Lập tổ công nghệ số" in page
    assert "Báo cáo đã hoàn thành" in read(commune.get(f"{COMMUNE}tasks/1/"))
    assert "Báo cáo đã hoàn thành" not in read(province.get(f"{COMMUNE}tasks/1/"))
    send(commune, f"{COMMUNE}tasks/1/report/", 1, evidence="QĐ 9")
    assert "Chờ đơn vị này xác nhận" in read(province.get(PROVINCE))
    send(province, f"{COMMUNE}tasks/1/judge/", 2, to="assigned", reason="Thiếu danh sách")
    assert "Thiếu danh sách" in read(commune.get(f"{COMMUNE}tasks/1/"))
    send(commune, f"{COMMUNE}tasks/1/report/", 3, evidence="Đã đủ")
    send(province, f"{COMMUNE}tasks/1/judge/", 4, to="confirmed")
    assert Task.objects.get().state == "confirmed"
    assert "1 nhiệm vụ: 1 xong đúng hạn" in read(province.get(f"{PROVINCE}tasks/?where=below"))
    Task.objects.update(state="assigned", done_on=None, due=date(2026, 1, 5))
    assert "quá hạn" in read(province.get(f"{PROVINCE}tasks/?where=below&state=overdue"))
    assert "Quá hạn" in read(commune.get(COMMUNE))


def test_a_unit_does_not_judge_what_came_from_above(province):
    fields = {"words": "Lập tổ", "source": "KH 1", "due": soon()}
    send(province, f"{COMMUNE}tasks/new/", **fields)
    own = sit("c1")
    answer = send(own, f"{COMMUNE}tasks/1/judge/", 1, to="cancelled", reason="Không làm")
    assert answer.status_code == 403
    assert Task.objects.get().state == "assigned"


def test_a_bottleneck_goes_up_over_and_down_again(province, commune):
    fields = {"words": "=cmd|'/C calc'!A0", "cause": "Thiếu trạm", "proposal": "Lắp trạm",
              "pillar": "society"}  # fmt: skip
    read(send(commune, f"{COMMUNE}bottlenecks/new/", **fields))
    send(province, f"{COMMUNE}bottlenecks/1/settle/", 1, to="returned", words="Nêu rõ hơn")
    assert "Nêu rõ hơn" in read(commune.get(f"{COMMUNE}bottlenecks/1/"))
    send(commune, f"{COMMUNE}bottlenecks/1/amend/", 2, **fields)
    send(province, f"{COMMUNE}bottlenecks/1/assign/", 3, handler="x-culture", due=soon())
    culture = sit("x-culture", "executing-team")
    pk = Bottleneck.objects.get().pk
    assert "Chờ trả lời" in read(culture.get("/units/x-culture/programme/handling/"))
    send(culture, f"/units/x-culture/programme/handling/{pk}/", 4, answer="Sẽ lắp quý này")
    assert commune.get(f"/units/c1/programme/handling/{pk}/").status_code == 404
    send(province, f"{COMMUNE}bottlenecks/1/settle/", 5, to="closed", words="Đã lắp")
    assert "Đã lắp" in read(commune.get(f"{COMMUNE}bottlenecks/1/"))
    listed = read(
        province.get(f"{PROVINCE}bottlenecks/?where=below&q=tram&pillar=society&state=closed")
    )
    assert "1 vướng mắc: 1 đã tháo gỡ" in listed
    file = province.get(f"{PROVINCE}bottlenecks.csv?where=below")
    rows = list(csv.reader(StringIO(file.content.decode("utf-8-sig"))))
    assert rows[1][4] == "'=cmd|'/C calc'!A0"
    assert rows[1][8] == "Sở Văn hóa"
    assert "attachment" in file["Content-Disposition"]
    Bottleneck.objects.update(state="assigned", due=date(2026, 1, 5))
    assert "quá hạn" in read(province.get(f"{PROVINCE}bottlenecks/?where=below&state=overdue"))
    assert "Quá hạn trả lời" in read(province.get(f"{COMMUNE}bottlenecks/1/"))


def test_a_review_puts_goals_campaigns_tasks_and_bottlenecks_together(province, commune):
    programme(province)
    world.plan()
    fields = {"words": "Lập tổ", "source": "KH 1", "due": soon(0)}
    send(province, f"{COMMUNE}tasks/new/", 7, **fields)
    send(commune, f"{COMMUNE}bottlenecks/new/", 8, words="Mạng yếu", cause="x", proposal="y")
    page = read(province.get(f"{PROVINCE}review/"))
    for words in ("Nghị quyết số 02", "87,25%", "Mạng yếu", "tháo gỡ 0 trong 1"):
        assert words in page
    assert "Phong trào thử" in read(province.get(f"{PROVINCE}review/?first=2024&last=2028"))
    assert "87,25%" in read(commune.get(f"{COMMUNE}review/"))
    assert province.get(f"{PROVINCE}review/?first=2028&last=2024").status_code == 422
    assert province.get(f"{PROVINCE}review/?first=0&last=x").status_code == 200


@pytest.mark.parametrize(
    ("address", "fields"),
    [
        ("committees/new/", {"name": "", "document": "x", "first": "31/02/2026"}),
        ("programmes/new/", {"kind": "x", "code": "Mã Lạ", "first_year": "abc"}),
        ("programmes/new/", {"kind": "programme", "code": "pillars", "name": "n", "number": "1",
                             "document": "d", "first_year": 2021, "last_year": 2025}),
        ("tasks/new/", {"words": "x" * 3000, "source": "s", "due": "mai"}),
        ("bottlenecks/new/", {"words": "a\x00b", "cause": "", "proposal": "<script>"}),
    ],
)  # fmt: skip
def test_what_is_badly_filled_in_is_said_at_its_field_and_nothing_is_written(
    province, address, fields
):
    before = Entry.objects.count()
    page = read(send(province, f"{PROVINCE}{address}", **fields))
    assert 'class="errorlist"' in page
    assert "<script>" not in page
    assert Entry.objects.count() == before


def test_what_breaks_a_rule_is_refused_in_vietnamese(province):
    late = {"words": "Lập tổ", "source": "KH 1", "due": "2026-01-01"}
    answer = send(province, f"{COMMUNE}tasks/new/", **late)
    assert answer.status_code == 422
    assert "Hạn 01/01/2026 đã qua" in answer.content.decode()
    programme(province)
    answer = send(province, f"{PROVINCE}programmes/nq-02/1/asked/", 8, year=2001, number="7,875")
    assert answer.status_code == 422


def test_the_same_form_twice_writes_once_and_a_used_key_is_refused(commune):
    fields = {"words": "Mạng yếu", "cause": "x", "proposal": "y"}
    send(commune, f"{COMMUNE}bottlenecks/new/", **fields)
    send(commune, f"{COMMUNE}bottlenecks/new/", **fields)
    assert Bottleneck.objects.count() == 1
    other = send(commune, f"{COMMUNE}bottlenecks/new/", **fields | {"words": "Khác"})
    assert other.status_code == 422


@pytest.mark.parametrize(
    "address",
    ["committees/9/", "tasks/9/", "bottlenecks/9/", "programmes/x/", "handling/9/",
     "programmes/nq-02/9/asked/", "committees/9/members/9/end/"],
)  # fmt: skip
def test_what_is_not_there_is_not_found(province, address):
    assert province.get(f"{PROVINCE}{address}").status_code == 404


def test_an_unknown_unit_has_no_desk_even_for_an_inspector():
    assert sit("p1", "inspector").get("/units/nowhere/programme/").status_code == 404


def test_nobody_else_reads_or_writes_a_desk(client, commune):
    assert client.get(COMMUNE).status_code == 302
    assert commune.get("/units/c2/programme/").status_code == 403
    assert commune.get(PROVINCE).status_code == 403
    assert commune.get(f"{COMMUNE}committees/new/").status_code == 403
    assert send(sit("c2"), f"{COMMUNE}bottlenecks/new/", words="x").status_code == 403
