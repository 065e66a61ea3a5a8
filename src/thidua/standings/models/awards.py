"""Who gets which prize: the council's result where it stands, else the computed ranks."""

from dataclasses import dataclass

from thidua.campaigns.models import PlanVersion
from thidua.standings.models import CouncilResult, Edition
from thidua.standings.rules.board import stage_of
from thidua.standings.rules.edition import parse_units
from thidua.standings.rules.pages import prizes_in


@dataclass(frozen=True, slots=True)
class Winner:
    """A unit with its prize, under its name on the day that the edition ranks on.

    `decision` is the council's, empty where the prize follows from the computed rank alone.
    """

    group: str
    unit: str
    name: str
    rank: int
    prize: str
    prize_name: str
    decision: str


def winners(edition: Edition) -> list[Winner]:
    """List who won in an edition's campaign or stage: by group, the first prize first.

    A council's result speaks for every group; without one, a prize that a tie left to the
    council is nobody's yet.
    """
    plan = PlanVersion.objects.get(campaign=edition.campaign, version=edition.plan_version).plan
    prizes = prizes_in(plan, stage_of(plan, edition.stage))
    units = edition.files.get(name="units.csv").content
    standing, _groups, _chain = parse_units(units, plan.tree_day)
    council = CouncilResult.objects.newest(edition.campaign, edition.stage)
    rows = list(council.values_list("group", "unit", "rank", "prize", "decision"))
    if not rows:
        computed = edition.placements.values_list("group", "unit", "rank", "prize")
        rows = [(*row, "") for row in computed]
    found = [
        Winner(group, unit, standing.nodes[unit].label, rank, prize, given.name, decision)
        for group, unit, rank, prize, decision in rows
        if unit in standing.nodes and (given := prizes.get((group, prize)))
    ]
    order = {key: place for place, key in enumerate(prizes)}
    return sorted(found, key=lambda one: (order[one.group, one.prize], one.rank, one.name))
