"""The files of rubrics that stand beside the package, and what was published of their points."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from thidua.plans.outside import Located, check_bytes
from thidua.plans.rules import Plan

ROOT = Path(__file__).resolve().parents[3]
FOLDER = ROOT / "rubrics"


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
