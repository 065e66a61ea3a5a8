"""The pages of residents: from a procedure to a dossier and its result, each for one resident's eyes."""

import io
import re
from datetime import timedelta
from http import HTTPStatus

import pypdfium2
import pytest
from allauth.account.models import EmailAddress
from django.contrib.staticfiles.finders import find
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

import filing_world
import onestop_world as world
from archive_hostile import encrypted, pdf
from filing_world import client, resident
from thidua.accounts.models import Person
from thidua.archive.models import Held
from thidua.dossiers.outside import ticket
from thidua.dossiers.rules.steps import Act
from thidua.filing.models import Download, Draft
from thidua.filing.views.words import HAPPENED
from thidua.ledger.models import Entry
from thidua.onestop import actions as onestop
from thidua.onestop.forms import MOVES
from thidua.onestop.models import Dossier
from thidua.onestop.rules import Beside, Purpose
from thidua.residents.models import Resident

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("shared_world")]
BIRTH = world.BIRTH.code
START = f"/procedures/{BIRTH}/file/"


def make_world():
    world.make()


@pytest.fixture
def huyen():
    return resident()


@pytest.fixture
def browser(huyen):
    return client(huyen)


def upload(content=None, name="to-khai.pdf"):
    return SimpleUploadedFile(name, content or pdf(), "application/pdf")


def begin(browser):
    answer = browser.post(START)
    assert answer.status_code == HTTPStatus.FOUND
    return answer.url.removesuffix("where/")


def filed(browser):
    """File a dossier through the pages; give its row."""
    draft = begin(browser)
    browser.post(f"{draft}papers/", {"component": "Tờ khai", "file": upload()})
    answer = browser.post(f"{draft}review/")
    assert answer.url.endswith("/filed/"), answer.url
    return Dossier.objects.order_by("filed_at").last()


def text_of(content):
    with pypdfium2.PdfDocument(io.BytesIO(content)) as read:
        return " ".join(" ".join(page.get_textpage().get_text_bounded() for page in read).split())


def led(row, *acts):
    world.lead(str(row.pk), *acts, at=timezone.now())
    row.refresh_from_db()
    return row


def test_a_procedure_can_be_filed_where_a_unit_takes_it(client):
    page = client.get(f"/procedures/{BIRTH}/").text
    assert START in page
    assert "/file/" not in client.get(f"/procedures/{world.COPY.code}/").text
    assert client.get(START).url.startswith("/sign-in/")


def test_whoever_signed_up_is_asked_who_they_are_and_then_is_a_resident():
    person = filing_world.account()
    browser = Client()
    browser.force_login(person)
    assert browser.get("/home/").url == "/home/profile/"
    assert browser.get(START).url == "/home/profile/"
    assert "Xã An Phú" in browser.get("/home/profile/").text
    page = browser.get("/home/profile/?commune=c1")
    assert "Ấp Một" in page.text
    said = {"name": " Trần  Thị Huyền ", "phone": "0912 345 678", "hamlet": "h1", "identity": ""}
    wrong = browser.post("/home/profile/?commune=c1", {**said, "name": ""})
    assert wrong.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert browser.post("/home/profile/?commune=c1", said).url == "/home/"
    found = Resident.objects.get()
    assert (found.name, found.phone, found.hamlet_id) == ("Trần Thị Huyền", "0912345678", "h1")
    assert "Tài khoản đã được xác minh" in browser.get("/home/").text
    assert browser.post("/home/profile/?commune=c2", {**said, "hamlet": ""}).url == "/home/"
    found.refresh_from_db()
    assert found.commune_id == "c2"
    assert 'value="Trần Thị Huyền"' in browser.get("/home/profile/").text


def test_an_account_without_a_verified_address_is_no_resident():
    person = filing_world.account()
    EmailAddress.objects.update(verified=False)
    browser = Client()
    browser.force_login(person)
    said = {"name": "Huyền", "phone": "0912345678"}
    answer = browser.post("/home/profile/?commune=c2", said)
    assert answer.status_code == HTTPStatus.FORBIDDEN
    assert not Resident.objects.exists()


