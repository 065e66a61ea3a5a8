"""What a council may decide: places are shared as 1-2-2-4, prizes keep to the plan's quotas.

A prize goes to more units than its quota only where they share the place that it runs out at.
`share` and `council` take the places too many from the prizes below, `extra` does not.
"""

import pytest

from standings_plans import prizes
from thidua.kernel.errors import RuleBroken
from thidua.points.rules.council import Place, check_places

THREE = (("first", 1), ("second", 1), ("third", 2))


def refusal(text, given=THREE, overflow="share", groups=("communes",)):
    """Judge `rank:prize` of units in one group; a `/` begins the next group."""
    places, members = [], {}
    for group, part in zip(groups, text.split("/"), strict=True):
        for number, each in enumerate(part.split()):
            rank, _, prize = each.partition(":")
            unit = f"{group}-{number}"
            members[unit] = group
            places.append(Place(group, unit, int(rank), prize))
    prized = {group: prizes(*given, overflow=overflow) for group in groups}
    try:
        check_places(reversed(places), members, prized)
    except RuleBroken as broken:
        return broken.code.removeprefix("standings.council-")
    return None


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("1:first 2:second 3:third 4:third 5", None),
        ("1:first 2:second", None),
        ("1 2 2 4", None),
        ("1 1 1 4", None),
        ("1 1 2", "ranks"),
        ("1 3", "ranks"),
        ("2 3", "ranks"),
        ("0 1", "ranks"),
        ("-1", "ranks"),
    ],
)
def test_places_go_on_from_the_first_and_are_shared_as_computed_ranks_are(text, code):
    assert refusal(text) == code


@pytest.mark.parametrize(
    ("overflow", "text", "code"),
    [
        ("share", "1:first 1:first 3:third 4:third", None),
        ("share", "1:first 1:first 3:second 4:third", "quota"),
        ("share", "1:first 2:first", "quota"),
        ("share", "1:first 2:second 3:third 3:third 3:third", None),
        ("share", "1:first 2:second 3:third 4:third 5:third", "quota"),
        ("share", "1:first 2:second 2:second 2:second", None),
        ("share", "1:first 2:second 2:second 2:second 5:third", "quota"),
        ("extra", "1:first 1:first 3:second 4:third 5:third", None),
        ("extra", "1:first 2:second 2:second 2:second 5:third 6:third", None),
        ("extra", "1:first 2:first", "quota"),
        ("council", "1:first 1:first 3:third", None),
        ("council", "1:first 2:second 3:third", None),
        ("council", "1:first 1:first 3:second", "quota"),
        ("council", "1:first 2:first", "quota"),
    ],
)
def test_prizes_keep_to_their_quotas(overflow, text, code):
    assert refusal(text, overflow=overflow) == code


def test_a_council_need_not_award_every_prize():
    assert refusal("1 2:second 3 4:third") is None


def test_a_tie_that_takes_more_than_the_next_prize_goes_on_taking():
    assert refusal("1:first 1:first 1:first 4:third") is None
    assert refusal("1:first 1:first 1:first 4:third 5:third") == "quota"
    assert refusal("1:first 1:first 1:first 1:first 5:third") == "quota"


def test_each_group_has_its_own_places_and_prizes():
    groups = ("communes", "departments")
    assert refusal("1:first 2:second / 1:first 2:second", groups=groups) is None
    assert refusal("1:first 2:second / 3:third", groups=groups) == "ranks"


def test_a_prize_is_one_of_the_unit_s_own_group():
    places = [Place("a", "x", 1, "first"), Place("b", "y", 1, "first")]
    members = {"x": "a", "y": "b"}
    only = {"a": prizes(("first", 1)), "b": prizes(("other", 1))}
    with pytest.raises(RuleBroken) as broken:
        check_places(places, members, only)
    assert (broken.value.code, broken.value.facts["prizes"]) == (
        "standings.council-prize",
        ["first"],
    )


def test_a_unit_stands_once_and_in_its_group():
    place = Place("a", "x", 1, "")
    for places, members, code in (
        ([place, place], {"x": "a"}, "standings.council-twice"),
        ([place], {"x": "b"}, "standings.council-stranger"),
        ([place], {}, "standings.council-stranger"),
    ):
        with pytest.raises(RuleBroken) as broken:
            check_places(places, members, {"a": ()})
        assert broken.value.code == code
    check_places([], {}, {})
