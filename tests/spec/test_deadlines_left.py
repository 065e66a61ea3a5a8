"""Deadlines: how much working time is left, and in which words.

Một ngày là một ngày làm việc 8 giờ. Thời gian tạm dừng không trôi.
"""

import pytest

from deadlines_office import OFFICE, instant, pauses, rows, term
from thidua.deadlines.rules import Left, left
from thidua.deadlines.rules.words import said


def words(table):
    return [
        said(left(instant(now), instant(received), term(time), OFFICE, pauses(waited)))
        for received, time, waited, now, _ in rows(table)
    ]


def last(table):
    return [row[-1] for row in rows(table)]


def test_what_is_left_or_late_is_working_time():
    table = """
        nhận                | thời hạn | chờ | bây giờ             | nói
        T2 05/01/2026 14:00 | 3 ngày   |     | T2 05/01/2026 14:00 | còn 3 ngày 3 giờ
        T2 05/01/2026 14:00 | 3 ngày   |     | T4 07/01/2026 07:00 | còn 2 ngày
        T2 05/01/2026 14:00 | 3 ngày   |     | T5 08/01/2026 12:15 | còn 3 giờ 30 phút
        T2 05/01/2026 14:00 | 3 ngày   |     | T5 08/01/2026 16:59 | còn 1 phút
        T2 05/01/2026 14:00 | 3 ngày   |     | T5 08/01/2026 17:00 | đến hạn
        T2 05/01/2026 14:00 | 3 ngày   |     | T5 08/01/2026 20:00 | vừa quá hạn
        T2 05/01/2026 14:00 | 3 ngày   |     | T6 09/01/2026 07:45 | trễ 45 phút
        T2 05/01/2026 14:00 | 3 ngày   |     | CN 11/01/2026 09:00 | trễ 2 ngày
        T5 12/02/2026 14:00 | 2 ngày   |     | CN 15/02/2026 09:00 | còn 1 ngày
        T2 05/01/2026 16:00 | 8 giờ    |     | T2 05/01/2026 16:30 | còn 1 ngày
    """
    assert words(table) == last(table)


def test_in_a_pause_the_clock_stands_still():
    table = """
        nhận                | thời hạn | chờ                                               | bây giờ             | nói
        T2 05/01/2026 14:00 | 3 ngày   | bổ sung T3 06/01/2026 07:00 → nay                 | T3 06/01/2026 07:00 | còn 3 ngày
        T2 05/01/2026 14:00 | 3 ngày   | bổ sung T3 06/01/2026 07:00 → nay                 | T3 06/01/2026 07:01 | còn 3 ngày
        T2 05/01/2026 14:00 | 3 ngày   | bổ sung T3 06/01/2026 07:00 → nay                 | T6 23/01/2026 09:00 | còn 3 ngày
        T2 05/01/2026 14:00 | 3 ngày   | bổ sung T3 06/01/2026 07:00 → T6 09/01/2026 07:00 | T5 08/01/2026 09:00 | còn 3 ngày
        T2 05/01/2026 14:00 | 3 ngày   | bổ sung T3 06/01/2026 07:00 → T6 09/01/2026 07:00 | T7 10/01/2026 09:00 | còn 1 ngày 6 giờ
        T2 05/01/2026 14:00 | 1 ngày   | bổ sung T4 07/01/2026 09:00 → nay                 | T4 07/01/2026 11:00 | trễ 4 giờ
    """
    assert words(table) == last(table)


@pytest.mark.parametrize(
    ("late", "days", "minutes", "vi", "en"),
    [
        (False, 2, 180, "còn 2 ngày 3 giờ", "2 days 3 hours left"),
        (False, 2, 45, "còn 2 ngày", "2 days left"),
        (False, 1, 0, "còn 1 ngày", "1 day left"),
        (False, 0, 61, "còn 1 giờ 1 phút", "1 hour 1 minute left"),
        (True, 1, 0, "trễ 1 ngày", "1 day late"),
        (True, 0, 20, "trễ 20 phút", "20 minutes late"),
        (True, 0, 0, "vừa quá hạn", "just past due"),
        (False, 0, 0, "đến hạn", "due now"),
    ],
)
def test_the_two_largest_units_are_said(late, days, minutes, vi, en):
    there = Left(late, days, minutes)
    assert (said(there), said(there, "en")) == (vi, en)
