"""Files signed by a device, read back by this product, by Poppler and by OpenSSL."""

import asyncio
import io
import re
import subprocess
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta

import pytest
import typst
from asn1crypto import parser
from pkcs11.exceptions import PinLocked
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import MDPPerm, SigSeedSubFilter
from pyhanko.sign.signers import PdfTimeStamper
from pyhanko.sign.signers.cms_embedder import PdfCMSEmbedder, SigIOSetup, SigObjSetup
from pyhanko.sign.signers.pdf_byterange import SignatureObject
from pyhanko.sign.timestamps import TimeStamper

import signing_desk as desks
from thidua.kernel.errors import RuleBroken
from thidua.signing import outside
from thidua.signing.outside import certificates, devices, prepare, simulated
from thidua.signing.outside.judging import judge
from thidua.signing.rules import Later, Outcome, Reason, Verdict

HOLE = re.compile(rb"/Contents <([0-9A-F]+)>")
KEYS = [officer.key for officer in desks.OFFICERS]


@pytest.fixture(scope="module")
def desk():
    return desks.open_desk()


def stamper(at=desks.AT):
    return simulated.stamper(desks.folder(), at=at)


def judged(desk, pdf, at=desks.AT):
    return judge(pdf, trust=desk.trust, at=at)


@pytest.mark.parametrize("key", KEYS)
@pytest.mark.parametrize("later", list(Later))
def test_what_a_device_signs_is_valid(desk, key, later):
    (verdict,) = judged(desk, desks.sign(desk, key=key, later=later))
    assert verdict == Verdict(
        Reason.VALID,
        {officer.key: f"{officer.name} (mô phỏng)" for officer in desks.OFFICERS}[key],
        verdict.serial,
        desks.AT,
        whole=True,
    )


def test_the_file_before_the_signature_stays_as_it_was(desk):
    assert desks.sign(desk).startswith(desks.document())


def test_the_signature_states_the_act_and_no_other_time(desk):
    signature = PdfFileReader(io.BytesIO(desks.sign(desk))).embedded_signatures[0]
    stated = signature.sig_object
    assert (stated["/Reason"], stated["/Location"]) == ("Ký ban hành", "Hậu Sông")
    assert signature.self_reported_timestamp == desks.AT
    assert b"/ModDate" not in desks.sign(desk)
    assert signature.sig_object["/SubFilter"] == "/ETSI.CAdES.detached"


@pytest.mark.parametrize(("key", "kind"), [("chairman", "sha256_ecdsa"), ("deputy", "rsassa_pss")])
def test_keys_sign_by_the_algorithms_of_the_circular(desk, key, kind):
    signature = PdfFileReader(io.BytesIO(desks.sign(desk, key=key))).embedded_signatures[0]
    assert signature.signer_info["signature_algorithm"]["algorithm"].native == kind
    assert signature.md_algorithm == "sha256"


def test_a_result_is_closed_by_its_only_signature(desk):
    result = desks.sign(desk, later=Later.NOTHING)
    reader = PdfFileReader(io.BytesIO(result))
    assert reader.embedded_signatures[0].docmdp_level == MDPPerm.NO_CHANGES
    assert "/DocMDP" in reader.root["/Perms"]
    with pytest.raises(RuleBroken, match=r"signing\.closed"):
        desks.sign(desk, result, key="deputy")


def test_several_sign_one_after_the_other_and_the_last_closes(desk):
    first = desks.sign(desk, key="deputy", stamper=stamper())
    second = desks.sign(desk, first, later=Later.NOTHING)
    assert [(verdict.reason, verdict.whole) for verdict in judged(desk, second)] == [
        (Reason.VALID, True),
        (Reason.VALID, True),
    ]
    with pytest.raises(RuleBroken, match=r"signing\.closed"):
        desks.sign(desk, second)


def signed_by_another_program(desk, pdf):
    """Sign without asking what an earlier signature permits."""
    writing = PdfCMSEmbedder().write_cms("Another", IncrementalPdfFileWriter(io.BytesIO(pdf)))
    next(writing)
    room = SignatureObject(subfilter=SigSeedSubFilter.PADES, bytes_reserved=16_384)
    writing.send(SigObjSetup(room))
    hole, output = writing.send(SigIOSetup("sha256", output=io.BytesIO()))
    with devices.opened(desk.tokens["deputy"], desk.trust.issuers) as signer:
        cms = asyncio.run(signer.async_sign(hole.document_digest, "sha256", use_pades=True))
    hole.fill_with_cms(output, cms)
    return output.getvalue()


