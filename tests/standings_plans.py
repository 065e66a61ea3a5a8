"""Small plans and tables for the tests of standings: only what an example is about is said."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

from thidua.kernel.periods import Period
from thidua.plans.rules import (
    Criterion,
    Effect,
    Form,
    Group,
    Indicator,
    Measure,
    MeasureKind,
    Overflow,
    Part,
    Plan,
    Prize,
    Rounding,
    Scope,
    Stage,
    Target,
    Zero,
)
from thidua.points.rules import rank, sheets

DAYS = Period.inclusive(date(2024, 10, 10), date(2024, 12, 10))


def number(text):
    """Read `60`, `1/3`, `87.25%` or `2.5` exactly; None stays None."""
    if text is None or isinstance(text, Fraction):
        return text
    text = str(text)
    return Fraction(text[:-1]) / 100 if text.endswith("%") else Fraction(text)


def criterion(
    code, *, form="ratio", parts=None, norm=None, points=100, method="proportional", **more
):
    """Make a criterion; without `parts` it reads `code.n` over `code.d` (a count: `code`)."""
    form = Form(form)
    if parts is None:
        bare = form in (Form.COUNT, Form.MEMBERS_REACHING)
        parts = [((code,), ())] if bare else [((f"{code}.n",), (f"{code}.d",))]
    target = more.get("target")
    return Criterion(
        code=code,
        label=code,
        source="",
        our_reading=False,
        indicator=Indicator(form, tuple(Part(*part) for part in parts), norm),
        scope=Scope(more.get("scope", "territory")),
        universe="",
        date_basis="",
        target=None if target is None else Target(number(target), str(target).endswith("%")),
        method=method,
        params=more.get("params", {}),
        points=number(points),
        zero=Zero(more.get("zero", "not_applicable")),
        effect=Effect(more.get("effect", "criterion")),
        applies_to=more.get("applies_to", ()),
        pillar=None,
        evidence=(),
    )


def prizes(*given, overflow="share"):
    """Make prizes from `("first", 1), ("third", 2)`."""
    return tuple(Prize(code, code, quota, Overflow(overflow)) for code, quota in given)


def group(code="communes", **more):
    """Make a peer group; all communes unless it says otherwise."""
    given = {"level": "commune", "kinds": (), "units": (), "except_units": (), "prizes": ()}
    return Group(code=code, name=code, **given | more)


def stage(code="week-1", *, criteria=(), given=None):
    """Make a stage with its own criteria and prizes."""
    return Stage(code, code, DAYS, False, criteria, given or {})


def plan(*criteria, groups=None, rounding=(2, "half_up", "line", "full"), tie_breaks=(), people=()):
    """Make a plan; measures count dossiers, those in `people` count people."""
    keys = {
        key
        for one in criteria
        for part in one.indicator.parts
        for key in part.numerator + part.denominator
    }
    return Plan(
        code="plan",
        version=1,
        name="",
        effective_from=DAYS.first,
        root="p",
        period=DAYS,
        tree_day=DAYS.last,
        freeze_at=None,
        visibility="public",
        generated=True,
        total_points=Fraction(100),
        incomplete="",
        rounding=Rounding(*rounding),
        tie_breaks=tuple(tie_breaks),
        sources=(),
        measures={
            key: Measure(key, key, "người" if key in people else "hồ sơ", MeasureKind.FLOW)
            for key in sorted(keys)
        },
        groups=groups or (group(),),
        stages=(),
        criteria=criteria,
    )


def table(text):
    """Read a table of quantities by unit; an empty cell is a number that nobody reported."""
    heading, *rows = (
        [cell.strip() for cell in line.split("|")] for line in text.strip().splitlines()
    )
    return {
        row[0]: {
            key: Decimal(cell) if "." in cell else int(cell)
            for key, cell in zip(heading[1:], row[1:], strict=True)
            if cell
        }
        for row in rows
    }


def lines(text):
    """Take the lines of an expected table without their indentation."""
    return [" | ".join(cell.strip() for cell in line.split("|")).rstrip(" |")
            for line in text.strip().splitlines()]  # fmt: skip


def standings(given, text, **stages):
    """Rank the units of a table in the plan's first group."""
    first = given.groups[0]
    return rank(given, first, sheets(given, first, table(text), **stages), **stages)


def shown(found):
    """Show standings as `rank | unit | points | prize`."""
    return [
        f"{one.rank} | {one.sheet.unit} | {one.sheet.published} | {one.prize or ''}".rstrip(" |")
        for one in found
    ]
