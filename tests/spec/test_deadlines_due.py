"""Deadlines: when the clock starts, when a dossier is due.

Giờ hành chính 07:00–11:30 và 13:30–17:00; nhận từ 15:00 tính sang ngày làm việc sau. Đếm như dưới đây là
cách đọc của chúng tôi.
"""

from datetime import UTC, date, datetime, time

import pytest

from deadlines_office import HOURS, OFFICE, instant, pauses, rows, shown, term
from thidua.deadlines.rules import Hours, Office, Pause, Reason, due, starts
from thidua.deadlines.rules.office import VIETNAM
from thidua.kernel.calendar import Calendar
from thidua.kernel.errors import RuleBroken
from thidua.kernel.periods import Period
from thidua.procedures.rules import LegalTime, TimeUnit

ONE_DAY = LegalTime(1, TimeUnit.DAYS)


def started(table):
    return [(received, shown(starts(instant(received), OFFICE))) for received, _ in rows(table)]


def dues(table):
    return [
        shown(due(instant(received), term(time), OFFICE, pauses(waited[0] if waited else "")))
        for received, time, *waited, _ in rows(table)
    ]


def last(table):
    return [row[-1] for row in rows(table)]


def test_the_clock_starts_when_an_office_works():
    table = """
        nhận                | tính từ
        T5 08/01/2026 09:20 | T5 08/01/2026 09:20
        T5 08/01/2026 14:59 | T5 08/01/2026 14:59
        T5 08/01/2026 15:00 | T6 09/01/2026 07:00
        T5 08/01/2026 05:10 | T5 08/01/2026 07:00
        T5 08/01/2026 12:00 | T5 08/01/2026 13:30
        T5 08/01/2026 23:40 | T6 09/01/2026 07:00
        T6 09/01/2026 15:30 | T7 10/01/2026 07:00
        CN 11/01/2026 10:00 | T2 12/01/2026 07:00
        T6 13/02/2026 15:00 | T2 23/02/2026 07:00
        T3 17/02/2026 09:00 | T2 23/02/2026 07:00
    """
    assert [there for _, there in started(table)] == last(table)


def test_working_days_are_counted_from_the_day_after_the_receipt():
    """10/01/2026 là thứ Bảy làm bù cho thứ Sáu 02/01/2026; nghỉ Tết từ 14/02 đến hết 22/02/2026."""
    table = """
        nhận                | thời hạn | hạn trả
        T2 05/01/2026 08:00 | 1 ngày   | T3 06/01/2026 17:00
        T2 05/01/2026 14:59 | 3 ngày   | T5 08/01/2026 17:00
        T2 05/01/2026 15:00 | 3 ngày   | T6 09/01/2026 17:00
        T6 23/01/2026 14:59 | 1 ngày   | T2 26/01/2026 17:00
        T6 23/01/2026 15:30 | 1 ngày   | T3 27/01/2026 17:00
        T7 24/01/2026 09:00 | 1 ngày   | T3 27/01/2026 17:00
        T4 31/12/2025 08:00 | 1 ngày   | T2 05/01/2026 17:00
        T6 09/01/2026 08:00 | 1 ngày   | T7 10/01/2026 17:00
        T6 09/01/2026 15:30 | 1 ngày   | T2 12/01/2026 17:00
        T5 12/02/2026 08:00 | 2 ngày   | T2 23/02/2026 17:00
        T6 13/02/2026 16:00 | 5 ngày   | T2 02/03/2026 17:00
    """
    assert dues(table) == last(table)


def test_working_hours_run_over_lunch_night_and_rest():
    table = """
        nhận                | thời hạn | hạn trả
        T2 05/01/2026 07:00 | 8 giờ    | T2 05/01/2026 17:00
        T2 05/01/2026 10:00 | 8 giờ    | T3 06/01/2026 10:00
        T2 05/01/2026 14:30 | 8 giờ    | T3 06/01/2026 14:30
        T2 05/01/2026 15:00 | 8 giờ    | T3 06/01/2026 17:00
        T2 05/01/2026 12:00 | 2 giờ    | T2 05/01/2026 15:30
        T2 05/01/2026 09:30 | 2 giờ    | T2 05/01/2026 11:30
        T6 13/02/2026 14:30 | 4 giờ    | T2 23/02/2026 08:30
    """
    assert dues(table) == last(table)