def test_what_follows_a_closed_result_is_a_change_even_a_good_signature(desk):
    alone = desks.sign(desk, later=Later.NOTHING)
    second = desks.sign(desk, desks.sign(desk), later=Later.NOTHING)
    for closed in (alone, second):
        reasons = [each.reason for each in judged(desk, signed_by_another_program(desk, closed))]
        assert reasons[-1] == Reason.VALID
        assert Reason.CHANGED_AFTER in reasons
    open_paper = signed_by_another_program(desk, desks.sign(desk))
    assert [each.reason for each in judged(desk, open_paper)] == [Reason.VALID, Reason.VALID]


def test_a_time_stamp_proves_the_time(desk):
    earlier = desks.AT - timedelta(hours=1)
    (verdict,) = judged(desk, desks.sign(desk, stamper=stamper(earlier)))
    assert (verdict.reason, verdict.stamped, verdict.signed_at) == (Reason.VALID, True, earlier)


class Away(TimeStamper):
    """A time stamp service that does not answer."""

    async def async_request_tsa_response(self, req):
        raise ConnectionRefusedError(req)


def test_without_an_answer_of_the_time_stamp_service_nothing_is_signed(desk):
    with pytest.raises(RuleBroken, match=r"signing\.no-time-stamp"):
        desks.sign(desk, stamper=Away())


def stamped_over(pdf, at=desks.AT):
    """Put a time stamp over the whole document, as archives do."""
    writer = IncrementalPdfFileWriter(io.BytesIO(pdf))
    stamping = PdfTimeStamper(stamper(at))
    return stamping.timestamp_pdf(writer, "sha256", output=io.BytesIO()).getvalue()


def test_a_time_stamp_over_the_document_may_follow(desk):
    (verdict,) = judged(desk, stamped_over(desks.sign(desk)))
    assert (verdict.reason, verdict.whole) == (Reason.VALID, True)


def test_a_file_with_a_time_stamp_alone_is_not_signed(desk):
    assert desks.reason(desk, stamped_over(desks.document())) == Reason.NO_SIGNATURE


def test_an_altered_time_stamp_over_the_document_is_found(desk):
    stamped = stamped_over(desks.sign(desk))
    place = stamped.rindex(b"/ID [ <") + 7
    digit = b"1" if stamped[place : place + 1] == b"0" else b"0"
    altered = stamped[:place] + digit + stamped[place + 1 :]
    assert Reason.ALTERED in [each.reason for each in judged(desk, altered)]
    assert desks.reason(desk, stamped + b"\n") == Reason.CHANGED_AFTER


def test_a_time_stamp_over_the_document_that_expired_leaves_it_open(desk):
    stamped = stamped_over(desks.sign(desk))
    late = desks.AT + simulated.YEARS
    assert Reason.TIME_STAMP_INVALID in [each.reason for each in judged(desk, stamped, late)]


# ── two tables of contents, as Word writes them


def hybrid():
    """Give the document a second table of contents, in a stream that older readers pass over."""
    plain = desks.document()
    before = plain[: plain.index(b"xref\n")]
    entries = (1).to_bytes(1, "big") + len(before).to_bytes(3, "big") + b"\0"
    told = b"<< /Type /XRef /Size 9 /W [1 3 1] /Index [8 1] /Root 1 0 R /Length 5 >>"
    second = b"8 0 obj\n" + told + b"\nstream\n" + entries + b"\nendstream\nendobj\n"
    table = plain[len(before) :].replace(b"/Size 8", b"/Size 9 /XRefStm %d" % len(before))
    start = len(before) + len(second)
    return before + second + re.sub(rb"startxref\n\d+", b"startxref\n%d" % start, table)


def test_a_file_of_word_is_judged_while_nothing_follows(desk):
    signed = desks.sign(desk, hybrid())
    assert desks.reason(desk, signed) == Reason.VALID
    assert desks.reason(desk, signed.replace(b"qua: 1000", b"qua: 9000")) == Reason.ALTERED


