"""The dictionary as readers look words up in it: in Vietnamese order, found without marks."""

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from unicodedata import normalize

from thidua.kernel.text import TONES, fold, sort_key


@dataclass(frozen=True, slots=True)
class Term:
    """A word of the dictionary; what a text does not say is empty.

    `words` are what officials say; `explains` is for visitors, in Vietnamese, `means` in English.
    """

    words: tuple[str, ...]
    sense: str
    code: str
    explains: str
    means: str
    english: str
    law: str

    @property
    def anchor(self) -> str:
        """Name its place on the page: its one English word, which no other term has."""
        return self.code.replace("_", "-").replace(" ", "-")

    @property
    def letter(self) -> str:
        """Give the letter that it stands under, without a tone: ấp stands under Â."""
        first = normalize("NFD", self.words[0])
        bare = "".join(mark for mark in first if mark not in TONES[1:])
        return normalize("NFC", bare)[0].upper()


def read(content: str) -> tuple[Term, ...]:
    """Read the terms that are explained to visitors, in the order of a Vietnamese dictionary."""
    found = [_term(entry) for entry in tomllib.loads(content)["term"] if "explains" in entry]
    return tuple(sorted(found, key=lambda term: (sort_key(term.words[0]), term.sense)))


def search(terms: Iterable[Term], asked: str) -> tuple[Term, ...]:
    """Keep the terms with what is asked in a word or in what is said of it, marks or none."""
    wanted = fold(asked)
    return tuple(term for term in terms if wanted in _said(term))


def by_letter(terms: Iterable[Term]) -> list[tuple[str, list[Term]]]:
    """Group terms, which stand in order, under their letters."""
    return [(letter, list(found)) for letter, found in groupby(terms, key=lambda term: term.letter)]


def by_word(terms: Iterable[Term]) -> dict[str, Term]:
    """Find a term by any of its words, or by its word in code; the first of two senses wins."""
    found: dict[str, Term] = {}
    for term in terms:
        for word in (*term.words, term.code):
            found.setdefault(word.casefold(), term)
    return found


def _term(entry: dict[str, str | list[str]]) -> Term:
    return Term(
        words=tuple(entry["vi"]),
        sense=str(entry.get("sense", "")),
        code=entry["code"][0],
        explains=str(entry["explains"]),
        means=str(entry["means"]),
        english=str(entry.get("english", "")),
        law=str(entry.get("law", "")),
    )


def _said(term: Term) -> str:
    return fold(
        " ".join((*term.words, term.sense, term.code, term.english, term.explains, term.means))
    )
