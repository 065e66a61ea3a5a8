"""Certificates that are not good for signing, of a whole authority made to err (certomancer).

Signing here takes the middle step into other hands, as a remote service or a plug-in does: the
file is prepared, a key in software makes the CMS, and it is put in.
"""

import asyncio
import functools
import hashlib
import io
from dataclasses import replace
from datetime import timedelta

import pytest
from asn1crypto import pem
from certomancer.registry import ArchLabel, CertLabel, CertomancerConfig, KeyLabel, ServiceLabel
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from pyhanko.sign.signers import SimpleSigner
from pyhanko.sign.signers.pdf_byterange import PreparedByteRangeDigest
from pyhanko.sign.timestamps import TimeStamper
from pyhanko_certvalidator.registry import SimpleCertificateStore

import signing_desk as desks
from thidua.kernel.errors import RuleBroken
from thidua.signing.outside import certificates, embed, making, prepare
from thidua.signing.outside.judging import judge
from thidua.signing.rules import Outcome, Reason, Trust, authorised, worst

AT = desks.AT
LATER = AT + timedelta(days=25)
KEYS = {
    "root": ec.generate_private_key(ec.SECP256R1()),
    "other": ec.generate_private_key(ec.SECP256R1()),
    "issuing": ec.generate_private_key(ec.SECP256R1()),
    "signer": ec.generate_private_key(ec.SECP256R1()),
    "short-curve": ec.generate_private_key(ec.SECP224R1()),
    "short": rsa.generate_private_key(public_exponent=65537, key_size=1024),  # noqa: S505 - that is the point
}


def usage(*names):
    """Say what a key may do."""
    named = {"schema": "key-usage", "params": list(names)}
    return {"id": "key_usage", "critical": True, "smart-value": named}


SIGNING = usage("digital_signature", "non_repudiation")
ALWAYS = {"valid-from": "2020-01-01T00:00:00+0000", "valid-to": "2040-01-01T00:00:00+0000"}


def purpose(*names, critical=False):
    return {"id": "extended_key_usage", "critical": critical, "value": list(names)}


def authority(name, key, issuer, issuer_key, **more):
    profile = {"id": "simple-ca", "params": {"crl-repo": more.pop("lists", name)}}
    return {
        "subject": name,
        "subject-key": key,
        "issuer": issuer,
        "authority-key": issuer_key,
        "issuer-cert": more.pop("issuer_cert", issuer),
        "validity": ALWAYS,
        "profiles": [profile],
    } | more


def signer(*extensions, issuer="issuing", key="signer", issuer_key=None, **more):
    days = {each: more.pop(each.replace("-", "_"), ALWAYS[each]) for each in ALWAYS}
    return {
        "subject": "signer",
        "subject-key": key,
        "issuer": issuer,
        "authority-key": issuer_key or issuer,
        "issuer-cert": more.pop("issuer_cert", issuer),
        "validity": days,
        "extensions": [*(extensions or [SIGNING])],
    } | more


def revoked(day):
    return {"revocation": {"revoked-since": f"{day}T00:00:00+0000", "reason": "key_compromise"}}