def test_a_file_of_word_that_several_sign_is_left_open(desk):
    (first, last) = judged(desk, desks.sign(desk, desks.sign(desk, hybrid()), key="deputy"))
    assert (first.reason, first.outcome) == (Reason.TWO_READINGS, Outcome.INDETERMINATE)
    assert last.reason == Reason.VALID


# ── the device


def test_the_pin_is_never_shown(desk):
    token = desk.tokens["chairman"]
    assert desks.PIN not in repr(token) + repr(desk)


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"pin": "0000"}, "signing.wrong-pin"),
        ({"pin": ""}, "signing.wrong-pin"),
        ({"label": "another"}, "signing.no-token"),
        ({"key": "another"}, "signing.no-certificate"),
        ({"module": "/nowhere/lib.so"}, "signing.no-module"),
    ],
)
def test_a_device_that_does_not_do_says_what_to_do(desk, changes, code):
    with_ = replace(desk.tokens["chairman"], **changes)
    with pytest.raises(RuleBroken) as broken:
        outside.sign(desks.document(), with_=with_, act=desks.act(), trust=desk.trust)
    assert broken.value.code == code
    assert broken.value.text()
    assert desks.reason(desk, desks.sign(desk)) == Reason.VALID


def test_a_device_that_locked_itself_is_told_apart():
    """SoftHSM2 never locks; a real device does, with this answer of the standard."""
    with pytest.raises(RuleBroken, match=r"signing\.pin-locked"), devices.told("x"):
        raise PinLocked


def test_two_sign_at_once_one_after_the_other(desk):
    with ThreadPoolExecutor() as pool:
        signed = list(pool.map(lambda key: desks.sign(desk, key=key), KEYS * 2))
    assert {desks.reason(desk, each) for each in signed} == {Reason.VALID}


def test_what_was_made_is_read_again(desk):
    again = simulated.read(desks.folder())
    assert again == desk
    assert [*again.tokens] == KEYS


def test_everything_simulated_says_so(desk):
    for written in (*desk.trust.roots, *desk.trust.issuers):
        assert "mô phỏng" in certificates.name_of(certificates.read(written))
    with devices.opened(desk.tokens["deputy"], ()) as signer:
        assert "mô phỏng" in certificates.name_of(signer.signing_cert)


# ── odd files


@pytest.mark.parametrize(
    "odd",
    [
        b"",
        b"%PDF-1.7",
        b"PK\x03\x04",
        b"\0" * 1000,
        b"%PDF-1.7\n%%EOF\n",
        b"%PDF-1.7\nxref\n0 1\ntrailer\n<< /Size 1 >>\nstartxref\n9\n%%EOF\n",
        desks.document().replace(b"/Pages 2 0 R", b"/Pages 1 0 R"),
        desks.document().replace(b"/Type /Catalog", b"/AcroForm 1 0 R"),
        desks.document().replace(b"/Type /Catalog", b"/AcroForm << /Fields [1 0 R] >>"),
        desks.document().replace(b"[3 0 R]", b"[" * 5000),
    ],
)
def test_an_odd_file_is_a_verdict_and_no_accident(desk, odd):
    assert desks.reason(desk, odd) in {Reason.UNREADABLE, Reason.NO_SIGNATURE}


@pytest.mark.parametrize(
    "odd",
    [
        b"",
        b"PK\x03\x04",
        desks.document()[:-200],
        desks.document()[9:],
        desks.document().replace(b"/Kids [3 0 R]", b"/Kids [9 0 R]"),
        desks.document().replace(b"/Pages 2 0 R", b"/Pages 1 0 R"),
    ],
)
def test_an_odd_file_is_not_signed(desk, odd):
    with pytest.raises(RuleBroken, match=r"signing\.not-a-pdf"):
        prepare(odd, act=desks.act())


def test_a_file_without_a_signature_says_so(desk):
    assert desks.reason(desk, desks.document()) == Reason.NO_SIGNATURE


# ── the child


def test_the_child_finds_what_is_found_here(desk):
    """It can open no file once it has begun: whatever a library loads late is loaded before."""
    stamped = desks.sign(desk, key="deputy", stamper=stamper())
    several = stamped_over(desks.sign(desk, stamped))
    found = outside.signatures(several, trust=desk.trust, at=desks.AT)
    assert [each.outcome for each in found] == [Outcome.PASSED, Outcome.PASSED]
    assert found == judged(desk, several)
    altered = desks.sign(desk, hybrid()).replace(b"qua: 1000", b"qua: 9000")
    assert (outside.verify(altered, trust=desk.trust, at=desks.AT),) == judged(desk, altered)


