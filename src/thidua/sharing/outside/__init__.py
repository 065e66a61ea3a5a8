"""Pictures: cards as PNG by typst, addresses as QR codes. Words go in as data, never as markup."""

import io
import json
from dataclasses import asdict
from functools import lru_cache
from pathlib import Path
from threading import Lock

import segno
import typst

from thidua.documents.outside.letters import FONTS, printable
from thidua.sharing.rules import Card, cut

TEMPLATE = Path(__file__).with_name("card.typ")
DOTS_PER_INCH = 144  # 600 × 315 points are 1200 × 630 dots
KEPT = 256  # cards of some 40 kB each

_turn = Lock()


def png(card: Card) -> bytes:
    """Draw a card once for what it says; one is drawn at a time, however many are asked for."""
    with _turn:
        return _drawn(card)


@lru_cache(maxsize=KEPT)
def _drawn(card: Card) -> bytes:
    words = {**asdict(card), "rows": [_row(row) for row in asdict(card)["rows"]]}
    content = typst.compile(
        TEMPLATE,
        root=TEMPLATE.parent,
        font_paths=[FONTS],
        ignore_system_fonts=True,
        format="png",
        ppi=DOTS_PER_INCH,
        sys_inputs={"card": json.dumps(_printable(words), ensure_ascii=False)},
    )
    if not isinstance(content, bytes):  # several pages: what is said does not fit
        raise TypeError(card.title)
    return content


def _row(row: dict[str, str]) -> dict[str, str]:
    return {**row, "name": cut(row["name"]), "note": cut(row["note"], 30)}


def _printable(words: dict[str, object]) -> dict[str, object]:
    return {
        key: printable(value)
        if isinstance(value, str)
        else [{name: printable(text) for name, text in row.items()} for row in value]  # type: ignore[attr-defined]  # rows
        for key, value in words.items()
    }


def qr(address: str) -> bytes:
    """Draw an address as a QR code, as SVG."""
    drawn = io.BytesIO()
    segno.make(address, error="m", micro=False).save(drawn, kind="svg", scale=4, border=4)
    return drawn.getvalue()
