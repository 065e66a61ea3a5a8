"""The office of the worked examples, and how tables write instants, terms and pauses."""

import re
from datetime import date, datetime, time

from thidua.deadlines.rules import Hours, Office, Pause, Reason
from thidua.deadlines.rules.office import VIETNAM
from thidua.kernel.calendar import Calendar
from thidua.kernel.periods import Period
from thidua.procedures.rules import LegalTime, TimeUnit

HOURS = Hours(((time(7), time(11, 30)), (time(13, 30), time(17))))
HOLIDAYS = {
    date(2025, 9, 2), date(2026, 1, 1), date(2026, 1, 2),
    *(date(2026, 2, day) for day in range(16, 21)),
}  # fmt: skip
OFFICE = Office(
    Calendar(
        Period(date(2025, 1, 1), date(2027, 1, 1)),
        frozenset(HOLIDAYS),
        frozenset({date(2026, 1, 10)}),
    ),
    HOURS,
    forecast=frozenset({2026}),
)
DAYS = ("T2", "T3", "T4", "T5", "T6", "T7", "CN")
UNITS = {"ngày": TimeUnit.DAYS, "giờ": TimeUnit.HOURS}
REASONS = {"bổ sung": Reason.SUPPLEMENT, "nộp phí": Reason.PAYMENT}


def instant(text):
    """Read `T5 08/01/2026 14:59`; the day of the week is there for people, and has to be true."""
    weekday, rest = text.split(" ", 1)
    at = datetime.strptime(rest, "%d/%m/%Y %H:%M").replace(tzinfo=VIETNAM)
    assert DAYS[at.weekday()] == weekday, text
    return at


def shown(at):
    return "—" if at is None else f"{DAYS[at.weekday()]} {at:%d/%m/%Y %H:%M}"


def term(text):
    amount, unit = text.split()
    return LegalTime(int(amount), UNITS[unit])


def pauses(text):
    """Read `bổ sung T2 … → T4 …; nộp phí T5 … → nay`."""
    return tuple(map(_pause, filter(None, re.split(r"\s*;\s*", text))))


def _pause(text):
    reason, first, end = re.fullmatch(r"(bổ sung|nộp phí) (.+?) → (.+)", text).groups()
    return Pause(instant(first), None if end == "nay" else instant(end), REASONS[reason])


def rows(table):
    """Split a table into its rows, without the head."""
    _, *lines = table.strip().splitlines()
    return [[cell.strip() for cell in line.split("|")] for line in lines]
