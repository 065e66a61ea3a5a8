"""Writing a dossier and filing it: files are taken whole or not at all, and it is filed once."""

from datetime import timedelta
from uuid import uuid4

import pytest
from click.testing import CliRunner

import filing_world
import onestop_world as world
from archive_hostile import encrypted, pdf
from filing_world import resident
from thidua.archive.models import Held
from thidua.archive.outside import shelves
from thidua.dossiers.rules import Filer
from thidua.dossiers.rules.steps import Act
from thidua.filing import actions, cli
from thidua.filing.models import Draft, dossiers_of, mine, open_units, papers_of, results_of
from thidua.filing.models.owning import brought, used
from thidua.filing.rules import drafts
from thidua.kernel.errors import RuleBroken
from thidua.ledger.models import Entry
from thidua.onestop import actions as onestop
from thidua.onestop.models import Dossier
from thidua.onestop.rules import APPLICANT, Way
from thidua.residents.actions import prove
from thidua.residents.rules import Proof

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("shared_world")]
BIRTH, LATER = world.BIRTH.code, world.MONDAY + timedelta(hours=1)


def make_world():
    world.make()


@pytest.fixture
def huyen():
    return resident()


def begin(who, procedure=BIRTH, at=world.MONDAY):
    return actions.begin(draft=uuid4(), resident=who, procedure=procedure, at=at)


def attach(draft, component="Tờ khai", content=None, at=world.MONDAY, name="to-khai.pdf"):
    return actions.attach(
        draft=draft, component=component, name=name, content=content or pdf(), at=at
    )


def refused(code, function, **given):
    with pytest.raises(RuleBroken) as broken:
        function(**given)
    assert broken.value.code == code


def on_shelves():
    return [book for shelf in shelves._shelves() for book in shelves._books(shelf)]  # noqa: SLF001


def test_a_draft_begins_with_what_is_known_of_the_resident(huyen):
    written = begin(huyen).draft
    assert (written.unit, written.hamlet, written.filer) == ("c1", "h1", "self")
    assert (written.name, written.phone) == (filing_world.NAME, filing_world.PHONE)


def test_where_the_residents_commune_takes_none_a_unit_is_chosen():
    who = resident(commune="c3", hamlet=None)
    assert begin(who).draft.unit == ""
    assert open_units(world.BIRTH, filing_world.DAY) == [
        ("c2", "Phường Bình An"),
        ("c1", "Xã An Phú"),
    ]
    assert open_units(world.LICENCE, filing_world.DAY) == [("d1", "Sở Xây dựng")]


def test_procedures_that_are_not_online_or_in_force_begin_no_draft(huyen):
    refused("onestop.not-online", begin, who=huyen, procedure=world.COPY.code)
    refused("onestop.procedure-not-in-force", begin, who=huyen, procedure="9.9")


def test_drafts_are_few(huyen):
    for _ in range(drafts.MOST_DRAFTS):
        begin(huyen)
    refused("filing.drafts-many", begin, who=huyen)


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ({"unit": "c3"}, "onestop.unit-is-mirror"),
        ({"unit": "d1"}, "onestop.unit-is-mirror"),
        ({"filer": "cousin"}, "filing.not-finished"),
        ({"phone": "12"}, "onestop.bad-phone"),
        ({"identity": "12"}, "onestop.bad-identity"),
    ],
)
def test_what_cannot_be_filed_is_refused_while_it_is_written(huyen, said, code):
    draft = begin(huyen)
    refused(code, actions.write, draft=draft, said=said, at=LATER)
    assert Draft.objects.get().draft == draft.draft


def test_what_was_written_is_filed_once(huyen):
    draft = begin(huyen)
    actions.write(draft=draft, said={"filer": "team", "support_unit": "c2"}, at=LATER)
    attach(draft)
    dossier = actions.file(draft=draft, at=LATER)
    assert actions.file(draft=draft, at=LATER + timedelta(seconds=1)) == dossier == str(draft.pk)
    row = Dossier.objects.get()
    assert (row.unit_id, row.support_unit_id, row.hamlet_id) == ("c1", "c2", "h1")
    assert (row.channel, row.filer, row.party.person) == ("online", Filer.TEAM, huyen.person)
    assert row.papers.get().held.owner == row.subject
    assert Entry.objects.filter(kind="onestop.filed").get().actor == APPLICANT
    assert not Draft.objects.exists()
    refused("filing.no-such-draft", mine, resident=huyen, draft=draft.pk)
    assert [each.label for each in papers_of(huyen)] == ["Tờ khai"]
    assert list(dossiers_of(huyen)) == [row]


