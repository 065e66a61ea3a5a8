"""A result is given with the valid signature of who may sign, or not at all."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

import onestop_world as world
import signing_desk
from thidua.accounts.models import Seat
from thidua.archive.models import Held
from thidua.archive.outside import shelves
from thidua.counting.models import Fact
from thidua.dossiers.rules.steps import Act
from thidua.kernel.errors import RuleBroken
from thidua.ledger.models import Entry
from thidua.onestop import actions, outside
from thidua.onestop.models import Attestation, Paper, Signatory, serials
from thidua.onestop.models.recount import differences
from thidua.onestop.rules import Brought, Demands
from thidua.signing.outside import signatures
from thidua.signing.rules import Trust

pytestmark = pytest.mark.django_db
AT, LEADER = signing_desk.AT, "s-c1-leader"


@pytest.fixture
def desk():
    return signing_desk.open_desk()


@pytest.fixture
def dossier(desk):
    """Give a dossier that waits for its signature, at a unit whose leader has a certificate."""
    world.make()
    outside.keep_trust(desk.trust)
    actions.authorise(seat=LEADER, serial=serial(desk), first=AT.date(), actor=world.MANAGER, at=AT)
    made = world.file(AT - timedelta(hours=20))
    world.lead(made, Act.RECEIVE, Act.FORWARD, Act.PROPOSE, Act.APPROVE, at=AT - timedelta(hours=2))
    return made


def demanded(*acts):
    """Ask for a signed sheet for some acts of a procedure, and file a dossier of it."""
    asked = Demands(signed=frozenset(acts))
    given = {"procedure": world.BIRTH.code, "unit": "p1", "actor": world.MANAGER, "at": AT}
    actions.demand(first=date(2026, 3, 5), demands=asked, **given)
    made = world.file(AT)
    world.lead(made, Act.RECEIVE, Act.FORWARD, Act.PROPOSE, at=AT)
    return made


def test_a_step_that_asks_for_a_signature_is_done_with_the_sheet_that_was_signed_for_it(
    desk, dossier
):
    made = demanded(Act.APPROVE)
    with pytest.raises(RuleBroken, match="step-unsigned"):
        world.do(Act.APPROVE, made, at=AT)
    sheet = signing_desk.document()
    given = {"dossier": made, "act": Act.APPROVE, "sheet": sheet, "actor": LEADER, "at": AT}
    for content, code in (
        (signing_desk.sign(desk, signing_desk.document("Another")), "other-sheet"),
        (sheet, "because-no-signature"),
        (signing_desk.sign(desk, sheet, key="deputy"), "because-unauthorised"),
    ):
        with pytest.raises(RuleBroken, match=code):
            actions.attest(content=content, **given)
    with pytest.raises(RuleBroken, match="not-your-act"):
        actions.attest(content=sheet, **given | {"actor": "s-c1-officer"})
    assert not Attestation.objects.exists()
    actions.attest(content=signing_desk.sign(desk, sheet), **given)
    kept = actions.attest(content=signing_desk.sign(desk, sheet), **given)
    with pytest.raises(RuleBroken, match="step-unsigned"):
        world.do(Act.APPROVE, made, actor="s-c1-second", at=AT)
    world.do(Act.APPROVE, made, at=AT)
    signature = kept.held.file.sha256
    assert world.row(made).moves.last().signature == signature
    assert Entry.objects.last().event.private["signature"] == signature
    world.do(Act.SEND_BACK, made, at=AT)
    with pytest.raises(RuleBroken, match="step-unsigned"):
        world.do(Act.APPROVE, made, at=AT)  # another time, another sheet


def test_the_sheet_of_a_step_is_downloaded_signed_and_sent_with_the_act(desk, dossier, monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: AT)
    made = demanded(Act.APPROVE)
    leader = Client()
    leader.force_login(Seat.objects.get(pk=LEADER).person)
    home = f"/units/c1/dossiers/{made}/"
    assert "sheets/approve.pdf" in leader.get(home).content.decode()
    assert leader.get(f"{home}sheets/propose.pdf").status_code == 404
    given = {"key": str(uuid4())}
    refused = leader.post(f"{home}approve/", given)
    assert refused.status_code == 422  # the field asks for the signed sheet
    sheet = leader.get(f"{home}sheets/approve.pdf").content
    signed = SimpleUploadedFile("phieu.pdf", signing_desk.sign(desk, sheet))
    answer = leader.post(f"{home}approve/", {**given, "attested": signed})
    assert answer.status_code == 302, answer.content.decode()[-2000:]
    assert world.row(made).step == "signing"
    assert world.row(made).moves.last().signature == Attestation.objects.get().held.file.sha256


def test_signatures_are_asked_for_the_five_steps_alone():
    world.make()
    with pytest.raises(RuleBroken, match="not-signable"):
        demanded(Act.REFUSE)


def serial(desk, key="chairman"):
    """Give the serial number of an officer's certificate, as a verdict names it."""
    return signatures(signing_desk.sign(desk, key=key), trust=desk.trust, at=AT)[0].serial