@pytest.mark.parametrize("page", ["/home/", "/home/profile/", "/home/papers/", START])
def test_officials_are_shown_the_way_to_an_account_of_their_own(page):
    browser = Client()
    official = Person.objects.get(username="c1-officer")
    official.set_password("x")
    official.save()
    browser.force_login(official)
    answer = browser.get(page)
    assert answer.status_code == HTTPStatus.FORBIDDEN
    assert "tài khoản người dân" in answer.text


def test_a_dossier_is_filed_page_by_page_without_a_script(browser, huyen):
    assert "Bắt đầu" in browser.get(START).text
    draft = begin(browser)
    assert "Xã An Phú" in browser.get(f"{draft}where/").text
    assert browser.post(f"{draft}where/", {"unit": "c2"}).url == f"{draft}who/"
    page = browser.get(f"{draft}who/").text
    assert filing_world.NAME in page
    said = {
        "filer": "assisted",
        "support_unit": "c1",
        "name": "Trần Văn Bé",
        "phone": "0987 654 321",
    }
    assert browser.post(f"{draft}who/", said).url == f"{draft}papers/"
    papers = f"{draft}papers/"
    assert "chưa có" in browser.get(papers).text
    answer = browser.post(papers, {"component": "Giấy chứng sinh", "file": upload()})
    assert answer.url == f"{papers}#paper-1"
    assert "to-khai.pdf" in browser.get(papers).text
    review = browser.get(f"{draft}review/").text
    for words in ("Phường Bình An", "Trần Văn Bé", "0987654321", "Xã An Phú", "to-khai.pdf"):
        assert words in review
    assert "Chưa có:" in review
    answer = browser.post(f"{draft}review/")
    row = Dossier.objects.get()
    assert answer.url == f"/home/dossiers/{row.pk}/filed/"
    assert (row.unit_id, row.filer, row.support_unit_id) == ("c2", "assisted", "c1")
    assert (row.party.name, row.party.phone) == ("Trần Văn Bé", "0987654321")
    assert browser.post(f"{draft}review/").url == answer.url
    assert browser.get(f"{draft}review/").url == answer.url
    assert Dossier.objects.count() == 1
    page = browser.get(answer.url)
    assert row.code in page.text
    assert ticket(str(row.pk)) in page.text
    assert '<svg role="img" aria-label="QR"' in page.text


def test_who_files_alone_was_helped_nowhere(browser):
    draft = begin(browser)
    said = {"filer": "self", "support_unit": "c1", "name": "Lan", "phone": "0912345678"}
    browser.post(f"{draft}who/", said)
    assert Draft.objects.get().draft.support_unit == ""


def test_what_cannot_be_is_said_on_the_page(browser):
    draft = begin(browser)
    for page, said in (("where", {"unit": "c3"}), ("who", {"filer": "self", "name": ""})):
        answer = browser.post(f"{draft}{page}/", said)
        assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    bad = {"filer": "self", "name": "Lan", "phone": "12"}
    answer = browser.post(f"{draft}who/", bad)
    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "Số điện thoại phải có" in answer.text


def test_a_draft_without_a_unit_leads_to_its_first_page():
    browser = client(resident(commune="c3", hamlet=None))
    draft = begin(browser)
    assert browser.get(f"{draft}review/").url == f"{draft}where/"


def test_a_draft_is_listed_resumed_and_deleted(browser):
    draft = begin(browser)
    browser.post(f"{draft}papers/", {"component": "Tờ khai", "file": upload()})
    assert f"{draft}review/" in browser.get("/home/").text
    assert "Viết tiếp bản nháp" in browser.get(START).text
    assert browser.post(f"{draft}drop/").url == "/home/"
    assert not Draft.objects.exists()
    assert not Held.objects.current().exists()
    assert browser.get(f"{draft}review/").status_code == HTTPStatus.NOT_FOUND


def test_papers_are_used_again_left_out_and_refused(browser):
    filed(browser)
    held = Held.objects.get(owner__startswith="resident:")
    draft = begin(browser)
    page = f"{draft}papers/"
    assert "Kho đã có:" in browser.get(page).text
    browser.post(page, {"component": "Tờ khai", "held": held.pk})
    assert "dùng lại từ kho của ông/bà" in browser.get(page).text
    browser.post(page, {"component": "Tờ khai", "leave": ""})
    assert Draft.objects.get().draft.papers == ()
    paper = browser.post(page, {"component": "Tờ khai", "paper": ""})
    assert "không nhận bản giấy" in paper.text


