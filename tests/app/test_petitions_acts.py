"""Petitions from filing to the answer: every pair of the table, counts, and what the ledger knows."""

from datetime import timedelta
from itertools import product

import pytest

import onestop_world as world
import tracking_desk as desk
from thidua.accounts.models import Person
from thidua.counting.models import Fact
from thidua.counting.models.recount import differences
from thidua.kernel.errors import RuleBroken
from thidua.ledger.models import Entry
from thidua.onestop.rules import APPLICANT
from thidua.petitions import actions
from thidua.petitions.models import Look, Petition, PetitionMove, and_before
from thidua.petitions.rules import ACTS, MOST_OPEN, Act, Owner, State
from thidua.tracking.actions import rate
from thidua.units.actions import merge, split
from thidua.units.rules import Level, NewUnit
from thidua.units.rules.changes import Part

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("shared_world")]
SEATS = {
    Owner.PETITIONER: APPLICANT,
    Owner.ONE_STOP: "s-c1-one-stop",
    Owner.LEADER: "s-c1-leader",
}
REASON = "Chị Võ Thị Giấu gọi 0933221100"
ASKED, ANSWER = desk.PUBLIC
LATE = desk.on(30)
# A way to every state; each act two hours after the one before it.
PATHS = {
    State.FILED: (),
    State.ACCEPTED: (Act.ACCEPT,),
    State.SUPPLEMENT: (Act.ACCEPT, Act.ASK_SUPPLEMENT),
    State.REFUSED: (Act.REFUSE,),
    State.LAPSED: (Act.ACCEPT, Act.ASK_SUPPLEMENT, Act.LAPSE),
    State.ANSWERED: (Act.ACCEPT, Act.ANSWER),
}
MAY = {(each.before, each.act): each for each in ACTS}


def make_world():
    desk.make()
    world.seat("c1-manager", "procedures", "c1")


def do(act, petition, actor=None, *, at=desk.LATER, key=None):
    actor = actor or ("s-c1-leader" if act is not Act.SUPPLEMENT else APPLICANT)
    given = {"petition": petition, "at": at, "key": key}
    if act is Act.SUPPLEMENT:
        return actions.supplement(text=REASON, **given)
    if act is Act.ANSWER:
        return actions.answer(asked=ASKED, answer=ANSWER, actor=actor, **given)
    more = {"reason": REASON} if act in {Act.REFUSE, Act.ASK_SUPPLEMENT} else {}
    return getattr(actions, act.value.replace("-", "_"))(actor=actor, **more, **given)


def at_state(state, **more):
    """File a petition and lead it to a state."""
    petition, at = desk.file(world.file(), **more), desk.on(9, 10)
    for act in PATHS[state]:
        at = LATE if act is Act.LAPSE else at + timedelta(hours=2)
        do(act, petition, at=at)
    return petition


def row(petition):
    return Petition.objects.get(pk=petition)


def kept():
    return (
        Entry.objects.count(),
        Fact.objects.count(),
        PetitionMove.objects.count(),
        list(Petition.objects.order_by("pk").values()),
    )


def refused(code, call, *given, **more):
    before = kept()
    with pytest.raises(RuleBroken) as broken:
        call(*given, **more)
    assert broken.value.code == code
    assert kept() == before
    return broken.value


def counted(measure=""):
    rows = Fact.objects.live().filter(source="tracking", measure__startswith=measure).order_by("pk")
    return [(each.measure, each.unit, str(each.day)) for each in rows]


@pytest.mark.parametrize("state", State)
def test_every_act_by_everybody_from_every_state(state):
    petition = at_state(state)
    for act, owner in product([each for each in Act if each is not Act.FILE], Owner):
        if act is Act.SUPPLEMENT and owner is not Owner.PETITIONER:
            continue  # the action has no other actor
        found = MAY.get((state, act))
        if found and owner in found.owners:
            continue
        code = "petitions.not-your-act" if found else "petitions.not-now"
        refused(code, do, act, petition, SEATS[owner], at=LATE)
    for (before, act), found in MAY.items():
        if before is state:
            for owner in found.owners:
                again = at_state(state)
                do(act, again, SEATS[owner], at=LATE)
                assert row(again).state == found.after
                assert row(again).moves.last().actor == SEATS[owner]


