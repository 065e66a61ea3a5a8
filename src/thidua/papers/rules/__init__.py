"""What a campaign's documents say: launch notice, weekly bulletin, award list, of finished figures.

Launch notice: thông báo phát động. Weekly bulletin: báo cáo tuần. Award list: danh sách khen
thưởng. Nothing is counted here: boards come in finished, documents go out as frozen values.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from thidua.documents.rules import Authority
from thidua.ledger.rules import Grade
from thidua.plans.rules import Criterion, Plan
from thidua.standings.rules.board import Board


class Paper(StrEnum):
    """The documents that a campaign has, as their addresses name them."""

    LAUNCH = "launch-notice"
    WEEKLY = "weekly-bulletin"
    AWARDS = "award-list"


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked of a document.

    `until` is None for the last day there is; `edition` is None for the newest that serves, or
    for running figures. `number` and `day` are left blank where the registry writes them.
    """

    stage: str = ""
    until: date | None = None
    edition: int | None = None
    number: str = ""
    day: date | None = None


@dataclass(frozen=True, slots=True)
class Office:
    """What an office's documents have in common: its head, who signs, who receives.

    `reporting` are the office's own words on reports, a paragraph a line; `site` is the address
    under which the public finds the pages, empty where there is none yet.
    """

    superior: str
    agency: str
    symbol: str
    place: str
    behalf: tuple[tuple[Authority, str], ...] = ()
    post: str = ""
    name: str = ""
    recipients: tuple[str, ...] = ()
    reporting: tuple[str, ...] = ()
    site: str = ""


@dataclass(frozen=True, slots=True)
class Origin:
    """Where the counts in a value come from; `grade` is the weakest, None where none is known."""

    sources: tuple[str, ...] = ()
    grade: Grade | None = None
    generated: bool = False


OriginOf = Callable[[str, Criterion], Origin]  # of a unit's value of a criterion


@dataclass(frozen=True, slots=True)
class Ground:
    """What a document's figures stand on: a board, how much of the ledger, and an edition or none.

    `stale`: the edition was replaced since.
    """

    board: Board
    until: date
    size: int
    origin: OriginOf
    edition: int | None = None
    stale: bool = False
    site: str = ""

    @property
    def plan(self) -> Plan:
        """The plan of the board."""
        return self.board.plan

    def name(self, unit: str) -> str:
        """Call a unit as it is called on the board's tree."""
        node = self.board.tree.nodes.get(unit)
        return node.label if node else unit
