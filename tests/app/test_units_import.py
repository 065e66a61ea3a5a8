"""Units that come by file: the registry, and spreadsheets of hamlets, departments and enterprises."""

import io
import zipfile
from datetime import UTC, date, datetime

import pytest
import xlsxwriter

from thidua.kernel.errors import RuleBroken
from thidua.ledger.models import Entry
from thidua.units import actions, outside
from thidua.units.models import Identifier, Unit, UnitName, resolve, successions, tree
from thidua.units.rules import Level, reexpress
from thidua.units.rules.registry import narrowed

pytestmark = pytest.mark.django_db
WHO = {"actor": "seat-1", "at": datetime(2025, 7, 2, 8, 0, tzinfo=UTC)}
BEFORE, DAY = date(2024, 12, 10), date(2025, 7, 1)
MIDNIGHT = datetime(2025, 7, 1)  # noqa: DTZ001 - a cell of a spreadsheet has no zone
REGISTRY = outside.read_registry()


@pytest.fixture
def province():
    actions.load_registry(registry=narrowed(REGISTRY, "p93"), **WHO)


def workbook(*rows):
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, {"default_date_format": "dd/mm/yyyy"}) as book:
        sheet = book.add_worksheet()
        for number, cells in enumerate(rows):
            sheet.write_row(number, 0, cells)
    return content.getvalue()


def load(content, name="ap.csv", under="p93"):
    given = content.encode() if isinstance(content, str) else content
    table = outside.read_table(name, given)
    return actions.load_rows(table=table, under=under, **WHO)


def refused(content, name="ap.csv", under="p93"):
    with pytest.raises(RuleBroken) as caught:
        load(content, name, under)
    assert Unit.objects.filter(pk__startswith="x-").count() == 0
    return caught.value


def test_the_whole_country_is_loaded_with_its_history():
    steps = []
    _receipt, event = actions.load_registry(registry=REGISTRY, progress=steps.append, **WHO)
    assert sum(steps) == REGISTRY.rows
    assert event.public["units"] == {
        "country": 1,
        "province": 86,
        "district": 696,
        "commune": 13_229,
    }
    assert event.public["sha256"] == REGISTRY.sha256
    old, new = tree(BEFORE), tree(DAY)
    assert (len(old.nodes), len(new.nodes)) == (1 + 63 + 696 + 10_035, 1 + 34 + 3_321)
    assert len(list(old.territory("vn"))) == len(old.nodes)
    assert len(list(new.territory("vn"))) == len(new.nodes)
    counts = {unit: 7 for unit, node in old.nodes.items() if node.level is Level.COMMUNE}
    carried = reexpress(counts, successions(), new)
    assert sum(carried.quantities.values()) == 70_245
    assert {each.predecessor for each in successions() if each.share is None} == set(carried.stayed)


@pytest.mark.usefixtures("province")
def test_a_province_stands_as_it_was_and_as_it_is():
    old, new = tree(BEFORE, "p93"), tree(DAY, "p92-2025")
    levels = [node.level for node in old.nodes.values()]
    assert (levels.count(Level.DISTRICT), levels.count(Level.COMMUNE), len(levels)) == (8, 75, 84)
    assert len(new.nodes) == 104
    assert new.nodes["c31369-2025"].label == "Xã Đông Phước"
    assert [resolve(f"gso:31369@{day}") for day in (BEFORE, DAY)] == ["c31369", "c31369-2025"]
    assert Unit.objects.get(pk="c31369").latitude is not None


@pytest.mark.usefixtures("province")
def test_the_registry_is_loaded_only_once():
    with pytest.raises(RuleBroken, match=r"units\.registry-present"):
        actions.load_registry(registry=REGISTRY, **WHO)


