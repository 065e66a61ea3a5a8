"""Bring every problem of a plan to the field where it is mended."""

from collections.abc import Iterable, Mapping, Sequence

from thidua.drafting.rules.tables import Path
from thidua.plans.rules.reading import Problem


def home(problem: Path, fields: Iterable[Path]) -> Path | None:
    """Give the field that a problem's place belongs to; None where no field is about it.

    A field holds what stands below it; what is missing as a whole is mended at its first field.
    """
    listed = list(fields)
    above = [field for field in listed if field == problem[: len(field)]]
    if above:
        return max(above, key=len)
    return next((field for field in listed if field[: len(problem)] == problem), None)


def placed(
    problems: Iterable[Problem], fields: Sequence[Path]
) -> tuple[Mapping[Path, tuple[Problem, ...]], tuple[Problem, ...]]:
    """Sort problems by field; those of no field come apart."""
    by_field: dict[Path, tuple[Problem, ...]] = {}
    rest: list[Problem] = []
    for problem in problems:
        field = home(problem.path, fields)
        if field is None:
            rest.append(problem)
        else:
            by_field[field] = (*by_field.get(field, ()), problem)
    return by_field, tuple(rest)
