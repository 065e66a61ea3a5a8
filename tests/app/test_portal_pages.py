"""What the public reads: every number with its counts, down to the fact and its entry."""

import re
from datetime import date
from html import unescape

import pytest

import portal_campaign as world
from thidua.counting.models import Fact
from thidua.ledger.actions import sequence
from thidua.ledger.models import Entry
from thidua.recounts.actions import show_figures
from thidua.standings import actions as standings
from thidua.standings.actions import Place
from thidua.standings.models import State
from worlds import shared

pytestmark = pytest.mark.django_db

OUR_MODULE = r'<script type="module" src="/static/[a-z_/.]+">'


made = shared(world.make)


def read(client, address, status=200):
    """Give the words of a page, with single spaces and without tags."""
    response = client.get(address)
    assert response.status_code == status, response.content.decode()[:2000]
    main = response.content.decode().partition('tabindex="-1">')[2].partition("</main>")[0]
    return words(main)


def words(html):
    plain = " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).replace("\xa0", " ").split())
    return re.sub(r" ([,.;:])", r"\1", plain)


def links(client, address):
    body = client.get(address).content.decode()
    return [unescape(found) for found in re.findall(r'href="([^"]+)"', body)]


def table(client, address, nth=0):
    """Give the rows of a table as lists of words."""
    body = client.get(address).content.decode()
    found = re.findall(r"<table.*?</table>", body, re.DOTALL)[nth]
    rows = re.findall(r"<tr.*?</tr>", found, re.DOTALL)
    cells = [re.findall(r"<t[hd].*?</t[hd]>", row, re.DOTALL) for row in rows]
    plain = [
        [unescape(re.sub(r"<[^>]+>", " ", cell)).replace("\xa0", " ") for cell in row]
        for row in cells
    ]
    return [[" ".join(cell.split()) for cell in row] for row in plain]


def test_without_campaigns_the_home_page_says_what_will_stand_there(client):
    assert "Chưa có phong trào nào được công khai" in read(client, "/")
    assert "Danh mục đơn vị còn trống" in read(client, "/units/")
    assert "Sổ chưa có mục nào" in read(client, "/ledger/")


def test_the_home_page_leads_from_the_province_to_the_leaders(client, made):
    page = read(client, "/")
    assert "Từ 10/10/2024 đến hết 10/12/2024. Phong trào đã kết thúc." in page
    assert "Tỉnh Hậu Sông đang ở đâu so với chỉ tiêu" in page
    assert "70,00 % 21/30 ✓ vượt Chỉ tiêu 60 %" in page
    assert "27,78 % 50/180 ✕ chưa đạt Chỉ tiêu 50 % · còn 40 hộ" in page
    assert "lần công bố số 1 Số liệu đến hết" in page


def test_a_running_campaign_counts_its_days(client, made, monkeypatch):
    monkeypatch.setattr("django.utils.timezone.localdate", lambda *_: date(2024, 12, 1))
    page = read(client, "/")
    assert "Hôm nay là ngày thứ 53, còn 10 ngày kể cả hôm nay." in page
    assert "Giải nhất" not in page
    monkeypatch.setattr("django.utils.timezone.localdate", lambda *_: date(2024, 10, 1))
    assert "Phong trào chưa bắt đầu." in read(client, "/?before")


def test_standings_show_rank_points_figures_and_who_leads(client, made):
    page = read(client, "/campaigns/sixty/standings/communes/")
    assert "Xã An Phú dẫn đầu với 84,00 điểm, hơn đơn vị kế tiếp 4,50 điểm." in page
    rows = table(client, "/campaigns/sixty/standings/communes/")
    assert rows[1][1:6] == ["1", "= giữ hạng", "Xã An Phú", "84,00", "65,00 % ✓ vượt 13/20"]
    assert rows[2][1:6] == ["2", "= giữ hạng", "Phường Bình An", "79,50", "80,00 % ✓ vượt 8/10"]
    assert rows[3][1:6] == ["3", "= giữ hạng", "Xã Cẩm Hà", "0,00", "– chưa có số liệu"]


