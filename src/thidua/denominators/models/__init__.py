"""What is remembered of denominators, and how it is read: what is in use, and what shrank."""

from thidua.denominators.models.judging import judge, measures, problem_of_measure
from thidua.denominators.models.reading import (
    InUse,
    Part,
    Used,
    frozen_from,
    in_use,
    shrunk,
    under,
    used,
)
from thidua.denominators.models.tables import Adoption, Candidate, CandidateCount, Change

__all__ = [
    "Adoption",
    "Candidate",
    "CandidateCount",
    "Change",
    "InUse",
    "Part",
    "Used",
    "frozen_from",
    "in_use",
    "judge",
    "measures",
    "problem_of_measure",
    "shrunk",
    "under",
    "used",
]
