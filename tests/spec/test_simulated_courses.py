"""A simulated dossier goes as the table of acts has it, in the order of time, to where it stands."""

from datetime import date, datetime

from onestop_world import procedure
from thidua.deadlines.outside import office
from thidua.deadlines.rules.office import VIETNAM
from thidua.dossiers.rules.steps import Act, Owner, State, Status, Step, go
from thidua.kernel.periods import Period
from thidua.procedures.rules import LegalTime, TimeUnit
from thidua.simulated.rules import Agency, Scene, dossiers
from thidua.simulated.rules.courses import course, filed_at

HOURS = office()
NOW = datetime(2026, 11, 27, 16, tzinfo=VIETNAM)
PERIOD = Period.inclusive(date(2026, 10, 5), date(2026, 11, 27))
DOERS = {
    Act.RECEIVE: Owner.ONE_STOP,
    Act.FORWARD: Owner.ONE_STOP,
    Act.SUPPLEMENT: Owner.APPLICANT,
    Act.APPROVE: Owner.LEADER,
    Act.SIGN: Owner.LEADER,
    Act.RETURN: Owner.ONE_STOP,
}


def made(seed):
    local = [
        procedure("9.1", "Một", time=LegalTime(4, TimeUnit.HOURS)),
        procedure("9.2", "Hai", time=LegalTime(5, TimeUnit.DAYS)),
    ]
    scene = Scene(seed, (Agency("c1", "Xã Một", "H99.41", 1),), local, HOURS, NOW)
    return dossiers(scene, period=PERIOD, number=500)


def test_every_course_is_legal_and_ends_where_the_dossier_stands():
    ends, acts = set(), set()
    for seed in (1, 2, 3):
        for each in made(seed):
            state, at = State(Status.FILED, Step.RECEIVING), filed_at(each)
            for done in course(seed, each, HOURS):
                state = go(state, done.act, DOERS.get(done.act, Owner.OFFICER))
                assert done.at >= at, (each, done)
                assert (done.again is not None) == (done.act is Act.APOLOGISE)
                assert done.again is None or done.again > each.due
                at = done.at
                acts.add(done.act)
            assert at <= NOW or each.status not in {Status.RESOLVED, Status.RETURNED}
            assert state.status == each.status
            ends.add(each.status)
    assert ends >= {Status.RETURNED, Status.IN_PROCESS, Status.SUPPLEMENT, Status.STOPPED}
    assert acts >= {Act.APOLOGISE, Act.SUPPLEMENT, Act.ASK_PAYMENT, Act.RETURN}


def test_the_same_seed_goes_the_same_way():
    assert [course(5, each, HOURS) for each in made(5)] == [
        course(5, each, HOURS) for each in made(5)
    ]
