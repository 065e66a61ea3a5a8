"""The measures of petitions: those of Bộ chỉ số 766 (data/rubrics/measures.toml), and how many are late."""

from collections.abc import Mapping

from thidua.counting.rules import Measure, MeasureKind
from thidua.tracking.rules import SATISFIED_FROM

RECEIVED = "petitions.received"
ON_TIME = "petitions.on-time"
LATE = "petitions.late"
SATISFIED = "petitions.satisfied"

_SAID: Mapping[str, tuple[str, str | None]] = {
    RECEIVED: ("Phản ánh, kiến nghị phải xử lý", None),
    ON_TIME: ("Phản ánh, kiến nghị xử lý đúng hạn", RECEIVED),
    LATE: ("Phản ánh, kiến nghị xử lý quá hạn", RECEIVED),
    SATISFIED: ("Phản ánh, kiến nghị được đánh giá hài lòng khi xử lý", RECEIVED),
}
MEASURES: tuple[Measure, ...] = tuple(
    Measure(key, label, "phản ánh", MeasureKind.FLOW, within)
    for key, (label, within) in _SAID.items()
)


def of_rating(stars: int) -> tuple[str, ...]:
    """Say what a petition counts for once its answer is rated."""
    return (SATISFIED,) if stars >= SATISFIED_FROM else ()
