"""`python -m bench [PART …]`: measure all or some, and write docs/reference/performance.md."""

import json
import os
import platform
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from bench.figures import FIGURES
from bench.imports import STEPS
from bench.lighthouse import lighthouse
from bench.pages import pages

COLUMNS = 4
LIGHTHOUSE = "| page | form | performance | accessibility | best practices | SEO | kB |"
REPORT = Path(__file__).parents[1] / "docs" / "reference" / "performance.md"
PROMISES = (
    ("standings_s", "Standings of 10,035 communes × 4 criteria from windows", "≤ 1 s", "s"),
    (
        "take_s",
        "A file of 100,350 counts taken (keys, tallies, windows, leaf batch, commit)",
        "≤ 10 s",
        "s",
    ),
    ("take_peak_mb", "Peak memory of that process: file of counts", "< 500 MB", "MB"),
    ("seen_s", "A new fact seen on the standings page after the action", "≤ 5 s", "s"),
    (
        "page_rps",
        "Top-100 page, whole, on two cores that also run the load",
        "≥ 200 /s",
        "requests/s",
    ),
    ("unchanged_rps", "The same page, unchanged by ETag", "≥ 1,000 /s", "requests/s"),
    (
        "xlsx_bare_s",
        "A spreadsheet of 100,000 rows × 8 columns read by python-calamine alone",
        "",
        "s",
    ),
    (
        "xlsx_validate_s",
        "The same one looked at: child process, tables, units, counts, what changes, bounds",
        "≤ 3 × the bare read",
        "s",
    ),
    ("xlsx_take_s", "The same one taken: read once more, facts, tallies, commit", "≤ 10 s", "s"),
    ("xlsx_peak_mb", "Peak memory of that process: spreadsheet", "≤ 500 MB", "MB"),
    ("xlsx_child_mb", "Peak memory of the child that parses it", "≤ 512 MB", "MB"),
    (
        "sign_ecdsa_ms",
        "A page signed by ECDSA (SoftHSM2), checked before and after",
        "≤ 100 ms",
        "ms",
    ),
    ("sign_rsa_ms", "The same by RSASSA-PSS, 2048 bits", "≤ 100 ms", "ms"),
    ("judge_ms", "Its signature judged in this process", "", "ms"),
    ("verify_ms", "The same in a confined child that is started for it", "", "ms"),
    (
        "mirror_s",
        "Two overlapping lists of 100,000 dossiers read, taken and reconciled",
        "≤ 60 s",
        "s",
    ),
    ("mirror_peak_mb", "Peak memory of that process: lists of dossiers", "", "MB"),
    ("mirror_recount_s", "All of them counted again", "", "s"),
    (
        "onestop_inbox_reading_median_ms",
        "An inbox among 200,000 dossiers; 16 users, each reads for a second; median",
        "≤ 150 ms",
        "ms",
    ),
    (
        "onestop_inbox_reading_p95_ms",
        "An inbox among 200,000 dossiers; 16 users, each reads for a second; 95th percentile",
        "≤ 400 ms",
        "ms",
    ),
    (
        "onestop_code_reading_median_ms",
        "A dossier found by code; 16 users, each reads for a second; median",
        "≤ 150 ms",
        "ms",
    ),
    (
        "onestop_code_reading_p95_ms",
        "A dossier found by code; 16 users, each reads for a second; 95th percentile",
        "≤ 400 ms",
        "ms",
    ),
    (
        "onestop_name_reading_median_ms",
        "Dossiers found by a folded name; 16 users, each reads for a second; median",
        "≤ 150 ms",
        "ms",
    ),
    (
        "onestop_name_reading_p95_ms",
        "Dossiers found by a folded name; 16 users, each reads for a second; 95th percentile",
        "≤ 400 ms",
        "ms",
    ),
    (
        "onestop_track_reading_median_ms",
        "A tracking page; 16 users, each reads for a second; median",
        "≤ 150 ms",
        "ms",
    ),
    (
        "onestop_track_reading_p95_ms",
        "A tracking page; 16 users, each reads for a second; 95th percentile",
        "≤ 400 ms",
        "ms",
    ),
    (
        "onestop_inbox_median_ms",
        "An inbox among 200,000 dossiers; 16 users, each asks again at once; median",
        "≤ 150 ms",
        "ms",
    ),
    (
        "onestop_inbox_p95_ms",
        "An inbox among 200,000 dossiers; 16 users, each asks again at once; 95th percentile",
        "≤ 400 ms",
        "ms",
    ),
    (
        "onestop_code_median_ms",
        "A dossier found by code; 16 users, each asks again at once; median",
        "≤ 150 ms",
        "ms",
    ),
    (
        "onestop_code_p95_ms",
        "A dossier found by code; 16 users, each asks again at once; 95th percentile",
        "≤ 400 ms",
        "ms",
    ),
    (
        "onestop_name_median_ms",
        "Dossiers found by a folded name; 16 users, each asks again at once; median",
        "≤ 150 ms",
        "ms",
    ),
    (
        "onestop_name_p95_ms",
        "Dossiers found by a folded name; 16 users, each asks again at once; 95th percentile",
        "≤ 400 ms",
        "ms",
    ),
    (
        "onestop_track_median_ms",
        "A tracking page; 16 users, each asks again at once; median",
        "≤ 150 ms",
        "ms",
    ),
    (
        "onestop_track_p95_ms",
        "A tracking page; 16 users, each asks again at once; 95th percentile",
        "≤ 400 ms",
        "ms",
    ),
    ("registry_s", "The registry of the whole country loaded (13,300 units)", "", "s"),
    ("sequence_s", "Leaves sequenced, tiles and batch file written, checkpoint signed", "", "s"),
    ("recount_s", "Everything counted again from 100,350 facts", "", "s"),
)


