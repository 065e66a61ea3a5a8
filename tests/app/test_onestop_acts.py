"""Every act on every state by everybody: what the table holds is done, all else changes nothing."""

from itertools import product

import pytest

import onestop_world as world
from thidua.counting.models import Fact
from thidua.dossiers.rules.steps import ACTS, STATES, Act, Owner
from thidua.kernel.errors import RuleBroken
from thidua.ledger.models import Entry
from thidua.onestop.models import Consultation, Dossier, Move, Paper
from thidua.onestop.models.recount import differences
from thidua.onestop.rules import desk

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("shared_world")]
LEGAL = {
    (each.before, each.act, owner): each.after for each in ACTS for owner in sorted(each.owners)
}


def make_world():
    world.make()
    world.paper_results()


def everything():
    """Give all that a refused act must leave as it was."""
    counts = [found.objects.count() for found in (Entry, Fact, Move, Paper, Consultation)]
    return [*counts, *Dossier.objects.values()]


def at(state):
    """Lead a dossier to a state; give it, with the instant at which it is there."""
    dossier = world.file()
    return dossier, world.lead(dossier, *world.PATHS[state])


def test_a_way_to_every_state_is_known():
    assert world.PATHS.keys() == set(STATES)


@pytest.mark.parametrize("state", STATES, ids=str)
def test_what_the_table_does_not_hold_is_refused_and_changes_nothing(state):
    dossier, now = at(state)
    before = everything()
    tried = 0
    for act, owner in product(Act, Owner):
        if (state, act, owner) not in LEGAL:
            with pytest.raises(RuleBroken) as refused:
                world.do(act, dossier, owner, at=now)
            assert refused.value.code in {"dossiers.not-now", "dossiers.not-your-act"}, (act, owner)
            assert refused.value.text("vi")
            tried += 1
    assert tried >= len(Act) * len(Owner) - 12
    assert everything() == before


@pytest.mark.parametrize(("state", "act", "owner"), LEGAL, ids=str)
def test_what_the_table_holds_is_done_and_counted(state, act, owner):
    dossier, now = at(state)
    receipt, event = world.do(act, dossier, owner, at=now)
    row = world.row(dossier)
    after = LEGAL[state, act, owner]
    assert row.state == after
    assert row.desk == (desk(after) or "")
    move = row.moves.order_by("-nr").first()
    actor = world.SEATS[owner]
    assert (move.act, move.actor, move.at, move.status) == (act, actor, now, row.status)
    assert event.kind.startswith("onestop.")
    assert (event.subject, event.actor) == (row.subject, actor)
    assert receipt.id == Entry.objects.order_by("pk").last().public_id
    assert event.public == {}
    assert list(differences()) == []


@pytest.mark.parametrize("actor", ["s-c2-one-stop", "s-c2-officer", "s-c2-leader"])
def test_a_seat_of_another_unit_does_nothing(actor):
    dossier = world.file()
    before = everything()
    with pytest.raises(RuleBroken, match="not-your-dossier"):
        world.do(Act.RECEIVE, dossier, actor=actor)
    assert everything() == before


def test_a_seat_that_has_no_part_in_dossiers_does_nothing():
    dossier = world.file()
    with pytest.raises(RuleBroken, match="not-your-act"):
        world.do(Act.RECEIVE, dossier, actor="s-c1-reporter")
    with pytest.raises(RuleBroken, match="actor-not-open"):
        world.do(Act.RECEIVE, dossier, actor="s-nobody")


def test_an_act_on_no_dossier_is_refused():
    with pytest.raises(RuleBroken, match="no such dossier"):
        world.do(Act.RECEIVE, world.new_id())
