"""Denominators on the office's desk, before everybody, and on the terminal."""

import io
from datetime import UTC, date, datetime

import pytest
import xlsxwriter
from click.testing import CliRunner
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

import portal_campaign
from thidua.accounts.models import Person, Seat
from thidua.counting.models import Fact
from thidua.denominators import actions
from thidua.denominators.cli import denominators
from thidua.denominators.models import Adoption, Candidate, Change, in_use
from thidua.denominators.rules import digest
from thidua.kernel.errors import RuleBroken
from thidua.ledger.actions import sequence
from thidua.units.models import Edge, Unit
from worlds import shared

pytestmark = pytest.mark.django_db

NOON = datetime(2024, 10, 9, 5, tzinfo=UTC)
DAY = date(2024, 10, 1)
MEASURE = "households.total"
DESK = "/units/p1/denominators/"
PAGE = f"{DESK}of/{MEASURE}/"


place = shared(portal_campaign.open_units, autouse=True)


def sign_in(role="campaign-office", unit="p1"):
    name = f"{role}-{unit}"
    person = Person.objects.create(username=name, name="An")
    Seat.objects.create(id=f"s-{name}", role=role, unit=unit, first=date(2024, 1, 1), person=person)
    client = Client()
    client.force_login(person)
    session = client.session
    session["seat"] = f"s-{name}"
    session.save()
    return client


@pytest.fixture
def office():
    return sign_in()


def register(counts, *, source="Cục Thống kê", day=DAY, unit="p1"):
    actions.register(
        measure=MEASURE, day=day, source=source, document="Niên giám 2023",
        counts=tuple(counts.items()), unit=unit, actor="s-office", at=NOON,
    )  # fmt: skip
    return Candidate.objects.get(sha256=digest(counts), source=source, day=day)


def adopt(candidate, **other):
    given = {"frozen_from": None, "reason": "", "unit": "p1", "actor": "s-office", "at": NOON}
    actions.adopt(candidate=candidate.pk, **(given | other))


def typed(**other):
    given = {
        "measure": MEASURE, "day": "2024-10-01", "source": "Cục Thống kê",
        "document": "Niên giám 2023", "counts": "Đơn vị;Số lượng\nXã An Phú;1.200\nBình An;800",
    }  # fmt: skip
    return given | other


def shown(answer, status=200):
    assert answer.status_code == status, answer.content.decode()
    return answer.content.decode()


def test_an_empty_desk_says_how_to_begin(office):
    page = shown(office.get(DESK))
    assert "Chưa có bản mẫu số nào" in page
    assert "Đăng ký bản mẫu số" in page


def test_a_candidate_is_pasted_and_stands_on_the_desk_unused(office):
    page = shown(office.post(f"{DESK}register/", typed(), follow=True))
    found = Candidate.objects.get()
    assert found.values() == {"c1": 1200, "c2": 800}
    assert "Đã đăng ký bản mẫu số" in page
    assert "Biên nhận: " in page
    assert "chưa chọn bản nào" in page
    assert "Niên giám 2023" in page
    assert "Hộ gia đình" in shown(office.get(DESK))


def test_a_candidate_comes_as_a_file(office):
    file = SimpleUploadedFile("ho.csv", "\ufeffAn Phú,12\r\n102,8\r\n".encode())
    answer = office.post(f"{DESK}register/", typed(counts="", file=file))
    assert answer.status_code == 302
    assert Candidate.objects.get().values() == {"c1": 12, "c2": 8}


