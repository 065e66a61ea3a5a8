"""What a unit's sheet said in an edition, read from the published files of that edition."""

import json
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

from django.conf import settings


@dataclass(frozen=True, slots=True)
class SheetLine:
    """A published line; `numerator` is None where nothing was reported."""

    criterion: str
    numerator: Fraction | None
    denominator: Fraction | None
    ratio: Fraction | None
    points: Decimal
    most: Fraction


@dataclass(frozen=True, slots=True)
class Sheet:
    """A unit's published place, points and lines; `generated`: from simulated numbers."""

    rank: int
    points: Decimal
    lines: tuple[SheetLine, ...]
    generated: bool


def published_sheet(campaign: str, nr: int, unit: str) -> Sheet | None:
    """Read a unit's sheet in an edition; None where its files are not written yet."""
    folder = settings.PUBLISHED / "editions" / campaign / str(nr)
    if not (folder / "edition.json").is_file():
        return None
    frame = json.loads((folder / "edition.json").read_bytes())
    for group in json.loads((folder / "sheets.json").read_bytes())["groups"]:
        for sheet in group["sheets"]:
            if sheet["unit"] == unit:
                lines = tuple(_line(line) for line in sheet["lines"])
                generated = bool(frame["generated"])
                return Sheet(sheet["rank"], Decimal(sheet["published"]), lines, generated)
    return None


def _line(line: dict[str, Any]) -> SheetLine:
    return SheetLine(
        line["criterion"],
        _exact(line["numerator"]),
        _exact(line["denominator"]),
        _exact(line["ratio"]),
        Decimal(line["published"]),
        Fraction(line["most"]),
    )


def _exact(text: str | None) -> Fraction | None:
    return None if text is None else Fraction(text)