@pytest.mark.usefixtures("province")
def test_a_file_of_hamlets_and_organisations_is_taken():
    receipt, event = load(
        workbook(
            ["Mã", "Tên", "Loại", "Cấp", "Thuộc", "Từ ngày", "Đến ngày"],
            [1, "Ấp Trường Thọ", "ấp", "", "c31369", None, date(2025, 6, 30)],
            [2, "Khu vực 1", "khu vực", "", "gso:31369@2025-07-01", MIDNIGHT, ""],
            ["VT", "VNPT Hậu Giang", "doanh nghiệp", "", "", "", "30/06/2025"],
            ["VT1", "VNPT Vị Thanh", "doanh nghiệp", "", "VT", "", "30/06/2025"],
            ["SO", "Sở Y tế", "", "sở", "", "", "30/06/2025"],
        ),
        "ap.xlsx",
    )
    nodes = tree(BEFORE, "p93").nodes
    assert receipt.note
    assert (event.kind, event.unit) == ("units.rows-loaded", "p93")
    assert event.public["units"] == {"hamlet": 2, "enterprise": 2, "department": 1}
    assert (nodes["x-1"].label, nodes["x-1"].parent) == ("Ấp Trường Thọ", "c31369")
    assert (nodes["x-vt"].parent, nodes["x-vt"].overseen_by) == (None, "p93")
    assert (nodes["x-vt1"].parent, nodes["x-vt1"].overseen_by) == ("x-vt", None)
    assert nodes["x-so"].overseen_by == "p93"
    assert tree(DAY).nodes["x-2"].parent == "c31369-2025"
    assert "x-1" not in tree(DAY).nodes
    assert Identifier.objects.get(unit="x-vt1").code == "VT1"
    assert UnitName.objects.get(unit="x-2").folded == "khu vuc 1"


@pytest.mark.usefixtures("province")
def test_a_file_is_taken_whole_or_not_at_all_and_every_bad_row_is_named():
    entries = Entry.objects.count()
    broken = refused(
        "mã;tên;loại;thuộc;từ ngày;đến ngày\n"
        "H1;An;ấp;c31369;;30/6/2025\n"
        "H2;Bình;ấp;c99999;;\n"
        "H3;Cẩm;ấp;31369;;\n"
        "H4;Đại;đảo;c31369;;\n"
    )
    assert broken.code == "units.refused"
    assert broken.text("vi").splitlines()[0].startswith("Chưa nạp đơn vị nào vì có 3 lỗi")
    assert [line[:7] for line in broken.text("vi").splitlines()[1:]] == [
        "Dòng 3:",
        "Dòng 4:",
        "Dòng 5:",
    ]
    assert Entry.objects.count() == entries


@pytest.mark.usefixtures("province")
def test_days_that_reach_beyond_the_unit_above_are_refused_row_by_row():
    text = refused(
        "mã,tên,loại,thuộc,từ ngày\nH1,An,ấp,c31369,\nH2,An,ấp,c31369-2025,\nH3,An,ấp,x-1,\n"
    ).text("vi")
    assert "Dòng 4" in text
    text = refused("mã,tên,loại,thuộc,từ ngày\nH1,An,ấp,c31369,\nH2,An,ấp,c31369-2025,\n").text(
        "vi"
    )
    assert "Dòng 2: Đơn vị cấp trên c31369 kết thúc từ 2025-07-01" in text
    assert "Dòng 3: Đơn vị cấp trên c31369-2025 chỉ có từ 2025-07-01" in text


@pytest.mark.usefixtures("province")
def test_the_same_file_twice_is_refused():
    text = "mã,tên,loại\nVT,VNPT,doanh nghiệp\n"
    load(text, under="vn")
    with pytest.raises(RuleBroken, match=r"units\.refused"):
        load(text, under="vn")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("mã,tên\nH1,ấ".encode("utf-16"), "units.file-encoding"),
        (b"PK\x03\x04 no workbook", "units.file-broken"),
        ('mã,tên\nH1,"An\n'.encode(), "units.file-broken"),
        (b"x" * (outside.LARGEST + 1), "units.file-large"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused(content, said):
    with pytest.raises(RuleBroken) as caught:
        outside.read_table("ap.csv", content)
    assert caught.value.code == said
    assert caught.value.text("vi")


def test_an_archive_that_unpacks_to_too_much_is_refused_unopened():
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("bomb", bytes(outside.LARGEST_UNPACKED + 1))
    with pytest.raises(RuleBroken, match=r"units\.file-large"):
        outside.read_table("ap.xlsx", content.getvalue())


def test_a_table_is_text_in_every_cell():
    found = outside.read_table("ap.xlsx", workbook([1.5, 3.0, "An ", True], [date(2025, 7, 1)]))
    assert found == (("1.5", "3", "An", "True"), ("2025-07-01", "", "", ""))
    assert outside.read_table("ap.csv", "\ufeffmã\ttên\nH1\tAn\n".encode()) == (
        ("mã", "tên"),
        ("H1", "An"),
    )
