"""`thidua verify rank PLAN.toml TALLIES.csv [--units UNITS.csv]`: ranks from three files.

The plan is the one of 60 ngày đêm; the counts are those that were published for Đông Thạnh,
Thuận Hưng and Châu Thành A. Exit code 0: ranked; 2: wrong usage; 3: refused, with every problem.
"""

import subprocess
import sys

import pytest

import source
from thidua.kernel.errors import RuleBroken
from thidua.verify.rank import rank_files

PLAN = (source.ROOT / "rubrics/60-ngay-dem-2024.toml").read_bytes()
COUNTS = {
    "thuan-hung": (962, 962, 886, 886, 962, 962),
    "dong-thanh": (3548, 3548, 3105, 3105, 3532, 3532),
    "cta": (7875, 9026, 5253, 5281, 8809, 8886),
}
MEASURES = ("online", "received", "paid-online", "fee-bearing", "digitized", "processed")
TALLIES = "unit,measure,quantity\n" + "".join(
    f"{unit},dossiers.{measure},{count}\n"
    for unit, counts in COUNTS.items()
    for measure, count in zip(MEASURES, counts, strict=True)
)
UNITS = """unit,name,group
thuan-hung,Thuận Hưng,communes
cta,"Châu Thành A, huyện",districts
dong-thanh,Đông Thạnh,communes
nobody,Không báo cáo,communes
"""
HEAD = "group,rank,unit,name,points,prize,online,paid-online,digitized,moved-from-2g,moved-by-telecom\n"


def run(folder, *arguments):
    """Run the command as an inspector does, without anything installed."""
    (folder / "plan.toml").write_bytes(PLAN)
    (folder / "tallies.csv").write_text(TALLIES, encoding="utf-8")
    (folder / "units.csv").write_text(UNITS, encoding="utf-8")
    return subprocess.run(
        [sys.executable, "-S", "-m", "thidua.verify", "rank", *arguments],
        cwd=folder,
        env={"PYTHONPATH": str(source.ROOT / "src"), "PYTHONUTF8": "1"},
        capture_output=True,
        check=False,
    )


def refused(plan, tallies, units=None):
    """Give the words of a refusal, line by line, without the first."""
    with pytest.raises(RuleBroken) as broken:
        rank_files(plan, tallies, units)
    assert broken.value.code == "standings.files-refused"
    return broken.value.text("vi").splitlines()[1:]


def test_the_larger_volume_comes_first_and_missing_numbers_come_last():
    assert rank_files(PLAN, TALLIES.encode(), UNITS.encode()).decode() == HEAD + (
        'districts,1,cta,"Châu Thành A, huyện",74.78,first,25.00,25.00,24.78,0.00,\n'
        "communes,1,dong-thanh,Đông Thạnh,75.00,first,25.00,25.00,25.00,0.00,\n"
        "communes,2,thuan-hung,Thuận Hưng,75.00,second,25.00,25.00,25.00,0.00,\n"
        "communes,3,nobody,Không báo cáo,0.00,,0.00,0.00,0.00,0.00,\n"
    )


def test_without_units_everybody_is_in_the_plans_first_group_by_code():
    rows = rank_files(PLAN, TALLIES.encode(), None).decode().splitlines()[1:]
    assert [row.split(",")[:6] for row in rows] == [
        ["districts", "1", "dong-thanh", "dong-thanh", "75.00", "first"],
        ["districts", "2", "thuan-hung", "thuan-hung", "75.00", "second"],
        ["districts", "3", "cta", "cta", "74.78", "third"],
    ]


def test_the_command_prints_the_file_and_ends_with_zero(tmp_path):
    ended = run(tmp_path, "plan.toml", "tallies.csv", "--units", "units.csv")
    assert (ended.returncode, ended.stderr) == (0, b"")
    assert ended.stdout == rank_files(PLAN, TALLIES.encode(), UNITS.encode())


def test_the_command_without_units_prints_one_group(tmp_path):
    ended = run(tmp_path, "plan.toml", "tallies.csv")
    assert ended.stdout == rank_files(PLAN, TALLIES.encode(), None)


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        ((), 2),
        (("plan.toml",), 2),
        (("plan.toml", "units.csv"), 3),
        (("plan.toml", "none.csv"), 3),
        (("tallies.csv", "tallies.csv"), 3),
    ],
)
def test_the_command_ends_with_the_code_of_its_kind_of_failure(tmp_path, arguments, code):
    ended = run(tmp_path, *arguments)
    assert (ended.returncode, ended.stdout) == (code, b"")
    assert ended.stderr


def test_all_problems_of_both_files_are_named():
    tallies = TALLIES + "ghost,dossiers.online,1\ncta,dossiers.lost,1\n"
    units = UNITS + "cta,Châu Thành A,communes\nx,X,cities\n"
    words = refused(PLAN, tallies.encode(), units.encode())
    assert [line.split(":")[:2] for line in words] == [
        ["UNITS", " Dòng 6"],
        ["UNITS", " Dòng 7"],
        ["TALLIES", " Dòng 20"],
        ["TALLIES", " Dòng 21"],
    ]


@pytest.mark.parametrize("plan", [b"format =", b"\xff", b"format = 1"])
def test_a_plan_that_is_none_is_refused(plan):
    assert all(line.startswith("PLAN") for line in refused(plan, b"", None))
