"""One thing, one word: names in code keep to glossary.toml."""

import re
import tomllib

import pytest

import source
from thidua.kernel.text import fold

TERMS = tomllib.loads((source.ROOT / "glossary.toml").read_text(encoding="utf-8"))["term"]
FIELDS = {"vi", "sense", "code", "means", "explains", "law", "english", "never"}


def words(name):
    """Split a name into its small words: `PeerGroup_codes` is peer, group, codes."""
    spaced = re.sub(r"(?<=[a-z0-9])(?=[A-Z])|[^A-Za-z0-9]+", " ", name)
    return spaced.casefold().split()


def ruled_out():
    """Give what no name may contain, as runs of words, each with the word to take instead."""
    found = {}
    for term in TERMS:
        instead = term["code"][0]
        for word in term.get("never", []):
            found[tuple(words(word))] = instead
        for vietnamese in term["vi"]:
            run = tuple(words(fold(vietnamese)))
            if len(run) > 1:  # a single syllable may well be an English word
                found[run] = instead
                found["".join(run),] = instead
    return found


RULED_OUT = ruled_out()


def wrong(name):
    """Say which word to take instead, None when the name is good."""
    parts = words(name)
    for start in range(len(parts)):
        for end in range(start + 1, len(parts) + 1):
            if instead := RULED_OUT.get(tuple(parts[start:end])):
                return instead
    return None


def test_every_name_in_code_keeps_to_the_dictionary():
    found = [
        f"{module.name}:{line} {name}: say {wrong(name)}"
        for module in source.modules()
        for line, name in [(1, module.name.rpartition(".")[2]), *source.names(module.tree)]
        if wrong(name)
    ]
    assert found == []


@pytest.mark.parametrize("kind", ["*.html", "*.css", "*.js", "*.toml"])
def test_every_file_is_named_by_the_dictionary(kind):
    names = {path.stem for path in source.PACKAGE.rglob(kind)}
    assert {name: wrong(name) for name in names if wrong(name)} == {}


def test_a_term_says_what_it_means():
    for term in TERMS:
        assert term["vi"]
        assert term["code"]
        assert term["means"].endswith((".", "…"))
        assert term.keys() <= FIELDS


def test_one_word_stands_for_one_thing():
    taken = [word for term in TERMS for word in term["code"]]
    assert sorted(taken) == sorted(set(taken))


def test_two_senses_of_a_vietnamese_term_are_told_apart():
    said = [(word, term.get("sense")) for term in TERMS for word in term["vi"]]
    assert len(said) == len(set(said))


@pytest.mark.parametrize(
    ("name", "instead"),
    [
        ("ho_so", "dossier"),
        ("HoSoService", "dossier"),
        ("hoso", "dossier"),
        ("diem_thuong", "bonus"),
        ("total_score", "points"),
        ("leaderboard", "standings"),
        ("don_vi", "unit"),
    ],
)
def test_a_planted_name_is_found(name, instead):
    assert wrong(name) == instead


@pytest.mark.parametrize("name", ["dossier", "PeerGroup", "points_before", "underscore", "chia"])
def test_a_good_name_is_left_alone(name):
    assert wrong(name) is None
