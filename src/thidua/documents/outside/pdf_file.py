"""A document as PDF/A-2b, by typst: the words go in as data, so that none of them is markup."""

import json
from dataclasses import asdict
from datetime import UTC, datetime
from enum import Enum
from pathlib import Path

import typst

from thidua.documents.outside.letters import FONTS, printable
from thidua.documents.rules import Document
from thidua.documents.rules.layout import LAYOUT, Layout
from thidua.documents.rules.setting import set_words

TEMPLATE = Path(__file__).with_name("layout.typ")
UNDATED = datetime(2000, 1, 1, tzinfo=UTC)  # fixed, so that the same document gives the same bytes


def pdf(document: Document, layout: Layout = LAYOUT) -> bytes:
    """Make the PDF of a document; its date is the document's day, at midnight."""
    setting = set_words(document)
    day = setting.day
    made = datetime(day.year, day.month, day.day, tzinfo=UTC) if day else UNDATED
    words = {**asdict(setting), "day": [made.year, made.month, made.day]}
    content = typst.compile(
        TEMPLATE,
        root=TEMPLATE.parent,
        font_paths=[FONTS],
        ignore_system_fonts=True,
        sys_inputs={"document": _json(words), "layout": _json(asdict(layout))},
        pdf_standards=["a-2b"],
        timestamp=int(made.timestamp()),
    )
    return bytes(content)


def _json(value: object) -> str:
    return json.dumps(_printable(value), ensure_ascii=False)


def _printable(value: object) -> object:
    if isinstance(value, dict):
        return {key: _printable(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [_printable(each) for each in value]
    if isinstance(value, Enum):
        return value.value
    return printable(value) if isinstance(value, str) else value
