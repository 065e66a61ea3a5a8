"""The way from a percentage to its proof, and back from a fact to the figures it counts in."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from thidua.accounts.rules import Role
from thidua.campaigns.models.seeing import visible
from thidua.counting.models import Fact
from thidua.counting.rules import MeasureKind
from thidua.plans.rules import Criterion, Plan
from thidua.proofs.rules.parts import figures_of
from thidua.standings.models.live import facts_now, live
from thidua.standings.rules.board import Board, parts_of
from thidua.units.models import successions

STEPS: Mapping[str, Promise] = {
    "share": _("Tỷ lệ"),
    "counts": _("Tử số, mẫu số"),
    "facts": _("Số liệu theo nguồn, độ tin"),
    "fact": _("Một số liệu"),
    "entry": _("Mục sổ"),
    "checkpoint": _("Mốc sổ"),
    "check": _("Tự kiểm tra"),
}


@dataclass(frozen=True, slots=True)
class Step:
    """A step of the way; `href` is empty where it cannot be told from here."""

    label: Promise
    href: str
    current: bool


@dataclass(frozen=True, slots=True)
class CountedIn:
    """A criterion of a campaign that counts a fact, and the units whose figures it is in."""

    plan: Plan
    criterion: Criterion
    units: tuple[tuple[str, str], ...]  # what each is called, the address of its figure


def walk(at: str, hrefs: Mapping[str, str]) -> list[Step]:
    """Lay out the way with the step that a page is; unknown addresses stay without a link."""
    return [Step(label, hrefs.get(name, ""), name == at) for name, label in STEPS.items()]


def figure_steps(counted_in: list[CountedIn]) -> dict[str, str]:
    """Give the addresses of the first three steps: those of the nearest figure, if there is one."""
    if not counted_in:
        return {}
    nearest = counted_in[0].units[0][1]
    return {"share": nearest, "counts": f"{nearest}#counts", "facts": f"{nearest}#facts"}


def entry_steps(index: int | None, fact: str = "") -> dict[str, str]:
    """Give the addresses of the steps from a fact, or an entry, onwards."""
    found = {"fact": reverse("proofs:fact", args=[fact])} if fact else {}
    if index is None:
        return found
    to_fact = f"?fact={fact}" if fact else ""
    entry = reverse("proofs:entry", args=[index]) + to_fact
    check = f"{reverse('proofs:check')}?entry={index}" + (f"&fact={fact}" if fact else "")
    return found | {"entry": entry, "checkpoint": f"{entry}#checkpoint", "check": check}


def counted_in(fact: Fact, role: Role | None) -> list[CountedIn]:
    """List the running figures of campaigns that a fact counts in, as somebody may see them."""
    plans = [plan for plan in visible(role) if _counts(plan, fact)]
    return [found for plan in plans for found in _on(live(plan.code), fact)]


def _counts(plan: Plan, fact: Fact) -> bool:
    """Whether a fact is summed: of a measure of the plan, in its days, live and not late."""
    measure = plan.measures.get(fact.measure)
    if measure is None or fact.day >= plan.period.end:
        return False
    if measure.kind is MeasureKind.FLOW and fact.day < plan.period.first:
        return False
    return facts_now(plan).filter(pk=fact.pk).exists()


def _on(board: Board, fact: Fact) -> list[CountedIn]:
    found: dict[str, tuple[Criterion, dict[str, None]]] = {}
    for unit in _shown_at(board, fact.unit):
        for place in figures_of(board, fact.measure, unit):
            units = found.setdefault(place.criterion.code, (place.criterion, {}))[1]
            units[place.unit] = None
    return [
        CountedIn(board.plan, criterion, tuple(_door(board, criterion, each) for each in units))
        for criterion, units in found.values()
    ]


def _shown_at(board: Board, unit: str) -> list[str]:
    """Name the units of the board's tree at which a unit's counts are: itself, or its successors."""
    if unit in board.tree.nodes:
        return [unit]
    shares = parts_of([unit], successions([unit]), board.tree).get(unit, ())
    return [into for into, _share in shares]


def _door(board: Board, criterion: Criterion, unit: str) -> tuple[str, str]:
    address = reverse("criteria:figure", args=[board.plan.code, unit, criterion.code])
    return board.tree.nodes[unit].label, address