def test_a_spreadsheet_as_an_office_draws_it_is_registered(office):
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        for number, row in enumerate(
            [
                ("BẢNG SỐ HỘ",),
                (),
                ("STT", "Đơn vị", "Số hộ"),
                (1, "An Phú", 1250),
                ("", "Cộng", 1250),
            ]
        ):
            sheet.write_row(number, 0, row)
    file = SimpleUploadedFile("so-ho.xlsx", content.getvalue())
    answer = office.post(f"{DESK}register/", typed(counts="", file=file))
    assert answer.status_code == 302, shown(answer)
    assert Candidate.objects.latest("pk").counts.get().quantity == 1250


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"counts": "An Phú;x"}, "Dòng 1: "),
        ({"counts": "An Phú;1\n\nNơi Nào;2"}, "Dòng 3: "),
        ({"counts": "An Phú;-1"}, "nhỏ hơn 0"),
        ({"counts": "An Phú;1\n101;2"}, "đã có ở dòng 1"),
        ({"counts": "<script>alert(1)</script>;1"}, "&lt;script&gt;"),
        ({"counts": ""}, "Chưa có dòng nào"),
        ({"counts": "x;y\n" * 120}, "lỗi khác"),
        ({"counts": "ẩ" * 20_001}, "20.000"),
        ({"measure": "received"}, 'role="alert"'),
        ({"day": "2024-13-01"}, 'role="alert"'),
        ({"day": "1800-01-01"}, "từ năm 1990"),
        ({"day": "2090-01-01"}, "chưa tới"),
        ({"source": ""}, 'role="alert"'),
        ({"file": SimpleUploadedFile("a.xlsx", b"PK\x03\x04")}, "không cả hai"),
        ({"counts": "", "file": SimpleUploadedFile("a.xlsx", b"PK\x03\x04")}, "cắt cụt"),
        ({"counts": "", "file": SimpleUploadedFile("a.xls", b"\xd0\xcf\x11\xe0")}, "tệp Excel"),
        ({"counts": "", "file": SimpleUploadedFile("a.csv", b"a;\xff")}, "UTF-8"),
        ({"counts": "", "file": SimpleUploadedFile("a.csv", b"a" * 2_000_001)}, "2 MB"),
    ],
)
def test_what_is_wrong_stands_at_its_field_and_nothing_is_kept(office, wrong, said):
    page = shown(office.post(f"{DESK}register/", typed(**wrong)))
    assert said in page
    assert "Chưa ghi gì" in page
    assert not Candidate.objects.exists()


def test_bad_lines_are_named_in_the_order_in_which_they_stand(office):
    text = "Nơi Nào;2\nAn Phú;x\nBình An;-1"
    page = shown(office.post(f"{DESK}register/", typed(counts=text)))
    assert 0 < page.index("Dòng 1: ") < page.index("Dòng 2: ") < page.index("Dòng 3: ")


def test_a_browser_never_cuts_a_pasted_list_off(office):
    assert "maxlength" not in shown(office.get(f"{DESK}register/")).partition("<textarea")[2][:300]


def test_a_unit_leads_its_office_to_the_desk(office, client):
    assert DESK in shown(office.get("/units/p1/"))
    assert DESK not in shown(client.get("/units/p1/"))


def test_english_pages_say_it_in_english(office):
    page = shown(office.post(f"/en{DESK}register/", typed(counts="An Phú;x")))
    assert "Line 1: " in page


def test_candidates_stand_side_by_side_against_what_is_in_use(office):
    first = register({"c1": 100, "c2": 80, "c3": 60})
    second = register({"c1": 90, "c2": 80}, source="Công an tỉnh")
    adopt(first)
    page = shown(office.get(PAGE))
    assert "Công an tỉnh, bản 1" in page
    assert "-10 (-10,00" in page
    assert "Xã An Phú" in page
    alone = shown(office.get(PAGE, {"c": second.pk, "q": "binh"}))
    assert "Phường Bình An" in alone
    assert "Xã An Phú" not in alone
    assert "Không có đơn vị nào" in shown(office.get(PAGE, {"q": "zzz"}))
    assert shown(office.get(PAGE, {"page": "999", "c": "x"}))


