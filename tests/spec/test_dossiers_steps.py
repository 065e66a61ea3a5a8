"""Every act from every state by everybody: what the table holds goes on, all else is refused."""

from itertools import product

import pytest

from thidua.dossiers.rules.steps import (
    ACT_NAMES,
    ACTS,
    BEGINNING,
    ENDED,
    STATES,
    STATUS_NAMES,
    STEP_NAMES,
    Act,
    Owner,
    State,
    Status,
    Step,
    go,
    open_acts,
    reaches,
)
from thidua.kernel.errors import RuleBroken

# The transitions between statuses as they are derived from systems in use; our reading.
DERIVED = {
    (1, 2), (1, 3), (2, 4), (4, 5), (4, 6), (4, 7), (4, 8), (4, 9),
    (5, 4), (5, 7), (5, 8), (6, 4), (6, 7), (6, 8), (9, 10),
}  # fmt: skip


def test_statuses_follow_each_other_as_derived_and_in_no_other_way():
    moves = {(each.before.status, each.after.status) for each in ACTS}
    assert {(a, b) for a, b in moves if a != b} == DERIVED


@pytest.mark.parametrize("state", [State(*each) for each in product(Status, Step)])
def test_every_act_by_everybody_from_every_state(state):
    table = {(each.act, each.before): each for each in ACTS}
    for act, owner in product(Act, Owner):
        row = table.get((act, state))
        if row and owner in row.owners:
            assert go(state, act, owner) == row.after
            assert act in open_acts(state, owner)
            continue
        with pytest.raises(RuleBroken) as broken:
            go(state, act, owner)
        assert broken.value.code == ("dossiers.not-your-act" if row else "dossiers.not-now")
        assert act not in open_acts(state, owner)


def test_an_act_leads_from_a_state_to_one_state_only():
    assert len({(each.act, each.before) for each in ACTS}) == len(ACTS)


def test_every_state_is_reached_from_the_beginning_and_every_one_leads_to_an_end():
    assert all(reaches(BEGINNING.status, state.status) for state in STATES)
    for state in STATES:
        assert (state.status in ENDED) == (not any(each.before == state for each in ACTS))
        assert any(reaches(state.status, end) for end in ENDED)


def test_lists_may_skip_days_but_no_dossier_comes_back_from_its_end():
    assert reaches(Status.RECEIVED, Status.RETURNED)
    assert reaches(Status.SUPPLEMENT, Status.RESOLVED)
    assert not reaches(Status.RETURNED, Status.IN_PROCESS)
    assert not reaches(Status.RECEIVED, Status.REFUSED)
    assert all(reaches(status, status) for status in Status)


def test_everything_has_its_name():
    assert STATUS_NAMES.keys() == set(Status)
    assert STEP_NAMES.keys() == set(Step)
    assert ACT_NAMES.keys() == set(Act)
