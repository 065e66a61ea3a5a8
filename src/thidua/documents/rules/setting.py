"""Set a document's words in lines, the same for every format: nothing is added when it is drawn."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from unicodedata import category, normalize

from thidua.documents.rules import (
    Align,
    Block,
    Column,
    Document,
    Figure,
    Heading,
    Items,
    Kind,
    Letterhead,
    Paragraph,
    Pieces,
    Signature,
    Strong,
    Table,
    figures,
)
from thidua.documents.rules.layout import MOTTO, STATE
from thidua.kernel.errors import RuleBroken
from thidua.kernel.numbers import write
from thidua.ledger.rules import Grade

NO_BREAK = "\N{NO-BREAK SPACE}"
BLANK = NO_BREAK * 6
TEN = 10
MARCH = 3
GENERATED = f"≈{NO_BREAK}"
GRADES: Mapping[Grade, str] = {
    Grade.COUNTED: "đếm trong hệ thống",
    Grade.SOURCE_FILE: "từ tệp nguồn",
    Grade.APPROVED: "báo cáo đã duyệt",
    Grade.REPORTED: "báo cáo chưa duyệt",
}
TRACES = "NGUỒN SỐ LIỆU"
TRACE_COLUMNS = (
    Column("Số", 11, Align.CENTRE),
    Column("Số liệu", 36),
    Column("Tử số/mẫu số", 29, Align.RIGHT),
    Column("Nguồn và độ tin", 28),
    Column("Sổ ghi", 18),
    Column("Kiểm tra tại", 38),
)
ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")


class Shape(StrEnum):
    """How a line is drawn."""

    BASIS = "basis"  # what the document stands on: italic
    PARAGRAPH = "paragraph"
    ITEM = "item"
    HEADING = "heading"
    SUBHEADING = "subheading"
    CAPTION = "caption"
    NOTICE = "notice"
    APPENDIX = "appendix"  # begins a page
    APPENDIX_HEADING = "appendix-heading"
    ATTACHED = "attached"


@dataclass(frozen=True, slots=True)
class Run:
    """Words in one style; `raised` is the number of a note."""

    text: str
    bold: bool = False
    raised: bool = False


Line = tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Text:
    """A line of words in its shape."""

    shape: Shape
    runs: Line


@dataclass(frozen=True, slots=True)
class Grid:
    """A table set in lines; `small` is one of notes."""

    heads: tuple[str, ...]
    shares: tuple[int, ...]
    aligns: tuple[str, ...]
    rows: tuple[tuple[Line, ...], ...]
    small: bool = False


@dataclass(frozen=True, slots=True)
class Setting:
    """A document as it is drawn, from top to bottom.

    `superior` and `agency` are the lines at the top left; `kind` is the name of its kind;
    `signing` are the lines over the signature, `beside` those over the one at the left.
    """

    title: str
    day: date | None
    draft: bool
    state: str
    motto: str
    superior: tuple[str, ...]
    agency: tuple[str, ...]
    number: str
    place: str
    kind: str
    subject: str
    attached: str
    notices: tuple[str, ...]
    body: tuple[Text | Grid, ...]
    recipients: tuple[str, ...]
    signing: tuple[str, ...]
    name: str
    attachments: tuple[Text | Grid, ...]
    beside: tuple[str, ...]
    beside_name: str
    squares: tuple[str, ...]


def set_words(document: Document) -> Setting:
    """Set a document. A table with a row of the wrong length is refused."""
    numbers = {figure: place for place, figure in enumerate(figures(document), start=1)}
    head, signature, beside = document.letterhead, document.signature, document.beside
    subject = clean(document.subject)
    kind = document.kind.words
    return Setting(
        title=f"{kind.capitalize()} – {subject}" if subject else kind.capitalize(),
        day=head.day,
        draft=document.draft,
        state=STATE,
        motto=MOTTO,
        superior=_lines(head.superior),
        agency=_lines(head.agency),
        number=number_line(document.kind, head),
        place=place_line(head),
        kind=kind,
        subject=subject,
        attached=f"({clean(document.attached_to)})" if document.attached_to.strip() else "",
        notices=tuple(map(clean, document.notices)),
        body=tuple(_blocks(document.blocks, numbers)),
        recipients=tuple(_recipients(document.recipients)),
        signing=tuple(_signing(signature)) if signature else (),
        name=clean(signature.name) if signature else "",
        attachments=tuple(_attachments(document, numbers)),
        beside=tuple(_signing(beside)) if beside else (),
        beside_name=clean(beside.name) if beside else "",
        squares=document.squares,
    )


def number_line(kind: Kind, head: Letterhead) -> str:
    """Write the number: `Số: 05/KH-UBND`, with a blank to fill in; empty where there is none."""
    if not kind.abbreviation:
        return ""
    number = clean(head.number)
    if number.isdecimal() and int(number) < TEN:
        number = f"{int(number):02}"
    symbol = clean(head.symbol)
    return f"Số: {number or BLANK}/{kind.abbreviation}{'-' if symbol else ''}{symbol}"


def place_line(head: Letterhead) -> str:
    """Write place and day: days below ten and the first two months with a leading zero."""
    place = clean(head.place)
    before = f"{place}, ngày" if place else "Ngày"
    if head.day is None:
        return f"{before} {BLANK} tháng {BLANK} năm {BLANK}"
    month = f"{head.day.month:02}" if head.day.month < MARCH else f"{head.day.month}"
    return f"{before} {head.day:%d} tháng {month} năm {head.day:%Y}"


def clean(text: str) -> str:
    """Take words as one line of letters: what steers a page or a reader's eye is left out.

    Control letters, halves of letters, private ones and those that turn the direction of writing
    (a name could look like another by them) never reach a page.
    """
    words = " ".join(part for part in normalize("NFC", text).split(" ") if part)
    words = words.replace("\n", " ").replace("\t", " ").replace("\r", " ")
    kept = "".join(letter for letter in words if not category(letter).startswith("C"))
    return kept.strip(" ")


def _lines(name: str) -> tuple[str, ...]:
    """Write an agency's name in capitals, in the lines that its office gives it."""
    return tuple(clean(line).upper() for line in name.splitlines() if clean(line))


