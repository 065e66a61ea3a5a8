"""Figures that were printed elsewhere, as they lie in `data/figures`."""

from functools import lru_cache
from pathlib import Path

from thidua.recounts import rules

ROOT = Path(__file__).resolve().parents[3]


@lru_cache(maxsize=1)
def printed_figures() -> tuple[rules.Printed, ...]:
    """Read the figures that newspapers printed."""
    return rules.read((ROOT / "data/figures/published.csv").read_text(encoding="utf-8"))