def test_an_adoption_shows_what_shrinks_before_it_is_confirmed(office):
    adopt(register({"c1": 100, "c2": 80, "c3": 60}), frozen_from=date(2024, 10, 2))
    other = register({"c1": 60, "c2": 90, "c3": 60, "h2": 1}, source="Công an tỉnh")
    address = f"{DESK}candidates/{other.pk}/adopt/"
    page = shown(office.get(address))
    assert "1 đơn vị giảm, cộng 40 hộ" in page
    assert "1 đơn vị tăng, cộng 10 hộ" in page
    assert "đáng xem lại" in page
    assert "đã chốt từ 02/10/2024" in page
    assert "Ấp Hai trong Xã An Phú" in page
    assert Adoption.objects.count() == 1
    assert "đã chốt" in shown(office.post(address, {"reason": ""}), 422)
    done = shown(office.post(address, {"reason": "rà soát lại"}, follow=True))
    assert "Đã chọn bản mẫu số" in done
    assert in_use(MEASURE, ["c1"], DAY)["c1"].fact.quantity == 60
    assert "sau ngày chốt" in shown(office.get(f"{PAGE}history/"))
    assert "rà soát lại" in shown(office.get(f"{PAGE}history/"))


def test_an_older_candidate_says_that_later_counts_stay(office):
    adopt(register({"c1": 100}, day=date(2024, 10, 5)))
    old = register({"c1": 90})
    assert "vẫn được dùng" in shown(office.get(f"{DESK}candidates/{old.pk}/adopt/"))


def test_an_impossible_freeze_day_stands_at_its_field(office):
    chosen = register({"c1": 100})
    page = shown(office.post(f"{DESK}candidates/{chosen.pk}/adopt/", {"frozen_from": "1700-01-01"}))
    assert "từ năm 1990" in page
    assert not Adoption.objects.exists()


def test_one_count_is_changed_from_its_row(office):
    adopt(register({"c1": 100, "c2": 80}))
    address = f"{PAGE}change/"
    page = shown(office.get(address, {"of_unit": "c1"}))
    assert "Xã An Phú: đang dùng 100 hộ, ngày 01/10/2024" in page
    assert 'value="2024-10-01"' in page
    given = {"of_unit": "c1", "day": "2024-10-01", "quantity": "1.100", "reason": "tách hộ"}
    history = shown(office.post(address, given, follow=True))
    assert "Sửa Xã An Phú từ 100 thành 1.100" in history
    assert "tách hộ" in history
    assert Change.objects.get().unit == "p1"


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"quantity": "1,100"}, "hai cách"),
        ({"quantity": "-3"}, "nhỏ hơn 0"),
        ({"of_unit": "Nơi Nào"}, "Nơi Nào"),
        ({"reason": ""}, "Chưa ghi gì"),
        ({"day": "1800-01-01"}, "từ năm 1990"),
    ],
)
def test_what_is_wrong_with_a_change_stands_at_its_field(office, wrong, said):
    given = {"of_unit": "c1", "day": "2024-10-01", "quantity": "5", "reason": "r"} | wrong
    assert said in shown(office.post(f"{PAGE}change/", given))
    assert not Change.objects.exists()


def test_the_committee_reads_and_does_not_write():
    chosen = register({"c1": 100})
    reader = sign_in("committee")
    for address in (DESK, PAGE, f"{PAGE}history/"):
        page = shown(reader.get(address))
        assert "/adopt/" not in page
        assert "/register/" not in page
    assert reader.get(f"{DESK}register/").status_code == 403
    assert reader.post(f"{DESK}candidates/{chosen.pk}/adopt/", {}).status_code == 403


def test_nobody_acts_for_a_unit_of_others():
    neighbour = sign_in(unit="c2")
    assert neighbour.get("/units/c1/denominators/").status_code == 403
    assert neighbour.post(f"{DESK}register/", typed()).status_code == 403
    chosen = register({"c1": 100})
    answer = neighbour.post(f"/units/c2/denominators/candidates/{chosen.pk}/adopt/", {})
    assert answer.status_code == 422
    assert not Fact.objects.exists()


def test_a_reader_finds_what_is_not_there_refused(office):
    assert office.get(f"{DESK}of/received/").status_code == 422
    assert office.get(f"{DESK}candidates/{10**17}/adopt/").status_code == 404
    assert office.get(f"{DESK}candidates/{10**30}/adopt/").status_code == 404
    assert office.get("/denominators/nothing/").status_code == 422
    assert office.get(f"/denominators/candidates/{10**17}.csv").status_code == 404


