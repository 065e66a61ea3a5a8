"""Open one PDF in a process of its own: `python -m thidua.archive.outside.pdf pdf`.

Every object is looked at, whether or not a page leads to it: what acts, carries files or plays is
refused, and streams that unpack to more than a scan ever has. The file itself is not changed: a
signature in it stays whole.
"""

import io
import zlib
from collections.abc import Iterator, Mapping
from itertools import chain

import pikepdf

from thidua.archive.rules import (
    MOST_OBJECTS,
    MOST_PAGES,
    MOST_PIXELS_OF_A_PAGE,
    MOST_UNPACKED,
    MOST_UNPACKED_AT_ONCE,
)
from thidua.sandbox.outside import Refused, answer

KEYS: Mapping[str, str] = {  # that no dictionary may have
    "/JS": "archive.pdf-script",
    "/JavaScript": "archive.pdf-script",
    "/EF": "archive.pdf-attachment",
    "/XFA": "archive.pdf-form",
}
NAMES: Mapping[str, str] = {  # that no dictionary may call itself
    "/JavaScript": "archive.pdf-script",
    "/Launch": "archive.pdf-launch",
    "/ImportData": "archive.pdf-launch",
    "/SubmitForm": "archive.pdf-launch",
    "/GoToR": "archive.pdf-launch",
    "/GoToE": "archive.pdf-launch",
    "/EmbeddedFile": "archive.pdf-attachment",
    "/FileAttachment": "archive.pdf-attachment",
    "/RichMedia": "archive.pdf-media",
    "/RichMediaExecute": "archive.pdf-media",
    "/Rendition": "archive.pdf-media",
    "/Movie": "archive.pdf-media",
    "/Sound": "archive.pdf-media",
    "/Screen": "archive.pdf-media",
    "/3D": "archive.pdf-media",
}
CALLED = ("/S", "/Type", "/Subtype")
HOLDING = (pikepdf.Array, pikepdf.Dictionary, pikepdf.Stream)
UNPACKERS = {"/FlateDecode", "/Fl", "/LZWDecode", "/LZW", "/RunLengthDecode", "/RL"}
FLATE = {"/FlateDecode", "/Fl"}
AT_ONCE = 1 << 14


def look(content: bytes) -> dict[str, object]:
    """Check the whole file; count its pages."""
    try:
        with pikepdf.open(io.BytesIO(content)) as pdf:
            return {"pages": _checked(pdf)}
    except pikepdf.PasswordError as error:
        raise Refused("archive.pdf-password") from error
    except (pikepdf.PdfError, ValueError, TypeError, RuntimeError) as error:
        raise Refused("archive.pdf-broken") from error


def _checked(pdf: pikepdf.Pdf) -> int:
    if pdf.is_encrypted:
        raise Refused("archive.pdf-locked")
    objects = pdf.objects
    if len(objects) > MOST_OBJECTS:
        raise Refused("archive.pdf-objects", most=f"{MOST_OBJECTS:,}".replace(",", "."))
    room = MOST_UNPACKED
    for each in chain([pdf.trailer], objects):
        _check_tame(each)
        if isinstance(each, pikepdf.Stream):
            _check_pixels(each)
            room -= _unpacked(each, min(room, MOST_UNPACKED_AT_ONCE))
    return _pages(pdf)


def _pages(pdf: pikepdf.Pdf) -> int:
    pages = len(pdf.pages)
    if not pages:
        raise Refused("archive.pdf-empty")
    if pages > MOST_PAGES:
        raise Refused("archive.pdf-pages", most=MOST_PAGES)
    return pages


def _check_tame(top: pikepdf.Object) -> None:
    """Refuse what does more than show, by the words that say so."""
    for key, value in _entries(top):
        reason = KEYS.get(key)
        if key in CALLED and isinstance(value, pikepdf.Name):
            reason = reason or NAMES.get(str(value))
        if reason:
            raise Refused(reason)


def _entries(top: pikepdf.Object) -> Iterator[tuple[str, object]]:
    """Give the entries of an object and of what it holds directly; others come by themselves."""
    waiting = [top] if isinstance(top, HOLDING) else []
    while waiting:
        each = waiting.pop()
        if isinstance(each, pikepdf.Array):
            inner = list(each)
        else:
            entries = list(each.items())
            yield from entries
            inner = [value for _, value in entries]
        waiting += [one for one in inner if isinstance(one, HOLDING) and not one.is_indirect]


def _check_pixels(stream: pikepdf.Object) -> None:
    width, height = stream.get("/Width", 0), stream.get("/Height", 0)
    are_whole = isinstance(width, int) and isinstance(height, int)
    if are_whole and width * height > MOST_PIXELS_OF_A_PAGE:
        raise Refused("archive.pixels", most=MOST_PIXELS_OF_A_PAGE // 1_000_000)


def _unpacked(stream: pikepdf.Object, most: int) -> int:
    """Count the bytes that a stream unpacks to; two packings in one another are no scan's."""
    filters = _filters(stream)
    packers = [each for each in filters if each in UNPACKERS]
    if not packers:
        return 0
    if len(packers) > 1:
        raise Refused("archive.pdf-packed")
    size = (
        _inflated(stream.read_raw_bytes(), most)
        if filters[0] in FLATE
        else len(stream.read_bytes())
    )
    if size > most:
        raise Refused("archive.pdf-packed")
    return size


def _filters(stream: pikepdf.Object) -> list[str]:
    found = stream.get("/Filter")
    if isinstance(found, pikepdf.Array):
        return [str(each) for each in found]
    return [str(found)] if found is not None else []


def _inflated(packed: bytes, most: int) -> int:
    """Count without keeping; where the code is damaged, readers stop as well."""
    machine, size = zlib.decompressobj(), 0
    for start in range(0, len(packed), AT_ONCE):
        waiting = packed[start : start + AT_ONCE]
        while waiting and size <= most and not machine.eof:
            try:
                size += len(machine.decompress(waiting, AT_ONCE << 2))
            except zlib.error:
                return size
            waiting = machine.unconsumed_tail
    return size


def _find_chance() -> None:
    """Have qpdf open the system's source of chance: it wants it for encrypted files, too late."""
    locked = pikepdf.Encryption(owner="", user="")
    pikepdf.new().save(io.BytesIO(), encryption=locked)


if __name__ == "__main__":
    _find_chance()
    answer(look)
