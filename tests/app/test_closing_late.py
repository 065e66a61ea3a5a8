"""What came after the freeze, on the office's page: what it would change, and admitting it."""

from datetime import date
from uuid import uuid4

import pytest
from django.test import Client

import portal_campaign as world
import standings_freezing as freezing
from thidua.accounts.models import Person, Seat
from thidua.ledger.actions import sequence
from thidua.standings.models.freezing import reconciliation
from worlds import shared

pytestmark = pytest.mark.django_db

LATE = "/campaigns/sixty/closing/late/"


made = shared(freezing.make)


@pytest.fixture
def office(made):
    """Give the browser of the office of the small campaign with a freeze."""
    person = Person.objects.create(username="office", name="Người")
    Seat.objects.create(
        id="s-p1-office", role="campaign-office", unit="p1", first=date(2020, 1, 1), person=person
    )
    client = Client()
    client.force_login(person)
    return client


def text(response):
    return " ".join(response.content.decode().split())


def admit(client, query="", **given):
    words = {"key": str(uuid4()), "reason": "Máy chủ nhận muộn"}
    return client.post(LATE + query, words | given)


def test_every_late_fact_is_listed_with_what_it_would_change(office):
    freezing.late("c2", "z", online=2)
    sequence()
    page = text(office.get(LATE))
    assert "1 số liệu ghi sau đó chưa được tính" in page
    assert "Phường Bình An, Tỷ lệ hồ sơ trực tuyến: 8/10 → 10/10" in page
    assert "Có số liệu ghi sau giờ chốt" in text(office.get("/campaigns/sixty/closing/"))


def test_what_is_chosen_is_admitted_with_its_reason(office):
    first = freezing.late("c2", "z", online=2)["online"]
    freezing.late("c1", "y", online=1)
    sequence()
    done = admit(office, facts=[first])
    assert done["Location"] == LATE
    page = text(office.get(LATE))
    assert "Đã chấp nhận số liệu đến muộn. Biên nhận" in page
    assert "✓ đã tính" in page
    assert reconciliation("sixty").left_out == 1


def test_all_of_a_unit_are_admitted_at_once(office):
    for key in ("z1", "z2", "z3"):
        freezing.late("c1", key, received=1)
    freezing.late("c2", "y", online=1)
    sequence()
    page = text(office.get(f"{LATE}?unit=c1"))
    assert "Chấp nhận cả 3 số liệu" in page
    assert "Phường Bình An, " not in page
    assert admit(office, "?unit=c1", every="on")["Location"] == f"{LATE}?unit=c1"
    assert [fact.unit for fact in reconciliation("sixty").facts if not fact.admitted] == ["c2"]


def test_a_long_list_has_pages(office):
    for number in range(21):
        freezing.late("c1", f"n{number:02}", received=1)
    sequence()
    assert "Trang 1/2" in text(office.get(LATE))
    assert "Trang 2/2" in text(office.get(f"{LATE}?page=99999999999999999999"))


@pytest.mark.parametrize(
    "given", [{}, {"facts": ["nothing"]}, {"every": "on", "reason": " "}, {"key": "x"}]
)
def test_a_bad_form_admits_nothing(office, given):
    freezing.late("c2", "z", online=2)
    sequence()
    answered = admit(office, **given)
    assert answered.status_code == 200
    assert "Chưa chấp nhận gì" in text(answered)
    assert reconciliation("sixty").left_out == 1


def test_the_same_form_sent_twice_admits_once(office):
    fact = freezing.late("c2", "z", online=2)["online"]
    sequence()
    for given in ({"facts": [fact]}, {"every": "on"}):
        key = str(uuid4())
        assert admit(office, key=key, **given).status_code == 302
        assert admit(office, key=key, **given).status_code == 302
    assert [one.admitted for one in reconciliation("sixty").facts] == [True]


def test_without_late_facts_or_without_a_freeze_the_page_says_so(office):
    assert "Chưa có số liệu nào ghi sau giờ chốt" in text(office.get(LATE))
    world.plan("open")
    assert "không ghi giờ chốt" in text(office.get("/campaigns/open/closing/late/"))


def test_a_unit_without_late_facts_has_an_empty_list(office):
    freezing.late("c2", "z", online=2)
    sequence()
    assert "Đơn vị này không có số liệu đến muộn" in text(office.get(f"{LATE}?unit=c3"))
