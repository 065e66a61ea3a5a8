"""What decides over a signature, from facts alone."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua.kernel.errors import RuleBroken
from thidua.kernel.messages import MESSAGES
from thidua.signing.rules import (
    UNDECIDED,
    Coverage,
    Found,
    Outcome,
    Reason,
    Standing,
    Verdict,
    authorised,
    check_passed,
    decide,
    time_proven,
    words,
    worst,
)

AT = datetime(2026, 11, 28, 2, 0, tzinfo=UTC)
BEFORE, AFTER = AT - timedelta(days=30), AT + timedelta(days=30)
GOOD = Found(
    signer="Nguyễn Văn An",
    serial="5a01",
    coverage=Coverage.WHOLE,
    intact=True,
    genuine=True,
    digest="sha256",
    key="ec",
    bits=256,
    valid_from=BEFORE,
    standing=Standing(),
    stated_at=AT,
    stamped_at=None,
    stamp_sound=True,
    accepted=True,
)
ENDS = (Reason.EXPIRED, Reason.REVOKED)
LATER = {Reason.EXPIRED: Reason.EXPIRED_SINCE, Reason.REVOKED: Reason.REVOKED_SINCE}


def test_a_signature_that_nothing_stands_against_is_valid():
    assert decide(GOOD) == Verdict(Reason.VALID, "Nguyễn Văn An", "5a01", AT, whole=True)


@pytest.mark.parametrize(
    ("facts", "reason"),
    [
        ({"coverage": Coverage.ODD}, Reason.NOT_WHOLE_FILE),
        ({"coverage": Coverage.CHANGED}, Reason.CHANGED_AFTER),
        ({"coverage": Coverage.UNCLEAR}, Reason.TWO_READINGS),
        ({"coverage": Coverage.EXTENDED}, Reason.ADDED_UNSIGNED),
        ({"intact": False}, Reason.ALTERED),
        ({"genuine": False}, Reason.FORGED),
        ({"digest": "sha1"}, Reason.WEAK_DIGEST),
        ({"key": "rsa", "bits": 2047}, Reason.WEAK_KEY),
        ({"key": "ec", "bits": 224}, Reason.WEAK_KEY),
        ({"key": "dsa", "bits": 4096}, Reason.WEAK_KEY),
        ({"stamp_sound": False}, Reason.TIME_STAMP_INVALID),
        ({"stated_at": BEFORE - timedelta(seconds=1)}, Reason.NOT_YET_VALID),
        ({"accepted": False}, Reason.NOT_ACCEPTED),
        ({"standing": Standing(Reason.UNTRUSTED)}, Reason.UNTRUSTED),
        ({"standing": Standing(Reason.REVOCATION_UNKNOWN)}, Reason.REVOCATION_UNKNOWN),
    ],
)
def test_one_thing_against_a_signature_is_enough(facts, reason):
    verdict = decide(replace(GOOD, **facts))
    assert verdict.reason == reason
    assert verdict.outcome != Outcome.PASSED


@pytest.mark.parametrize("key", [("rsa", 2048), ("ec", 256), ("ec", 384)])
def test_the_keys_of_the_circular_are_strong_enough(key):
    assert decide(replace(GOOD, key=key[0], bits=key[1])).outcome == Outcome.PASSED


@pytest.mark.parametrize("end", ENDS)
def test_a_certificate_that_ended_after_a_time_stated_alone_leaves_it_open(end):
    """The signer may have set the clock back: nobody vouches for the time."""
    verdict = decide(replace(GOOD, standing=Standing(end, AFTER)))
    assert (verdict.reason, verdict.outcome) == (LATER[end], Outcome.INDETERMINATE)


@pytest.mark.parametrize("end", ENDS)
@pytest.mark.parametrize("stated", [AT, AFTER])
def test_who_states_a_time_after_the_end_is_taken_at_their_word(end, stated):
    verdict = decide(replace(GOOD, standing=Standing(end, AT), stated_at=stated))
    assert (verdict.reason, verdict.outcome) == (end, Outcome.FAILED)


@pytest.mark.parametrize("end", ENDS)
def test_a_time_stamp_after_the_end_decides(end):
    found = replace(GOOD, standing=Standing(end, AT), stated_at=BEFORE, stamped_at=AFTER)
    assert decide(found).reason == end


@pytest.mark.parametrize("facts", [{"since": None}, {"stated_at": None}])
def test_an_end_without_a_time_leaves_it_open(facts):
    since = facts.get("since", BEFORE)
    stated = facts.get("stated_at", AT)
    found = replace(GOOD, standing=Standing(Reason.REVOKED, since), stated_at=stated)
    assert decide(found).reason == Reason.REVOKED_SINCE


def test_the_time_of_a_stamp_is_shown_before_the_signer_s_own():
    verdict = decide(replace(GOOD, stamped_at=AFTER))
    assert (verdict.signed_at, verdict.stamped) == (AFTER, True)


@given(
    st.builds(
        Found,
        signer=st.just("A"),
        serial=st.just("1"),
        digest=st.sampled_from(["sha256", "sha1", "md5"]),
        key=st.sampled_from(["rsa", "ec", "ed25519"]),
        bits=st.sampled_from([160, 256, 1024, 2048]),
        valid_from=st.just(BEFORE),
        standing=st.builds(
            Standing,
            st.sampled_from([None, Reason.UNTRUSTED, Reason.EXPIRED, Reason.REVOKED]),
            st.sampled_from([None, BEFORE, AFTER]),
        ),
        stated_at=st.sampled_from([None, AT]),
        stamped_at=st.sampled_from([None, AT]),
    )
)
def test_valid_is_what_is_good_in_every_respect(found):
    good = (
        found.coverage == Coverage.WHOLE,
        found.intact,
        found.genuine,
        found.digest == "sha256",
        (found.key, found.bits) in {("rsa", 2048), ("ec", 256), ("ec", 1024), ("ec", 2048)},
        found.standing.against is None,
        found.stamp_sound,
        found.accepted,
    )
    assert (decide(found).outcome == Outcome.PASSED) == all(good)


VERDICTS = st.builds(Verdict, st.sampled_from(Reason), signer=st.sampled_from("ABC"))


@given(st.lists(VERDICTS, min_size=1))
def test_the_worst_signature_decides(verdicts):
    order = list(Outcome)
    assert worst(verdicts).outcome == max(
        (verdict.outcome for verdict in verdicts), key=order.index
    )
    assert worst(verdicts) in verdicts


def test_of_equals_the_latest_signature_speaks():
    """It answers for the whole file, so whoever signed last is who has to have the authority."""
    first, last = Verdict(Reason.VALID, "A"), Verdict(Reason.VALID, "B")
    assert worst([first, last]) == last


def test_a_file_without_a_signature_has_failed():
    assert worst([]) == Verdict(Reason.NO_SIGNATURE)


VALID = Verdict(Reason.VALID, "Nguyễn Văn An", "5a01", AT, whole=True)


@pytest.mark.parametrize(
    ("verdict", "serials", "reason"),
    [
        (VALID, {"5a01"}, Reason.VALID),
        (VALID, {"77"}, Reason.UNAUTHORISED),
        (VALID, set(), Reason.UNAUTHORISED),
        (Verdict(Reason.ALTERED, "A", "77"), {"77"}, Reason.ALTERED),
        (Verdict(Reason.ALTERED, "A", "77"), {"5a01"}, Reason.ALTERED),
    ],
)
def test_only_who_is_authorised_may_sign_a_step(verdict, serials, reason):
    assert authorised(verdict, serials).reason == reason


def test_a_valid_signature_of_another_is_a_failure_with_its_signer():
    verdict = authorised(VALID, {"77"})
    assert verdict.outcome == Outcome.FAILED
    assert words.sentence(verdict).startswith("Người ký sai thẩm quyền: chữ ký của Nguyễn Văn An")


def test_where_the_law_asks_for_a_time_stamp_a_stated_time_is_not_enough():
    assert time_proven(VALID).reason == Reason.TIME_STAMP_MISSING
    assert time_proven(replace(VALID, stamped=True)).reason == Reason.VALID
    assert time_proven(Verdict(Reason.ALTERED)).reason == Reason.ALTERED


@pytest.mark.parametrize("reason", [each for each in Reason if each != Reason.VALID])
def test_what_is_not_valid_goes_no_further_and_says_why(reason):
    with pytest.raises(RuleBroken) as broken:
        check_passed(Verdict(reason, "Nguyễn Văn An"))
    assert broken.value.code == f"signing.because-{reason}"
    assert broken.value.text() == words.sentence(Verdict(reason, "Nguyễn Văn An"))


def test_a_valid_signature_goes_on():
    check_passed(VALID)


def test_every_sentence_of_the_catalogue_belongs_to_a_reason():
    said = {code.removeprefix("signing.because-") for code in MESSAGES if "because-" in code}
    assert said == {str(reason) for reason in Reason} - {"valid"}


def test_what_cannot_be_proven_is_told_apart_from_what_is_wrong():
    outcomes = {reason: Verdict(reason).outcome for reason in Reason}
    assert outcomes.pop(Reason.VALID) == Outcome.PASSED
    for reason, outcome in outcomes.items():
        expected = Outcome.INDETERMINATE if reason in UNDECIDED else Outcome.FAILED
        assert outcome == expected
        if expected == Outcome.INDETERMINATE and reason != Reason.TIME_STAMP_MISSING:
            assert "chưa" in words.sentence(Verdict(reason)).casefold()


@pytest.mark.parametrize(
    ("verdict", "language", "shown"),
    [
        (
            VALID,
            "vi",
            (
                "Hợp lệ",
                "Người ký: Nguyễn Văn An",
                "Thời điểm ký: 09:00:00 28/11/2026 (người ký tự khai)",
                "Tính toàn vẹn: Nguyên vẹn từ khi ký",
            ),
        ),
        (
            replace(VALID, stamped=True),
            "en",
            (
                "Valid",
                "Signed by: Nguyễn Văn An",
                "Signed at: 09:00:00 28/11/2026 (by time stamp)",
                "Integrity: As it was signed",
            ),
        ),
        (
            Verdict(Reason.UNREADABLE),
            "vi",
            (
                "Không hợp lệ",
                "Người ký: không rõ",
                "Thời điểm ký: không rõ",
                "Tính toàn vẹn: Không bảo đảm nguyên vẹn",
            ),
        ),
        (
            Verdict(Reason.UNTRUSTED, "A", "1", AT, whole=True),
            "vi",
            (
                "Chưa xác định được",
                "Người ký: A",
                "Thời điểm ký: 09:00:00 28/11/2026 (người ký tự khai)",
                "Tính toàn vẹn: Nguyên vẹn từ khi ký",
            ),
        ),
    ],
)
def test_a_verdict_is_shown_as_the_circular_asks(verdict, language, shown):
    lines = words.lines(verdict, language)
    outcome = words.outcome(verdict, language)
    assert (outcome, *(f"{label}: {value}" for label, value in lines)) == shown


@pytest.mark.parametrize("language", ["vi", "en"])
def test_a_valid_signature_has_its_sentence_too(language):
    assert "Nguyễn Văn An" in words.sentence(VALID, language)
