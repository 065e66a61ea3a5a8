"""What the tests of signatures share: a document, a simulated authority with its device, an act."""

import atexit
import functools
import shutil
import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from thidua.signing import outside
from thidua.signing.outside import simulated
from thidua.signing.outside.judging import judge
from thidua.signing.rules import Act, Later, worst

AT = datetime(2026, 11, 28, 2, 0, tzinfo=UTC)
PIN = "4321"
FONTS = "/Resources << /Font << /F1 6 0 R >> >>"
OFFICERS = (
    simulated.Officer("chairman", "Nguyễn Văn An"),
    simulated.Officer("deputy", "Trần Thị Bình", simulated.Kind.RSA),
)


def act(later=Later.SIGNATURES, at=AT):
    return Act(at, "Ký ban hành", "Hậu Sông", later)


def document(text="Ket qua: 1000 ho so"):
    """Write a page by hand, so that every byte of it is known: two contents, one of them shown."""
    shown, spare = (f"BT /F1 24 Tf 72 700 Td ({each}) Tj ET" for each in (text, "Ket qua: 9999"))
    objects = (
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R {FONTS} >>",
        f"<< /Length {len(shown)} >>\nstream\n{shown}\nendstream",
        f"<< /Length {len(spare)} >>\nstream\n{spare}\nendstream",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        "<< /Title (Thong bao) >>",
    )
    written, places = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", []
    for number, each in enumerate(objects, start=1):
        places.append(len(written))
        written += f"{number} 0 obj\n{each}\nendobj\n".encode()
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    size = len(objects) + 1
    return (
        written
        + (
            f"xref\n0 {size}\n0000000000 65535 f \n{table}"
            f"trailer\n<< /Size {size} /Root 1 0 R /Info 7 0 R >>\nstartxref\n{len(written)}\n%%EOF\n"
        ).encode()
    )


@functools.cache
def _folder():
    folder = Path(tempfile.mkdtemp(prefix="signing-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    simulated.make(folder / "device", officers=OFFICERS, pin=PIN, at=AT - timedelta(days=1))
    return folder / "device"


def folder():
    """Give the folder of a device that is made once a process; skip where none can be made."""
    if simulated.module() is None or shutil.which("softhsm2-util") is None:
        pytest.skip(f"SoftHSM2 is missing: {simulated.INSTALL}")
    return _folder()


def open_desk():
    return simulated.read(folder())


def sign(desk, pdf=None, key="chairman", later=Later.SIGNATURES, **more):
    """Sign as an officer does."""
    return outside.sign(
        pdf or document(), with_=desk.tokens[key], act=act(later), trust=desk.trust, **more
    )


def reason(desk, pdf, at=AT):
    """Give why a file is what it is, judged in this process."""
    return worst(judge(pdf, trust=desk.trust, at=at)).reason


def needs(program, package):
    """Skip a comparison where the other program is not installed."""
    if shutil.which(program) is None:
        pytest.skip(f"{program} is missing: apt install {package}")
