"""The device of the demonstration's officers, and the results that they sign with it.

It stands in the store's folder `device`, made with SoftHSM2: without that there is none, and what
has to be signed waits.
"""

import secrets
import shutil
from collections.abc import Mapping
from datetime import datetime
from functools import cache
from pathlib import Path

from django.conf import settings

from thidua.documents.outside import pdf
from thidua.documents.rules import Document, Kind, Letterhead, Paragraph, Signature
from thidua.kernel.errors import RuleBroken
from thidua.onestop.outside import keep_trust
from thidua.signing.outside import sign, signatures, simulated
from thidua.signing.rules import Act, Later

SIMULATED = "Văn bản mô phỏng, tạo ra để trình diễn; không có giá trị."


def device(officers: Mapping[str, str], at: datetime) -> bool:
    """Make a device with a key for each officer, given by key and name; False where none can be."""
    if simulated.module() is None or shutil.which("softhsm2-util") is None:
        return False
    people = [simulated.Officer(key, name) for key, name in officers.items()]
    made = simulated.make(_folder(), officers=people, pin=secrets.token_hex(8), at=at)
    keep_trust(made.trust)
    return True


def has_device() -> bool:
    """Whether a device was made."""
    return (_folder() / simulated.FILE).is_file()


def serial(key: str, at: datetime) -> str:
    """Give the serial number of an officer's certificate, as a signature shows it."""
    trust = simulated.read(_folder()).trust
    return signatures(signed(paper("", ""), key, at), trust=trust, at=at)[0].serial


def signed(content: bytes, key: str, at: datetime) -> bytes:
    """Sign a PDF as an officer does, with the device."""
    if not has_device():
        raise RuleBroken("demo.no-device", package=simulated.INSTALL)
    made = simulated.read(_folder())
    if key not in made.tokens:
        raise RuleBroken("demo.no-key", key=key, known=sorted(made.tokens))
    why = Act(at, "Ký ban hành", "Cần Thơ", Later.SIGNATURES)
    return sign(content, with_=made.tokens[key], act=why, trust=made.trust)


@cache
def paper(title: str, agency: str) -> bytes:
    """Write a paper that only the demonstration knows: a result, or what somebody brought."""
    head = Letterhead("", agency.upper(), "UBND", "Cần Thơ")
    said = (Paragraph((title,)), Paragraph((SIMULATED,)))
    return pdf(Document(Kind.NOTICE, head, "", said, Signature("Chủ tịch"), notices=(SIMULATED,)))


def _folder() -> Path:
    store: Path = settings.STORE
    return store / "device"
