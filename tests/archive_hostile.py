"""Files that nobody should keep, each with the code of its refusal; and a few that are good."""

import io
import struct
import zipfile
import zlib

import pikepdf
from PIL import Image

from thidua.archive.rules import LARGEST

GPS = 0x8825
ORIENTATION = 0x0112


# ---- PDFs, written by hand ----


def written(objects, trailer=b"", root=1, xref=None):
    """Write numbered objects with their table, or with the one that `xref` gives."""
    out, places = bytearray(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"), {}
    for number, body in objects.items():
        places[number] = len(out)
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    if xref is not None:
        return bytes(out) + xref(start) + b"startxref\n%d\n%%%%EOF\n" % start
    size = max(objects) + 1
    out += b"xref\n0 %d\n0000000000 65535 f \n" % size
    for number in range(1, size):
        place = places.get(number)
        out += b"%010d 00000 n \n" % place if place else b"0000000000 00000 f \n"
    out += b"trailer\n<< /Size %d /Root %d 0 R %s >>\n" % (size, root, trailer)
    out += b"startxref\n%d\n%%%%EOF\n" % start
    return bytes(out)


def stream(content, entries=b""):
    return b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(content), entries, content)


PAGE = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R >>"
GOOD = {
    1: b"<< /Type /Catalog /Pages 2 0 R >>",
    2: b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
    3: PAGE,
    4: stream(b"0 0 m 100 100 l S"),
}


def pdf(changed=None, **more):
    return written(GOOD | (changed or {}), **more)


def catalog(entries):
    return pdf({1: b"<< /Type /Catalog /Pages 2 0 R %s >>" % entries})


def annotated(annotation):
    return pdf({3: PAGE[:-2] + b"/Annots [%s] >>" % annotation})


def action(words):
    return catalog(b"/OpenAction << %s >>" % words)


