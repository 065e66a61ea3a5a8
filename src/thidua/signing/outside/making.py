"""Sign a PDF (PAdES B-B, with a time stamp B-T): prepare the file, sign the digest, put it in.

The middle step is somebody else's: `sign` has it done by a device on this machine, a remote
service or a plug-in takes `Prepared.digest` and gives a CMS for `embed`. Nothing that would not
pass our own check leaves this module. It reads documents of this house, not of strangers.
"""

import asyncio
import io
from dataclasses import dataclass, field
from datetime import datetime

from asn1crypto import x509
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.fields import (
    FieldMDPAction,
    FieldMDPSpec,
    MDPPerm,
    SigFieldSpec,
    SigSeedSubFilter,
)
from pyhanko.sign.general import SigningError
from pyhanko.sign.pkcs11 import PKCS11Signer
from pyhanko.sign.signers.cms_embedder import (
    PdfCMSEmbedder,
    SigIOSetup,
    SigMDPSetup,
    SigObjSetup,
)
from pyhanko.sign.signers.pdf_byterange import PreparedByteRangeDigest, SignatureObject
from pyhanko.sign.timestamps import TimeStamper
from pyhanko.sign.validation import EmbeddedPdfSignature

from thidua.kernel.errors import RuleBroken
from thidua.signing.outside import certificates
from thidua.signing.outside.devices import Token, opened
from thidua.signing.outside.judging import judge
from thidua.signing.rules import Act, Later, Reason, Trust, Verdict, check_passed, is_weak, refusal

DIGEST = "sha256"
# Bytes of a CMS: all but its certificates, a time stamp with its own, and what nearly all need.
FRAME = 2_048
STAMP = 6_144
ROOM = 12_288


@dataclass(frozen=True, slots=True)
class Prepared:
    """A file with a hole for the signature, and the digest of all around the hole."""

    pdf: bytes = field(repr=False)
    digest: bytes
    start: int
    end: int


class _Revision(IncrementalPdfFileWriter):
    """A revision with a signature and nothing else."""

    def _update_meta(self) -> None:
        """Leave dates and producer as they were; the library would write the clock's time."""


def sign(
    pdf: bytes, *, with_: Token, act: Act, trust: Trust, stamper: TimeStamper | None = None
) -> bytes:
    """Sign with a device; a certificate that would not be accepted signs nothing."""
    with opened(with_, trust.issuers) as signer:
        check(signer.signing_cert, trust=trust, at=act.at)
        prepared = prepare(pdf, act=act, room=_room(signer, trust, stamper))
        cms = asyncio.run(_cms(signer, prepared.digest, stamper))
    return embed(prepared, cms, trust=trust, at=act.at)


def check(certificate: x509.Certificate, *, trust: Trust, at: datetime) -> None:
    """Refuse a certificate that may not sign at this moment."""
    against = certificates.standing(certificate, trust=trust, at=at).against
    if is_weak(*certificates.key_of(certificate)):
        against = Reason.WEAK_KEY
    if against is not None:
        raise refusal(Verdict(against, certificates.name_of(certificate)))


def prepare(pdf: bytes, *, act: Act, room: int = ROOM) -> Prepared:
    """Write the signature's field into a new revision, and say which digest is to be signed."""
    try:
        writer = _Revision(io.BytesIO(pdf))
        earlier = list(writer.prev.embedded_signatures)
        _check_open(earlier)
        return _with_hole(writer, act, len(earlier), room)
    except RuleBroken:
        raise
    except Exception as error:  # a damaged file breaks a parser anywhere
        raise RuleBroken("signing.not-a-pdf") from error


def embed(prepared: Prepared, cms: bytes, *, trust: Trust, at: datetime) -> bytes:
    """Put a signature into the hole, and accept it only if it would pass the check."""
    hole = PreparedByteRangeDigest(prepared.digest, prepared.start, prepared.end)
    output = io.BytesIO(prepared.pdf)
    try:
        hole.fill_with_cms(output, cms)
    except SigningError as error:
        raise RuleBroken("signing.other-document") from error
    signed = output.getvalue()
    check_passed(judge(signed, trust=trust, at=at)[-1])
    return signed


def _check_open(earlier: list[EmbeddedPdfSignature]) -> None:
    if any(each.docmdp_level == MDPPerm.NO_CHANGES for each in earlier):
        raise RuleBroken("signing.closed")


def _with_hole(writer: IncrementalPdfFileWriter, act: Act, before: int, room: int) -> Prepared:
    name = f"Signature{before + 1}"
    last = act.later == Later.NOTHING
    lock = FieldMDPSpec(FieldMDPAction.ALL) if last and before else None
    placing = PdfCMSEmbedder(
        SigFieldSpec(
            name,
            field_mdp_spec=lock,
            doc_mdp_update_value=MDPPerm.NO_CHANGES if lock else None,
        )
    ).write_cms(name, writer)
    next(placing)
    placing.send(
        SigObjSetup(
            SignatureObject(
                timestamp=act.at,
                subfilter=SigSeedSubFilter.PADES,
                location=act.place,
                reason=act.reason,
                bytes_reserved=2 * room,  # hexadecimal
            ),
            SigMDPSetup(
                DIGEST,
                certify=last and not before,  # only the first signature can certify
                field_lock=lock,
                docmdp_perms=MDPPerm.NO_CHANGES if last else None,
            ),
        )
    )
    hole, output = placing.send(SigIOSetup(DIGEST, output=io.BytesIO()))
    return Prepared(
        output.getvalue(),
        hole.document_digest,
        hole.reserved_region_start,
        hole.reserved_region_end,
    )


def _room(signer: PKCS11Signer, trust: Trust, stamper: TimeStamper | None) -> int:
    """Give the bytes that a signature will need: a large hole is slow to read."""
    held = len(signer.signing_cert.dump()) + sum(map(len, trust.issuers))
    return FRAME + held + (STAMP if stamper else 0)


async def _cms(signer: PKCS11Signer, digest: bytes, stamper: TimeStamper | None) -> bytes:
    try:
        made = await signer.async_sign(digest, DIGEST, use_pades=True, timestamper=stamper)
    except OSError as error:
        raise RuleBroken("signing.no-time-stamp") from error
    written: bytes = made.dump()
    return written
