"""A finished dossier is rated once, whatever is sent twice or at once."""

from datetime import timedelta
from uuid import uuid4

import pytest

import onestop_world as world
import tracking_desk as desk
from thidua.counting.models import Fact
from thidua.counting.models.recount import differences as tally_differences
from thidua.dossiers.rules.steps import Act
from thidua.kernel.errors import RuleBroken
from thidua.ledger.models import Entry
from thidua.onestop.models.recount import differences
from thidua.tracking import actions
from thidua.tracking.models import Rating, counting_unit
from thidua.units.actions import merge, split
from thidua.units.rules import Level, NewUnit
from thidua.units.rules.changes import Part

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("shared_world")]
COMMENT = "Chị Phạm Thị Kín ở quầy 2 rất nhiệt tình, số 0977001122"


def make_world():
    desk.make()


def rate(dossier, stars=5, comment="", *, at=desk.LATER, key=None):
    return actions.rate(dossier=dossier, stars=stars, comment=comment, at=at, key=key)


def refused(code, dossier, **more):
    before = (Rating.objects.count(), Entry.objects.count(), Fact.objects.count())
    with pytest.raises(RuleBroken) as broken:
        rate(dossier, **more)
    assert broken.value.code == code
    assert (Rating.objects.count(), Entry.objects.count(), Fact.objects.count()) == before
    return broken.value


def counted():
    rows = Fact.objects.live().filter(source="tracking").order_by("pk")
    return [(each.measure, each.unit, str(each.day), each.quantity) for each in rows]


@pytest.mark.parametrize(
    ("stars", "measures"),
    [
        (1, ["dossiers.rated", "dossiers.disliked"]),
        (3, ["dossiers.rated"]),
        (5, ["dossiers.rated", "dossiers.rated-satisfied"]),
    ],
)
def test_a_rating_counts_at_the_unit_that_decided_on_its_day(stars, measures):
    rate(desk.finished(), stars)
    assert counted() == [(each, "c1", "2026-03-09", 1) for each in measures]
    assert list(differences()) == []
    assert list(tally_differences()) == []


def test_a_second_rating_is_refused_and_names_the_first_receipt():
    dossier = desk.finished()
    receipt, _event = rate(dossier, key="one")
    again, _event = rate(dossier, key="one", at=desk.LATER + timedelta(hours=1))
    assert again == receipt
    broken = refused("tracking.rated-already", dossier, key="two")
    assert broken.status == 409
    assert broken.facts == {"receipt": receipt.id}
    assert Rating.objects.get().stars == 5


@pytest.mark.parametrize(
    "state", [each for each in world.PATHS if each.status not in {7, 9, 10}], ids=str
)
def test_a_dossier_that_is_not_finished_is_not_rated(state):
    dossier = world.file()
    world.lead(dossier, *world.PATHS[state])
    refused("tracking.not-finished", dossier)


def test_a_withdrawn_dossier_is_rated_too_and_a_simulated_one_says_so():
    dossier = world.file(generated=True)
    world.lead(dossier, Act.RECEIVE, Act.FORWARD, Act.WITHDRAW)
    rate(dossier, 3)
    assert Fact.objects.get(source="tracking").generated


def test_an_unknown_dossier_and_a_rating_outside_the_scale_are_refused():
    refused("onestop.unknown", world.new_id())
    refused("tracking.bad-stars", desk.finished(), stars=9)


def test_the_ledger_knows_stars_and_no_words():
    dossier = desk.finished()
    _receipt, event = rate(dossier, 4, COMMENT)
    assert event.public == {}
    assert event.actor == "applicant"
    assert Rating.objects.get().comment == COMMENT
    kept = b"".join(
        bytes(each.record) + bytes(each.outbox.leaf)
        for each in Entry.objects.select_related("outbox")
    ).decode()
    for secret in (COMMENT, "Phạm Thị Kín", "0977001122", world.NAME, world.PHONE, world.IDENTITY):
        assert secret not in kept
    assert (
        world.row(dossier).code
        not in b"".join(
            bytes(each.outbox.leaf) for each in Entry.objects.select_related("outbox")
        ).decode()
    )


# ---- where it counts when units change ----


def test_a_rating_after_a_merger_counts_at_the_successor():
    dossier = desk.finished()
    day = world.MONDAY.date() + timedelta(days=1)
    merge(units=("c1", "c2"), into=NewUnit("c9", Level.COMMUNE, "commune", "An Bình", "p1"), on=day, actor=world.MANAGER, at=desk.LATER)  # fmt: skip
    rate(dossier, 3, at=desk.LATER + timedelta(days=2))
    assert counted() == [("dossiers.rated", "c9", "2026-03-11", 1)]
    assert counting_unit("c9", day) == "c9"


def test_a_rating_after_a_split_is_refused_for_nobody_knows_where_it_counts():
    dossier = desk.finished()
    day = world.MONDAY.date() + timedelta(days=1)
    parts = [
        Part(NewUnit("c7", Level.COMMUNE, "commune", "An Đông", "p1"), None, ("h1",)),
        Part(NewUnit("c8", Level.COMMUNE, "commune", "An Tây", "p1"), None),
    ]
    split(unit="c1", parts=parts, on=day, actor=world.MANAGER, at=desk.LATER)
    refused("tracking.unit-gone", dossier, at=desk.LATER + timedelta(days=2))


# ---- through the page ----


def test_a_rating_through_the_page_is_thanked_for_and_sent_again_changes_nothing():
    browser, address = desk.opened(desk.finished())
    sent = {"key": str(uuid4()), "stars": "2", "comment": COMMENT}
    for _ in range(2):
        answer = browser.post(f"{address}rating/", sent, follow=True)
        assert "Cảm ơn ông/bà đã đánh giá" in answer.text
        assert "Ông/bà đã đánh giá 2/5" in answer.text
        assert COMMENT not in answer.text
    answer = browser.post(f"{address}rating/", sent | {"key": str(uuid4())})
    assert answer.status_code == 409
    receipt = Entry.objects.get(kind="tracking.rated").public_id
    assert receipt in answer.text
    assert Rating.objects.count() == 1


@pytest.mark.parametrize(
    "sent",
    [
        {},
        {"stars": "6"},
        {"stars": "-1"},
        {"stars": "five"},
        {"stars": "5", "comment": "a" * 1001},
        {"stars": "5", "comment": "a\x00"},
    ],
)
def test_a_bad_rating_shows_the_form_again(sent):
    browser, address = desk.opened(desk.finished())
    answer = browser.post(f"{address}rating/", {"key": str(uuid4()), **sent})
    assert answer.status_code == 422
    assert "errorlist" in answer.text
    assert not Rating.objects.exists()
