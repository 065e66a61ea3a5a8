"""What a certificate is worth at a moment: its path to a root, its days, its use, revocation.

Nothing is fetched: the lists of revocation are those given, and without one nothing is decided.
"""

from collections.abc import Coroutine, Iterable, Sequence
from datetime import datetime
from typing import Any, TypeVar

from asn1crypto import crl, pem, x509
from pyhanko.sign.validation.settings import KeyUsageConstraints
from pyhanko_certvalidator import CertificateValidator, ValidationContext, errors

from thidua.signing.rules import Reason, Standing, Trust

Result = TypeVar("Result")

# To sign documents, or not restricted: the certificate of a web server or of a time stamp service
# signs no decision.
SIGNING = {"digital_signature", "non_repudiation"}
USAGE = KeyUsageConstraints(
    key_usage=SIGNING,
    extd_key_usage={
        "email_protection",
        "1.3.6.1.5.5.7.3.36",  # document signing, RFC 9336
        "microsoft_document_signing",
        "adobe_authentic_documents_trust",
    },
    explicit_extd_key_usage_required=False,
)
MEANINGS: Sequence[tuple[type[Exception], Reason]] = (
    (errors.RevokedError, Reason.REVOKED),
    (errors.ExpiredError, Reason.EXPIRED),
    (errors.NotYetValidError, Reason.NOT_YET_VALID),
    (errors.InsufficientRevinfoError, Reason.REVOCATION_UNKNOWN),
    (errors.DisallowedAlgorithmError, Reason.WEAK_ISSUER),
    (Exception, Reason.UNTRUSTED),
)


def read(written: bytes) -> x509.Certificate:
    """Read a certificate, in DER or in PEM."""
    return x509.Certificate.load(_der(written))


def name_of(certificate: x509.Certificate) -> str:
    """Give the common name, or the whole subject where there is none."""
    names = certificate.subject.native.get("common_name")
    return names if isinstance(names, str) else str(certificate.subject.human_friendly)


def serial_of(certificate: x509.Certificate) -> str:
    """Give the serial number as certificates are shown: hexadecimal, in small letters."""
    return f"{certificate.serial_number:x}"


def key_of(certificate: x509.Certificate) -> tuple[str, int]:
    """Give the kind of a key, whatever its padding, and its length in bits."""
    key = certificate.public_key
    return key.algorithm.removesuffix("ssa_pss"), key.bit_size


def standing(
    certificate: x509.Certificate,
    *,
    trust: Trust,
    at: datetime,
    beside: Iterable[x509.Certificate] = (),
) -> Standing:
    """Say what stands against a certificate as a signer's; `beside` came along with it."""
    ends: datetime = certificate.not_valid_after
    validator = CertificateValidator(certificate, beside, context(trust, at, until=ends))
    try:
        at_once(validator.async_validate_path())
    except (errors.ValidationError, errors.PathError) as error:
        found = _meaning(error)
        unknown = found.against == Reason.REVOCATION_UNKNOWN
        return Standing(Reason.EXPIRED, ends) if unknown and at > ends else found
    return usage(certificate)


def usage(certificate: x509.Certificate) -> Standing:
    """Say whether a certificate was issued to sign documents."""
    try:
        USAGE.validate(certificate)
    except errors.InvalidCertificateError:
        return Standing(Reason.WRONG_USAGE)
    return Standing()


def context(trust: Trust, at: datetime, *, until: datetime | None = None) -> ValidationContext:
    """Give the library what it may believe at a moment.

    Lists made after a certificate's last day are left out: authorities strike what has expired.
    """
    lists = (crl.CertificateList.load(_der(each)) for each in trust.crls)
    return ValidationContext(
        trust_roots=[read(each) for each in trust.roots],
        other_certs=[read(each) for each in trust.issuers],
        moment=at,
        crls=[each for each in lists if until is None or _made(each) <= until],
        revocation_mode="require",
        retroactive_revinfo=True,  # a later list still says when something was revoked
    )


def at_once(work: Coroutine[Any, Any, Result]) -> Result:
    """Run what waits for nothing to its end, without an event loop, which would need sockets."""
    try:
        work.send(None)
    except StopIteration as done:
        result: Result = done.value
        return result
    work.close()
    raise RuntimeError("nothing is fetched here, so nothing may be waited for")


def _meaning(error: Exception) -> Standing:
    if getattr(error, "is_side_validation", False):  # of who signed the list of revocations
        return Standing(Reason.REVOCATION_UNKNOWN)
    reason = next(reason for kind, reason in MEANINGS if isinstance(error, kind))
    since = getattr(error, "revocation_dt", None) or getattr(error, "expired_dt", None)
    return Standing(reason, since)


def _made(listed: crl.CertificateList) -> datetime:
    made: datetime = listed["tbs_cert_list"]["this_update"].native
    return made


def _der(written: bytes) -> bytes:
    if not pem.detect(written):
        return written
    _kind, _headers, content = pem.unarmor(written)
    return bytes(content)
