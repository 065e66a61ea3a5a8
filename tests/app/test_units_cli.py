"""The tree from a terminal."""

from datetime import date

import pytest
from click.testing import CliRunner

from thidua.kernel.errors import RuleBroken
from thidua.units.cli import units
from thidua.units.models import Succession, resolve, tree

pytestmark = pytest.mark.django_db
BEFORE, DAY = date(2025, 6, 30), date(2025, 7, 1)


def thidua(*words, code=0):
    done = CliRunner().invoke(units, words, catch_exceptions=False)
    assert done.exit_code == code, done.output
    return done.stdout


def signed(*words, code=0):
    return thidua(*words, "--actor", "seat-1", "--at", "2025-06-16T08:00:00+0700", code=code)


@pytest.fixture
def province():
    for line in (
        "p1 province Hậu",
        "d1 district Long --parent p1",
        "c1 commune An --parent d1",
        "c2 commune Bình --parent d1",
    ):
        signed("open", *line.split())
    signed("open", "h1", "hamlet", "3", "--parent", "c1", "--from", "2020-01-01")
    signed("open", "x1", "department", "Sở Y tế", "--overseen-by", "p1")
    signed("open", "x0", "department", "Ban", "--overseen-by", "p1", "--to", "2021-01-01")


def test_a_province_is_loaded_shown_and_its_history_told():
    assert "thidua.local/ledger" in signed("load", "--only", "p93")
    assert thidua("show", "gso:31369@2024-12-10", "--on", "2024-12-10") == (
        "c31369\tXã Đông Thạnh\tcommune\t31369\td933\t\n"
    )
    assert thidua("history", "c31369-2025").splitlines() == [
        "unit\tc31369-2025\t2025-07-01\t",
        "name\tXã Đông Phước\t2025-07-01\t",
        "edge\tc31369-2025 part_of p92-2025\t2025-07-01\t",
        "code\tgso:31369\t2025-07-01\t",
        "succession\tc31387\tc31369-2025\t2025-07-01\t1",
        "succession\tc31369\tc31369-2025\t2025-07-01\t1",
        "succession\tc31362\tc31369-2025\t2025-07-01\t1",
    ]
    assert len(thidua("tree", "--on", "2025-07-01", "--root", "p92-2025").splitlines()) == 104


def test_the_whole_registry_is_loaded_by_one_command():
    thidua("load", "--actor", "seat-1")
    assert len(thidua("tree").splitlines()) == 1 + 34 + 3_321


@pytest.mark.usefixtures("province")
def test_units_are_printed_with_what_they_stand_under():
    assert thidua("tree", "--on", "2025-06-30").splitlines() == [
        "c1\tXã An\tcommune\t\td1\t",
        "c2\tXã Bình\tcommune\t\td1\t",
        "d1\tHuyện Long\tdistrict\t\tp1\t",
        "h1\tẤp 3\thamlet\t\tc1\t",
        "p1\tTỉnh Hậu\tprovince\t\t\t",
        "x1\tSở Y tế\tdepartment\t\t\tp1",
    ]


@pytest.mark.usefixtures("province")
def test_units_merge():
    signed(
        *("merge", "c1", "c2", "--into", "c9", "ward", "Cẩm", "--parent", "d1"),
        *("--code", "00001", "--on", "2025-07-01"),
    )
    assert tree(DAY).nodes["c9"].label == "Phường Cẩm"
    assert resolve("gso:00001@2025-07-01") == "c9"


@pytest.mark.usefixtures("province")
def test_a_unit_splits_with_shares_or_without():
    words = ("--parent", "d1", "--on", "2025-07-01")
    signed(
        *("split", "c1", "--part", "c8", "commune", "Đại", "0.4"),
        *("--part", "c9", "ward", "Em", "0.6", "--child", "h1", "c9", *words),
    )
    assert tree(DAY).nodes["h1"].parent == "c9"
    signed(
        "split", "c2", "--part", "c6", "ward", "Gia", "-", "--part", "c7", "ward", "Hà", "-", *words
    )
    assert thidua("history", "c2").splitlines()[-1] == "succession\tc2\tc7\t2025-07-01\t"
    assert Succession.objects.filter(share=None).count() == 2


@pytest.mark.usefixtures("province")
def test_a_share_that_is_no_number_is_a_wrong_call():
    words = ("--part", "c8", "ward", "Gia", "half", "--part", "c9", "ward", "Hà", "-")
    signed("split", "c2", *words, "--on", "2025-07-01", code=2)


@pytest.mark.usefixtures("province")
def test_a_unit_is_renamed_changed_moved_overseen_and_closed():
    on = ("--on", "2025-07-01")
    signed("rename", "c2", "Cẩm", *on)
    signed("change-kind", "c2", "ward", *on)
    signed("move", "c2", "p1", *on)
    signed("oversee", "c2", "x1", *on)
    signed("close", "h1", *on)
    signed("abolish-level", "district", "p1", *on)
    assert thidua("tree", *on).splitlines() == [
        "c1\tXã An\tcommune\t\tp1\t",
        "c2\tPhường Cẩm\tward\t\tp1\tx1",
        "p1\tTỉnh Hậu\tprovince\t\t\t",
        "x1\tSở Y tế\tdepartment\t\t\tp1",
    ]


@pytest.mark.usefixtures("province")
def test_a_file_is_imported(tmp_path):
    file = tmp_path / "ap.csv"
    file.write_text("mã,tên,loại\nH9,Ấp Chín,ấp\n")
    signed("import", str(file), "--under", "c2")
    assert tree(BEFORE).nodes["x-h9"].parent == "c2"


def test_a_unit_that_is_not_there_is_refused():
    with pytest.raises(RuleBroken, match=r"units\.unknown"):
        thidua("show", "c1")
