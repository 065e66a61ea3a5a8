"""Counts sent from the page and from the terminal, and the recount by night."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from click.testing import CliRunner
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from thidua.accounts.models import Person, Seat
from thidua.counting import actions
from thidua.counting.cli import counting
from thidua.counting.models import Fact, Tally
from thidua.counting.rules import Measure, MeasureKind
from thidua.counting.tasks import next_night, nightly_recount, plan_nightly_recount
from thidua.kernel.errors import RuleBroken
from thidua.ledger.models import Entry
from thidua.units.models import Unit, UnitName

pytestmark = pytest.mark.django_db

KEY = "8f0c2f06-5b0b-4b64-9a3a-3a1f5f0f7a10"
ROWS = b"key,measure,unit,day,quantity\n1,received,c1,2024-10-10,5\n"
VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")


@pytest.fixture(autouse=True)
def place():
    for unit in ("c1", "c2"):
        Unit.objects.create(pk=unit, level="commune")
        UnitName.objects.create(
            unit_id=unit, name="Đông Thạnh", folded="dong thanh", kind="commune"
        )
    actions.register_measures([Measure("received", "Hồ sơ", "hồ sơ", MeasureKind.FLOW)])


@pytest.fixture
def reporter():
    person = Person.objects.create(username="an", name="An")
    Seat.objects.create(
        id="s-c1-reporter", role="reporter", unit="c1", first=date(2024, 1, 1), person=person
    )
    client = Client()
    client.force_login(person)
    session = client.session
    session["seat"] = "s-c1-reporter"
    session.save()
    return client


def send(client, content=ROWS, unit="c1"):
    file = SimpleUploadedFile("so-lieu.csv", content)
    return client.post(f"/units/{unit}/counts/", {"key": KEY, "file": file})


def test_a_reporter_sends_a_file_and_keeps_the_receipt(reporter):
    form = reporter.get("/units/c1/counts/").content.decode()
    assert "Gửi số liệu" in form
    assert f"c1;{timezone.localdate():%d/%m/%Y};128" in form
    page = send(reporter).content.decode()
    entry = Entry.objects.get()
    assert entry.public_id in page
    assert entry.actor == "s-c1-reporter"
    assert (Fact.objects.get().grade, Fact.objects.get().source) == ("reported", "report.c1")


def test_the_same_form_sent_twice_counts_once(reporter):
    send(reporter)
    again = send(reporter)
    assert again.status_code == 200
    assert Entry.objects.count() == 1


def test_a_bad_row_is_shown_with_its_number_and_nothing_is_kept(reporter):
    answer = send(reporter, ROWS + b"2,received,c1,2024-10-99,5\n")
    assert answer.status_code == 422
    assert "Dòng 3" in answer.content.decode()
    assert not Fact.objects.exists()


def test_a_form_without_a_file_says_so(reporter):
    answer = reporter.post("/units/c1/counts/", {"key": KEY})
    assert answer.status_code == 200
    assert 'role="alert"' in answer.content.decode()


def test_a_file_that_is_too_large_is_refused(reporter, monkeypatch):
    monkeypatch.setattr("thidua.counting.forms.LARGEST", 10)
    assert "20 MB" in send(reporter).content.decode()


def test_nobody_sends_counts_for_another_unit(reporter):
    assert send(reporter, unit="c2").status_code == 403
    assert send(Client()).status_code in {302, 403}
    assert not Fact.objects.exists()


def run(*words):
    return CliRunner().invoke(counting, words)


def test_a_file_is_taken_from_the_terminal(tmp_path):
    file = tmp_path / "counts.csv"
    file.write_bytes(ROWS)
    done = run(
        "import", str(file), "--source", "s", "--unit", "c1", "--actor", "s-1", "--generated"
    )
    assert done.exit_code == 0, done.output
    assert Entry.objects.get().public_id in done.output
    assert Fact.objects.get().generated
    assert "received\tflow\thồ sơ\tHồ sơ" in run("measures").output


def test_the_recount_of_the_terminal_refuses_what_differs(tmp_path):
    test_a_file_is_taken_from_the_terminal(tmp_path)
    assert run("recount").exit_code == 0
    Tally.objects.update(quantity=9)
    done = run("recount")
    assert isinstance(done.exception, RuleBroken)
    assert "received c1" in done.exception.text()


def test_the_nightly_recount_counts_and_plans_the_next_night(tmp_path, caplog):
    test_a_file_is_taken_from_the_terminal(tmp_path)
    assert nightly_recount.call() == 0
    Tally.objects.update(quantity=9)
    assert nightly_recount.call() == 1
    assert "recount differs" in caplog.text
    assert DBTaskResult.objects.filter(status=TaskResultStatus.READY).count() == 1


def test_a_night_is_planned_once_and_for_half_past_one():
    now = datetime(2026, 11, 22, 0, 30, tzinfo=VIETNAM)
    plan_nightly_recount(now)
    plan_nightly_recount(now)
    assert DBTaskResult.objects.get().run_after == datetime(2026, 11, 22, 1, 30, tzinfo=VIETNAM)
    later = datetime(2026, 11, 22, 2, tzinfo=VIETNAM)
    assert next_night(later) == datetime(2026, 11, 23, 1, 30, tzinfo=VIETNAM)
