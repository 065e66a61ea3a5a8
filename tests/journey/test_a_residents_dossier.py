"""A resident's dossier, from signing up on a phone to a signed result and a rating.

Three officers lead it on at their desks. Its counts equal it, and nothing of the resident's is public.
"""

import re

import pypdfium2
import pytest

import browser
import dossier_desk as desk
import filing_world
import onestop_world as world
import signing_desk
from archive_hostile import pdf, photo
from thidua.counting.models import Fact
from thidua.kernel.text import fold
from thidua.ledger.models import Batch, Entry, Outbox
from thidua.onestop.models import Dossier

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(browser.CHROMIUM is None, reason=browser.MISSING),
]
PLANTED = (world.NAME, fold(world.NAME), world.PHONE, world.IDENTITY, desk.MAIL)
SECRET = re.compile(r"\b\w{4}(-\w{4}){3}\b")
STEPS = ("Tiếp nhận", "Thẩm định", "Phê duyệt", "Ký số", "Trả kết quả")


@pytest.fixture
def device():
    signing_desk.folder()
    return signing_desk.open_desk()


@pytest.fixture
def clock(monkeypatch):
    clock = desk.Clock()
    monkeypatch.setattr("django.utils.timezone.now", clock.now)
    return clock


@pytest.fixture
def letters(settings):
    with filing_world.post(settings) as letters:
        yield letters


@pytest.fixture
def site(clock, device, live_server):
    browser.elsewhere(desk.make)
    browser.elsewhere(desk.let_sign, device, clock.at)
    return live_server.url


def upload(tab, slot, name, mime, content):
    file = {"name": name, "mimeType": mime, "buffer": content}
    place = tab.locator(f"#paper-{slot}")
    place.locator("input[type=file]").set_input_files(file)
    place.get_by_role("button", name="Tải lên").click()
    assert name in browser.words(tab)


def file_online(phone):
    """File with a PDF and a photo; the code, and the secret that the QR code holds, are shown."""
    phone.goto("/home/")
    browser.open_to_everybody(phone)
    desk.begun(phone)
    upload(phone, 0, "to-khai.pdf", "application/pdf", pdf())
    upload(phone, 1, "giay-chung-sinh.jpg", "image/jpeg", photo())
    browser.open_to_everybody(phone)
    browser.picture(phone, "filing-papers", width=390, height=844)
    desk.visit(phone, "Tiếp tục")
    browser.open_to_everybody(phone)
    desk.tap(phone, "Nộp hồ sơ")
    browser.open_to_everybody(phone)
    browser.picture(phone, "filing-filed", width=390, height=844)
    assert phone.get_by_role("img", name="QR").is_visible()
    row = browser.elsewhere(desk.last)
    assert row.code in browser.words(phone)
    told = browser.download(phone, "link", "Tải thông báo (PDF)")
    assert row.code in text(told)
    return row, SECRET.search(browser.words(phone))[0]


def text(document):
    with pypdfium2.PdfDocument(document) as read:
        return " ".join(page.get_textpage().get_text_bounded() for page in read)


def lead_on(person, row, clock, device):
    """Lead the dossier through its five steps, each in the seat whose step it is."""
    counter = receive(person, row)
    appraise(person, row)
    signed = decide(person, row, clock, device)
    counter.goto(page_of(row))
    desk.act(counter, "Trả kết quả")
    assert "Đã trả kết quả" in browser.words(counter)
    browser.open_to_everybody(counter)
    return signed


def page_of(row):
    return f"{desk.HOME}{row.pk}/"


def receive(person, row):
    counter = desk.sit_down(person, "c1-one-stop")
    browser.open_to_everybody(counter)
    browser.picture(counter, "desk-inbox", height=600)
    desk.visit(counter, row.code)
    browser.open_to_everybody(counter)
    browser.picture(counter, "desk-dossier", height=900)
    desk.act(counter, "Tiếp nhận")
    receipt = browser.download(counter, "link", "Giấy tiếp nhận và hẹn trả (mẫu 01)")
    assert row.code in text(receipt)
    desk.act(counter, "Chuyển thẩm định")
    return counter


def appraise(person, row):
    officer = desk.sit_down(person, "c1-officer")
    desk.visit(officer, row.code)
    browser.open_to_everybody(officer)
    assert browser.download(officer, "link", "Tờ khai") == pdf()
    desk.act(officer, "Trình phê duyệt")


