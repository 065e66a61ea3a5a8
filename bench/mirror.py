"""Two overlapping lists of 100,000 dossiers, read, taken and reconciled; `python -m bench.mirror STORE`."""

import json
import resource
import sys
import time
from collections import Counter
from datetime import date, datetime, timedelta, timezone
from hashlib import sha256
from pathlib import Path
from typing import Any

from bench import country

NUMBER = 100_000
SEED = 2026
PERIOD = (date(2026, 9, 1), date(2026, 11, 26))


def main(store: Path) -> None:
    """Make both lists, take them, and compare with what was planted."""
    country.set_up(store)
    from thidua.mirror.rules import Source

    now = datetime(2026, 11, 27, 6, tzinfo=timezone(timedelta(hours=7)))
    lists = _lists(now)
    found: dict[str, float] = {}
    for source in (Source.PROVINCE, Source.NATIONAL):
        taken = _take(lists, source.value, now)
        found |= {f"mirror_{source}_{key}": value for key, value in taken.items()}
    found["mirror_s"] = sum(value for key, value in found.items() if key.endswith("_s"))
    found["mirror_peak_mb"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    begun = time.perf_counter()
    _check(lists)
    found["mirror_recount_s"] = time.perf_counter() - begun
    print(json.dumps(found))


def _lists(now: datetime) -> list[Any]:
    """Load the units and the procedures, and simulate what both systems have of Cần Thơ's communes."""
    from thidua.deadlines.outside import office
    from thidua.demo import outside
    from thidua.demo.rules.places import CAN_THO
    from thidua.kernel.periods import Period
    from thidua.procedures.actions import record
    from thidua.simulated.rules import Scene, agencies, dossiers
    from thidua.simulated.rules.lists import planted
    from thidua.units.actions import load_registry
    from thidua.units.models import tree
    from thidua.units.outside import read_registry
    from thidua.units.rules import Level

    load_registry(registry=read_registry(), actor="s-bench", at=country.AT)
    record(versions=outside.procedures(), unit=CAN_THO, actor="s-bench", at=now)
    nodes = tree(now.date(), CAN_THO).nodes.values()
    communes = [(node.id, node.id) for node in nodes if node.level is Level.COMMUNE]
    offices = agencies(communes, "H13", SEED)
    scene = Scene(SEED, offices, outside.procedures(), office(), now)
    made = dossiers(scene, period=Period.inclusive(*PERIOD), number=NUMBER)
    return list(planted(SEED, made))


def _take(lists: list[Any], name: str, now: datetime) -> dict[str, float]:
    """Read a system's list from its file, and take it."""
    from thidua.demo.rules.places import CAN_THO
    from thidua.mirror.actions import take
    from thidua.mirror.models.opening import opened
    from thidua.mirror.rules import Declared, Source
    from thidua.simulated.rules.lists import HEADINGS, rows

    source = Source(name)
    written = "\n".join(";".join(row) for row in (HEADINGS, *rows(lists, source))).encode()
    begun = time.perf_counter()
    read = opened(written, "list.csv", CAN_THO, now)
    if read.marks:
        raise AssertionError([(mark.place, str(mark.reason)) for mark in read.marks[:3]])
    looked = time.perf_counter()
    take(
        lines=read.lines,
        declared=Declared(source, *PERIOD, sha256(written).hexdigest(), generated=True),
        unit=CAN_THO,
        actor="s-bench",
        at=now,
    )
    done = time.perf_counter()
    return {"read_s": looked - begun, "take_s": done - looked}


def _check(lists: list[Any]) -> None:
    """Compare the differences with those that were planted, and every count with a recount."""
    from thidua.demo.rules.places import CAN_THO
    from thidua.mirror.actions import source_of
    from thidua.mirror.models import Mirrored
    from thidua.mirror.models.recount import recounted, stored
    from thidua.mirror.rules import Kind
    from thidua.simulated.rules.lists import Fault

    planted = Counter(each.fault for each in lists if each.fault)
    named = {
        Fault.LATE: Mirrored.objects.differing(Kind.NOT_IN_NATIONAL).count(),
        Fault.MISSING: Mirrored.objects.differing(Kind.NOT_IN_PROVINCE).count(),
        Fault.STATUS: Mirrored.objects.differing(Kind.STATUS).count(),
        Fault.CHANNEL: Mirrored.objects.differing(Kind.CHANNEL).count(),
    }
    if named != planted or Mirrored.objects.differing().count() != sum(planted.values()):
        raise AssertionError((named, planted))
    if Mirrored.objects.count() != len(lists):
        raise AssertionError(Mirrored.objects.count())
    if recounted(CAN_THO, generated=True) != stored(source_of(CAN_THO, generated=True)):
        raise AssertionError("counted is not recounted")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