STAMPING = usage("digital_signature")
CERTIFICATES = {
    "root": authority("root", "root", "root", "root"),
    "issuing": authority("issuing", "issuing", "root", "root"),
    "root-of-the-same-name": authority("root", "other", "root", "other", issuer_cert="root-of-the-same-name"),
    "issuing-of-the-same-name": authority(
        "issuing", "other", "root", "other", issuer_cert="root-of-the-same-name"
    ),
    "issuing-expired": authority(
        "issuing-expired", "issuing", "root", "root",
        validity=ALWAYS | {"valid-to": "2026-06-01T00:00:00+0000"},
    ),
    "issuing-revoked": authority("issuing-revoked", "issuing", "root", "root", **revoked("2026-11-01")),
    "no-authority": signer(),
    "good": signer(),
    "good-by-purpose": signer(SIGNING, purpose("email_protection")),
    "expired": signer(valid_to="2026-06-01T00:00:00+0000"),
    "not-yet-valid": signer(valid_from="2027-01-01T00:00:00+0000"),
    "revoked": signer(**revoked("2026-11-01")),
    "revoked-later": signer(**revoked("2026-12-10")),
    "ends-later": signer(valid_to="2026-12-10T00:00:00+0000"),
    "for-servers": signer(SIGNING, purpose("server_auth")),
    "for-ocsp": signer(SIGNING, purpose("ocsp_signing")),
    "for-stamping": signer(SIGNING, purpose("time_stamping", critical=True)),
    "for-encryption": signer(usage("key_encipherment")),
    "for-authorities": signer(usage("key_cert_sign")),
    "without-usage": signer({"id": "basic_constraints", "value": {"ca": False}}),
    "short-key": signer(key="short"),
    "short-curve": signer(key="short-curve"),
    "issued-by-sha1": signer(**{"digest-algo": "sha1"}),
    "by-a-root-of-the-same-name": signer(
        issuer="root", issuer_key="other", issuer_cert="root-of-the-same-name"
    ),
    "by-an-issuer-of-the-same-name": signer(
        issuer="issuing", issuer_key="other", issuer_cert="issuing-of-the-same-name"
    ),
    "by-itself": signer(issuer="signer", issuer_key="signer", issuer_cert="by-itself"),
    "by-an-expired-issuer": signer(issuer="issuing-expired", issuer_key="issuing"),
    "by-a-revoked-issuer": signer(issuer="issuing-revoked", issuer_key="issuing"),
    "by-no-authority": signer(issuer="signer", issuer_key="signer", issuer_cert="no-authority"),
    "with-an-unknown-critical-extension": signer(
        SIGNING,
        {"id": "1.2.3.4.5.6", "critical": True, "smart-value": {"schema": "der-bytes", "params": "0500"}},
    ),
    "stamp": signer(STAMPING, purpose("time_stamping", critical=True), subject="stamp"),
    "stamp-expired": signer(
        STAMPING, purpose("time_stamping", critical=True), subject="stamp",
        valid_to="2026-12-10T00:00:00+0000",
    ),
    "stamp-revoked": signer(
        STAMPING, purpose("time_stamping", critical=True), subject="stamp", **revoked("2026-11-01")
    ),
    "stamp-of-another-purpose": signer(STAMPING, purpose("email_protection"), subject="stamp"),
    "stamp-of-another-root": signer(
        STAMPING, purpose("time_stamping", critical=True), subject="stamp",
        issuer="root", issuer_key="other", issuer_cert="root-of-the-same-name",
    ),
}  # fmt: skip
STAMPS = [label for label in CERTIFICATES if label.startswith("stamp")]
SETTINGS = {
    "keysets": {"set": {"path-prefix": ".", "keys": {key: {"path": f"{key}.pem"} for key in KEYS}}},
    "pki-architectures": {
        "mo-phong": {
            "keyset": "set",
            "entity-defaults": {"country-name": "VN", "organization-name": "Mô phỏng"},
            "entities": {
                name: {"common-name": f"{name} (mô phỏng)"}
                for name in ("root", "issuing", "issuing-expired", "issuing-revoked", "signer", "stamp")
            },
            "certs": CERTIFICATES,
            "services": {
                "crl-repo": {
                    name: {
                        "for-issuer": name,
                        "signing-key": key,
                        "issuer-cert": name,
                        "simulated-update-schedule": "P1D",
                    }
                    for name, key in {
                        "root": "root",
                        "issuing": "issuing",
                        "issuing-expired": "issuing",
                        "issuing-revoked": "issuing",
                    }.items()
                },
                "time-stamping": {
                    label: {"signing-key": "signer", "signing-cert": label, "certs-to-embed": ["issuing"]}
                    for label in STAMPS
                },
            },
        }
    },
}  # fmt: skip


