"""The country's table of days off: whole, marked where it is a forecast, refused where it is broken."""

from collections import Counter
from datetime import date, time

import pytest

from thidua.deadlines.outside import FOLDER, office, read_holidays
from thidua.deadlines.rules.holidays import Certainty, Kind, Row, calendar, forecast_years
from thidua.kernel.calendar import Calendar
from thidua.kernel.errors import RuleBroken
from thidua.kernel.periods import Period

ROWS = read_holidays()
HEAD = "day,kind,certainty,name,source\n"
GOOD = f"{HEAD}2026-01-01,holiday,official,Tết Dương lịch,Bộ luật Lao động\n"
HOURS = "hours = [[07:00:00, 11:30:00]]\ncut = 11:00:00\n"


def row(day, kind=Kind.HOLIDAY, certainty=Certainty.OFFICIAL):
    return Row(date.fromisoformat(day), kind, certainty, "tên", "nguồn")


def in_exchange(each):
    return each.name.startswith("Nghỉ hoán đổi")


@pytest.mark.parametrize(
    ("years", "days"),
    [(range(2019, 2021), 10), (range(2021, 2026), 11), (range(2026, 2028), 12)],
)
def test_each_year_gives_as_many_working_days_off_as_the_law(years, days):
    """Bộ luật Lao động 2012: 10 ngày; 2019: thêm một ngày Quốc khánh; từ 2026: Ngày Văn hóa."""
    off = Counter(
        each.day.year
        for each in ROWS
        if each.kind is Kind.HOLIDAY and each.day.weekday() < 5 and not in_exchange(each)
    )
    assert {year: off[year] for year in years} == dict.fromkeys(years, days)


def test_each_day_off_in_exchange_is_worked_on_a_day_of_rest():
    off = {f"{each.day:%d/%m/%Y}": each.name[-10:] for each in ROWS if in_exchange(each)}
    worked = {each.name[-10:]: f"{each.day:%d/%m/%Y}" for each in ROWS if each.kind is Kind.SWAPPED}
    assert worked.pop("31/12/2018") == "05/01/2019"  # its day off lies before the table
    assert off == worked
    assert all(each.day.weekday() > 4 for each in ROWS if each.kind is Kind.SWAPPED)


@pytest.mark.parametrize("year", range(2019, 2028))
def test_new_year_is_five_working_days_off_in_a_row(year):
    """Tết Âm lịch: năm ngày làm việc liền nhau, quanh mùng Một."""
    off = {each.day for each in ROWS if each.kind is Kind.HOLIDAY}
    weekdays = [day for day in Period(date(year, 1, 15), date(year, 3, 1)) if day.weekday() < 5]
    resting = [place for place, day in enumerate(weekdays) if day in off]
    assert resting == list(range(resting[0], resting[0] + 5))


def test_every_row_says_where_it_comes_from():
    assert all(each.name and each.source for each in ROWS)


def test_what_is_not_announced_or_not_verified_is_marked():
    forecast = {each.day.year for each in ROWS if each.certainty is Certainty.FORECAST}
    unverified = [each.day for each in ROWS if each.certainty is Certainty.UNVERIFIED]
    assert forecast == forecast_years(ROWS) == office().forecast == {2027}
    assert unverified == [date(2026, 11, 24)]


def test_the_countrys_office_is_read_once_with_its_hours():
    there = office()
    assert there is office()
    assert there.calendar.known == Period.inclusive(date(2019, 1, 1), date(2027, 12, 31))
    assert (there.hours.opening, there.hours.closing, there.cut) == (time(7), time(17), time(15))
    assert there.line.day == 480


def test_a_table_becomes_a_calendar_of_whole_years():
    rows = [row("2025-09-02"), row("2026-01-02"), row("2026-01-10", Kind.SWAPPED)]
    assert calendar(rows) == Calendar(
        Period(date(2025, 1, 1), date(2027, 1, 1)),
        frozenset({date(2025, 9, 2), date(2026, 1, 2)}),
        frozenset({date(2026, 1, 10)}),
    )


@pytest.mark.parametrize(
    ("rows", "code"),
    [
        ([], "deadlines.table-empty"),
        ([row("2024-01-01"), row("2026-01-01")], "deadlines.year-missing"),
        ([row("2024-01-01"), row("2024-01-01", Kind.SWAPPED)], "deadlines.day-twice"),
    ],
)
def test_a_table_with_holes_is_refused(rows, code):
    with pytest.raises(RuleBroken) as broken:
        calendar(rows)
    assert broken.value.code == code


def written(folder, table=GOOD, hours=HOURS):
    (folder / "vn.csv").write_text(table, encoding="utf-8")
    (folder / "office.toml").write_text(hours, encoding="utf-8")
    return folder


def test_another_folder_is_another_office(tmp_path):
    assert office(written(tmp_path)).cut == time(11)


@pytest.mark.parametrize(
    ("table", "hours", "code"),
    [
        (GOOD.replace("-01-01", "-13-01"), HOURS, "deadlines.bad-row"),
        (GOOD.replace("holiday", "rest"), HOURS, "deadlines.bad-row"),
        (GOOD.replace("official", "maybe"), HOURS, "deadlines.bad-row"),
        (GOOD.replace("day,kind", "ngày,kind"), HOURS, "deadlines.bad-row"),
        (f"{HEAD}2026-01-01\n", HOURS, "deadlines.bad-row"),
        (GOOD, "hours = 1\n", "deadlines.bad-file"),
        (GOOD, 'hours = [["7", "8"]]\ncut = 11:00:00\n', "deadlines.bad-file"),
        (GOOD, "cut = 11:00:00\n", "deadlines.bad-file"),
        (GOOD, "hours: 7", "deadlines.bad-file"),
        (GOOD, HOURS.replace("07:00", "12:00"), "deadlines.bad-hours"),
        (GOOD, HOURS.replace("cut = 11", "cut = 15"), "deadlines.bad-cut"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused(tmp_path, table, hours, code):
    with pytest.raises(RuleBroken) as broken:
        office(written(tmp_path, table, hours))
    assert broken.value.code == code


def test_a_folder_without_files_is_refused(tmp_path):
    assert FOLDER.is_dir()
    with pytest.raises(RuleBroken, match=r"deadlines\.file-missing"):
        office(tmp_path)
