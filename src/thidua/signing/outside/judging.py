"""Find out what is to be known about the signatures of a file; `rules` decides.

The library's `bottom_line` is needed, and is not enough: the bytes left out must be the signature
itself and nothing else, and only signatures, time stamps and what proves them may have come later
(docs/decisions/0014-signatures-by-adapter.md). A hostile file belongs into the child process.
"""

import io
import logging
from collections.abc import Iterator
from datetime import UTC, datetime

from asn1crypto import parser
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.diff_analysis import (
    CatalogModificationRule,
    DiffResult,
    DocInfoRule,
    DSSCompareRule,
    FormUpdatingRule,
    MetadataUpdateRule,
    ModificationLevel,
    ObjectStreamRule,
    SigFieldCreationRule,
    SigFieldModificationRule,
    StandardDiffPolicy,
    XrefStreamRule,
)
from pyhanko.sign.fields import enumerate_sig_fields
from pyhanko.sign.validation import (
    EmbeddedPdfSignature,
    async_validate_pdf_signature,
    async_validate_pdf_timestamp,
)
from pyhanko.sign.validation.settings import KeyUsageConstraints
from pyhanko.sign.validation.status import (
    DocumentTimestampStatus,
    PdfSignatureStatus,
    SignatureCoverageLevel,
    SignatureStatus,
)

from thidua.signing.outside import certificates
from thidua.signing.rules import Coverage, Found, Reason, Standing, Trust, Verdict, decide

# What they would write down repeats the verdict, with names.
for library in ("pyhanko", "pyhanko_certvalidator"):
    logging.getLogger(library).setLevel(logging.CRITICAL)

Status = PdfSignatureStatus | DocumentTimestampStatus
KEEPING_UP = ModificationLevel.LTA_UPDATES  # certificates, lists of revocation, time stamps
# The library's own policy without the filling of forms.
ONLY_SIGNATURES = StandardDiffPolicy(
    global_rules=[
        CatalogModificationRule(),
        *(
            rule.as_qualified(KEEPING_UP)
            for rule in (
                DocInfoRule(),
                XrefStreamRule(),
                ObjectStreamRule(),
                DSSCompareRule(),
                MetadataUpdateRule(),
            )
        ),
    ],
    form_rule=FormUpdatingRule(field_rules=[SigFieldCreationRule(), SigFieldModificationRule()]),
)


def judge(pdf: bytes, *, trust: Trust, at: datetime) -> tuple[Verdict, ...]:
    """Judge every signature, the earliest first; a file that cannot be read is a verdict too."""
    try:
        return tuple(_judged(pdf, trust, at))
    except Exception:  # noqa: BLE001 - a hostile file breaks a parser anywhere, and is never valid
        return (Verdict(Reason.UNREADABLE),)


def _judged(pdf: bytes, trust: Trust, at: datetime) -> Iterator[Verdict]:
    reader = _opened(pdf)
    signatures = list(reader.embedded_signatures)
    if len(signatures) != len(list(enumerate_sig_fields(reader, filled_status=True))):
        yield Verdict(Reason.UNREADABLE)  # the library passes over kinds that it does not know
    for signature in signatures:
        last = signature is signatures[-1]
        if signature.sig_object_type == "/DocTimeStamp":
            yield from _against_time_stamp(pdf, signature, trust, at, last=last)
        else:
            yield decide(_found(pdf, signature, trust, at, last=last))


def _opened(pdf: bytes) -> PdfFileReader:
    """Open a file; the strict reader refuses two tables of contents, which Word writes."""
    reader = PdfFileReader(io.BytesIO(pdf))
    return PdfFileReader(io.BytesIO(pdf), strict=False) if _hybrid(reader) else reader


def _hybrid(reader: PdfFileReader) -> bool:
    return bool(reader.xrefs.hybrid_xrefs_present)


