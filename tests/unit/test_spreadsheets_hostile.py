"""Files that nobody should open: each is refused with its own reason, soon and in little memory."""

import io
import random
import subprocess
import sys
import time
from pathlib import Path

import pytest
import xlsxwriter

from spreadsheets_hostile import CELLS, END, HOSTILE, SHEET, changed, formulas
from thidua.kernel.errors import RuleBroken
from thidua.spreadsheets import outside


@pytest.mark.parametrize(("make", "name", "code"), HOSTILE.values(), ids=HOSTILE.keys())
def test_a_hostile_file_is_refused_with_its_reason_within_the_limits(make, name, code):
    content = make()
    begun = time.monotonic()
    with pytest.raises(RuleBroken) as refused:
        outside.read(content, name)
    assert refused.value.code == code
    assert refused.value.text().strip()
    assert time.monotonic() - begun <= 10.5


def test_no_hostile_file_takes_more_memory_than_a_child_may():
    """Asked of a small process: a child counts what its parent held when it was started."""
    code = (
        "import resource, sys; sys.path[:0] = sys.argv[1:];"
        "from spreadsheets_hostile import HOSTILE;"
        "from thidua.kernel.errors import RuleBroken;"
        "from thidua.spreadsheets import outside\n"
        "for make, name, _code in HOSTILE.values():\n"
        "    try: outside.read(make(), name)\n"
        "    except RuleBroken: pass\n"
        "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
    )
    tests = Path(__file__).resolve().parents[1]
    done = subprocess.run(
        [sys.executable, "-c", code, str(tests), str(tests.parent / "src")],
        capture_output=True,
        text=True,
        check=True,
    )
    assert int(done.stdout) <= 512 << 10


def test_charts_and_comments_beside_the_cells_are_no_harm():
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        sheet = book.add_worksheet("Số")
        sheet.write_row(0, 0, ["Đơn vị", "Số"])
        sheet.write_row(1, 0, ["An Phú", 5])
        sheet.write_comment("B2", "đã kiểm tra")
        chart = book.add_chart({"type": "column"})
        chart.add_series({"values": "='Số'!$B$2:$B$2"})
        book.add_chartsheet("Biểu đồ").set_chart(chart)
    read = outside.read(out.getvalue(), "a.xlsx")
    assert [sheet.name for sheet in read.sheets] == ["Số"]


def test_the_refusal_of_formulas_names_the_cells():
    with pytest.raises(RuleBroken) as refused:
        outside.read(formulas(), "a.xlsx")
    assert (refused.value.facts["count"], refused.value.facts["cells"]) == (1, "B3")
    assert "Dán giá trị" in refused.value.text()


def test_a_child_that_needs_more_memory_than_it_may_have_is_a_refusal():
    """A small file whose shared text is very large when each cell repeats it."""
    words = random.Random(1).randbytes(1_000_000).hex().encode()  # noqa: S311 - text, no secret
    text = b"<sst><si><t>" + words + b"</t></si></sst>"
    row = b"".join(
        b'<row r="%d"><c r="A%d" t="s"><v>0</v></c></row>' % (n, n) for n in range(1, 2000)
    )
    content = changed(**{"xl/sharedStrings.xml": text, SHEET: CELLS + row + END})
    with pytest.raises(RuleBroken) as refused:
        outside.read(content, "a.xlsx")
    assert refused.value.code == "spreadsheets.too-heavy"


@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_a_csv_file_is_read_whatever_parts_its_cells(delimiter, mark):
    lines = ["Báo cáo, mô phỏng", *(delimiter.join(row) for row in (["Đơn vị", "Số"], ["An Phú", "5"], ["Bình An", "6"]))]  # fmt: skip
    sheet = outside.read(f"{mark}{chr(10).join(lines)}".encode(), "a.csv").sheets[0]
    assert sheet.rows[1:] == (("Đơn vị", "Số"), ("An Phú", "5"), ("Bình An", "6"))


def test_the_child_inherits_no_secret_and_can_open_nothing(monkeypatch):
    monkeypatch.setenv("THIDUA_DATABASE", "postgresql://secret")
    monkeypatch.setattr(outside, "CHILD", "spreadsheets_spy")
    with pytest.raises(RuleBroken) as seen:
        outside.read(b"a;b", "a.csv")
    assert seen.value.facts["seen"] == {"django": False, "secret": False, "file": False, "socket": False, "raised": False}  # fmt: skip