def test_a_pause_moves_the_deadline_by_the_working_time_that_it_took():
    table = """
        nhận                | thời hạn | chờ                                                     | hạn trả
        T2 05/01/2026 08:00 | 3 ngày   | bổ sung T3 06/01/2026 09:00 → T3 06/01/2026 11:00       | T6 09/01/2026 09:00
        T2 05/01/2026 08:00 | 3 ngày   | bổ sung T3 06/01/2026 07:00 → T4 07/01/2026 07:00       | T6 09/01/2026 17:00
        T2 05/01/2026 08:00 | 3 ngày   | bổ sung T3 06/01/2026 17:30 → T4 07/01/2026 06:00       | T5 08/01/2026 17:00
        T5 12/02/2026 08:00 | 2 ngày   | bổ sung T6 13/02/2026 16:00 → T2 23/02/2026 08:00       | T3 24/02/2026 09:00
        T2 05/01/2026 10:00 | 8 giờ    | nộp phí T2 05/01/2026 11:00 → T2 05/01/2026 14:00       | T3 06/01/2026 11:00
        T2 05/01/2026 08:00 | 3 ngày   | bổ sung T3 06/01/2026 09:00 → nay                       | —
        T2 05/01/2026 08:00 | 1 ngày   | bổ sung T4 07/01/2026 09:00 → T5 08/01/2026 09:00       | T3 06/01/2026 17:00
        T2 05/01/2026 08:00 | 1 ngày   | bổ sung T4 07/01/2026 09:00 → nay                       | T3 06/01/2026 17:00
        T2 05/01/2026 08:00 | 1 ngày   | bổ sung T3 06/01/2026 17:00 → T4 07/01/2026 09:00       | T3 06/01/2026 17:00
        T2 05/01/2026 08:00 | 1 ngày   | bổ sung T3 06/01/2026 16:59 → T4 07/01/2026 09:00       | T4 07/01/2026 09:01
    """
    assert dues(table) == last(table)


def test_pauses_that_overlap_are_taken_once():
    table = """
        nhận                | thời hạn | chờ | hạn trả
        T2 05/01/2026 08:00 | 3 ngày   | bổ sung T3 06/01/2026 08:00 → T3 06/01/2026 10:00; nộp phí T3 06/01/2026 09:00 → T3 06/01/2026 11:00 | T6 09/01/2026 10:00
        T2 05/01/2026 08:00 | 3 ngày   | nộp phí T3 06/01/2026 09:00 → T3 06/01/2026 10:00; bổ sung T3 06/01/2026 08:00 → T3 06/01/2026 11:00 | T6 09/01/2026 10:00
        T2 05/01/2026 08:00 | 3 ngày   | bổ sung T3 06/01/2026 08:00 → T3 06/01/2026 09:00; nộp phí T4 07/01/2026 08:00 → T4 07/01/2026 09:00 | T6 09/01/2026 09:00
    """
    assert dues(table) == last(table)


def test_an_appointment_that_was_given_stands_and_is_moved_by_pauses():
    received, promised = instant("T2 05/01/2026 08:00"), instant("T7 17/01/2026 10:00")
    waited = pauses("bổ sung T3 06/01/2026 09:00 → T3 06/01/2026 11:00")
    assert shown(due(received, promised, OFFICE)) == "T7 17/01/2026 10:00"
    assert shown(due(received, promised, OFFICE, waited)) == "T2 19/01/2026 09:00"
    late = pauses("bổ sung T3 20/01/2026 09:00 → T3 20/01/2026 11:00")
    assert shown(due(received, promised, OFFICE, late)) == "T7 17/01/2026 10:00"


