"""Pages under load on loopback: the product's own server, and wrk from Debian's package."""

import os
import re
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path

from bench import country

PAGE = f"/campaigns/{country.CAMPAIGN}/standings/communes/"
SECONDS = 8


def pages(store: Path) -> dict[str, float]:
    """Measure the top-100 page, whole and unchanged, and how soon a new fact is on it."""
    if shutil.which("wrk") is None:
        print("wrk is missing: apt-get install wrk", file=sys.stderr)
        return {}
    with served(store) as port:
        tag = _tag(port)
        whole = _requests(port)
        unchanged = _requests(port, f"If-None-Match: {tag}")
        seen = _seen_after(store, port, tag)
    return {"page_rps": whole, "unchanged_rps": unchanged, "seen_s": seen}


@contextmanager
def served(store: Path, page: str = PAGE) -> Iterator[int]:
    """Serve a store on a free port until left; it is there once a page is."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = int(free.getsockname()[1])
    command = [sys.executable, "-m", "thidua", "run", "--bind", f"127.0.0.1:{port}"]
    environment = {**os.environ, "THIDUA_STORE": str(store)}
    server = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL)  # noqa: S603 - our own command
    try:
        _wait(port, page)
        yield port
    finally:
        server.terminate()
        server.wait(timeout=30)


def _wait(port: int, page: str) -> None:
    for _ in range(240):
        connection = HTTPConnection("127.0.0.1", port, timeout=60)
        try:
            connection.request("GET", page)
            if connection.getresponse().status != 200:
                raise AssertionError(page)
        except OSError:
            time.sleep(0.5)
        else:
            return
    raise TimeoutError


def _tag(port: int) -> str:
    connection = HTTPConnection("127.0.0.1", port, timeout=60)
    connection.request("GET", PAGE)
    answer = connection.getresponse()
    answer.read()
    if answer.status != 200:
        raise AssertionError(answer.status)
    return answer.headers["ETag"]


def _requests(port: int, *headers: str) -> float:
    given = [part for header in headers for part in ("-H", header)]
    command = ["wrk", "-t1", "-c8", f"-d{SECONDS}s", *given, f"http://127.0.0.1:{port}{PAGE}"]
    subprocess.run(command, check=True, capture_output=True)  # noqa: S603 - warm every worker
    done = subprocess.run(command, check=True, capture_output=True, text=True)  # noqa: S603 - our own command
    found = re.search(r"Requests/sec:\s+([\d.]+)", done.stdout)
    if found is None or "Non-2xx" in done.stdout.replace("Non-2xx or 3xx", ""):
        raise AssertionError(done.stdout)
    return float(found[1])


def _seen_after(store: Path, port: int, tag: str) -> float:
    """Enter one fact through an action, then ask for the page until it has changed."""
    code = (
        "from bench.figures import one_more; from bench import country; from pathlib import Path;"
        f"country.set_up(Path({str(store)!r})); one_more()"
    )
    subprocess.run([sys.executable, "-c", code], check=True)  # noqa: S603 - our own code
    begun = time.perf_counter()
    while _tag(port) == tag:
        time.sleep(0.05)
    return time.perf_counter() - begun
