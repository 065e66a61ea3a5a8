"""Which letters can be printed: those that the shipped font has; others become a box, in sight."""

import struct
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

FONTS = Path(__file__).resolve().parents[4] / "data" / "fonts" / "tinos"
BOX = "\N{WHITE SQUARE}"
SEGMENTS = 4  # the format of a font's table of letters that lists segments of code points


def printable(text: str) -> str:
    """Put a box in place of every letter that the font has not."""
    known = letters()
    return "".join(letter if letter in known else BOX for letter in text)


@lru_cache(maxsize=1)
def letters() -> frozenset[str]:
    """Give the letters that all four styles of the font have."""
    found = [frozenset(_letters(path.read_bytes())) for path in sorted(FONTS.glob("*.ttf"))]
    return frozenset.intersection(*found)


def _letters(font: bytes) -> Iterator[str]:
    table = _table(font, b"cmap")
    count = struct.unpack_from(">H", table, 2)[0]
    for number in range(count):
        platform, _encoding, start = struct.unpack_from(">HHI", table, 4 + 8 * number)
        if platform == 0 and struct.unpack_from(">H", table, start)[0] == SEGMENTS:
            yield from _of_segments(table[start:])


def _table(font: bytes, name: bytes) -> bytes:
    count = struct.unpack_from(">H", font, 4)[0]
    for number in range(count):
        tag, _sum, start, length = struct.unpack_from(">4sIII", font, 12 + 16 * number)
        if tag == name:
            return font[start : start + length]
    raise ValueError(name)


def _of_segments(table: bytes) -> Iterator[str]:
    """Read the segments of code points; a letter with glyph 0 is not there."""
    wide = struct.unpack_from(">H", table, 6)[0]
    ends, starts, deltas, offsets = (
        struct.unpack_from(f">{wide // 2}H", table, place)
        for place in (14, 16 + wide, 16 + 2 * wide, 16 + 3 * wide)
    )
    for number, (first, last) in enumerate(zip(starts, ends, strict=True)):
        for code in range(first, min(last, 0xFFFD) + 1):
            glyph = code
            if offsets[number]:
                place = 16 + 3 * wide + 2 * number + offsets[number] + 2 * (code - first)
                glyph = struct.unpack_from(">H", table, place)[0]
            if glyph and (glyph + deltas[number]) & 0xFFFF:
                yield chr(code)
