"""Look through a workbook's XML before it is parsed: cheap searches over its bytes.

Text inside XML has its `<` escaped, so a tag that is found is a tag.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from posixpath import join, normpath
from xml.etree import ElementTree as ET

from thidua.sandbox.outside import Refused
from thidua.spreadsheets.outside.archive import Part, unpack
from thidua.spreadsheets.outside.limits import MOST_MERGES, MOST_ROWS

SHOWN = 10
DECLARATION = re.compile(rb"<!(?!\[CDATA\[|--)")
ENCODING = re.compile(rb"<\?xml[^>]*encoding\s*=\s*[\"'](?!utf-?8[\"'])", re.IGNORECASE)
EPOCH = re.compile(rb"date1904\s*=\s*[\"'](?:1|true|on)[\"']", re.IGNORECASE)
FORMULA = re.compile(rb"<f[\s>/]")
PREFIXED_FORMULA = re.compile(rb"<\w+:f[\s>/]")
FORMULA_CELL = re.compile(
    rb"<(?:\w+:)?c\b[^>]*?\br=[\"']([A-Z]+\d+)[\"'][^>]*>\s*<(?:\w+:)?f[\s>/]"
)
FAR_COLUMN = re.compile(rb'r="(?:G[S-Z]|[H-Z][A-Z]|[A-Z]{3,})[0-9]')  # these two begin with
FAR_ROW = re.compile(rb'r="(?!200000")(?:[2-9][0-9]{5}|[1-9][0-9]{6,})"')  # letters: searched fast
TOO_FAR = re.compile(
    rb"\br=[\"'](?:(?:G[S-Z]|[H-Z][A-Z]|[A-Z]{3,})\d|[A-Z]*(?!200000\b)(?:[2-9]\d{5}|[1-9]\d{6,})[\"'])"
)
MERGE = re.compile(rb"<(?:\w+:)?mergeCell\b[^>]*?\bref=[\"']([A-Z]+)(\d+):([A-Z]+)(\d+)[\"']")
ROW_HIDDEN = re.compile(
    rb"<(?:\w+:)?row\b(?=[^>]*\bhidden=[\"'](?:1|true)[\"'])[^>]*?\br=[\"'](\d+)[\"']"
)
COLUMNS_HIDDEN = re.compile(rb"<(?:\w+:)?col\b(?=[^>]*\bhidden=[\"'](?:1|true)[\"'])[^>]*>")
RANGE = re.compile(rb"\b(min|max)=[\"'](\d+)[\"']")
RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
MACROS = b"macroEnabled"


@dataclass
class Drawn:
    """What a sheet's XML says beside its cells."""

    merges: list[tuple[int, int, int, int]] = field(default_factory=list)
    hidden_columns: list[int] = field(default_factory=list)
    hidden_rows: list[int] = field(default_factory=list)


def look(content: bytes, parts: dict[str, Part]) -> dict[str, Drawn]:
    """Check every XML part; give what is drawn on each sheet, by the sheet's name."""
    found: dict[str, Drawn] = {}
    formulas: list[str] = []
    count = 0
    names = sheet_names(content, parts)
    for name, part in parts.items():
        if not name.endswith((".xml", ".rels")):
            continue
        text = unpack(content, part)
        check_plain(text)
        if name in names:
            _check_reach(text)
            many, first = _formulas(text)
            count, formulas = count + many, [*formulas, *first][:SHOWN]
            found[names[name]] = _drawn(text)
    if count:
        more = ["…"] if count > len(formulas) else []
        raise Refused("spreadsheets.formulas", count=count, cells=", ".join([*formulas, *more]))
    return found


def check_plain(text: bytes) -> None:
    """Refuse declarations that define or fetch something, and text that searches cannot read."""
    if DECLARATION.search(text):
        raise Refused("spreadsheets.document-type")
    if text[:2] in {b"\xff\xfe", b"\xfe\xff"} or b"\0" in text[:400] or ENCODING.match(text[:400]):
        raise Refused("spreadsheets.broken")


def sheet_names(content: bytes, parts: dict[str, Part]) -> dict[str, str]:
    """Give the sheets' names by their parts; refuse macros and the other system of days."""
    types = unpack(content, parts["[content_types].xml"])
    book = unpack(content, parts["xl/workbook.xml"])
    check_plain(types)
    check_plain(book)
    if MACROS in types:
        raise Refused("spreadsheets.macros")
    if EPOCH.search(book):
        raise Refused("spreadsheets.epoch-1904")
    if "xl/_rels/workbook.xml.rels" not in parts:
        raise Refused("spreadsheets.broken")
    relations = unpack(content, parts["xl/_rels/workbook.xml.rels"])
    check_plain(relations)
    targets = {each.get("Id"): each.get("Target", "") for each in _tree(relations)}
    sheets = [each for each in _tree(book).iter() if each.tag.endswith("}sheet")]
    places = [normpath(join("xl", targets.get(each.get(RELATION)) or "")) for each in sheets]
    return {
        place.lstrip("/").casefold(): each.get("name", "")
        for place, each in zip(places, sheets, strict=True)
    }


def _tree(text: bytes) -> ET.Element:
    try:
        return ET.fromstring(text)  # noqa: S314 - `check_plain` was here: no entities
    except ET.ParseError as error:
        raise Refused("spreadsheets.broken") from error


def _check_reach(text: bytes) -> None:
    """Refuse cells beyond the last row or column that is read, wherever the sheet claims them."""
    plain = b"='" not in text and b"= " not in text
    far = (FAR_COLUMN, FAR_ROW) if plain else (FAR_COLUMN, FAR_ROW, TOO_FAR)
    if (
        any(each.search(text) for each in far)
        or text.count(b"<row") + text.count(b":row ") > MOST_ROWS
    ):
        raise Refused("spreadsheets.too-large")


def _formulas(text: bytes) -> tuple[int, list[str]]:
    if not FORMULA.search(text) and (b":f" not in text or not PREFIXED_FORMULA.search(text)):
        return 0, []
    cells = [found[1].decode() for found, _ in zip(FORMULA_CELL.finditer(text), range(SHOWN))]  # noqa: B905 - the first few
    count = len(FORMULA.findall(text)) + len(PREFIXED_FORMULA.findall(text))
    return count, cells


def _drawn(text: bytes) -> Drawn:
    head, _, _ = text.partition(b"sheetData")
    tail = text[text.rfind(b"sheetData") :]
    return Drawn(
        merges=list(_merges(tail)),
        hidden_columns=sorted(_hidden_columns(head)),
        hidden_rows=[int(found[1]) - 1 for found in ROW_HIDDEN.finditer(text)]
        if b"hidden=" in text
        else [],
    )


def _merges(tail: bytes) -> Iterator[tuple[int, int, int, int]]:
    for number, found in enumerate(MERGE.finditer(tail)):
        if number >= MOST_MERGES:
            raise Refused("spreadsheets.too-large")
        left, top, right, bottom = found.groups()
        yield int(top) - 1, _place(left), int(bottom) - 1, _place(right)


def _hidden_columns(head: bytes) -> Iterator[int]:
    for found in COLUMNS_HIDDEN.finditer(head):
        ends = {name: int(number) for name, number in RANGE.findall(found[0])}
        if len(ends) == len((b"min", b"max")):
            yield from range(ends[b"min"] - 1, min(ends[b"max"], 200))


def _place(column: bytes) -> int:
    number = 0
    for letter in column:
        number = number * 26 + letter - ord("A") + 1
    return number - 1
