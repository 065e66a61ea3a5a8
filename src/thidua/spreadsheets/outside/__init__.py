"""Open files that strangers send: looked at here, parsed in a child process with narrow limits.

Before anything is unpacked, the archive's own directory is checked (`archive`); unpacking and
parsing happen in `child`, in a sandbox. A child that dies is a refusal. TRUST.md §5.3 lists what
is tried.
"""

import json
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any

from thidua.kernel.errors import RuleBroken
from thidua.kernel.memory import uncollected
from thidua.sandbox import outside as sandbox
from thidua.spreadsheets.outside import archive
from thidua.spreadsheets.outside.limits import MOST_CELLS, MOST_COLUMNS, MOST_ROWS
from thidua.spreadsheets.rules import Book, Merge, Sheet

OLD = bytes.fromhex("d0cf11e0a1b11ae1")  # OLE: old workbooks, and new ones with a password
PDF_WITHIN = 1024
CHILD = "thidua.spreadsheets.outside.child"
CLOCK = "clock"  # what the child is asked for beside


def read(content: bytes, name: str) -> Book:
    """Open a workbook or a CSV file; whatever cannot be read safely is refused with its reason."""
    return _read(content, name)


def read_with_clock(content: bytes, name: str) -> Book:
    """Open it so that a cell with a time of day stays text, `2026-10-08 16:30:00`, and no day."""
    return _read(content, name, CLOCK)


def _read(content: bytes, name: str, *asked: str) -> Book:
    answer = _ask_child((_kind(content, name), *asked), content, name)
    if refused := answer.get("refused"):
        raise _refusal(refused, name)
    return Book(name, tuple(answer["sheets"]))


def _kind(content: bytes, name: str) -> str:
    """Say how to parse a file by what it holds: its name proves nothing."""
    if content.startswith(OLD):
        hidden = "EncryptedPackage".encode("utf-16-le") in content
        raise RuleBroken(
            "spreadsheets.password" if hidden else "spreadsheets.old-format", name=name
        )
    if b"%PDF-" in content[:PDF_WITHIN]:
        raise RuleBroken("spreadsheets.pdf", name=name)
    if content.startswith(b"PK"):
        _check_names(set(archive.entries(content, name)), name)
        return "xlsx"
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise RuleBroken("spreadsheets.encoding", name=name)
    if b"\0" in content or content.lstrip()[:1] in (b"<", b"{"):
        raise RuleBroken("spreadsheets.unknown", name=name)
    if not name.casefold().endswith((".csv", ".tsv", ".txt")):
        raise RuleBroken("spreadsheets.unknown", name=name)
    return "csv"


def _check_names(names: set[str], name: str) -> None:
    """Refuse an archive by the parts it has."""
    if any(part.endswith("vbaproject.bin") for part in names):
        raise RuleBroken("spreadsheets.macros", name=name)
    if "xl/workbook.xml" not in names or "[content_types].xml" not in names:
        raise RuleBroken("spreadsheets.other-workbook", name=name)
    if any(part.startswith(("xl/externallinks/", "xl/macrosheets/")) for part in names):
        raise RuleBroken("spreadsheets.external-links", name=name)


def _ask_child(asked: Sequence[str], content: bytes, name: str) -> dict[str, Any]:
    """Have a child parse the bytes."""
    try:
        return _answer(sandbox.ask(CHILD, *asked, content=content))
    except (sandbox.Exhausted, ValueError) as error:
        raise RuleBroken(
            "spreadsheets.too-heavy",
            name=name,
            seconds=sandbox.SECONDS,
            megabytes=sandbox.MEGABYTES,
        ) from error


def _answer(written: bytes) -> dict[str, Any]:
    """Read the child's answer."""
    with uncollected():
        answer: dict[str, Any] = json.loads(written, parse_float=_exact, object_hook=_day_or_answer)
        if "sheets" in answer:
            answer["sheets"] = [_sheet(each) for each in answer["sheets"]]
    return answer


def _exact(text: str) -> int | Decimal:
    """Give a number as the file has it: whole where it is whole, never a binary fraction."""
    if text.endswith(".0"):
        return int(text[:-2])
    number = Decimal(text)
    whole = number.to_integral_value()
    return int(whole) if whole == number else number


def _day_or_answer(found: dict[str, Any]) -> object:
    return _day(found["day"]) if "day" in found else found


_day = lru_cache(maxsize=10_000)(date.fromisoformat)


def _sheet(found: dict[str, Any]) -> Sheet:
    return Sheet(
        name=found["name"],
        hidden=found["hidden"],
        rows=tuple(map(tuple, found["rows"])),
        merges=tuple(Merge(*each) for each in found["merges"]),
        hidden_columns=frozenset(found["hidden_columns"]),
        hidden_rows=frozenset(found["hidden_rows"]),
    )


def _refusal(refused: dict[str, Any], name: str) -> RuleBroken:
    limits = {
        "rows": f"{MOST_ROWS:,}".replace(",", "."),
        "columns": MOST_COLUMNS,
        "cells": f"{MOST_CELLS:,}".replace(",", "."),
    }
    return RuleBroken(refused["code"], **{"name": name} | limits | refused["facts"])
