"""Rank from three files: a plan, tallies that are rolled up already, and who competes where.

PLAN is the plan's TOML. TALLIES has the columns `unit,measure,quantity`; UNITS has
`unit,name,group`, and without it every unit of TALLIES is in the plan's first group.
"""

import argparse
import sys
import tomllib
from pathlib import Path

from thidua.kernel.errors import RuleBroken
from thidua.plans.rules import Plan
from thidua.plans.rules.parse import parse
from thidua.points.rules import files, rank, sheets, tally_keys


def rank_files(plan_bytes: bytes, tallies_bytes: bytes, units_bytes: bytes | None) -> bytes:
    """Give `standings.csv` for the whole campaign, or refuse with every problem of every file."""
    plan, problems = _plan(plan_bytes)
    if plan is None:
        raise RuleBroken("standings.files-refused", problems=_in("PLAN", problems))
    competitors: dict[str, files.Competitor] | None = None
    if units_bytes is not None:
        competitors, found = files.parse_units(units_bytes, [group.code for group in plan.groups])
        problems += _in("UNITS", found)
    tallies, found = files.parse_tallies(tallies_bytes, tally_keys(plan), competitors)
    problems += _in("TALLIES", found)
    if problems:
        raise RuleBroken("standings.files-refused", problems=problems)
    if competitors is None:
        first = plan.groups[0].code
        competitors = {unit: files.Competitor(unit, unit, first) for unit in tallies}
    return _standings(plan, tallies, competitors)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument("plan", type=Path, metavar="PLAN.toml", help="the plan")
    parser.add_argument("tallies", type=Path, metavar="TALLIES.csv", help="unit,measure,quantity")
    parser.add_argument("--units", type=Path, metavar="UNITS.csv", help="unit,name,group")


def run(options: argparse.Namespace) -> None:
    """Print the standings of the given files."""
    units = options.units.read_bytes() if options.units else None
    answer = rank_files(options.plan.read_bytes(), options.tallies.read_bytes(), units)
    sys.stdout.buffer.write(answer)
    sys.stdout.buffer.flush()


def _plan(content: bytes) -> tuple[Plan | None, list[RuleBroken]]:
    try:
        data = tomllib.loads(content.decode())
    except (ValueError, RecursionError) as error:  # not UTF-8, not TOML, or too deep
        return None, [RuleBroken("standings.plan-unreadable", reason=error)]
    plan, problems = parse(data)
    return plan, [
        RuleBroken(
            "standings.in-file",
            file=".".join(map(str, problem.path)),
            reason=RuleBroken(problem.code, **problem.facts),
        )
        for problem in problems
        if not problem.is_remark
    ]


def _in(name: str, problems: list[RuleBroken]) -> list[RuleBroken]:
    return [RuleBroken("standings.in-file", file=name, reason=problem) for problem in problems]


def _standings(
    plan: Plan, tallies: files.Quantities, competitors: dict[str, files.Competitor]
) -> bytes:
    blocks = {}
    for group in plan.groups:
        mine = {
            one.unit: tallies.get(one.unit, {})
            for one in competitors.values()
            if one.group == group.code
        }
        blocks[group.code] = rank(plan, group, sheets(plan, group, mine))
    names = {unit: one.name for unit, one in competitors.items()}
    return files.standings_csv(plan, blocks, names)
