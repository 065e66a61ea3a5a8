"""Which counts a denominator is made of, how two of them compare, and when a change needs a reason.

Denominator: mẫu số. Candidate: bản mẫu số. Adoption: chọn bản mẫu số. Freeze day: ngày chốt.
A candidate is a count of one measure at many units as of one day, as one source says it. It
divides nothing until it is adopted; then its counts are facts like any other.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from hashlib import sha256

from thidua.kernel.errors import RuleBroken
from thidua.kernel.text import fold

MOST_COUNTS = 20_000
LARGEST = 10**9
LONGEST_MEASURE = 67  # the source of its facts, `denominators.<measure>`, has 80 characters at most
LONGEST_SOURCE, LONGEST_DOCUMENT, LONGEST_REASON = 120, 300, 1_000
SHOWN = 50  # problems that one refusal names
SIMULATED = "mo phong"

Counts = Mapping[str, int]


def source_of(measure: str) -> str:
    """Name the source of a denominator's facts."""
    return f"denominators.{measure}"


def lines(counts: Counts) -> bytes:
    """Write a candidate's counts as its file: `unit;quantity`, in the order of unit ids."""
    return "".join(f"{unit};{counts[unit]}\n" for unit in sorted(counts)).encode()


def digest(counts: Counts) -> str:
    """Give the SHA-256 of a candidate's file."""
    return sha256(lines(counts)).hexdigest()


def simulated(source: str, document: str) -> bool:
    """Whether a source says of itself that its counts are simulated ("mô phỏng")."""
    return SIMULATED in fold(source) or SIMULATED in fold(document)


def problem_of_text(lacking: str, text: str, longest: int) -> RuleBroken | None:
    """Say what is wrong with words that must be there; `lacking` is the code where they are not."""
    if not text.strip():
        return RuleBroken(lacking)
    if len(text) > longest:
        return RuleBroken("denominators.text-too-long", length=len(text), longest=longest)
    return None


def problem_of(quantity: int) -> RuleBroken | None:
    """Say what is wrong with a count that nothing can have."""
    if quantity < 0:
        return RuleBroken("denominators.below-zero", quantity=quantity)
    if quantity > LARGEST:
        return RuleBroken("denominators.too-large", quantity=quantity, largest=LARGEST)
    return None


def refusal(problems: Sequence[RuleBroken]) -> RuleBroken:
    """Make one refusal of all problems; a single one speaks for itself."""
    if len(problems) == 1:
        return problems[0]
    return RuleBroken("denominators.refused", count=len(problems), problems=[*problems[:SHOWN]])


def totals(counts: Counts, parents: Mapping[str, str | None]) -> dict[str, int]:
    """Find the units whose count is the sum of those under them: a row of totals among the rows.

    Roll-ups add a unit to what is under it, so such a row would count everything twice. Said of
    each with how many units add up to it; one unit below is no sum.
    """
    below: dict[str, list[int]] = {}
    for unit in counts:
        if (upper := _nearest(unit, counts, parents)) is not None:
            below.setdefault(upper, []).append(counts[unit])
    return {
        unit: len(parts)
        for unit, parts in sorted(below.items())
        if len(parts) > 1 and counts[unit] == sum(parts)
    }


def nested(units: Iterable[str], parents: Mapping[str, str | None]) -> list[tuple[str, str]]:
    """Pair each unit that lies in another counted one with that other: (unit, the one above)."""
    known = dict.fromkeys(units, 0)
    pairs = ((unit, _nearest(unit, known, parents)) for unit in sorted(known))
    return [(unit, upper) for unit, upper in pairs if upper is not None]


def _nearest(unit: str, counts: Counts, parents: Mapping[str, str | None]) -> str | None:
    upper = parents.get(unit)
    while upper is not None and upper not in counts:
        upper = parents.get(upper)
    return upper


def is_frozen(frozen_from: date | None, today: date) -> bool:
    """Whether a denominator changes only with a reason: on its freeze day and after it."""
    return frozen_from is not None and frozen_from <= today


def check_reason(reason: str, frozen_from: date | None, today: date) -> None:
    """Refuse a change after the freeze that does not say why."""
    if is_frozen(frozen_from, today) and not reason.strip():
        raise RuleBroken("denominators.frozen", day=f"{frozen_from:%d/%m/%Y}")
    if len(reason) > LONGEST_REASON:
        raise RuleBroken("denominators.text-too-long", length=len(reason), longest=LONGEST_REASON)


@dataclass(frozen=True, slots=True)
class Known:
    """A unit's count as it was known on two occasions; None: there was none."""

    unit: str
    before: int | None
    after: int | None

    @property
    def difference(self) -> int | None:
        """How much more there is; None where one of both is missing."""
        if self.before is None or self.after is None:
            return None
        return self.after - self.before

    @property
    def share(self) -> Fraction | None:
        """The difference over what was there before; None where that was nothing."""
        if self.difference is None or not self.before:
            return None
        return Fraction(self.difference, self.before)
