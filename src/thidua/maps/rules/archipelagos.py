"""Which units hold Hoàng Sa and Trường Sa: they are Viet Nam's, and are on every map of these."""

from collections.abc import Mapping

HOANG_SA, TRUONG_SA = "hoang-sa", "truong-sa"
COUNTRY = "vn"

HOLDERS: Mapping[str, frozenset[str]] = {
    HOANG_SA: frozenset({"p48", "p48-2025", "d498", "c20333-2025"}),
    TRUONG_SA: frozenset({"p56", "p56-2025", "d576", "c22736-2025"}),
}


def shown_on(parent: str, units: set[str]) -> list[str]:
    """Name the archipelagos that belong on the map of a unit and of what is under it."""
    seen = units | {parent}
    return [each for each, holders in HOLDERS.items() if parent == COUNTRY or holders & seen]


def holder(archipelago: str, units: set[str]) -> str | None:
    """Find who holds a whole archipelago among units of one level; None where nobody does."""
    return next(iter(sorted(HOLDERS[archipelago] & units)), None)
