"""Counts which lines and branches of rules, actions and the kernel ran: `pytest -p counted`.

All of them have to, in every file, also in one that nothing imports; else the run fails and names
them. SlipCover sets its marks into the code when it is imported: counting costs a tenth more time.
"""

import io
import json
import re
from pathlib import Path

import pytest
import slipcover

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT / "src" / "thidua"
COUNTED = re.compile(r"kernel/|\w+/(rules|actions)(\.py$|/)")
NEVER = 2**31 - 1  # marks stay: to take them out means to look for every function that is loaded


class Matcher(slipcover.FileMatcher):
    """Says which files are counted."""

    def matches(self, filename):
        """Whether a file is one of rules, actions or the kernel."""
        path = Path(filename or "")
        if not path.is_relative_to(SOURCE):
            return False
        return COUNTED.match(str(path.relative_to(SOURCE))) is not None


COUNTER = slipcover.Slipcover(branch=True, d_miss_threshold=NEVER)
slipcover.ImportManager(COUNTER, Matcher()).__enter__()
found = {}


def pytest_sessionfinish(session):
    """Hand what a worker counted to whoever started it; a run of one process keeps it."""
    mine = COUNTER.get_coverage()
    if hasattr(session.config, "workeroutput"):
        session.config.workeroutput["counted"] = json.dumps(mine)
        return
    _add(mine)
    if _short():
        session.exitstatus = session.exitstatus or pytest.ExitCode.TESTS_FAILED


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node):
    """Add what a worker counted."""
    if counted := getattr(node, "workeroutput", {}).get("counted"):
        _add(json.loads(counted))


def pytest_terminal_summary(terminalreporter):
    """Name every line and branch that did not run."""
    terminalreporter.section("Lines and branches of rules, actions and the kernel")
    table = io.StringIO()
    slipcover.print_coverage(found, outfile=table, skip_covered=True)
    terminalreporter.write_line(table.getvalue())
    for name in _short():
        terminalreporter.write_line(f"Not all of {name} ran", red=True)


def _add(counted):
    if found:
        slipcover.merge_coverage(found, counted)
    else:
        found.update(counted)


def _short():
    """List the counted files that did not run whole; an empty one has nothing to run."""
    parts = {
        ROOT / name: each["summary"]["percent_covered"] for name, each in found["files"].items()
    }
    files = (path for path in SOURCE.rglob("*.py") if Matcher().matches(path))
    return sorted(
        str(path.relative_to(ROOT))
        for path in files
        if path.stat().st_size and parts.get(path) != 100
    )