def test_standings_are_searched_without_marks(client, made):
    page = read(client, "/campaigns/sixty/standings/communes/?q=BINH")
    assert "Tìm thấy 1 trong 3 đơn vị." in page
    assert "An Phú dẫn đầu" in page
    assert "Không có đơn vị nào" in read(client, "/campaigns/sixty/standings/communes/?q=zzz")


def test_a_stage_has_its_own_standings(client, made):
    page = read(client, "/campaigns/sixty/standings/communes/?stage=october")
    assert "Đợt: Đợt tháng Mười (10/10/2024 – 31/10/2024)." in page
    assert "Nhất đợt" in page
    assert "Giải nhất" not in page


def test_a_day_shows_the_standings_as_they_stood(client, made):
    page = read(client, "/campaigns/sixty/standings/communes/?until=2024-10-21")
    assert "Tính đến hết ngày 21/10/2024." in page
    assert "8/15" in page


def test_changes_of_rank_are_told_from_the_edition_before(client, made):
    world.count("c2", "f", at=world.LATER, day=date(2024, 11, 7), guided=20)
    page = read(client, "/campaigns/sixty/standings/communes/")
    assert "1 ▲ 1 hạng, lên Phường Bình An" in page
    assert "2 ▼ 1 hạng, xuống Xã An Phú" in page


def test_equals_share_a_rank_and_say_so(client):
    world.open_units()
    world.plan()
    for unit in ("c1", "c2"):
        world.count(unit, unit, received=10, online=8, guided=1, households=1)
    page = read(client, "/campaigns/sixty/standings/communes/")
    assert "2 đơn vị cùng dẫn đầu với 100,00 điểm." in page
    assert page.count("đồng hạng") == 2
    assert "Đồng hạng với Phường Bình An." in read(client, "/campaigns/sixty/units/c1/")


def test_a_tie_that_the_plan_breaks_says_by_what(client):
    world.open_units()
    world.plan()
    world.count("c1", "a", received=20, online=16, guided=1, households=1)
    world.count("c2", "b", received=10, online=8, guided=1, households=1)
    decided = "phân hạng theo khối lượng của “Tỷ lệ hồ sơ trực tuyến”"
    page = read(client, "/campaigns/sixty/standings/communes/")
    assert "Xã An Phú dẫn đầu với 100,00 điểm, bằng điểm với đơn vị kế tiếp." in page
    assert decided in page
    assert decided in read(client, "/campaigns/sixty/units/c2/")


def test_the_sheet_adds_up_and_says_what_would_gain_the_next_rank(client, made):
    rows = table(client, "/campaigns/sixty/units/c2/")
    points = [row[3].replace(",", ".") for row in rows[1:-1]]
    assert sum(map(float, points)) == float(rows[-1][3].replace(",", "."))
    page = read(client, "/campaigns/sixty/units/c2/")
    assert "Hạng 2/3, 79,50 điểm. Khối xã." in page
    assert "Thêm 5 hộ ở “Hộ được hướng dẫn” thì lên hạng 1" in page
    assert "Đơn vị đang ở hạng cao nhất" in read(client, "/campaigns/sixty/units/c1/")


def test_the_sheet_names_what_is_missing(client, made):
    page = read(client, "/campaigns/sixty/units/c3/")
    assert "Thiếu: Hồ sơ trực tuyến, Hồ sơ tiếp nhận" in page
    assert "Thiếu: Báo cáo chậm" in page


def test_a_unit_without_a_rank_shows_its_area(client, made):
    page = read(client, "/campaigns/sixty/units/p1/")
    assert "không thuộc khối nào" in page
    assert "70,00 % ✓ vượt 21/30" in page
    assert "Tổng điểm" not in page
    assert "65,00 %" not in read(client, "/campaigns/sixty/units/h1/")


