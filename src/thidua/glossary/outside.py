"""The dictionary as it lies at the top of the repository."""

from functools import lru_cache
from pathlib import Path

from thidua.glossary import rules

ROOT = Path(__file__).resolve().parents[3]


@lru_cache(maxsize=1)
def terms() -> tuple[rules.Term, ...]:
    """Read the terms that are explained to visitors."""
    return rules.read((ROOT / "glossary.toml").read_text(encoding="utf-8"))


@lru_cache(maxsize=1)
def words() -> dict[str, rules.Term]:
    """Give the terms by their words."""
    return rules.by_word(terms())
