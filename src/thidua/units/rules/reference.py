"""How people and files name a unit: by its id, or by an official code on a day."""

import re
from dataclasses import dataclass
from datetime import date

from thidua.kernel.errors import RuleBroken

ID = re.compile(r"[a-z](?:[a-z0-9.-]{0,62}[a-z0-9])?")
_CODE = re.compile(r"(?:(?P<scheme>[a-z][a-z0-9-]{0,31}):)?(?P<code>[^:@\s]+)(?:@(?P<day>\S+))?")


@dataclass(frozen=True, slots=True)
class Code:
    """An official code in a scheme; None where the reference leaves scheme or day out."""

    code: str
    scheme: str | None
    day: date | None


def parse_reference(text: str) -> str | Code:
    """Read `c31369` as an id, `gso:31369@2024-12-10` and the parts of it as a code."""
    text = text.strip()
    if ID.fullmatch(text):
        return text
    found = _CODE.fullmatch(text)
    if found is None:
        raise RuleBroken("units.reference-malformed", reference=text)
    return Code(found["code"], found["scheme"], _day(text, found["day"]))


def _day(text: str, day: str | None) -> date | None:
    if day is None:
        return None
    try:
        return date.fromisoformat(day)
    except ValueError:
        raise RuleBroken("units.reference-malformed", reference=text) from None
