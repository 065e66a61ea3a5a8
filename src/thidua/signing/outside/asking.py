"""What the parent asks the child that checks signatures, and what it hears, as bytes."""

import json
from base64 import b64decode, b64encode
from dataclasses import asdict
from datetime import datetime
from typing import Any

from thidua.signing.rules import Reason, Trust, Verdict

Question = tuple[bytes, Trust, datetime]


def question(pdf: bytes, trust: Trust, at: datetime) -> bytes:
    """Write one line that says whose word is taken and when, and the file after it."""
    head: dict[str, Any] = {
        name: [b64encode(each).decode() for each in values]
        for name, values in asdict(trust).items()
    }
    return json.dumps(head | {"at": at.isoformat()}).encode() + b"\n" + pdf


def asked(written: bytes) -> Question:
    """Read what `question` wrote."""
    line, _, pdf = written.partition(b"\n")
    head = json.loads(line)
    at = datetime.fromisoformat(head.pop("at"))
    return pdf, Trust(**{name: tuple(map(b64decode, each)) for name, each in head.items()}), at


def told(verdicts: tuple[Verdict, ...]) -> dict[str, object]:
    """Give the verdicts as JSON can hold them."""
    return {"verdicts": [asdict(each) | {"signed_at": _text(each)} for each in verdicts]}


def answer(written: bytes) -> tuple[Verdict, ...]:
    """Read what `told` gave."""
    return tuple(_verdict(each) for each in json.loads(written)["verdicts"])


def _text(verdict: Verdict) -> str | None:
    return verdict.signed_at.isoformat() if verdict.signed_at else None


def _verdict(found: dict[str, Any]) -> Verdict:
    said = found["signed_at"]
    at = datetime.fromisoformat(said) if said else None
    return Verdict(**found | {"reason": Reason(found["reason"]), "signed_at": at})
