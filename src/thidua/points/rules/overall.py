"""A plan read for a whole area: units that are above the ranked ones have no sheet of their own."""

from dataclasses import replace

from thidua.plans.rules import Criterion, Plan

NOT_ADDED = frozenset({"judged", "role"})  # a council's points and roles are no counts


def overall(plan: Plan) -> Plan:
    """Leave out what cannot be added up; a number that one unit must reach is no target here."""
    added = (criterion for criterion in plan.criteria if criterion.method not in NOT_ADDED)
    return replace(plan, criteria=tuple(map(_overall, added)))


def _overall(criterion: Criterion) -> Criterion:
    if criterion.target is None or criterion.target.is_share:
        return criterion
    return replace(criterion, target=None, method="proportional", params={})
