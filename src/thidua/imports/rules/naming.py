"""Find the unit that a text names, among those that a sender may count at.

Exact is: an id or a code, or the same letters and tones, with or without the word for the kind
("xã", "P.", "UBND"), wherever the tone mark stands (hòa, hoà). Anything less is for a person to
choose: without marks, Tân Thành and Tân Thạnh are one word.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cached_property
from unicodedata import normalize

from thidua.kernel.text import fold, sort_key
from thidua.units.rules import KINDS, label

NEAR = 5
_OFFICE = re.compile(r"(?:ubnd|(?:ủy|uỷ) ban nhân dân)\s+", re.IGNORECASE)
_SHORT = re.compile(r"(?:(p|x|h|q)\s*\.|(tt|tx|tp|kv)\s*(?:\.|\s))\s*", re.IGNORECASE)
_LONG: Mapping[str, str] = {
    "p": "phường",
    "x": "xã",
    "h": "huyện",
    "q": "quận",
    "tt": "thị trấn",
    "tx": "thị xã",
    "tp": "thành phố",
    "kv": "khu vực",
}
_KINDS = re.compile(
    rf"(?:{'|'.join(sorted({kind.word for kind in KINDS.values() if kind.word}, key=len, reverse=True))})\s+",
    re.IGNORECASE,
)
_WORDS = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Named:
    """A unit with its name, kind and code on a day."""

    id: str
    name: str
    kind: str
    code: str | None = None

    @property
    def label(self) -> str:
        """The name with the word for its kind."""
        return label(self.kind, self.name)


def text_key(text: str) -> str:
    """Give the form under which a person's choice for a text is remembered."""
    return " ".join(normalize("NFC", text).casefold().split())


class Directory:
    """The units that a sender may count at on a day, found by id, code or name."""

    def __init__(self, units: Iterable[Named]) -> None:
        self.units = {unit.id: unit for unit in units}
        self._seen: dict[str, str | None] = {}

    @cached_property
    def _codes(self) -> dict[str, set[str]]:
        found: dict[str, set[str]] = {}
        for unit in self.units.values():
            found.setdefault(_code(unit.id), set()).add(unit.id)
            if unit.code:
                found.setdefault(_code(unit.code), set()).add(unit.id)
        return found

    @cached_property
    def _exact(self) -> dict[str, set[str]]:
        return self._by_name(sort_key)

    @cached_property
    def _folded(self) -> dict[str, set[str]]:
        return self._by_name(_folded)

    def _by_name(self, key: Callable[[str], str]) -> dict[str, set[str]]:
        found: dict[str, set[str]] = {}
        for unit in self.units.values():
            for text in {unit.label, unit.name}:
                found.setdefault(key(text), set()).add(unit.id)
        return found

    def find(self, text: str) -> str | None:
        """Give the one unit that a text names exactly, None where none or several do.

        A text that is both a code and another unit's name is none of them; an id is always itself.
        """
        if text in self.units:
            return text
        if text not in self._seen:
            found = set(self._codes.get(_code(text), ()))
            found |= self._exact.get(sort_key(_spelled_out(text)), set())
            self._seen[text] = found.pop() if len(found) == 1 else None
        return self._seen[text]

    def near(self, text: str) -> list[Named]:
        """Give the units that a text may mean, for a person to choose from."""
        full = _spelled_out(text)
        name = _KINDS.sub("", full, count=1) if _KINDS.match(full) else full
        found: set[str] = set()
        for key in (_folded(full), _folded(name)):
            found |= self._folded.get(key, set())
        found |= self._codes.get(_code(text), set())
        if not found:
            for key in get_close_matches(_folded(name), self._folded, NEAR):
                found |= self._folded[key]
        return sorted((self.units[each] for each in found), key=lambda unit: sort_key(unit.label))


def _spelled_out(text: str) -> str:
    """Write a name without its office and with the word for its kind in full."""
    plain = " ".join(normalize("NFC", text).split())
    plain = _OFFICE.sub("", plain, count=1) if _OFFICE.match(plain) else plain
    if short := _SHORT.match(plain):
        word = _LONG[(short[1] or short[2]).casefold()]
        return f"{word} {plain[short.end() :]}"
    return plain


def _code(text: str) -> str:
    """Key a code; a spreadsheet drops the zeros before a number."""
    return text.strip().casefold().removeprefix("gso:").lstrip("0")


def _folded(text: str) -> str:
    return " ".join(_WORDS.findall(fold(text)))