@pytest.mark.parametrize("act", [each for each in Act if each not in {Act.FILE, Act.SUPPLEMENT}])
def test_seats_elsewhere_and_of_other_roles_are_refused(act):
    before = next(each.before for each in ACTS if each.act is act)
    petition = at_state(before)
    refused("petitions.elsewhere", do, act, petition, "s-c2-leader", at=LATE)
    refused("petitions.not-your-act", do, act, petition, "s-c1-officer", at=LATE)
    refused("petitions.not-your-act", do, act, petition, "s-c1-committee", at=LATE)
    refused("accounts.actor-not-open", do, act, petition, "s-nobody", at=LATE)
    refused("petitions.unknown", do, act, world.new_id(), at=LATE)


def test_a_petition_waits_by_the_deadline_of_its_state():
    petition = desk.file(world.file(), at=desk.on(9))
    days = [f"{row(petition).due_at:%d/%m}"]
    for act, day in ((Act.ACCEPT, 10), (Act.ASK_SUPPLEMENT, 11), (Act.SUPPLEMENT, 13)):
        do(act, petition, at=desk.on(day))
        days.append(f"{row(petition).due_at:%d/%m}")
    assert days == ["11/03", "31/03", "18/03", "02/04"]
    do(Act.ANSWER, petition, at=desk.on(16))
    assert row(petition).due_at is None


# ---- what it counts for ----


def test_a_petition_counts_when_it_comes_and_when_it_is_done_in_time_or_late():
    in_time, late = (
        at_state(State.ACCEPTED),
        desk.file(world.file(receipt_unit="c2", actor="s-c2-one-stop")),
    )
    do(Act.ANSWER, in_time, at=desk.on(10))
    do(Act.REFUSE, late, at=LATE)
    assert counted("petitions.") == [
        ("petitions.received", "c1", "2026-03-09"),
        ("petitions.received", "c1", "2026-03-09"),
        ("petitions.on-time", "c1", "2026-03-10"),
        ("petitions.late", "c1", "2026-03-30"),
    ]
    assert list(differences()) == []


def test_a_dossier_is_disliked_once_by_a_petition_or_a_rating():
    dossier = desk.finished()
    rate(dossier=dossier, stars=1, comment="", at=desk.LATER)
    do(Act.ACCEPT, desk.file(dossier))
    other = desk.finished()
    do(Act.ACCEPT, desk.file(other))
    do(Act.ACCEPT, desk.file(other))
    rate(dossier=other, stars=2, comment="", at=desk.LATER)
    do(Act.REFUSE, desk.file(desk.finished()))
    assert len(counted("dossiers.disliked")) == 2
    assert len(counted("dossiers.rated")) == 2


def test_an_answer_is_rated_once_and_good_ones_count():
    petition = at_state(State.ANSWERED)
    given = {"petition": petition, "at": desk.on(10)}
    receipt, _event = actions.rate_answer(stars=4, key="one", **given)
    assert actions.rate_answer(stars=4, key="one", **given)[0] == receipt
    broken = refused("tracking.rated-already", actions.rate_answer, stars=1, **given)
    assert broken.facts == {"receipt": receipt.id}
    assert counted("petitions.satisfied") == [("petitions.satisfied", "c1", "2026-03-10")]
    other = at_state(State.ANSWERED)
    actions.rate_answer(petition=other, stars=3, at=desk.on(10))
    assert len(counted("petitions.satisfied")) == 1
    refused("tracking.bad-stars", actions.rate_answer, petition=other, stars=0, at=LATE)
    refused("petitions.unknown", actions.rate_answer, petition=world.new_id(), stars=5, at=LATE)


@pytest.mark.parametrize("state", [each for each in State if each is not State.ANSWERED])
def test_what_is_not_answered_is_not_rated(state):
    refused(
        "petitions.not-answered", actions.rate_answer, petition=at_state(state), stars=5, at=LATE
    )


# ---- what may be filed ----


def test_a_petition_is_filed_once_and_a_retried_one_gives_the_first_receipt():
    dossier, petition = world.file(), world.new_id()
    given = {
        "petition": petition,
        "about": actions.From("c1", dossier),
        "text": "chậm",
        "at": desk.LATER,
    }
    receipt, _event = actions.file(key="k", **given)
    assert actions.file(key="k", **given)[0] == receipt
    refused("petitions.filed-already", actions.file, **given)


def test_a_petition_goes_to_a_unit_that_stands_and_has_to_do_with_the_dossier():
    dossier = world.file(receipt_unit="c2", actor="s-c2-one-stop")
    assert row(desk.file(dossier, unit="c2")).unit_id == "c2"
    refused("petitions.other-unit", desk.file, dossier, unit="d1")
    refused("onestop.unknown", desk.file, world.new_id())
    refused("units.unknown", desk.file, dossier, unit="nowhere")
    refused("petitions.text-missing", desk.file, dossier, text=" \n ")
    refused("tracking.text-length", desk.file, dossier, text="a" * 2001)


