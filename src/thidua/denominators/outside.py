"""The catalogue of measures that stands beside the package."""

import tomllib
from pathlib import Path

from thidua.counting.rules import Measure, MeasureKind

CATALOGUE = Path(__file__).resolve().parents[3] / "data" / "measures.toml"


def catalogue() -> dict[str, Measure]:
    """Read the stock measures of the catalogue by key: what may stand under a rate."""
    rows = tomllib.loads(CATALOGUE.read_text("utf-8"))["measures"]
    stocks = [row for row in rows if row["kind"] == MeasureKind.STOCK]
    return {
        row["key"]: Measure(
            row["key"], row["label"], row["unit"], MeasureKind.STOCK, row.get("within")
        )
        for row in stocks
    }