PARTS = ("country", "imports", "signing", "mirror", "onestop")
Rows = dict[str, tuple[str, str]]  # by label: what was measured, and on which day


def main(only: list[str]) -> None:
    """Measure in fresh processes, one after the other; rows of other parts stay as they are."""
    found: dict[str, float] = {}
    seen: list[str] = []
    with tempfile.TemporaryDirectory() as folder:
        store = Path(folder) / "store"
        commands = {
            "country": [("bench.figures", name, str(store)) for name in FIGURES],
            "imports": [("bench.imports", step, f"{folder}/imports") for step in STEPS],
            "signing": [("bench.signing",)],
            "mirror": [("bench.mirror", f"{folder}/mirror")],
            "onestop": [("bench.onestop", f"{folder}/onestop")],
        }
        for part in (one for one in commands if one in only):
            before = ["tools/postgres.sh"] if part == "onestop" else []
            for module, *arguments in commands[part]:
                found |= _measured(module, *arguments, before=before)
        if "country" in only:
            found |= pages(store)
            seen = lighthouse(store)
    REPORT.write_text(report(found, seen, REPORT.read_text()))
    print(REPORT.read_text())


def _measured(module: str, *arguments: str, before: Sequence[str] = ()) -> dict[str, float]:
    print(f"── {module} {' '.join(arguments[:1])}", file=sys.stderr, flush=True)
    command = [*before, sys.executable, "-m", module, *arguments]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)  # noqa: S603 - our own command
    found: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return found


def report(found: dict[str, float], seen: list[str], before: str) -> str:
    """Write the page of figures, and the rows that Lighthouse gave; the rest stays as it was."""
    today = f"{datetime.fromtimestamp(time.time(), UTC):%Y-%m-%d}"
    lines = [
        "# Performance",
        "",
        "Measured by `make bench`; speed is never part of a test. The store is a country: all",
        "10,035 communes of 2024, ten measures each (mô phỏng), on the embedded database. Dossiers",
        "of the one-stop shop stand in PostgreSQL; its 16 users run on the same two cores.",
        "",
        f"Machine: {_machine()}.",
        "",
        "| figure | measured | promised | on |",
        "|---|---:|---:|---|",
    ]
    kept = _kept(before)
    for key, label, promise, unit in PROMISES:
        value, day = kept.get(label, ("not measured here", ""))
        if key in found:
            value, day = f"{found[key]:,.2f} {unit}", today
        lines.append(f"| {label} | {value} | {promise} | {day} |")
    rows = seen or before.partition(LIGHTHOUSE)[2].split("\n|---", 1)[-1].splitlines()[1:]
    if rows:
        lines += [
            "",
            "## Lighthouse",
            "",
            "Scores of 100, ≥ 95 promised; kB as sent, ≤ 300 promised; Debian's Chromium, loopback.",
            "",
            LIGHTHOUSE,
            "|---|---|---:|---:|---:|---:|---:|",
            *rows,
        ]
    return "\n".join(lines) + "\n"


def _kept(before: str) -> Rows:
    """Read the rows of the page as it stands."""
    rows = [
        [cell.strip() for cell in line.split("|")[1:-1]]
        for line in before.splitlines()
        if line.startswith("| ")
    ]
    return {row[0]: (row[1], row[3]) for row in rows if len(row) == COLUMNS}


def _machine() -> str:
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    model = "unknown processor"
    for line in Path("/proc/cpuinfo").read_text().splitlines():
        if line.startswith("model name"):
            model = line.partition(":")[2].strip()
            break
    system = f"{platform.system()} {platform.machine()}, Python {platform.python_version()}"
    return f"{os.cpu_count()} cores ({model}), {memory:.0f} GiB, {system}"


if __name__ == "__main__":
    if unknown := set(sys.argv[1:]) - set(PARTS):
        sys.exit(f"unknown: {', '.join(unknown)}; there are {', '.join(PARTS)}")
    main(sys.argv[1:] or list(PARTS))
