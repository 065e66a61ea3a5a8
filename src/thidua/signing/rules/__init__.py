"""Whether a signature is worth something, from what a library found out about it.

Three outcomes, as EN 319 102-1 has them: what cannot be proven is not a forgery, and is not valid
either. A certificate counts as it was at the moment of signing (Decree 23/2025/ND-CP, art. 16); a
time that the signer states alone is believed only where it speaks against the signer. Digests and
keys: annex of Circular 15/2025/TT-BKHCN (docs/decisions/0014-signatures-by-adapter.md).

Signature: chữ ký số. Verdict: kết luận kiểm tra chữ ký số. Time stamp: dấu thời gian.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from thidua.kernel.errors import RuleBroken


class Outcome(StrEnum):
    """Hợp lệ, chưa xác định được, không hợp lệ; the later, the worse."""

    PASSED = "passed"
    INDETERMINATE = "indeterminate"
    FAILED = "failed"


class Reason(StrEnum):
    """Why; each has its sentence in the catalogue, `signing.because-…`."""

    VALID = "valid"
    UNREADABLE = "unreadable"
    NO_SIGNATURE = "no-signature"
    NOT_WHOLE_FILE = "not-whole-file"
    ALTERED = "altered"
    CHANGED_AFTER = "changed-after"
    TWO_READINGS = "two-readings"
    ADDED_UNSIGNED = "added-unsigned"
    FORGED = "forged"
    WEAK_DIGEST = "weak-digest"
    WEAK_KEY = "weak-key"
    WEAK_ISSUER = "weak-issuer"
    UNTRUSTED = "untrusted"
    WRONG_USAGE = "wrong-usage"
    TIME_STAMP_INVALID = "time-stamp-invalid"
    TIME_STAMP_MISSING = "time-stamp-missing"
    NOT_YET_VALID = "not-yet-valid"
    EXPIRED = "expired"
    EXPIRED_SINCE = "expired-since"
    REVOKED = "revoked"
    REVOKED_SINCE = "revoked-since"
    REVOCATION_UNKNOWN = "revocation-unknown"
    NOT_ACCEPTED = "not-accepted"
    UNAUTHORISED = "unauthorised"


UNDECIDED = {
    Reason.TWO_READINGS,
    Reason.ADDED_UNSIGNED,
    Reason.UNTRUSTED,
    Reason.TIME_STAMP_INVALID,
    Reason.TIME_STAMP_MISSING,
    Reason.EXPIRED_SINCE,
    Reason.REVOKED_SINCE,
    Reason.REVOCATION_UNKNOWN,
}
SEVERITY = tuple(Outcome)
DIGESTS = {"sha256", "sha384", "sha512", "sha3_256", "sha3_384", "sha3_512"}
LEAST_BITS: Mapping[str, int] = {"rsa": 2048, "ec": 256}


class Later(StrEnum):
    """What may come after a signature: nothing (công bố kết quả), or signatures of others."""

    NOTHING = "nothing"
    SIGNATURES = "signatures"


@dataclass(frozen=True, slots=True)
class Trust:
    """Whose word is taken: certificates and lists of revocation, as DER or PEM.

    `issuers` stand between the roots and the signers: what a file does not bring along.
    """

    roots: tuple[bytes, ...]
    issuers: tuple[bytes, ...] = ()
    crls: tuple[bytes, ...] = ()


@dataclass(frozen=True, slots=True)
class Act:
    """The act of signing as the signature states it."""

    at: datetime
    reason: str
    place: str
    later: Later


@dataclass(frozen=True, slots=True)
class Standing:
    """What stands against a certificate at a moment, None is nothing; since when, if it is known."""

    against: Reason | None = None
    since: datetime | None = None


class Coverage(StrEnum):
    """How much of a file a signature answers for."""

    WHOLE = "whole"  # all of it, or all before further signatures
    CHANGED = "changed"  # something else came later
    UNCLEAR = "unclear"  # something came later, in a file that can be read in two ways
    EXTENDED = "extended"  # proofs of the certificate came later, without a time stamp over them
    ODD = "odd"  # it leaves out more than itself


@dataclass(frozen=True, slots=True)
class Found:
    """What is known of one signature before anything is decided.

    `stated_at` is the signer's own word, `stamped_at` the time that somebody trusted vouches for;
    None where there is none. `standing` is the certificate's at the stamped time, or at the time
    of the check. `stamp_sound` says that no time stamp is there that should not be believed.
    """

    signer: str
    serial: str
    coverage: Coverage
    intact: bool
    genuine: bool
    digest: str
    key: str
    bits: int
    valid_from: datetime
    standing: Standing
    stated_at: datetime | None
    stamped_at: datetime | None
    stamp_sound: bool
    accepted: bool


@dataclass(frozen=True, slots=True)
class Verdict:
    """What to show: signer, time, integrity, and why (Circular 15/2025/TT-BKHCN).

    `signed_at` is proven when it is `stamped`, else the signer's own word; None if nobody says.
    """

    reason: Reason
    signer: str = ""
    serial: str = ""
    signed_at: datetime | None = None
    stamped: bool = False
    whole: bool = False

    @property
    def outcome(self) -> Outcome:
        """Valid is one reason alone; what is neither valid nor undecided has failed."""
        if self.reason == Reason.VALID:
            return Outcome.PASSED
        return Outcome.INDETERMINATE if self.reason in UNDECIDED else Outcome.FAILED


def decide(found: Found) -> Verdict:
    """Judge one signature by the first thing that stands against it."""
    against = next((reason for wrong, reason in OBJECTIONS if wrong(found)), None)
    return Verdict(
        reason=against or _of_standing(found) or Reason.VALID,
        signer=found.signer,
        serial=found.serial,
        signed_at=found.stamped_at or found.stated_at,
        stamped=found.stamped_at is not None,
        whole=found.intact and found.coverage == Coverage.WHOLE,
    )


def is_weak(key: str, bits: int) -> bool:
    """Whether a key is too short, or of a kind that the circular does not name."""
    return bits < LEAST_BITS.get(key, bits + 1)


def worst(verdicts: Sequence[Verdict]) -> Verdict:
    """Give the verdict that decides: the worst, and of equals the latest; none is a failure."""
    if not verdicts:
        return Verdict(Reason.NO_SIGNATURE)
    return max(reversed(verdicts), key=lambda verdict: SEVERITY.index(verdict.outcome))


def authorised(verdict: Verdict, serials: Collection[str]) -> Verdict:
    """Refuse a valid signature of somebody who may not sign this step (sai thẩm quyền)."""
    if verdict.outcome != Outcome.PASSED or verdict.serial in serials:
        return verdict
    return replace(verdict, reason=Reason.UNAUTHORISED)


def time_proven(verdict: Verdict) -> Verdict:
    """Leave a valid signature undecided where the law asks for a time stamp and there is none."""
    if verdict.outcome != Outcome.PASSED or verdict.stamped:
        return verdict
    return replace(verdict, reason=Reason.TIME_STAMP_MISSING)


def check_passed(verdict: Verdict) -> None:
    """Go on with a valid signature only."""
    if verdict.outcome != Outcome.PASSED:
        raise refusal(verdict)


def refusal(verdict: Verdict) -> RuleBroken:
    """Give what stands against a signature as a broken rule, with its words."""
    return RuleBroken(f"signing.because-{verdict.reason}", signer=verdict.signer or "—")


OBJECTIONS: Sequence[tuple[Callable[[Found], bool], Reason]] = (
    (lambda found: found.coverage == Coverage.ODD, Reason.NOT_WHOLE_FILE),
    (lambda found: not found.intact, Reason.ALTERED),
    (lambda found: not found.genuine, Reason.FORGED),
    (lambda found: found.coverage == Coverage.CHANGED, Reason.CHANGED_AFTER),
    (lambda found: found.coverage == Coverage.UNCLEAR, Reason.TWO_READINGS),
    (lambda found: found.coverage == Coverage.EXTENDED, Reason.ADDED_UNSIGNED),
    (lambda found: found.digest not in DIGESTS, Reason.WEAK_DIGEST),
    (lambda found: is_weak(found.key, found.bits), Reason.WEAK_KEY),
    (lambda found: not found.stamp_sound, Reason.TIME_STAMP_INVALID),
    (lambda found: (found.stated_at or found.valid_from) < found.valid_from, Reason.NOT_YET_VALID),
)

# A certificate that has ended by the time of the check may have been good when it signed.
ENDED: Mapping[Reason, Reason] = {
    Reason.EXPIRED: Reason.EXPIRED_SINCE,
    Reason.REVOKED: Reason.REVOKED_SINCE,
}


def _of_standing(found: Found) -> Reason | None:
    """Judge the certificate; the signer's own time counts only when it is after the end."""
    against, since = found.standing.against, found.standing.since
    if against is None:
        return None if found.accepted else Reason.NOT_ACCEPTED
    admitted = since is not None and found.stated_at is not None and found.stated_at >= since
    if found.stamped_at is not None or admitted:
        return against
    return ENDED.get(against, against)
