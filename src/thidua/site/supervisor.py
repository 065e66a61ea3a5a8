"""Keep the processes of an installation running: web, sequencer, worker.

A child that ends is started again, each time after a longer pause; one that keeps ending soon
after its start ends everything, so that whoever watches us (systemd) sees the failure.
"""

import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from threading import Event
from types import FrameType

import click

PR_SET_PDEATHSIG = 1  # of Linux's prctl
STOPPING = (signal.SIGTERM, signal.SIGINT)
LOOK_EVERY = 0.2  # seconds
FIRST_PAUSE = 1.0  # seconds before a child is started again; doubled each time
STEADY_AFTER = 30.0  # seconds a child runs until its earlier ends are forgiven
GRACE = 20.0  # seconds a child has to finish what it does
ENDS_AT_MOST = 5  # in a row, each within STEADY_AFTER


@dataclass
class Child:
    """A process that should be running, and how often it ended soon after its start."""

    name: str
    command: Sequence[str]
    process: subprocess.Popen[bytes] | None = None
    started: float = 0.0
    ends: int = 0
    start_at: float = 0.0

    def look(self, now: float) -> None:
        """Start the process when it is due; note that it ended and when it may start again."""
        if self.process is None:
            if now >= self.start_at:
                self.process = _start(self.command)
                self.started = now
        elif (code := self.process.poll()) is not None:
            _clear(self.process)
            self.process = None
            self.ends = self.ends + 1 if now - self.started < STEADY_AFTER else 1
            self.start_at = now + FIRST_PAUSE * 2 ** (self.ends - 1)
            click.echo(f"{self.name} ended with {code}, its end number {self.ends}", err=True)


def _start(command: Sequence[str]) -> subprocess.Popen[bytes]:
    return subprocess.Popen(  # noqa: S603 - our own commands
        command,
        process_group=0,
        preexec_fn=_end_with_parent,  # noqa: PLW1509 - nothing here runs in threads
    )


def _clear(process: subprocess.Popen[bytes]) -> None:
    """End what a process that was killed has left behind, like the workers of a web server."""
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)


def _end_with_parent() -> None:
    """Ask the kernel for SIGTERM when the supervisor is killed, so that no child outlives it."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


def supervise(commands: Mapping[str, Sequence[str]]) -> int:
    """Run `commands` until SIGTERM or SIGINT; 0 when asked to stop, 1 when one cannot run."""
    children = [Child(name, command) for name, command in commands.items()]
    with _stop_asked() as stop:
        try:
            while not stop.wait(LOOK_EVERY):
                for child in children:
                    child.look(time.monotonic())
                    if child.ends > ENDS_AT_MOST:
                        click.echo(f"{child.name} does not run; ending everything", err=True)
                        return 1
        finally:
            _end([child.process for child in children if child.process])
    return 0


@contextmanager
def _stop_asked() -> Iterator[Event]:
    stop = Event()

    def ask(_number: int, _frame: FrameType | None) -> None:
        stop.set()

    before = {number: signal.signal(number, ask) for number in STOPPING}
    try:
        yield stop
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _end(processes: Sequence[subprocess.Popen[bytes]]) -> None:
    for process in processes:
        process.terminate()
    deadline = time.monotonic() + GRACE
    for process in processes:
        try:
            process.wait(max(0.0, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        _clear(process)
