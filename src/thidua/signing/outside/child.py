"""Check signatures in a process of its own: `python -m thidua.signing.outside.child`."""

import importlib

from thidua.sandbox import outside as sandbox
from thidua.signing.outside import asking
from thidua.signing.outside.judging import judge

# What the libraries load late, when no file can be opened any more.
LATE = (
    "cryptography.hazmat.backends.openssl.backend",
    "lxml.etree",
    "pyhanko.pdf_utils.filters",
)


def main() -> None:
    """Answer with the verdicts on the file that comes on standard input."""
    for name in LATE:
        importlib.import_module(name)
    sandbox.answer(look)


def look(written: bytes) -> dict[str, object]:
    """Judge the file in question."""
    pdf, trust, at = asking.asked(written)
    return asking.told(judge(pdf, trust=trust, at=at))


if __name__ == "__main__":
    main()