def test_everybody_sees_what_is_in_use_and_where_it_comes_from(client):
    assert "Chưa có mẫu số nào được chọn" in shown(client.get("/denominators/"))
    assert "Chưa có bản nào được chọn" in shown(client.get(f"/denominators/{MEASURE}/"))
    chosen = register({"c1": 100, "c2": 80, "h1": 5})
    adopt(chosen, frozen_from=date(2024, 10, 2), reason="bí mật")
    actions.change(
        measure=MEASURE, of_unit="c2", day=DAY, quantity=70, reason="bí mật", unit="p1",
        actor="s-office", at=NOON,
    )  # fmt: skip
    listed = shown(client.get("/denominators/"))
    assert "Tỉnh Hậu Sông" in listed
    assert "Cục Thống kê, ngày 01/10/2024, bản 1" in listed
    assert "02/10/2024" in listed
    page = shown(client.get(f"/denominators/{MEASURE}/"))
    assert "Xã An Phú" in page
    assert "sửa riêng" in page
    assert "sau ngày chốt" in page
    assert "đang chờ vào sổ" in page
    assert "bí mật" not in page
    sequence()
    assert "đang chờ vào sổ" not in shown(client.get(f"/denominators/{MEASURE}/"))
    narrowed = shown(client.get(f"/denominators/{MEASURE}/", {"of": "c1", "q": "an phu"}))
    assert "Chỉ các đơn vị của Xã An Phú" in narrowed
    assert "Phường Bình An" not in narrowed
    assert "Không có đơn vị nào" in shown(client.get(f"/denominators/{MEASURE}/", {"q": "zzz"}))
    assert shown(client.get(f"/denominators/{MEASURE}/", {"of": "nowhere"}))
    file = client.get(f"/denominators/candidates/{chosen.pk}.csv")
    assert file.content == b"c1;100\nc2;80\nh1;5\n"


def test_denominators_are_listed_by_province_not_by_country(client):
    Unit.objects.create(pk="vn", level="country")
    Edge.objects.create(unit_id="p1", parent_id="vn", relation="part_of")
    adopt(register({"c1": 100}))
    listed = shown(client.get("/denominators/"))
    assert "<h2>Tỉnh Hậu Sông</h2>" in listed
    assert "<h2>vn</h2>" not in listed


def test_a_label_that_only_a_plan_gave_is_shown_once_something_is_registered(client):
    portal_campaign.plan(visibility="internal")
    assert "Hộ được hướng dẫn" not in shown(client.get("/denominators/households/"))
    assert "<h1>Mẫu số: households</h1>" in shown(client.get("/denominators/households/"))


def run(*words):
    return CliRunner().invoke(denominators, words)


def test_the_terminal_registers_lists_and_adopts(tmp_path):
    file = tmp_path / "households.csv"
    file.write_text("unit;quantity\nc1;100\nc2;80\n")
    acts = ("--unit", "p1", "--actor", "s-1")
    given = ("--measure", MEASURE, "--day", "2024-10-01", "--source", "CTK", "--document", "x")
    done = run("register", str(file), *given, *acts)
    assert done.exit_code == 0, done.output
    found = Candidate.objects.get()
    assert f"{found.pk}\t{MEASURE}\t2024-10-01\tCTK\t1\t2\tregistered" in run("list").output
    assert run("adopt", str(found.pk), "--frozen-from", "2024-10-02", *acts).exit_code == 0
    assert "adopted" in run("list", "--measure", MEASURE).output
    assert run("list", "--measure", "nothing").output == ""
    assert Adoption.objects.get().frozen_from == date(2024, 10, 2)


def test_the_terminal_names_every_bad_line(tmp_path):
    file = tmp_path / "households.csv"
    file.write_text("c1;x\nc2\n")
    given = ("--measure", MEASURE, "--day", "2024-10-01", "--source", "CTK", "--document", "x")
    done = run("register", str(file), *given, "--unit", "p1", "--actor", "s-1")
    assert isinstance(done.exception, RuleBroken)
    assert "Dòng 2" in done.exception.text()
