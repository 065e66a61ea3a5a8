"""Standings as a reader asks for them: sorted, narrowed, found, paged, and side by side."""

import re
from datetime import date
from html import unescape

import pytest

import portal_campaign as world
from thidua.campaigns.actions import publish_plan
from thidua.counting.actions import enter
from thidua.ledger.rules import Fact, Grade
from thidua.units.actions import open_unit
from thidua.units.rules import Level, NewUnit
from worlds import shared

pytestmark = pytest.mark.django_db

TABLE = "/campaigns/sixty/standings/communes/"
COMPARE = f"{TABLE}compare/"
LONG = "Thị trấn Nông trường Bình Sơn và vùng đệm ven sông Cái Lớn A"  # 60 letters
LABEL = f"Xã {LONG}"
AT_MOST = 300_000  # bytes of a page


def page(client, address, status=200):
    response = client.get(address)
    assert response.status_code == status, response.content.decode()[:2000]
    return response.content.decode()


def words(html):
    main = html.partition('tabindex="-1">')[2].partition("</main>")[0]
    plain = " ".join(unescape(re.sub(r"<[^>]+>", " ", main)).replace("\xa0", " ").split())
    return re.sub(r" ([,.;:])", r"\1", plain)


def order(client, query=""):
    """Give the units of a table in the order in which they stand."""
    return " ".join(re.findall(r'<tr id="u-([^"]+)">', page(client, f"{TABLE}{query}")))


def heads(html):
    """Give what each head sorts by next, and how it sorts now."""
    found = re.findall(r"<th scope=\"col\"([^>]*)><a class=\"sort\" href=\"([^\"]*)\"", html)
    sorts = [(re.search(r"sort=([^&\"]+)", unescape(href))[1], given) for given, href in found]
    return {by: (re.search(r'aria-sort="(\w+)"', given) or [""] * 2)[1] for by, given in sorts}


def make_mixed():
    """Make a campaign with a tie, missing figures, a zero denominator and a long name."""
    world.open_units()
    for unit in (
        NewUnit("d1", Level.DISTRICT, "district", "Châu Thành", "p1", codes={"gso": "11"}),
        NewUnit("c5", Level.COMMUNE, "commune", "Đông Hoà", "d1", codes={"gso": "105"}),
        NewUnit("c6", Level.COMMUNE, "commune", LONG, "d1", codes={"gso": "106"}),
    ):
        open_unit(unit=unit, first=None, actor=world.ACTOR, at=world.OPENED)
    world.plan()
    world.counts()
    world.count("c5", "g", received=0, online=0, guided=10, households=100)
    world.publish()
    world.count("c2", "f", at=world.LATER, day=date(2024, 11, 7), guided=20)


mixed = shared(make_mixed)


def test_a_table_is_sorted_by_whatever_its_heads_say(client, mixed):
    assert order(client) == "c2 c1 c5 c3 c6"
    assert order(client, "?sort=name") == "c2 c1 c3 c5 c6"
    assert order(client, "?sort=-name") == "c6 c5 c3 c1 c2"
    assert order(client, "?sort=-rank") == "c3 c6 c5 c1 c2"
    assert order(client, "?sort=points") == "c3 c6 c5 c1 c2"
    assert order(client, "?sort=-change") == "c2 c5 c3 c6 c1"
    assert order(client, "?sort=value.online") == "c1 c2 c5 c3 c6"
    assert order(client, "?sort=-value.guided") == "c2 c1 c5 c3 c6"
    html = page(client, f"{TABLE}?sort=-points&q=a&page=1")
    assert heads(html) == {
        "rank": "", "-change": "", "name": "", "points": "descending",
        "-value.online": "", "-value.guided": "", "value.reports": "",
    }  # fmt: skip
    assert heads(page(client, TABLE))["-rank"] == "ascending"
    assert 'href="?sort=-value.online&amp;q=a"' in html


def test_a_table_is_narrowed_by_place_by_state_and_by_name(client, mixed):
    assert order(client, "?under=d1") == "c5 c6"
    assert order(client, "?under=d1&sort=-rank") == "c6 c5"
    assert order(client, "?state=up") == "c2"
    assert order(client, "?state=down") == "c1"
    assert order(client, "?state=reached") == "c2"
    assert order(client, "?state=behind") == "c1 c5"
    assert order(client, "?state=missing") == "c1 c5 c3 c6"
    assert order(client, "?state=missed.guided") == "c1 c5"
    assert order(client, "?state=missing.online") == "c3 c6"
    assert order(client, "?q=hòa") == order(client, "?q=HOÀ") == order(client, "?q=dong") == "c5"
    found = page(client, f"{TABLE}?q=hoa&sort=-name")
    assert "Tìm thấy 1 trong 5 đơn vị." in words(found)
    assert 'href="?sort=-name&amp;page=1#u-c5">xem trong bảng, trang 1' in found
    assert "Không có đơn vị nào trong khối đúng như vậy." in words(
        page(client, f"{TABLE}?q=hoa&state=up")
    )


