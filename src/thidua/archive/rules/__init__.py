"""What the archive takes (kho dữ liệu điện tử): kinds of file, known by what they hold, and limits.

A file is known by the SHA-256 of what is stored. Its name is only what people see; see `names`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from thidua.kernel.errors import RuleBroken

LARGEST = 10_000_000  # bytes of one file
QUOTA = 200_000_000  # bytes that are held for one owner
MOST_PIXELS = 40_000_000  # of a picture
MOST_PAGES = 300  # of a PDF, and …
MOST_OBJECTS = 100_000
MOST_PIXELS_OF_A_PAGE = 100_000_000  # of a picture in it: a scan of a large drawing
MOST_UNPACKED_AT_ONCE = 160_000_000  # bytes of one of its streams
MOST_UNPACKED = 400_000_000  # … and of all of them
LONGEST_OWNER = 64
LONGEST_LABEL = 300
HEAD = 1024  # bytes in which readers look for what a file is, and for a PDF's end
PDF_END = b"%%EOF"


class Kind(StrEnum):
    """What a file is; nothing else is taken."""

    PDF = "pdf"
    JPEG = "jpeg"
    PNG = "png"

    @property
    def mime(self) -> str:
        """Give the type that it is sent under."""
        return MIMES[self]

    @property
    def extensions(self) -> tuple[str, ...]:
        """Give the ends that its name may have, the usual one first."""
        return EXTENSIONS[self]


MIMES: Mapping[Kind, str] = {
    Kind.PDF: "application/pdf",
    Kind.JPEG: "image/jpeg",
    Kind.PNG: "image/png",
}
EXTENSIONS: Mapping[Kind, tuple[str, ...]] = {
    Kind.PDF: (".pdf",),
    Kind.JPEG: (".jpg", ".jpeg", ".jpe", ".jfif"),
    Kind.PNG: (".png",),
}
BEGINNINGS: Mapping[Kind, bytes] = {
    Kind.PDF: b"%PDF-",
    Kind.JPEG: b"\xff\xd8\xff",
    Kind.PNG: b"\x89PNG\r\n\x1a\n",
}
REFUSED: tuple[tuple[int, bytes, str], ...] = (  # where a mark stands, the mark, the reason
    (4, b"ftyphei", "archive.heic"),
    (4, b"ftyphev", "archive.heic"),
    (4, b"ftypmif1", "archive.heic"),
    (4, b"ftypmsf1", "archive.heic"),
    (4, b"ftypavi", "archive.heic"),
    (0, b"GIF8", "archive.animated"),
    (8, b"WEBP", "archive.other-picture"),
    (0, b"II*\0", "archive.other-picture"),
    (0, b"MM\0*", "archive.other-picture"),
    (0, b"\xd0\xcf\x11\xe0", "archive.office"),
    (0, b"PK", "archive.office"),
    (0, b"Rar!", "archive.packed"),
    (0, b"7z\xbc\xaf", "archive.packed"),
    (0, b"\x1f\x8b", "archive.packed"),
    (0, b"MZ", "archive.program"),
    (0, b"\x7fELF", "archive.program"),
    (0, b"#!", "archive.program"),
    (0, b"<", "archive.page"),
)
BLANK = b"\xef\xbb\xbf\t\r\n "  # what some programs write before a PDF begins
ZIP = (b"PK\3\4", b"PK\1\2", b"PK\5\6")  # a ZIP has all three, wherever it stands
ARCHIVES = (b"Rar!\x1a\x07", b"7z\xbc\xaf\x27\x1c")
PAGES = (b"<html", b"<!doctype", b"<script", b"<svg", b"<?php")


@dataclass(frozen=True, slots=True)
class Stored:
    """A file as the archive keeps it; a picture has one page."""

    sha256: str
    size: int
    kind: Kind
    pages: int


@dataclass(frozen=True, slots=True)
class Looked:
    """A file that was opened and found good: what to store, and the hash of what was sent."""

    stored: Stored
    original: str
    content: bytes


def kind_of(content: bytes, name: str) -> Kind:
    """Say what a file is by its content; its name proves nothing and is only said in refusals."""
    if not content:
        raise RuleBroken("archive.empty", name=name)
    if len(content) > LARGEST:
        raise RuleBroken("archive.too-large", name=name, megabytes=LARGEST // 1_000_000)
    head = content[:HEAD]
    for kind, beginning in BEGINNINGS.items():
        if head.lstrip(BLANK if kind is Kind.PDF else b"").startswith(beginning):
            _check_alone(content, kind, name)
            if kind is Kind.PDF and PDF_END not in content[-HEAD:]:
                raise RuleBroken("archive.pdf-cut", name=name)
            return kind
    raise RuleBroken(_reason(head.lstrip(BLANK)), name=name)


def check_owner(owner: str, label: str) -> None:
    """Refuse a file that would be held for nobody, or as nothing."""
    if not owner or len(owner) > LONGEST_OWNER:
        raise RuleBroken("archive.owner", most=LONGEST_OWNER)
    if not label.strip() or len(label) > LONGEST_LABEL:
        raise RuleBroken("archive.label", most=LONGEST_LABEL)


def check_quota(held: int, size: int) -> None:
    """Refuse what would go beyond the room of one owner."""
    if held + size > QUOTA:
        raise RuleBroken(
            "archive.quota", most=QUOTA // 1_000_000, left=max(QUOTA - held, 0) // 1_000_000
        )


def _check_alone(content: bytes, kind: Kind, name: str) -> None:
    """Refuse a file that is something else too, for whoever opens it by another program."""
    head = content[:HEAD].lower()
    if (
        all(mark in content for mark in ZIP)
        or any(mark in content for mark in ARCHIVES)
        or any(mark in head for mark in PAGES)
        or (kind is not Kind.PDF and b"%pdf-" in head)
    ):
        raise RuleBroken("archive.two-kinds", name=name)


def _reason(head: bytes) -> str:
    if b"%PDF-" in head:
        return "archive.two-kinds"
    found = (code for place, mark, code in REFUSED if head[place:].startswith(mark))
    return next(found, "archive.unknown-kind")
