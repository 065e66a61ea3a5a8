"""What Lighthouse says of the public pages, and how much each weighs, on loopback.

Lighthouse comes from npm (`npm ci --prefix tools/front`), Chromium from Debian; the pages are those
of the country's campaign, so each table is as long as it gets. Every page was asked for before: what
the first reader after a new entry waits is a figure of its own.
"""

import json
import os
import shutil
import subprocess
import sys
from http.client import HTTPConnection
from pathlib import Path
from typing import Any

from bench import country
from bench.pages import served

ROOT = Path(__file__).parents[1]
LIGHTHOUSE = ROOT / "tools" / "front" / "node_modules" / ".bin" / "lighthouse"
CHROMIUM = shutil.which("chromium")
FLAGS = (
    "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run "
    "--disable-background-networking --disable-component-update --disable-sync"
)
HERE = f"/campaigns/{country.CAMPAIGN}"
UNIT = "c31366"
PAGES = {
    "Home": "/",
    "Standings": f"{HERE}/standings/communes/",
    "Unit": f"{HERE}/units/{UNIT}/",
    "Criterion": f"{HERE}/criteria/online/",
    "A unit's figure": f"{HERE}/units/{UNIT}/criteria/online/",
    "Map": f"{HERE}/map/",
}
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
WORKERS = 2
DESKTOP = ("--preset=desktop",)


def lighthouse(store: Path) -> list[str]:
    """Give the rows of a table: page, form factor, four scores, kilobytes over the wire."""
    if not LIGHTHOUSE.exists() or CHROMIUM is None:
        print("npm ci --prefix tools/front; apt-get install chromium", file=sys.stderr)
        return []
    with served(store) as port:
        for address in PAGES.values():
            _warm(port, address)
        return [
            _row(name, form, _asked(f"http://127.0.0.1:{port}{address}", options))
            for name, address in PAGES.items()
            for form, options in (("phone", ()), ("desk", DESKTOP))
        ]


def _warm(port: int, address: str) -> None:
    """Ask every worker once: the first reader after a new entry waits for the board."""
    for _ in range(WORKERS * 2):
        connection = HTTPConnection("127.0.0.1", port, timeout=60)
        connection.request("GET", address)
        connection.getresponse().read()
        connection.close()


def _asked(address: str, options: tuple[str, ...]) -> dict[str, Any]:
    command = [
        str(LIGHTHOUSE), address, "--quiet", "--output=json", "--output-path=stdout",
        f"--chrome-flags={FLAGS}", *options,
    ]  # fmt: skip
    environment = {**os.environ, "CHROME_PATH": str(CHROMIUM)}
    done = subprocess.run(command, env=environment, check=True, capture_output=True, text=True)  # noqa: S603 - a tool of this repository
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def _row(name: str, form: str, said: dict[str, Any]) -> str:
    scores = [f"{said['categories'][each]['score'] * 100:.0f}" for each in CATEGORIES]
    weight = said["audits"]["total-byte-weight"]["numericValue"] / 1000
    print(name, form, *scores, f"{weight:.0f} kB", file=sys.stderr, flush=True)
    return f"| {name} | {form} | {' | '.join(scores)} | {weight:.0f} |"
