"""Committees, programmes, tasks and bottlenecks change by actions, and the ledger says so."""

import json
from datetime import UTC, date, datetime, timedelta

import pytest

import portal_campaign as world
from thidua.duties import actions as desk
from thidua.duties.models import Bottleneck, Task
from thidua.duties.rules import BottleneckState, Difficulty, TaskState, Work
from thidua.kernel.errors import RuleBroken
from thidua.ledger.models import Entry, Outbox
from thidua.programme import actions as frame
from thidua.programme.models import Committee, GoalYear, Member, Programme
from thidua.programme.rules import Issue, Kind, Mandate, Pillar
from thidua.programme.rules.goals import Direction, NewGoal, YearSaid
from worlds import shared

pytestmark = pytest.mark.django_db

AT = datetime(2026, 3, 2, 3, tzinfo=UTC)
TODAY = date(2026, 3, 2)
DUE = date(2026, 3, 20)
ACTOR = "s-office"
ISSUE = Issue(Kind.RESOLUTION, "Nghị quyết chuyển đổi số", "02-NQ/TU", "Số 02", 2021, 2026)
WORDS = Difficulty("Mạng yếu", "Thiếu trạm", "Lắp thêm trạm", Pillar.SOCIETY)


units = shared(world.open_units, autouse=True)


def said(**given):
    return {"actor": ACTOR, "at": AT, **given}


def committee(**more):
    days = {"first": TODAY, **more}
    frame.form_committee(unit="p1", mandate=Mandate("Ban chỉ đạo", "QĐ 5", **days), **said())


def programme(code="nq-02"):
    frame.issue_programme(code=code, unit="p1", issue=ISSUE, **said())


def goal(pillar="government"):
    programme()
    frame.set_goal(
        code="nq-02",
        unit="p1",
        goal=NewGoal("Hồ sơ trực tuyến", pillar, Direction.AT_LEAST),
        **said(),
    )


def task(unit="c1", by="p1", **more):
    given = said(programme="", work=Work("Lập tổ công nghệ số", "KH 1", DUE), **more)
    desk.assign_task(unit=unit, by=by, **given)
    return Task.objects.latest("pk")


def judge(to, *, by="p1", reason="", **more):
    desk.judge_task(place=("c1", 1), to=to, reason=reason, by=by, **said(**more))


def bottleneck(unit="c1", difficulty=WORDS):
    desk.raise_bottleneck(unit=unit, difficulty=difficulty, **said())
    return Bottleneck.objects.latest("pk")


def assign(handler="x-culture", *, by="p1", due=DUE, **more):
    desk.assign_bottleneck(place=("c1", 1), handler=handler, due=due, by=by, **said(**more))


def answer(unit="x-culture", **more):
    pk = Bottleneck.objects.get().pk
    desk.answer_bottleneck(unit=unit, bottleneck=pk, answer="Sẽ lắp", **said(**more))


def refused(code, call, /, *args, **given):
    with pytest.raises(RuleBroken) as broken:
        call(*args, **given)
    assert broken.value.code.partition(".")[2] == code


def leaf():
    return json.loads(bytes(Outbox.objects.order_by("-entry_id").first().leaf))


def test_a_committee_is_formed_and_its_number_is_all_that_is_public():
    committee()
    committee()
    assert [row.subject for row in Committee.objects.order_by("nr")] == [
        "committee:p1:1",
        "committee:p1:2",
    ]
    assert (leaf()["k"], leaf()["p"]) == ("programme.committee-formed", {"committee": 2})
    refused("days-out-of-order", committee, last=date(2026, 3, 1))


def test_a_member_is_named_in_the_database_and_nowhere_in_the_ledger():
    committee()
    frame.add_member(unit="p1", nr=1, duty="Trưởng ban", name="Nguyễn Văn Mẫu", **said())
    entry = Entry.objects.latest("pk")
    assert b"M\xe1\xba\xabu" not in bytes(entry.record)
    assert entry.event.private == {"duty": "Trưởng ban"}
    assert leaf()["p"] == {"committee": 1}
    member = Member.objects.get()
    frame.end_member(unit="p1", nr=1, member=member.pk, **said())
    member.refresh_from_db()
    assert member.last == TODAY
    refused("no-member", frame.end_member, unit="p1", nr=1, member=member.pk, **said())


