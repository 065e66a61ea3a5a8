"""Files that nobody should keep: each is refused with its own reason, soon and in little memory."""

import io
import json
import subprocess
import sys
from pathlib import Path

import pikepdf
import pytest
from PIL import Image

from archive_hostile import (
    ACTIVE,
    GPS,
    HOSTILE,
    ORIENTATION,
    jpeg,
    looping,
    pdf,
    photo,
    picture,
    png,
    saved,
    stream,
    with_chunk,
    zeros,
)
from thidua.archive import outside
from thidua.archive.outside.pdf import look
from thidua.archive.rules import Kind
from thidua.kernel.errors import RuleBroken
from thidua.sandbox.outside import Refused

LOOKING = """
import json, resource, sys, time
sys.path[:0] = sys.argv[1:]
from archive_hostile import HOSTILE
from thidua.archive import outside
from thidua.archive.outside.pdf import look
from thidua.kernel.errors import RuleBroken
found = {}
for name, (make, _code) in HOSTILE.items():
    content, begun = make(), time.monotonic()
    try:
        outside.look(content, "đơn.pdf")
    except RuleBroken as refused:
        said = refused.code if "đơn.pdf" in refused.text() else refused.text()
        found[name] = (said, time.monotonic() - begun)
print(json.dumps([found, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss]))
"""


def test_every_hostile_file_is_refused_with_its_reason_soon_and_in_little_memory():
    """Asked of a small process: a child counts what its parent held when it was started."""
    tests = Path(__file__).resolve().parents[1]
    done = subprocess.run(
        [sys.executable, "-c", LOOKING, str(tests), str(tests.parent / "src")],
        capture_output=True,
        text=True,
        check=True,
    )
    found, most = json.loads(done.stdout)
    assert {name: code for name, (code, _) in found.items()} == {
        name: code for name, (_, code) in HOSTILE.items()
    }
    assert [name for name, (_, seconds) in found.items() if seconds > 10.5] == []
    assert most <= 512 << 10


@pytest.mark.parametrize(("make", "code"), ACTIVE.values(), ids=ACTIVE.keys())
def test_a_pdf_that_does_more_than_show_is_refused(make, code):
    with pytest.raises(Refused) as refused:
        look(make())
    assert refused.value.code == code


@pytest.mark.parametrize(("kind", "content"), [("memory", pdf()), ("death", jpeg()), ("words", png())])  # fmt: skip
def test_a_child_that_wants_too_much_or_dies_is_a_refusal(monkeypatch, kind, content):
    monkeypatch.setattr(outside, "CHILDREN", dict.fromkeys(Kind, "sandbox_greedy"))
    with pytest.raises(RuleBroken) as refused:
        outside.look(content, "đơn.pdf")
    assert refused.value.code == "archive.too-heavy"
    assert "512 MB" in refused.value.text()


# ---- what is good is taken ----


def signed():
    """Write a PDF with a field for a signature, changed by appending, as signing does."""
    first = pdf({1: b"<< /Type /Catalog /Pages 2 0 R /AcroForm << /Fields [5 0 R] /SigFlags 3 >> >>", 5: b"<< /FT /Sig /T (ky) /V << /Type /Sig /Filter /Adobe.PPKLite /ByteRange [0 1 2 3] /Contents <00> >> >>"})  # fmt: skip
    place = int(first[first.rindex(b"startxref\n") + 10 :].split()[0])
    start = len(first)
    more = b"4 0 obj\n%s\nendobj\n" % stream(b"0 0 m 9 9 l S")
    table = b"xref\n4 1\n%010d 00000 n \n" % start
    end = b"trailer\n<< /Size 6 /Root 1 0 R /Prev %d >>\nstartxref\n%d\n%%%%EOF\n" % (place, start + len(more))  # fmt: skip
    return first + more + table + end


