"""Read the cells of an edition's spreadsheet: only what a plain sheet of ours is made of.

Whatever could show another text than the cell holds (a formula, a number format, a hidden row)
is refused, as are document types, odd members and sizes beyond reason.
"""

import re
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from io import BytesIO
from xml.parsers import expat

from thidua.kernel.errors import RuleBroken
from thidua.standings.rules.pages import Cell, Page

LARGEST = 1 << 26  # bytes of all members, unpacked
MOST_SHEETS = 1000
DEPTH = 16
END = b"PK\x05\x06"  # the last record of an archive without a comment: 22 bytes
END_SIZE = 22
PACKED = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
MEMBERS = frozenset(
    {
        "[Content_Types].xml",
        "_rels/.rels",
        "docProps/app.xml",
        "docProps/core.xml",
        "xl/_rels/workbook.xml.rels",
        "xl/sharedStrings.xml",
        "xl/styles.xml",
        "xl/theme/theme1.xml",
        "xl/workbook.xml",
    }
)
ROOT = frozenset({"xmlns", "xmlns:r"})
NONE: frozenset[str] = frozenset()
# what may stand in a part, with its attributes; None: any
Known = Mapping[str, frozenset[str] | None]
BOOK: Known = {
    "workbook": ROOT,
    "fileVersion": None,
    "workbookPr": frozenset({"defaultThemeVersion"}),
    "bookViews": NONE,
    "workbookView": frozenset({"xWindow", "yWindow", "windowWidth", "windowHeight"}),
    "sheets": NONE,
    "sheet": frozenset({"name", "sheetId", "r:id"}),
    "calcPr": None,
}
SHEET: Known = {
    "worksheet": ROOT,
    "dimension": frozenset({"ref"}),
    "sheetViews": NONE,
    "sheetView": frozenset({"tabSelected", "workbookViewId"}),
    "pane": None,
    "selection": None,
    "sheetFormatPr": frozenset({"defaultRowHeight"}),
    "cols": NONE,
    "col": frozenset({"min", "max", "width", "customWidth"}),
    "sheetData": NONE,
    "row": frozenset({"r", "spans"}),
    "c": frozenset({"r", "s", "t"}),
    "v": NONE,
    "pageMargins": None,
}
STRINGS: Known = {
    "sst": frozenset({"xmlns", "count", "uniqueCount"}),
    "si": NONE,
    "t": frozenset({"xml:space"}),
}
LINKS: Known = {
    "Relationships": frozenset({"xmlns"}),
    "Relationship": frozenset({"Id", "Type", "Target"}),
}
_PLACE = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")
_WHOLE = re.compile(r"0|[1-9][0-9]{0,9}")
_ESCAPED = re.compile(r"_x([0-9A-F]{4})_")

ODD = (
    ValueError,
    LookupError,
    EOFError,
    OSError,
    RuntimeError,
    struct.error,
    zlib.error,
    zipfile.BadZipFile,
    expat.ExpatError,
)

Element = tuple[str, Mapping[str, str], str]  # its name, its attributes, the text directly in it
Grid = Mapping[tuple[int, int], Cell]


def check(content: bytes, pages: Sequence[Page]) -> bool:
    """Say whether a workbook shows these pages, cell by cell, and nothing else."""
    expected = [(page.name, _grid(page)) for page in pages]
    try:
        return read(content) == expected
    except ODD as error:
        raise RuleBroken("verify.workbook-odd", reason=error) from None


def read(content: bytes) -> list[tuple[str, Grid]]:
    """Read the sheets of a workbook: name, and every cell that is not empty by row and column."""
    _expect(content[-END_SIZE:].startswith(END), "archive")
    with zipfile.ZipFile(BytesIO(content)) as archive:
        members = archive.infolist()
        _expect(sum(member.file_size for member in members) <= LARGEST, "size")
        _expect({member.compress_type for member in members} <= PACKED, "packing")
        listed = [member.filename for member in members]
        count = len(listed) - len(MEMBERS)
        sheets = [f"xl/worksheets/sheet{number}.xml" for number in range(1, count + 1)]
        _expect(0 < count <= MOST_SHEETS and sorted(listed) == sorted({*MEMBERS, *sheets}), "parts")
        for part in sorted(MEMBERS):  # whole, and without a document type
            _elements(archive.read(part), None)
        names = list(_names(archive, sheets))
        _check_styles(_elements(archive.read("xl/styles.xml"), None))
        texts = _texts(_elements(archive.read("xl/sharedStrings.xml"), STRINGS))
        return [
            (name, _cells(_elements(archive.read(sheet), SHEET), texts))
            for name, sheet in zip(names, sheets, strict=True)
        ]


