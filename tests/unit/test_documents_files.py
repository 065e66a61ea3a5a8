"""Documents as files: what PDF and DOCX say, read back by others' libraries."""

import io
import re
import zipfile
from datetime import date

import docx as office
import pypdfium2 as pdfium
import pytest
from docx.shared import Mm, Pt
from hypothesis import given, settings
from hypothesis import strategies as st

from thidua.documents import outside
from thidua.documents.outside.letters import letters, printable
from thidua.documents.rules import (
    Align,
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
)
from thidua.documents.rules.layout import LAYOUT
from thidua.ledger.rules import Grade

VIETNAMESE = "Ắ ằ ẳ ẵ ặ Ấ ầ ẩ ẫ ậ Ế ề ể ễ ệ Ố ồ ổ ỗ ộ Ớ ờ ở ỡ ợ Ứ ừ ử ữ ự Ỳ ỷ ỹ ỵ Đ đ"
HOSTILE = (
    '#import "@preview/x:1.0.0" #panic("x") *a* _b_ $c$ <d> @e `f` \\ // /* ~ -- [g] {h} "i" </w:t>',
    "]]><w:p/> & &amp; <!-- x --> <?xml?> %PDF (a) Tj",
    "=HYPERLINK() {{ x }} {% y %}",
)
MM = 72 / 25.4  # points


def figure(number):
    about = f"Tỷ lệ hồ sơ trực tuyến, xã số {number}"
    return Figure(
        f"{number},10 %", about, "Cổng dịch vụ công", 48210, f"/u/{number}/",
        terms=(number, 1000), grade=Grade.COUNTED,
    )  # fmt: skip


def document(*blocks, day=date(2026, 2, 3), draft=False, name="", subject="Kết quả tuần thứ tư"):
    return Document(
        Kind.NOTICE,
        Letterhead("UBND tỉnh Hậu Sông", "Sở Khoa học", "SKHCN", "Hậu Sông", "5", day),
        subject,
        blocks,
        Signature("Phó Giám đốc", ((Authority.DEPUTY, "Giám đốc"),), name),
        ("UBND các xã, phường",),
        draft=draft,
    )


def long_table(rows=103):
    columns = (Column("TT", 10, Align.CENTRE), Column("Đơn vị xếp hạng", 60), Column("Số", 30))
    listed = tuple(((f"{n}",), (f"Xã số {n}",), (figure(n),)) for n in range(1, rows + 1))
    return Table(columns, listed, "Bảng 1")


def pages(content):
    file = pdfium.PdfDocument(content)
    return [page.get_textpage().get_text_range() for page in file]


def pdf_words(content):
    return "".join(pages(content)).split()


def docx_words(content):
    """Give the words of a DOCX in the order of its body."""
    body = office.Document(io.BytesIO(content)).element.body
    paragraphs = body.iter("{http://schemas.openxmlformats.org/wordprocessingml/2006/main}p")
    texts = (
        "".join(node.text or "" for node in p.iter() if node.tag.endswith("}t")) for p in paragraphs
    )
    return " ".join(texts).split()


def letters_of(words, *, without=""):
    """Sort the letters of words: what stands in a document, however its lines break."""
    return sorted(re.sub(r"\s", "", "".join(words)).replace(without, ""))


def test_the_same_document_gives_the_same_bytes_and_another_day_others():
    made = document(long_table(5))
    assert outside.pdf(made) == outside.pdf(made)
    assert outside.docx(made) == outside.docx(made)
    later = document(long_table(5), day=date(2026, 2, 4))
    assert outside.docx(made) != outside.docx(later)