def test_the_calendar_of_the_deciding_agency_counts():
    """Cơ quan nghỉ ngày 06/01/2026 thì hạn của hồ sơ thuộc cơ quan ấy lùi một ngày, dù nộp ở đâu."""
    away = Calendar(OFFICE.calendar.known, frozenset({date(2026, 1, 6)}), frozenset())
    received = instant("T2 05/01/2026 08:00")
    assert shown(due(received, ONE_DAY, OFFICE)) == "T3 06/01/2026 17:00"
    assert shown(due(received, ONE_DAY, Office(away, HOURS))) == "T4 07/01/2026 17:00"


def test_hours_and_the_cut_are_data():
    morning = Office(OFFICE.calendar, Hours(((time(8), time(12)),)), cut=time(11))
    received = instant("T2 05/01/2026 10:30")
    assert shown(due(received, LegalTime(2, TimeUnit.HOURS), morning)) == "T3 06/01/2026 08:30"
    assert shown(starts(instant("T2 05/01/2026 11:00"), morning)) == "T3 06/01/2026 08:00"


def test_an_instant_is_the_same_in_every_zone_and_seconds_are_cut_off():
    assert (
        shown(starts(datetime(2026, 1, 5, 7, 59, 59, tzinfo=UTC), OFFICE)) == "T2 05/01/2026 14:59"
    )
    assert shown(due(datetime(2026, 1, 5, 8, tzinfo=UTC), ONE_DAY, OFFICE)) == "T4 07/01/2026 17:00"


def test_a_deadline_in_a_year_that_was_not_announced_is_a_forecast():
    assert OFFICE.is_forecast(instant("T2 05/01/2026 08:00"))
    assert not OFFICE.is_forecast(instant("T4 31/12/2025 08:00"))


@pytest.mark.parametrize(
    ("received", "amount"),
    [("T4 30/12/2026 08:00", 2), ("T5 31/12/2026 16:00", 1), ("T2 04/01/2027 08:00", 1),
     ("T3 31/12/2024 08:00", 1), ("T2 05/01/2026 08:00", 10_000)],
)  # fmt: skip
def test_a_year_without_a_calendar_is_refused(received, amount):
    with pytest.raises(RuleBroken, match=r"kernel\.calendar-unknown"):
        due(instant(received), LegalTime(amount, TimeUnit.DAYS), OFFICE)


def test_a_time_of_nothing_is_refused():
    with pytest.raises(RuleBroken, match=r"deadlines\.no-time"):
        due(instant("T2 05/01/2026 08:00"), LegalTime(0, TimeUnit.HOURS), OFFICE)


def test_an_instant_without_a_zone_is_refused():
    with pytest.raises(RuleBroken, match=r"deadlines\.no-zone"):
        starts(datetime(2026, 1, 5, 8), OFFICE)  # noqa: DTZ001 - that is what is refused


def test_a_pause_that_ends_before_it_begins_is_refused():
    first, end = instant("T3 06/01/2026 09:00"), instant("T3 06/01/2026 08:59")
    with pytest.raises(RuleBroken, match=r"deadlines\.pause-backwards"):
        Pause(first, end, Reason.PAYMENT)


@pytest.mark.parametrize(
    "spans",
    [
        (),
        ((time(8), time(8)),),
        ((time(8), time(12)), (time(11), time(17))),
        ((time(13), time(17)), (time(8), time(12))),
        ((time(8, 0, 30), time(12)),),
        ((time(8), time(12, 0, 0, 1)),),
    ],
)
def test_hours_that_cannot_be_are_refused(spans):
    with pytest.raises(RuleBroken, match=r"deadlines\.bad-hours"):
        Hours(spans)


@pytest.mark.parametrize("cut", [time(7), time(17, 1)])
def test_a_cut_outside_the_working_day_is_refused(cut):
    with pytest.raises(RuleBroken, match=r"deadlines\.bad-cut"):
        Office(OFFICE.calendar, HOURS, cut)


def test_a_zone_is_an_argument():
    """Việt Nam dùng một múi giờ; kiểm thử này chỉ giữ cho múi giờ là tham số."""
    week = Calendar(Period(date(2026, 1, 5), date(2026, 1, 10)), frozenset(), frozenset())
    noon = datetime(2026, 1, 5, 8, tzinfo=VIETNAM)
    assert starts(noon, Office(week, HOURS, zone=UTC)).hour == 7
