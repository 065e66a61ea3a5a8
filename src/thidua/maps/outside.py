"""Outlines and islands, as they lie in `data/boundaries`."""

import csv
import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import shapely
from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry

from thidua.maps.rules.shapes import Place

FOLDER = Path(__file__).resolve().parents[3] / "data" / "boundaries"
BYTES = 12


@dataclass(frozen=True, slots=True)
class Island:
    """An island of an archipelago; `unit` is the old commune that it was the seat of, or empty."""

    archipelago: str
    name: str
    place: Place
    unit: str


@lru_cache(maxsize=1)
def provinces() -> Mapping[str, BaseGeometry]:
    """Read the outlines of the 63 old provinces, by our ids."""
    features = json.loads((FOLDER / "provinces.geojson").read_text(encoding="utf-8"))["features"]
    return {each["properties"]["unit"]: shape(each["geometry"]) for each in features}


@lru_cache(maxsize=64)
def outline(units: tuple[str, ...]) -> BaseGeometry | None:
    """Join the outlines of old provinces; None where none of them is known."""
    found = [provinces()[unit] for unit in units if unit in provinces()]
    return shapely.coverage_union_all(found) if found else None


@lru_cache(maxsize=1)
def islands() -> tuple[Island, ...]:
    """Read the main islands of Hoàng Sa and Trường Sa."""
    with (FOLDER / "islands.csv").open(encoding="utf-8", newline="") as file:
        return tuple(
            Island(
                row["archipelago"],
                row["name"],
                (float(row["lon"]), float(row["lat"])),
                row["unit"],
            )
            for row in csv.DictReader(file)
        )


def code() -> str:
    """Give a code that nobody can guess."""
    return secrets.token_hex(BYTES)
