"""A verdict in words: valid or not, by whom, when, and whether the file is as it was signed.

What Circular 15/2025/TT-BKHCN asks of software that checks signatures.
"""

from collections.abc import Mapping
from datetime import timedelta, timezone

from thidua.signing.rules import Outcome, Verdict, refusal

VIETNAM = timezone(timedelta(hours=7))  # without summer time since long before any signature

OUTCOMES: Mapping[Outcome, tuple[str, str]] = {
    Outcome.PASSED: ("Hợp lệ", "Valid"),
    Outcome.INDETERMINATE: ("Chưa xác định được", "Undetermined"),
    Outcome.FAILED: ("Không hợp lệ", "Not valid"),
}
VALID = (
    "Chữ ký số hợp lệ: văn bản nguyên vẹn từ khi ký, chứng thư số của {signer} có hiệu lực khi ký.",
    "The signature is valid: the document is as it was signed, the certificate of {signer} was in force.",
)
SIGNED_BY = ("Người ký", "Signed by")
SIGNED_AT = ("Thời điểm ký", "Signed at")
INTEGRITY = ("Tính toàn vẹn", "Integrity")
WHOLE: Mapping[bool, tuple[str, str]] = {
    True: ("Nguyên vẹn từ khi ký", "As it was signed"),
    False: ("Không bảo đảm nguyên vẹn", "Not assured"),
}
STAMPED: Mapping[bool, tuple[str, str]] = {
    True: ("theo dấu thời gian", "by time stamp"),
    False: ("người ký tự khai", "as the signer states"),
}
NOT_KNOWN = ("không rõ", "not known")


def outcome(verdict: Verdict, language: str = "vi") -> str:
    """Say valid, not valid or undetermined."""
    return _in(OUTCOMES[verdict.outcome], language)


def sentence(verdict: Verdict, language: str = "vi") -> str:
    """Say why, and what to do."""
    if verdict.outcome == Outcome.PASSED:
        return _in(VALID, language).format(signer=verdict.signer)
    return refusal(verdict).text(language)


def lines(verdict: Verdict, language: str = "vi") -> tuple[tuple[str, str], ...]:
    """Give label and value of all that must be shown beside the outcome."""
    signer = verdict.signer or _in(NOT_KNOWN, language)
    return (
        (_in(SIGNED_BY, language), signer),
        (_in(SIGNED_AT, language), _signed_at(verdict, language)),
        (_in(INTEGRITY, language), _in(WHOLE[verdict.whole], language)),
    )


def _signed_at(verdict: Verdict, language: str) -> str:
    if verdict.signed_at is None:
        return _in(NOT_KNOWN, language)
    here = verdict.signed_at.astimezone(VIETNAM)
    return f"{here:%H:%M:%S %d/%m/%Y} ({_in(STAMPED[verdict.stamped], language)})"


def _in(words: tuple[str, str], language: str) -> str:
    vietnamese, english = words
    return vietnamese if language == "vi" else english
