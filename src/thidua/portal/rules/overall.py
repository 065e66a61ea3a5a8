"""A plan read for a whole area: units that are above the ranked ones have no sheet of their own."""

from dataclasses import replace

from thidua.campaigns.rules import Criterion, Plan, Scope

NOT_ADDED = frozenset({"judged", "role"})  # a council's points and roles are no counts


def overall(plan: Plan) -> Plan:
    """Read the criteria over all below a unit; a number that one unit must reach is no target there."""
    return replace(
        plan,
        criteria=tuple(
            _overall(criterion) for criterion in plan.criteria if criterion.method not in NOT_ADDED
        ),
    )


def _overall(criterion: Criterion) -> Criterion:
    scope = Scope.TERRITORY if criterion.scope is Scope.OWN else criterion.scope
    if criterion.target is None or criterion.target.is_share:
        return replace(criterion, scope=scope)
    return replace(criterion, scope=scope, target=None, method="proportional", params={})
