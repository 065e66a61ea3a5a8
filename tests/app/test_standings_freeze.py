"""Figures frozen at the closing instant: what is late waits, until it is admitted with a reason."""

import json
from datetime import UTC, date, datetime, timedelta

import pytest
from click.testing import CliRunner
from django.conf import settings

import portal_campaign as campaign
import standings_forging as forging
import standings_freezing as freezing
from standings_freezing import CLOSED, FREEZE, FROZEN, LATE, admit, ids, late, plan, publish
from thidua.basis.models.facts import ADMITTED, late_of
from thidua.campaigns.actions import publish_plan
from thidua.campaigns.models.seeing import plan_of
from thidua.kernel.errors import RuleBroken
from thidua.ledger.actions import sequence
from thidua.ledger.models import Entry
from thidua.standings import actions
from thidua.standings.cli import standings
from thidua.standings.models import Edition, State
from thidua.standings.models.editions import replay
from thidua.standings.models.freezing import reconciliation
from thidua.standings.models.live import left_out, live
from thidua.standings.outside import workbook
from thidua.standings.rules.board import window
from thidua.verify import log as logs
from thidua.verify import standings as verify
from thidua.verify.__main__ import main
from worlds import shared

pytestmark = pytest.mark.django_db


made = shared(freezing.make, autouse=True)


def online(edition, unit="c2"):
    lines = edition.files.get(name="tallies.csv").content.decode().splitlines()
    return next(line for line in lines if line.startswith(f"{unit},online,"))


def frame(edition):
    return json.loads(edition.files.get(name="edition.json").content)


def recount():
    return verify.check(settings.PUBLISHED, logs.read(settings.PUBLISHED))


def same_again():
    for edition in Edition.objects.all():
        kept = {file.name: file.content for file in edition.files.all()}
        assert replay(edition, workbook).files == kept


def shown(unit="c2"):
    return live("sixty").quantities[unit]["online"]


def test_an_official_edition_counts_nothing_that_was_recorded_after_the_freeze():
    late("c2", "late", received=2, online=2)
    edition = publish()
    assert online(edition) == "c2,online,8"
    said = frame(edition)["freeze"]
    assert (said["at"], said["admitted"], said["left_out"]) == ("2024-12-15T10:00:00Z", [], 2)
    last = Entry.objects.filter(recorded_at__lte=FROZEN).order_by("pk").last()
    assert said["size"] == last.outbox.leaf_index + 1 == edition.size - 1
    assert shown() == 8
    recount()
    same_again()


def test_what_comes_in_the_very_second_of_the_freeze_is_in_time():
    late("c2", "edge", at=FROZEN + timedelta(microseconds=999_999), received=1, online=1)
    late("c2", "late", at=FROZEN + timedelta(seconds=1), received=1, online=1)
    assert shown() == 9
    assert online(publish()) == "c2,online,9"
    recount()


def test_an_admitted_fact_counts_in_the_next_edition_which_says_so():
    facts = late("c2", "late", received=2, online=2)
    publish()
    receipt, event = admit(facts["received"], facts["online"])
    assert event.kind == ADMITTED
    assert event.public == {"campaign": "sixty", "ids": sorted(facts.values())}
    assert shown() == 10
    edition = publish(reason="Chấp nhận số liệu đến muộn")
    assert online(edition) == "c2,online,10"
    said = frame(edition)
    leaf = Entry.objects.get(public_id=receipt.id).outbox.leaf_index
    assert said["freeze"]["admitted"] == [{"leaf": leaf, "facts": sorted(facts.values())}]
    assert said["freeze"]["left_out"] == 0
    assert [(one["measure"], one["quantity"]) for one in said["late"]] == [
        ("online", 2),
        ("received", 2),
    ]
    assert len(recount()) == 2
    same_again()


def test_a_fact_that_was_admitted_before_the_first_edition_is_counted_at_once():
    facts = late("c2", "late", received=2, online=2)
    admit(*facts.values())
    late("c2", "more", received=1)
    edition = publish()
    assert online(edition) == "c2,online,10"
    assert frame(edition)["freeze"]["left_out"] == 1
    recount()


def test_a_late_correction_waits_and_what_it_corrects_counts_until_then():
    fact = late("c2", "fix", corrects=ids("d")["online"], online=9)["online"]
    assert shown() == 8
    assert online(publish()) == "c2,online,8"
    admit(fact)
    assert shown() == 9
    edition = publish(reason="Đính chính")
    assert online(edition) == "c2,online,9"
    assert [one["quantity"] for one in frame(edition)["late"]] == [1]
    recount()
    same_again()


def test_a_correction_of_what_is_late_itself_is_admitted_with_it_or_after_it():
    first = late("c2", "one", online=1)["online"]
    second = late("c2", "two", corrects=first, online=2)["online"]
    with pytest.raises(RuleBroken) as broken:
        admit(second)
    assert (broken.value.code, broken.value.facts["facts"]) == ("standings.late-alone", [second])
    admit(first)
    assert shown() == 9
    admit(second)
    assert shown() == 10
    assert online(publish()) == "c2,online,10"
    recount()


