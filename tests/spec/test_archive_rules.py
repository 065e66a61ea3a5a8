"""What the archive takes, by what it holds, and what names become."""

import pytest

from archive_hostile import HOSTILE, jpeg, pdf, photo, png, zipped
from thidua.archive.rules import (
    LARGEST,
    QUOTA,
    Kind,
    check_owner,
    check_quota,
    kind_of,
)
from thidua.archive.rules.names import check_name, disposition, fitting
from thidua.archive.rules.pictures import bare
from thidua.kernel.errors import RuleBroken

NAMES = """
sent                                  | kept
đơn xin.pdf                           | đơn xin.pdf
  Đơn   xin  .pdf                     | Đơn xin .pdf
../../etc/passwd                      | passwd
C:\\Users\\Lan\\cccd.jpg              | cccd.jpg
thư mục/                              | Tệp không tên
..                                    | Tệp không tên
...                                   | Tệp không tên
.htaccess                             | htaccess
a.pdf. .                              | a.pdf
hoa\\0don.pdf\\0.exe                  | hoadon.pdf.exe
\\u202efdp.exe                        | fdp.exe
a\\u200bb\\u2066c\\ufeff.pdf          | abc.pdf
a\\r\\nSet-Cookie: x.pdf              | a Set-Cookie_ x.pdf
a<b>:"|?*c.pdf                        | a_b______c.pdf
CON                                   | _CON
con.pdf                               | _con.pdf
Nul .tar.gz                           | _Nul .tar.gz
COM1.jpg                              | _COM1.jpg
lpt².png                              | _lpt².png
COM10.jpg                             | COM10.jpg
concept.pdf                           | concept.pdf
\\u200b\\u202e\\0                     | Tệp không tên
a\\ue000\\u2028b.pdf                  | ab.pdf
"""


def rows(table):
    lines = table.strip().splitlines()[1:]
    return [tuple(part.strip() for part in line.rpartition("|")[::2]) for line in lines]


def plain(text):
    """Read the escapes of a table."""
    escapes = {"\\0": "\0", "\\r": "\r", "\\n": "\n", "\\\\": "\\"}
    for code in ("202e", "200b", "2066", "feff", "e000", "2028"):
        escapes[f"\\u{code}"] = chr(int(code, 16))
    for written, letter in escapes.items():
        text = text.replace(written, letter)
    return text


@pytest.mark.parametrize(("sent", "kept"), rows(NAMES))
def test_a_name_is_cleaned(sent, kept):
    assert check_name(plain(sent)) == kept


def test_a_name_in_two_pieces_is_put_together():
    assert check_name("đo\u031b\u0301n e\u0302\u0301.pdf") == "đớn ế.pdf"


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("ấ" * 300 + ".pdf", "ấ" * 116 + ".pdf"),
        ("ấ" * 300, "ấ" * 120),
        ("a" * 115 + " " + "b" * 50 + ".pdf", "a" * 115 + ".pdf"),
        ("a." + "b" * 300, "a." + "b" * 118),
        ("a" * 120, "a" * 120),
    ],
)
def test_a_long_name_keeps_its_end(sent, kept):
    assert check_name(sent) == kept


@pytest.mark.parametrize(
    ("sent", "code"),
    [("a" * 1001, "archive.name-long"), ("a\ud800.pdf", "archive.name-unreadable")],
)
def test_a_name_that_no_program_of_a_person_makes_is_refused(sent, code):
    with pytest.raises(RuleBroken) as refused:
        check_name(sent)
    assert refused.value.code == code
    assert refused.value.text()


@pytest.mark.parametrize(
    ("name", "kind", "kept"),
    [
        ("đơn.pdf", Kind.PDF, "đơn.pdf"),
        ("ĐƠN.PDF", Kind.PDF, "ĐƠN.PDF"),
        ("ảnh.JPEG", Kind.JPEG, "ảnh.JPEG"),
        ("hoá đơn.pdf.exe", Kind.PDF, "hoá đơn.pdf.exe.pdf"),
        ("ảnh.png", Kind.JPEG, "ảnh.png.jpg"),
        ("a" * 120, Kind.PNG, "a" * 116 + ".png"),
    ],
)
def test_a_name_ends_as_its_kind_does(name, kind, kept):
    assert fitting(name, kind) == kept


@pytest.mark.parametrize(
    ("name", "header"),
    [
        ("a b.pdf", "attachment; filename=\"a b.pdf\"; filename*=UTF-8''a%20b.pdf"),
        (
            "Đơn đề nghị.pdf",
            "attachment; filename=\"Don de nghi.pdf\"; filename*=UTF-8''%C4%90%C6%A1n%20%C4%91%E1%BB%81%20ngh%E1%BB%8B.pdf",
        ),
        (
            "a\";\\\r\n%41'.pdf",
            "attachment; filename=\"a______41_.pdf\"; filename*=UTF-8''a%22%3B%5C%0D%0A%2541%27.pdf",
        ),
        (
            "ký 字.png",
            "attachment; filename=\"ky _.png\"; filename*=UTF-8''k%C3%BD%20%E5%AD%97.png",
        ),
    ],
)
def test_a_download_has_a_name_that_every_browser_reads(name, header):
    assert disposition(name) == header


