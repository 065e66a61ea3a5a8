"""Keys, signatures and notes have one accepted form, and every other is refused."""

import base64
import unicodedata

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given, settings
from hypothesis import strategies as st

from ledger_logs import ORIGIN, Signer
from thidua.kernel.errors import RuleBroken
from thidua.verify import ed25519, note

# RFC 8032, section 7.1: public key, message, signature.
RFC_8032 = [
    (bytes.fromhex(public), bytes.fromhex(message), bytes.fromhex(r + s))
    for public, message, r, s in (
        (
            "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
            "",
            "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e06522490155",
            "5fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b",
        ),
        (
            "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
            "72",
            "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da",
            "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00",
        ),
        (
            "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
            "af82",
            "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac",
            "18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a",
        ),
    )
]
BODY = f"{ORIGIN}\n7\n{base64.b64encode(bytes(32)).decode()}\n"
SIGNER = Signer()
KEY = note.read_key(SIGNER.verifier)
OTHER = Signer("nhân-chứng.example", b"\x08" * 32)


@pytest.mark.parametrize(("public", "message", "signature"), RFC_8032)
def test_the_signatures_of_rfc_8032_are_valid(public, message, signature):
    assert ed25519.is_valid(public, message, signature)
    assert not ed25519.is_valid(public, message + b"!", signature)


@settings(max_examples=15, deadline=None)
@given(st.binary(min_size=32, max_size=32), st.binary(max_size=100), st.integers(0, 511))
def test_a_signature_is_valid_until_a_bit_of_it_changes(seed, message, bit):
    key = Ed25519PrivateKey.from_private_bytes(seed)
    public, signature = key.public_key().public_bytes_raw(), key.sign(message)
    assert ed25519.is_valid(public, message, signature)
    changed = int.from_bytes(signature) ^ 1 << bit
    assert not ed25519.is_valid(public, message, changed.to_bytes(64))


def test_a_signature_has_one_form_only():
    public, message, signature = RFC_8032[1]
    s = int.from_bytes(signature[32:], "little") + ed25519.ORDER
    assert not ed25519.is_valid(public, message, signature[:32] + s.to_bytes(32, "little"))
    assert not ed25519.is_valid(public, message, signature + b"\x00")
    assert not ed25519.is_valid(public, message, signature[:-1])


@pytest.mark.parametrize(
    "encoded",
    [
        (ed25519.P + 1).to_bytes(32, "little"),  # one, but written larger than the field
        (1 | 1 << 255).to_bytes(32, "little"),  # minus zero
        (2).to_bytes(32, "little"),  # no point has this ordinate
        b"\x01",
    ],
)
def test_a_key_that_is_no_point_in_its_only_form_signs_nothing(encoded):
    assert not ed25519.is_valid(encoded, b"", bytes(64))


def test_a_checkpoint_with_its_signature_is_read():
    found = note.read_checkpoint(SIGNER.sign(BODY), KEY)
    assert found == note.Checkpoint(ORIGIN, 7, bytes(32))


def test_signatures_by_unknown_keys_are_passed_over():
    for lines in ([OTHER, SIGNER], [SIGNER, OTHER]):
        written = BODY + "\n" + "".join(signer.line(BODY) for signer in lines)
        assert note.read_checkpoint(written.encode(), KEY).size == 7


def test_sixteen_signatures_are_taken():
    others = [Signer(f"w{n}.example", bytes([n] * 32)) for n in range(15)]
    written = BODY + "\n" + "".join(signer.line(BODY) for signer in [SIGNER, *others])
    assert note.read_checkpoint(written.encode(), KEY).size == 7


def signed(text):
    return SIGNER.sign(text)


def unsigned(change):
    return change(SIGNER.sign(BODY).decode()).encode()


def slack(text):
    """Set the bits behind the last byte of the signature, which decode to nothing."""
    assert text.endswith("=\n")
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
    last = letters[letters.index(text[-3]) + 1]
    return f"{text[:-3]}{last}=\n"