def test_a_flood_of_petitions_is_stopped_for_a_dossier_and_for_a_person():
    dossier, person = world.file(), Person.objects.create(username="hue", name="Ngô Thị Huệ").pk
    for _ in range(MOST_OPEN):
        last = desk.file(dossier)
        desk.file(person=person)
    refused("petitions.many", desk.file, dossier)
    refused("petitions.many", desk.file, person=person)
    do(Act.REFUSE, last)
    assert desk.file(dossier)


# ---- what stays private ----


def test_the_ledger_knows_hashes_and_no_words_of_anybody():
    person = Person.objects.create(username="kin", name="Đỗ Thị Kín").pk
    for state in State:
        at_state(state)
    petition = desk.file(person=person)
    do(Act.ACCEPT, petition)
    do(Act.ASK_SUPPLEMENT, petition)
    do(Act.SUPPLEMENT, petition)
    do(Act.ANSWER, petition)
    actions.rate_answer(petition=petition, stars=5, at=LATE)
    entries = Entry.objects.filter(kind__startswith="petitions.").select_related("outbox")
    assert {each.kind for each in entries} == {
        f"petitions.{kind}"
        for kind in (
            "filed", "accepted", "refused", "supplement-asked", "supplemented", "lapsed",
            "answered", "rated",
        )
    }  # fmt: skip
    written = b"".join(bytes(each.record) + bytes(each.outbox.leaf) for each in entries).decode()
    for secret in (
        desk.PLANTED, "Bí Mật", "0987654321", REASON, "Giấu", "0933221100", ASKED, ANSWER,
        "Kín", world.NAME, world.PHONE, world.IDENTITY,
    ):  # fmt: skip
        assert secret not in written
    assert all(each.event.public == {} for each in entries)


def test_an_answer_that_names_the_petitioner_is_not_published():
    person = Person.objects.create(username="kin", name="Đỗ Thị Kín").pk
    petition = desk.file(person=person)
    do(Act.ACCEPT, petition)
    given = {"petition": petition, "actor": "s-c1-leader", "at": LATE}
    refused(
        "petitions.personal-data", actions.answer, asked="Bà Đỗ Thị Kín hỏi", answer=ANSWER, **given
    )
    about = at_state(State.ACCEPTED)
    given["petition"] = about
    for answer in (f"Gửi bà {world.NAME}", f"Gọi {world.PHONE}", f"Nhà ở {world.ADDRESS}"):
        refused("petitions.personal-data", actions.answer, asked=ASKED, answer=answer, **given)


def test_who_read_a_petition_is_remembered():
    petition = desk.file(world.file())
    actions.look_at(petition=petition, seat="s-c1-leader", at=LATE)
    assert list(Look.objects.values_list("seat", "at")) == [("s-c1-leader", LATE)]


# ---- when units change ----


def test_what_waits_at_a_merged_unit_goes_on_at_its_successor():
    petition = desk.file(world.file())
    day = world.MONDAY.date() + timedelta(days=1)
    merge(units=("c1", "c2"), into=NewUnit("c9", Level.COMMUNE, "commune", "An Bình", "p1"), on=day, actor=world.MANAGER, at=desk.LATER)  # fmt: skip
    world.seat("c9-leader", "leader", "c9")
    refused("petitions.elsewhere", do, Act.ACCEPT, petition, "s-c1-leader", at=desk.on(11))
    do(Act.ACCEPT, petition, "s-c9-leader", at=desk.on(11))
    do(Act.ANSWER, petition, "s-c9-leader", at=desk.on(12))
    assert row(petition).unit_id == "c9"
    assert counted("petitions.") == [
        ("petitions.received", "c1", "2026-03-09"),
        ("petitions.on-time", "c9", "2026-03-12"),
    ]
    assert and_before("c9", desk.on(11).date()) == {"c1", "c2", "c9"}
    assert and_before("c1", world.MONDAY.date()) == {"c1"}


def test_what_waits_at_a_split_unit_is_nobodys_to_take():
    day = world.MONDAY.date() + timedelta(days=1)
    parts = [
        Part(NewUnit("c7", Level.COMMUNE, "commune", "An Đông", "p1"), None, ("h1",)),
        Part(NewUnit("c8", Level.COMMUNE, "commune", "An Tây", "p1"), None),
    ]
    split(unit="c1", parts=parts, on=day, actor=world.MANAGER, at=desk.LATER)
    assert and_before("c7", day) == {"c7"}