def test_a_procedure_that_is_partly_online_takes_papers_at_the_counter(browser):
    from dataclasses import replace

    from thidua.procedures.actions import record
    from thidua.procedures.rules import OnlineLevel

    part = replace(world.BIRTH, online=OnlineLevel.PART)
    record(versions=(part,), unit="p1", actor=world.MANAGER, at=world.MONDAY)
    draft = begin(browser)
    assert "Tôi nộp bản giấy" in browser.get(f"{draft}papers/").text
    browser.post(f"{draft}papers/", {"component": "Tờ khai", "paper": ""})
    assert "bản giấy tại nơi tiếp nhận" in browser.get(f"{draft}papers/").text
    assert "bản giấy" in browser.get(f"{draft}review/").text


def test_a_procedure_without_papers_skips_their_page(browser):
    from dataclasses import replace

    from thidua.procedures.actions import record

    bare = replace(world.BIRTH, components=())
    record(versions=(bare,), unit="p1", actor=world.MANAGER, at=world.MONDAY)
    draft = begin(browser)
    assert browser.get(f"{draft}papers/").url == f"{draft}review/"


@pytest.mark.parametrize(
    ("content", "name", "words"),
    [
        (b"MZ" + bytes(99), "don.pdf", "chương trình"),
        (encrypted("x"), "khoa.pdf", "mật khẩu"),
        (b"%PDF-1.7", "cut.pdf", "cut.pdf"),
        (bytes(10_000_001), "lon.pdf", "lớn hơn 10 MB"),
        (b"", "trong.pdf", "trong.pdf"),
    ],
)
def test_a_hostile_file_is_refused_in_words_and_leaves_nothing(browser, content, name, words):
    draft = begin(browser)
    file = SimpleUploadedFile(name, content, "application/pdf")
    answer = browser.post(f"{draft}papers/", {"component": "Tờ khai", "file": file})
    assert answer.status_code in {HTTPStatus.UNPROCESSABLE_ENTITY, HTTPStatus.CONFLICT}
    assert words in answer.text
    assert not Held.objects.exists()
    assert Draft.objects.get().draft.papers == ()


def test_thirty_megabytes_are_refused_before_they_are_read(browser):
    draft = begin(browser)
    file = SimpleUploadedFile("a.pdf", bytes(30_000_000), "application/pdf")
    answer = browser.post(f"{draft}papers/", {"component": "Tờ khai", "file": file})
    assert answer.status_code == HTTPStatus.REQUEST_ENTITY_TOO_LARGE
    assert not Held.objects.exists()


def test_the_acknowledgement_says_what_was_filed_and_is_no_receipt(browser):
    row = filed(browser)
    here = f"/home/dossiers/{row.pk}/filed.pdf"
    answer = browser.get(here)
    assert answer["Content-Type"] == "application/pdf"
    assert "attachment" in answer["Content-Disposition"]
    text = text_of(answer.content)
    for words in (row.code, ticket(str(row.pk)), filing_world.NAME, "chưa phải giấy tiếp nhận"):
        assert words in text
    led(row, Act.RECEIVE)
    text = text_of(browser.get(here).content)
    assert "GIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ" in text
    assert ticket(str(row.pk)) in text


def test_the_home_says_what_is_due_and_what_to_do(browser):
    row = led(filed(browser), Act.RECEIVE, Act.FORWARD)
    page = browser.get("/home/").text
    assert "hẹn trả" in page
    assert "còn " in page
    led(row, Act.ASK_SUPPLEMENT)
    page = browser.get("/home/").text
    assert "Ông/bà cần bổ sung giấy tờ" in page
    assert world.REASON in page


def test_a_residents_pages_are_there_in_english(browser):
    row = led(filed(browser), Act.RECEIVE, Act.FORWARD, Act.ASK_SUPPLEMENT)
    home = browser.get("/en/home/").text
    for word in ("You are asked for more papers", "Supplement asked for", "The agency asks for"):
        assert word in home
    page = browser.get(f"/en/home/dossiers/{row.pk}/").text
    for word in (
        "Waits for you",
        "Handed on to the appraising officer",
        "The dossier was received",
    ):
        assert word in page
    for word in ("Yêu cầu bổ sung", "Hồ sơ đã được tiếp nhận", "ông/bà"):
        assert word not in home + page


