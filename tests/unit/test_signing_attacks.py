"""What is done to signed files, by hand and by update: none of it is shown as valid."""

import io
import re

import pytest
from asn1crypto import cms, parser
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.generic import pdf_name as name
from pyhanko.pdf_utils.generic import pdf_string
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.fields import SigFieldSpec, append_signature_field

import signing_desk as desks
from thidua.signing.outside import simulated
from thidua.signing.outside.judging import judge
from thidua.signing.rules import Later, Outcome, Reason, time_proven, worst

FLIPS = 32
HOLE = re.compile(rb"/Contents <([0-9A-F]+)>")
RANGE = re.compile(rb"/ByteRange \[[0-9 ]+\]")
BY_BYTES, BY_UPDATE = {}, {}


def attack(function):
    BY_BYTES[function.__name__] = function
    return function


def updating(function):
    BY_UPDATE[function.__name__] = function
    return function


def update(pdf, change):
    """Append a revision in which `change(writer)` did something."""
    writer = IncrementalPdfFileWriter(io.BytesIO(pdf))
    change(writer)
    output = io.BytesIO()
    writer.write(output)
    return output.getvalue()


def page_of(writer):
    return writer.root["/Pages"]["/Kids"].raw_get(0)


def changed(pdf, before, after):
    assert before in pdf
    return pdf.replace(before, after, 1)


def resized(pdf, found, replacement):
    """Replace a match with something as long, so that no offset moves."""
    whole = found.group()
    return pdf.replace(whole, replacement.ljust(len(whole))[: len(whole)], 1)


def stream(text):
    return generic.StreamObject(stream_data=text.encode())


def widget(writer, **more):
    return writer.add_object(
        generic.DictionaryObject(
            {
                name("/Type"): name("/Annot"),
                name("/Rect"): generic.ArrayObject(map(generic.NumberObject, (60, 690, 500, 740))),
                name("/F"): generic.NumberObject(4),
                name("/AP"): generic.DictionaryObject({name("/N"): over(writer)}),
            }
            | {name(f"/{key}"): value for key, value in more.items()}
        )
    )


def over(writer):
    """Give an appearance that covers the figure with another."""
    drawn = stream("1 g 0 0 440 50 re f 0 g BT /F1 24 Tf 12 10 Td (Ket qua: 9999) Tj ET")
    drawn.update(
        {
            name("/Type"): name("/XObject"),
            name("/Subtype"): name("/Form"),
            name("/BBox"): generic.ArrayObject(map(generic.NumberObject, (0, 0, 440, 50))),
        }
    )
    return writer.add_object(drawn)


def annotate(writer, **more):
    page = page_of(writer).get_object()
    page[name("/Annots")] = generic.ArrayObject([*page.get("/Annots", ()), widget(writer, **more)])
    writer.mark_update(page_of(writer).reference)


def set_in_root(writer, key, value):
    writer.root[name(key)] = value
    writer.update_root()


def set_in_page(writer, key, value):
    page_of(writer).get_object()[name(key)] = value
    writer.mark_update(page_of(writer).reference)


def field(writer):
    return writer.root["/AcroForm"]["/Fields"].raw_get(0)


# ── bytes


@attack
def a_figure_of_the_text_altered(pdf):
    return changed(pdf, b"1000", b"9000")


@attack
def a_byte_before_the_file(pdf):
    return b"\n" + pdf


@attack
def a_line_break_after_it(pdf):
    return pdf + b"\n"


@attack
def a_blank_after_it(pdf):
    return pdf + b" "


@attack
def zeros_after_it(pdf):
    return pdf + bytes(64)


@attack
def a_comment_after_it(pdf):
    return pdf + b"% xem trang sau\n"


@attack
def a_second_end_after_it(pdf):
    return pdf + b"%%EOF\n"


@attack
def an_object_after_it(pdf):
    return pdf + b"4 0 obj\n<< /Length 0 >>\nstream\n\nendstream\nendobj\n"


@attack
def the_last_byte_cut_off(pdf):
    return pdf[:-1]


@attack
def the_last_line_cut_off(pdf):
    return pdf[: pdf.rindex(b"%%EOF")]