def _blocks(blocks: Iterable[Block], numbers: Mapping[Figure, int]) -> Iterator[Text | Grid]:
    for block in blocks:
        match block:
            case Heading(text=text, level=level):
                shape = Shape.HEADING if level == 1 else Shape.SUBHEADING
                yield Text(shape, (Run(clean(text), bold=True),))
            case Paragraph(pieces=pieces, basis=basis):
                shape = Shape.BASIS if basis else Shape.PARAGRAPH
                yield Text(shape, _line(pieces, numbers))
            case Items(items=items):
                for each in items:
                    yield Text(Shape.ITEM, (Run("- "), *_line(each, numbers)))
            case _:
                yield from _table(block, numbers)


def _table(table: Table, numbers: Mapping[Figure, int]) -> Iterator[Text | Grid]:
    wide = len(table.columns)
    for place, row in enumerate(table.rows, start=1):
        if len(row) != wide:
            raise RuleBroken("documents.ragged-table", row=place, found=len(row), expected=wide)
    if table.caption:
        yield Text(Shape.CAPTION, (Run(clean(table.caption)),))
    rows = tuple(tuple(_line(cell, numbers) for cell in row) for row in table.rows)
    yield _grid(table.columns, rows)


def _grid(
    columns: tuple[Column, ...], rows: tuple[tuple[Line, ...], ...], *, small: bool = False
) -> Grid:
    return Grid(
        heads=tuple(clean(column.head) for column in columns),
        shares=tuple(column.share for column in columns),
        aligns=tuple(column.align.value for column in columns),
        rows=rows,
        small=small,
    )


def _line(pieces: Pieces, numbers: Mapping[Figure, int]) -> Line:
    return tuple(run for piece in pieces for run in _runs(piece, numbers))


def _runs(piece: object, numbers: Mapping[Figure, int]) -> Iterator[Run]:
    if isinstance(piece, Figure):
        mark = GENERATED if piece.generated else ""
        yield Run(f"{mark}{clean(piece.text)}")
        yield Run(f"[{numbers[piece]}]", raised=True)
    elif isinstance(piece, Strong):
        yield Run(_spaced(piece.text), bold=True)
    else:
        yield Run(_spaced(str(piece)))


def _spaced(text: str) -> str:
    """Clean a piece and keep the space that parts it from its neighbours."""
    words = clean(text)
    before = " " if text[:1].isspace() else ""
    after = " " if text[-1:].isspace() and words else ""
    return f"{before}{words}{after}"


