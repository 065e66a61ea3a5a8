"""Prizes of a campaign and of its stages: computed, left to the council, decided by it."""

from datetime import UTC, date, datetime

import pytest

import portal_campaign as campaign
from thidua.kernel.errors import RuleBroken
from thidua.standings.actions import Place, record_council_result
from thidua.standings.models import CouncilResult, State
from thidua.standings.models.awards import winners
from thidua.units.actions import merge, rename
from thidua.units.rules import Level, NewUnit
from worlds import shared

pytestmark = pytest.mark.django_db

OVER = datetime(2024, 12, 1, tzinfo=UTC)


def make():
    campaign.make_planned()
    campaign.counts()


world = shared(make, autouse=True)


def council(*places, stage="", decision="QĐ 9"):
    record_council_result(
        campaign="sixty",
        stage=stage,
        places=tuple(Place("communes", *place) for place in places),
        grounds=(decision, "Theo biên bản họp"),
        actor=campaign.ACTOR,
        at=campaign.CLOSED,
    )


def official(stage=""):
    return campaign.publish(state=State.OFFICIAL, stage=stage, at=campaign.CLOSED)


def listed(edition):
    return [
        (one.unit, one.rank, one.prize, one.prize_name, one.decision) for one in winners(edition)
    ]


def test_the_computed_ranks_give_the_prizes_as_long_as_no_council_spoke():
    assert listed(official()) == [("c1", 1, "first", "Giải nhất", "")]
    assert listed(official("october")) == [("c1", 1, "stage", "Nhất đợt", "")]


def test_the_council_s_result_of_a_stage_is_its_own():
    council(("c2", 1, "stage"), ("c1", 2, ""), stage="october")
    assert listed(official("october")) == [("c2", 1, "stage", "Nhất đợt", "QĐ 9")]
    assert listed(official()) == [("c1", 1, "first", "Giải nhất", "")]
    with pytest.raises(RuleBroken) as broken:
        council(("c2", 1, "first"), stage="october")
    assert broken.value.code == "standings.council-prize"
    with pytest.raises(RuleBroken) as broken:
        council(("c2", 1, "stage"))
    assert broken.value.code == "standings.council-prize"


def test_what_a_tie_left_to_the_council_it_gives_to_one_or_to_all():
    campaign.count("c3", "tie", received=20, online=13, guided=30, households=100)
    edition = official("october")
    ranks = dict(edition.placements.values_list("unit", "rank"))
    assert (ranks["c1"], ranks["c3"]) == (1, 1)
    assert winners(edition) == []
    council(("c1", 1, "stage"), ("c3", 1, "stage"), stage="october")
    assert [one.unit for one in winners(edition)] == ["c1", "c3"]
    council(("c3", 1, "stage"), ("c1", 2, ""), stage="october")
    assert [one.unit for one in winners(edition)] == ["c3"]


@pytest.mark.parametrize(
    ("places", "code"),
    [
        ([("c1", 1, "first"), ("c2", 2, "first")], "standings.council-quota"),
        ([("c1", 1, "first"), ("c2", 3, "")], "standings.council-ranks"),
        ([("c1", 0, "first")], "standings.council-ranks"),
    ],
)
def test_places_and_quotas_are_kept(places, code):
    with pytest.raises(RuleBroken) as broken:
        council(*places)
    assert broken.value.code == code
    assert not CouncilResult.objects.exists()


def test_winners_keep_the_names_of_their_day():
    edition = official()
    given = {"actor": campaign.ACTOR, "at": campaign.CLOSED}
    rename(unit="c1", name="An Thịnh", on=date(2025, 1, 1), **given)
    into = NewUnit("c4", Level.COMMUNE, "ward", "An Bình", "p1")
    merge(units=["c1", "c2"], into=into, on=date(2025, 7, 1), **given)
    council(("c1", 1, "first"))
    assert [one.name for one in winners(edition)] == ["Xã An Phú"]


def test_a_council_may_award_nobody():
    council(("c1", 1, ""))
    assert listed(official()) == []