@pytest.fixture(scope="module")
def pki(tmp_path_factory):
    folder = tmp_path_factory.mktemp("keys")
    for name, key in KEYS.items():
        (folder / f"{name}.pem").write_bytes(
            key.private_bytes(
                serialization.Encoding.PEM,
                serialization.PrivateFormat.PKCS8,
                serialization.NoEncryption(),
            )
        )
    made = CertomancerConfig(SETTINGS, key_search_dir=str(folder))
    return made.get_pki_arch(ArchLabel("mo-phong"))


@functools.cache
def trust(pki, at=AT):
    """Trust the root, know the issuers, and hold the lists of revocation of that day."""
    issuers = ("issuing", "issuing-expired", "issuing-revoked")
    lists = [pki.service_registry.get_crl(ServiceLabel(each), at) for each in ("root", *issuers)]
    return Trust(
        roots=(cert(pki, "root").dump(),),
        issuers=tuple(cert(pki, each).dump() for each in issuers),
        crls=tuple(each.dump() for each in lists),
    )


def cert(pki, label):
    return pki.get_cert(CertLabel(label))


class Stamper(TimeStamper):
    """A time stamp service of the simulated authority, asked without a network."""

    def __init__(self, pki, label, at):
        super().__init__()
        self.service = pki.service_registry.summon_timestamper(ServiceLabel(label), at)

    async def async_request_tsa_response(self, req):
        return self.service.request_tsa_response(req)


def cms(pki, label, prepared, *, stamper=None, digest="sha256", chain=(), key=None):
    """Make a CMS with a key in software."""
    known = SimpleCertificateStore()
    known.register_multiple(cert(pki, each) for each in chain)
    held = pki.key_set.get_private_key(KeyLabel(key or CERTIFICATES[label]["subject-key"]))
    by = SimpleSigner(cert(pki, label), held, known, prefer_pss=True)
    covered = prepared.pdf[: prepared.start] + prepared.pdf[prepared.end :]
    hashed = hashlib.new(digest, covered).digest()
    made = by.async_sign(hashed, digest, use_pades=digest != "sha1", timestamper=stamper)
    return asyncio.run(made).dump()


def sign(pki, label, *, stated=AT, stamper=None, **more):
    """Sign without asking whether it would be accepted, as a careless program does."""
    room = making.ROOM if stamper else 2 * making.FRAME
    prepared = prepare(desks.document(), act=desks.act(at=stated), room=room)
    output = io.BytesIO(prepared.pdf)
    hole = PreparedByteRangeDigest(prepared.digest, prepared.start, prepared.end)
    hole.fill_with_cms(output, cms(pki, label, prepared, stamper=stamper, **more))
    return output.getvalue()


def verdict(pki, pdf, at=AT, believed=None):
    return worst(judge(pdf, trust=believed or trust(pki, at), at=at))


@pytest.mark.parametrize("label", ["good", "good-by-purpose"])
def test_a_good_certificate_signs(pki, label):
    found = verdict(pki, sign(pki, label))
    assert (found.reason, found.signer) == (Reason.VALID, "signer (mô phỏng)")


