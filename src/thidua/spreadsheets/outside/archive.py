"""A ZIP's directory read by ourselves: CPython 3.11.7 reads overlapping bombs (CVE-2024-0450).

What Excel writes is plain: one directory at the very end, no comment, no ZIP64, entries that
follow one another. Whatever is drawn otherwise is refused before a byte is unpacked.
"""

import struct
import zlib
from dataclasses import dataclass

from thidua.kernel.errors import RuleBroken
from thidua.sandbox.outside import Refused
from thidua.spreadsheets.outside.limits import MOST_BYTES, MOST_PARTS, MOST_RATIO, RATIO_FROM

END = struct.Struct("<4s4H2LH")
CENTRAL = struct.Struct("<4s6H3L5H2L")
LOCAL = struct.Struct("<4s5H3L2H")
ENCRYPTED, DESCRIBED_AFTER = 1, 8  # flags
STORED, DEFLATED = 0, 8  # methods
DESCRIPTOR = 12  # bytes after the data, at least
ZIP64 = 0xFFFFFFFF


@dataclass(frozen=True, slots=True)
class Part:
    """One entry: where its packed bytes stand, and how many they are."""

    start: int
    packed: int
    size: int
    method: int


def entries(content: bytes, name: str) -> dict[str, Part]:
    """Check the whole directory; give the parts by their names in small letters."""
    try:
        return _checked(content, _directory(content))
    except (struct.error, UnicodeDecodeError, Refused) as error:
        what = error.code if isinstance(error, Refused) else "cắt cụt"
        raise RuleBroken("spreadsheets.zip", name=name, what=what) from error


def unpack(content: bytes, part: Part) -> bytes:
    """Unpack one part; more or fewer bytes than it declares are refused."""
    packed = content[part.start : part.start + part.packed]
    if part.method == STORED:
        return packed
    try:
        unpacked = zlib.decompressobj(-15).decompress(packed, part.size + 1)
    except zlib.error as error:
        raise Refused("spreadsheets.broken") from error
    if len(unpacked) != part.size:
        raise Refused("spreadsheets.broken")
    return unpacked


def _directory(content: bytes) -> list[tuple[str, int, Part, int]]:
    """Read the central directory: name, flags, part as declared, place of its local header."""
    end = len(content) - END.size
    mark, disk, first, here, total, size, start, comment = END.unpack_from(content, max(end, 0))
    if mark != b"PK\5\6" or disk or first or here != total or comment or start + size != end:
        raise Refused("mục lục không ở cuối tệp")
    if content[max(end - 20, 0) :][:4] == b"PK\6\7":
        raise Refused("ZIP64")
    if total > MOST_PARTS:
        raise Refused("quá nhiều phần")
    found, place = [], start
    for _ in range(total):
        mark, _by, _needs, flags, method, _time, _day, _crc, packed, length, *rest = (
            CENTRAL.unpack_from(content, place)
        )
        named, extra, said, _disk, _inner, _outer, local = rest
        text = content[place + CENTRAL.size :][:named].decode("utf-8")
        if mark != b"PK\1\2" or method not in {STORED, DEFLATED}:
            raise Refused("mục lục sai")
        found.append((text, flags, Part(local, packed, length, method), local))
        place += CENTRAL.size + named + extra + said
    if place != end:
        raise Refused("mục lục sai")
    return found


def _checked(content: bytes, found: list[tuple[str, int, Part, int]]) -> dict[str, Part]:
    parts: dict[str, Part] = {}
    free, directory = 0, len(content) - END.size
    for name, flags, declared, local in sorted(found, key=lambda each: each[3]):
        part = _placed(content, name, flags, declared)
        if local < free:
            raise Refused("các phần chồng lên nhau")
        free = part.start + part.packed + (DESCRIPTOR if flags & DESCRIBED_AFTER else 0)
        if free > directory or name.casefold() in parts:
            raise Refused("mục lục sai")
        parts[name.casefold()] = part
    if sum(part.size for part in parts.values()) > MOST_BYTES:
        raise Refused("giải nén ra quá lớn")
    return parts


def _placed(content: bytes, name: str, flags: int, declared: Part) -> Part:
    """Compare an entry with its local header, and say where its bytes begin."""
    local = LOCAL.unpack_from(content, declared.start)
    mark, _needs, here, method, _time, _day, _crc, packed, size, named, extra = local
    text = content[declared.start + LOCAL.size :][:named].decode("utf-8")
    if mark != b"PK\3\4" or text != name or method != declared.method or here != flags:
        raise Refused("mục lục khác nội dung")
    if flags & ENCRYPTED:
        raise Refused("mã hoá")
    sizes = (declared.packed, declared.size)
    if ZIP64 in sizes or (not flags & DESCRIBED_AFTER and (packed, size) != sizes):
        raise Refused("mục lục khác nội dung")
    if declared.method == STORED and declared.packed != declared.size:
        raise Refused("mục lục khác nội dung")
    if declared.size > RATIO_FROM and declared.size > MOST_RATIO * declared.packed:
        raise Refused("nén bất thường")
    return Part(declared.start + LOCAL.size + named + extra, *sizes, declared.method)