def test_every_act_has_words_for_its_resident():
    assert set(HAPPENED) == set(MOVES) == {*Act, *Beside}


def test_a_supplement_is_brought_on_the_page_that_asks_for_it(browser):
    row = led(filed(browser), Act.RECEIVE, Act.FORWARD, Act.ASK_SUPPLEMENT)
    here = f"/home/dossiers/{row.pk}/"
    page = browser.get(here).text
    assert world.REASON in page
    assert f"{here}supplement/" in page
    page = browser.get(f"{here}supplement/").text
    key = re.search(r'name="key" value="([^"]+)"', page)[1]
    empty = browser.post(f"{here}supplement/", {"component": "Tờ khai", "key": key})
    assert empty.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    many = {"component": "Tờ khai", "sent": [upload(), upload(), upload()], "key": key}
    assert browser.post(f"{here}supplement/", many).status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    for _ in range(2):
        sent = {"component": "Giấy chứng sinh", "sent": [upload()], "key": key}
        assert browser.post(f"{here}supplement/", sent).url == here
    row.refresh_from_db()
    assert row.status == 4
    assert row.moves.filter(act="supplement").count() == 1
    assert "Nộp bổ sung" not in browser.get(here).text


def test_a_payment_is_told_with_where_to_pay(browser):
    row = led(filed(browser), Act.RECEIVE, Act.FORWARD, Act.ASK_PAYMENT)
    page = browser.get(f"/home/dossiers/{row.pk}/").text
    assert "100.000 đồng" in page
    assert "nộp tại quầy" in page


def test_a_dossier_is_taken_back_after_a_question(browser):
    row = led(filed(browser), Act.RECEIVE, Act.FORWARD)
    here = f"/home/dossiers/{row.pk}/"
    assert f"{here}withdraw/" in browser.get(here).text
    assert "không mở lại được" in browser.get(f"{here}withdraw/").text
    for _ in range(2):
        assert browser.post(f"{here}withdraw/", {"reason": "Tôi nhầm"}).url == here
    row.refresh_from_db()
    assert row.status == 7
    assert "Đã xong" in browser.get("/home/").text


def test_what_cannot_be_taken_back_yet_is_refused_in_words(browser):
    row = filed(browser)
    here = f"/home/dossiers/{row.pk}/"
    assert f"{here}withdraw/" not in browser.get(here).text
    assert browser.post(f"{here}withdraw/", {}).status_code == HTTPStatus.CONFLICT


def test_the_timeline_tells_reasons_to_the_applicant_and_none_of_officers(browser):
    row = led(filed(browser), Act.RECEIVE, Act.FORWARD, Act.PROPOSE)
    world.do(Act.SEND_BACK, str(row.pk), at=timezone.now(), reason="Hỏi lại chị Bảy bí mật")
    page = browser.get(f"/home/dossiers/{row.pk}/").text
    assert "Trả lại bước trước" in page
    assert "chị Bảy" not in page
    assert "chị Bảy" not in browser.get("/home/").text


def test_a_late_dossier_and_its_apology_are_told(browser, huyen):
    row = filed(browser)
    Dossier.objects.filter(pk=row.pk).update(filed_at=world.MONDAY, moved_at=world.MONDAY)
    row.refresh_from_db()
    world.lead(str(row.pk), Act.RECEIVE, Act.FORWARD, at=world.MONDAY)
    world.do(Act.APOLOGISE, str(row.pk), at=world.MONDAY + timedelta(days=7))
    page = browser.get(f"/home/dossiers/{row.pk}/").text
    assert "xin lỗi" in page
    assert "trễ " in page