def test_a_late_stock_takes_the_place_of_the_earlier_one_only_when_admitted():
    campaign.count("c2", "s", at=LATE, day=date(2024, 12, 1), households=160)
    assert live("sixty").quantities["c2"]["households"] == 80
    (fact,) = reconciliation("sixty").facts
    (effect,) = fact.effects
    assert (effect.unit, effect.criterion) == ("c2", "guided")
    assert effect.denominator == (80, 160)
    assert [str(points) for points in effect.points] == ["20.00", "10.00"]
    admit(fact.id)
    assert live("sixty").quantities["c2"]["households"] == 160
    publish()
    recount()


def test_admitting_again_gives_the_first_receipt_and_writes_nothing():
    facts = late("c2", "late", received=2, online=2)
    first, _ = admit(facts["online"])
    second, _ = admit(facts["online"])
    assert second == first
    third, event = admit(facts["online"], facts["received"], facts["received"])
    assert event.public["ids"] == [facts["received"]]
    assert third != first
    assert admit(facts["received"])[0] == third
    assert Entry.objects.filter(kind=ADMITTED).count() == 2


def test_more_ids_than_a_leaf_holds_are_told_by_the_next_edition():
    for number in range(9):
        campaign.count(
            "c2",
            f"n{number}",
            at=LATE,
            received=1,
            online=1,
            guided=1,
            households=0,
            late=0,
            day=campaign.DAY + timedelta(days=1 + number),
        )
    waiting = [fact.id for fact in reconciliation("sixty").facts]
    assert len(waiting) == 45
    _receipt, event = admit(*waiting)
    assert event.public.keys() == {"campaign", "n", "sha256"}
    edition = publish()
    assert online(edition) == "c2,online,17"
    assert frame(edition)["freeze"]["admitted"][0]["facts"] == sorted(waiting)
    recount()
    same_again()


@pytest.mark.parametrize(
    ("choose", "code"),
    [
        (lambda late, _: ["a" * 26, late], "standings.late-unknown"),
        (lambda *_: [""], "standings.late-unknown"),
        (lambda late, _: ["<b>", late], "standings.late-unknown"),
        (lambda late, of: [late, of("other")["other"]], "standings.late-foreign"),
        (lambda _, of: [of("d")["online"]], "standings.not-late"),
        (lambda _, of: [of("after")["online"]], "standings.not-late"),
        (lambda _, of: [of("abroad")["online"]], "standings.not-late"),
        (lambda *_: [], "standings.late-without-reason"),
    ],
)
def test_only_late_facts_of_the_plan_are_admitted(choose, code):
    other = campaign.PLAN.replace('key = "online"', 'key = "other"').replace(
        'numerator = ["online"]', 'numerator = ["other"]'
    )
    other = other.format(code="other", name="Khác", visibility="public")
    publish_plan(content=other.encode(), actor=campaign.ACTOR, at=campaign.OPENED)
    campaign.open_unit(
        unit=campaign.NewUnit("p9", campaign.Level.PROVINCE, "province", "Tỉnh Chín"),
        first=None, actor=campaign.ACTOR, at=campaign.OPENED,
    )  # fmt: skip
    facts = late("c2", "late", online=1, received=1)
    late("c2", "other", other=1)
    campaign.count("c2", "after", at=LATE, day=date(2024, 12, 16), online=1, received=1)
    late("p9", "abroad", online=1, received=1)
    with pytest.raises(RuleBroken) as broken:
        admit(*choose(facts["online"], ids))
    assert broken.value.code == code
    assert not Entry.objects.filter(kind=ADMITTED).exists()
    assert len(reconciliation("sixty").facts) == 2


def test_an_admission_says_why_and_needs_a_plan_with_a_freeze():
    facts = late("c2", "late", online=1)
    with pytest.raises(RuleBroken) as broken:
        admit(*facts.values(), reason=" ")
    assert broken.value.code == "standings.late-without-reason"
    campaign.plan("open")
    with pytest.raises(RuleBroken) as broken:
        admit(*facts.values(), code="open")
    assert broken.value.code == "standings.no-freeze"
    assert reconciliation("open").facts == ()
    assert reconciliation("open").frozen_at is None
    given = plan_of("open")
    assert late_of(given, window(given, None)) == []
    assert left_out(plan_of("open")) == 0


def test_too_many_admissions_ask_for_a_later_freeze(monkeypatch):
    monkeypatch.setattr(actions, "MOST_ADMITTED", 1)
    facts = late("c2", "late", online=1, received=1)
    admit(facts["received"])
    with pytest.raises(RuleBroken) as broken:
        admit(facts["online"])
    assert broken.value.code == "standings.late-too-many"