def test_a_draft_that_is_not_finished_is_not_filed():
    draft = begin(resident(commune="c3", hamlet=None))
    actions.write(draft=draft, said={"name": ""}, at=LATER)
    refused("filing.not-finished", actions.file, draft=draft, at=LATER)
    assert Draft.objects.exists()


def test_a_unit_that_stopped_taking_dossiers_is_said_at_filing(huyen):
    draft = begin(huyen)
    onestop.switch(
        unit="c1", kind=Way.MIRROR, first=filing_world.DAY, actor=world.MANAGER, at=LATER
    )
    refused("onestop.unit-is-mirror", actions.file, draft=draft, at=LATER)
    assert Draft.objects.exists()
    assert not Dossier.objects.exists()


@pytest.mark.parametrize(
    ("content", "name", "code"),
    [
        (b"%PDF-1.7 nothing", "a.pdf", "archive.pdf-cut"),
        (b"MZ" + bytes(100), "a.pdf", "archive.program"),
        (b"<html>", "a.jpg", "archive.page"),
        (encrypted("x"), "a.pdf", "archive.pdf-password"),
        (bytes(10_000_001), "a.pdf", "archive.too-large"),
        (b"", "a.pdf", "archive.empty"),
    ],
)
def test_hostile_files_leave_nothing(huyen, content, name, code):
    draft = begin(huyen)
    with pytest.raises(RuleBroken) as broken:
        actions.attach(draft=draft, component="Tờ khai", name=name, content=content, at=LATER)
    assert broken.value.code == code
    assert Draft.objects.get().draft.papers == ()
    assert not Held.objects.exists()
    assert on_shelves() == []


def test_a_name_that_leads_elsewhere_is_only_a_name(huyen):
    draft = begin(huyen)
    attach(draft, name="../../etc/\u202efdp.exe")
    held = Held.objects.get()
    assert held.name == "fdp.exe.pdf"
    assert held.owner == huyen.subject


def test_another_file_takes_the_place_of_the_first_which_is_let_go(huyen):
    draft = begin(huyen)
    attach(draft)
    attach(draft, content=pdf({5: b"<< /Second true >>"}))
    first, second = Held.objects.order_by("pk")
    assert (first.ended_at, second.ended_at) == (world.MONDAY, None)
    actions.leave(draft=draft, component="Tờ khai", at=LATER)
    assert not Held.objects.current().exists()
    actions.leave(draft=draft, component="Tờ khai", at=LATER)


def test_only_what_is_asked_for_is_attached(huyen):
    draft = begin(huyen)
    refused("filing.no-such-component", attach, draft=draft, component="Sổ đỏ")
    refused(
        "filing.file-needed", actions.choose, draft=draft, component="Tờ khai", held=None, at=LATER
    )


def test_what_is_held_is_used_again_and_stays_when_the_draft_goes(huyen):
    first = begin(huyen)
    attach(first)
    actions.file(draft=first, at=LATER)
    held = papers_of(huyen)[0]
    draft = begin(huyen)
    actions.choose(draft=draft, component="Tờ khai", held=held.pk, at=LATER)
    actions.choose(draft=draft, component="Tờ khai", held=held.pk, at=LATER)
    assert draft.draft.papers == (drafts.Chosen("Tờ khai", held.pk, reused=True),)
    assert used([held.pk], huyen) == {held.pk}
    refused("filing.paper-in-use", actions.let_go, resident=huyen, held=held, at=LATER)
    actions.drop(draft=draft, at=LATER)
    assert papers_of(huyen) == [held]
    draft = begin(huyen)
    actions.choose(draft=draft, component="Tờ khai", held=held.pk, at=LATER)
    row = Dossier.objects.get(pk=actions.file(draft=draft, at=LATER))
    assert row.marks.reusing
    actions.let_go(resident=huyen, held=held, at=LATER)
    assert papers_of(huyen) == []
    assert brought(huyen, row.papers.get().held_id) == row.papers.get().held


def test_a_file_that_was_held_before_stays_when_a_draft_that_brought_it_again_goes(huyen):
    first = begin(huyen)
    attach(first)
    actions.file(draft=first, at=LATER)
    second = begin(huyen, at=LATER)
    attach(second, at=LATER)
    actions.drop(draft=second, at=LATER)
    assert len(papers_of(huyen)) == 1


def test_nobody_uses_anothers_paper(huyen):
    other = resident("b@example.vn")
    draft = begin(other)
    attach(draft)
    actions.file(draft=draft, at=LATER)
    theirs = papers_of(other)[0]
    mine_ = begin(huyen)
    refused(
        "filing.no-such-paper", actions.choose, draft=mine_, component="Tờ khai",
        held=theirs.pk, at=LATER,
    )  # fmt: skip
    refused("filing.no-such-paper", actions.let_go, resident=huyen, held=theirs, at=LATER)
    refused("filing.no-such-draft", mine, resident=other, draft=mine_.pk)
    assert brought(huyen, theirs.pk) is None


