"""A document as DOCX, to be edited: the words of the setting as text, never as XML."""

import io
import zipfile
from collections.abc import Iterable
from datetime import datetime
from typing import Any

import docx as office
from docx.document import Document as File
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.pkgwriter import PackageWriter
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Emu, Length, Mm, Pt
from docx.table import _Cell
from docx.text.paragraph import Paragraph
from docx.text.run import Run as Words

from thidua.documents.outside.letters import printable
from thidua.documents.rules import Document
from thidua.documents.rules.layout import LAYOUT
from thidua.documents.rules.setting import Grid, Line, Setting, Shape, Text, set_words

FONT = "Times New Roman"
ZIPPED = (1980, 1, 1, 0, 0, 0)  # the first day of a zip archive: the same document, the same bytes
UNDATED = (2000, 1, 1)
TEXT_WIDTH = LAYOUT.width - LAYOUT.left - LAYOUT.right
ALIGNS = {
    "left": WD_ALIGN_PARAGRAPH.LEFT,
    "center": WD_ALIGN_PARAGRAPH.CENTER,
    "right": WD_ALIGN_PARAGRAPH.RIGHT,
}
CENTRED = {Shape.CAPTION, Shape.APPENDIX, Shape.APPENDIX_HEADING, Shape.ATTACHED}
ITALIC = {Shape.BASIS, Shape.CAPTION, Shape.ATTACHED, Shape.NOTICE}
INDENTED = {Shape.BASIS, Shape.PARAGRAPH, Shape.ITEM, Shape.HEADING, Shape.SUBHEADING}
HEADINGS = {Shape.HEADING, Shape.SUBHEADING, Shape.CAPTION}
SIZES = {
    Shape.NOTICE: LAYOUT.trace + 1,
    Shape.APPENDIX: LAYOUT.appendix,
    Shape.APPENDIX_HEADING: LAYOUT.appendix,
}


def docx(document: Document) -> bytes:
    """Make the DOCX of a document; its dates are the document's day."""
    setting = set_words(document)
    file = office.Document()
    _page(file, setting)
    _head(file, setting)
    _opening(file, setting)
    _parts(file, setting.body)
    _ending(file, setting)
    _parts(file, setting.attachments)
    _properties(file, setting)
    return _dated(_packed(file))


def _page(file: File, setting: Setting) -> None:
    section = file.sections[0]
    section.page_width, section.page_height = Mm(LAYOUT.width), Mm(LAYOUT.height)
    section.top_margin, section.bottom_margin = Mm(LAYOUT.top), Mm(LAYOUT.bottom)
    section.left_margin, section.right_margin = Mm(LAYOUT.left), Mm(LAYOUT.right)
    section.header_distance = Mm(LAYOUT.page_number_top)
    section.different_first_page_header_footer = True
    style = file.styles["Normal"]
    style.font.name, style.font.size = FONT, Pt(LAYOUT.body)
    style.element.rPr.rFonts.set(qn("w:eastAsia"), FONT)
    style.paragraph_format.space_after = Pt(0)
    if setting.draft:
        for header in (section.first_page_header, section.header):
            _put(header.paragraphs[0], "DỰ THẢO", LAYOUT.page_number, bold=True)
    numbered = section.header.paragraphs[0]
    if setting.draft:
        numbered = section.header.add_paragraph()
    numbered.alignment = WD_ALIGN_PARAGRAPH.CENTER
    _field(_put(numbered, "", LAYOUT.page_number), "PAGE")


def _field(run: Words, name: str) -> None:
    for kind, text in (("begin", ""), ("", name), ("end", "")):
        element = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            element.set(qn("w:fldCharType"), kind)
        else:
            element.text = text
        run._r.append(element)  # noqa: SLF001 - python-docx has no fields of its own


