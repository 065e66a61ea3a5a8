"""`thidua run`: children are started again, ended together, and failures are seen."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request

import pytest

import source

PATIENCE = 40  # seconds on a busy machine

SUPERVISED = """
import sys
from thidua.site import supervisor
supervisor.LOOK_EVERY = supervisor.FIRST_PAUSE = 0.02
sys.exit(supervisor.supervise({"child": [sys.executable, "-c", sys.argv[1]]}))
"""


@pytest.fixture
def start(tmp_path):
    """Start a program with a store of its own, and end it after the test."""
    started = []

    def begin(*command, **environment):
        env = {**os.environ, "THIDUA_STORE": str(tmp_path / "store"), "PYTHONUNBUFFERED": "1"}
        process = subprocess.Popen(
            [sys.executable, *command],
            cwd=tmp_path,
            env={**env, "PYTHONPATH": str(source.ROOT / "src"), **environment},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        started.append(process)
        return process

    yield begin
    for process in started:
        process.kill()
        process.communicate()


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
    process = start("-c", SUPERVISED, f"{script}; time.sleep(0.1)")
    starts = tmp_path / "starts"
    eventually(lambda: starts.exists() and len(starts.read_text()) >= 3)
    process.terminate()
    process.communicate(timeout=PATIENCE)


def test_a_child_that_cannot_run_ends_everything_with_1(start):
    process = start("-c", SUPERVISED, "raise SystemExit(7)")
    said, _ = process.communicate(timeout=PATIENCE)
    assert process.returncode == 1
    assert "child ended with 7" in said
    assert "child does not run; ending everything" in said


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_asked_to_stop_it_ends_its_children_and_gives_0(start, tmp_path, number):
    script = (
        "import os, pathlib, time; pathlib.Path('pid').write_text(str(os.getpid())); time.sleep(60)"
    )
    process = start("-c", SUPERVISED, script)
    child = int(eventually(lambda: (tmp_path / "pid").exists() and (tmp_path / "pid").read_text()))
    process.send_signal(number)
    process.communicate(timeout=PATIENCE)
    assert process.returncode == 0
    with pytest.raises(ProcessLookupError):
        os.kill(child, 0)


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


def children(process):
    found = subprocess.run(
        ["ps", "-o", "pid=,args=", "--ppid", str(process.pid)],
        capture_output=True,
        text=True,
        check=False,
    ).stdout.splitlines()
    return {int(line.split()[0]): line for line in found}


def test_an_installation_serves_sequences_and_works_until_it_is_stopped(start):
    port = free_port()
    process = start("-m", "thidua", "run", "--bind", f"127.0.0.1:{port}", THIDUA_DATABASE="")
    assert eventually(lambda: status(f"http://127.0.0.1:{port}/")) == 200
    running = eventually(lambda: len(children(process)) == 3 and children(process))
    assert {"granian", "sequence", "db_worker"} == {
        word for word in ("granian", "sequence", "db_worker") if word in "".join(running.values())
    }
    web = next(pid for pid, line in running.items() if "granian" in line)
    os.kill(web, signal.SIGKILL)
    eventually(
        lambda: any("granian" in line for pid, line in children(process).items() if pid != web)
    )
    process.terminate()
    said, _ = process.communicate(timeout=PATIENCE)
    assert process.returncode == 0, said
    assert f"http://127.0.0.1:{port}/" in said


@pytest.mark.parametrize("bind", ["8000", "127.0.0.1:", "127.0.0.1:http"])
def test_an_address_without_host_or_port_is_wrong_usage(start, bind):
    process = start("-m", "thidua", "run", "--bind", bind)
    said, _ = process.communicate(timeout=PATIENCE)
    assert process.returncode == 2, said