def test_a_file_that_asks_too_much_is_unreadable(desk):
    bomb = desks.document().replace(b"/Kids [3 0 R]", b"/Kids [3 0 R]" + b"[" * 2_000_000)
    found = outside.verify(bomb, trust=desk.trust, at=desks.AT)
    assert found == Verdict(Reason.UNREADABLE)


def test_a_file_that_is_too_large_is_not_looked_at(desk):
    with pytest.raises(RuleBroken, match=r"signing\.too-large"):
        outside.verify(bytes((outside.MEGABYTES << 20) + 1), trust=desk.trust, at=desks.AT)


# ── others


def poppler(pdf, folder):
    """Give what Poppler says of each signature: whether it is valid, and covers the file."""
    desks.needs("pdfsig", "poppler-utils")
    (folder / "signed.pdf").write_bytes(pdf)
    command = ["pdfsig", "-nocert", "signed.pdf"]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    valid = re.findall(r"Signature Validation: (.*)", done.stdout)
    whole = re.findall(r"- (Total|Not total) document signed", done.stdout)
    return list(zip(valid, whole, strict=True))


def openssl(pdf, folder, trust):
    """Whether OpenSSL accepts the signature over the bytes that it covers."""
    desks.needs("openssl", "openssl")
    (hole,) = HOLE.finditer(pdf)
    held = bytes.fromhex(hole.group(1).decode())
    start, end = hole.start(1) - 1, hole.end(1) + 1
    (folder / "cms").write_bytes(held[: parser.peek(held)])
    (folder / "content").write_bytes(pdf[:start] + pdf[end:])
    (folder / "roots").write_bytes(b"".join(trust.roots))
    command = ["openssl", "cms", "-verify", "-binary", "-inform", "DER", "-in", "cms"]
    more = ["-content", "content", "-CAfile", "roots", "-out", "out", "-cades"]
    at = ["-attime", str(int(desks.AT.timestamp()))]
    done = subprocess.run([*command, *more, *at], cwd=folder, capture_output=True, check=False)
    return done.returncode == 0


@pytest.mark.parametrize("key", KEYS)
@pytest.mark.parametrize("later", list(Later))
def test_poppler_and_openssl_agree_on_a_good_file(desk, tmp_path, key, later):
    signed = desks.sign(desk, key=key, later=later)
    assert poppler(signed, tmp_path) == [("Signature is Valid.", "Total")]
    assert openssl(signed, tmp_path, desk.trust)


def test_poppler_and_openssl_agree_on_a_time_stamped_one(desk, tmp_path):
    signed = desks.sign(desk, stamper=stamper())
    assert poppler(signed, tmp_path) == [("Signature is Valid.", "Total")]
    assert openssl(signed, tmp_path, desk.trust)


@pytest.mark.parametrize("key", KEYS)
def test_poppler_and_openssl_agree_on_an_altered_file(desk, tmp_path, key):
    altered = desks.sign(desk, key=key).replace(b"qua: 1000", b"qua: 9000")
    assert desks.reason(desk, altered) == Reason.ALTERED
    assert poppler(altered, tmp_path) == [("Digest Mismatch.", "Total")]
    assert not openssl(altered, tmp_path, desk.trust)


def test_poppler_calls_valid_what_was_appended_to_and_we_do_not(desk, tmp_path):
    longer = desks.sign(desk) + b"% more\n"
    assert poppler(longer, tmp_path) == [("Signature is Valid.", "Not total")]
    assert desks.reason(desk, longer) == Reason.CHANGED_AFTER


def test_a_document_of_this_product_is_signed_and_stays_whole(desk, tmp_path):
    made = typst.compile('#set document(title: "K")\nKết quả'.encode(), pdf_standards="a-2b")
    signed = desks.sign(desk, made, later=Later.NOTHING)
    assert desks.reason(desk, signed) == Reason.VALID
    assert poppler(signed, tmp_path) == [("Signature is Valid.", "Total")]
