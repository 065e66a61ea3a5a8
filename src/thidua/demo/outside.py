"""The data files that stand beside the package: published figures, measures, the plan of 2024."""

import tomllib
from pathlib import Path

from thidua.counting.rules import Measure, MeasureKind

ROOT = Path(__file__).resolve().parents[3]


def figures() -> str:
    """Read the file of published figures."""
    return (ROOT / "data/figures/published.csv").read_text("utf-8")


def measures() -> tuple[Measure, ...]:
    """Read the catalogue of measures."""
    found = tomllib.loads((ROOT / "data/measures.toml").read_text("utf-8"))["measures"]
    return tuple(
        Measure(row["key"], row["label"], row["unit"], MeasureKind(row["kind"]), row.get("within"))
        for row in found
    )


def closed_plan() -> bytes:
    """Read the published plan of the closed campaign."""
    return (ROOT / "rubrics/60-ngay-dem-2024.toml").read_bytes()