def _head(file: File, setting: Setting) -> None:
    table = file.add_table(rows=2, cols=2)
    widths = (Mm(LAYOUT.head_left), Mm(TEXT_WIDTH - LAYOUT.head_left))
    _fixed(table, widths, side=0)
    left, right = table.rows[0].cells
    for place, name in enumerate((*setting.superior, *setting.agency)):
        own = place >= len(setting.superior)
        size = LAYOUT.agency if own else LAYOUT.superior
        _put(_centred(left, first=not place), name, size, bold=own)
    _rule(_centred(left), widths[0], LAYOUT.agency_rule)
    _put(_centred(right, first=True), setting.state, LAYOUT.state, bold=True)
    motto = _centred(right)
    _put(motto, setting.motto, LAYOUT.motto, bold=True)
    _rule(_centred(right), widths[1], 58)  # as long as the motto in these letters
    left, right = table.rows[1].cells
    _put(_centred(left, first=True), setting.number, LAYOUT.number)
    _put(_centred(right, first=True), setting.place, LAYOUT.place, italic=True)


def _opening(file: File, setting: Setting) -> None:
    paragraph = _paragraph(file, before=LAYOUT.space * 2, centred=True)
    _put(paragraph, setting.kind, LAYOUT.kind, bold=True)
    if setting.subject:
        _put(_paragraph(file, centred=True), setting.subject, LAYOUT.subject, bold=True)
        _rule(_paragraph(file, centred=True), Mm(TEXT_WIDTH), LAYOUT.subject_rule)
    if setting.attached:
        _put(_paragraph(file, centred=True), setting.attached, LAYOUT.body, italic=True)
    for words in setting.notices:
        paragraph = _paragraph(file, before=LAYOUT.space)
        _border(paragraph, ("top", "left", "bottom", "right"))
        _put(paragraph, words, LAYOUT.notice, bold=True)


def _parts(file: File, parts: Iterable[Text | Grid]) -> None:
    for part in parts:
        if isinstance(part, Grid):
            _grid(file, part)
        else:
            _text(file, part)


def _text(file: File, part: Text) -> None:
    shape = part.shape
    paragraph = _paragraph(file, before=LAYOUT.space, centred=shape in CENTRED)
    form = paragraph.paragraph_format
    form.page_break_before = shape is Shape.APPENDIX
    form.keep_with_next = shape in HEADINGS
    if shape in INDENTED:
        form.first_line_indent = Mm(LAYOUT.indent)
        form.line_spacing = LAYOUT.leading / 100
        form.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
    _runs(paragraph, part.runs, SIZES.get(shape, LAYOUT.body), italic=shape in ITALIC)


def _runs(paragraph: Paragraph, line: Line, size: int, *, italic: bool = False) -> None:
    for run in line:
        words = _put(paragraph, run.text, size, bold=run.bold, italic=italic)
        words.font.superscript = run.raised or None


def _grid(file: File, grid: Grid) -> None:
    table = file.add_table(rows=1 + len(grid.rows), cols=len(grid.heads))
    table.style = "Table Grid"
    whole = sum(grid.shares)
    widths = [Emu(int(Mm(TEXT_WIDTH) * share / whole)) for share in grid.shares]
    _fixed(table, widths, side=1)
    size = LAYOUT.trace if grid.small else LAYOUT.table
    columns = [table.columns[place].cells for place in range(len(grid.heads))]
    for place, head in enumerate(grid.heads):
        _put(_centred(columns[place][0], first=True), head, size, bold=True)
        for number, row in enumerate(grid.rows, start=1):
            paragraph = columns[place][number].paragraphs[0]
            paragraph.alignment = ALIGNS[grid.aligns[place]]
            _runs(paragraph, row[place], size)
    for number, row in enumerate(table.rows):
        properties = row._tr.get_or_add_trPr()  # noqa: SLF001 - python-docx cannot say these
        properties.append(OxmlElement("w:cantSplit"))
        if not number:
            properties.append(OxmlElement("w:tblHeader"))