def test_a_table_says_in_words_what_a_number_cannot(client, mixed):
    html = page(client, TABLE)
    text = words(html)
    assert "0/0 mẫu số bằng 0" in text
    assert text.count("đồng hạng") == 2
    assert LONG in text
    assert "2 ▼ 1 hạng, xuống Xã An Phú" in text
    assert '<rect width="100%"/><rect x="75%"/>' in html  # 60 % asked where 80 % is the most
    assert "style=" not in html
    assert 'aria-label="So sánh Xã An Phú"' in html
    departments = page(client, "/campaigns/sixty/standings/departments/")
    assert "So sánh" not in words(departments)  # one unit alone
    assert 'name="under"' not in departments


REFUSALS = [
    (f"{TABLE}?sort=size", 422, "Hãy mở lại trang và chọn trong danh sách: rank, -rank, name"),
    (f"{TABLE}?state=good", 422, "reached, behind, missing, up, down, reached.online"),
    (f"{TABLE}?under=nowhere", 422, "Hãy chọn một đơn vị cấp trên"),
    (f"{TABLE}?show=nothing", 422, "trong: online, guided, reports"),
    (f"{TABLE}?page=2", 404, "Không có trang 2: danh sách này có 1 trang"),
    (f"{TABLE}?q=hoa&page=2", 404, "danh sách này có 1 trang"),
    (f"{TABLE}?" + "&".join(f"a{n}=1" for n in range(13)), 422, "13 tham số"),
    (f"{COMPARE}?units=c1,nobody", 404, "Không có đơn vị mang mã “nobody”"),
    (f"{COMPARE}?units=c1,x-culture", 422, "Sở Văn hóa thuộc “Khối sở, ngành”"),
    (f"{COMPARE}?units=c1,p1", 422, "Tỉnh Hậu Sông không xếp hạng trong khối nào"),
    (f"{COMPARE}?units=c1;c2", 422, "cách nhau bằng dấu phẩy"),
    (f"{COMPARE}?units=" + "c1," * 51, 422, "cách nhau bằng dấu phẩy"),
    (COMPARE, 422, "ở đây có 0"),
    (f"{COMPARE}?units=c1&units=c1&q=binh", 422, "ở đây có 1"),
    (f"{COMPARE}?units=c1,c2,c3,c5,c6", 200, "So sánh 5 đơn vị"),
]


def test_what_cannot_be_asked_is_answered_with_what_can(client, mixed):
    for address, status, told in REFUSALS:
        assert told in words(page(client, address, status)), address
    few = page(client, f"{COMPARE}?units=c1&q=binh", 422)
    assert 'href="/campaigns/sixty/standings/communes/compare/?units=c1,c2"' in few
    assert "Không có đơn vị nào khác" in words(page(client, f"{COMPARE}?units=c1&q=zzz", 422))


def test_units_stand_side_by_side(client, mixed):
    html = page(client, f"{COMPARE}?units=c1&units=c2,c1&units=c5&units=c3")
    text = words(html)
    assert "Phường Bình An đứng trên, hạng 1" in text
    assert "Xã An Phú hạng 2, kém 15,50 điểm." in text
    assert "Chênh nhau nhiều nhất ở “Tỷ lệ hồ sơ trực tuyến”: 60,00 điểm." in text
    assert "Xã Cẩm Hà chưa có số liệu ở 3 tiêu chí." in text
    assert "Một đơn vị được chọn nhiều lần chỉ hiện một cột." in text
    assert "Hạng 2 ▼ 1 hạng, xuống 1 ▲ 1 hạng, lên 3 = giữ hạng 4 = giữ hạng" in text
    best = "So với nhau bằng điểm; thêm 3 hồ sơ thì bằng đơn vị tốt nhất tốt nhất không so được"
    assert best in text
    assert "kém 16,00 điểm; thêm 20 hộ thì bằng đơn vị tốt nhất tốt nhất kém 20,00 điểm" in text
    assert "Đến chỉ tiêu còn 20 hộ đạt còn 40 hộ chưa có số liệu" in text
    assert "Lần 1 đến hết 01/11/2024 hạng 1, 84,00 điểm hạng 2, 79,50 điểm" in text
    assert html.count('scope="col"') == 4 + 1 + 4  # four units in either table
    assert "style=" not in html
    assert 'href="/campaigns/sixty/units/c2/"' in html
    assert 'units=c1,c5,c3">Bỏ ra' in html
    tied = words(page(client, f"{COMPARE}?units=c3,c6&stage=october"))
    assert f"Xã Cẩm Hà, {LABEL} cùng hạng 4 với 0,00 điểm. Không tiêu chí nào chênh điểm." in tied
    assert "Qua các lần công bố" not in tied  # the stage has no edition
    assert "stage=october&amp;units=c3,c6" not in tied
    level = words(page(client, f"{COMPARE}?units=c1,c2&until=2024-10-20"))
    assert "Lần 1" not in level