def test_the_reconciliation_tells_what_each_late_fact_would_change():
    facts = late("h1", "late", received=5, online=5)
    fix = late("c2", "fix", corrects=ids("d")["online"], online=10)["online"]
    late("c3", "none", late=0)
    admit(facts["received"])
    found = reconciliation("sixty")
    assert (found.frozen_at, found.left_out, len(found.facts)) == (FROZEN, 3, 4)
    by_id = {fact.id: fact for fact in found.facts}
    assert by_id[facts["received"]].admitted
    assert by_id[facts["received"]].effects == ()
    (effect,) = by_id[facts["online"]].effects
    assert (effect.unit, effect.criterion) == ("c1", "online")
    assert (effect.numerator, effect.denominator) == ((13, 18), (25, 25))
    assert [str(points) for points in effect.points] == ["52.00", "60.00"]
    assert (by_id[fix].corrects, by_id[fix].corrected_quantity) == (ids("d")["online"], 8)
    (effect,) = by_id[fix].effects
    assert (effect.unit, effect.numerator) == ("c2", (8, 10))
    (zero,) = [fact for fact in found.facts if fact.measure == "late"]
    assert [one.numerator for one in zero.effects] == [(None, 0)]


def test_a_stage_stands_on_the_campaign_s_freeze_once_that_has_passed():
    before = publish(stage="october", at=datetime(2024, 12, 1, tzinfo=UTC))
    late("c2", "late", received=2, online=2)
    after = publish(stage="october", reason="Sửa lỗi", at=CLOSED)
    assert frame(before)["freeze"] is None
    assert frame(after)["freeze"]["left_out"] == 2
    assert online(before) == online(after) == "c2,online,8"
    assert live("sixty", stage="october").quantities["c2"]["online"] == 8
    assert frame(after)["late"] == []
    recount()
    same_again()


def test_a_new_version_of_the_plan_may_freeze_later_and_lists_what_that_let_in():
    late("c2", "late", received=2, online=2)
    publish()
    later = FREEZE.replace("-15T", "-18T")
    plan(freeze=later, version=2, first="2024-12-01", at=LATE)
    edition = publish(reason="Lùi giờ chốt", at=CLOSED)
    assert online(edition) == "c2,online,10"
    assert [one["quantity"] for one in frame(edition)["late"]] == [2, 2]
    recount()
    same_again()


def test_a_correction_that_an_earlier_freeze_leaves_alone_is_not_counted():
    between = datetime(2024, 12, 13, tzinfo=UTC)
    first = late("c2", "between", at=between, online=1)["online"]
    fix = late("c2", "fix", corrects=first, online=2)["online"]
    admit(fix)
    plan(freeze=FREEZE.replace("-15T", "-12T"), version=2, first="2024-12-01", at=LATE)
    with pytest.raises(RuleBroken) as broken:
        publish()
    assert (broken.value.code, broken.value.facts["facts"]) == ("standings.late-alone", [fix])
    admit(first)
    assert online(publish()) == "c2,online,10"
    recount()


def test_the_command_line_lists_and_admits(tmp_path):
    facts = late("c2", "late", received=2, online=2)
    run = CliRunner()
    listed = run.invoke(standings, ["late", "sixty"])
    assert listed.exit_code == 0
    assert (
        f"{facts['online']}\t2024-12-17T02:00:00Z\tc2\tonline\t2024-10-20\t2\t\tleft out"
        in listed.output
    )
    assert "2/2 số liệu đến muộn chưa tính." in listed.output
    arguments = ["admit", "sixty", facts["online"], "--reason", "Máy chủ nghẽn", "--actor", "s-1"]
    assert run.invoke(standings, arguments).exit_code == 0
    assert "1/2 số liệu" in run.invoke(standings, ["late", "sixty"]).output
    campaign.plan("open")
    assert "không có giờ chốt" in run.invoke(standings, ["late", "open"]).output


def test_figures_are_open_and_nothing_is_said_of_a_freeze_before_it():
    edition = publish(State.PROVISIONAL, at=campaign.DURING)
    assert frame(edition)["freeze"] is None
    sequence()
    assert reconciliation("sixty").facts == ()
    recount()


def test_editions_of_the_first_layout_are_made_again_and_recounted_as_they_were(
    monkeypatch, capsys
):
    facts = late("c2", "late", received=2, online=2)
    first = freezing.publish_in_first_layout(monkeypatch)
    assert online(first) == "c2,online,10"
    assert frame(first).keys().isdisjoint({"layout", "freeze", "stayed", "elsewhere"})
    second = publish(reason="Chốt theo kế hoạch")
    assert online(second) == "c2,online,8"
    assert frame(second)["late"] == []
    admit(*facts.values())
    third = publish(reason="Chấp nhận số liệu đến muộn")
    assert [one["quantity"] for one in frame(third)["late"]] == [2, 2]
    same_again()
    folder = forging.opened()
    del folder.editions[0]["p"]["layout"]
    folder.sign()
    assert [one.is_open for one in recount()] == [True, False, False]
    assert main(["standings", str(settings.PUBLISHED)]) == 0
    assert capsys.readouterr().out.count("số liệu ghi sau giờ chốt cũng được tính") == 1
