"""What readers ask of a curve: which earlier campaign is laid over it."""

from urllib.parse import parse_qsl

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from thidua.accounts.rules import Role
from thidua.campaigns.models.seeing import visible
from thidua.charts.models.curves import Against, against, alike
from thidua.plans.rules import Criterion, Plan
from thidua.proofs.forms import asked
from thidua.reading.forms.asking import View
from thidua.reading.forms.looking import Look


class WithForm(forms.Form):
    """Choose another campaign that counts the same."""

    def __init__(self, plans: list[Plan], data: QueryDict) -> None:
        super().__init__(data, auto_id="curve_%s", label_suffix="")
        choices = [("", _("không đặt chồng")), *((each.code, each.name) for each in plans)]
        self.fields["with"] = forms.ChoiceField(
            label=_("Đặt chồng phong trào khác"), required=False, choices=choices
        )


def laid_over(
    seen: Look, criterion: Criterion, role: Role | None, data: QueryDict
) -> tuple[WithForm | None, Against | None]:
    """Read which campaign is laid over; the form is None where there is none to choose."""
    plans = [
        plan
        for plan in visible(role)
        if plan.code != seen.plan.code
        and plan.period.first < seen.plan.period.first
        and alike(plan, criterion)
    ]
    form = WithForm(plans, data)
    chosen = asked(form)["with"]
    return form if plans else None, against(chosen, criterion, seen) if chosen else None


def kept(view: View) -> list[tuple[str, str]]:
    """Give what is looked at as names and values, for a form that keeps it."""
    return parse_qsl(view.query.removeprefix("?"))