@pytest.mark.parametrize("unit", ["p1", "c1", "c2", "c3", "h1"])
@pytest.mark.parametrize("criterion", ["online", "guided", "reports"])
def test_the_parts_of_a_figure_add_up_to_it(client, made, unit, criterion):
    rows = table(client, f"/campaigns/sixty/units/{unit}/criteria/{criterion}/")

    def number(cell):
        return int(cell.replace(".", "").replace("≈", "") or 0)

    for column in range(1, len(rows[0])):
        parts = [row[column] for row in rows[1:-1] if row[column] != "–"]
        total = rows[-1][column]
        assert sum(map(number, parts)) == (0 if total == "–" else number(total))


def test_a_figure_opens_to_units_days_sources_and_facts(client, made):
    address = "/campaigns/sixty/units/c1/criteria/online/"
    page = read(client, address)
    assert "Xã An Phú: 65,00 % = 13/20, chỉ tiêu 60 %" in page
    assert "Ấp Một 6 10" in page
    assert "one-stop" in page
    assert "Bảng 2 ngày có số liệu" in page
    assert "6 số liệu đang được tính." in page
    assert "2 số liệu đang được tính. Chỉ ngày 25/10/2024." in read(
        client, f"{address}?day=2024-10-25"
    )
    assert "/campaigns/sixty/units/h1/criteria/online/" in links(client, address)


def test_a_count_of_the_unit_itself_opens_to_its_members_from_above(client, made):
    assert "riêng cơ quan của đơn vị" in read(
        client, "/campaigns/sixty/units/x-culture/criteria/files/"
    )
    page = read(client, "/campaigns/sixty/units/p1/criteria/files/")
    assert "Chưa có số liệu nào được ghi" in page


def test_a_figure_on_another_days_tree_names_the_units_that_it_came_from(client, made):
    world.merge_communes()
    page = read(client, "/campaigns/sixty/units/c4/criteria/online/?on=2025-07-01")
    assert "70,00 % = 21/30" in page
    assert (
        "Có số liệu của đơn vị trước sắp xếp: Xã An Phú, Phường Bình An, Ấp Một, Ấp Hai" in page
        or ("Có số liệu của đơn vị trước sắp xếp: Xã An Phú, Phường Bình An." in page)
    )
    assert "Xã An Bình, số liệu quy về đơn vị mới" in read(client, "/campaigns/sixty/units/c1/")
    assert "được quy về các đơn vị hành chính của ngày 01/07/2025" in read(
        client, "/campaigns/sixty/standings/communes/?on=2025-07-01"
    )


def test_a_fact_shows_its_source_and_entry_but_not_its_key_nor_its_actor(client, made):
    fact = Fact.objects.get(unit="h1", measure="online")
    response = client.get(f"/facts/{fact.public_id}/")
    page = read(client, f"/facts/{fact.public_id}/")
    assert "Hồ sơ trực tuyến: 6 hồ sơ" in page
    assert "Ấp Một, ngày 20/10/2024." in page
    assert "one-stop" in page
    assert f"mục số {fact.entry.outbox.leaf_index}" in page
    assert "secret" not in response.content.decode()
    assert world.ACTOR not in response.content.decode()


def test_a_corrected_fact_leads_to_the_one_that_counts(client, made):
    first = Fact.objects.get(unit="h1", measure="online")
    world.count("h1", "g", at=world.LATER, online=7, corrects=first.public_id)
    later = Fact.objects.get(corrects=first)
    page = read(client, f"/facts/{first.public_id}/")
    assert "đã được đính chính" in page
    assert f"/facts/{later.public_id}/" in links(client, f"/facts/{first.public_id}/")
    assert "đang chờ vào sổ" in read(client, f"/facts/{later.public_id}/")
    sequence()
    assert "✓ đang được tính" in read(client, f"/facts/{later.public_id}/")


