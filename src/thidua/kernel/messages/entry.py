"""One entry of the catalogue."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Message:
    """HTTP status and words; `{name}` stands for a fact of that name."""

    status: int
    vi: str
    en: str
