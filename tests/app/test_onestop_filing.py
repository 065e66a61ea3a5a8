"""How a dossier begins: its code, its places, its papers, and what is refused at the counter."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest

import onestop_world as world
from archive_hostile import pdf
from thidua.archive.actions import store
from thidua.archive.models import Held
from thidua.counting.models import Fact
from thidua.dossiers.rules import Channel, Filer
from thidua.dossiers.rules.steps import Act, Owner
from thidua.kernel.errors import RuleBroken
from thidua.ledger.models import Entry
from thidua.onestop import actions
from thidua.onestop.models import Dossier, Numbering, Paper, Party, demands, is_master
from thidua.onestop.models.recount import differences
from thidua.onestop.rules import APPLICANT, Brought, Demands, Paid, Way
from thidua.procedures.actions import record
from thidua.procedures.rules import LegalTime, TimeUnit
from thidua.units.actions import merge
from thidua.units.rules import Level, NewUnit

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("shared_world")]
TUESDAY = world.MONDAY + timedelta(days=1)


def make_world():
    world.make()
    world.paper_results()


def refused(code, **more):
    """See that nothing is filed, and why."""
    before = (Dossier.objects.count(), Entry.objects.count(), Numbering.objects.count())
    with pytest.raises(RuleBroken) as broken:
        world.file(**more)
    assert broken.value.code == code
    assert (Dossier.objects.count(), Entry.objects.count(), Numbering.objects.count()) == before


def test_codes_are_of_the_agency_the_day_and_numbers_without_gaps():
    codes = [world.row(world.file()).code for _ in range(2)]
    refused("onestop.bad-phone", who=world.party(phone="12"))
    codes.append(world.row(world.file(unit="c2")).code)
    codes.append(world.row(world.file(TUESDAY)).code)
    codes.append(world.row(world.file()).code)
    assert codes == [
        "H99.41-260309-0001",
        "H99.41-260309-0002",
        "H99.42-260309-0001",
        "H99.41-260310-0001",
        "H99.41-260309-0003",
    ]


def test_an_agencys_code_of_the_older_order_is_written_from_the_top():
    dossier = world.file(procedure=world.LICENCE.code, unit="d1", receipt_unit="c1", papers=())
    row = world.row(dossier)
    assert row.code == "H99.15-260309-0001"
    assert (row.unit_id, row.receipt_unit_id, row.holder_id) == ("d1", "c1", "d1")


def test_the_day_of_a_code_is_the_local_one():
    late = datetime(2026, 3, 9, 18, tzinfo=UTC)  # 01:00 of the tenth in Vietnam
    assert world.row(world.file(late)).code == "H99.41-260310-0001"


def test_three_places_the_hamlet_and_who_filed_are_kept_apart():
    row = world.row(
        world.file(
            actor="s-c2-one-stop",
            receipt_unit="c1",
            support_unit="c2",
            hamlet="h1",
            filer=Filer.TEAM,
            channel=Channel.ONLINE,
        )
    )
    places = (row.unit_id, row.receipt_unit_id, row.support_unit_id, row.hamlet_id)
    assert places == ("c1", "c1", "c2", "h1")
    assert (row.filer, row.channel, row.in_online_field) == ("team", "online", True)
    assert world.row(world.file(procedure=world.COPY.code, papers=())).in_online_field is False


def test_an_applicant_files_without_a_seat():
    dossier = world.file(actor=APPLICANT, channel=Channel.ONLINE, filer=Filer.SELF)
    assert Entry.objects.last().actor == APPLICANT
    assert world.row(dossier).moves.get().actor == APPLICANT


@pytest.mark.parametrize("actor", ["s-c2-one-stop", "s-c1-officer", "s-c1-leader"])
def test_only_the_counter_that_receives_or_helps_files_for_somebody(actor):
    refused("dossiers.not-your-act", actor=actor)


@pytest.mark.parametrize(
    ("code", "given"),
    [
        ("onestop.unit-is-mirror", {"unit": "c3"}),
        ("onestop.not-competent", {"procedure": world.LICENCE.code}),
        ("onestop.not-online", {"procedure": world.COPY.code, "channel": Channel.ONLINE}),
        ("onestop.nothing-to-pay", {"paid": Paid.ONLINE}),
        ("onestop.procedure-not-in-force", {"procedure": "9.999999"}),
        ("onestop.papers-many", {"papers": (Brought("Tờ khai"),) * 101}),
        ("onestop.paper-unnamed", {"papers": (Brought(" "),)}),
        ("onestop.file-gone", {"papers": (Brought("Tờ khai", 10**6),)}),
        ("units.unknown", {"hamlet": "nowhere"}),
        ("units.unknown", {"support_unit": "nowhere"}),
        ("onestop.name-length", {"who": world.party(name=" ")}),
        ("onestop.name-length", {"who": world.party(name="x" * 121)}),
        ("onestop.address-length", {"who": world.party(address="x" * 301)}),
        ("onestop.bad-phone", {"who": world.party(phone="84912345678")}),
        ("onestop.bad-identity", {"who": world.party(identity="12345")}),
        ("accounts.actor-not-open", {"actor": "s-nobody"}),
    ],
)
def test_what_cannot_be_filed_is_refused_and_takes_no_number(code, given):
    refused(code, **given)


def test_a_procedure_that_begins_later_is_not_in_force():
    later = replace(world.BIRTH, code="1.900005", effective=date(2026, 6, 1))
    record(versions=(later,), unit="p1", actor=world.MANAGER, at=world.MONDAY)
    refused("onestop.procedure-not-in-force", procedure="1.900005")


def test_an_id_is_filed_once_and_a_key_gives_the_first_receipt():
    dossier = world.new_id()
    first = actions.file(
        dossier=dossier, application=world.application(), party=world.party(),
        actor="s-c1-one-stop", at=world.MONDAY, key="k",
    )  # fmt: skip
    again = actions.file(
        dossier=dossier, application=world.application(), party=world.party(),
        actor="s-c1-one-stop", at=TUESDAY, key="k",
    )  # fmt: skip
    assert again[0] == first[0]
    refused("onestop.filed-already", dossier=dossier)
    assert Dossier.objects.filter(pk=dossier).count() == 1


def test_a_person_is_found_by_the_whole_name_or_the_given_name_first():
    dossier = world.file()
    other = world.file(who=world.party(name="  Nguyễn   Văn  Đức "))
    found = {text: set(Dossier.objects.named(text)) for text in ("tran thi", "HUYỀN tr", "duc")}
    assert found == {
        "tran thi": {world.row(dossier)},
        "HUYỀN tr": {world.row(dossier)},
        "duc": {world.row(other)},
    }
    assert Party.objects.get(pk=other).name == "Nguyễn Văn Đức"
    assert set(Dossier.objects.of_unit("c1").named("thi")) == set()


def sent(owner, label="Tờ khai"):
    return store(content=pdf(), name="don.pdf", owner=owner, label=label, at=world.MONDAY)


def test_a_file_of_a_person_is_held_for_the_dossier_as_well():
    mine = sent("person:7")
    dossier = world.file(
        papers=(Brought("Tờ khai", mine.pk, reused=True), Brought("Giấy chứng sinh"))
    )
    paper, waiting = Paper.objects.filter(dossier=dossier).order_by("pk")
    assert paper.held.owner == f"dossier:{dossier}"
    assert paper.held.file == mine.file
    assert (paper.reused, paper.on_paper, waiting.on_paper) == (True, False, True)
    assert waiting.result_of == "1.900009"
    assert Entry.objects.last().event.private["files"] == [mine.file.sha256]


def test_a_file_that_the_dossier_holds_already_is_taken_as_it_is():
    dossier = world.new_id()
    held = sent(f"dossier:{dossier}")
    world.file(dossier=dossier, papers=(Brought("Tờ khai", held.pk),))
    assert Paper.objects.get(dossier=dossier).held == held
    assert Held.objects.count() == 1


def test_paper_is_digitised_later_in_its_place():
    dossier = world.file()
    held = sent(f"dossier:{dossier}")
    actions.digitise(
        dossier=dossier, papers=(Brought("Tờ khai", held.pk),), actor="s-c1-one-stop", at=TUESDAY
    )
    papers = Paper.objects.filter(dossier=dossier).order_by("pk")
    assert [(each.component, each.held) for each in papers] == [
        ("Tờ khai", held),
        ("Giấy chứng sinh", None),
    ]
    assert papers[0].digitised_at == TUESDAY
    with pytest.raises(RuleBroken, match="not-your-act"):
        actions.digitise(dossier=dossier, papers=(), actor="s-c1-leader", at=TUESDAY)
    world.do(Act.REFUSE, dossier)
    with pytest.raises(RuleBroken, match=r"onestop\.ended"):
        actions.digitise(dossier=dossier, papers=(), actor="s-c1-one-stop", at=TUESDAY)


def test_a_dossier_is_judged_by_the_version_that_holds_when_it_is_received():
    dossier, other = world.file(), world.file()
    world.do(Act.RECEIVE, other)
    newer = replace(world.BIRTH, effective=date(2026, 3, 10), time=LegalTime(5, TimeUnit.DAYS))
    record(versions=(newer,), unit="p1", actor=world.MANAGER, at=world.MONDAY)
    world.do(Act.RECEIVE, dossier, at=TUESDAY)
    assert world.row(other).due_at == datetime(2026, 3, 11, 10, tzinfo=UTC)
    assert world.row(dossier).due_at == datetime(2026, 3, 17, 10, tzinfo=UTC)


def test_a_dossier_whose_procedure_ended_meanwhile_is_received_by_the_version_it_was_filed_for():
    dossier = world.file()
    ended = replace(world.BIRTH, ended=date(2026, 3, 10))
    record(versions=(ended,), unit="p1", actor=world.MANAGER, at=world.MONDAY)
    world.do(Act.RECEIVE, dossier, at=TUESDAY)
    assert world.row(dossier).due_at == datetime(2026, 3, 12, 10, tzinfo=UTC)


def test_where_no_legal_time_is_known_an_appointment_is_given():
    appointed = datetime(2026, 3, 13, 3, tzinfo=UTC)
    dossier = world.file(procedure=world.LAND.code, papers=())
    for given, code in (
        (None, "appointment-needed"),
        (world.MONDAY, "appointment-closed"),
        (datetime(2026, 3, 14, 3, tzinfo=UTC), "appointment-closed"),  # a Saturday
    ):
        with pytest.raises(RuleBroken, match=code):
            world.do(Act.RECEIVE, dossier, appointed=given)
    world.do(Act.RECEIVE, dossier, appointed=appointed)
    assert world.row(dossier).due_at == appointed
    with pytest.raises(RuleBroken, match="appointment-by-law"):
        world.do(Act.RECEIVE, world.file(), appointed=appointed)


# ---- what the counter wrote down wrongly ----


def amend(dossier, who=None, **more):
    return actions.amend(
        dossier=dossier, application=world.application(**more), party=who or world.party(),
        actor="s-c1-one-stop", at=TUESDAY,
    )  # fmt: skip


def live(dossier):
    rows = Fact.objects.live().filter(key__startswith=dossier).order_by("measure")
    return {row.measure.partition(".")[2]: row.quantity for row in rows}


def test_who_filed_is_amended_and_the_counts_follow():
    dossier = world.file()
    world.do(Act.RECEIVE, dossier)
    assert live(dossier) == {"direct": 1, "filed-assisted": 1, "in-online-fields": 1, "received": 1}
    amend(dossier, filer=Filer.OFFICIAL)
    assert live(dossier)["filed-assisted"] == 0
    assert live(dossier)["filed-by-official"] == 1
    amend(dossier, hamlet="h1")  # assisted again: the same place counts again
    assert live(dossier)["filed-assisted"] == 1
    assert live(dossier)["filed-by-official"] == 0
    assert world.row(dossier).hamlet_id == "h1"
    assert list(differences()) == []


def test_a_name_alone_is_amended_and_nothing_of_it_reaches_the_ledger():
    dossier = world.file()
    amend(dossier, world.party(name="Trần Thị Ngọc Huyên"))
    assert Party.objects.get(pk=dossier).name == "Trần Thị Ngọc Huyên"
    before = Entry.objects.last().event.private["before"]
    assert before == ["direct", "assisted", None, None]


def test_amending_to_what_is_there_or_to_another_procedure_is_refused():
    dossier = world.file()
    for code, more in (
        ("nothing-amended", {}),
        ("another-dossier", {"unit": "c2"}),
        ("another-dossier", {"procedure": world.COPY.code}),
    ):
        with pytest.raises(RuleBroken, match=code):
            amend(dossier, **more)


# ---- where dossiers live ----


def test_a_unit_is_switched_from_a_day_on():
    assert not is_master("c1", date(2026, 3, 1))
    assert is_master("c1", date(2026, 3, 2))
    actions.switch(
        unit="c1", kind=Way.MIRROR, first=date(2026, 4, 1), actor=world.MANAGER, at=world.MONDAY
    )
    assert is_master("c1", date(2026, 3, 31))
    assert not is_master("c1", date(2026, 4, 1))
    event = Entry.objects.last().event
    assert event.public == {"first": "2026-04-01", "kind": "mirror"}


@pytest.mark.parametrize(
    ("code", "given"),
    [
        ("onestop.way-already", {"unit": "c1", "kind": Way.MASTER}),
        ("onestop.way-already", {"unit": "c3", "kind": Way.MIRROR}),
        ("onestop.way-later", {"unit": "c1", "kind": Way.MIRROR, "first": world.FIRST}),
        ("onestop.no-agency-code", {"unit": "c3", "kind": Way.MASTER}),
        ("units.unknown", {"unit": "nowhere", "kind": Way.MASTER}),
    ],
)
def test_a_switch_that_says_nothing_or_cannot_be_is_refused(code, given):
    asked = {"first": date(2026, 5, 1), "actor": world.MANAGER, "at": world.MONDAY, **given}
    with pytest.raises(RuleBroken) as broken:
        actions.switch(**asked)
    assert broken.value.code == code


def test_what_a_procedure_demands_holds_from_a_day_on():
    given = {"procedure": world.COPY.code, "unit": "p1", "actor": world.MANAGER, "at": world.MONDAY}
    actions.demand(first=date(2026, 3, 10), demands=Demands(second_approver=True), **given)
    assert demands(world.COPY.code, date(2026, 3, 9)) == Demands()
    assert demands(world.COPY.code, date(2026, 3, 10)) == Demands(second_approver=True)
    with pytest.raises(RuleBroken, match="demand-later"):
        actions.demand(first=date(2026, 3, 10), demands=Demands(), **given)
    with pytest.raises(RuleBroken, match=r"procedures\.unknown"):
        actions.demand(first=date(2026, 4, 1), demands=Demands(), **given | {"procedure": "9.1"})
    with pytest.raises(RuleBroken, match="not-the-province"):
        actions.demand(first=date(2026, 4, 1), demands=Demands(), **given | {"unit": "c1"})


# ---- a unit that is merged away ----


def merged():
    into = NewUnit("c9", Level.COMMUNE, "commune", "An Bình", "p1", codes={"agency": "H99.49"})
    merge(units=["c1", "c2"], into=into, on=date(2026, 3, 16), actor=world.MANAGER, at=world.MONDAY)
    for role in ("one-stop", "officer", "leader"):
        world.seat(f"c9-{role}", role, "c9")


def test_open_dossiers_of_a_merged_unit_go_on_at_its_successor_under_their_codes():
    dossier = world.file()
    done = world.file()
    world.lead(dossier, Act.RECEIVE, Act.FORWARD)
    world.do(Act.REFUSE, done)
    merged()
    after = world.MONDAY + timedelta(days=8)
    with pytest.raises(RuleBroken, match="not-your-dossier"):
        world.do(Act.PROPOSE, dossier, actor="s-c9-officer", at=after)
    for actor, target, code in (
        ("s-c9-officer", dossier, "dossiers.not-your-act"),
        ("s-d1-leader", dossier, "onestop.no-successor"),
        ("s-c9-leader", done, "onestop.ended"),
        ("s-c9-leader", world.new_id(), "onestop.unknown"),
    ):
        with pytest.raises(RuleBroken) as broken:
            actions.take_over(dossier=target, actor=actor, at=after)
        assert broken.value.code == code
    actions.take_over(dossier=dossier, actor="s-c9-leader", at=after)
    row = world.row(dossier)
    assert (row.unit_id, row.holder_id, row.receipt_unit_id) == ("c1", "c9", "c9")
    assert row.code == "H99.41-260309-0001"
    for act in (Act.PROPOSE, Act.APPROVE, Act.SIGN):
        actor = "s-c9-officer" if act is Act.PROPOSE else "s-c9-leader"
        world.do(act, dossier, actor=actor, at=after)
    units = {(row.measure, row.unit) for row in Fact.objects.live().filter(quantity=1)}
    assert ("dossiers.received", "c1") in units
    assert ("dossiers.resolved-late", "c9") in units
    assert list(differences()) == []


def test_a_dossier_that_was_received_elsewhere_stays_where_it_was_received():
    dossier = world.file(receipt_unit="d1", actor="s-d1-one-stop")
    merged()
    actions.take_over(dossier=dossier, actor="s-c9-leader", at=world.MONDAY + timedelta(days=8))
    assert world.row(dossier).receipt_unit_id == "d1"


def test_ids_are_given_by_who_files():
    dossier = world.file()
    assert world.row(dossier).pk == UUID(dossier)
    assert world.row(dossier).desk == Owner.ONE_STOP
