"""A child in the place of the real one: it says what it can see and do once it is confined."""

import json
import os
import resource
import socket
import sys

from thidua.sandbox.outside import confine


def can(work):
    try:
        work()
    except (OSError, ValueError):
        return False
    return True


confine()
sys.stdin.buffer.read()
seen = {
    "django": "django" in sys.modules,
    "secret": any(name.startswith("THIDUA") for name in os.environ),
    "file": can(lambda: open("/etc/passwd").close()),  # noqa: PTH123 - as an intruder would
    "socket": can(socket.socket),
    "raised": can(lambda: resource.setrlimit(resource.RLIMIT_NOFILE, (64, 64)))
    and os.geteuid() != 0,
}
print(json.dumps({"refused": {"code": "spreadsheets.broken", "facts": {"seen": seen}}}))
