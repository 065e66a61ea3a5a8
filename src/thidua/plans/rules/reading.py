"""Read values out of a plan's tables, strictly, and collect everything that is wrong.

A reader never raises: it notes a problem and hands back a harmless stand-in, so that one
reading finds all problems. A plan with a problem is never used.
"""

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from difflib import get_close_matches
from fractions import Fraction

Path = tuple[str | int, ...]

REMARKS = frozenset(
    {
        "campaigns.name-says-days",
        "campaigns.unused-measure",
        "campaigns.may-exceed-whole",
        "campaigns.group-empty",
        "campaigns.parent-not-looked-at",
    }
)
UNKNOWN: Mapping[str, tuple[str, str]] = {  # without a guess, and with one
    "key": ("campaigns.unknown-key", "campaigns.unknown-key-near"),
    "word": ("campaigns.unknown-word", "campaigns.unknown-word-near"),
    "method": ("campaigns.unknown-method", "campaigns.unknown-method-near"),
    "measure": ("campaigns.unknown-measure", "campaigns.unknown-measure-near"),
    "criterion": ("campaigns.unknown-criterion", "campaigns.unknown-criterion-near"),
    "group": ("campaigns.unknown-group", "campaigns.unknown-group-near"),
}
CODE = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*", re.ASCII)
MEASURE_KEY = re.compile(r"[a-z0-9]+([.-][a-z0-9]+)*", re.ASCII)
EXACT = re.compile(r"\d{1,15}(\.\d{1,15}|/0*[1-9]\d{0,14})?", re.ASCII)
SHARE = re.compile(r"\d{1,15}(\.\d{1,15})?%", re.ASCII)
EARLIEST, LATEST = date(1945, 9, 2), date(2199, 12, 31)
HANOI = timedelta(hours=7)
LONGEST_CODE = 60


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong at `path`: a code of the catalogue with its facts."""

    path: Path
    code: str
    facts: Mapping[str, object]

    @property
    def is_remark(self) -> bool:
        """Whether it is only worth a look: the plan can be used all the same."""
        return self.code in REMARKS


@dataclass(frozen=True, slots=True)
class Table:
    """A table of the file: what it holds, where it stands, and the problems found so far."""

    data: Mapping[str, object]
    path: Path
    problems: list[Problem]

    def note(self, at: str | int | None, code: str, /, **facts: object) -> None:
        """Keep a problem of something in this table, or of the table itself (None)."""
        path = self.path if at is None else (*self.path, at)
        self.problems.append(Problem(path, code, facts))


def shown(value: object, width: int = 60) -> str:
    """Show a value of the file in a message, on one line and cut to `width`."""
    words = " ".join(str(value).split())
    return words if len(words) <= width else f"{words[: width - 1]}…"


def plain(number: Fraction) -> str:
    """Write an exact number as the file would: `12.5`, or `1/3` where no decimals can."""
    scaled = number * 10**6
    if scaled.denominator != 1:
        return str(number)
    whole_part, rest = divmod(scaled.numerator, 10**6)
    return f"{whole_part}.{rest:06d}".rstrip("0").rstrip(".")


def expect_keys(table: Table, keys: Collection[str]) -> None:
    """Note every key that is not in the format, with the one that was probably meant."""
    for key in table.data:
        if key not in keys:
            table.problems.append(unknown((*table.path, key), "key", key, keys))


def unknown(path: Path, what: str, value: str, known: Collection[str]) -> Problem:
    """Say that `value` is not among `known`, with the nearest of them as a guess."""
    plainly, guessing = UNKNOWN[what]
    if near := get_close_matches(value[:LONGEST_CODE], known, n=1):
        return Problem(path, guessing, {"value": shown(value), "near": near[0]})
    listed = shown(", ".join(sorted(known)), 200)
    return Problem(path, plainly, {"value": shown(value), "known": listed})


def strangers(
    what: str, named: Iterable[tuple[Path, str]], known: Collection[str]
) -> Iterator[Problem]:
    """Say of each name that is not among `known` that it is not."""
    return (unknown(path, what, name, known) for path, name in named if name not in known)


def given(table: Table, key: str, default: object) -> object:
    """Take what stands under `key`; None, with a note, where nothing does and no default is."""
    if key in table.data:
        return table.data[key]
    if default is None:
        table.note(key, "campaigns.missing-key", key=key)
    return default


def text(table: Table, key: str, default: str | None = None) -> str:
    """Read words; an empty text counts as missing unless a default allows it."""
    value = given(table, key, default)
    if value is None:
        return ""
    if not isinstance(value, str):
        table.note(key, "campaigns.not-text", key=key)
        return ""
    if default is None and not value.strip():
        table.note(key, "campaigns.empty-text", key=key)
    return value.strip()


def code(table: Table, key: str, pattern: re.Pattern[str] = CODE) -> str:
    """Read a code: small letters, digits and hyphens."""
    value = text(table, key)
    if value and not (pattern.fullmatch(value) and len(value) <= LONGEST_CODE):
        table.note(key, "campaigns.bad-code", value=shown(value))
    return value


def word(table: Table, key: str, words: Iterable[str], default: str | None = None) -> str:
    """Read one word of a closed list."""
    known = [str(each) for each in words]
    value = given(table, key, default)
    if isinstance(value, str) and value in known:
        return value
    if isinstance(value, str):
        table.problems.append(unknown((*table.path, key), "word", value, known))
    elif value is not None:
        table.note(key, "campaigns.not-text", key=key)
    return known[0]


def whole(table: Table, key: str, *, least: int, most: int = 10**12) -> int:
    """Read a whole number from `least` to `most`."""
    value = given(table, key, None)
    if value is None:
        return least
    if type(value) is not int or not least <= value <= most:
        table.note(key, "campaigns.not-whole", key=key, least=least, most=most)
        return least
    return value


def yes_no(table: Table, key: str, *, default: bool) -> bool:
    """Read true or false."""
    value = table.data.get(key, default)
    if not isinstance(value, bool):
        table.note(key, "campaigns.not-yes-no", key=key)
        return default
    return value


def day(table: Table, key: str) -> date:
    """Read a day, written without quotes: 2024-10-10."""
    value = given(table, key, None)
    if type(value) is date and EARLIEST <= value <= LATEST:
        return value
    if value is not None:
        table.note(key, "campaigns.not-day", key=key)
    return EARLIEST


def instant(table: Table, key: str) -> datetime | None:
    """Read an instant in Vietnam's time, or None where the plan names none."""
    value = table.data.get(key)
    if value is None:
        return None
    if not isinstance(value, datetime) or value.utcoffset() != HANOI:
        table.note(key, "campaigns.not-instant", key=key)
        return None
    return value


