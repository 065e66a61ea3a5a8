"""Pictures: cards as PNG by typst, addresses as QR codes. Words go in as data, never as markup."""

import json
from dataclasses import asdict
from functools import lru_cache
from pathlib import Path
from threading import Lock

import segno
import typst

from thidua.documents.outside.letters import FONTS, printable
from thidua.sharing.rules import LONGEST_NAME, Card, cut

TEMPLATE = Path(__file__).with_name("card.typ")
DOTS_PER_INCH = 144  # 600 × 315 points are 1200 × 630 dots
NAME_BESIDE, LONGEST_NOTE = 24, 26
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
    """Keep a row on one line: beside a note there is room for half a name."""
    longest = NAME_BESIDE if row["note"] else LONGEST_NAME
    return {**row, "name": cut(row["name"], longest), "note": cut(row["note"], LONGEST_NOTE)}


def _printable(words: dict[str, object]) -> dict[str, object]:
    return {
        key: printable(value)
        if isinstance(value, str)
        else [{name: printable(text) for name, text in row.items()} for row in value]  # type: ignore[attr-defined]  # rows
        for key, value in words.items()
    }


def qr(address: str) -> bytes:
    """Draw an address as a QR code, as SVG, dark on white whatever the page's colours."""
    rows = list(segno.make(address, error="m", micro=False).matrix_iter(border=4))
    dark = "".join(
        f"M{x} {y}h1v1h-1z"
        for y, row in enumerate(rows)
        for x, is_dark in enumerate(row)
        if is_dark
    )
    size = len(rows)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size} {size}" width="{4 * size}" '
        f'height="{4 * size}" shape-rendering="crispEdges"><path fill="#fff" d="M0 0h{size}v{size}'
        f'H0z"/><path d="{dark}"/></svg>'
    ).encode()
