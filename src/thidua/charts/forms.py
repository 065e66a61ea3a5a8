"""What readers ask of a curve: which earlier campaign is laid over it."""

from dataclasses import dataclass
from urllib.parse import parse_qsl

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from thidua.accounts.rules import Role
from thidua.campaigns.models.seeing import visible
from thidua.charts.models.curves import Against, against, alike
from thidua.plans.rules import Criterion, Plan
from thidua.proofs.forms import asked
from thidua.reading.forms.looking import Look


class WithForm(forms.Form):
    """Choose another campaign that counts the same."""

    def __init__(self, plans: list[Plan], data: QueryDict) -> None:
        super().__init__(data, auto_id="curve_%s", label_suffix="")
        choices = [("", _("không đặt chồng")), *((each.code, each.name) for each in plans)]
        self.fields["with"] = forms.ChoiceField(
            label=_("Đặt chồng phong trào khác"), required=False, choices=choices
        )


@dataclass(frozen=True, slots=True)
class Overlay:
    """What is laid over a curve; `form` is None where there is nothing to choose.

    `absent` says that the campaign that was chosen does not have the whole unit; `kept` are the
    names and values of what is looked at, for the form to keep.
    """

    form: WithForm | None
    chosen: Against | None
    absent: bool
    kept: list[tuple[str, str]]


def laid_over(
    seen: Look, criterion: Criterion, unit: str, role: Role | None, data: QueryDict
) -> Overlay:
    """Read which campaign is laid over."""
    plans = [
        plan
        for plan in visible(role)
        if plan.period.first < seen.plan.period.first and alike(plan, criterion)
    ]
    form = WithForm(plans, data)
    code = asked(form)["with"]
    chosen = against(code, criterion, seen, unit) if code else None
    kept = parse_qsl(seen.view.query.removeprefix("?"))
    return Overlay(form if plans else None, chosen, bool(code and not chosen), kept)