def _found(
    pdf: bytes, signature: EmbeddedPdfSignature, trust: Trust, at: datetime, *, last: bool
) -> Found:
    status = _status(signature, trust, at)
    stamp, earlier = status.timestamp_validity, status.content_timestamp_validity
    sound = all(each is None or _sound(each) for each in (stamp, earlier))
    stamped = stamp.timestamp if stamp and sound else None
    if stamped is not None:
        status = _status(signature, trust, stamped)
    certificate = signature.signer_cert
    key, bits = certificates.key_of(certificate)
    return Found(
        signer=certificates.name_of(certificate),
        serial=certificates.serial_of(certificate),
        coverage=_coverage(pdf, signature, status, last=last),
        intact=status.intact,
        genuine=status.valid,
        digest=status.md_algorithm,
        key=key,
        bits=bits,
        valid_from=certificate.not_valid_before,
        standing=_standing(signature, status, trust, stamped or at),
        stated_at=_aware(status.signer_reported_dt),
        stamped_at=stamped,
        stamp_sound=sound,
        accepted=status.bottom_line,
    )


def _standing(
    signature: EmbeddedPdfSignature, status: PdfSignatureStatus, trust: Trust, at: datetime
) -> Standing:
    """Say what stands against the certificate; its path is not walked again where it was good."""
    certificate = signature.signer_cert
    if status.trusted:
        return certificates.usage(certificate)
    beside = signature.other_embedded_certs
    return certificates.standing(certificate, trust=trust, at=at, beside=beside)


def _status(signature: EmbeddedPdfSignature, trust: Trust, at: datetime) -> PdfSignatureStatus:
    return certificates.at_once(
        async_validate_pdf_signature(
            signature,
            certificates.context(trust, at, until=signature.signer_cert.not_valid_after),
            certificates.context(trust, at),
            diff_policy=ONLY_SIGNATURES,
            key_usage_settings=KeyUsageConstraints(key_usage=certificates.SIGNING),
        )
    )


def _against_time_stamp(
    pdf: bytes, signature: EmbeddedPdfSignature, trust: Trust, at: datetime, *, last: bool
) -> Iterator[Verdict]:
    """Say what is wrong with a time stamp over the whole document; nobody signs with one."""
    status = certificates.at_once(
        async_validate_pdf_timestamp(
            signature,
            certificates.context(trust, at),
            diff_policy=ONLY_SIGNATURES,
        )
    )
    name = certificates.name_of(signature.signer_cert)
    if not status.intact:
        yield Verdict(Reason.ALTERED, name)
    elif _coverage(pdf, signature, status, last=last) != Coverage.WHOLE:
        yield Verdict(Reason.CHANGED_AFTER, name)
    elif not _sound(status):
        yield Verdict(Reason.TIME_STAMP_INVALID, name)


def _sound(status: SignatureStatus) -> bool:
    return bool(status.intact and status.valid and status.trusted)


def _coverage(
    pdf: bytes, signature: EmbeddedPdfSignature, status: Status, *, last: bool
) -> Coverage:
    """Say how much of the file a signature answers for; the last one has to cover all of it."""
    if _leaves_out_more(pdf, signature) or status.coverage is None:
        return Coverage.ODD
    if status.coverage == SignatureCoverageLevel.ENTIRE_FILE:
        return Coverage.WHOLE
    if status.coverage < SignatureCoverageLevel.ENTIRE_REVISION:
        return Coverage.ODD
    if _hybrid(signature.reader):
        return Coverage.UNCLEAR
    return _of_changes(status, last=last)


def _of_changes(status: Status, *, last: bool) -> Coverage:
    """Judge what came after a signature; a time stamp over the document forbids nothing itself."""
    changes = status.diff_result
    forbidden = isinstance(status, PdfSignatureStatus) and not status.docmdp_ok
    if forbidden or not isinstance(changes, DiffResult):
        return Coverage.CHANGED
    level = changes.modification_level
    if last:
        return Coverage.EXTENDED if level == KEEPING_UP else Coverage.CHANGED
    return Coverage.WHOLE if level <= ModificationLevel.FORM_FILLING else Coverage.CHANGED


def _leaves_out_more(pdf: bytes, signature: EmbeddedPdfSignature) -> bool:
    """Whether the bytes that are not signed are anything but the signature, padded with zeros."""
    _start, end, after, _rest = (int(each) for each in signature.byte_range)
    content: bytes = signature.pkcs7_content
    hexadecimal = content.hex().encode()
    size = parser.peek(content)
    return (
        pdf[end:after] not in (b"<" + hexadecimal + b">", b"<" + hexadecimal.upper() + b">")
        or content[size:].strip(b"\0") != b""
    )


def _aware(said: datetime | None) -> datetime | None:
    return said.replace(tzinfo=UTC) if said is not None and said.tzinfo is None else said
