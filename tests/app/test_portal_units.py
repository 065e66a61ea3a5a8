"""A unit's page: where it stands and why, what to do, its parts, its family on both trees."""

import contextlib
import re
from decimal import Decimal
from html import unescape

import pytest

import window
from thidua.standings.models.live import live
from worlds import shared

pytestmark = pytest.mark.django_db
HERE = f"/campaigns/{window.CAMPAIGN}/units"


made = shared(window.make)


@pytest.fixture
def board(made):
    return live(window.CAMPAIGN)


def read(client, address):
    answer = client.get(address)
    assert answer.status_code == 200, answer.content.decode()[:1000]
    body = answer.content.decode().partition('id="content"')[2]
    plain = unescape(re.sub(r"<[^>]+>", " ", body)).replace("\xa0", " ")
    return " ".join(plain.split())


def communes(board):
    return next(each for each in board.groups if each.group.code == "communes").standings


def amount(text):
    return Decimal(text.replace(".", "").replace(",", ".").replace("≈", "").strip())


def test_the_lines_of_a_sheet_add_up_to_its_total(client, board):
    fifth = communes(board)[4].sheet
    body = client.get(f"{HERE}/{fifth.unit}/").content.decode()
    sheet = body.partition('class="stack sheet"')[2].partition("</table>")[0]
    cells = re.findall(r'data-label="Điểm"><span>(.*?)</span></td>', sheet, re.DOTALL)
    *lines, total = [amount(re.sub(r"<.*?>", "", cell)) for cell in cells]
    assert len(lines) == 4
    assert sum(lines) == total == fifth.published


def test_a_unit_reads_where_it_stands_why_and_what_to_do(client, board):
    ranked = communes(board)
    tenth = ranked[9]
    page = read(client, f"{HERE}/{tenth.sheet.unit}/")
    assert f"Hạng {tenth.rank}/75" in page
    assert re.search(
        r"Kém .+ \(hạng \d+\) ≈ [\d,]+ điểm\. Hơn .+ \(hạng \d+\) ≈ [\d,]+ điểm\.", page
    )
    assert re.search(r"Mất nhiều điểm nhất ở “.+”: ≈ [\d,]+ điểm so với tối đa\.", page)
    assert re.search(r"Để lên hạng\. Thêm [\d.]+ (hồ sơ|thuê bao) ở “.+” thì lên hạng \d+", page)
    assert "lần công bố số" in page
    assert "Kết quả chính thức" in page  # the seal


def test_equals_and_the_silent_say_so(client, board):
    first, second = window.communes()[:2]
    assert "Đồng hạng với" in read(client, f"{HERE}/{first}/")
    assert "Đồng hạng với" in read(client, f"{HERE}/{second}/")
    silent = read(client, f"{HERE}/{window.communes()[window.SILENT]}/")
    assert "chưa có số liệu" in silent
    assert "Thiếu: " in silent
    nothing = read(client, f"{HERE}/{window.communes()[window.NOTHING_TO_DIVIDE]}/")
    assert "Mẫu số bằng 0: không có gì để tính tỷ lệ" in nothing


def test_a_district_lists_its_parts_by_rank(client, board):
    page = read(client, f"{HERE}/d936/")
    assert f"{len(board.tree.children['d936'])} đơn vị trực thuộc" in page
    body = client.get(f"{HERE}/d936/").content.decode().partition('id="parts"')[2]
    ranks = [int(each) for each in re.findall(r"<td[^>]*><span>(\d+)/75<", body)]
    assert ranks == sorted(ranks)
    assert len(ranks) == len(board.tree.children["d936"])


def test_a_unit_shows_what_came_of_it_with_figures_on_that_tree(client, board):
    page = read(client, f"{HERE}/c31366/")
    assert "Trước và sau sắp xếp" in page
    there = live(window.CAMPAIGN, on=window.REFORM)
    body = client.get(f"{HERE}/c31366/").content.decode()
    heir = re.search(r'href="[^"]+/units/(c[\w-]+-2025)/\?on=2025-07-01"', body)[1]
    after = page.partition("theo đơn vị từ 01/07/2025")[2]
    assert after.startswith(f" {there.tree.nodes[heir].label} ≈ ")
    assert heir == "c31366-2025"  # the sweep of public pages opens it by this name
    before = read(client, f"{HERE}/{heir}/?on=2025-07-01")
    assert "Thị trấn Ngã Sáu đến trước 01/07/2025" in before
    assert '<img class="qr' not in client.get(f"{HERE}/{heir}/?on=2025-07-01").content.decode()


def test_downloads_and_a_qr_code_stand_beside(client, board):
    body = client.get(f"{HERE}/c31366/").content.decode()
    for name in ("standings.xlsx", "standings.csv", "sheets.json"):
        address = f"/published/editions/{window.CAMPAIGN}/2/{name}"
        assert address in body
        with contextlib.closing(client.get(address)) as answer:
            assert answer.status_code == 200
    qr = re.search(r'<img class="qr" src="([^"]+)" alt="[^"]{10,}"', body)[1]
    assert client.get(qr)["Content-Type"].startswith("image/svg+xml")


def test_a_unit_that_is_no_more_says_what_took_it_over_and_where_it_stood(client, board):
    page = read(client, "/units/c31366/")
    assert "Từ 01/07/2025 đơn vị này không còn" in page
    assert re.search(r"60 ngày đêm[^≈]+số 2, đến hết 10/12/2024 \d+/75 ≈ [\d,]+", page)
    heir = re.search(
        r'href="/units/(c[\w-]+-2025)/"', client.get("/units/c31366/").content.decode()
    )[1]
    assert "đến trước 01/07/2025" in read(client, f"/units/{heir}/")
