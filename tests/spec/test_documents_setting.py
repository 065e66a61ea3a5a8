"""The words of an official document: numbers, days, notes on figures, and names that would harm."""

from datetime import date
from decimal import Decimal

import pytest

from thidua.documents.rules import (
    Appendix,
    Authority,
    Column,
    Document,
    Figure,
    Heading,
    Items,
    Kind,
    Letterhead,
    Paragraph,
    Signature,
    Strong,
    Table,
    figures,
)
from thidua.documents.rules.setting import (
    Grid,
    Shape,
    Text,
    clean,
    number_line,
    place_line,
    set_words,
)
from thidua.kernel.errors import RuleBroken
from thidua.ledger.rules import Grade


def head(number="", day=None, *, superior="Ủy ban nhân dân\ntỉnh Hậu Sông", place="Hậu Sông"):
    return Letterhead(superior, "Sở Khoa học và Công nghệ", "SKHCN", place, number, day)


def figure(text="65,00 %", **more):
    given = {"source": "Cổng dịch vụ công", "size": 48210, "where": "/x/"} | more
    return Figure(text, "Tỷ lệ hồ sơ trực tuyến, xã An Phú", **given)


def made(*blocks, **more):
    return Document(Kind.NOTICE, head("5", date(2026, 2, 3)), "Kết quả tuần", blocks, **more)


def words(parts):
    """Write what is set, a line each: the words of a line, the cells of a row."""
    found = []
    for part in parts:
        if isinstance(part, Text):
            found.append("".join(run.text for run in part.runs))
        else:
            found.append(" | ".join(part.heads))
            rows = (["".join(run.text for run in cell) for cell in row] for row in part.rows)
            found += [" | ".join(row) for row in rows]
    return found


@pytest.mark.parametrize(
    ("kind", "number", "line"),
    [
        (Kind.PLAN, "124", "Số: 124/KH-SKHCN"),
        (Kind.NOTICE, "5", "Số: 05/TB-SKHCN"),
        (Kind.REPORT, "", "Số:       /BC-SKHCN"),
        (Kind.LIST, "5", ""),
    ],
)
def test_the_number_says_kind_and_agency_and_may_be_left_blank(kind, number, line):
    assert number_line(kind, head(number)).replace("\N{NO-BREAK SPACE}", " ") == line


def test_an_agency_without_a_symbol_leaves_no_dash():
    assert number_line(Kind.DECISION, Letterhead("", "A", "", "", "12")) == "Số: 12/QĐ"


@pytest.mark.parametrize(
    ("day", "line"),
    [
        (date(2026, 2, 3), "Hậu Sông, ngày 03 tháng 02 năm 2026"),
        (date(2026, 3, 10), "Hậu Sông, ngày 10 tháng 3 năm 2026"),
        (date(2025, 12, 31), "Hậu Sông, ngày 31 tháng 12 năm 2025"),
        (None, "Hậu Sông, ngày        tháng        năm       "),
    ],
)
def test_days_below_ten_and_the_first_two_months_have_a_leading_zero(day, line):
    assert place_line(head(day=day)).replace("\N{NO-BREAK SPACE}", " ") == line


def test_a_day_without_a_place_begins_the_line():
    assert place_line(head(day=date(2026, 11, 22), place="")) == "Ngày 22 tháng 11 năm 2026"


def test_agencies_stand_in_capitals_in_the_lines_that_were_given():
    setting = set_words(made())
    assert setting.superior == ("ỦY BAN NHÂN DÂN", "TỈNH HẬU SÔNG")
    assert setting.agency == ("SỞ KHOA HỌC VÀ CÔNG NGHỆ",)
    assert setting.title == "Thông báo – Kết quả tuần"


def test_a_document_without_a_subject_is_called_by_its_kind():
    bare = Document(Kind.LIST, head(), "", (), attached_to="Kèm theo Tờ trình số 9/TTr-SKHCN")
    setting = set_words(bare)
    assert (setting.title, setting.kind) == ("Danh sách", "DANH SÁCH")
    assert setting.attached == "(Kèm theo Tờ trình số 9/TTr-SKHCN)"
    assert (setting.signing, setting.recipients, setting.attachments) == ((), (), ())


def test_whoever_signs_says_for_whom_and_in_which_post():
    behalf = ((Authority.COLLECTIVE, "Ủy ban nhân dân"), (Authority.DEPUTY, "Chủ tịch"))
    setting = set_words(made(signature=Signature("Phó Chủ tịch", behalf)))
    assert setting.signing == ("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH")
    assert setting.name == ""


def test_recipients_end_with_the_archive():
    setting = set_words(made(recipients=("UBND các xã, phường", "  ", "Như trên;")))
    assert setting.recipients == (
        "Nơi nhận:",
        "- UBND các xã, phường;",
        "- Như trên;",
        "- Lưu: VT.",
    )