CRITERION = """
[[criteria]]
code = "c{n}"
label = "Tỷ lệ hồ sơ trực tuyến toàn trình được xử lý đúng hạn thứ {n}"
source = "Phụ lục"
indicator = {{ form = "ratio", numerator = ["online"], denominator = ["received"] }}
scope = "territory"
universe = "Mọi hồ sơ"
date_basis = "ngày tiếp nhận"
target = "60%"
method = "attainment"
points = {points}
zero = "not_applicable"
applies_to = ["communes"]
"""


def of(criteria, code):
    """Make the plan with so many criteria for communes."""
    head, *parts = world.PLAN.split("[[criteria]]")
    files = next(part for part in parts if 'code = "files"' in part)
    own = "".join(CRITERION.format(n=n, points=120 // criteria) for n in range(1, criteria + 1))
    plan = head.format(code=code, name="Phong trào thử", visibility="public")
    plan = plan.replace("total_points = 100", "total_points = 120").replace(
        "volume:online", "volume:c1"
    )
    return (
        f"{plan}[[criteria]]{files.format().replace('points = 100', 'points = 120')}{own}".encode()
    )


def open_a_hundred_and_one():
    """Open 101 communes with two campaigns: of four criteria, and of twelve."""
    world.open_units()
    units = [f"u{number}" for number in range(1, 98)]
    for unit in units:
        new = NewUnit(unit, Level.COMMUNE, "commune", f"Đông Thạnh Trung {unit[1:]}", "p1")
        open_unit(unit=new, first=None, actor=world.ACTOR, at=world.OPENED)
    for new in (
        NewUnit("d1", Level.DISTRICT, "district", "Châu Thành", "p1", codes={"gso": "11"}),
        NewUnit("v3", Level.COMMUNE, "commune", "Cẩm Hà", "d1"),
    ):
        open_unit(unit=new, first=None, actor=world.ACTOR, at=world.OPENED)
    for criteria, code in ((4, "four"), (12, "twelve")):
        publish_plan(content=of(criteria, code), actor=world.ACTOR, at=world.OPENED)
    facts = tuple(
        Fact(measure, unit, world.DAY, quantity, "one-stop", f"{unit}-{measure}", Grade.REPORTED, generated=True)
        for unit in units
        for measure, quantity in (("received", 1234), ("online", 2 * int(unit[1:])))
    )  # fmt: skip
    enter(facts=facts, unit="p1", actor=world.ACTOR, at=world.DURING)


def test_a_hundred_rows_are_a_page_and_fit_into_its_weight(client):
    open_a_hundred_and_one()
    four, twelve = (f"/campaigns/{code}/standings/communes/" for code in ("four", "twelve"))

    first, second = page(client, four), page(client, f"{four}?page=2")
    assert (first.count('<tr id="u-'), second.count('<tr id="u-')) == (100, 1)
    assert "danh sách này có 2 trang" in words(page(client, f"{four}?page=3", 404))
    assert "danh sách này có 1 trang" in words(page(client, f"{four}?q=dong&page=2", 404))
    assert 'href="?sort=name&amp;page=2#u-c1">xem trong bảng, trang 1' not in first
    assert "page=2#u-v3" in page(client, f"{four}?q=cam")
    assert "page=1#u-v3" in page(client, f"{four}?q=cam&sort=name")
    assert len(first.encode()) <= AT_MOST
    alike = words(page(client, f"{four}compare/?units=c3,v3"))
    assert "Xã Cẩm Hà, Huyện Châu Thành" in alike
    assert "Xã Cẩm Hà Huyện Châu Thành xem trong bảng" in words(page(client, f"{four}?q=cam"))

    wide = page(client, twelve)
    assert len(wide.encode()) <= AT_MOST
    assert wide.count('class="sort"') == 3 + 4
    assert 'aria-label="đạt 0, chưa đạt 12, chưa có số liệu 0">✕✕✕✕✕✕✕✕✕✕✕✕' in wide
    assert "đang hiện 4/12" in words(wide)
    chosen = page(client, f"{twelve}?show=c5&show=c6&sort=-value.c9")
    assert "đang hiện 3/12" in words(chosen)
    assert "sort=value.c9" in chosen
    full = f"{twelve}?show=c1&show=c2&show=c3&show=c4&sort=value.c9&state=missed.c8"
    assert "đang hiện 4/12" in words(page(client, full))  # c9 and c8 are there, c3 and c4 wait
    assert heads(page(client, full)).keys() == {
        "rank", "name", "-points", "-value.c1", "-value.c2", "-value.c8", "-value.c9",
    }  # fmt: skip
    many = "&".join(f"show=c{n}" for n in range(1, 6))
    assert "nhiều nhất bốn tiêu chí" in words(page(client, f"{twelve}?{many}", 422))