BAD = {
    "expired": Reason.EXPIRED,
    "not-yet-valid": Reason.NOT_YET_VALID,
    "revoked": Reason.REVOKED,
    "for-servers": Reason.WRONG_USAGE,
    "for-ocsp": Reason.WRONG_USAGE,
    "for-stamping": Reason.WRONG_USAGE,
    "for-encryption": Reason.WRONG_USAGE,
    "for-authorities": Reason.WRONG_USAGE,
    "without-usage": Reason.WRONG_USAGE,
    "short-key": Reason.WEAK_KEY,
    "short-curve": Reason.WEAK_KEY,
    "issued-by-sha1": Reason.WEAK_ISSUER,
    "by-a-root-of-the-same-name": Reason.UNTRUSTED,
    "by-an-issuer-of-the-same-name": Reason.UNTRUSTED,
    "by-itself": Reason.UNTRUSTED,
    "by-an-expired-issuer": Reason.EXPIRED,
    "by-a-revoked-issuer": Reason.REVOKED,
    "by-no-authority": Reason.UNTRUSTED,
    "with-an-unknown-critical-extension": Reason.UNTRUSTED,
}
CHAINS = {
    "by-a-root-of-the-same-name": ("root-of-the-same-name",),
    "by-an-issuer-of-the-same-name": ("issuing-of-the-same-name", "root-of-the-same-name"),
    "by-no-authority": ("no-authority",),
}


@pytest.mark.parametrize("label", BAD)
def test_a_certificate_that_is_not_good_for_it_is_told_by_name(pki, label):
    found = verdict(pki, sign(pki, label, chain=CHAINS.get(label, ())))
    assert found.outcome != Outcome.PASSED
    assert found.reason == BAD[label]
    assert found.signer == "signer (mô phỏng)"


@pytest.mark.parametrize("label", BAD)
def test_it_is_not_let_sign_in_the_first_place(pki, label):
    with pytest.raises(RuleBroken) as broken:
        making.check(cert(pki, label), trust=trust(pki), at=AT)
    assert broken.value.code == f"signing.because-{BAD[label]}"


@pytest.mark.parametrize("label", ["expired", "short-key", "by-a-root-of-the-same-name"])
def test_what_another_makes_of_it_is_not_put_into_the_file(pki, label):
    prepared = prepare(desks.document(), act=desks.act())
    made = cms(pki, label, prepared, chain=CHAINS.get(label, ()))
    with pytest.raises(RuleBroken) as broken:
        embed(prepared, made, trust=trust(pki), at=AT)
    assert broken.value.code == f"signing.because-{BAD[label]}"


def test_what_another_makes_well_is_put_into_the_file(pki):
    prepared = prepare(desks.document(), act=desks.act())
    signed = embed(prepared, cms(pki, "good", prepared), trust=trust(pki), at=AT)
    assert verdict(pki, signed).reason == Reason.VALID


def test_a_signature_that_is_too_large_for_its_hole_is_refused(pki):
    prepared = prepare(desks.document(), act=desks.act())
    with pytest.raises(RuleBroken, match=r"signing\.other-document"):
        embed(prepared, bytes(making.ROOM + 1), trust=trust(pki), at=AT)


def test_sha1_is_not_enough(pki):
    assert verdict(pki, sign(pki, "good", digest="sha1")).reason == Reason.WEAK_DIGEST


def test_a_key_that_is_not_the_certificate_s_forges(pki):
    assert verdict(pki, sign(pki, "good", key="other")).reason == Reason.FORGED


def test_another_root_is_not_trusted(pki):
    other = replace(trust(pki), roots=(cert(pki, "root-of-the-same-name").dump(),))
    assert verdict(pki, sign(pki, "good"), believed=other).reason == Reason.UNTRUSTED


@pytest.mark.parametrize("at", [AT - timedelta(days=40), None])
def test_without_a_list_in_force_revocation_is_unknown(pki, at):
    crls = trust(pki, at).crls if at else ()
    found = verdict(pki, sign(pki, "good"), believed=replace(trust(pki), crls=crls))
    assert (found.reason, found.outcome) == (Reason.REVOCATION_UNKNOWN, Outcome.INDETERMINATE)


def test_lists_and_certificates_may_be_pem(pki):
    held = trust(pki)
    believed = Trust(
        tuple(pem.armor("CERTIFICATE", each) for each in held.roots),
        tuple(pem.armor("CERTIFICATE", each) for each in held.issuers),
        tuple(pem.armor("X509 CRL", each) for each in held.crls),
    )
    assert verdict(pki, sign(pki, "good"), believed=believed).reason == Reason.VALID