def decide(person, row, clock, device):
    """Approve, and give the result: refused without a signature, taken with the leader's own."""
    leader = desk.sit_down(person, "c1-leader")
    leader.goto(page_of(row))
    desk.act(leader, "Phê duyệt")
    result = signing_desk.document("Giay khai sinh")
    send_result(leader, result)
    assert "Tệp không có chữ ký số" in desk.said(leader)
    leader.goto(page_of(row))
    desk.opened(leader, "Gửi kết quả đã ký số")
    browser.open_to_everybody(leader)
    browser.picture(leader, "desk-sign", height=600)
    signed = browser.elsewhere(desk.signed, device, result, clock.now())
    send_result(leader, signed)
    assert "Đã ghi." in desk.said(leader)
    return signed


def send_result(leader, content):
    file = {"name": "ket-qua.pdf", "mimeType": "application/pdf", "buffer": content}
    desk.act(leader, "Gửi kết quả đã ký số", {"content": file})


def follow_and_rate(phone, other, row, secret):
    """See every step, and rate once; a page that was opened before rates no second time."""
    for tab, factor in ((phone, world.PHONE[-4:]), (other, secret)):
        desk.tracked(tab, row.code, factor)
    shown = browser.words(phone)
    assert all(f"{step} xong" in " ".join(shown.split()) for step in STEPS)
    browser.open_to_everybody(phone)
    browser.picture(phone, "tracking", width=390, height=844)
    phone.get_by_label("5 – rất hài lòng").check()
    desk.tap(phone, "Gửi đánh giá")
    assert "Ông/bà đã đánh giá 5/5" in browser.words(phone)
    browser.open_to_everybody(phone)
    other.get_by_label("1 – rất không hài lòng").check()
    desk.tap(other, "Gửi đánh giá")
    assert "mỗi việc chỉ đánh giá một lần" in desk.said(other)
    desk.tracked(other, row.code)
    assert "Ông/bà đã đánh giá 5/5" in browser.words(other)


def take_home(phone, signed):
    phone.goto("/home/")
    browser.open_to_everybody(phone)
    desk.visit(phone, "Đăng ký khai sinh")
    browser.open_to_everybody(phone)
    assert browser.download(phone, "link", "Kết quả giải quyết") == signed
    phone.goto("/home/papers/")
    browser.open_to_everybody(phone)


def counted():
    live = Fact.objects.live().filter(unit="c1", quantity=1).values_list("measure", flat=True)
    return set(live)


def written():
    """Give all that the ledger keeps and publishes, and the addresses of its entries."""
    kept = [bytes(each.record) + each.note.encode() for each in Entry.objects.all()]
    leaves = [bytes(each.leaf) for each in Outbox.objects.all()]
    facts = [f"/facts/{each}/" for each in Fact.objects.values_list("public_id", flat=True)]
    entries = [f"/ledger/{place}/" for place in range(len(leaves))]
    return kept + leaves + [bytes(each.content) for each in Batch.objects.all()], facts + entries


def nothing_is_told(stranger):
    """Search what was planted in the ledger and on all public pages."""
    kept, pages = browser.elsewhere(written)
    assert len(pages) > len(STEPS)
    for page in ("/", "/ledger/", "/units/c1/", "/procedures/", "/track/", *pages):
        answer = stranger.request.get(page)
        assert answer.ok, page
        kept.append(answer.body())
    for content in kept:
        assert [each for each in PLANTED if each.encode() in content] == []


def test_a_resident_files_on_a_phone_and_takes_a_signed_result_home(site, clock, device, letters):
    with browser.chromium(site) as person:
        phone = desk.signed_up(person, letters)
        row, secret = file_online(phone)
        signed = lead_on(person, row, clock, device)
        other = person(script=True)
        follow_and_rate(phone, other, row, secret)
        take_home(phone, signed)
        assert browser.elsewhere(desk.unequal) == []
        assert browser.elsewhere(Dossier.objects.count) == 1
        assert {"dossiers.received", "dossiers.online", "dossiers.e-results"} <= browser.elsewhere(
            counted
        )
        nothing_is_told(other)
        assert not [each for each in PLANTED[:4] if each in browser.words(other)]