def test_a_committee_that_has_ended_takes_nobody():
    committee()
    frame.add_member(unit="p1", nr=1, duty="Ủy viên", name="Trần Thị Mẫu", **said())
    frame.end_committee(unit="p1", nr=1, last=TODAY, **said())
    assert Member.objects.get().last == TODAY
    given = said(duty="Ủy viên", name="Lê Mẫu", at=AT + timedelta(days=1))
    refused("committee-not-at-work", frame.add_member, unit="p1", nr=1, **given)
    refused("no-committee", frame.end_committee, unit="c1", nr=1, last=TODAY, **said())
    assert not Member.objects.filter(last=None).exists()
    before = TODAY - timedelta(days=1)
    refused("days-out-of-order", frame.end_committee, unit="p1", nr=1, last=before, **said())


def test_who_came_after_the_last_day_leaves_on_the_day_of_coming():
    committee(first=TODAY - timedelta(days=30))
    frame.add_member(unit="p1", nr=1, duty="Ủy viên", name="Trần Thị Mẫu", **said())
    frame.end_committee(unit="p1", nr=1, last=TODAY - timedelta(days=9), **said())
    assert Member.objects.get().last == TODAY


def test_a_programme_has_goals_whose_numbers_stand_by_year():
    goal()
    given = {"code": "nq-02", "unit": "p1", "goal": 1, **said()}
    frame.ask_of_year(said=YearSaid(2025, "80%", "từ 80% trở lên"), **given)
    frame.record_reached(said=YearSaid(2025, "96,10%", "Báo cáo 12"), **given)
    line = GoalYear.objects.get().line
    assert (line.asked.text, line.reached.text, line.state) == ("80%", "96,1%", "reached")
    assert leaf()["p"] == {"programme": "nq-02", "goal": 1, "year": 2025}
    frame.ask_of_year(said=YearSaid(2025, "97%", "từ 97%"), **given)
    assert GoalYear.objects.get().line.state == "near"
    assert Entry.objects.latest("pk").event.private["before"] == "0.80%"


def test_what_a_goal_cannot_take_is_refused():
    goal(pillar="")
    given = {"code": "nq-02", "unit": "p1", "goal": 1, **said()}
    refused("year-not-asked", frame.record_reached, said=YearSaid(2025, "1", ""), **given)
    refused("year-outside", frame.ask_of_year, said=YearSaid(2027, "1", ""), **given)
    frame.ask_of_year(said=YearSaid(2025, "80%", ""), **given)
    refused("not-comparable", frame.record_reached, said=YearSaid(2025, "9", ""), **given)
    frame.record_reached(said=YearSaid(2025, "9%", ""), **given)
    refused("not-comparable", frame.ask_of_year, said=YearSaid(2025, "9", ""), **given)
    refused("no-goal", frame.ask_of_year, said=YearSaid(2025, "9", ""), **given | {"goal": 2})
    refused("no-programme", frame.ask_of_year, said=YearSaid(2025, "9", ""),
            **given | {"unit": "c1"})  # fmt: skip
    refused("code-taken", programme)
    assert Programme.objects.count() == 1


def test_a_task_is_given_reported_sent_back_reported_and_confirmed():
    found = task()
    assert (leaf()["p"], found.fact.done) == ({"task": 1, "state": "assigned", "by": "p1"}, None)
    desk.report_task(unit="c1", nr=1, evidence="Quyết định số 9", **said())
    judge(TaskState.ASSIGNED, reason="Thiếu danh sách")
    found.refresh_from_db()
    assert (found.state, found.done_on, found.reason) == ("assigned", None, "Thiếu danh sách")
    late = AT + timedelta(days=30)
    assert Task.objects.overdue(late.date()).get() == found
    desk.report_task(unit="c1", nr=1, evidence="Đã bổ sung", **said(at=late))
    judge(TaskState.CONFIRMED)
    found.refresh_from_db()
    assert (found.state, found.done_on, found.reason) == ("confirmed", late.date(), "")
    assert not Task.objects.overdue(late.date()).exists()