def linked():
    link = b"<< /Type /Annot /Subtype /Link /A << /S /URI /URI (https://dichvucong.gov.vn) >> >>"
    return pdf({3: b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Annots [%s] >>" % link})


def scan():
    """Hold one photo on a page, and another part packed a thousand to one, as white paper is."""
    head = b"/Type /XObject /Subtype /Image /Width 64 /Height 48 /ColorSpace /DeviceRGB /BitsPerComponent 8 /Filter /DCTDecode"  # fmt: skip
    return pdf({5: stream(jpeg(), head), 6: stream(zeros(26), b"/Filter [/FlateDecode]")})


@pytest.mark.parametrize(
    "content",
    [
        pdf(),
        pdf() + b"\r\n\0\0\0",
        b"\xef\xbb\xbf\r\n" + pdf(),
        signed(),
        linked(),
        scan(),
        looping(),
        pdf().replace(b"startxref\n", b"startxref\n9"),
        pdf({5: stream(b"x\x9c damaged", b"/Filter /FlateDecode")}),
        pdf({5: stream(b"9jqo^", b"/Filter [/ASCII85Decode]")}),
        pdf({5: b"42", 6: b"[1 (a) /B null 2.5]"}),
    ],
    ids=["plain", "a few bytes behind it", "a mark before it", "signed", "with a link", "a scan", "a loop of tables", "a wrong place of its table", "damaged code", "text for bytes", "numbers alone"],
)  # fmt: skip
def test_a_good_pdf_is_stored_byte_for_byte(content):
    looked = outside.look(content, "đơn.pdf")
    assert looked.content == content
    assert looked.original == looked.stored.sha256
    assert (looked.stored.kind, looked.stored.pages) == (Kind.PDF, 1)
    assert looked.stored.size == len(content)


def test_the_pages_of_a_pdf_are_counted():
    made = pikepdf.new()
    for _ in range(300):
        made.add_blank_page()
    out = io.BytesIO()
    made.save(out, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    assert outside.look(out.getvalue(), "a.pdf").stored.pages == 300


def test_a_photo_loses_what_it_tells_and_no_pixel():
    sent = photo()
    looked = outside.look(sent, "ảnh.jpg")
    kept = Image.open(io.BytesIO(looked.content))
    assert kept.tobytes() == Image.open(io.BytesIO(sent)).tobytes()
    assert dict(kept.getexif()) == {ORIENTATION: 6}
    assert kept.getexif().get_ifd(GPS) == {}
    assert "comment" not in kept.info
    assert kept.info["dpi"] == (300, 300)
    assert b"Nguyen Van Kin" in sent
    assert b"Nguyen Van Kin" not in looked.content
    assert looked.original != looked.stored.sha256
    assert (looked.stored.kind, looked.stored.size) == (Kind.JPEG, len(looked.content))


@pytest.mark.parametrize("mode", ["1", "L", "P", "RGB", "RGBA", "I;16"])
def test_a_png_of_every_kind_loses_its_words_and_no_pixel(mode):
    made = picture().convert(mode)
    out = io.BytesIO()
    exif = Image.Exif()
    exif[0x013B] = "Kín"
    made.save(out, "PNG", exif=exif, dpi=(300, 300), icc_profile=None)
    sent = with_chunk(b"tEXt", b"Author\0Kin", out.getvalue())
    looked = outside.look(sent, "ảnh.png")
    kept = Image.open(io.BytesIO(looked.content))
    assert kept.tobytes() == made.tobytes()
    assert (kept.text, dict(kept.getexif())) == ({}, {})
    assert b"Kin" in sent
    assert b"Kin" not in looked.content


@pytest.mark.parametrize(
    ("mode", "options"),
    [
        ("L", {}),
        ("CMYK", {}),
        ("RGB", {"progressive": True}),
        ("RGB", {"subsampling": 0, "optimize": True}),
        ("RGB", {"restart_marker_rows": 1}),
    ],
)
def test_a_jpeg_of_every_kind_is_taken(mode, options):
    sent = saved("JPEG", picture((333, 217)).convert(mode), icc_profile=b"profile" * 9, **options)
    kept = Image.open(io.BytesIO(outside.look(sent, "a.jpg").content))
    assert kept.tobytes() == Image.open(io.BytesIO(sent)).tobytes()
    assert kept.info["icc_profile"] == b"profile" * 9


def test_what_a_phone_puts_behind_a_photo_goes():
    sent = jpeg()
    assert (
        outside.look(sent + b"\0\0SEFT a film that nobody meant to send", "a.jpg").content == sent
    )


def test_a_picture_of_forty_million_pixels_fits():
    made = Image.new("RGB", (8000, 5000), (9, 99, 199))
    sent = saved("JPEG", made, progressive=True, subsampling=0, quality=40)
    assert outside.look(sent, "a.jpg").stored.pages == 1
