"""A dossier goes over the counter, to the officer and the leader and back, without script."""

import pytest

import browser
import onestop_world as world
from archive_hostile import pdf
from thidua.accounts.models import Person
from thidua.dossiers.rules.steps import Act
from thidua.onestop.models import Dossier

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(browser.CHROMIUM is None, reason=browser.MISSING),
]
PASSWORD = "mat-khau-dai-cua-thu-nghiem"  # noqa: S105 - of nobody
HOME = "/units/c1/dossiers/"


@pytest.fixture
def site(live_server):
    browser.elsewhere(make)
    return live_server.url


def make():
    world.make()
    world.paper_results()
    for person in Person.objects.all():
        person.set_password(PASSWORD)
        person.save()
    waits = world.file()
    world.lead(waits, Act.RECEIVE, Act.FORWARD, Act.CONSULT, Act.ASK_SUPPLEMENT)
    late = world.file()
    world.lead(late, Act.RECEIVE, Act.FORWARD, Act.CONSULT)


def sit_down(person, seat):
    tab = person()
    browser.sign_in(tab, seat, PASSWORD)
    tab.goto(HOME)
    browser.fits(tab)
    return tab


def last():
    return Dossier.objects.order_by("-filed_at").first()


def act(tab, name):
    """Open the form of an act, where it is closed, and send it."""
    place = tab.locator("details", has=tab.locator("summary", has_text=name)).first
    if place.get_attribute("open") is None:
        place.locator("summary").click()
    place.locator("button").click()
    browser.fits(tab)


def take_in(counter, paper):
    browser.follow(counter, "Nhận hồ sơ mới")
    counter.fill("input[name=q]", "khai sinh")
    browser.press(counter, "Tìm")
    browser.follow(counter, "Đăng ký khai sinh")
    counter.fill("input[name=name]", world.NAME)
    counter.fill("input[name=phone]", world.PHONE)
    counter.select_option("select[name=hamlet]", "h1")
    counter.check("input[name=paper_1]")
    counter.set_input_files("input[name=file_2]", paper)
    browser.press(counter, "Ghi và tiếp nhận ngay")
    assert "Được tiếp nhận" in browser.words(counter)
    receipt = browser.download(counter, "link", "Giấy tiếp nhận và hẹn trả (mẫu 01)")
    assert receipt.startswith(b"%PDF")
    act(counter, "Chuyển thẩm định")


def test_a_dossier_goes_over_the_counter_and_back(site, tmp_path):
    paper = tmp_path / "giấy chứng sinh.pdf"
    paper.write_bytes(pdf())
    with browser.chromium(site) as person:
        counter = sit_down(person, "c1-one-stop")
        take_in(counter, paper)
        row = browser.elsewhere(last)
        page = f"{HOME}{row.pk}/"

        officer = sit_down(person, "c1-officer")
        browser.follow(officer, row.code)
        act(officer, "Trình phê duyệt")
        assert not officer.locator("summary", has_text="Trình phê duyệt").count()

        leader = sit_down(person, "c1-leader")
        leader.goto(page)
        act(leader, "Phê duyệt")
        act(leader, "Gửi kết quả đã ký số")

        counter.goto(page)
        act(counter, "Trả kết quả")
        assert "Đã trả kết quả" in browser.words(counter)


PAGES = ("", "?show=paused", "find/?q=tran", "asked/", "new/", "new/1.900001/", "register/")


def test_the_counter_is_open_to_everybody(site):
    row = browser.elsewhere(last)
    with browser.chromium(site) as person:
        tab = person(script=True)
        browser.sign_in(tab, "c1-one-stop", PASSWORD)
        pages = [
            *(f"{HOME}{page}" for page in PAGES),
            f"{HOME}{row.pk}/",
            f"{HOME}{row.pk}/amend/",
            f"{HOME}{row.pk}/digitise/",
        ]
        for page in pages:
            tab.goto(page)
            assert browser.too_wide(tab) == [], page
            assert browser.violations(tab) == [], page