def hidden_script():
    """Put a script into an object stream, where no search of the bytes finds it."""
    with pikepdf.open(io.BytesIO(action(b"/S /JavaScript /JS (app.alert\\(1\\))"))) as read:
        out = io.BytesIO()
        read.save(out, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    assert b"JavaScript" not in out.getvalue()
    return out.getvalue()


def attached():
    with pikepdf.open(io.BytesIO(pdf())) as read:
        read.attachments["a.exe"] = b"MZ" + bytes(100)
        out = io.BytesIO()
        read.save(out)
    return out.getvalue()


def encrypted(user):
    with pikepdf.open(io.BytesIO(pdf())) as read:
        out = io.BytesIO()
        read.save(out, encryption=pikepdf.Encryption(owner="chủ", user=user))
    return out.getvalue()


def zeros(megabytes):
    """Pack so many million zeros; the same block again and again, which is soon done."""
    machine = zlib.compressobj(9)
    first = machine.compress(bytes(1_000_000)) + machine.flush(zlib.Z_FULL_FLUSH)
    block = machine.compress(bytes(1_000_000)) + machine.flush(zlib.Z_FULL_FLUSH)
    return first + block * (megabytes - 1) + machine.flush()


def bomb(megabytes=200):
    return pdf({5: stream(zeros(megabytes), b"/Filter /FlateDecode")})


def nested_bomb():
    packed = zlib.compress(zeros(2000), 9)
    return pdf({5: stream(packed, b"/Filter [/FlateDecode /FlateDecode]")})


def many_bombs():
    """Let each stream unpack to a little less than one may, and all of them to gigabytes."""
    return pdf(dict.fromkeys(range(5, 45), stream(zeros(140), b"/Filter /FlateDecode")))


def bomb_of_objects():
    """Unpack an object stream, which is read before anything else can be looked at."""
    held = stream(zeros(400), b"/Type /ObjStm /N 1 /First 4 /Filter /FlateDecode")
    found = GOOD | {1: b"<< /Type /Catalog /Pages 2 0 R /X 5 0 R >>", 6: held}
    plain = written(found)

    def xref(start):
        rows = {number: (1, plain.index(b"%d 0 obj" % number), 0) for number in found}
        rows |= {0: (0, 0, 0), 5: (2, 6, 0), 7: (1, start, 0)}
        table = b"".join(struct.pack(">BLH", *rows[number]) for number in range(8))
        entries = b"/Type /XRef /Size 8 /W [1 4 2] /Root 1 0 R"
        return b"7 0 obj\n%s\nendobj\n" % stream(table, entries)

    return written(found, xref=xref)


def lzw_bomb():
    """Say the same code again and again: each time LZW remembers a longer run of it."""

    def width(known):
        return 9 if known < 511 else 10 if known < 1023 else 11 if known < 2047 else 12

    codes = [(65, 9), *((code, width(code)) for code in range(258, 4093))]
    body = "".join(f"{code:0{bits}b}" for code, bits in codes)
    bits = f"{256:09b}{body}" + f"{256:012b}{body}" * 23
    whole = bits + "0" * (-len(bits) % 8)
    packed = int(whole, 2).to_bytes(len(whole) // 8, "big")
    return pdf({5: stream(packed, b"/Filter /LZWDecode")})


def many_objects():
    return written(GOOD | dict.fromkeys(range(5, 101_000), b"<<>>"))


def claimed_objects():
    """Claim twelve million objects in a table that is packed to a few bytes."""

    def xref(start):
        del start
        entries = b"/Type /XRef /Size 12000000 /W [1 4 2] /Root 1 0 R /Filter /FlateDecode"
        return b"5 0 obj\n%s\nendobj\n" % stream(zeros(84), entries)

    return pdf(xref=xref)


def many_pages(kids):
    return pdf({2: b"<< /Type /Pages /Kids [%s] /Count %d >>" % (b"3 0 R " * kids, kids)})


def doubling_pages():
    """Let thirty nodes each name the next one twice: a thousand million pages."""
    nodes = {
        number: b"<< /Type /Pages /Count 9 /Parent %d 0 R /Kids [%d 0 R %d 0 R] >>"
        % (number - 1, number + 1, number + 1)
        for number in range(10, 40)
    }
    return pdf({2: b"<< /Type /Pages /Kids [10 0 R] /Count 1 >>"} | nodes | {40: PAGE})


def pages_in_a_ring():
    return pdf({2: b"<< /Type /Pages /Kids [2 0 R] /Count 1 >>"})


def deep():
    return catalog(b"/X " + b"[" * 200_000 + b"]" * 200_000)


def looping():
    """Let the table name itself as the one before it."""
    good = pdf()
    start = good.rindex(b"startxref\n") + 10
    place = int(good[start:].split()[0])
    more = b"/Prev %d >>" % place
    return good.replace(b">>\nstartxref", more + b"\nstartxref")


def looping_streams():
    """Let a table in a stream name itself as the one before it."""

    def xref(start):
        entries = b"/Type /XRef /Size 6 /W [1 4 2] /Root 1 0 R /Prev %d" % start
        return b"5 0 obj\n%s\nendobj\n" % stream(bytes(42), entries)

    return pdf(xref=xref)


def image_in_pdf(width, height):
    entries = b"/Type /XObject /Subtype /Image /Width %d /Height %d /ColorSpace /DeviceGray /BitsPerComponent 8 /Filter /DCTDecode"
    return pdf({5: stream(jpeg(), entries % (width, height))})


# ---- pictures ----


def picture(size=(64, 48), colour=(200, 30, 30)):
    made = Image.new("RGB", size, colour)
    made.putpixel((0, 0), (0, 0, 255))
    return made


def saved(kind, made=None, **options):
    out = io.BytesIO()
    (made or picture()).save(out, kind, **options)
    return out.getvalue()


def jpeg(**options):
    return saved("JPEG", **options)


def png(**options):
    return saved("PNG", **options)


def photo():
    """Take a photo that knows where, when and by whom it was taken, and is held sideways."""
    exif = Image.Exif()
    exif[0x010F], exif[0x013B] = "May anh", "Nguyen Van Kin"
    exif[ORIENTATION] = 6
    exif.get_ifd(GPS).update({1: "N", 2: (9.0, 47.0, 3.5), 3: "E", 4: (105.0, 28.0, 11.0)})
    return jpeg(exif=exif, comment="ghi chú riêng", quality=95, dpi=(300, 300))


def chunk(kind, content):
    return (
        struct.pack(">L", len(content))
        + kind
        + content
        + struct.pack(">L", zlib.crc32(kind + content))
    )


def flood():
    """Claim 50,000 by 50,000 pixels in a few bytes."""
    head = struct.pack(">LLBBBBB", 50_000, 50_000, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(b""))
        + chunk(b"IEND", b"")
    )


def flood_of_jpeg():
    good = jpeg()
    place = good.index(b"\xff\xc0") + 5
    return good[:place] + struct.pack(">HH", 60_000, 60_000) + good[place + 4 :]


def with_chunk(kind, content, good=None):
    good = good or png()
    return good[:33] + chunk(kind, content) + good[33:]


def profile_bomb():
    return with_chunk(b"iCCP", b"a\0\0" + zeros(100))


def moving():
    frames = [picture(colour=(n, n, n)) for n in range(3)]
    return saved("PNG", frames[0], save_all=True, append_images=frames[1:])


def moving_gif():
    frames = [picture(colour=(n % 255, n % 7, n % 11)) for n in range(50)]
    return saved("GIF", frames[0], save_all=True, append_images=frames[1:])


def damaged_pixels():
    good = png(made=picture((300, 300)))
    place = good.index(b"IDAT") + 10
    return good[:place] + b"\0\0\0\0" + good[place + 4 :]


def segments():
    """Stuff a JPEG with comments of no length."""
    good = jpeg()
    return good[:2] + b"\xff\xfe\0\2" * 1_000_000 + good[2:]


def no_scan_ends():
    """Let a scan go on in markers that are none: a search that starts again is slow."""
    good = jpeg()
    place = good.index(b"\xff\xda") + 14
    return good[:place] + b"\xff" * 9_000_000 + b"\0"


# ---- two in one ----


def zipped():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        made.writestr("a.js", "alert(1)")
    return out.getvalue()


def zip_around_pdf():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        made.writestr("a.pdf", pdf())
    return out.getvalue()


HTML = b"<!DOCTYPE html><html><script>alert(1)</script></html>"
# PDFs that do more than show: one look at each, in no sandbox, is soon done
ACTIVE = {
    "a password": (lambda: encrypted("bí mật"), "archive.pdf-password"),
    "locked against printing": (lambda: encrypted(""), "archive.pdf-locked"),
    "a script when it opens": (lambda: action(b"/S /JavaScript /JS (x)"), "archive.pdf-script"),
    "a script by another spelling": (
        lambda: action(b"/S /J#61vaScript /#4aS (x)"),
        "archive.pdf-script",
    ),
    "a script in an object stream": (hidden_script, "archive.pdf-script"),
    "a script by name": (
        lambda: catalog(b"/Names << /JavaScript << /Names [(a) 5 0 R] >> >>"),
        "archive.pdf-script",
    ),
    "a script that no page leads to": (
        lambda: pdf({5: b"<< /S /JavaScript >>"}),
        "archive.pdf-script",
    ),
    "a script below a field": (
        lambda: annotated(b"<< /Subtype /Widget /AA << /K << /S /JavaScript >> >> >>"),
        "archive.pdf-script",
    ),
    "a script in an array": (
        lambda: catalog(b"/X [[[<< /Y [<< /S /JavaScript >>] >>]]]"),
        "archive.pdf-script",
    ),
    "a program to start": (lambda: action(b"/S /Launch /F (cmd.exe)"), "archive.pdf-launch"),
    "a link that starts a program": (
        lambda: annotated(b"<< /Subtype /Link /A << /S /Launch /Win << /F (a.exe) >> >> >>"),
        "archive.pdf-launch",
    ),
    "a form that sends data": (
        lambda: action(b"/S /SubmitForm /F (http://127.0.0.1/)"),
        "archive.pdf-launch",
    ),
    "data fetched": (lambda: action(b"/S /ImportData /F (a.fdf)"), "archive.pdf-launch"),
    "another file opened": (
        lambda: action(b"/S /GoToR /F (\\\\\\\\127.0.0.1\\\\a.pdf) /D [0]"),
        "archive.pdf-launch",
    ),
    "a file attached": (attached, "archive.pdf-attachment"),
    "a file attached to a page": (
        lambda: annotated(b"<< /Subtype /FileAttachment >>"),
        "archive.pdf-attachment",
    ),
    "rich media": (lambda: annotated(b"<< /Subtype /RichMedia >>"), "archive.pdf-media"),
    "a film": (lambda: annotated(b"<< /Subtype /Movie >>"), "archive.pdf-media"),
    "a dynamic form": (lambda: catalog(b"/AcroForm << /XFA (x) /Fields [] >>"), "archive.pdf-form"),
}
HOSTILE = {
    "a script": (ACTIVE["a script when it opens"][0], "archive.pdf-script"),
    "a lock": (ACTIVE["locked against printing"][0], "archive.pdf-locked"),
    # PDFs that are too much
    "a stream of 200 MB": (bomb, "archive.pdf-packed"),
    "a bomb in a bomb": (nested_bomb, "archive.pdf-packed"),
    "many streams of 140 MB": (many_bombs, "archive.pdf-packed"),
    "a bomb of LZW": (lzw_bomb, "archive.pdf-packed"),
    "a bomb of objects": (bomb_of_objects, "archive.pdf-packed"),
    "101,000 objects": (many_objects, "archive.pdf-objects"),
    "a table that claims 12,000,000 objects": (claimed_objects, "archive.pdf-broken"),
    "brackets in brackets": (deep, "archive.pdf-broken"),
    "301 pages": (lambda: many_pages(301), "archive.pdf-pages"),
    "two to the thirtieth pages": (doubling_pages, "archive.pdf-broken"),
    "a picture of 2,500,000,000 pixels in a PDF": (
        lambda: image_in_pdf(50_000, 50_000),
        "archive.pixels",
    ),
    # PDFs that are none
    "no page": (lambda: pdf({2: b"<< /Type /Pages /Kids [] /Count 0 >>"}), "archive.pdf-empty"),
    "pages in a ring": (pages_in_a_ring, "archive.pdf-broken"),
    "a packed table that names itself": (looping_streams, "archive.pdf-broken"),
    "no catalogue": (lambda: written({4: GOOD[4]}, root=9), "archive.pdf-broken"),
    "only a beginning and an end": (
        lambda: b"%PDF-1.7\n" + b"x" * 5000 + b"\n%%EOF",
        "archive.pdf-broken",
    ),
    "cut off": (lambda: pdf()[:-40], "archive.pdf-cut"),
    "junk behind the end": (lambda: pdf() + b"x" * 3000, "archive.pdf-cut"),
    # pictures
    "50,000 by 50,000 pixels": (flood, "archive.pixels"),
    "a JPEG of 60,000 by 60,000 pixels": (flood_of_jpeg, "archive.pixels"),
    "an animated PNG": (moving, "archive.animated"),
    "an animated GIF": (moving_gif, "archive.animated"),
    "a PNG cut off": (lambda: png()[:-30], "archive.picture-broken"),
    "a PNG with damaged pixels": (damaged_pixels, "archive.picture-broken"),
    "a PNG without its head": (
        lambda: png().replace(b"IHDR", b"IDAT", 1),
        "archive.picture-broken",
    ),
    "a PNG with an unknown part": (lambda: with_chunk(b"CgBI", b"1234"), "archive.picture-broken"),
    "a PNG that lies about a length": (
        lambda: png().replace(struct.pack(">L", 13), b"\x7f\xff\xff\xff", 1),
        "archive.picture-broken",
    ),
    "a colour profile of 100 MB": (profile_bomb, "archive.picture-broken"),
    "a JPEG cut off": (lambda: jpeg()[:-100], "archive.picture-broken"),
    "a JPEG without a frame": (lambda: b"\xff\xd8\xff\xd9", "archive.picture-broken"),
    "a JPEG of no format that browsers show": (
        lambda: jpeg().replace(b"\xff\xc0", b"\xff\xc3"),
        "archive.picture-broken",
    ),
    "a JPEG with a million comments": (segments, "archive.picture-broken"),
    "a JPEG whose scan never ends": (no_scan_ends, "archive.picture-broken"),
    # two in one
    "a ZIP behind a PDF": (lambda: pdf() + zipped(), "archive.two-kinds"),
    "a ZIP behind a JPEG": (lambda: jpeg() + zipped(), "archive.two-kinds"),
    "a ZIP behind a PNG": (lambda: png() + zipped(), "archive.two-kinds"),
    "a ZIP in a comment of a JPEG": (lambda: jpeg(comment=zipped()), "archive.two-kinds"),
    "a web page in front of a PDF": (lambda: HTML + pdf(), "archive.two-kinds"),
    "words in front of a PDF": (lambda: b"x = 1;\n" + pdf(), "archive.two-kinds"),
    "a web page in a comment of a PDF": (
        lambda: pdf().replace(b"\n", b"\n%" + HTML + b"\n", 1),
        "archive.two-kinds",
    ),
    "a web page in a comment of a JPEG": (lambda: jpeg(comment=HTML), "archive.two-kinds"),
    "a PDF in a comment of a JPEG": (lambda: jpeg(comment=pdf()), "archive.two-kinds"),
    # other kinds
    "nothing": (lambda: b"", "archive.empty"),
    "more than 10 MB": (lambda: pdf() + bytes(LARGEST), "archive.too-large"),
    "a PDF in a ZIP": (zip_around_pdf, "archive.two-kinds"),
    "a web page": (lambda: HTML, "archive.page"),
    "an SVG with a script": (
        lambda: b'<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>',
        "archive.page",
    ),
    "a program": (lambda: b"MZ" + bytes(500), "archive.program"),
    "a program of Linux": (lambda: b"\x7fELF" + bytes(500), "archive.program"),
    "a HEIC photo": (lambda: b"\0\0\0\x18ftypheic" + bytes(500), "archive.heic"),
    "a WebP picture": (lambda: saved("WEBP"), "archive.other-picture"),
    "a TIFF picture": (lambda: saved("TIFF"), "archive.other-picture"),
    "a packed archive": (lambda: b"Rar!\x1a\x07\x01\0" + bytes(500), "archive.packed"),
    "text": ("Đơn xin xác nhận".encode, "archive.unknown-kind"),
}
