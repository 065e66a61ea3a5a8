"""Files: the registry that stands beside the package, and spreadsheets that people send.

`data/` is found from this file's place, as an editable install leaves it: the repository's root.
"""

import csv
import io
import zipfile
from collections.abc import Callable, Mapping
from datetime import date, datetime
from decimal import Decimal
from hashlib import sha256
from pathlib import Path
from typing import TypeVar

from python_calamine import CalamineError, load_workbook

from thidua.kernel.errors import RuleBroken
from thidua.units.rules.registry import Changed, Registered, Registry
from thidua.units.rules.tree import Level, Succession

FOLDER = Path(__file__).resolve().parents[3] / "data" / "units"
FILES = ("units.csv", "changes.csv", "successions.csv")
LARGEST = 20_000_000  # bytes of a file that people send
LARGEST_UNPACKED = 200_000_000

T = TypeVar("T")

Table = tuple[tuple[str, ...], ...]


def read_registry(folder: Path = FOLDER) -> Registry:
    """Read the registry's three files."""
    contents = [_content(folder / name) for name in FILES]
    units, changes, successions = (
        csv.DictReader(io.StringIO(content.decode("utf-8"), newline="")) for content in contents
    )
    return Registry(
        tuple(map(_registered, units)),
        tuple(map(_changed, changes)),
        tuple(map(_succession, successions)),
        sha256(b"".join(contents)).hexdigest(),
    )


def read_table(name: str, content: bytes) -> Table:
    """Read a spreadsheet or a CSV file, every cell as text; the name tells only .csv from others."""
    if len(content) > LARGEST:
        raise RuleBroken("units.file-large", name=name, largest=LARGEST // 1_000_000)
    if content.startswith(b"PK\x03\x04"):
        return _workbook(name, content)
    return _csv(name, content)


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise RuleBroken("units.registry-missing", path=path) from None


def _registered(row: Mapping[str, str]) -> Registered:
    return Registered(
        row["id"],
        Level(row["level"]),
        row["kind"],
        row["name"],
        row["parent"] or None,
        row["code"] or None,
        _maybe(date.fromisoformat, row["from"]),
        _maybe(date.fromisoformat, row["to"]),
        _maybe(Decimal, row["lat"]),
        _maybe(Decimal, row["lon"]),
    )


def _changed(row: Mapping[str, str]) -> Changed:
    on = date.fromisoformat(row["on"])
    return Changed(row["unit"], on, row["parent"], row["name"] or None)


def _succession(row: Mapping[str, str]) -> Succession:
    on = date.fromisoformat(row["on"])
    return Succession(row["predecessor"], row["successor"], on, _maybe(Decimal, row["share"]))


def _maybe(read: Callable[[str], T], text: str) -> T | None:
    return read(text) if text else None


def _workbook(name: str, content: bytes) -> Table:
    try:
        _check_archive(name, content)
        sheet = load_workbook(io.BytesIO(content)).get_sheet_by_index(0)
        return tuple(tuple(map(_text, cells)) for cells in sheet.to_python(skip_empty_area=False))
    except (CalamineError, zipfile.BadZipFile, IndexError) as error:
        raise RuleBroken("units.file-broken", name=name, reason=error) from error


def _check_archive(name: str, content: bytes) -> None:
    """Refuse an archive that unpacks to too much, or whose members lie on each other."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        members = archive.infolist()
    packed = sum(member.compress_size for member in members)
    unpacked = sum(member.file_size for member in members)
    if packed > len(content) or unpacked > LARGEST_UNPACKED:
        raise RuleBroken("units.file-large", name=name, largest=LARGEST // 1_000_000)


def _text(cell: object) -> str:
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    if isinstance(cell, date):
        return cell.isoformat()
    return str(cell).strip()


def _csv(name: str, content: bytes) -> Table:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise RuleBroken("units.file-encoding", name=name, byte=error.start) from error
    heading = text.partition("\n")[0]
    delimiter = max(",;\t", key=heading.count)
    try:
        rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
        return tuple(tuple(cell.strip() for cell in cells) for cells in rows)
    except csv.Error as error:
        raise RuleBroken("units.file-broken", name=name, reason=error) from error
