"""Laws of names and pictures, whatever is sent."""

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from archive_hostile import jpeg, photo, png
from thidua.archive.rules import Kind
from thidua.archive.rules.names import LONGEST, UNSEEN, check_name, disposition, fitting
from thidua.archive.rules.pictures import bare
from thidua.kernel.errors import RuleBroken

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=300) | st.text(
    st.sampled_from("ab./\\ \0\u202e\u0301e:đCONcon\n"), max_size=200
)


@given(TEXT)
def test_a_clean_name_is_clean_short_and_stays_as_it_is(sent):
    name = check_name(sent)
    assert 0 < len(name) <= LONGEST
    assert not set(name) & set('/\\<>:"|?*')
    assert not {unicodedata.category(letter) for letter in name} & UNSEEN
    assert unicodedata.is_normalized("NFC", name)
    assert check_name(name) == name


@given(TEXT, st.sampled_from(Kind))
def test_a_fitting_name_ends_as_its_kind_and_is_no_longer(sent, kind):
    name = fitting(check_name(sent), kind)
    assert name.casefold().endswith(kind.extensions)
    assert len(name) <= LONGEST
    assert fitting(name, kind) == name


@given(TEXT)
def test_a_header_is_one_line_of_plain_letters_whatever_the_name(name):
    header = disposition(name)
    assert header.isascii()
    assert header.isprintable()
    assert header.count('"') == 2


BEGINNINGS = {Kind.JPEG: b"\xff\xd8\xff", Kind.PNG: b"\x89PNG\r\n\x1a\n"}
REFUSALS = {"archive.picture-broken", "archive.animated"}


def bared(content, kind):
    """Give the bare picture, or the code of the refusal."""
    try:
        return bare(content, kind, "a")
    except RuleBroken as refused:
        return refused.code


@given(st.sampled_from([jpeg(), photo(), png()]), st.data())
def test_a_picture_with_any_byte_changed_is_made_bare_or_refused(good, data):
    place = data.draw(st.integers(3, len(good) - 1))
    sent = good[:place] + bytes([data.draw(st.integers(0, 255))]) + good[place + 1 :]
    kind = Kind.PNG if good[1:4] == b"PNG" else Kind.JPEG
    kept = bared(sent, kind)
    assert kept in REFUSALS or (bared(kept, kind) == kept and len(kept) <= len(sent))


@given(st.binary(max_size=300), st.sampled_from([Kind.JPEG, Kind.PNG]))
def test_any_bytes_are_made_bare_or_refused(content, kind):
    kept = bared(BEGINNINGS[kind] + content, kind)
    assert kept in REFUSALS or bared(kept, kind) == kept
