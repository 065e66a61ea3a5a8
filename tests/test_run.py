"""`thidua run`: children are started again, ended together, and failures are seen."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest

import source

PATIENCE = 90  # seconds on a busy machine

SUPERVISED = """
import sys
from thidua.site import supervisor
supervisor.LOOK_EVERY = supervisor.FIRST_PAUSE = 0.02
sys.exit(supervisor.supervise({"child": [sys.executable, "-c", sys.argv[1]]}))
"""


class Program:
    """A process with a store of its own, whose words go to a file."""

    def __init__(self, folder, *command):
        self.said_in = folder / "said"
        env = {"THIDUA_STORE": str(folder / "store"), "PYTHONPATH": str(source.ROOT / "src")}
        with self.said_in.open("w") as said:
            self.process = subprocess.Popen(
                [sys.executable, *command],
                cwd=folder,
                env={**os.environ, "THIDUA_DATABASE": "", "PYTHONUNBUFFERED": "1", **env},
                stdout=said,
                stderr=said,
            )

    def end(self, number=None):
        """Send a signal if one is given, wait for the end, and give the code and the words."""
        if number:
            self.process.send_signal(number)
        return self.process.wait(PATIENCE), self.said_in.read_text()


@pytest.fixture
def start(tmp_path):
    """Start a program, and end it with the test."""
    started = []

    def begin(*command):
        started.append(Program(tmp_path, *command))
        return started[-1]

    yield begin
    for program in started:
        program.process.terminate()
        try:
            program.process.wait(PATIENCE)
        finally:
            program.process.kill()


def eventually(condition):
    """Wait until the condition holds, and give what it gave."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        if found := condition():
            return found
        time.sleep(0.1)
    pytest.fail(f"waited {PATIENCE} s")


def test_a_child_that_ends_is_started_again(start, tmp_path):
    script = "import pathlib, time; f = pathlib.Path('starts').open('a'); f.write('x'); f.close()"
    start("-c", SUPERVISED, f"{script}; time.sleep(0.1)")
    starts = tmp_path / "starts"
    eventually(lambda: starts.exists() and len(starts.read_text()) >= 3)


def test_a_child_that_cannot_run_ends_everything_with_1(start):
    code, said = start("-c", SUPERVISED, "raise SystemExit(7)").end()
    assert code == 1
    assert "child ended with 7" in said
    assert "child does not run; ending everything" in said


WAITING = """
import os, pathlib, time
pathlib.Path("new").write_text(str(os.getpid()))
pathlib.Path("new").rename("pid")
time.sleep(60)
"""


@pytest.mark.parametrize(
    ("number", "code"), [(signal.SIGTERM, 0), (signal.SIGINT, 0), (signal.SIGKILL, -9)]
)
def test_no_child_outlives_it_and_being_asked_to_stop_is_no_failure(start, tmp_path, number, code):
    program = start("-c", SUPERVISED, WAITING)
    eventually((tmp_path / "pid").exists)
    child = int((tmp_path / "pid").read_text())
    assert program.end(number)[0] == code
    eventually(lambda: gone(child))


def gone(pid):
    """Say whether a process has ended; one that waits to be collected has."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return True
    return "zombie" in Path(f"/proc/{pid}/status").read_text()


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def status(address):
    """Give the status of a page, None while nobody answers."""
    try:
        with urllib.request.urlopen(address, timeout=5) as answer:  # noqa: S310 - our own address
            return answer.status
    except urllib.error.HTTPError as error:
        return error.code
    except OSError:
        return None


def children(parent, *but):
    found = subprocess.run(
        ["ps", "-o", "pid=,args=", "--ppid", str(parent)],
        capture_output=True,
        text=True,
        check=False,
    ).stdout.splitlines()
    lines = {int(line.split()[0]): line for line in found}
    return {pid: line for pid, line in lines.items() if pid not in but}


def test_an_installation_serves_sequences_and_works_until_it_is_stopped(start):
    port = free_port()
    program = start("-m", "thidua", "run", "--bind", f"127.0.0.1:{port}")
    assert eventually(lambda: status(f"http://127.0.0.1:{port}/")) == 200
    running = "".join(children(program.process.pid).values())
    assert [word for word in ("granian", "sequence", "db_worker") if word not in running] == []
    web = next(pid for pid, line in children(program.process.pid).items() if "granian" in line)
    servers = eventually(lambda: children(web))
    os.kill(web, signal.SIGKILL)
    eventually(lambda: all(gone(pid) for pid in servers))
    eventually(lambda: "granian" in "".join(children(program.process.pid, web).values()))
    code, said = program.end(signal.SIGTERM)
    assert code == 0, said
    assert f"http://127.0.0.1:{port}/" in said


@pytest.mark.parametrize("bind", ["8000", "127.0.0.1:", "127.0.0.1:http"])
def test_an_address_without_host_or_port_is_wrong_usage(start, bind):
    code, said = start("-m", "thidua", "run", "--bind", bind).end()
    assert code == 2, said