def exact(value: object) -> Fraction | None:
    """Read an exact number that is not negative: 60, "12.5", "1/3"; None for anything else."""
    if type(value) is int and 0 <= value < 10**15:
        return Fraction(value)
    if isinstance(value, str) and EXACT.fullmatch(value):
        return Fraction(value)
    return None


def share(value: object) -> Fraction | None:
    """Read a share, "60%" or "87.25%"; None for anything else."""
    if isinstance(value, str) and SHARE.fullmatch(value):
        return Fraction(value[:-1]) / 100
    return None


def number(table: Table, key: str, read: Callable[[object], Fraction | None]) -> Fraction:
    """Read a number by `exact` or `share`, and say what is wrong with one that is not."""
    value = given(table, key, None)
    if value is None:
        return Fraction(0)
    found = read(value)
    if found is None:
        table.note(key, _why_no_number(value, read), key=key, value=shown(value))
        return Fraction(0)
    return found


def _why_no_number(value: object, read: Callable[[object], Fraction | None]) -> str:
    if isinstance(value, float):
        return "campaigns.inexact-number"
    if isinstance(value, str) and read(value.replace(",", ".")) is not None:
        return "campaigns.comma-number"
    return "campaigns.not-share" if read is share else "campaigns.not-number"


def texts(table: Table, key: str, *, required: bool = False) -> tuple[str, ...]:
    """Read a list of words, each once."""
    value = given(table, key, None if required else ())
    if not isinstance(value, (list, tuple)):
        if value is not None:
            table.note(key, "campaigns.not-list", key=key)
        return ()
    if required and not value:
        table.note(key, "campaigns.empty-list", key=key)
    items = Table({}, (*table.path, key), table.problems)
    found: dict[str, None] = {}
    for index, item in enumerate(value):
        if not isinstance(item, str) or not item.strip():
            items.note(index, "campaigns.not-text", key=key)
        elif item in found:
            items.note(index, "campaigns.listed-twice", value=shown(item))
        else:
            found[item] = None
    return tuple(found)


def inner(table: Table, key: str, keys: Collection[str]) -> Table:
    """Open the table under `key`, which has to be there."""
    value = given(table, key, None)
    if isinstance(value, Mapping):
        opened = Table(value, (*table.path, key), table.problems)
        expect_keys(opened, keys)
        return opened
    if value is not None:
        table.note(key, "campaigns.not-table", key=key)
    return Table({}, (*table.path, key), [])


def rows(
    table: Table, key: str, keys: Collection[str], *, required: bool = False
) -> tuple[Table, ...]:
    """Open a list of tables: `[[key]]` in the file."""
    value = given(table, key, None if required else ())
    if value is None:
        return ()
    if not isinstance(value, (list, tuple)):
        table.note(key, "campaigns.not-list", key=key)
        return ()
    if required and not value:
        table.note(key, "campaigns.empty-list", key=key)
    found: list[Table] = []
    for index, item in enumerate(value):
        path = (*table.path, key, index)
        if isinstance(item, Mapping):
            found.append(Table(item, path, table.problems))
            expect_keys(found[-1], keys)
        else:
            table.problems.append(Problem(path, "campaigns.not-table", {"key": key}))
    return tuple(found)


def expect_once(tables: Iterable[Table], key: str) -> None:
    """Note every code that another table of the list has already."""
    seen: set[object] = set()
    for table in tables:
        value = table.data.get(key)
        if isinstance(value, str):
            if value in seen:
                table.note(key, "campaigns.code-twice", value=shown(value))
            seen.add(value)
