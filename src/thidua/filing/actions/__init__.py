"""The writers for residents: their drafts, what they bring and take home."""

from thidua.filing.actions.drafts import attach, begin, choose, drop, expire, file, leave, write
from thidua.filing.actions.papers import let_go, supplement, take_home

__all__ = [
    "attach",
    "begin",
    "choose",
    "drop",
    "expire",
    "file",
    "leave",
    "let_go",
    "supplement",
    "take_home",
    "write",
]
