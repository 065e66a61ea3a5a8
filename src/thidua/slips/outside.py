"""The forms as files: PDF by typst, the register as a spreadsheet too, codes to scan."""

from collections.abc import Sequence
from urllib.parse import urlencode

import segno

from thidua.documents.outside import pdf
from thidua.documents.rules import Document
from thidua.documents.rules.layout import WIDE
from thidua.dossiers.outside import ticket
from thidua.slips.rules.register import COLUMNS, Entry, texts
from thidua.spreadsheets.outside.writing import Template, template
from thidua.spreadsheets.rules import Row

QUIET = 2  # squares of white around a code; the page gives the rest


def tracking(code: str, dossier: str) -> str:
    """Give the path at which whoever holds the receipt follows the dossier."""
    return f"/track/?{urlencode({'code': code, 'ticket': ticket(dossier)})}"


def squares(address: str) -> tuple[str, ...]:
    """Draw a QR code as rows of squares, 1 for a dark one."""
    rows = segno.make(address, error="m", micro=False).matrix_iter(border=QUIET)
    return tuple("".join(str(int(square)) for square in row) for row in rows)


def slip(document: Document) -> bytes:
    """Make the PDF of a form."""
    return pdf(document)


def book(document: Document) -> bytes:
    """Make the PDF of a register, on wide pages."""
    return pdf(document, WIDE)


def spreadsheet(entries: Sequence[Entry]) -> bytes:
    """Write a register as a spreadsheet; text stays text, whatever it begins with."""
    rows: list[Row] = [(place, *texts(each)) for place, each in enumerate(entries, start=1)]
    headings = [column.head for column in COLUMNS]
    return template(Template("Sổ theo dõi hồ sơ", headings, rows, range(1)))
