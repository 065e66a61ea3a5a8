"""The shape of what readers ask for in the address of a page.

What is asked for wrongly is answered with what can be asked for, never with a guess.
"""

from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from thidua.ledger.rules import Grade
from thidua.plans.rules import Plan
from thidua.proofs.forms import LONGEST, asked

FIRST_DAY, LAST_DAY = date(1990, 1, 1), date(2100, 1, 1)


@dataclass(frozen=True, slots=True)
class View:
    """Which standings are looked at: a stage, up to the end of a day, on the tree of a day."""

    stage: str
    until: date | None
    on: date | None

    @property
    def query(self) -> str:
        """The same as the end of an address, with its question mark; empty for the plain view."""
        given = {"stage": self.stage, "until": self.until, "on": self.on}
        asked = {name: str(value) for name, value in given.items() if value}
        return f"?{urlencode(asked)}" if asked else ""


class ViewForm(forms.Form):
    """Choose a stage, a day and a tree."""

    stage = forms.ChoiceField(label=_("Đợt"), required=False)
    until = forms.DateField(
        label=_("Tính đến hết ngày"),
        required=False,
        input_formats=["%Y-%m-%d"],
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    on = forms.DateField(
        label=_("Theo đơn vị hành chính ngày"),
        required=False,
        input_formats=["%Y-%m-%d"],
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )

    def __init__(self, plan: Plan, data: QueryDict | None = None) -> None:
        super().__init__(data, auto_id="%s", label_suffix="")
        stages = [(stage.code, stage.name) for stage in plan.stages]
        self.fields["stage"].choices = [("", _("Cả phong trào")), *stages]  # type: ignore[attr-defined] # a ChoiceField
        self.plan = plan

    def clean_until(self) -> date | None:
        """Keep to the days of the campaign."""
        until: date | None = self.cleaned_data["until"]
        if until and until not in self.plan.period:
            raise forms.ValidationError("", code="outside")
        return until

    def clean_on(self) -> date | None:
        """Keep to days that a tree can be made of."""
        on: date | None = self.cleaned_data["on"]
        if on and not FIRST_DAY <= on < LAST_DAY:
            raise forms.ValidationError("", code="outside")
        return on


class SearchForm(forms.Form):
    """Look for units by a part of their name."""

    q = forms.CharField(label=_("Tên đơn vị"), required=False, max_length=LONGEST, strip=True)


class UnitsForm(SearchForm):
    """Look for units by name, or by code, that stand on a day."""

    on = forms.DateField(
        label=_("Có trong ngày"),
        required=False,
        input_formats=["%Y-%m-%d"],
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )


class FactsForm(forms.Form):
    """Narrow a list of facts."""

    day = forms.DateField(required=False, input_formats=["%Y-%m-%d"])
    measure = forms.CharField(required=False, max_length=LONGEST)
    source = forms.CharField(required=False, max_length=LONGEST)
    grade = forms.ChoiceField(required=False, choices=[("", ""), *((g, g) for g in Grade)])


def view(plan: Plan, data: QueryDict) -> tuple[ViewForm, View]:
    """Read which standings are looked at."""
    form = ViewForm(plan, data)
    given = asked(form)
    return form, View(given["stage"], given["until"], given["on"])
