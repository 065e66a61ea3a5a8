"""A child process for the work that files of strangers need: it may compute, and nothing else.

It inherits no database, no socket and no secret; what it is given comes on its standard input,
what it finds goes to its standard output. Once it is confined it can open no file and no socket
and use 512 MB and ten seconds. A child that dies has been asked too much.
"""

import json
import os
import resource
import subprocess
import sys
from collections.abc import Callable

MEGABYTES = 512  # of the child's address space
SECONDS = 10  # of the child's processor, and of waiting for it


class Refused(Exception):  # noqa: N818 - it names what happened, as RuleBroken does
    """The child will not read this file; the parent says so in words."""

    def __init__(self, code: str, **facts: object) -> None:
        super().__init__(code)
        self.code = code
        self.facts = facts


class Exhausted(Exception):  # noqa: N818 - the same
    """The child was ended by one of its limits, or by what it read."""


def ask(module: str, *arguments: str, content: bytes) -> bytes:
    """Run one of our modules as a child, feed it, and give what it wrote."""
    command = [sys.executable, "-S", "-s", "-m", module, *arguments]
    path = os.pathsep.join(part for part in sys.path if part)
    environment = {"PYTHONPATH": path, "PYTHONDONTWRITEBYTECODE": "1", "LC_ALL": "C.UTF-8"}
    try:
        done = subprocess.run(  # noqa: S603 - our own module, no shell, no argument from outside
            command,
            input=content,
            capture_output=True,
            timeout=SECONDS,
            env=environment,
            cwd="/",
            check=True,
        )
    except subprocess.SubprocessError as error:
        raise Exhausted(module) from error
    return done.stdout


def confine() -> None:
    """Take away what this process does not need; the hard limits cannot be raised again."""
    room = MEGABYTES << 20
    for what, most in (
        (resource.RLIMIT_AS, room),
        (resource.RLIMIT_CPU, SECONDS),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_NOFILE, 3),
    ):
        resource.setrlimit(what, (most, most))


def answer(look: Callable[[bytes], dict[str, object]]) -> None:
    """Be a child: confined, read what the parent gives, and answer with what is found in JSON."""
    confine()
    try:
        found = look(sys.stdin.buffer.read())
    except Refused as refused:
        found = {"refused": {"code": refused.code, "facts": refused.facts}}
    sys.stdout.write(json.dumps(found))
