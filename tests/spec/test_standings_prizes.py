"""Who gets which prize: quotas from the first rank down, and what a tie larger than a quota does.

`share`: all of them get it, and the places come out of the prizes below. `extra`: all of them get
it, the prizes below keep their places. `council`: nobody gets it by computation.
"""

import pytest

from standings_plans import criterion, group, plan, prizes, stage, standings

THREE = (("first", 1), ("second", 1), ("third", 2))


def awarded(points, given=THREE, overflow="share", **stages):
    """Show rank and prize of units with these points, in order."""
    made = plan(criterion("a"), groups=(group(prizes=prizes(*given, overflow=overflow)),))
    rows = [f"u{place} | {n} | {100 if n else ''}" for place, n in enumerate(points.split())]
    found = standings(made, "\n".join(["unit | a.n | a.d", *rows]), **stages)
    return " ".join(
        f"{one.rank}:{one.prize or (f'{one.council}?' if one.council else '-')}" for one in found
    )


def test_prizes_go_down_the_ranks_as_often_as_their_quotas_say():
    """The communes of 60 ngày đêm: one first, one second, two third."""
    assert awarded("90 80 70 60 50") == "1:first 2:second 3:third 4:third 5:-"


def test_a_tie_within_the_quota_is_no_matter():
    assert awarded("90 80 70 70 50") == "1:first 2:second 3:third 3:third 5:-"


@pytest.mark.parametrize(
    ("overflow", "shown"),
    [
        ("share", "1:first 1:first 3:third 4:third 5:- 6:-"),
        ("extra", "1:first 1:first 3:second 4:third 5:third 6:-"),
        ("council", "1:first? 1:first? 3:third 4:third 5:- 6:-"),
    ],
)
def test_a_tie_larger_than_the_quota_follows_the_prizes_rule(overflow, shown):
    assert awarded("90 90 70 60 50 40", overflow=overflow) == shown


@pytest.mark.parametrize(
    ("overflow", "shown"),
    [
        ("share", "1:first 2:second 2:second 2:second 5:-"),
        ("extra", "1:first 2:second 2:second 2:second 5:third"),
        ("council", "1:first 2:second? 2:second? 2:second? 5:-"),
    ],
)
def test_a_tie_may_take_all_that_is_below(overflow, shown):
    assert awarded("90 80 80 80 50", overflow=overflow) == shown


def test_a_tie_at_the_last_prize_has_nothing_below_to_take_from():
    assert awarded("90 80 70 70 70 50") == "1:first 2:second 3:third 3:third 3:third 6:-"


def test_with_no_units_left_prizes_stay_unawarded():
    assert awarded("90") == "1:first"


def test_a_group_may_have_no_prizes():
    assert awarded("90 80", given=()) == "1:- 2:-"


def test_a_unit_without_a_single_number_wins_nothing():
    made = plan(criterion("a"), groups=(group(prizes=prizes(*THREE)),))
    found = standings(made, "unit | a.n | a.d\n u | 0 | 9 \n v | | \n w | 5 | 9")
    assert [(one.rank, one.sheet.unit, one.prize) for one in found] == [
        (1, "w", "first"),
        (2, "u", "second"),
        (2, "v", None),
    ]
    nobody = standings(made, "unit | a.n | a.d\n u | | \n v | | ")
    assert [one.prize for one in nobody] == [None, None]


def test_a_stage_has_its_own_prizes():
    given = {"communes": prizes(("flag", 1))}
    assert awarded("90 80", stage=stage(given=given)) == "1:flag 2:-"
    assert awarded("90 80", stage=stage(given={})) == "1:- 2:-"
