"""A list of dossiers read: known columns alone, in the words of systems in use, bad cells named."""

from datetime import date, datetime

import pytest

from mirror_lists import HEADINGS, USUAL, WHOLE, row, sheet
from thidua.dossiers.rules import Channel, Filer
from thidua.dossiers.rules.steps import Status
from thidua.kernel.errors import RuleBroken
from thidua.mirror.rules import HANOI, unpacked
from thidua.mirror.rules.lists import COLUMNS, MOST_MARKS, Places, read_list


def receiver(named, agency, on):
    if named == "Xã Lạ":
        raise RuleBroken("mirror.unit-unknown", unit=named, day=on)
    return named.removeprefix("Xã ").casefold() if named else agency


def closer(unit, _named, on):
    return f"new-{unit}" if on >= date(2025, 7, 1) else unit


def read(*rows, **more):
    return read_list(sheet(*rows, **more), Places(receiver, closer))


def one(**changed):
    found = read(row(**changed))
    assert found.marks == ()
    (line,) = found.lines.values()
    return line


def problems(*rows):
    return [(mark.place, mark.reason.code) for mark in read(*rows).marks]


def test_a_row_is_read_whole_and_comes_back_from_its_packing():
    assert one() == WHOLE
    assert unpacked(WHOLE.packed()) == WHOLE
    bare = one(filer="", status="1", received="", due="", resolved="", returned="", fee="")
    assert unpacked(bare.packed()) == bare
    assert (bare.received, bare.filer, bare.fee, bare.closed) == (None, None, None, None)


@pytest.mark.parametrize(
    ("column", "said", "read_as"),
    [
        ("code", "000.00.01.H01-241020-0001", "H01.01-241020-0001"),
        ("channel", "", Channel.DIRECT),
        ("channel", "1", Channel.DIRECT),
        ("channel", 2, Channel.ONLINE),
        ("channel", "Bưu chính công ích", Channel.POSTAL),
        ("filer", "Tổ công nghệ số cộng đồng", Filer.TEAM),
        ("filer", "", None),
        ("status", "ĐÃ TRẢ KẾT QUẢ", Status.RETURNED),
        ("status", 9, Status.RESOLVED),
        ("received", date(2024, 10, 20), datetime(2024, 10, 20, tzinfo=HANOI)),
        ("received", "2024-10-20 09:05:07", datetime(2024, 10, 20, 9, 5, 7, tzinfo=HANOI)),
        ("received", "2024-10-20T09:05:07.123", datetime(2024, 10, 20, 9, 5, 7, tzinfo=HANOI)),
        ("due", "", None),
        ("fee", "8.000", 8000),
        ("fee", 0, 0),
        ("paid_online", "2", True),
        ("paid_online", "0", False),
        ("digitized", "x", True),
        ("digitized", "", None),
        ("supplements", "", 0),
    ],
)
def test_a_cell_is_read_in_the_words_of_systems_in_use(column, said, read_as):
    assert getattr(one(**{column: said}), column) == read_as


@pytest.mark.parametrize(
    ("column", "said", "place", "reason"),
    [
        ("code", "số 12", "A2", "dossiers.bad-code"),
        ("procedure", "TTHC-1", "B2", "procedures.bad-code"),
        ("field", "x" * 201, "C2", "mirror.too-long"),
        ("unit", "Xã Lạ", "2", "mirror.unit-unknown"),
        ("channel", "4", "E2", "mirror.not-one-of"),
        ("status", "11", "G2", "mirror.not-one-of"),
        ("status", "", "G2", "mirror.not-one-of"),
        ("received", "", "2", "mirror.not-received"),
        ("received", "31/02/2024 08:00", "H2", "mirror.not-an-instant"),
        ("received", "20/10/2024 25:00", "H2", "mirror.not-an-instant"),
        ("received", "hôm qua", "H2", "spreadsheets.not-a-day"),
        ("resolved", "19/10/2024 08:00", "2", "mirror.ends-before-it-begins"),
        ("fee", "-5", "M2", "mirror.below-zero"),
        ("fee", "nhiều", "M2", "kernel.number-unreadable"),
        ("paid_online", "có lẽ", "N2", "mirror.not-one-of"),
    ],
)
def test_a_bad_cell_is_marked_with_its_reason(column, said, place, reason):
    assert problems(row(**{column: said})) == [(place, reason)]


def test_all_problems_of_a_row_are_named_at_once():
    assert [code for _, code in problems(row(code="?", status="?", fee="?"))] == [
        "dossiers.bad-code",
        "mirror.not-one-of",
        "kernel.number-unreadable",
    ]


def test_columns_of_people_are_left_at_the_door():
    personal = (*HEADINGS, "Họ và tên", "Số CCCD", "Điện thoại")
    found = read((*row(), "Nguyễn Văn Thử", "092012345678", "0901234567"), headings=personal)
    assert found.dropped == ("Họ và tên", "Số CCCD", "Điện thoại")
    assert "Thử" not in repr(found.lines)
    assert "0901234567" not in repr(found.lines)


def test_what_a_ministry_calls_its_columns_is_known():
    found = read(
        ("H01.01-241020-0001", "4", "20/10/2024 09:00"),
        headings=("MaHoSo", "TrangThaiHoSo", "NgayTiepNhan"),
        above=(("Báo cáo",), ()),
    )
    (line,) = found.lines.values()
    assert (line.unit, line.channel, line.status) == ("H01.01", Channel.DIRECT, Status.IN_PROCESS)


def test_a_dossier_that_ended_after_a_merger_is_ended_by_who_took_over():
    line = one(resolved="02/07/2025 08:00", returned="")
    assert (line.unit, line.closer) == ("an", "new-an")


def test_the_same_row_twice_is_one_dossier_and_two_that_differ_are_marked():
    assert len(read(row(), row()).lines) == 1
    assert problems(row(), row(fee="9000")) == [("A3", "mirror.twice")]
    old = row(code="000.00.01.H01-241020-0001")
    assert len(read(row(), old).lines) == 1


def test_blank_rows_are_no_rows_and_after_many_marks_the_rest_is_not_read():
    assert read(row(), tuple("" for _ in HEADINGS)).rows == 1
    assert len(read(*(row(code="?") for _ in range(MOST_MARKS + 50))).marks) == MOST_MARKS


@pytest.mark.parametrize(
    ("headings", "reason"),
    [
        (("Tên", "Số"), "mirror.no-list"),
        (("Mã hồ sơ", "Trạng thái"), "mirror.columns-missing"),
        (("Mã hồ sơ", "Số hồ sơ", "Trạng thái", "Ngày tiếp nhận"), "mirror.column-twice"),
    ],
)
def test_a_sheet_that_is_no_list_says_what_it_needs(headings, reason):
    with pytest.raises(RuleBroken) as broken:
        read(headings=headings)
    assert broken.value.code == reason


def test_too_long_a_list_is_refused(monkeypatch):
    monkeypatch.setattr("thidua.mirror.rules.lists.MOST_ROWS", 2)
    with pytest.raises(RuleBroken, match="too-many-rows"):
        read(*(row(code=f"H01.01-241020-{number:04d}") for number in range(3)))


def test_every_known_column_stands_in_the_usual_row():
    assert USUAL.keys() == COLUMNS.keys()
