"""An official document as frozen values, laid out as Decree 30/2020/NĐ-CP asks.

Document: văn bản. Figure: a number with its trace (nguồn số liệu), made by whoever counts; this
app counts nothing, decides nothing about a number, and only says where it comes from.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import Enum, StrEnum

from thidua.ledger.rules import Grade


class Kind(Enum):
    """A kind of document: the name that stands over it, and its abbreviation in the number."""

    PLAN = ("KẾ HOẠCH", "KH")
    NOTICE = ("THÔNG BÁO", "TB")
    REPORT = ("BÁO CÁO", "BC")
    DECISION = ("QUYẾT ĐỊNH", "QĐ")
    SUBMISSION = ("TỜ TRÌNH", "TTr")
    MINUTES = ("BIÊN BẢN", "BB")
    LIST = ("DANH SÁCH", "")  # goes with another document and has no number of its own
    # The forms of the one-stop shop (Thông tư 03/2025/TT-VPCP, mẫu 01 to 07): a dossier's code is
    # their number.
    RECEIPT = ("GIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ", "")
    SUPPLEMENT = ("PHIẾU YÊU CẦU BỔ SUNG, HOÀN THIỆN HỒ SƠ", "")
    REFUSAL = ("PHIẾU TỪ CHỐI TIẾP NHẬN, GIẢI QUYẾT HỒ SƠ", "")
    APOLOGY = ("PHIẾU XIN LỖI VÀ HẸN LẠI NGÀY TRẢ KẾT QUẢ", "")
    STOP = ("THÔNG BÁO DỪNG GIẢI QUYẾT HỒ SƠ", "")
    CONTROL = ("PHIẾU KIỂM SOÁT QUÁ TRÌNH GIẢI QUYẾT HỒ SƠ", "")
    REGISTER = ("SỔ THEO DÕI HỒ SƠ", "")

    @property
    def words(self) -> str:
        """The name that stands over the document."""
        return str(self.value[0])

    @property
    def abbreviation(self) -> str:
        """What stands in the number; empty for what has none."""
        return str(self.value[1])


class Authority(StrEnum):
    """For whom a person signs."""

    COLLECTIVE = "TM."  # thay mặt
    DEPUTY = "KT."  # ký thay
    ORDER = "TL."  # thừa lệnh
    DELEGATED = "TUQ."  # thừa ủy quyền


class Align(StrEnum):
    """Where the words of a column stand."""

    LEFT = "left"
    CENTRE = "center"
    RIGHT = "right"


@dataclass(frozen=True, slots=True)
class Figure:
    """A number as it is printed, with what it takes to check it.

    `terms` are numerator and denominator; the second is None for a plain count, both where the
    number is not a count. `size` is how much of the ledger it stands on. `edition` is None for a
    running figure. Whoever made the figure says whether it is `generated` and whether `stale`.
    """

    text: str
    about: str
    source: str
    size: int
    where: str  # the address at which it can be checked
    terms: tuple[int | Decimal | None, int | Decimal | None] = (None, None)
    grade: Grade | None = None  # the weakest of the counts in it
    edition: int | None = None
    generated: bool = False
    stale: bool = False


@dataclass(frozen=True, slots=True)
class Strong:
    """Words in bold."""

    text: str


Piece = str | Strong | Figure
Pieces = tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """The heading of a part, with its number if it has one; level 1 is the highest."""

    text: str
    level: int = 1


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; `basis` is one of those that say what the document stands on (căn cứ)."""

    pieces: Pieces
    basis: bool = False


@dataclass(frozen=True, slots=True)
class Items:
    """A list with dashes."""

    items: tuple[Pieces, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: its head, its share of the width, and where its words stand."""

    head: str
    share: int
    align: Align = Align.LEFT


@dataclass(frozen=True, slots=True)
class Table:
    """A table whose head is repeated on every page; every row has a cell for each column."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[Pieces, ...], ...]
    caption: str = ""


Block = Heading | Paragraph | Items | Table


@dataclass(frozen=True, slots=True)
class Signature:
    """Who signs: for whom (each line with its authority), in which post; the name may wait."""

    post: str
    behalf: tuple[tuple[Authority, str], ...] = ()
    name: str = ""


@dataclass(frozen=True, slots=True)
class Appendix:
    """What is attached, on pages of its own."""

    heading: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Letterhead:
    """What stands over a document beside the name of the state.

    `superior` is empty where there is none; `number` and `day` may be left blank, to be written
    by hand; `symbol` is what the agency is called in numbers ("UBND").
    """

    superior: str
    agency: str
    symbol: str
    place: str
    number: str = ""
    day: date | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """A document, whole. `notices` are lines that a reader must not miss, under its subject.

    `beside` signs at the left, where others have who receives the document. `squares` are the rows
    of a QR code, 1 for a dark square; empty for none.
    """

    kind: Kind
    letterhead: Letterhead
    subject: str
    blocks: tuple[Block, ...]
    signature: Signature | None = None
    recipients: tuple[str, ...] = ()
    appendices: tuple[Appendix, ...] = ()
    attached_to: str = ""
    notices: tuple[str, ...] = ()
    draft: bool = False
    beside: Signature | None = None
    squares: tuple[str, ...] = ()


def figures(document: Document) -> tuple[Figure, ...]:
    """Give every figure once, in the order in which they are read: the numbers of their notes."""
    blocks = [*document.blocks, *(block for each in document.appendices for block in each.blocks)]
    return tuple(dict.fromkeys(figure for block in blocks for figure in _figures(block)))


def _figures(block: Block) -> Iterator[Figure]:
    for pieces in _pieces(block):
        yield from (piece for piece in pieces if isinstance(piece, Figure))


def _pieces(block: Block) -> Iterator[Pieces]:
    match block:
        case Paragraph(pieces=pieces):
            yield pieces
        case Items(items=items):
            yield from items
        case Table(rows=rows):
            for row in rows:
                yield from row
        case _:  # a heading has no figures
            return