def test_simulated_numbers_carry_their_mark_everywhere(client):
    world.open_units()
    world.plan()
    world.count("c1", "a", received=10, online=8, generated=True)
    world.count("c2", "b", received=10, online=9)
    world.publish()
    rows = table(client, "/campaigns/sixty/standings/communes/")
    cells = {row[3]: row[5] for row in rows[1:]}
    assert cells["Xã An Phú"].startswith("≈ 80,00 %")
    assert cells["Phường Bình An"].startswith("90,00 %")
    fact = Fact.objects.get(unit="c1", measure="online")
    for address in (
        "/",
        "/campaigns/sixty/",
        "/campaigns/sixty/standings/communes/",
        "/campaigns/sixty/units/c1/",
        "/campaigns/sixty/units/c1/criteria/online/",
        "/editions/sixty/1/",
        f"/facts/{fact.public_id}/",
    ):
        assert "không chứng minh điều gì về phương pháp" in read(client, address), address


def test_the_ledger_shows_its_head_and_every_entry_its_proof(client, made):
    page = read(client, "/ledger/")
    assert "Khóa công khai thidua.local/ledger+" in page
    assert "Công bố bảng xếp hạng" in page
    fact = Fact.objects.get(unit="h1", measure="online")
    index = fact.entry.outbox.leaf_index
    entry = read(client, f"/ledger/{index}/")
    assert f"Mục sổ số {index}" in entry
    assert "Nhập số liệu, Ấp Một" in entry
    assert f"/facts/{fact.public_id}/" in links(client, f"/ledger/{index}/")
    assert world.ACTOR not in client.get(f"/ledger/{index}/").content.decode()


def test_a_receipt_is_found_and_its_promise_checked(client, made):
    first = Entry.objects.first()
    assert "Lời hứa đã được giữ" in read(client, f"/receipts/?id={first.public_id}")
    world.count("c3", "h", at=world.LATER, received=1)
    waiting = Entry.objects.last()
    assert "Đã ghi, đang chờ vào sổ" in read(client, f"/receipts/?id={waiting.public_id}")
    assert "không có biên nhận" in read(client, f"/receipts/?id={'a' * 26}", status=404)
    assert "26 ký tự" in read(client, "/receipts/")


def test_an_edition_shows_what_it_stands_on_and_what_it_changed(client, made):
    page = read(client, "/editions/sixty/1/")
    assert "Kết quả tạm thời, số liệu đến hết 01/11/2024" in page
    assert "không thay lần nào" in page
    world.count("c2", "f", at=world.LATER, day=DAY_BEFORE, guided=20)
    world.publish(at=world.LATER)
    page = read(client, "/editions/sixty/2/")
    assert "Thay cho lần công bố 1" in page
    assert "Phường Bình An 2 1 79,50 99,50" in page
    assert "Hộ được hướng dẫn Phường Bình An 31/10/2024 1 20" in page
    assert "Đã được thay bằng lần công bố 2." in read(client, "/editions/sixty/1/")


DAY_BEFORE = date(2024, 10, 31)


def test_the_councils_result_stands_beside_the_computed_one_with_its_reason(client, made):
    world.publish(state=State.OFFICIAL, at=world.CLOSED)
    standings.record_council_result(
        campaign="sixty",
        stage="",
        places=(Place("communes", "c2", 1, "first"), Place("communes", "c1", 2, "")),
        grounds=("Quyết định 9/QĐ-UBND", "Xã An Phú gửi báo cáo chậm"),
        actor=world.ACTOR,
        at=world.CLOSED,
    )
    world.publish(state=State.OFFICIAL, reason="Ghi kết quả của hội đồng", at=world.CLOSED)
    page = read(client, "/campaigns/sixty/standings/communes/")
    assert "hạng 1, Giải nhất △ khác kết quả tính" in page
    assert "Quyết định 9/QĐ-UBND. Xã An Phú gửi báo cáo chậm" in page
    sheet = read(client, "/campaigns/sixty/units/c1/")
    assert "Hội đồng xếp hạng 2; kết quả tính là hạng 1. △ khác kết quả tính" in sheet
    edition = read(client, "/editions/sixty/3/")
    assert "Khối xã Phường Bình An 1 2 △ khác Giải nhất" in edition
    assert "Lý do Ghi kết quả của hội đồng" in edition
    assert "Không đơn vị nào đổi hạng" in edition