def test_the_result_of_another_dossier_is_offered_and_used():
    from dataclasses import replace

    from thidua.procedures.actions import record

    who = resident()
    asking = replace(world.BIRTH, code="1.900009", name="Giấy chứng sinh điện tử", components=())
    record(versions=(asking,), unit="p1", actor=world.MANAGER, at=world.MONDAY)
    draft = begin(who, "1.900009")
    dossier = Dossier.objects.get(pk=actions.file(draft=draft, at=LATER))
    attach(begin(who))
    held = Held.objects.get()
    dossier.papers.create(component="Giấy chứng sinh", held=held, result=True, at=LATER)
    assert results_of(who, "1.900009") == [held]
    assert results_of(who, "1.900008") == []
    draft = begin(who)
    actions.choose(draft=draft, component="Giấy chứng sinh", held=held.pk, at=LATER)
    assert draft.draft.chosen("Giấy chứng sinh").reused


def test_drafts_and_papers_of_joined_accounts_are_one_residents(huyen):
    draft = begin(huyen)
    attach(draft)
    other = resident("b@example.vn")
    proof = Proof(filing_world.IDENTITY, "")
    prove(person=other.person_id, proof=proof, at=LATER)
    prove(person=huyen.person_id, proof=proof, at=LATER)
    assert mine(other, draft.pk) == draft
    assert len(papers_of(other)) == 1
    dossier = actions.file(draft=mine(other, draft.pk), at=LATER)
    assert [str(row.pk) for row in dossiers_of(other)] == [dossier]


def test_a_draft_that_went_meanwhile_is_said_so(huyen):
    draft = begin(huyen)
    attach(draft)
    actions.drop(draft=Draft.objects.get(), at=LATER)
    assert not Held.objects.current().exists()
    refused("filing.no-such-draft", actions.write, draft=draft, said={}, at=LATER)


def test_old_drafts_are_swept_with_what_came_for_them_alone(huyen):
    attach(begin(huyen))
    begin(huyen, at=world.MONDAY + timedelta(days=20))
    assert actions.expire(at=world.MONDAY + drafts.KEPT) == 0
    assert actions.expire(at=world.MONDAY + drafts.KEPT + timedelta(seconds=1)) == 1
    assert Draft.objects.count() == 1
    assert not Held.objects.current().exists()
    done = CliRunner().invoke(cli.filing, ["sweep"])
    assert "Đã xoá 1 bản nháp" in done.stderr


def lead(who, *acts):
    draft = begin(who)
    attach(draft)
    row = Dossier.objects.get(pk=actions.file(draft=draft, at=LATER))
    world.lead(str(row.pk), *acts, at=LATER)
    row.refresh_from_db()
    return row


def test_a_supplement_is_brought_once_and_the_clock_goes_on(huyen):
    row = lead(huyen, Act.RECEIVE, Act.FORWARD, Act.ASK_SUPPLEMENT)
    files = (("a.pdf", pdf()), ("b.pdf", pdf({5: b"<< /B 1 >>"})))
    for _ in range(2):
        actions.supplement(
            dossier=row, resident=huyen, component="Giấy chứng sinh", files=files, key="k", at=LATER
        )
    row.refresh_from_db()
    assert row.status == 4
    assert row.papers.filter(component="Giấy chứng sinh").count() == 2
    assert row.moves.filter(act="supplement").get().actor == APPLICANT


def test_a_supplement_with_one_bad_file_leaves_nothing(huyen):
    row = lead(huyen, Act.RECEIVE, Act.FORWARD, Act.ASK_SUPPLEMENT)
    before = Held.objects.count()
    given = {"dossier": row, "resident": huyen, "component": "Tờ khai", "key": "k", "at": LATER}
    bad = (("a.pdf", pdf({5: b"<< /B 1 >>"})), ("b.pdf", b"MZ"))
    refused("archive.program", actions.supplement, files=bad, **given)
    many = (("a.pdf", pdf()),) * 3
    refused("filing.files-many", actions.supplement, files=many, **given)
    assert Held.objects.count() == before
    row.refresh_from_db()
    assert row.status == 5


def test_what_is_taken_home_is_remembered(huyen):
    attach(begin(huyen))
    held = papers_of(huyen)[0]
    actions.take_home(resident=huyen, held=held, at=LATER)
    assert str(huyen.downloads.get()) == f"{held.pk} at {LATER}"
