"""The figures, each measured in a process of its own; `python -m bench.figures NAME STORE`."""

import json
import resource
import sys
import time
from collections.abc import Callable
from pathlib import Path

from bench import country

Figures = dict[str, float]


def _timed(work: Callable[[], object]) -> float:
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def _peak_mb() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def prepare() -> Figures:
    """Load the registry of the whole country, and publish the plan."""
    from thidua.campaigns.actions import publish_plan
    from thidua.units.actions import load_registry
    from thidua.units.outside import read_registry

    seconds = _timed(
        lambda: load_registry(registry=read_registry(), actor="s-bench", at=country.AT)
    )
    publish_plan(content=country.plan(), actor="s-bench", at=country.AT)
    return {"registry_s": seconds}


def take() -> Figures:
    """Take a file of 100,350 counts: keys, tallies, windows, leaf batch, receipt, commit."""
    from thidua.counting.actions import take_file
    from thidua.counting.models import Fact
    from thidua.counting.rules import Origin
    from thidua.ledger.actions import sequence
    from thidua.ledger.rules import Grade
    from thidua.units.models import Unit

    units = Unit.objects.filter(level="commune", first=None).order_by("pk")
    content = country.counts(list(units.values_list("pk", flat=True)))
    origin = Origin("bench", Grade.SOURCE_FILE, generated=True, window="campaign:bench")
    seconds = _timed(
        lambda: take_file(content=content, origin=origin, unit="vn", actor="s-bench", at=country.AT)
    )
    taken = {"facts": Fact.objects.count(), "take_s": seconds, "take_peak_mb": _peak_mb()}
    return taken | {"sequence_s": _timed(sequence)}


def rank() -> Figures:
    """Read the windows and rank 10,035 communes on four criteria."""
    from thidua.campaigns.models.seeing import plan_of
    from thidua.counting.models import sums
    from thidua.standings.models import live
    from thidua.standings.rules.board import board
    from thidua.units.models import tree

    plan = plan_of(country.CAMPAIGN)
    loading = time.perf_counter()
    standing = tree(plan.tree_day, plan.root)
    loaded = time.perf_counter()
    own = sums.of_window("campaign:bench")
    read = time.perf_counter()
    made = board(plan, None, standing, (), own)
    done = time.perf_counter()
    return {
        "units": len(made.groups[0].standings),
        "tree_s": loaded - loading,
        "windows_s": read - loaded,
        "rank_s": done - read,
        "standings_s": done - loaded,
        "whole_s": _timed(lambda: live.live(country.CAMPAIGN)),
        "again_s": _timed(lambda: live.live(country.CAMPAIGN)),
    }


def one_more() -> None:
    """Enter one more fact, as a reporter would."""
    from thidua.counting.actions import enter
    from thidua.ledger.rules import Fact, Grade
    from thidua.units.models import Unit

    unit = Unit.objects.filter(level="commune").order_by("pk").values_list("pk", flat=True)[0]
    fact = Fact(
        measure="received",
        unit=unit,
        day=country.DAY,
        quantity=1,
        source="bench",
        key="one-more",
        grade=Grade.COUNTED,
        generated=True,
    )
    enter(facts=(fact,), unit=unit, actor="s-bench", at=country.AT)


def recount() -> Figures:
    """Count all tallies and windows again from the facts."""
    from thidua.counting.models.recount import differences

    found: list[str] = []
    seconds = _timed(lambda: found.extend(differences()))
    return {"recount_s": seconds, "differences": len(found)}


FIGURES: dict[str, Callable[[], Figures]] = {
    "prepare": prepare,
    "take": take,
    "rank": rank,
    "recount": recount,
}

if __name__ == "__main__":
    country.set_up(Path(sys.argv[2]))
    print(json.dumps(FIGURES[sys.argv[1]]()))
