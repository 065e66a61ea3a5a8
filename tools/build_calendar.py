"""Build data/calendar/vn.csv: `uv run --with holidays==0.109 python tools/build_calendar.py`.

The days come from the PyPI package `holidays`; it stands outside the locked requirements, because
it wants an older python-dateutil than icalendar does. `SWAPS` holds the exchanges of days, of which
it lacks 2 January 2026. `--check` compares the file and writes nothing.
"""

import csv
import io
import sys
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

import click
import holidays

FILE = Path(__file__).resolve().parents[1] / "data" / "calendar" / "vn.csv"
FIRST, LAST = 2019, 2027
FORECAST = 2027  # the first year of which nothing was announced when this was written
HEAD = ("day", "kind", "certainty", "name", "source")

CODES = {2019: "Bộ luật Lao động 2012, Điều 115", 2021: "Bộ luật Lao động 2019, Điều 112"}
IN_LIEU = {
    2019: "Bộ luật Lao động 2012, Điều 115 khoản 3",
    2021: "Bộ luật Lao động 2019, Điều 111 khoản 3",
}
CULTURE = "Nghị quyết 80-NQ/TW; văn bản quy định ngày nghỉ chưa đối chiếu"
YEARLY = "thông báo nghỉ Tết Âm lịch, Quốc khánh năm {year}; số văn bản chưa đối chiếu"
ANNOUNCED = {2025: "Thông báo 6150/TB-BLĐTBXH năm 2024"}  # of Tết and of Quốc khánh
SWAPS = {  # by the day off: the day that is worked for it, and what said so
    date(2019, 4, 29): (date(2019, 5, 4), "Công văn 6519/VPCP-KGVX năm 2018"),
    date(2024, 4, 29): (date(2024, 5, 4), "Công văn 2450/VPCP-KGVX năm 2024"),
    date(2025, 5, 2): (date(2025, 4, 26), "Thông báo 6150/TB-BLĐTBXH năm 2024"),
    date(2026, 1, 2): (
        date(2026, 1, 10),
        "thông báo hoán đổi ngày làm việc dịp Tết Dương lịch 2026; số văn bản chưa đối chiếu",
    ),
    date(2026, 8, 31): (
        date(2026, 8, 22),
        "thông báo nghỉ Tết Âm lịch, Quốc khánh năm 2026; số văn bản chưa đối chiếu",
    ),
    # the day off itself lies before the table
    date(2018, 12, 31): (date(2019, 1, 5), "Công văn 6519/VPCP-KGVX năm 2018"),
}

Line = tuple[str, str, str, str, str]


def lines() -> Iterator[Line]:
    """Give the rows of the table in order of their days."""
    named = package()
    off = sorted({*named, *(day for day in SWAPS if day.year >= FIRST)})
    rows = [(day, *_holiday(day, named.get(day, ""))) for day in off]
    rows += [(worked, *_swapped(off, source)) for off, (worked, source) in SWAPS.items()]
    for day, kind, certainty, name, source in sorted(rows):
        yield day.isoformat(), kind, certainty, name, source


def package() -> Mapping[date, str]:
    """Give what the package calls a day off."""
    years = range(FIRST, LAST + 1)
    return dict(holidays.country_holidays("VN", years=years, language="vi"))


def _holiday(day: date, name: str) -> tuple[str, str, str, str]:
    if day in SWAPS:
        worked, source = SWAPS[day]
        return "holiday", "official", f"Nghỉ hoán đổi, làm bù ngày {worked:%d/%m/%Y}", source
    if day.year >= FORECAST:
        return "holiday", "forecast", f"{name} (dự kiến)", "dự kiến theo Bộ luật Lao động 2019"
    if name.startswith("Ngày Văn hóa"):
        return "holiday", "unverified", name, CULTURE
    return "holiday", "official", name, _source(day.year, name)


def _source(year: int, name: str) -> str:
    if "Tết Nguyên Đán" in name or name == "29 Tết" or (name == "Quốc khánh" and year >= 2021):  # noqa: PLR2004 - the Labour Code of 2019 gives National Day a second day
        return f"{_of(CODES, year)}; {ANNOUNCED.get(year, YEARLY.format(year=year))}"
    return _of(IN_LIEU if "nghỉ bù" in name else CODES, year)


def _of(texts: Mapping[int, str], year: int) -> str:
    return texts[max(first for first in texts if first <= year)]


def _swapped(off: date, source: str) -> tuple[str, str, str, str]:
    return "swapped", "official", f"Làm bù cho ngày {off:%d/%m/%Y}", source


def table() -> str:
    """Write the table as it stands in the file."""
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator="\n").writerows([HEAD, *lines()])
    return out.getvalue()


def unknown() -> list[date]:
    """Find days that the package has worked in exchange, and this script does not know."""
    country = holidays.country_holidays("VN", years=range(FIRST, LAST + 1))
    worked = {worked for worked, _ in SWAPS.values()}
    return sorted(
        day for day in country.weekend_workdays if day.year >= FIRST and day not in worked
    )


@click.command()
@click.option("--check", is_flag=True, help="Say where the file differs; write nothing.")
def build(*, check: bool) -> None:
    """Build the table of days off, or compare it."""
    print(f"off by us alone: {sorted(map(str, SWAPS.keys() - package().keys()))}")
    print(f"worked by the package alone: {sorted(map(str, unknown()))}")
    made = table()
    if not check:
        FILE.write_text(made, encoding="utf-8")
    elif FILE.read_text(encoding="utf-8") != made:
        sys.exit(f"{FILE.name} is not what this script makes")


if __name__ == "__main__":
    build()
