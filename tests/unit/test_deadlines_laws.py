"""Laws of deadlines, on calendars, hours and pauses that nobody would think of."""

from datetime import date, datetime, time, timedelta
from itertools import groupby, islice, takewhile

from hypothesis import given, settings
from hypothesis import strategies as st

from thidua.deadlines.rules import Hours, Left, Office, Pause, Reason, due, left, starts
from thidua.deadlines.rules.judging import Course, Timing, judge
from thidua.deadlines.rules.office import VIETNAM
from thidua.kernel.calendar import Calendar
from thidua.kernel.periods import Period
from thidua.procedures.rules import LegalTime, TimeUnit

KNOWN = Period(date(2026, 1, 1), date(2027, 1, 1))
BUSY = [date(2026, 1, 5) + timedelta(days) for days in range(28)]  # where things happen
MINUTE = timedelta(minutes=1)
AT_LEISURE = settings(deadline=None)  # an example lays out a year, or walks through its minutes
OPENING = datetime(2026, 1, 5, tzinfo=VIETNAM)
LAST = 28 * 24 * 60 - 1


def since(first):
    """Draw any minute, and often one at which an office opens or closes."""
    minutes = (first - OPENING) // MINUTE
    edges = st.integers(-(-minutes // 30), LAST // 30).map(lambda half: half * 30)
    anywhere = st.integers(minutes, LAST)
    drawn = st.one_of(edges, anywhere) if minutes <= LAST // 30 * 30 else anywhere
    return drawn.map(lambda minute: OPENING + minute * MINUTE)


instants = since(OPENING)
terms = st.one_of(
    st.builds(LegalTime, st.integers(1, 6), st.just(TimeUnit.DAYS)),
    st.builds(LegalTime, st.integers(1, 20), st.just(TimeUnit.HOURS)),
)


@st.composite
def hours(draw):
    edges = draw(st.sets(st.integers(0, 47), min_size=2, max_size=6))
    times = [time(edge // 2, edge % 2 * 30) for edge in sorted(edges)]
    return Hours(tuple(zip(times[::2], times[1::2], strict=False)))


@st.composite
def offices(draw):
    daily = draw(hours())
    first, last = (at.hour * 60 + at.minute for at in (daily.opening, daily.closing))
    cut = draw(st.integers(first + 1, last))
    weekdays = [day for day in BUSY if day.weekday() < 5]
    off = draw(st.frozensets(st.sampled_from(weekdays), max_size=15))
    worked = draw(st.frozensets(st.sampled_from([day for day in BUSY if day.weekday() > 4])))
    return Office(Calendar(KNOWN, off, worked), daily, time(cut // 60, cut % 60))


@st.composite
def waits(draw, *, after=OPENING, closed=False):
    first, end = sorted((draw(since(after)), draw(since(after))))
    ends = st.just(end) if closed else st.sampled_from([end, end, end, None])
    return Pause(first, draw(ends), draw(st.sampled_from(Reason)))


pauses = st.lists(waits(), max_size=4).map(tuple)


# ---- the plain clock: one working minute after the other ----


def working(office, first):
    """Yield the working minutes from an instant on, as they are lived."""
    for day in Period(first.date(), KNOWN.end):
        if office.calendar.is_working(day):
            for start, end in office.hours.spans:
                at = max(datetime.combine(day, start, VIETNAM), first)
                while at < datetime.combine(day, end, VIETNAM):
                    yield at
                    at += MINUTE


def lived(office, received):
    """Yield the working minutes of a dossier's clock."""
    if office.calendar.is_working(received.date()) and received.time() >= office.cut:
        received = received.replace(hour=0, minute=0) + timedelta(1)
    return working(office, received)


def budget(office, received, term):
    """Count the working minutes that may be used."""
    if term.unit is TimeUnit.HOURS:
        return term.amount * 60
    days = (minutes for _, minutes in groupby(lived(office, received), key=datetime.date))
    return sum(len(list(minutes)) for minutes in islice(days, term.amount + 1))


def stands_still(at, pauses):
    return any(pause.first <= at and (pause.end is None or at < pause.end) for pause in pauses)


def plain_due(office, received, term, pauses):
    rest = budget(office, received, term)
    for at in lived(office, received):
        if any(pause.end is None and pause.first <= at for pause in pauses):
            return None
        rest -= not stands_still(at, pauses)
        if not rest:
            return at + MINUTE
    raise AssertionError(rest)


def plain_left(office, now, received, term, pauses):
    limit = plain_due(office, received, term, pauses)
    until_now = takewhile(lambda at: at < now, lived(office, received))
    if limit is not None and now > limit:
        return True, sum(limit <= at for at in until_now)
    used = sum(not stands_still(at, pauses) for at in until_now)
    return False, budget(office, received, term) - used


@AT_LEISURE
@given(offices(), instants, terms, pauses)
def test_the_deadline_is_where_a_clock_of_minutes_runs_out(office, received, term, pauses):
    assert starts(received, office) == next(lived(office, received))
    assert due(received, term, office, pauses) == plain_due(office, received, term, pauses)


@AT_LEISURE
@given(offices(), instants, instants, terms, pauses)
def test_what_is_left_is_what_the_clock_of_minutes_has(office, received, now, term, pauses):
    there = left(now, received, term, office, pauses)
    minutes = there.days * office.line.day + there.minutes
    assert (there.late, minutes) == plain_left(office, now, received, term, pauses)


# ---- laws ----


@AT_LEISURE
@given(offices(), instants, instants, terms, st.data())
def test_a_later_receipt_is_never_due_earlier(office, one, other, term, data):
    first, then = sorted((one, other))
    waited = data.draw(st.lists(waits(after=then, closed=True), max_size=3))
    assert due(first, term, office, waited) <= due(then, term, office, waited)


@AT_LEISURE
@given(offices(), instants, terms, st.lists(waits(closed=True), max_size=4))
def test_a_deadline_lies_in_office_hours_of_a_working_day(office, received, term, waited):
    limit = due(received, term, office, waited)
    assert office.calendar.is_working(limit.date())
    assert office.serves(limit)


@AT_LEISURE
@given(offices(), instants, terms, pauses, instants, st.sampled_from(Reason))
def test_a_pause_of_no_length_changes_nothing(office, received, term, pauses, at, reason):
    longer = (*pauses, Pause(at, at, reason))
    assert due(received, term, office, longer) == due(received, term, office, pauses)


@AT_LEISURE
@given(offices(), instants, instants, terms, pauses, st.data())
def test_a_pause_in_two_pieces_is_the_same_pause(office, received, now, term, pauses, data):
    whole = data.draw(waits(closed=True))
    length = (whole.end - whole.first) // MINUTE
    middle = whole.first + data.draw(st.integers(0, length)) * MINUTE
    pieces = (Pause(whole.first, middle, whole.reason), Pause(middle, whole.end, whole.reason))
    one, two = (*pauses, whole), (*pieces, *pauses)
    assert due(received, term, office, one) == due(received, term, office, two)
    assert left(now, received, term, office, one) == left(now, received, term, office, two)


@AT_LEISURE
@given(offices(), instants, terms, st.lists(waits(closed=True), max_size=4), st.sampled_from(BUSY))
def test_another_holiday_never_makes_it_earlier(office, received, term, waited, day):
    calendar = office.calendar
    rest = Calendar(KNOWN, calendar.holidays | {day}, calendar.swapped - {day})
    longer = Office(rest, office.hours, office.cut)
    assert due(received, term, office, waited) <= due(received, term, longer, waited)


@AT_LEISURE
@given(offices(), instants, terms, st.lists(waits(closed=True), max_size=4))
def test_at_the_deadline_nothing_is_left_and_a_minute_later_it_is_late(
    office, received, term, waited
):
    limit = due(received, term, office, waited)
    assert left(limit, received, term, office, waited) == Left(late=False, days=0, minutes=0)
    assert left(limit + MINUTE, received, term, office, waited).late


@AT_LEISURE
@given(offices(), instants, st.integers(1, 20))
def test_without_pauses_the_kernel_counts_the_same_days(office, received, count):
    limit = due(received, LegalTime(count, TimeUnit.DAYS), office)
    first = starts(received, office).date()
    assert limit.date() == office.calendar.add_working_days(first, count)
    assert limit.time() == office.hours.closing


@AT_LEISURE
@given(offices(), instants, instants)
def test_an_appointment_is_due_when_it_was_promised(office, received, promised):
    assert due(received, promised, office) == promised


@AT_LEISURE
@given(offices(), instants, terms, instants, pauses)
def test_what_is_judged_late_is_what_has_no_time_left(office, received, term, end, pauses):
    """Pauses of payments only: a second supplement request makes late by itself."""
    waited = tuple(Pause(each.first, each.end, Reason.PAYMENT) for each in pauses)
    known = tuple(pause for pause in waited if pause.first < end)
    timing = judge(
        Course(received, term, None, waited, finished_at=end), office, OPENING + 400 * timedelta(1)
    )
    assert (timing is Timing.LATE) == left(end, received, term, office, known).late