def _ending(file: File, setting: Setting) -> None:
    if not setting.signing and not setting.recipients:
        return
    _paragraph(file)
    table = file.add_table(rows=1, cols=2)
    _fixed(table, (Mm(TEXT_WIDTH // 2), Mm(TEXT_WIDTH // 2)), side=0)
    left, right = table.rows[0].cells
    for place, words in enumerate(setting.recipients):
        paragraph = left.paragraphs[0] if not place else left.add_paragraph()
        size = LAYOUT.recipients if place else LAYOUT.recipients_head
        _put(paragraph, words, size, bold=not place, italic=not place)
    for place, words in enumerate(setting.signing):
        _put(_centred(right, first=not place), words, LAYOUT.signature, bold=True)
    name = _centred(right)
    name.paragraph_format.space_before = Mm(LAYOUT.signing)
    _put(name, setting.name, LAYOUT.signature, bold=True)


def _paragraph(file: File, *, before: int = 0, centred: bool = False) -> Paragraph:
    paragraph = file.add_paragraph()
    paragraph.paragraph_format.space_before = Pt(before)
    if centred:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    return paragraph


def _centred(cell: _Cell, *, first: bool = False) -> Paragraph:
    paragraph: Paragraph = cell.paragraphs[0] if first else cell.add_paragraph()
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    return paragraph


def _put(
    paragraph: Paragraph, text: str, size: int, *, bold: bool = False, italic: bool = False
) -> Words:
    run = paragraph.add_run(printable(text))
    run.font.size, run.bold, run.italic = Pt(size), bold, italic
    return run


def _rule(paragraph: Paragraph, width: Length, long: int) -> None:
    """Draw a rule of `long` mm in the middle of a width: a border between two indents."""
    side = Emu(max(0, (width - Mm(long)) // 2))
    form = paragraph.paragraph_format
    form.left_indent = form.right_indent = side
    form.line_spacing = Pt(4)
    _border(paragraph, ("top",))


def _border(paragraph: Paragraph, sides: Iterable[str]) -> None:
    borders = OxmlElement("w:pBdr")
    for side in sides:
        border = OxmlElement(f"w:{side}")
        for name, value in (("val", "single"), ("sz", "6"), ("space", "1"), ("color", "auto")):
            border.set(qn(f"w:{name}"), value)
        borders.append(border)
    properties = paragraph._p.get_or_add_pPr()  # noqa: SLF001 - python-docx has no borders
    properties.insert_element_before(
        borders, "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:rPr"
    )


def _fixed(table: Any, widths: Iterable[Length], *, side: int) -> None:  # noqa: ANN401 - two classes
    """Give columns their widths, and cells `side` mm left and right of their words."""
    table.autofit = False
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
        for cell in column.cells:
            cell.width = width
    margins = OxmlElement("w:tblCellMar")
    for name in ("left", "right"):
        margin = OxmlElement(f"w:{name}")
        margin.set(qn("w:w"), str(Mm(side).twips))
        margin.set(qn("w:type"), "dxa")
        margins.append(margin)
    properties = table._tbl.tblPr  # noqa: SLF001 - python-docx has no margins of cells
    properties.insert_element_before(margins, "w:tblLook", "w:tblCaption", "w:tblDescription")


def _properties(file: File, setting: Setting) -> None:
    day = setting.day
    made = datetime(day.year, day.month, day.day) if day else datetime(*UNDATED)  # noqa: DTZ001 - Office's dates have no zone
    told = file.core_properties
    told.created = told.modified = told.last_printed = made
    told.title, told.author, told.last_modified_by = printable(setting.title)[:255], "", ""
    told.comments, told.language, told.revision = "", "vi-VN", 1


def _packed(file: File) -> bytes:
    """Pack the parts of a file."""
    made, package = io.BytesIO(), file.part.package
    parts = tuple(package.parts)
    for part in parts:
        part.before_marshal()
    PackageWriter.write(made, package.rels, parts)  # type: ignore[no-untyped-call]  # python-docx has no types here
    return made.getvalue()


def _dated(content: bytes) -> bytes:
    """Write the archive again with one fixed date on every part."""
    made = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as before,
        zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as after,
    ):
        for name in sorted(
            before.namelist(), key=lambda name: (name != "[Content_Types].xml", name)
        ):
            part = zipfile.ZipInfo(name, ZIPPED)
            part.compress_type, part.external_attr = zipfile.ZIP_DEFLATED, 0o644 << 16
            after.writestr(part, before.read(name))
    return made.getvalue()
