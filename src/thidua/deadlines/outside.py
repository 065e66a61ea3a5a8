"""Files: the table of days off and the office hours that stand beside the package.

`data/` is found from this file's place, as an editable install leaves it: the repository's root.
"""

import csv
import io
import tomllib
from collections.abc import Mapping
from datetime import date, time
from functools import cache
from pathlib import Path

from thidua.deadlines.rules import Hours, Office
from thidua.deadlines.rules.holidays import Certainty, Kind, Row, calendar, forecast_years
from thidua.kernel.errors import RuleBroken

FOLDER = Path(__file__).resolve().parents[3] / "data" / "calendar"


@cache
def office(folder: Path = FOLDER) -> Office:
    """Give the office of the country's calendar and the hours that are written beside it."""
    rows = read_holidays(folder)
    hours, cut = _hours(folder / "office.toml")
    return Office(calendar(rows), hours, cut, forecast=forecast_years(rows))


def read_holidays(folder: Path = FOLDER) -> tuple[Row, ...]:
    """Read the table of days off and of days worked in exchange."""
    path = folder / "vn.csv"
    lines = enumerate(csv.DictReader(io.StringIO(_text(path), newline="")), start=2)
    return tuple(_row(path, number, line) for number, line in lines)


def _row(path: Path, number: int, line: Mapping[str, str]) -> Row:
    try:
        return Row(
            date.fromisoformat(line["day"]),
            Kind(line["kind"]),
            Certainty(line["certainty"]),
            line["name"],
            line["source"],
        )
    except (KeyError, TypeError, ValueError) as error:
        raise RuleBroken("deadlines.bad-row", file=path.name, line=number, reason=error) from error


def _hours(path: Path) -> tuple[Hours, time]:
    try:
        said = tomllib.loads(_text(path))
        return Hours(tuple((first, end) for first, end in said["hours"])), said["cut"]
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise RuleBroken("deadlines.bad-file", file=path.name, reason=error) from error


def _text(path: Path) -> str:
    try:
        return path.read_text("utf-8")
    except FileNotFoundError:
        raise RuleBroken("deadlines.file-missing", path=path) from None
