"""The counts of a place, as its officer reads them from the portal."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from thidua.kernel.errors import RuleBroken
from thidua.kernel.numbers import read
from thidua.plans.rules import Measure, Plan
from thidua.rubrics.rules import Comparison, Section, Snapshot
from thidua.rubrics.rules.recount import inside

LONGEST = 24
MOST = 10**12
POINTS = "points-"


class NumberField(forms.CharField):
    """A number in Vietnamese notation: whole, or `7,96` where decimals are taken."""

    def __init__(self, *, most: int, whole: bool, **options: Any) -> None:  # noqa: ANN401 - Django's
        super().__init__(required=False, max_length=LONGEST, **options)
        self.most, self.whole = most, whole
        self.widget.attrs |= {"inputmode": "numeric" if whole else "decimal"}

    def clean(self, value: object) -> int | Decimal | None:
        """Read it; nothing typed is None, which is not zero."""
        typed = super().clean(value)
        if not typed:
            return None
        try:
            number = read(typed)
        except RuleBroken as broken:
            raise forms.ValidationError(broken.text()) from broken
        if not 0 <= number <= self.most:
            facts = {"most": f"{self.most:,}".replace(",", ".")}
            raise forms.ValidationError(_("Cần một số từ 0 đến %(most)s."), params=facts)
        if self.whole and not isinstance(number, int):
            raise forms.ValidationError(_("Số đếm là số nguyên, không có phần thập phân."))
        return number


class RecountForm(forms.Form):
    """Every measure that either reading takes, under the section that takes it first."""

    def __init__(
        self, table: Comparison, plans: Iterable[Plan], data: QueryDict | None = None
    ) -> None:
        super().__init__(data, auto_id="%s", label_suffix="")
        both = tuple(plans)
        self._sections: list[tuple[Section, list[str]]] = []
        for section in table.sections:
            taken = _measures(table, section.code, both)
            new = {measure.key: measure for measure in taken if measure.key not in self.fields}
            for key, measure in new.items():
                self.fields[key] = NumberField(label=measure.label, most=MOST, whole=True)
            points = f"{POINTS}{section.code}"
            label = _("Điểm nhóm cổng công bố (nếu có)")
            self.fields[points] = NumberField(label=label, most=section.points, whole=False)
            self._sections.append((section, [*new, points]))

    def sections(self) -> list[tuple[Section, list[BoundField]]]:
        """Give the fields by section, in the order of the table."""
        return [(section, [self[name] for name in names]) for section, names in self._sections]

    def snapshot(self) -> Snapshot:
        """Make a snapshot of what was typed."""
        given = {name: value for name, value in self.cleaned_data.items() if value is not None}
        points = {
            name.removeprefix(POINTS): Decimal(value)
            for name, value in given.items()
            if name.startswith(POINTS)
        }
        counts = {name: value for name, value in given.items() if not name.startswith(POINTS)}
        return Snapshot("", "", None, "", None, points, {}, counts)


def _measures(table: Comparison, section: str, plans: Iterable[Plan]) -> list[Measure]:
    codes = {each.criterion for each in inside(table, section)}
    return [
        plan.measures[key]
        for plan in plans
        for criterion in plan.criteria
        if criterion.code in codes
        for part in criterion.indicator.parts
        for key in part.numerator + part.denominator
    ]
