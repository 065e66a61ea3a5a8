"""`thidua campaigns …`, as a person at a terminal sees it."""

import re
from datetime import UTC, datetime

import pytest
from click.testing import CliRunner

import source
from thidua.campaigns.cli import campaigns
from thidua.ledger.models import Entry
from thidua.units.actions import open_unit
from thidua.units.rules import Level
from thidua.units.rules.changes import NewUnit

pytestmark = pytest.mark.django_db

PAGE = (source.ROOT / "docs/reference/plan-format.md").read_text(encoding="utf-8")
EXAMPLE = re.search(r"```toml\n(.*?)```", PAGE, re.DOTALL)[1]
ALONE = (
    EXAMPLE.replace("gso:93@2024-11-30", "p93")
    .replace('["x-hg-viettel", "x-hg-vnpt"]', '["x-hg-viettel"]')
    .replace('except = ["gso:31321@2024-11-30"]', "#")
)


def run(*words):
    return CliRunner().invoke(campaigns, [str(word) for word in words])


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "plan.toml"
    path.write_text(ALONE, encoding="utf-8")
    return path


@pytest.fixture
def published(file):
    at = datetime(2024, 10, 1, tzinfo=UTC)
    for unit in (
        NewUnit("p93", Level.PROVINCE, "province", "Hậu Giang"),
        NewUnit("x-hg-viettel", Level.ENTERPRISE, "enterprise", "Viettel", overseen_by="p93"),
    ):
        open_unit(unit=unit, first=None, actor="s-1", at=at)
    return run("publish", file, "--actor", "s-1", "--at", "2024-10-31T07:00:00+07:00")


def test_a_good_plan_is_summed_up(file):
    result = run("check", file)
    assert result.exit_code == 0
    assert result.output.splitlines()[:3] == [
        "code\tvi-du-2024 v1",
        "name\tVí dụ 30 ngày đêm chuyển đổi số",
        "period\t2024-11-01 – 2024-11-30 (30)",
    ]


def test_a_remark_is_said_and_stops_nothing(file):
    file.write_text(ALONE.replace("Ví dụ 30 ngày", "Ví dụ 60 ngày"), encoding="utf-8")
    result = run("check", file)
    assert result.exit_code == 0
    assert result.output.startswith(
        f"{file}:4:1: Nhắc: tên nói 60 ngày, lịch là 30 ngày (tính cả ngày đầu và ngày cuối).\n"
    )


def test_every_problem_is_named_with_its_place_and_the_exit_code_is_3(file):
    spoilt = ALONE.replace("digits = 2", "digits = -2").replace("quota = 2", "quota = 0")
    file.write_text(spoilt, encoding="utf-8")
    result = run("check", file, "--lang", "en")
    assert result.exit_code == 3
    first, second = result.output.splitlines()
    assert first == (
        f"{file}:15:14: “digits” has to be a whole number from 0 to 9, without quotation marks."
    )
    assert "“quota” has to be a whole number from 1 to 100000" in second


def test_a_plan_is_published_with_a_receipt(published):
    assert (published.exit_code, published.exception) == (0, None)
    entry = Entry.objects.get(kind="campaigns.plan-published")
    assert published.output == entry.note
    assert entry.event.at == datetime(2024, 10, 31, tzinfo=UTC)


def test_an_instant_needs_its_time_zone(file):
    result = run("publish", file, "--actor", "s-1", "--at", "2024-10-31T07:00:00")
    assert result.exit_code == 2


@pytest.mark.usefixtures("published")
def test_campaigns_are_listed_with_their_newest_plan():
    assert run("list").output == (
        "vi-du-2024\t1\t2024-11-01\t2024-11-30\tVí dụ 30 ngày đêm chuyển đổi số\n"
    )


@pytest.mark.usefixtures("published")
@pytest.mark.parametrize("words", [(), ("--version", "1")])
def test_a_published_plan_is_printed_byte_for_byte(words):
    assert run("show", "vi-du-2024", *words).stdout_bytes == ALONE.encode()


@pytest.mark.usefixtures("published")
def test_a_version_that_is_not_there_is_said():
    assert run("show", "vi-du-2024", "--version", "2").exception.code == "campaigns.no-version"


@pytest.mark.usefixtures("published")
def test_published_plans_are_exported_again():
    assert run("export").output == "plans/vi-du-2024/1.toml\n"
