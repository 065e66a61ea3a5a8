"""Turn what people type into what a plan's file holds, and back: Vietnamese notation on the page.

What could be read in two ways is refused, never guessed (`kernel.numbers`). An empty field is
nothing: the plan's own check says whether that is allowed.
"""

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta, timezone
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from unicodedata import normalize

from thidua.kernel.errors import RuleBroken
from thidua.kernel.numbers import read, read_percent, write
from thidua.plans.rules.writing import number

HANOI = timezone(timedelta(hours=7))
QUOTIENT = re.compile(r"[1-9]\d{0,14}/[1-9]\d{0,14}", re.ASCII)
THOUSANDS = 3  # digits
PLAIN = re.compile(r"(\d{1,15})(?:\.(\d{1,15}))?(%?)", re.ASCII)


class Kind(StrEnum):
    """What a field holds, and so how it is typed and shown."""

    LINE = "line"
    TEXT = "text"
    DAY = "day"
    INSTANT = "instant"
    WHOLE = "whole"
    NUMBER = "number"
    VALUE = "value"  # a share where it ends in a percent sign, else a number
    FLAG = "flag"
    WORD = "word"  # one of a list
    CHOICES = "choices"  # some of a list
    LINES = "lines"  # one a line
    BANDS = "bands"  # "80 % = 10", one a line
    VALUES = "values"  # "1 = 1/2", one a line
    PARTS = "parts"  # "a + b / c", one a line


def typed(kind: Kind, text: str) -> object:
    """Read what was typed; None where nothing was."""
    composed = normalize("NFC", text).replace("\r\n", "\n").strip()
    return READERS[kind](composed) if composed else None


def shown(kind: Kind, value: object) -> str:
    """Show what the file holds as it is typed; what does not fit its kind is shown as it is."""
    if value is None:
        return ""
    try:
        return WRITERS.get(kind, str)(value)
    except (TypeError, KeyError, AttributeError, ValueError):
        return str(value)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise RuleBroken("planning.day-unreadable", text=text) from None


def _instant(text: str) -> datetime:
    try:
        return datetime.fromisoformat(text).replace(tzinfo=HANOI)
    except ValueError:
        raise RuleBroken("planning.instant-unreadable", text=text) from None


def _whole(text: str) -> int:
    found = read(text)
    if not isinstance(found, int):
        raise RuleBroken("planning.not-whole", text=text)
    return found


def _number(text: str) -> int | str:
    return text if QUOTIENT.fullmatch(text) else number(Fraction(read(text)))


def _value(text: str) -> int | str:
    if not text.endswith("%"):
        return _number(text)
    return f"{number(Fraction(read_percent(text)) * 100)}%"


def _lines(text: str) -> list[str]:
    return [line for line in (each.strip() for each in text.split("\n")) if line]


def _pairs(text: str) -> list[tuple[str, str]]:
    found = []
    for line in _lines(text):
        left, sign, right = line.partition("=")
        if not sign or not left.strip() or not right.strip():
            raise RuleBroken("planning.pair-unreadable", line=line)
        found.append((left.strip(), right.strip()))
    return found


def _bands(text: str) -> list[dict[str, int | str]]:
    return [{"from": _value(start), "points": _number(points)} for start, points in _pairs(text)]


def _values(text: str) -> dict[str, int | str]:
    return {str(_number(held)): _number(part) for held, part in _pairs(text)}


def _parts(text: str) -> list[dict[str, list[str]]]:
    found = []
    for line in _lines(text):
        above, sign, below = line.partition("/")
        found.append(
            {"numerator": _sum(above)} | ({"denominator": _sum(below)} if sign else {}),
        )
    return found


def _sum(text: str) -> list[str]:
    return [each.strip() for each in text.split("+") if each.strip()]


READERS: Mapping[Kind, Callable[[str], object]] = {
    Kind.LINE: lambda text: " ".join(text.split()),
    Kind.TEXT: str,
    Kind.DAY: _day,
    Kind.INSTANT: _instant,
    Kind.WHOLE: _whole,
    Kind.NUMBER: _number,
    Kind.VALUE: _value,
    Kind.WORD: str,
    Kind.FLAG: bool,
    Kind.CHOICES: _lines,
    Kind.LINES: _lines,
    Kind.BANDS: _bands,
    Kind.VALUES: _values,
    Kind.PARTS: _parts,
}


def _shown_number(value: object) -> str:
    """Write 1200 as `1.200`, "12.5" as `12,5`, "60%" as `60 %`; anything else as it is."""
    match = PLAIN.fullmatch(str(value))
    if match is None:
        return str(value)
    whole, decimals, percent = match.groups()
    if decimals and len(decimals) == THOUSANDS:
        decimals += "0"  # three digits after the comma would look like thousands
    words = write(Decimal(f"{whole}.{decimals}") if decimals else int(whole))
    return f"{words} %" if percent else words


def _shown_bands(value: list[Mapping[str, object]]) -> str:
    return "\n".join(
        f"{_shown_number(band['from'])} = {_shown_number(band['points'])}" for band in value
    )


def _shown_values(value: Mapping[str, object]) -> str:
    return "\n".join(
        f"{_shown_number(held)} = {_shown_number(part)}" for held, part in value.items()
    )


def _shown_parts(value: list[Mapping[str, list[str]]]) -> str:
    return "\n".join(
        " / ".join(" + ".join(part[side]) for side in ("numerator", "denominator") if side in part)
        for part in value
    )


def _shown_instant(value: datetime) -> str:
    return value.astimezone(HANOI).strftime("%Y-%m-%dT%H:%M")


WRITERS: Mapping[Kind, Callable[..., str]] = {
    Kind.DAY: str,
    Kind.INSTANT: _shown_instant,
    Kind.WHOLE: _shown_number,
    Kind.NUMBER: _shown_number,
    Kind.VALUE: _shown_number,
    Kind.CHOICES: "\n".join,
    Kind.LINES: "\n".join,
    Kind.BANDS: _shown_bands,
    Kind.VALUES: _shown_values,
    Kind.PARTS: _shown_parts,
}