def _recipients(recipients: tuple[str, ...]) -> Iterator[str]:
    """End each with a semicolon, and the last, the archive, with a full stop."""
    named = [clean(each).rstrip(".;") for each in recipients if each.strip()]
    if named:
        yield "Nơi nhận:"
        yield from (f"- {each};" for each in named)
        yield "- Lưu: VT."


def _signing(signature: Signature) -> Iterator[str]:
    for authority, behalf in signature.behalf:
        yield f"{authority.value} {clean(behalf).upper()}"
    yield clean(signature.post).upper()


def _attachments(document: Document, numbers: Mapping[Figure, int]) -> Iterator[Text | Grid]:
    count = len(document.appendices) + bool(numbers)
    for place, appendix in enumerate(document.appendices):
        yield from _opening(document, appendix.heading, place, count)
        yield from _blocks(appendix.blocks, numbers)
    if numbers:
        yield from _opening(document, TRACES, count - 1, count)
        yield from _remarks(numbers)
        yield _traces(numbers)


def _opening(document: Document, heading: str, place: int, count: int) -> Iterator[Text]:
    mark = f" {ROMAN[place] if place < len(ROMAN) else place + 1}" if count > 1 else ""
    yield Text(Shape.APPENDIX, (Run(f"Phụ lục{mark}", bold=True),))
    yield Text(Shape.APPENDIX_HEADING, (Run(clean(heading).upper(), bold=True),))
    yield Text(Shape.ATTACHED, (Run(_with(document)),))


def _with(document: Document) -> str:
    """Say which document an appendix goes with."""
    number = number_line(document.kind, document.letterhead).removeprefix("Số: ")
    name = document.kind.words.capitalize()
    named = f"{name} số {number}" if number else name
    agency = clean(document.letterhead.agency)
    return f"(Kèm theo {named}{f' của {agency}' if agency else ''})"


def _remarks(numbers: Mapping[Figure, int]) -> Iterator[Text]:
    words = (
        "Số trong ngoặc vuông sau mỗi số liệu là số chú thích ở bảng này. “Sổ ghi #” cho biết số "
        "liệu tính từ bao nhiêu mục của sổ ghi; ai có tệp công bố đều đếm lại được."
    )
    yield Text(Shape.NOTICE, (Run(words),))
    if site := _site(numbers):
        yield Text(Shape.NOTICE, (Run(f"Các địa chỉ ở cột cuối nối tiếp sau {site}"),))
    if any(figure.generated for figure in numbers):
        words = "Dấu ≈: số liệu mô phỏng, được tạo ra để trình diễn, không phải số đếm thật."
        yield Text(Shape.NOTICE, (Run(words),))
    if any(figure.stale for figure in numbers):
        words = "“Đã thay thế”: lần công bố chứa số liệu đã được thay bằng lần công bố sau."
        yield Text(Shape.NOTICE, (Run(words),))


def _site(numbers: Mapping[Figure, int]) -> str:
    """Give the site that all addresses begin with, so that it is said once; empty: none."""
    sites = {_before_path(clean(figure.where)) for figure in numbers}
    return sites.pop() if len(sites) == 1 else ""


def _before_path(address: str) -> str:
    scheme, mark, rest = address.partition("://")
    return f"{scheme}{mark}{rest.partition('/')[0]}" if mark else ""


def _traces(numbers: Mapping[Figure, int]) -> Grid:
    site = _site(numbers)
    rows = tuple(
        (
            (Run(f"[{place}]"),),
            (Run(f"{clean(figure.about)}: {GENERATED if figure.generated else ''}{figure.text}"),),
            (Run(_terms(figure.terms)),),
            (Run(_source(figure)),),
            (Run(_size(figure)),),
            (Run(clean(figure.where).removeprefix(site)),),
        )
        for figure, place in numbers.items()
    )
    return _grid(TRACE_COLUMNS, rows, small=True)


def _terms(terms: tuple[int | Decimal | None, int | Decimal | None]) -> str:
    return "/".join(write(each) for each in terms if each is not None) or "–"


def _source(figure: Figure) -> str:
    grade = GRADES[figure.grade] if figure.grade else ""
    said = (clean(figure.source), grade, "mô phỏng" if figure.generated else "")
    return "; ".join(each for each in said if each)


def _size(figure: Figure) -> str:
    edition = f"công bố lần {figure.edition}; " if figure.edition else ""
    stale = "; đã thay thế" if figure.stale else ""
    return f"{edition}sổ ghi #{write(figure.size)}{stale}"
