"""Vietnamese text: folded for search, keyed for sorting.

Both read hòa and hoà as one word, whichever letter carries the tone and whether the letters
came composed (NFC) or not (NFD).
"""

import re
from unicodedata import combining, normalize

ALPHABET = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
TONES = ("", "\N{COMBINING GRAVE ACCENT}", "\N{COMBINING HOOK ABOVE}", "\N{COMBINING TILDE}",
         "\N{COMBINING ACUTE ACCENT}", "\N{COMBINING DOT BELOW}")  # fmt: skip

_PLACES = {letter: chr(ord("A") + place) for place, letter in enumerate(ALPHABET)}
_SYLLABLES = re.compile(r"\d+|[^\W\d_]+")


def fold(text: str) -> str:
    """Make the form that is searched: small letters without marks, single spaces."""
    plain = normalize("NFC", text).casefold().replace("đ", "d")
    letters = (letter for letter in normalize("NFD", plain) if not combining(letter))
    return " ".join("".join(letters).split())


def sort_key(text: str) -> str:
    """Make a key whose order by code point is the order of a Vietnamese dictionary.

    Syllables are compared one by one, first by their letters, then by their tone; numbers come
    before letters, by size, so that Phường 2 stands before Phường 10.
    """
    return " ".join(_syllable_key(part) for part in _SYLLABLES.findall(normalize("NFC", text)))


def _syllable_key(syllable: str) -> str:
    if syllable.isdecimal():
        return f"{int(syllable):012d}"
    parts = normalize("NFD", syllable.casefold())
    letters = normalize("NFC", "".join(part for part in parts if part not in TONES[1:]))
    tone = next((place for place, mark in enumerate(TONES) if mark and mark in parts), 0)
    return "".join(_PLACES.get(letter, f"~{letter}") for letter in letters) + str(tone)
