"""One refusal of all problems."""

from collections.abc import Sequence

from thidua.kernel.errors import RuleBroken

SHOWN = 50  # problems that one refusal names


def refusal(problems: Sequence[RuleBroken]) -> RuleBroken:
    """Make one refusal of all problems; a single one speaks for itself."""
    if len(problems) == 1:
        return problems[0]
    return RuleBroken("denominators.refused", count=len(problems), problems=[*problems[:SHOWN]])
