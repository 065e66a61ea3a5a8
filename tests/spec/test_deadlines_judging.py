"""Deadlines: early, on time or late (766, indicator 2.1), and the one apology.

Hồ sơ nhận T2 05/01/2026 08:00, thời hạn 3 ngày: hạn trả T5 08/01/2026 17:00. Kỳ kết thúc T7 31/01/2026 23:59.
"""

import pytest

from deadlines_office import OFFICE, instant, pauses, rows, term
from thidua.deadlines.rules.judging import Course, check_apology, judge
from thidua.kernel.errors import RuleBroken

RECEIVED = instant("T2 05/01/2026 08:00")
UNTIL = instant("T7 31/01/2026 23:59")
SAID = {"early": "trước hạn", "on-time": "đúng hạn", "late": "quá hạn", None: "không xét được"}


def maybe(text):
    return instant(text) if text else None


def judged(course, until=UNTIL):
    return SAID[judge(course, OFFICE, until)]


def last(table):
    return [row[-1] for row in rows(table)]


def test_the_first_end_that_is_known_is_compared_with_the_due_instant():
    table = """
        xử lý xong          | trả kết quả         | dừng, từ chối       | kết luận
        T4 07/01/2026 17:00 |                     |                     | trước hạn
        T5 08/01/2026 07:00 |                     |                     | đúng hạn
        T5 08/01/2026 17:00 |                     |                     | đúng hạn
        T5 08/01/2026 17:01 |                     |                     | quá hạn
        T4 07/01/2026 17:00 | T6 09/01/2026 09:00 |                     | trước hạn
                            | T6 09/01/2026 09:00 |                     | quá hạn
                            | T5 08/01/2026 09:00 | T6 09/01/2026 09:00 | đúng hạn
                            |                     | T3 06/01/2026 09:00 | trước hạn
                            |                     |                     | quá hạn
    """
    assert [
        judged(Course(RECEIVED, term("3 ngày"), None, (), *map(maybe, ends)))
        for *ends, _ in rows(table)
    ] == last(table)


def test_a_dossier_in_hand_is_looked_at_as_of_the_end_of_the_period():
    """Kết thúc sau ngày cuối kỳ thì ở kỳ ấy vẫn là hồ sơ đang giải quyết."""
    table = """
        xử lý xong          | cuối kỳ             | kết luận
                            | T4 07/01/2026 23:59 | đúng hạn
                            | T5 08/01/2026 23:59 | quá hạn
        T6 09/01/2026 09:00 | T4 07/01/2026 23:59 | đúng hạn
        T6 09/01/2026 09:00 | T7 31/01/2026 23:59 | quá hạn
    """
    assert [
        judged(Course(RECEIVED, term("3 ngày"), finished_at=maybe(end)), instant(until))
        for end, until, _ in rows(table)
    ] == last(table)


def test_one_supplement_request_does_not_count_and_two_make_it_late():
    table = """
        chờ                                                                                                   | xử lý xong          | kết luận
        bổ sung T3 06/01/2026 07:00 → T4 07/01/2026 07:00                                                     | T6 09/01/2026 16:00 | đúng hạn
        bổ sung T3 06/01/2026 07:00 → T4 07/01/2026 07:00                                                     | T5 08/01/2026 16:00 | trước hạn
        bổ sung T3 06/01/2026 07:00 → T4 07/01/2026 07:00                                                     | T7 10/01/2026 08:00 | quá hạn
        bổ sung T3 06/01/2026 07:00 → T4 07/01/2026 07:00; bổ sung T4 07/01/2026 08:00 → T4 07/01/2026 09:00  | T4 07/01/2026 10:00 | quá hạn
        bổ sung T3 06/01/2026 07:00 → T4 07/01/2026 07:00; nộp phí T4 07/01/2026 08:00 → T4 07/01/2026 09:00  | T7 10/01/2026 08:00 | đúng hạn
        bổ sung T3 06/01/2026 07:00 → T4 07/01/2026 07:00; bổ sung T2 12/01/2026 08:00 → T2 12/01/2026 09:00  | T6 09/01/2026 16:00 | đúng hạn
        bổ sung T3 06/01/2026 07:00 → nay                                                                     |                     | đúng hạn
        bổ sung T3 06/01/2026 07:00 → nay                                                                     | T6 30/01/2026 16:00 | đúng hạn
    """
    assert [
        judged(Course(RECEIVED, term("3 ngày"), None, pauses(waited), maybe(end)))
        for waited, end, _ in rows(table)
    ] == last(table)


def test_the_appointment_goes_before_the_legal_time():
    table = """
        hẹn trả             | thời hạn | xử lý xong          | kết luận
        T4 07/01/2026 10:00 | 3 ngày   | T4 07/01/2026 11:00 | quá hạn
        T2 12/01/2026 10:00 | 3 ngày   | T6 09/01/2026 11:00 | trước hạn
                            | 8 giờ    | T3 06/01/2026 08:00 | đúng hạn
                            | 8 giờ    | T3 06/01/2026 08:01 | quá hạn
                            |          | T3 06/01/2026 08:01 | không xét được
    """
    assert [
        judged(Course(RECEIVED, term(time) if time else None, maybe(told), (), maybe(end)))
        for told, time, end, _ in rows(table)
    ] == last(table)


def test_two_supplement_requests_are_late_even_without_a_legal_time():
    twice = pauses(
        "bổ sung T3 06/01/2026 07:00 → T3 06/01/2026 08:00; bổ sung T3 06/01/2026 09:00 → nay"
    )
    assert judged(Course(RECEIVED, None, pauses=twice)) == "quá hạn"


def apology(made, again, standing="T5 08/01/2026 17:00"):
    check_apology(made=made, again=instant(again), standing=maybe(standing), office=OFFICE)


@pytest.mark.parametrize("again", ["T6 09/01/2026 07:00", "T7 10/01/2026 11:30"])
def test_one_apology_gives_a_later_day(again):
    apology(0, again)


@pytest.mark.parametrize(
    ("made", "again", "standing", "code"),
    [
        (1, "T6 09/01/2026 16:00", "T5 08/01/2026 17:00", "deadlines.apology-again"),
        (0, "T6 09/01/2026 16:00", "", "deadlines.apology-in-pause"),
        (0, "T5 08/01/2026 17:00", "T5 08/01/2026 17:00", "deadlines.apology-no-later"),
        (0, "T6 09/01/2026 12:00", "T5 08/01/2026 17:00", "deadlines.apology-closed"),
        (0, "CN 11/01/2026 09:00", "T5 08/01/2026 17:00", "deadlines.apology-closed"),
    ],
)
def test_other_apologies_are_refused(made, again, standing, code):
    with pytest.raises(RuleBroken) as broken:
        apology(made, again, standing)
    assert broken.value.code == code
