"""The prizes of every group, in the whole campaign and in each stage: how many, who wins them."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from thidua.documents.rules import Align, Column, Table
from thidua.papers.rules.words import OVERFLOWS
from thidua.plans.rules import Group, Plan, Prize, Stage
from thidua.standings.rules.board import Board, GroupBoard
from thidua.standings.rules.pages import prizes_of

WHOLE = "Cả phong trào"


@dataclass(frozen=True, slots=True)
class Offered:
    """A prize that a plan offers to a group; `stage` is None in the whole campaign."""

    group: Group
    stage: Stage | None
    prize: Prize

    @property
    def stage_name(self) -> str:
        """What the part of the campaign is called."""
        return self.stage.name if self.stage else WHOLE


@dataclass(frozen=True, slots=True)
class Won:
    """A prize with those who win it, by computation and by the council; `waiting` for the council.

    The units are ids; `council` is None where the council has decided nothing yet.
    """

    group: Group
    prize: Prize
    computed: tuple[str, ...]
    waiting: tuple[str, ...]
    council: tuple[str, ...] | None

    @property
    def awarded(self) -> tuple[str, ...]:
        """Who gets it: as the council says, else as computed."""
        return self.computed if self.council is None else self.council

    @property
    def is_shared(self) -> bool:
        """Whether more get it than the quota says."""
        return len(self.awarded) > self.prize.quota


def offered(plan: Plan) -> tuple[Offered, ...]:
    """List the prizes of a plan: stage by stage, then the whole, by group."""
    parts: tuple[Stage | None, ...] = (*plan.stages, None)
    return tuple(
        Offered(group, stage, prize)
        for stage in parts
        for group in plan.groups
        for prize in (stage.prizes.get(group.code, ()) if stage else group.prizes)
    )


def won(board: Board, council: Mapping[str, str]) -> tuple[Won, ...]:
    """Say who wins the prizes of a board; `council` gives the prize of each unit it placed."""
    return tuple(
        Won(
            one.group,
            prize,
            tuple(each.sheet.unit for each in one.standings if each.prize == prize.code),
            tuple(each.sheet.unit for each in one.standings if each.council == prize.code),
            _council(one, prize, council),
        )
        for one in board.groups
        for prize in prizes_of(board, one)
    )


def _council(one: GroupBoard, prize: Prize, council: Mapping[str, str]) -> tuple[str, ...] | None:
    placed = {unit: council[unit] for each in one.standings if (unit := each.sheet.unit) in council}
    if not placed:
        return None
    return tuple(unit for unit, given in placed.items() if given == prize.code)


def offered_table(plan: Plan) -> Table | None:
    """Set the prizes of a plan in a table; None where it offers none."""
    rows = [
        ((each.group.name,), (each.stage_name,), (each.prize.name,), (str(each.prize.quota),),
         (OVERFLOWS[each.prize.overflow],))
        for each in offered(plan)
    ]  # fmt: skip
    columns = (
        Column("Khối", 34),
        Column("Đợt", 30),
        Column("Giải", 30),
        Column("Số giải", 16, Align.CENTRE),
        Column("Khi bằng điểm", 50),
    )
    return Table(columns, tuple(rows)) if rows else None


def ties(board: Board) -> Mapping[tuple[str, int], int]:
    """Count how many share each rank of each group."""
    return Counter((one.group.code, each.rank) for one in board.groups for each in one.standings)
