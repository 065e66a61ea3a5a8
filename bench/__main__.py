"""`python -m bench`: measure everything and write docs/reference/performance.md."""

import json
import os
import platform
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

from bench.figures import FIGURES
from bench.imports import STEPS
from bench.lighthouse import lighthouse
from bench.pages import pages

REPORT = Path(__file__).parents[1] / "docs" / "reference" / "performance.md"
PROMISES = (
    ("standings_s", "Standings of 10,035 communes × 4 criteria from windows", "≤ 1 s", "s"),
    (
        "take_s",
        "A file of 100,350 counts taken (keys, tallies, windows, leaf batch, commit)",
        "≤ 10 s",
        "s",
    ),
    ("take_peak_mb", "Peak memory of that process", "< 500 MB", "MB"),
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
    ("xlsx_peak_mb", "Peak memory of that process", "≤ 500 MB", "MB"),
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
    ("registry_s", "The registry of the whole country loaded (13,300 units)", "", "s"),
    ("sequence_s", "Leaves sequenced, tiles and batch file written, checkpoint signed", "", "s"),
    ("recount_s", "Everything counted again from 100,350 facts", "", "s"),
)


def main() -> None:
    """Measure in fresh processes, one after the other."""
    found: dict[str, float] = {}
    with tempfile.TemporaryDirectory() as folder:
        store = Path(folder) / "store"
        for name in FIGURES:
            print(f"── {name}", file=sys.stderr, flush=True)
            command = [sys.executable, "-m", "bench.figures", name, str(store)]
            done = subprocess.run(command, check=True, capture_output=True, text=True)  # noqa: S603 - our own command
            found |= json.loads(done.stdout)
        for step in STEPS:
            print(f"── imports: {step}", file=sys.stderr, flush=True)
            command = [sys.executable, "-m", "bench.imports", step, f"{folder}/imports"]
            done = subprocess.run(command, check=True, capture_output=True, text=True)  # noqa: S603 - our own command
            found |= json.loads(done.stdout)
        print("── signing", file=sys.stderr, flush=True)
        command = [sys.executable, "-m", "bench.signing"]
        done = subprocess.run(command, check=True, capture_output=True, text=True)  # noqa: S603 - our own command
        found |= json.loads(done.stdout)
        print("── pages", file=sys.stderr, flush=True)
        found |= pages(store)
        print("── lighthouse", file=sys.stderr, flush=True)
        seen = lighthouse(store)
    REPORT.write_text(report(found, seen))
    print(REPORT.read_text())


def report(found: dict[str, float], seen: list[str]) -> str:
    """Write the page of figures, and the rows that Lighthouse gave."""
    lines = [
        "# Performance",
        "",
        "Measured by `make bench`; speed is never part of a test. The store is a country: all",
        "10,035 communes of 2024, ten measures each (mô phỏng), on the embedded database.",
        "",
        f"Machine: {_machine()}. Date: {datetime.fromtimestamp(time.time(), UTC):%Y-%m-%d}.",
        "",
        "| figure | measured | promised |",
        "|---|---:|---:|",
    ]
    for key, label, promise, unit in PROMISES:
        value = f"{found[key]:,.2f} {unit}" if key in found else "not measured here"
        lines.append(f"| {label} | {value} | {promise} |")
    if seen:
        lines += [
            "",
            "## Lighthouse",
            "",
            "Scores of 100, ≥ 95 promised; kB as sent, ≤ 300 promised; Debian's Chromium, loopback.",
            "",
            "| page | form | performance | accessibility | best practices | SEO | kB |",
            "|---|---|---:|---:|---:|---:|---:|",
            *seen,
        ]
    return "\n".join(lines) + "\n"


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
    main()
