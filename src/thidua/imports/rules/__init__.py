"""How a file of counts is read: which column is what, and what stands in the cells.

Wide table: one row a unit (and day), one column a measure. Long table: one row a count, with a
column for the measure and one for the quantity. The day is a column, or one day for the file.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from thidua.kernel.errors import RuleBroken
from thidua.kernel.text import fold, sort_key

Place = tuple[str, str, date]  # measure, unit, day
UNIT, DAY, MEASURE, QUANTITY = "unit", "day", "measure", "quantity"
WIDE = "m:"  # before the key of the measure that a column counts

HEADINGS: Mapping[str, str] = {
    "ma don vi": UNIT,
    "don vi": UNIT,
    "ten don vi": UNIT,
    "don vi hanh chinh": UNIT,
    "dia phuong": UNIT,
    "dia ban": UNIT,
    "xa": UNIT,
    "xa phuong": UNIT,
    "xa phuong thi tran": UNIT,
    "ten xa": UNIT,
    "ngay": DAY,
    "ngay bao cao": DAY,
    "ngay thang": DAY,
    "so dem": MEASURE,
    "chi tieu": MEASURE,
    "noi dung": MEASURE,
    "ma so dem": MEASURE,
    "so luong": QUANTITY,
    "ket qua": QUANTITY,
    "so": QUANTITY,
}


@dataclass(frozen=True, slots=True)
class Columns:
    """Which column is what, by its place on the sheet."""

    unit: int
    day: int | date  # a column, or the one day of the whole file
    wide: Mapping[int, str]  # measures by column
    measure: int | None = None
    quantity: int | None = None

    @property
    def counted(self) -> tuple[int, ...]:
        """The columns that hold counts."""
        return tuple(self.wide) if self.quantity is None else (self.quantity,)


@dataclass(frozen=True, slots=True)
class Known:
    """A measure as people name it."""

    key: str
    label: str


def columns(roles: Mapping[int, str], fixed: date | None) -> Columns:
    """Make sense of the roles that a person gave to columns; all that is wrong is said at once."""
    problems: list[RuleBroken] = []
    unit = _only(roles, UNIT, problems, needed=True)
    day = _only(roles, DAY, problems, needed=fixed is None)
    measure, quantity = _only(roles, MEASURE, problems), _only(roles, QUANTITY, problems)
    wide = {place: role[len(WIDE) :] for place, role in roles.items() if role.startswith(WIDE)}
    if len(set(wide.values())) < len(wide):
        problems.append(RuleBroken("imports.measure-twice"))
    if (measure is None) is not (quantity is None) or bool(wide) is (quantity is not None):
        problems.append(RuleBroken("imports.counts-unclear"))
    if day is not None and fixed is not None:
        problems.append(RuleBroken("imports.day-twice"))
    if problems or unit is None:
        raise RuleBroken("imports.mapping", problems=problems)
    where = day if fixed is None and day is not None else fixed
    return Columns(unit, where or 0, wide, measure, quantity)


def _only(
    roles: Mapping[int, str], role: str, problems: list[RuleBroken], *, needed: bool = False
) -> int | None:
    found = [place for place, each in roles.items() if each == role]
    if len(found) > 1 or (needed and not found):
        problems.append(RuleBroken(f"imports.role-{role}"))
    return found[0] if found else None


def guess(headings: Sequence[str], measures: Sequence[Known]) -> list[str]:
    """Propose a role for each heading, for a person to confirm; each role but wide ones once."""
    by_name = {sort_key(each.label): each.key for each in measures}
    keys = {each.key for each in measures}
    found: list[str] = []
    for heading in headings:
        role = _measure_of(heading, by_name, keys) or HEADINGS.get(_plain(heading), "")
        found.append("" if role in found else role)
    return found


def _measure_of(heading: str, by_name: Mapping[str, str], keys: set[str]) -> str:
    """Find the measure that a heading names; one of a template ends with its key in brackets."""
    _, _, last = heading.rpartition(" (")
    key = last.removesuffix(")") if last.removesuffix(")") in keys else ""
    named = key or by_name.get(sort_key(heading), "") or (heading if heading in keys else "")
    return f"{WIDE}{named}" if named else ""


def heading_key(heading: str) -> str:
    """Give the form under which a heading is remembered."""
    return " ".join(heading.casefold().split())


def _plain(heading: str) -> str:
    return " ".join(fold(heading).replace(",", " ").replace("/", " ").split())


def remembered(headings: Sequence[str], roles: Mapping[str, str]) -> list[str] | None:
    """Give the saved roles for a file's headings; None where one of them is not there once."""
    keys = [heading_key(heading) for heading in headings]
    if any(keys.count(key) != 1 for key in roles):
        return None
    return [roles.get(key, "") for key in keys]


TEMPLATE = "Biểu mẫu của hệ thống"  # the source of templates that come back
REASON_HEADING = "Lý do"  # of the column that an error report adds
TEMPLATE_HEADINGS = ("Mã đơn vị", "Tên đơn vị", "Ngày")


def template_headings(measures: Iterable[Known]) -> list[str]:
    """Give the headings of a template: the last ones end with the measures' keys in brackets."""
    return [*TEMPLATE_HEADINGS, *(f"{each.label} ({each.key})" for each in measures)]


def is_template(headings: Sequence[str], roles: Sequence[str]) -> bool:
    """Whether a table is a template that came back: it needs no mapping by a person."""
    start = len(TEMPLATE_HEADINGS)
    wide = zip(headings[start:], roles[start:], strict=True)
    return (
        tuple(headings[:start]) == TEMPLATE_HEADINGS
        and len(headings) > start
        and all(
            heading.endswith(f" ({role[len(WIDE) :]})") if role else heading == REASON_HEADING
            for heading, role in wide
        )
    )