def test_the_plan_is_shown_in_words_with_its_source_and_bytes(client, made):
    page = read(client, "/campaigns/sixty/")
    assert "Kế hoạch phát động, 01/KH-UBND (UBND tỉnh)" in page
    assert "1. khối lượng của “Tỷ lệ hồ sơ trực tuyến”" in page
    assert "cách đọc của chúng tôi" in page
    assert "Đợt tháng Mười: 10/10/2024 – 31/10/2024, tính riêng trong đợt" in page
    assert "/published/plans/sixty/1.toml" in links(client, "/campaigns/sixty/")
    assert "Phong trào thử" in read(client, "/campaigns/")


def test_printed_figures_stand_beside_their_recount_once_the_office_shows_them(client, made):
    assert "đang tắt" in read(client, "/figures/", 404)
    show_figures(unit="p1", reason="Đã rà soát", actor=world.ACTOR, at=world.CLOSED)
    page = read(client, "/figures/")
    assert "461.784/545.903 là 81,88 %; tính lại được 84,59 %" in page
    assert "Chìa khóa thúc đẩy tăng trưởng và phát triển bền vững" in page
    assert "Báo Hậu Giang, 07/02/2025" in page
    assert "98.763/102.771 96,10 % 96,10 % ✓ khớp" in page
    assert "84.59" in read(client, "/en/figures/")


def test_units_are_found_by_name_and_code_and_know_their_family(client, made):
    world.merge_communes()
    assert "Xã An Phú" in read(client, "/units/?q=an phu")
    assert "Phường Bình An" in read(client, "/units/?q=102")
    assert "Xã An Phú" not in read(client, "/units/?q=an+phu&on=2026-01-01")
    assert "Tỉnh Hậu Sông" in read(client, "/units/")
    page = read(client, "/units/c4/")
    assert "Trước sắp xếp Xã An Phú đến trước 01/07/2025 Phường Bình An" in page
    assert "2 đơn vị trực thuộc" in page
    assert "Phong trào thử" in read(client, "/units/c1/")


def test_the_page_on_checking_gives_commands_and_limits(client, made):
    page = read(client, "/verify/")
    assert "python3 thidua-verify.pyz standings published --key 'thidua.local/ledger+" in page
    assert "Không nói được" in page


def test_every_page_has_its_english_twin(client, made):
    for address in ("/", "/campaigns/", "/campaigns/sixty/", "/ledger/", "/units/", "/verify/"):
        body = client.get(f"/en{address}").content.decode()
        assert '<html lang="en"' in body
        assert f'href="{address}" lang="vi"' in body


def test_pages_bring_no_script_nor_style_of_their_own_and_no_outside_address(client, made):
    seen, todo = set(), ["/", "/en/"]
    while todo:
        address = todo.pop()
        if address in seen or address.startswith(
            ("/static", "/published.tar", "/sign-in", "/en/sign-in")
        ):
            continue
        seen.add(address)
        response = client.get(address)
        assert response.status_code == 200, address
        if not response["Content-Type"].startswith("text/html"):
            b"".join(response.streaming_content if response.streaming else [])
            continue
        body = response.content.decode()
        scripts = re.findall(r"<script[^>]*>[^<]*", body)
        assert all(re.fullmatch(OUR_MODULE, each) for each in scripts), scripts
        assert "style=" not in body
        assert not re.findall(r'(?:href|src|action)="(?!http://testserver/)(?:https?:)?//', body)
        assert len(body) < 300_000
        todo += [unescape(each) for each in re.findall(r'href="(/[^"#]*)', body)]
    assert len(seen) > 100
