"""The measures of ratings.

`dossiers.disliked` is that of Bộ chỉ số 766 (data/rubrics/measures.toml). What it calls satisfied is
what lateness and dislike leave of all dossiers, no rating: `dossiers.satisfied` is not made here, and
the share of good ratings has measures of its own (data/measures.toml).
"""

from collections.abc import Mapping

from thidua.counting.rules import Measure, MeasureKind
from thidua.tracking.rules import DISLIKED_TO, SATISFIED_FROM

RATED = "dossiers.rated"
RATED_SATISFIED = "dossiers.rated-satisfied"
DISLIKED = "dossiers.disliked"

_SAID: Mapping[str, tuple[str, str | None]] = {
    RATED: ("Hồ sơ được người nộp đánh giá", None),
    RATED_SATISFIED: ("Hồ sơ được người nộp đánh giá hài lòng", RATED),
    "dossiers.judged": ("Hồ sơ tính mức độ hài lòng", None),
    DISLIKED: ("Hồ sơ bị phản ánh, đánh giá không hài lòng", "dossiers.judged"),
}
MEASURES: tuple[Measure, ...] = tuple(
    Measure(key, label, "hồ sơ", MeasureKind.FLOW, within) for key, (label, within) in _SAID.items()
)


def of_rating(stars: int) -> tuple[str, ...]:
    """Say what a dossier counts for once it is rated."""
    if stars >= SATISFIED_FROM:
        return (RATED, RATED_SATISFIED)
    return (RATED, DISLIKED) if stars <= DISLIKED_TO else (RATED,)
