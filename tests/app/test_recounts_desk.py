"""An office counts its own draft again, and decides whether the public page is shown."""

import re
from html import unescape

import pytest

import desk
import portal_campaign as world
from thidua.accounts.rules import Role
from thidua.kernel.errors import RuleBroken
from thidua.ledger.models import Entry
from thidua.recounts.actions import hide_figures, record_reply, show_figures
from thidua.recounts.models import Reply, Showing, is_shown, replies, showing
from worlds import shared

pytestmark = pytest.mark.django_db

DESK = "/units/p1/figures/"
KEY = "000.p93.online"
UUID = "8f0c2f06-5b0b-4b64-9a3a-3a1f5f0f7a1{}"
DRAFT = """Đơn vị\tTử số\tMẫu số\tTỷ lệ
Xã An Phú\t13\t20\t65%
Bình An\t8\t11\t80%
Nơi khác\t1\t3\t34%
Xã Cẩm Hà\t7,875\t9.000
"""


made = shared(desk.make)


@pytest.fixture
def office(made):
    return desk.client("office")


@pytest.fixture
def committee(made):
    return desk.client("committee")


def words(answer):
    assert answer.status_code == 200, answer.content.decode()[:2000]
    main = answer.content.decode().partition('tabindex="-1">')[2].partition("</main>")[0]
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", main)).replace("\xa0", " ").split())


def test_a_draft_is_counted_again_beside_the_ledger_and_nothing_is_stored(office):
    assert "Không dòng nào được lưu lại" in words(office.get(DESK))
    before = Entry.objects.count()
    plain = words(office.post(DESK, {"rows": DRAFT}))
    assert "1 khớp" in plain
    assert "2 không khớp" in plain
    assert "1 chưa đọc được" in plain
    assert "7,875" in plain
    assert "như dự thảo" not in plain
    beside = words(office.post(DESK, {"rows": DRAFT, "against": "sixty/online"}))
    assert "Xã An Phú: 13/20 · 65,00 % ✓ như dự thảo" in beside
    assert "Phường Bình An: 8/10 · 80,00 % △ khác dự thảo" in beside
    assert "không nhận ra đơn vị" in beside
    department = {"rows": "Sở Văn hóa\t40", "against": "sixty/online"}
    assert "không nhận ra đơn vị" in words(office.post(DESK, department))
    early = {"rows": DRAFT, "against": "sixty/online", "until": "2024-10-21"}
    assert "Xã An Phú: 8/15 · 53,33 % △ khác dự thảo" in words(office.post(DESK, early))
    outside = {"rows": DRAFT, "against": "sixty/online", "until": "2025-01-01"}
    assert "nằm ngoài thời gian" in words(office.post(DESK, outside))
    many = words(office.post(DESK, {"rows": "a\t1\t2\n" * 201}))
    assert "Bảng có 201 dòng" in many
    assert Entry.objects.count() == before
    hostile = office.post(DESK, {"rows": "<script>alert(1)</script>\t1\t2\t50%"})
    assert "<script>alert" not in hostile.content.decode()


def test_simulated_counts_beside_a_draft_are_marked(office):
    world.count("c3", "s", received=10, online=4, generated=True)
    page = words(office.post(DESK, {"rows": "Cẩm Hà\t4\t10\t40%", "against": "sixty/online"}))
    assert "≈ 4/10" in page
    assert "Số liệu mô phỏng" in page


def test_the_office_of_the_province_turns_the_page_on_and_off(client, office, committee):
    assert committee.get(DESK).status_code == 403
    assert "đang tắt" in words(office.get(DESK))
    shut = client.get("/figures/")
    assert shut.status_code == 404
    assert "Trang số liệu đã công bố đang tắt" in unescape(shut.content.decode())
    assert "/figures/" not in client.get("/").content.decode()
    silent = {"turn": "on", "reason": " ", "key": UUID.format(1)}
    assert office.post(f"{DESK}public/", silent).status_code == 422
    on = {"turn": "on", "reason": "Đã rà soát", "key": UUID.format(2)}
    assert office.post(f"{DESK}public/", on).status_code == 302
    office.post(f"{DESK}public/", on)  # pressed twice: once
    assert Entry.objects.filter(kind="recounts.shown").count() == 1
    assert showing().reason == "Đã rà soát"
    assert is_shown()
    assert 'href="/figures/"' in client.get("/").content.decode()
    page = words(client.get("/figures/"))
    assert "461.784/545.903 là 81,88 %; tính lại được 84,59 %" in page
    assert "có thể chỉ là lỗi in" in page
    reply = {"said_by": "Báo <b>Thử</b>", "text": "Đã đính chính.", "key": UUID.format(3)}
    address = next(
        link for link in re.findall(r'href="([^"]+/reply/)"', office.get(DESK).content.decode())
    )
    assert "Ghi tên cơ quan" in words(office.get(address))
    assert office.post(address, reply).status_code == 302
    assert office.get(f"{DESK}nowhere/reply/").status_code == 404
    answered = client.get("/figures/").content.decode()
    assert "Báo &lt;b&gt;Thử&lt;/b&gt; trả lời: Đã đính chính." in answered
    off = {"turn": "off", "reason": "Chờ đính chính", "key": UUID.format(4)}
    assert office.post(f"{DESK}public/", off).status_code == 302
    assert client.get("/figures/").status_code == 404
    assert "/figures/" not in client.get("/").content.decode()


def test_what_cannot_be_written_is_refused_and_the_rest_is_in_the_ledger():
    world.open_units()
    given = {"actor": world.ACTOR, "at": world.DURING}

    def refused(code, action, **more):
        with pytest.raises(RuleBroken) as broken:
            action(**given, **more)
        assert broken.value.code == code

    refused("recounts.not-the-province", show_figures, unit="c1", reason="x")
    refused("recounts.reason-missing", show_figures, unit="p1", reason=" ")
    refused("recounts.already-hidden", hide_figures, unit="p1", reason="x")
    show_figures(unit="p1", reason=" Đã rà soát ", **given)
    refused("recounts.already-shown", show_figures, unit="p1", reason="x")
    said = {"unit": "p1", "figure": KEY, "said_by": "Báo", "text": "Lỗi in"}
    refused("recounts.no-figure", record_reply, **said | {"figure": "x"})
    refused("recounts.reply-empty", record_reply, **said | {"text": " "})
    record_reply(**said, **given)
    record_reply(**said | {"text": "Đã sửa"}, **given)
    assert {key: reply.text for key, reply in replies().items()} == {KEY: "Đã sửa"}
    assert str(Reply.objects.get()) == KEY
    assert str(Showing.objects.get()).startswith("p1 2024-11-01")
    hide_figures(unit="p1", reason="Chờ", **given)
    kinds = Entry.objects.filter(kind__startswith="recounts.").order_by("pk")
    assert list(kinds.values_list("kind", flat=True)) == [
        "recounts.shown",
        "recounts.replied",
        "recounts.replied",
        "recounts.hidden",
    ]
    leaves = "".join(bytes(entry.outbox.leaf).decode() for entry in kinds)
    assert KEY in leaves
    assert not re.search(
        "rà soát|Lỗi in|Đã sửa|Báo|Chờ", leaves
    )  # typed words are under the commitment


def test_an_office_below_checks_its_drafts_but_decides_nothing_for_all():
    world.open_units()
    desk.seat("commune", Role.CAMPAIGN_OFFICE, "c1")
    page = words(desk.client("commune").get("/units/c1/figures/"))
    assert "Đếm lại số liệu trước khi công bố" in page
    assert "Trang công khai" not in page
