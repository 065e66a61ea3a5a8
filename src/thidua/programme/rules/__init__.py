"""What a programme is made of: who directs it, what was issued, for which years and pillars.

Programme: chương trình, nghị quyết. Committee: ban chỉ đạo. Pillar: trụ cột.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from thidua.kernel.errors import RuleBroken
from thidua.kernel.text import fold


class Pillar(StrEnum):
    """The three pillars; a plan names them in words."""

    GOVERNMENT = "government"  # chính quyền số
    ECONOMY = "economy"  # kinh tế số
    SOCIETY = "society"  # xã hội số


PILLAR_WORDS: Mapping[str, Pillar] = {
    "chinh quyen so": Pillar.GOVERNMENT,
    "chinh phu so": Pillar.GOVERNMENT,
    "kinh te so": Pillar.ECONOMY,
    "xa hoi so": Pillar.SOCIETY,
}


class Kind(StrEnum):
    """What was issued."""

    PROGRAMME = "programme"  # chương trình, đề án, kế hoạch nhiều năm
    RESOLUTION = "resolution"  # nghị quyết


@dataclass(frozen=True, slots=True)
class Mandate:
    """What a committee is called, the document that set it up, and its days; both included."""

    name: str
    document: str
    first: date
    last: date | None = None


@dataclass(frozen=True, slots=True)
class Issue:
    """A programme as issued: its kind, name, number, document, and years; both included."""

    kind: Kind
    name: str
    number: str
    document: str
    first_year: int
    last_year: int


def pillar_of(words: str | None) -> Pillar | None:
    """Read a pillar as plans write it; None for what is none of the three."""
    return PILLAR_WORDS.get(fold(words)) if words else None


def check_days(mandate: Mandate) -> None:
    """Refuse days out of order."""
    if mandate.last is not None:
        check_order(mandate.first, mandate.last)


def check_order(first: date, last: date) -> None:
    """Refuse a last day before the first."""
    if last < first:
        raise RuleBroken(
            "programme.days-out-of-order", first=f"{first:%d/%m/%Y}", last=f"{last:%d/%m/%Y}"
        )


def check_years(issue: Issue) -> None:
    """Refuse years out of order."""
    if issue.last_year < issue.first_year:
        raise RuleBroken(
            "programme.years-out-of-order", first=issue.first_year, last=issue.last_year
        )


def check_year(year: int, issue: Issue) -> None:
    """Refuse a year that a programme does not span."""
    if not issue.first_year <= year <= issue.last_year:
        raise RuleBroken(
            "programme.year-outside", year=year, first=issue.first_year, last=issue.last_year
        )