def test_every_figure_has_a_note_that_says_how_to_check_it():
    one = figure(terms=(13, 20), grade=Grade.SOURCE_FILE)
    two = figure("98,50", terms=(None, None), edition=2, stale=True, generated=True)
    three = figure("7.875", terms=(7875, None))
    four = figure("2,5", terms=(Decimal("2.5"), None))
    document = made(
        Heading("I. KẾT QUẢ"),
        Heading("1. Khối xã", 2),
        Paragraph(("Đạt ", one, ", ", Strong("An Phú"), " có ", two, ".")),
        Items(((three,), (one,))),
        Table((Column("Đơn vị", 1), Column("Số", 1)), ((("An Phú",), (four,)),), "Bảng 1"),
    )
    assert figures(document) == (one, two, three, four)
    setting = set_words(document)
    nbsp = "\N{NO-BREAK SPACE}"
    assert words(setting.body) == [
        "I. KẾT QUẢ",
        "1. Khối xã",
        f"Đạt 65,00 %[1], An Phú có ≈{nbsp}98,50[2].",
        "- 7.875[3]",
        "- 65,00 %[1]",
        "Bảng 1",
        "Đơn vị | Số",
        "An Phú | 2,5[4]",
    ]
    assert words(setting.attachments) == [
        "Phụ lục",
        "NGUỒN SỐ LIỆU",
        "(Kèm theo Thông báo số 05/TB-SKHCN của Sở Khoa học và Công nghệ)",
        (
            "Số trong ngoặc vuông sau mỗi số liệu là số chú thích ở bảng này. “Sổ ghi #” cho biết số "
            "liệu tính từ bao nhiêu mục của sổ ghi; ai có tệp công bố đều đếm lại được."
        ),
        "Dấu ≈: số liệu mô phỏng, được tạo ra để trình diễn, không phải số đếm thật.",
        "“Đã thay thế”: lần công bố chứa số liệu đã được thay bằng lần công bố sau.",
        "Số | Số liệu | Tử số/mẫu số | Nguồn và độ tin | Sổ ghi | Kiểm tra tại",
        (
            "[1] | Tỷ lệ hồ sơ trực tuyến, xã An Phú: 65,00 % | 13/20 | "
            "Cổng dịch vụ công; từ tệp nguồn | sổ ghi #48.210 | /x/"
        ),
        (
            f"[2] | Tỷ lệ hồ sơ trực tuyến, xã An Phú: ≈{nbsp}98,50 | – | "
            "Cổng dịch vụ công; mô phỏng | công bố lần 2; sổ ghi #48.210; đã thay thế | /x/"
        ),
        (
            "[3] | Tỷ lệ hồ sơ trực tuyến, xã An Phú: 7.875 | 7.875 | "
            "Cổng dịch vụ công | sổ ghi #48.210 | /x/"
        ),
        (
            "[4] | Tỷ lệ hồ sơ trực tuyến, xã An Phú: 2,5 | 2,5 | "
            "Cổng dịch vụ công | sổ ghi #48.210 | /x/"
        ),
    ]


def test_the_site_of_all_addresses_is_said_once():
    here = [figure(str(n), where=f"https://thidua.example/u/{n}/") for n in (1, 2)]
    said = words(set_words(made(Paragraph(tuple(here)))).attachments)
    assert said[4] == "Các địa chỉ ở cột cuối nối tiếp sau https://thidua.example"
    assert said[-1].endswith("| /u/2/")
    elsewhere = figure("3", where="https://other.example/u/")
    said = words(set_words(made(Paragraph((*here, elsewhere)))).attachments)
    assert said[-1].endswith("| https://other.example/u/")
    assert not [line for line in said if line.startswith("Các địa chỉ")]


def test_several_appendices_are_counted_in_roman_numbers():
    many = tuple(Appendix(f"Bảng {n}", (Paragraph(("Chữ",)),)) for n in range(1, 14))
    setting = set_words(made(appendices=many))
    marks = [
        part.runs[0].text
        for part in setting.attachments
        if isinstance(part, Text) and part.shape is Shape.APPENDIX
    ]
    assert (marks[0], marks[8], marks[11], marks[12]) == (
        "Phụ lục I",
        "Phụ lục IX",
        "Phụ lục XII",
        "Phụ lục 13",
    )


def test_an_appendix_of_a_list_names_the_list():
    attached = (Appendix("Bảng", (Paragraph(("Chữ",), basis=True),)),)
    bare = Document(Kind.LIST, Letterhead("", "", "", ""), "", (), appendices=attached)
    assert words(set_words(bare).attachments)[2] == "(Kèm theo Danh sách)"


def test_a_row_with_a_cell_too_few_is_refused():
    ragged = Table((Column("A", 1), Column("B", 1)), ((("1",), ("2",)), (("1",),)))
    with pytest.raises(RuleBroken) as broken:
        set_words(made(ragged))
    assert broken.value.text().startswith("Dòng 2 của bảng có 1 ô, phải có 2.")


def test_a_table_without_a_caption_has_none():
    setting = set_words(made(Table((Column("A", 1),), ((("1",),),))))
    assert [type(part) for part in setting.body] == [Grid]


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("Xã\tAn\nPhú\r", "Xã An Phú"),
        ("An\x00 Phú\x1b[31m", "An Phú[31m"),
        ("An \u202eúhP\u202c", "An úhP"),
        ("An\u200bPhú\ufeff", "AnPhú"),
        ("  An   Phú ", "An Phú"),
        ("A\u0302n", "Ân"),
        ("\ue000\ud800", ""),
    ],
)
def test_letters_that_steer_a_page_or_deceive_an_eye_are_left_out(given, kept):
    assert clean(given) == kept


def test_spaces_between_pieces_are_kept():
    setting = set_words(made(Paragraph(("Đạt ", Strong(" rất "), "", " ", "cao"))))
    assert [run.text for run in setting.body[0].runs] == ["Đạt ", " rất ", "", " ", "cao"]