def test_who_looked_is_shown_to_whose_data_they_are(browser):
    row = filed(browser)
    here = f"/home/dossiers/{row.pk}/"
    assert "Chưa có ai ngoài ông/bà" in browser.get(here).text
    onestop.look_at(
        dossiers=[str(row.pk)], seat="s-c1-officer", purpose=Purpose.HANDLING, at=timezone.now()
    )
    page = browser.get(here).text
    assert "Công chức thụ lý hồ sơ" in page
    assert "giải quyết hồ sơ" in page
    assert "Người c1-officer" not in page


def test_papers_are_listed_taken_home_and_let_go(browser):
    row = filed(browser)
    held = Held.objects.get(owner__startswith="resident:")
    page = browser.get("/home/papers/").text
    assert f"/home/papers/{held.pk}/" in page
    answer = browser.get(f"/home/papers/{held.pk}/")
    assert answer.content == pdf()
    assert answer["Cache-Control"] == "private, no-store"
    assert answer["Content-Disposition"].startswith("attachment;")
    assert Download.objects.get().held == held
    assert "tải lần cuối" in browser.get("/home/papers/").text
    of_dossier = row.papers.get().held_id
    assert browser.get(f"/home/papers/{of_dossier}/").content == pdf()
    assert browser.post(f"/home/papers/{of_dossier}/end/").status_code == HTTPStatus.NOT_FOUND
    assert browser.post(f"/home/papers/{held.pk}/end/").url == "/home/papers/"
    assert "Chưa có giấy tờ nào" in browser.get("/home/papers/").text


def test_another_resident_finds_nothing_that_is_not_theirs(browser):
    row = led(filed(browser), Act.RECEIVE, Act.FORWARD)
    draft = begin(browser)
    held = Held.objects.get(owner__startswith="resident:")
    other = client(resident("b@example.vn"))
    here = f"/home/dossiers/{row.pk}/"
    pages = [
        here,
        *(f"{here}{page}" for page in ("filed/", "filed.pdf", "supplement/", "withdraw/")),
    ]
    pages += [f"{draft}{page}/" for page in ("where", "who", "papers", "review")]
    pages += [f"/home/papers/{held.pk}/"]
    for page in pages:
        assert other.get(page).status_code == HTTPStatus.NOT_FOUND, page
        assert Client().get(page).url.startswith("/sign-in/"), page
    for page in (
        f"{draft}drop/",
        f"{draft}review/",
        f"{here}withdraw/",
        f"/home/papers/{held.pk}/end/",
    ):
        assert other.post(page).status_code == HTTPStatus.NOT_FOUND, page
    assert row.code not in other.get("/home/").text
    row.refresh_from_db()
    assert row.status == 4


def test_no_page_of_a_resident_is_kept_by_a_cache(browser):
    row = filed(browser)
    here = f"/home/dossiers/{row.pk}/"
    for page in ("/home/", "/home/profile/", "/home/papers/", here, f"{here}filed.pdf", START):
        assert "no-store" in browser.get(page)["Cache-Control"], page


def test_the_home_can_be_put_on_a_phone(client):
    answer = client.get("/home/manifest.webmanifest")
    assert answer["Content-Type"] == "application/manifest+json"
    said = answer.json()
    assert (said["start_url"], said["display"]) == ("/home/", "standalone")
    assert {icon["sizes"] for icon in said["icons"]} == {"192x192", "512x512"}
    for icon in said["icons"]:
        assert find(icon["src"].removeprefix("/static/"))


def test_nothing_of_a_person_reaches_ledger_logs_or_public_pages(browser, caplog):
    caplog.set_level("DEBUG")
    row = led(filed(browser), Act.RECEIVE, Act.FORWARD, Act.ASK_SUPPLEMENT)
    person = row.party.person
    private = [filing_world.NAME, filing_world.PHONE, person.email, person.username, "to-khai.pdf"]
    private += [world.REASON, ticket(str(row.pk))]
    written = b"".join(
        bytes(each.record) + bytes(each.outbox.leaf)
        for each in Entry.objects.select_related("outbox")
    )
    public = "".join(
        Client().get(page).text
        for page in ("/", "/ledger/", "/units/c1/", f"/procedures/{BIRTH}/", "/procedures/")
    )
    said = "\n".join(
        each.getMessage() for each in caplog.records if not each.name.startswith("django.db")
    )
    for words in private:
        assert words.encode() not in written, words
        assert words not in public, words
        assert words not in said, words