# ── the certificate ends after it signed


ENDING = {"revoked-later": Reason.REVOKED, "ends-later": Reason.EXPIRED}


@pytest.mark.parametrize("label", ENDING)
def test_while_the_certificate_lives_its_signature_is_valid(pki, label):
    assert verdict(pki, sign(pki, label)).reason == Reason.VALID


@pytest.mark.parametrize("label", ENDING)
def test_afterwards_nothing_proves_when_it_was_signed(pki, label):
    found = verdict(pki, sign(pki, label), LATER)
    assert (found.outcome, found.reason) == (Outcome.INDETERMINATE, f"{ENDING[label]}-since")


@pytest.mark.parametrize("label", ENDING)
def test_a_time_stamp_keeps_it_valid(pki, label):
    stamped = sign(pki, label, stamper=Stamper(pki, "stamp", AT))
    believed = trust(pki, LATER if label == "revoked-later" else AT + timedelta(days=2))
    found = verdict(pki, stamped, AT + timedelta(days=2), believed)
    assert (found.reason, found.stamped, found.signed_at) == (Reason.VALID, True, AT)


def test_a_time_stamp_keeps_it_valid_after_the_end_too(pki):
    stamped = sign(pki, "revoked-later", stamper=Stamper(pki, "stamp", AT))
    assert verdict(pki, stamped, LATER).reason == Reason.VALID


@pytest.mark.parametrize("label", ENDING)
def test_a_clock_set_back_does_not_help_against_a_time_stamp(pki, label):
    """Signed after the end, stated before it: the time stamp tells."""
    stamped = sign(pki, label, stated=AT, stamper=Stamper(pki, "stamp", LATER))
    assert verdict(pki, stamped, LATER).reason == ENDING[label]


@pytest.mark.parametrize("label", ENDING)
def test_who_admits_to_have_signed_after_the_end_has_failed(pki, label):
    assert verdict(pki, sign(pki, label, stated=LATER), LATER).reason == ENDING[label]


def test_a_list_made_after_the_certificate_s_last_day_proves_nothing(pki):
    """Authorities strike from their lists what has expired."""
    stamped = sign(pki, "ends-later", stamper=Stamper(pki, "stamp", AT))
    assert verdict(pki, stamped, LATER).reason == Reason.REVOCATION_UNKNOWN


# ── time stamps


BAD_STAMPS = ["stamp-revoked", "stamp-of-another-purpose", "stamp-of-another-root"]


@pytest.mark.parametrize("label", BAD_STAMPS)
def test_a_time_stamp_of_somebody_else_leaves_it_open(pki, label):
    found = verdict(pki, sign(pki, "good", stamper=Stamper(pki, label, AT)))
    assert (found.outcome, found.reason) == (Outcome.INDETERMINATE, Reason.TIME_STAMP_INVALID)
    assert not found.stamped


def test_a_time_stamp_service_that_expired_is_no_forger(pki):
    stamped = sign(pki, "good", stamper=Stamper(pki, "stamp-expired", AT))
    assert verdict(pki, stamped).reason == Reason.VALID
    found = verdict(pki, stamped, LATER)
    assert (found.outcome, found.reason) == (Outcome.INDETERMINATE, Reason.TIME_STAMP_INVALID)


# ── the wrong person


def test_a_valid_signature_of_the_wrong_person_is_refused(pki):
    found = verdict(pki, sign(pki, "good"))
    assert found.serial == certificates.serial_of(cert(pki, "good"))
    assert authorised(found, {found.serial}).outcome == Outcome.PASSED
    chairman = certificates.serial_of(cert(pki, "good-by-purpose"))
    assert authorised(found, {chairman}).reason == Reason.UNAUTHORISED


def test_there_are_enough_certificates_that_err():
    assert len(BAD) + len(BAD_STAMPS) + len(ENDING) >= 20
