"""Files that people send, opened before they are kept; `shelves` is where they lie.

What a file is, is decided here by its bytes; it is opened in a sandbox, a PDF by qpdf (`pdf`), a
picture by Pillow (`picture`). A child that dies is a refusal.
"""

import json
from collections.abc import Mapping
from hashlib import sha256

from thidua.archive.rules import Kind, Looked, Stored, kind_of
from thidua.archive.rules.pictures import bare
from thidua.kernel.errors import RuleBroken
from thidua.sandbox import outside as sandbox

CHILDREN: Mapping[Kind, str] = {
    Kind.PDF: "thidua.archive.outside.pdf",
    Kind.JPEG: "thidua.archive.outside.picture",
    Kind.PNG: "thidua.archive.outside.picture",
}


def look(content: bytes, name: str) -> Looked:
    """Open a file that somebody sent; give what is to be stored, or refuse it with its reason.

    A picture loses what it tells beside itself, so what is stored may be less than was sent.
    """
    kind = kind_of(content, name)
    kept = content if kind is Kind.PDF else bare(content, kind, name)
    pages = _pages(kind, kept, name)
    stored = Stored(sha256(kept).hexdigest(), len(kept), kind, pages)
    return Looked(stored, sha256(content).hexdigest(), kept)


def _pages(kind: Kind, content: bytes, name: str) -> int:
    """Have a child open it, and count its pages."""
    try:
        answer = json.loads(sandbox.ask(CHILDREN[kind], kind, content=content))
    except (sandbox.Exhausted, ValueError) as error:
        raise RuleBroken(
            "archive.too-heavy",
            name=name,
            seconds=sandbox.SECONDS,
            megabytes=sandbox.MEGABYTES,
        ) from error
    if refused := answer.get("refused"):
        raise RuleBroken(refused["code"], name=name, **refused["facts"])
    return int(answer["pages"])