def test_nothing_in_a_docx_tells_when_it_was_made():
    made = outside.docx(document(day=None))
    with zipfile.ZipFile(io.BytesIO(made)) as parts:
        assert {part.date_time for part in parts.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert parts.testzip() is None
    told = office.Document(io.BytesIO(made)).core_properties
    assert (told.created.year, told.author, told.title) == (
        2000,
        "",
        "Thông báo – Kết quả tuần thứ tư",
    )


def test_the_pdf_is_an_archive_pdf_with_a_title_and_only_the_shipped_letters():
    content = outside.pdf(document(Paragraph((VIETNAMESE,))))
    assert b"<pdfaid:part>2</pdfaid:part>" in content
    assert b"<pdfaid:conformance>B</pdfaid:conformance>" in content
    told = pdfium.PdfDocument(content).get_metadata_dict()
    assert told["Title"] == "Thông báo – Kết quả tuần thứ tư"
    assert told["CreationDate"].startswith("D:20260203")
    fonts = set(re.findall(rb"/BaseFont\s*/[A-Z]{6}\+(\w+)", content))
    assert {font.partition(b"-")[0] for font in fonts} <= {b"Tinos"}


def test_vietnamese_letters_come_back_whole():
    made = document(Paragraph((VIETNAMESE,)), name="Nguyễn Thị Ướt")
    for words in (pdf_words(outside.pdf(made)), docx_words(outside.docx(made))):
        said = " ".join(words)
        assert VIETNAMESE in said
        assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in said
        assert "Độc lập - Tự do - Hạnh phúc" in said
        assert "KT. GIÁM ĐỐC" in said
        assert "Nguyễn Thị Ướt" in said


def test_both_formats_hold_the_same_words():
    made = document(
        Heading("I. KẾT QUẢ"),
        Paragraph(("Căn cứ Kế hoạch số 124;",), basis=True),
        Paragraph(("Đạt ", figure(1), " và ", Strong("hơn"), ".")),
        Items((("Xã An Phú",), ("Xã Bình An",))),
        long_table(12),
    )
    assert letters_of(pdf_words(outside.pdf(made))) == letters_of(
        [*docx_words(outside.docx(made)), "2"]  # the number of the second page
    )


def test_margins_and_positions_are_those_of_the_decree():
    content = outside.pdf(document(Paragraph(("Chữ " * 400,))))
    page = pdfium.PdfDocument(content)[0]
    assert [round(side / MM) for side in page.get_size()] == [210, 297]
    text = page.get_textpage()
    boxes = [
        text.get_charbox(n) for n in range(text.count_chars()) if text.get_text_range(n, 1).strip()
    ]
    assert min(box[0] for box in boxes) >= LAYOUT.left * MM - 1
    assert max(box[2] for box in boxes) <= (LAYOUT.width - LAYOUT.right) * MM + 1
    assert min(box[1] for box in boxes) >= LAYOUT.bottom * MM - 4
    state = text.get_text_range().index("CỘNG HÒA")
    kind = text.get_text_range().index("THÔNG BÁO")
    assert text.get_charbox(state)[0] > (LAYOUT.left + LAYOUT.head_left) * MM
    assert text.get_charbox(kind)[1] < text.get_charbox(state)[1]
    section = office.Document(io.BytesIO(outside.docx(document()))).sections[0]
    sides = (section.top_margin, section.bottom_margin, section.left_margin, section.right_margin)
    expected = (LAYOUT.top, LAYOUT.bottom, LAYOUT.left, LAYOUT.right)
    assert [round(side / Mm(1)) for side in sides] == list(expected)  # the file counts in twips
    assert section.different_first_page_header_footer


def test_state_motto_kind_and_agency_stand_in_the_sizes_of_the_decree():
    file = office.Document(io.BytesIO(outside.docx(document())))
    left, right = file.tables[0].rows[0].cells
    styles = [
        (p.text, p.runs[0].font.size, p.runs[0].bold)
        for p in (*left.paragraphs, *right.paragraphs)
        if p.text
    ]
    assert styles == [
        ("UBND TỈNH HẬU SÔNG", Pt(LAYOUT.superior), False),
        ("SỞ KHOA HỌC", Pt(LAYOUT.agency), True),
        ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", Pt(LAYOUT.state), True),
        ("Độc lập - Tự do - Hạnh phúc", Pt(LAYOUT.motto), True),
    ]
    number, place = file.tables[0].rows[1].cells
    assert number.text == "Số: 05/TB-SKHCN"
    assert place.paragraphs[0].runs[0].italic
    assert file.styles["Normal"].font.name == "Times New Roman"


def test_pages_are_numbered_at_the_top_from_the_second_on():
    found = pages(outside.pdf(document(Paragraph(("Chữ " * 3000,)))))
    assert not found[0].split()[0].isdecimal()
    assert [page.split()[0] for page in found[1:]] == [str(n) for n in range(2, len(found) + 1)]


def test_a_table_of_103_rows_breaks_between_rows_and_repeats_its_head():
    made = document(long_table())
    found = pages(outside.pdf(made))
    rows = [number for page in found for number in re.findall(r"Xã số (\d+)\b(?!:)", page)]
    assert rows[:103] == [str(n) for n in range(1, 104)]
    with_rows = [
        page for page in found if re.search(r"^\d+ Xã số|Xã số \d+ \d", page, re.MULTILINE)
    ]
    assert len(with_rows) > 2
    assert all(
        "Đơn vị xếp hạng" in page
        for page in with_rows
        if "Phụ lục" not in page and "Kiểm tra" not in page
    )
    table = office.Document(io.BytesIO(outside.docx(made))).tables[1]
    assert len(table.rows) == 104
    assert len(table._tbl.xpath("./w:tr[1]/w:trPr/w:tblHeader")) == 1  # noqa: SLF001 - no other way
    assert len(table._tbl.xpath("./w:tr/w:trPr/w:cantSplit")) == 104  # noqa: SLF001 - no other way


@pytest.mark.parametrize("words", HOSTILE)
def test_words_are_never_markup(words):
    made = document(
        Heading(words), Paragraph((words, Strong(words))), Items(((words,),)),
        Table((Column(words, 1),), (((words,),),), words), name=words, subject=words,
    )  # fmt: skip
    bare = re.sub(r"\s", "", words)
    for found in (pdf_words(outside.pdf(made)), docx_words(outside.docx(made))):
        assert "".join(found).count(bare) >= 7


@settings(max_examples=20, deadline=None)
@given(st.text(max_size=60))
def test_whatever_a_name_holds_both_files_are_made(name):
    made = document(Paragraph((name, "x")), name=name, subject=name)
    assert outside.pdf(made).startswith(b"%PDF")
    assert office.Document(io.BytesIO(outside.docx(made)))


def test_letters_that_the_font_has_not_become_a_box_in_sight():
    assert printable("Xã An Phú ≈ 漢 😀") == "Xã An Phú ≈ □ □"
    assert {*VIETNAMESE, "“", "”", "–", "≈", "□", "\N{NO-BREAK SPACE}"} <= letters()


def test_a_draft_says_so_on_every_page_of_both():
    made = document(Paragraph(("Chữ " * 2000,)), draft=True)
    assert all("DỰ THẢO" in page for page in pages(outside.pdf(made)))
    section = office.Document(io.BytesIO(outside.docx(made))).sections[0]
    for header in (section.first_page_header, section.header):
        assert "DỰ THẢO" in " ".join(p.text for p in header.paragraphs)
    assert "DỰ THẢO" not in " ".join(pages(outside.pdf(document())))