def test_a_task_belongs_to_a_programme_and_may_be_called_off():
    programme()
    work = Work("Lập tổ", "KH 1", DUE)
    desk.assign_task(unit="c1", by="p1", work=work, programme="nq-02", **said())
    assert Task.objects.get().programme.code == "nq-02"
    judge(TaskState.CANCELLED, reason="Trùng nhiệm vụ")
    assert Task.objects.get().state == "cancelled"


def test_a_task_is_judged_only_by_who_gave_it_and_only_with_a_reason():
    task()
    refused("task-not-yours", judge, TaskState.CANCELLED, by="c1", reason="Không làm")
    refused("reason-missing", judge, TaskState.CANCELLED)
    refused("task-cannot-move", judge, TaskState.DONE, reason="Hộ")
    refused("task-cannot-move", judge, TaskState.CONFIRMED)
    refused("no-task", desk.report_task, unit="c2", nr=1, evidence="", **said())
    refused("due-is-over", task, at=datetime(2026, 3, 21, 3, tzinfo=UTC))
    work = Work("Lập tổ", "KH 1", DUE)
    given = said(unit="c1", by="p1", work=work, programme="không-có")
    refused("no-programme", desk.assign_task, **given)


def test_a_bottleneck_goes_from_the_unit_to_its_handler_and_is_closed():
    found = bottleneck()
    assert leaf()["p"] == {"bottleneck": 1, "state": "raised"}
    assign()
    assert leaf()["p"] == {"bottleneck": 1, "state": "assigned", "handler": "x-culture"}
    assert Bottleneck.objects.overdue(DUE + timedelta(days=1)).get() == found
    answer()
    desk.settle_bottleneck(
        unit="c1", nr=1, to=BottleneckState.CLOSED, words="Đã lắp trạm", **said()
    )
    found.refresh_from_db()
    assert (found.state, found.result, found.closed_on) == ("closed", "Đã lắp trạm", TODAY)
    assert found.holds("lap THEM tram")
    assert not found.holds("điện")


def test_a_bottleneck_is_returned_and_raised_again():
    bottleneck(difficulty=Difficulty("Mạng", "?", "?"))
    desk.settle_bottleneck(
        unit="c1", nr=1, to=BottleneckState.RETURNED, words="Chưa rõ nguyên nhân", **said()
    )
    assert Bottleneck.objects.get().reason == "Chưa rõ nguyên nhân"
    desk.amend_bottleneck(unit="c1", nr=1, difficulty=WORDS, **said())
    found = Bottleneck.objects.get()
    assert (found.state, found.words, found.pillar, found.reason) == (
        "raised", "Mạng yếu", "society", "",
    )  # fmt: skip


def test_a_bottleneck_is_assigned_within_reach_and_answered_by_its_handler():
    bottleneck()
    refused("handler-outside", assign, "nowhere")
    refused("handler-outside", assign, "h1")
    refused("due-is-over", assign, due=date(2026, 3, 1))
    assign()
    assign("p1")
    refused("no-bottleneck", answer, "x-culture")
    answer("p1")
    refused("bottleneck-cannot-move", desk.settle_bottleneck, unit="c1", nr=1,
            to=BottleneckState.RETURNED, words="x", **said())  # fmt: skip
    refused("bottleneck-cannot-move", desk.settle_bottleneck, unit="c1", nr=1,
            to=BottleneckState.RAISED, words="x", **said())  # fmt: skip
    refused("no-bottleneck", desk.amend_bottleneck, unit="c1", nr=2, difficulty=WORDS, **said())


def test_the_same_key_writes_once():
    given = said(unit="c1", difficulty=WORDS, key="k-1")
    first, _event = desk.raise_bottleneck(**given)
    again, _event = desk.raise_bottleneck(**given)
    assert first == again
    assert Bottleneck.objects.count() == 1
