"""What the pages of pledges ask first: which campaign, which units, what was set beside the plan."""

from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from thidua.accounts.models import role_of
from thidua.campaigns.models.seeing import open_plan
from thidua.kernel.errors import RuleBroken
from thidua.kernel.text import sort_key
from thidua.plans.rules import Criterion, Group, Plan
from thidua.plans.rules.groups import members
from thidua.pledges import rules
from thidua.pledges.models import UnitTarget, targets
from thidua.pledges.rules import Kind
from thidua.units.models import UnitName, tree
from thidua.units.rules import Tree

Trail = list[tuple[str | Promise, str]]


@dataclass(frozen=True, slots=True)
class Aim:
    """A criterion with what the plan asks of a unit and what was set beside it."""

    criterion: Criterion
    assigned: UnitTarget | None
    own: UnitTarget | None
    asks_less: bool  # the assigned target, than the plan


@dataclass(frozen=True, slots=True)
class Seen:
    """A campaign that a reader may see, with the tree that it ranks on."""

    plan: Plan
    tree: Tree

    def group(self, unit: str) -> Group:
        """Find a unit's group; a unit without one has no page here."""
        found = rules.group_of(self.plan, self.tree, unit)
        if found is None:
            raise RuleBroken("pledges.unit-not-ranked", unit=unit)
        return found

    def units(self) -> dict[str, tuple[str, ...]]:
        """Give the units of each group, by their names."""
        nodes = self.tree.nodes
        return {
            group: tuple(sorted(units, key=lambda unit: sort_key(nodes[unit].name)))
            for group, units in members(self.plan, self.tree).items()
        }


def seen(request: HttpRequest, campaign: str) -> Seen:
    """Open a campaign for a reader."""
    plan = open_plan(campaign, role_of(request))
    return Seen(plan, tree(plan.tree_day, plan.root))


def aims(plan: Plan, group: Group, unit: str) -> list[Aim]:
    """List what a unit is asked and what it set itself, in the order of the plan."""
    assigned, own = (targets(plan.code, kind, [unit]) for kind in (Kind.ASSIGNED, Kind.SELF_SET))
    found = []
    for criterion in rules.criteria_of(plan, group):
        given = assigned.get((unit, criterion.code))
        less = given is not None and rules.asks_less(criterion, given.target)
        found.append(Aim(criterion, given, own.get((unit, criterion.code)), less))
    return found


def unit_name(unit: str) -> str:
    """Give what a unit is called now, or was last."""
    return str(UnitName.objects.filter(unit=unit).order_by("pk").last() or unit)


def campaign_trail(plan: Plan, *steps: tuple[str | Promise, str]) -> Trail:
    """Lead from the campaigns to a page about one."""
    found: Trail = [
        (_("Phong trào"), reverse("front:campaigns")),
        (plan.name, reverse("front:campaign", args=[plan.code])),
        *steps,
    ]
    return [*found[:-1], (found[-1][0], "")]


def unit_trail(unit: str, *steps: tuple[str | Promise, str]) -> Trail:
    """Lead from a unit to its pledges and further."""
    found: Trail = [
        (unit_name(unit), reverse("portal:unit", args=[unit])),
        (_("Đăng ký thi đua"), reverse("pledges:unit", args=[unit])),
        *steps,
    ]
    return [*found[:-1], (found[-1][0], "")]