def sign(dossier, content, **more):
    given = {"actor": LEADER, "at": AT, **more}
    return actions.sign(dossier=dossier, content=content, **given)


def refused(dossier, content, code, **more):
    before = (Entry.objects.count(), Held.objects.count(), Paper.objects.count())
    with pytest.raises(RuleBroken) as broken:
        sign(dossier, content, **more)
    assert broken.value.code == code
    assert (Entry.objects.count(), Held.objects.count(), Paper.objects.count()) == before
    assert world.row(dossier).step == "signing"


def test_a_signed_result_is_kept_counted_and_named_in_the_ledger(desk, dossier):
    content = signing_desk.sign(desk)
    first = sign(dossier, content, key="k")
    paper = Paper.objects.get(dossier=dossier, result=True)
    assert shelves.get(paper.held.file.sha256) == content
    assert paper.result_of == world.BIRTH.code
    row = world.row(dossier)
    assert (row.e_result, row.resolved_at, row.step) == (True, AT, "returning")
    assert row.moves.last().signature == paper.held.file.sha256
    assert Entry.objects.last().event.private["result"] == paper.held.file.sha256
    live = Fact.objects.live().filter(quantity=1).values_list("measure", flat=True)
    assert "dossiers.e-results" in live
    assert "dossiers.digitized" not in live  # its papers lie at the counter
    assert sign(dossier, content, key="k")[0] == first[0]
    assert list(differences()) == []


def test_a_dossier_whose_papers_are_files_is_digitised_with_its_result(desk, dossier):
    from archive_hostile import pdf
    from thidua.archive.actions import store

    for component in ("Tờ khai", "Giấy chứng sinh"):
        held = store(content=pdf(), name="a.pdf", owner="person:1", label=component, at=AT)
        actions.digitise(
            dossier=dossier, papers=(Brought(component, held.pk, reused=True),),
            actor="s-c1-one-stop", at=AT,
        )  # fmt: skip
    sign(dossier, signing_desk.sign(desk))
    live = set(Fact.objects.live().filter(quantity=1).values_list("measure", flat=True))
    assert {"dossiers.digitized", "dossiers.reused-papers", "dossiers.e-results"} <= live


def test_a_result_that_is_not_validly_signed_is_refused_and_leaves_nothing(desk, dossier):
    content = signing_desk.sign(desk)
    refused(dossier, signing_desk.document(), "signing.because-no-signature")
    refused(dossier, content.replace(b"1000 ho so", b"9000 ho so"), "signing.because-altered")
    refused(dossier, content + b"\n% more\n%%EOF\n", "signing.because-unreadable")
    refused(dossier, None, "onestop.signature-missing")


def test_a_valid_signature_of_somebody_else_is_refused(desk, dossier):
    other = signing_desk.sign(desk, key="deputy")
    refused(dossier, other, "signing.because-unauthorised")
    refused(dossier, signing_desk.sign(desk), "signing.because-unauthorised", actor="s-c1-second")


def test_who_may_not_sign_is_told_so_before_a_signature_is_judged(dossier):
    refused(dossier, b"", "dossiers.not-your-act", actor="s-c1-officer")
    refused(dossier, b"", "onestop.not-your-dossier", actor="s-c2-leader")


def test_without_a_root_certificate_nothing_is_signed(desk, dossier):
    outside.keep_trust(Trust(()))
    refused(dossier, signing_desk.sign(desk), "onestop.no-trust")


def test_a_signatory_is_named_for_days_and_only_by_a_hash_in_the_ledger(desk, dossier):
    given = {"seat": LEADER, "actor": world.MANAGER, "at": AT}
    mine = serial(desk)
    assert mine.encode() not in bytes(
        Entry.objects.filter(kind="onestop.signatory-named").get().record
    )
    for code, more in (("signs-already", {"serial": mine}), ("no-serial", {"serial": " "})):
        with pytest.raises(RuleBroken, match=code):
            actions.authorise(first=AT.date(), **given | more)
    for end, number in ((date(2026, 1, 1), mine), (AT.date(), "77")):
        with pytest.raises(RuleBroken, match="signs-not"):
            actions.dismiss(serial=number, end=end, **given)
    actions.dismiss(serial=mine, end=AT.date(), **given)
    assert serials(LEADER, AT.date()) == []
    assert Signatory.objects.get().end == AT.date()
    refused(dossier, signing_desk.sign(desk), "signing.because-unauthorised")
