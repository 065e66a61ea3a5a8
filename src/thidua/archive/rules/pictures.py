"""Pictures made bare: what shows stays byte for byte, what tells goes.

A photo of a paper carries where it was taken, when, by which device, and often a second, smaller
picture. Only the parts that a picture needs to show are copied: no pixel is computed again. Which
way up it is held stays. What stands behind the end of a picture goes as well.
"""

import re
import struct
from collections.abc import Callable, Iterator, Mapping

from thidua.archive.rules import Kind
from thidua.kernel.errors import RuleBroken

MOST_PARTS = 20_000  # segments of a JPEG, chunks of a PNG

END, SCAN = 0xD9, 0xDA
FRAMES = {0xC0, 0xC1, 0xC2}  # baseline, extended, progressive: what browsers show
SHOWING = FRAMES | {SCAN, 0xC4, 0xDB, 0xDD}  # … and tables
TELLING = {0xFE, *range(0xE0, 0xF0)}  # comments and what programs add
MARKER = re.compile(rb"\xff++([^\x00\xd0-\xd7])")
AFTER_SCAN = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]")
LENGTH = struct.Struct(">H")
ORIENTATION, SHORT, UPRIGHT, MOST_WAYS = 0x0112, 3, 1, 8
MOST_ENTRIES = 1000

SIGNATURE = 8
CHUNK = struct.Struct(">L4s")
CHECK = 4
SHOWN = {b"IHDR", b"PLTE", b"IDAT", b"IEND"}
COLOURS = {b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"iCCP", b"sBIT", b"bKGD", b"pHYs"}
MOVING = {b"acTL", b"fcTL", b"fdAT"}
CRITICAL = re.compile(rb"[A-Z][A-Za-z]{3}")


def bare(content: bytes, kind: Kind, name: str) -> bytes:
    """Copy a picture without what it tells beside itself."""
    parts = {Kind.JPEG: _segments, Kind.PNG: _chunks}[kind](content, name)
    kept = []
    try:
        for number, part in enumerate(parts):
            if number == MOST_PARTS:
                raise _broken(name)
            kept.append(part)
    except (struct.error, IndexError) as error:  # it ends in the middle
        raise _broken(name) from error
    return b"".join(kept)


def _segments(content: bytes, name: str) -> Iterator[bytes]:
    """Give the segments of a JPEG that are kept, the scans with their pixels, and the end."""
    yield content[:2]
    framed = False
    place, marker = _marker(content, 2, name)
    while marker != END:
        (length,) = LENGTH.unpack_from(content, place)
        inside = content[place + LENGTH.size : place + length]
        place += length
        framed |= marker in FRAMES
        yield _kept(marker, inside, name)
        if marker == SCAN:
            end = _end_of_scan(content, place, name)
            yield content[place:end]
            place = end
        place, marker = _marker(content, place, name)
    if not framed:
        raise _broken(name)
    yield b"\xff\xd9"


def _end_of_scan(content: bytes, place: int, name: str) -> int:
    found = AFTER_SCAN.search(content, place)
    if found is None:
        raise _broken(name)
    return found.start()


def _marker(content: bytes, place: int, name: str) -> tuple[int, int]:
    found = MARKER.match(content, place)
    if found is None:
        raise _broken(name)
    return found.end(), found[1][0]


def _segment(marker: int, inside: bytes) -> bytes:
    return b"\xff" + bytes([marker]) + LENGTH.pack(len(inside) + LENGTH.size) + inside


def _kept(marker: int, inside: bytes, name: str) -> bytes:
    """Give what stays of a segment: how the picture is shown, and no more."""
    if marker in SHOWING:
        return _segment(marker, inside)
    if marker not in TELLING:
        raise _broken(name)
    beginning, keep = KEEPERS.get(marker, NOTHING)
    kept = keep(inside) if inside.startswith(beginning) else b""
    return _segment(marker, kept) if kept else b""


def _without_small_picture(inside: bytes) -> bytes:
    return inside[:12] + b"\0\0"


def _only_way_up(inside: bytes) -> bytes:
    way = _way_up(inside[6:])
    entry = struct.pack(">HHLHH", ORIENTATION, SHORT, 1, way, 0)
    held = b"Exif\0\0MM\0*" + struct.pack(">LH", 8, 1) + entry + bytes(4)
    return held if way != UPRIGHT else b""


def _way_up(tiff: bytes) -> int:
    """Read which way up a picture is held, from its EXIF; upright where that cannot be read."""
    order = {b"II": "<", b"MM": ">"}.get(tiff[:2])
    if order is None:
        return UPRIGHT
    try:
        (first,) = struct.unpack_from(f"{order}L", tiff, 4)
        (count,) = struct.unpack_from(f"{order}H", tiff, first)
        for number in range(min(count, MOST_ENTRIES)):
            tag, kind, _, way = struct.unpack_from(f"{order}HHLH", tiff, first + 2 + 12 * number)
            if (tag, kind) == (ORIENTATION, SHORT):
                return way if UPRIGHT < way <= MOST_WAYS else UPRIGHT
    except struct.error:
        pass
    return UPRIGHT


def _chunks(content: bytes, name: str) -> Iterator[bytes]:
    """Give the chunks of a PNG that are kept, up to its end."""
    yield content[:SIGNATURE]
    place, kind = SIGNATURE, b""
    while kind != b"IEND":
        length, kind = CHUNK.unpack_from(content, place)
        end = place + CHUNK.size + length + CHECK
        if end > len(content) or (place == SIGNATURE) != (kind == b"IHDR"):
            raise _broken(name)
        if kind in MOVING:
            raise RuleBroken("archive.animated", name=name)
        if kind in SHOWN | COLOURS:
            yield content[place:end]
        elif CRITICAL.fullmatch(kind):
            raise _broken(name)
        else:
            yield b""
        place = end


Keeper = tuple[bytes, Callable[[bytes], bytes]]
NOTHING: Keeper = (b"", lambda _inside: b"")
KEEPERS: Mapping[int, Keeper] = {  # of a telling segment: how it begins, and what stays of it
    0xE0: (b"JFIF\0", _without_small_picture),
    0xE1: (b"Exif\0\0", _only_way_up),
    0xE2: (b"ICC_PROFILE\0", bytes),
    0xEE: (b"Adobe", lambda inside: inside[:12]),
}


def _broken(name: str) -> RuleBroken:
    return RuleBroken("archive.picture-broken", name=name)