def _grid(page: Page) -> Grid:
    return {
        (row, column): cell
        for row, cells in enumerate(page.rows)
        for column, cell in enumerate(cells)
        if cell != ""
    }


def _names(archive: zipfile.ZipFile, sheets: Sequence[str]) -> Iterator[str]:
    """Yield the names of the sheets in their order, each with the link to its own part."""
    links = {
        given["Id"]: given["Target"]
        for tag, given, _ in _elements(archive.read("xl/_rels/workbook.xml.rels"), LINKS)
        if tag == "Relationship"
    }
    listed = [
        given
        for tag, given, _ in _elements(archive.read("xl/workbook.xml"), BOOK)
        if tag == "sheet"
    ]
    for given, sheet in zip(listed, sheets, strict=True):
        _expect(f"xl/{links[given['r:id']]}" == sheet, "sheets")
        yield given["name"]


def _check_styles(elements: Iterable[Element]) -> None:
    """Refuse number formats: they can show anything in the place of a number."""
    for tag, given, _ in elements:
        _expect(tag not in {"numFmt", "dxf"} and given.get("numFmtId", "0") == "0", "styles")


def _texts(elements: Iterable[Element]) -> list[str]:
    parts = list(elements)[:-1]
    _expect([tag for tag, _, _ in parts] == ["t", "si"] * (len(parts) // 2), "strings")
    found = [text for _, _, text in parts[::2]]
    return [_ESCAPED.sub(lambda code: chr(int(code[1], 16)), text) for text in found]


def _cells(elements: Iterable[Element], texts: Sequence[str]) -> Grid:
    found: dict[tuple[int, int], Cell] = {}
    value = ""
    for tag, given, text in elements:  # an element comes when it ends, so a value before its cell
        if tag == "v":
            _expect(not value, text)
            value = text
        elif tag == "col":
            _expect(given["width"][0] != "0", "width")  # a column that nobody sees
        elif tag == "c":
            place = _place(given["r"])
            _expect(_WHOLE.fullmatch(value) and place not in found, given["r"])
            _expect(given.get("t", "n") in {"n", "s"}, given["r"])
            found[place] = texts[int(value)] if given.get("t") == "s" else int(value)
            value = ""
    return {place: cell for place, cell in found.items() if cell != ""}


def _place(name: str) -> tuple[int, int]:
    match = _PLACE.fullmatch(name)
    if match is None:
        raise ValueError(name)
    column = 0
    for letter in match[1]:
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(match[2]) - 1, column - 1


def _elements(content: bytes, known: Known | None) -> list[Element]:
    """Read the elements of a part in the order in which they end; `known` says which may stand."""
    found: list[Element] = []
    opened: list[tuple[str, Mapping[str, str], list[str]]] = []

    def start(tag: str, given: Mapping[str, str]) -> None:
        allowed = None if known is None else known[tag]
        _expect(len(opened) < DEPTH and (allowed is None or given.keys() <= allowed), tag)
        opened.append((tag, given, []))

    def text(part: str) -> None:
        opened[-1][2].append(part)

    def end(_tag: str) -> None:
        tag, given, parts = opened.pop()
        found.append((tag, given, "".join(parts)))

    _parse(content, start, text, end)
    return found


def _parse(
    content: bytes,
    start: Callable[[str, Mapping[str, str]], None],
    text: Callable[[str], None],
    end: Callable[[str], None],
) -> None:
    def refuse(*_: object) -> None:
        raise ValueError("DOCTYPE")

    parser = expat.ParserCreate("UTF-8")
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = refuse
    parser.ProcessingInstructionHandler = refuse
    parser.StartElementHandler = start
    parser.CharacterDataHandler = text
    parser.EndElementHandler = end
    parser.Parse(content, True)  # noqa: FBT003 - it takes no names


def _expect(right: object, where: str) -> None:
    if not right:
        raise ValueError(where)
