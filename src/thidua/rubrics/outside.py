"""The files of rubrics that stand beside the package, and what was published of their points."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from thidua.plans.outside import Located, check_bytes
from thidua.plans.rules import Plan
from thidua.rubrics.rules import Comparison, comparison

ROOT = Path(__file__).resolve().parents[3]
FOLDER = ROOT / "rubrics"
DATA = ROOT / "data/rubrics"


@dataclass(frozen=True, slots=True)
class Shipped:
    """A rubric that comes with the product: its file, byte for byte, and the plan that it is."""

    code: str
    path: Path
    content: bytes
    plan: Plan
    remarks: tuple[Located, ...]


@cache
def shipped() -> tuple[Shipped, ...]:
    """Read the rubrics that come with the product, by code; a file that is no plan is none."""
    return tuple(found for path in sorted(FOLDER.glob("*.toml")) if (found := _open(path)))


def _open(path: Path) -> Shipped | None:
    content = path.read_bytes()
    plan, remarks = check_bytes(content)
    return Shipped(plan.code, path, content, plan, remarks) if plan else None


@dataclass(frozen=True, slots=True)
class Published:
    """A figure that was published under a rubric, and why it cannot be counted again."""

    rubric: str
    what: str
    value: str
    why: str


@cache
def compared() -> Comparison:
    """Read the table of 766: both readings, and what was published."""
    return comparison(_tables("766.toml"))


@cache
def published() -> tuple[Published, ...]:
    """Read what was published under the other rubrics."""
    return tuple(Published(**row) for row in _tables("published.toml")["published"])


def _tables(name: str) -> dict[str, Any]:
    return tomllib.loads((DATA / name).read_text("utf-8"))
