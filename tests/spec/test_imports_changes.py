"""What a file changes of what its source sent before."""

from datetime import date

import pytest

from thidua.imports.rules.changes import Declared, Stored, check_period, compare, facts, next_key
from thidua.kernel.errors import RuleBroken
from thidua.kernel.periods import Period

DAY, LATER = date(2024, 10, 20), date(2024, 11, 20)
OCTOBER = Period.inclusive(date(2024, 10, 1), date(2024, 10, 31))
ANY = ("m", "c1", DAY)


def declared(complete=None, measures=None):
    return Declared("file.x", measures, complete, "hash", 1)


def stored(quantity, name="f", key="m|c1|20241020", entry=1):
    return Stored(quantity, name, key, entry)


CASES = {
    "a new count": ({ANY: 5}, {}, None, None, ["m c1 5"]),
    "the same count": ({ANY: 5}, {ANY: stored(5)}, None, None, []),
    "a count that differs": ({ANY: 6}, {ANY: stored(5)}, None, None, ["m c1 6 corrects f"]),
    "a partial file leaves the rest": ({}, {ANY: stored(5)}, None, None, []),
    "a complete file brings the rest to zero": ({}, {ANY: stored(5)}, OCTOBER, None, ["m c1 0 corrects f"]),
    "… not what is zero already": ({}, {ANY: stored(0)}, OCTOBER, None, []),
    "… not on other days": ({}, {("m", "c1", LATER): stored(5)}, OCTOBER, None, []),
    "… not of measures without a column": ({}, {ANY: stored(5)}, OCTOBER, frozenset({"n"}), []),
    "… of measures with one": ({}, {ANY: stored(5)}, OCTOBER, frozenset({"m"}), ["m c1 0 corrects f"]),
}  # fmt: skip


@pytest.mark.parametrize(("counts", "before", "complete", "measures", "expected"), CASES.values(), ids=CASES.keys())  # fmt: skip
def test_a_file_changes_what_it_says_and_no_more(counts, before, complete, measures, expected):
    said = declared(complete, measures)
    changed = compare(counts, before, said)
    made = list(facts(changed, said))
    assert [f"{fact.measure} {fact.unit} {fact.quantity}" + (f" corrects {fact.corrects}" if fact.corrects else "") for fact in made] == expected  # fmt: skip
    assert changed.nothing_new is (not expected)
    assert all(fact.source == "file.x" and not fact.generated for fact in made)


def test_each_correction_has_a_key_of_its_own_after_the_one_that_it_corrects():
    assert next_key("m|c1|20241020") == "m|c1|20241020|2"
    assert next_key("m|c1|20241020|2") == "m|c1|20241020|3"
    assert next_key("m|c1|20241020|9") == "m|c1|20241020|10"


def test_the_seal_tells_any_other_change():
    said = declared(OCTOBER)
    seals = {
        compare(counts, before, said).seal
        for counts, before in [
            ({ANY: 5}, {}), ({ANY: 6}, {}), ({("m", "c2", DAY): 5}, {}), ({ANY: 5}, {ANY: stored(4)}),
            ({ANY: 5}, {ANY: stored(4, "g")}), ({}, {ANY: stored(4)}), ({}, {ANY: stored(4, "g")}),
        ]
    }  # fmt: skip
    assert len(seals) == 7


def test_a_complete_file_keeps_to_its_period():
    check_period([DAY, LATER], declared())
    check_period([DAY], declared(OCTOBER))
    with pytest.raises(RuleBroken) as refused:
        check_period([DAY, LATER], declared(OCTOBER))
    assert refused.value.code == "imports.day-outside"