SEEN_BY_PILLOW = {"a PNG with damaged pixels", "a colour profile of 100 MB", "an animated GIF"}
KINDS = [
    (pdf(), Kind.PDF, "application/pdf", ".pdf"),
    (b"\r\n" + pdf(), Kind.PDF, "application/pdf", ".pdf"),
    (jpeg(), Kind.JPEG, "image/jpeg", ".jpg"),
    (photo(), Kind.JPEG, "image/jpeg", ".jpg"),
    (png(), Kind.PNG, "image/png", ".png"),
]


@pytest.mark.parametrize(("content", "kind", "mime", "extension"), KINDS)
@pytest.mark.parametrize("name", ["a.exe", "a.png", "a.pdf", ""])
def test_a_kind_is_known_by_content_whatever_the_name(content, kind, mime, extension, name):
    found = kind_of(content, name)
    assert (found, found.mime, found.extensions[0]) == (kind, mime, extension)


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "archive.empty"),
        (pdf() + bytes(LARGEST), "archive.too-large"),
        (pdf()[:-10], "archive.pdf-cut"),
        (pdf() + zipped(), "archive.two-kinds"),
        (pdf() + b"Rar!\x1a\x07", "archive.two-kinds"),
        (jpeg(comment=b"%PDF-1.4"), "archive.two-kinds"),
        (b"BEGIN\n" + pdf(), "archive.two-kinds"),
        (b"PK\3\4", "archive.office"),
        (b"\xd0\xcf\x11\xe0", "archive.office"),
        (b"\0\0\0\x18ftypmif1", "archive.heic"),
        (b"RIFF\0\0\0\0WEBP", "archive.other-picture"),
        (b"\xef\xbb\xbf <!DOCTYPE html>", "archive.page"),
        (b"#!/bin/sh", "archive.program"),
        (b"\x1f\x8b\x08", "archive.packed"),
        ("Đơn".encode("utf-16"), "archive.unknown-kind"),
    ],
)
def test_what_is_not_taken_is_told_apart(content, code):
    with pytest.raises(RuleBroken) as refused:
        kind_of(content, "đơn.pdf")
    assert refused.value.code == code


@pytest.mark.parametrize(
    ("owner", "label", "code"),
    [
        ("", "CCCD", "archive.owner"),
        ("x" * 65, "CCCD", "archive.owner"),
        ("x", " ", "archive.label"),
        ("x", "c" * 301, "archive.label"),
    ],
)
def test_a_file_is_held_for_somebody_as_something(owner, label, code):
    with pytest.raises(RuleBroken) as refused:
        check_owner(owner, label)
    assert refused.value.code == code


def test_an_owner_has_room_for_200_megabytes():
    check_owner("x" * 64, "c" * 300)
    check_quota(QUOTA - 5, 5)
    with pytest.raises(RuleBroken) as refused:
        check_quota(QUOTA - 30_000_000, 30_000_001)
    assert "còn 30 MB" in refused.value.text()


PICTURES = [name for name, (_, code) in HOSTILE.items() if code in {"archive.picture-broken", "archive.animated"}]  # fmt: skip


@pytest.mark.parametrize("name", sorted({*PICTURES} - SEEN_BY_PILLOW))
def test_a_picture_whose_parts_do_not_fit_is_refused(name):
    make, code = HOSTILE[name]
    content = make()
    with pytest.raises(RuleBroken) as refused:
        bare(content, Kind.PNG if content[1:4] == b"PNG" else Kind.JPEG, "a")
    assert refused.value.code == code


# ---- EXIF that is odd never turns a picture, and never breaks it ----


def exif(tiff):
    inside = b"Exif\0\0" + tiff
    return jpeg().replace(
        b"\xff\xdb", b"\xff\xe1" + (len(inside) + 2).to_bytes(2, "big") + inside + b"\xff\xdb", 1
    )


def entry(way, tag=0x0112, kind=3):
    return b"MM\0*\0\0\0\x08\0\1" + b"".join(
        number.to_bytes(size, "big") for number, size in ((tag, 2), (kind, 2), (1, 4), (way, 2))
    )


@pytest.mark.parametrize(
    ("tiff", "is_turned"),
    [
        (entry(6), True),
        (entry(8), True),
        (b"II*\0\x08\0\0\0\1\0\x12\1\3\0\1\0\0\0\3\0\0\0", True),
        (entry(1), False),
        (entry(9), False),
        (entry(0), False),
        (entry(6, tag=0x0113), False),
        (entry(6, kind=4), False),
        (b"XX*\0", False),
        (b"MM\0*\xff\xff\xff\xff", False),
        (b"MM\0*\0\0\0\x08\xff\xff", False),
        (b"", False),
    ],
)
def test_only_which_way_up_a_photo_is_held_stays(tiff, is_turned):
    kept = bare(exif(tiff), Kind.JPEG, "a.jpg")
    assert (b"Exif" in kept) == is_turned
    assert bare(kept, Kind.JPEG, "a.jpg") == kept
    assert is_turned or kept == jpeg()