REFUSED = {
    "an extension line": signed(BODY + "more\n"),
    "two lines": signed(BODY[: BODY.index("\n", BODY.index("\n") + 1) + 1]),
    "an empty line in front": signed("\n" + BODY),
    "another origin": signed("other.example/ledger" + BODY[len(ORIGIN) :]),
    "the origin in decomposed letters": signed(unicodedata.normalize("NFD", BODY)),
    "a zero in front of the size": signed(BODY.replace("\n7\n", "\n07\n")),
    "a plus in front of the size": signed(BODY.replace("\n7\n", "\n+7\n")),
    "a negative size": signed(BODY.replace("\n7\n", "\n-7\n")),
    "a size in other digits": signed(BODY.replace("\n7\n", "\n\u0667\n")),
    "an empty size": signed(BODY.replace("\n7\n", "\n\n")),
    "a size of twenty digits": signed(BODY.replace("\n7\n", f"\n{10**19}\n")),
    "a root without padding": signed(BODY.replace("=", "")),
    "a root with slack": signed(BODY.replace("A=", "B=")),
    "a root of 31 bytes": signed(BODY.replace("A" * 43 + "=", base64.b64encode(bytes(31)).decode())),
    "a root in url letters": signed(BODY.replace("A" * 43, "-" * 43)),
    "carriage returns": unsigned(lambda text: text.replace("\n", "\r\n")),
    "carriage returns, signed": signed(BODY.replace("\n", "\r\n")),
    "a tab": signed(BODY.replace("\n7\n", "\n\t7\n")),
    "a byte order mark": unsigned(lambda text: "\ufeff" + text),
    "a byte order mark, signed": signed("\ufeff" + BODY),
    "no last newline": unsigned(lambda text: text[:-1]),
    "an empty last line": unsigned(lambda text: text + "\n"),
    "no blank line": unsigned(lambda text: text.replace("\n\n", "\n")),
    "no signature": BODY.encode() + b"\n",
    "no text": b"\n\n" + SIGNER.line(BODY).encode(),
    "nothing": b"",
    "a hyphen for the dash": unsigned(lambda text: text.replace("— ", "- ")),
    "two spaces": unsigned(lambda text: text.replace("— ", "—  ")),
    "a signature without padding": unsigned(lambda text: text.replace("=\n", "\n").replace("A\n", "A=\n", 1)),
    "a signature with slack": unsigned(slack),
    "a signature of another text": (BODY + "\n" + SIGNER.line(BODY + "x\n")).encode(),
    "a signature cut short": unsigned(lambda text: text[:-9] + "\n"),
    "a signature that is an id only": (BODY + f"\n— {ORIGIN} {base64.b64encode(KEY.id).decode()}\n").encode(),
    "only a stranger's signature": OTHER.sign(BODY),
    "another key of the same name": Signer(seed=b"\x09" * 32).sign(BODY),
    "the same key under another name": Signer("other.example").sign(BODY),
    "the same signature twice": (BODY + "\n" + SIGNER.line(BODY) * 2).encode(),
    "seventeen signatures": (
        BODY + "\n" + "".join(Signer(f"w{n}").line(BODY) for n in range(16)) + SIGNER.line(BODY)
    ).encode(),
    "a hundred and one signatures": (
        BODY + "\n" + "".join(Signer(f"w{n}").line(BODY) for n in range(100)) + SIGNER.line(BODY)
    ).encode(),
    "bytes that are no text": SIGNER.sign(BODY) + b"\xff\n",
    "a long note": signed(BODY + "x" * 200_000 + "\n"),
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSED)
def test_a_note_is_refused_with(name):
    with pytest.raises(RuleBroken, match=r"^verify\.") as refused:
        note.read_checkpoint(REFUSED[name], KEY)
    assert refused.value.text() != refused.value.text("en")


@pytest.mark.parametrize(
    "wrong",
    [
        "",
        "a+b",
        SIGNER.verifier.replace("+", "-"),
        SIGNER.verifier + "AAAA",
        SIGNER.verifier[:-2],
        "other" + SIGNER.verifier,
        SIGNER.verifier.replace(ORIGIN, "a b"),
        SIGNER.verifier.replace(KEY.id.hex(), KEY.id.hex().upper()),
        f"{ORIGIN}+{KEY.id.hex()}+{base64.b64encode(bytes([4]) + KEY.public).decode()}",
    ],
)
def test_a_key_is_refused_unless_every_part_fits(wrong):
    with pytest.raises(RuleBroken, match=r"^verify\.key-malformed"):
        note.read_key(wrong)
