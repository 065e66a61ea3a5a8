"""What is planted in a person's dossier never reaches the ledger, published files, logs or the public."""

import logging

import pytest
from django.conf import settings
from django.test import Client

import onestop_world as world
from archive_hostile import pdf
from thidua.archive.actions import store
from thidua.counting.models import Fact
from thidua.dossiers.rules.steps import Act, Owner
from thidua.kernel.errors import RuleBroken
from thidua.kernel.text import fold
from thidua.ledger.actions import sequence
from thidua.ledger.models import Batch, Call, Entry, Outbox
from thidua.onestop import actions
from thidua.onestop.models import Dossier, Move
from thidua.onestop.rules import Brought

pytestmark = pytest.mark.django_db
SAID = "Bà Huyền ở ấp Trầu Hôi chưa nộp giấy 092301004321"
PAPER = "Giấy khai sinh của cháu Ngọc Huyền"
PLANTED = (
    world.NAME, fold(world.NAME), "Huyền", "huyen", world.PHONE, world.IDENTITY, world.ADDRESS,
    "Trầu Hôi", SAID, PAPER,
)  # fmt: skip
WAY = (
    Act.RECEIVE, Act.FORWARD, Act.ASSIGN, Act.CONSULT, Act.ASK_SUPPLEMENT, Act.SUPPLEMENT,
    Act.ASK_PAYMENT, Act.PAY, Act.APOLOGISE, Act.PROPOSE, Act.APPROVE, Act.SEND_BACK, Act.SEND_BACK,
    Act.PROPOSE, Act.APPROVE, Act.SIGN, Act.RETURN,
)  # fmt: skip
OFFICERS = {act for act, owner in world.WHO.items() if owner is Owner.OFFICER}
MORE = {
    Act.CONSULT: {"question": SAID},
    Act.ASK_SUPPLEMENT: {"reason": SAID},
    Act.SUPPLEMENT: {"papers": (Brought(PAPER),)},
    Act.APOLOGISE: {"reason": SAID},
    Act.SEND_BACK: {"reason": SAID},
    Act.STOP: {"reason": SAID},
    Act.REFUSE: {"reason": SAID},
}


def live_through_everything():
    """Do every act at least once, with data of a person in every place that takes words."""
    dossier = world.new_id()
    held = store(
        content=pdf(), name=f"{PAPER}.pdf", owner=f"dossier:{dossier}", label=PAPER, at=world.MONDAY
    )
    papers = (Brought("Tờ khai"), Brought(PAPER, held.pk))
    world.file(dossier=dossier, papers=papers, key=f"file-{dossier}")
    actions.amend(
        dossier=dossier, application=world.application(hamlet="h1"), party=world.party(),
        actor="s-c1-one-stop", at=world.MONDAY,
    )  # fmt: skip
    for act in WAY:
        given = dict(MORE.get(act, {}))
        if act in OFFICERS and world.row(dossier).assigned_id:
            given["actor"] = "s-c1-other"
        world.do(act, dossier, **given)
        if act is Act.CONSULT:
            actions.answer(dossier=dossier, answer=SAID, actor="s-c2-officer", at=world.MONDAY)
    for ends in (Act.STOP, Act.WITHDRAW):
        other = world.file()
        world.lead(other, Act.RECEIVE, Act.FORWARD)
        world.do(ends, other, at=world.AGAIN, **MORE.get(ends, {}))
    world.do(Act.REFUSE, world.file(), **MORE[Act.REFUSE])
    with pytest.raises(RuleBroken) as refused:
        world.file(who=world.party(phone="1", name=SAID))
    return refused.value.text("vi") + refused.value.text("en") + str(refused.value)


def found(content, words):
    text = content if isinstance(content, bytes) else content.encode()
    return [each for each in words if each.encode() in text]


def escaped(text):
    return text.encode("unicode_escape").decode()


def test_what_is_planted_is_found_where_it_stands():
    world.make()
    world.paper_results()
    live_through_everything()
    reasons = "".join(Move.objects.values_list("reason", flat=True))
    assert found(reasons, PLANTED)


def test_nothing_of_a_person_reaches_ledger_files_logs_or_the_public(caplog):
    caplog.set_level(logging.DEBUG)
    world.make()
    world.paper_results()
    said = live_through_everything()
    sequence()
    words = (*PLANTED, *map(escaped, PLANTED))
    for entry in Entry.objects.all():
        kept = bytes(entry.record) + entry.note.encode() + entry.subject.encode()
        assert found(kept, words) == [], entry.kind
    for call in Call.objects.all():
        assert found(call.key + call.fingerprint, words) == []
    assert found(said + caplog.text, words) == []

    row = Dossier.objects.first()
    secret = (
        *words,
        *Dossier.objects.values_list("code", flat=True),
        str(row.pk),
        row.pk.hex,
        "s-c1-",
    )
    for leaf in Outbox.objects.all():
        assert found(bytes(leaf.leaf), secret) == []
    for batch in Batch.objects.all():
        assert found(batch.content, secret) == []
    files = [path for path in settings.PUBLISHED.rglob("*") if path.is_file()]
    assert files
    for path in files:
        assert found(path.read_bytes(), secret) == [], path
    public = Client()
    facts = Fact.objects.values_list("public_id", flat=True)
    pages = [
        "/", "/ledger/", "/units/", "/units/c1/", "/procedures/", "/published.tar",
        *(f"/ledger/{place}/" for place in range(Outbox.objects.count())),
        *(f"/ledger/{place}/leaf" for place in range(Outbox.objects.count())),
        *(f"/facts/{fact}/" for fact in facts[:40]),
    ]  # fmt: skip
    for page in pages:
        answer = public.get(page)
        assert answer.status_code == 200, page
        content = b"".join(answer.streaming_content) if answer.streaming else answer.content
        assert found(content, secret) == [], page
    assert found(caplog.text, words) == []
