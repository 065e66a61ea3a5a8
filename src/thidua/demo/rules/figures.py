"""What the published figures of a document fix: totals and ranks that must come out exactly."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from thidua.recounts.rules import Printed


@dataclass(frozen=True, slots=True)
class Published:
    """Totals by unit and indicator (numerator, denominator), and ranks by group and unit."""

    totals: Mapping[tuple[str, str], tuple[int, int]]
    ranks: Mapping[str, Mapping[str, int]]


def published(figures: Iterable[Printed], document: str) -> Published:
    """Gather what one document fixes; a figure's key is `document.unit.indicator`."""
    totals: dict[tuple[str, str], tuple[int, int]] = {}
    ranks: dict[str, dict[str, int]] = {}
    for figure in figures:
        source, unit, indicator = figure.key.split(".")
        if source != document or figure.numerator is None:
            continue
        if figure.kind == "rank":
            ranks.setdefault(indicator, {})[unit] = figure.numerator
        elif figure.denominator is not None:
            totals[unit, indicator] = (figure.numerator, figure.denominator)
    return Published(totals, ranks)