@attack
def the_second_half_cut_off(pdf):
    return pdf[: len(pdf) // 2]


@attack
def cut_off_after_the_signature(pdf):
    return pdf[: HOLE.search(pdf).end()]


@attack
def another_version_in_the_header(pdf):
    return changed(pdf, b"%PDF-1.7", b"%PDF-1.4")


@attack
def the_page_turned_to_its_other_contents(pdf):
    return changed(pdf, b"/Contents 4 0 R", b"/Contents 5 0 R")


@attack
def the_date_of_signing_altered(pdf):
    at = pdf.index(b"20261128020000Z")
    return pdf[:at] + b"20251128" + pdf[at + 8 :]


@attack
def the_reason_of_signing_altered(pdf):
    return changed(pdf, b"/Reason (K", b"/Reason (k")


# ── universal signature forgery: the signature made unreadable


@attack
def no_range_of_bytes(pdf):
    return resized(pdf, RANGE.search(pdf), b"/ByteRangX []")


@attack
def an_empty_range(pdf):
    return resized(pdf, RANGE.search(pdf), b"/ByteRange []")


@attack
def a_range_of_nothing(pdf):
    return resized(pdf, RANGE.search(pdf), b"/ByteRange [0 0 0 0]")


@attack
def a_range_with_a_negative_length(pdf):
    return resized(pdf, RANGE.search(pdf), b"/ByteRange [0 -1 1 -1]")


@attack
def a_range_that_is_null(pdf):
    return resized(pdf, RANGE.search(pdf), b"/ByteRange null")


@attack
def a_range_with_three_numbers(pdf):
    return resized(pdf, RANGE.search(pdf), b"/ByteRange [0 10 20]")


@attack
def a_range_that_ends_early(pdf):
    start, end, after, rest = map(int, re.findall(rb"\d+", RANGE.search(pdf).group()))
    return resized(
        pdf, RANGE.search(pdf), b"/ByteRange [%d %d %d %d]" % (start, end, after, rest - 8)
    )


@attack
def a_signature_of_zeros(pdf):
    found = HOLE.search(pdf)
    return resized(pdf, found, b"/Contents <" + b"0" * len(found.group(1)) + b">")


@attack
def an_empty_signature(pdf):
    return resized(pdf, HOLE.search(pdf), b"/Contents <>")


@attack
def a_signature_that_is_null(pdf):
    return resized(pdf, HOLE.search(pdf), b"/Contents null")


@attack
def a_kind_of_signature_that_is_unknown(pdf):
    return changed(pdf, b"/ETSI.CAdES.detached", b"/ETSI.CAdES.detachex")


@attack
def a_signature_without_its_dictionary(pdf):
    return changed(pdf, b"/V ", b"/W ")


@attack
def a_field_that_is_no_signature(pdf):
    return changed(pdf, b"/FT /Sig", b"/FT /Btn")


@attack
def something_hidden_behind_the_signature(pdf):
    found = HOLE.search(pdf)
    return changed(pdf, found.group(1)[-32:] + b">", b"CAFE" * 8 + b">")


@attack
def the_signature_in_small_and_capital_letters(pdf):
    found = HOLE.search(pdf)
    return changed(pdf, found.group(1)[:200], found.group(1)[:200].lower())


@attack
def the_signature_with_blanks_in_it(pdf):
    found = HOLE.search(pdf)
    return resized(pdf, found, found.group()[:-9] + b"        >")


# ── signature wrapping: the signed bytes moved away


@attack
def the_signed_end_moved_and_something_put_before_it(pdf):
    _, end, after, rest = map(int, re.findall(rb"\d+", RANGE.search(pdf).group()))
    inserted = b"\n4 0 obj\n<< /Length 3 >>\nstream\n9 9\nendstream\nendobj\n"
    moved = after + len(inserted)
    other = resized(pdf, RANGE.search(pdf), b"/ByteRange [0 %d %d %d]" % (end, moved, rest))
    return other[:after] + inserted + other[after:]


@attack
def a_second_range_in_the_padding(pdf):
    found = HOLE.search(pdf)
    _, end, after, rest = map(int, re.findall(rb"\d+", RANGE.search(pdf).group()))
    wrapped = b"/Contents <" + found.group(1)[:-100]
    more = b">/ByteRange [0 %d %d %d]" % (end, after, rest)
    return resized(pdf, found, wrapped + more)


@attack
def a_second_signature_value_in_the_padding(pdf):
    found = HOLE.search(pdf)
    return resized(pdf, found, b"/Contents <" + found.group(1)[:-100] + b">/Contents <00>")


# ── incremental saving: another content appended


@updating
def a_body_and_table_appended_by_hand(pdf):
    last = int(re.findall(rb"startxref\s+(\d+)", pdf)[-1])
    size = int(re.findall(rb"/Size (\d+)", pdf)[-1])
    body = b"4 0 obj\n<< /Length 3 >>\nstream\n9 9\nendstream\nendobj\n"
    table = b"xref\n4 1\n%010d 00000 n \n" % len(pdf)
    trailer = b"trailer\n<< /Size %d /Root 1 0 R /Prev %d >>\n" % (size, last)
    return pdf + body + table + trailer + b"startxref\n%d\n%%%%EOF\n" % (len(pdf) + len(body))


@updating
def a_table_alone_that_turns_one_object_into_another(pdf):
    """Shadow attack: what was hidden in the file before it was signed is shown."""
    last = int(re.findall(rb"startxref\s+(\d+)", pdf)[-1])
    size = int(re.findall(rb"/Size (\d+)", pdf)[-1])
    table = b"xref\n4 1\n%010d 00000 n \n" % pdf.index(b"5 0 obj")
    trailer = b"trailer\n<< /Size %d /Root 1 0 R /Prev %d >>\n" % (size, last)
    return pdf + table + trailer + b"startxref\n%d\n%%%%EOF\n" % len(pdf)


@updating
def a_table_that_points_at_itself(pdf):
    table = b"xref\n0 0\ntrailer\n<< /Size 9 /Root 1 0 R /Prev %d >>\n" % len(pdf)
    return pdf + table + b"startxref\n%d\n%%%%EOF\n" % len(pdf)


@updating
def the_contents_replaced(pdf):
    def change(writer):
        old = page_of(writer).get_object().raw_get("/Contents")
        writer.objects[0, old.idnum] = stream("BT /F1 24 Tf 72 700 Td (Ket qua: 9999) Tj ET")

    return update(pdf, change)


@updating
def the_contents_turned_to_a_hidden_object(pdf):
    return update(pdf, lambda w: set_in_page(w, "/Contents", generic.IndirectObject(5, 0, w)))


@updating
def contents_added(pdf):
    def change(writer):
        old = page_of(writer).get_object().raw_get("/Contents")
        more = writer.add_object(stream("BT /F1 24 Tf 72 600 Td (Da huy bo) Tj ET"))
        set_in_page(writer, "/Contents", generic.ArrayObject([old, more]))

    return update(pdf, change)


@updating
def the_font_replaced(pdf):
    def change(writer):
        font = page_of(writer).get_object()["/Resources"]["/Font"].raw_get("/F1")
        font.get_object()[name("/BaseFont")] = name("/ZapfDingbats")
        writer.mark_update(font.reference)

    return update(pdf, change)


@updating
def the_page_made_small(pdf):
    box = generic.ArrayObject(map(generic.NumberObject, (0, 0, 10, 10)))
    return update(pdf, lambda w: set_in_page(w, "/MediaBox", box))


@updating
def the_page_turned_upside_down(pdf):
    return update(pdf, lambda w: set_in_page(w, "/Rotate", generic.NumberObject(180)))


@updating
def the_page_repeated(pdf):
    def change(writer):
        pages = writer.root["/Pages"]
        pages["/Kids"].append(page_of(writer))
        pages[name("/Count")] = generic.NumberObject(2)
        writer.update_container(pages)

    return update(pdf, change)


@updating
def a_script_on_opening(pdf):
    script = {name("/S"): name("/JavaScript"), name("/JS"): pdf_string("app.alert(1)")}
    return update(pdf, lambda w: set_in_root(w, "/OpenAction", generic.DictionaryObject(script)))


@updating
def a_file_attached(pdf):
    def change(writer):
        file = writer.add_object(stream("x"))
        names = generic.ArrayObject([pdf_string("a"), file])
        tree = generic.DictionaryObject({name("/Names"): names})
        held = generic.DictionaryObject({name("/EmbeddedFiles"): tree})
        set_in_root(writer, "/Names", held)

    return update(pdf, change)


@updating
def another_title(pdf):
    def change(writer):
        info = writer.trailer.raw_get("/Info")
        info.get_object()[name("/Title")] = pdf_string("Quyet dinh")
        writer.mark_update(info.reference)

    return update(pdf, change)


@updating
def a_revision_without_changes(pdf):
    return update(pdf, lambda w: w.mark_update(page_of(w).reference))


# ── evil annotations, sneaky signature fields, forms


@updating
def a_note_over_the_text(pdf):
    note = {"Subtype": name("/FreeText"), "Contents": pdf_string("Ket qua: 9999")}
    return update(pdf, lambda w: annotate(w, **note))


@updating
def a_stamp_over_the_text(pdf):
    return update(pdf, lambda w: annotate(w, Subtype=name("/Stamp")))


@updating
def a_picture_over_the_text(pdf):
    return update(pdf, lambda w: annotate(w, Subtype=name("/Square")))


@updating
def a_link_over_the_page(pdf):
    return update(pdf, lambda w: annotate(w, Subtype=name("/Link")))


@updating
def an_empty_signature_field(pdf):
    return update(pdf, lambda w: append_signature_field(w, SigFieldSpec("Signature9")))


@updating
def a_signature_field_that_covers_the_text(pdf):
    spec = SigFieldSpec("Signature9", box=(60, 690, 500, 740))
    return update(pdf, lambda w: append_signature_field(w, spec))


@updating
def the_signature_made_to_cover_the_text(pdf):
    def change(writer):
        held = field(writer).get_object()
        held[name("/Rect")] = generic.ArrayObject(map(generic.NumberObject, (60, 690, 500, 740)))
        held[name("/AP")] = generic.DictionaryObject({name("/N"): over(writer)})
        writer.mark_update(field(writer).reference)

    return update(pdf, change)


@updating
def a_form_field_filled_in(pdf):
    def change(writer):
        fill = {"FT": name("/Tx"), "T": pdf_string("so"), "V": pdf_string("9999")}
        held = widget(writer, Subtype=name("/Widget"), **fill)
        fields = writer.root["/AcroForm"]["/Fields"]
        fields.append(held)
        writer.update_container(fields)
        set_in_page(writer, "/Annots", generic.ArrayObject([held]))

    return update(pdf, change)


@updating
def the_signature_taken_off_the_form(pdf):
    def change(writer):
        form = writer.root["/AcroForm"]
        form[name("/Fields")] = generic.ArrayObject()
        writer.update_container(form)

    return update(pdf, change)


@updating
def the_form_taken_off_the_document(pdf):
    def change(writer):
        del writer.root["/AcroForm"]
        writer.update_root()

    return update(pdf, change)


@updating
def the_signature_s_value_replaced(pdf):
    def change(writer):
        held = field(writer).get_object()
        held[name("/V")] = writer.add_object(
            generic.DictionaryObject({name("/Type"): name("/Sig")})
        )
        writer.mark_update(field(writer).reference)

    return update(pdf, change)


@updating
def a_list_of_revocations_nobody_signed(pdf):
    """What viewers add to keep a signature checkable; undecided, as nobody vouches for it."""

    def change(writer):
        listed = generic.ArrayObject([writer.add_object(stream("x"))])
        set_in_root(writer, "/DSS", generic.DictionaryObject({name("/CRLs"): listed}))

    return update(pdf, change)


# ── the tests


@pytest.fixture(scope="module")
def desk():
    return desks.open_desk()


@pytest.fixture(scope="module")
def paper(desk):
    """Give a paper that others may sign too."""
    return desks.sign(desk)


@pytest.fixture(scope="module")
def result(desk):
    """Give a result after which nothing may come."""
    return desks.sign(desk, later=Later.NOTHING)


def outcome(desk, before, after):
    assert after != before
    return worst(judge(after, trust=desk.trust, at=desks.AT)).outcome


def test_there_are_enough_attacks():
    assert len(BY_BYTES) + len(BY_UPDATE) >= 60


def test_the_files_themselves_are_valid(desk, paper, result):
    assert {desks.reason(desk, each) for each in (paper, result)} == {Reason.VALID}


@pytest.mark.parametrize("kind", sorted(BY_BYTES | BY_UPDATE))
def test_a_paper_that_was_attacked_is_not_valid(desk, paper, kind):
    attacked = (BY_BYTES | BY_UPDATE)[kind](paper)
    assert outcome(desk, paper, attacked) != Outcome.PASSED


@pytest.mark.parametrize("kind", sorted(BY_UPDATE))
def test_a_result_that_was_attacked_is_not_valid(desk, result, kind):
    assert outcome(desk, result, BY_UPDATE[kind](result)) != Outcome.PASSED


@pytest.mark.parametrize("number", range(FLIPS))
def test_a_byte_flipped_anywhere_is_found(desk, paper, number):
    """Spread over all that the signature covers, and the signature itself."""
    hole = HOLE.search(paper)
    places = [*range(hole.start()), *range(hole.end(), len(paper))]
    place = places[len(places) * number // FLIPS]
    flipped = paper[:place] + bytes([paper[place] ^ 1 << number % 8]) + paper[place + 1 :]
    assert outcome(desk, paper, flipped) != Outcome.PASSED


@pytest.fixture(scope="module")
def said(desk, paper):
    return worst(judge(paper, trust=desk.trust, at=desks.AT))


@pytest.mark.parametrize("number", range(FLIPS))
def test_a_byte_flipped_in_the_signature_is_found_or_says_nothing_else(desk, paper, said, number):
    """A CMS holds bytes that nobody signs, such as a copy of the issuer's certificate."""
    hole = HOLE.search(paper)
    held = bytearray.fromhex(hole.group(1).decode())
    held[parser.peek(bytes(held)) * number // FLIPS] ^= 1 << number % 8
    flipped = changed(paper, hole.group(1), held.hex().upper().encode())
    (verdict,) = judge(flipped, trust=desk.trust, at=desks.AT)
    assert verdict.outcome != Outcome.PASSED or verdict == said


@pytest.fixture(scope="module")
def stamped(desk):
    return desks.sign(desk, stamper=simulated.stamper(desks.folder(), at=desks.AT))


def held_in(pdf):
    return cms.ContentInfo.load(bytes.fromhex(HOLE.search(pdf).group(1).decode()))


def holding(pdf, content):
    """Put another signature into the hole."""
    room = HOLE.search(pdf).group(1)
    return changed(
        pdf, room, content.dump(force=True).hex().upper().encode().ljust(len(room), b"0")
    )


def signer_in(content):
    return content["content"]["signer_infos"][0]


def test_a_time_stamp_taken_off_is_missed_where_it_is_asked_for(desk, stamped):
    content = held_in(stamped)
    signer_in(content)["unsigned_attrs"] = cms.CMSAttributes([])
    (verdict,) = judge(holding(stamped, content), trust=desk.trust, at=desks.AT)
    assert (verdict.reason, verdict.stamped) == (Reason.VALID, False)
    assert time_proven(verdict).reason == Reason.TIME_STAMP_MISSING


def test_a_time_stamp_of_another_signature_is_not_believed(desk, stamped):
    other = desks.sign(desk, stamper=simulated.stamper(desks.folder(), at=desks.AT))
    content = held_in(stamped)
    signer_in(content)["unsigned_attrs"] = signer_in(held_in(other))["unsigned_attrs"]
    moved = holding(stamped, content)
    assert desks.reason(desk, moved) == Reason.TIME_STAMP_INVALID


def test_a_signature_of_another_document_is_found(desk, paper):
    other = desks.sign(desk, desks.document("Ket qua: 2000 ho so"))
    assert desks.reason(desk, holding(paper, held_in(other))) == Reason.ALTERED


def test_a_signature_value_of_another_key_is_found(desk, paper):
    content = held_in(paper)
    other = held_in(desks.sign(desk, desks.document("x")))
    signer_in(content)["signature"] = signer_in(other)["signature"].native
    assert desks.reason(desk, holding(paper, content)) == Reason.FORGED


def test_a_certificate_taken_out_leaves_no_signer(desk, paper):
    content = held_in(paper)
    content["content"]["certificates"] = cms.CertificateSet([])
    assert desks.reason(desk, holding(paper, content)) == Reason.UNREADABLE


def test_an_earlier_signature_cannot_be_hidden_by_a_later_one(desk, paper):
    """Somebody changes the page and signs the changed one: the first signature speaks up."""
    forged = desks.sign(desk, BY_UPDATE["the_contents_replaced"](paper), key="deputy")
    assert [verdict.reason for verdict in judge(forged, trust=desk.trust, at=desks.AT)] == [
        Reason.CHANGED_AFTER,
        Reason.VALID,
    ]
    assert desks.reason(desk, forged) == Reason.CHANGED_AFTER


def test_a_form_filled_in_between_two_signatures_is_a_change(desk, paper):
    filled = desks.sign(desk, BY_UPDATE["a_form_field_filled_in"](paper), key="deputy")
    assert desks.reason(desk, filled) == Reason.CHANGED_AFTER
