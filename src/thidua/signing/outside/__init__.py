"""Sign PDF files with keys that stay outside, and check signed ones that strangers send.

In production the server never holds an official's key: it prepares the file, hands the digest to
who holds the key (a device's agent, a remote service, VGCA's plug-in), puts the answer in, and
checks it. `sign` is the same three steps with a PKCS#11 device on this machine, for a seal of the
system itself and for the demonstration.
"""

from datetime import datetime

from thidua.kernel.errors import RuleBroken
from thidua.sandbox import outside as sandbox
from thidua.signing.outside import asking
from thidua.signing.outside.devices import Token
from thidua.signing.outside.making import Prepared, embed, prepare, sign
from thidua.signing.rules import Reason, Trust, Verdict, worst

__all__ = ["Prepared", "Token", "embed", "prepare", "sign", "signatures", "verify"]

MEGABYTES = 32
CHILD = "thidua.signing.outside.child"


def verify(pdf: bytes, *, trust: Trust, at: datetime) -> Verdict:
    """Give the verdict that decides over a file: its worst signature."""
    return worst(signatures(pdf, trust=trust, at=at))


def signatures(pdf: bytes, *, trust: Trust, at: datetime) -> tuple[Verdict, ...]:
    """Judge every signature of a file, the earliest first, in a child process.

    Certificates are judged as they were at the time stamp, or `at` that day where there is none.
    """
    if len(pdf) > MEGABYTES << 20:
        raise RuleBroken("signing.too-large", megabytes=MEGABYTES)
    try:
        return asking.answer(sandbox.ask(CHILD, content=asking.question(pdf, trust, at)))
    except sandbox.Exhausted:
        return (Verdict(Reason.UNREADABLE),)
