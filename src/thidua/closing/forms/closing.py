"""The shape of what the office decides at the close."""

from uuid import uuid4

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from thidua.plans.rules import Plan
from thidua.standings.models import State

REASON = 1000  # letters


class StageForm(forms.Form):
    """Which result: of the whole campaign, or of a stage."""

    stage = forms.ChoiceField(label=_("Kết quả của"), required=False)


class EditionForm(StageForm):
    """Which edition to preview."""

    state = forms.ChoiceField(
        label=_("Kết quả là"),
        choices=((State.PROVISIONAL.value, _("Tạm thời")), (State.OFFICIAL.value, _("Chính thức"))),
    )


class PublishForm(forms.Form):
    """The word to publish what was previewed; `seen` tells what that was."""

    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    seen = forms.RegexField(r"^[0-9a-f]{64}$", widget=forms.HiddenInput)
    reason = forms.CharField(
        label=_("Lý do"),
        help_text=_(
            "Bắt buộc khi thay một kết quả đã chính thức. Lý do được công khai, không ghi tên người."
        ),
        max_length=REASON,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


def stage_form(plan: Plan, data: QueryDict | None, kind: type[StageForm] = StageForm) -> StageForm:
    """Make the form with the campaign as a whole and its stages."""
    form = kind(data, auto_id="%s", label_suffix="")
    field = form.fields["stage"]
    if isinstance(field, forms.ChoiceField):
        stages = ((each.code, each.name) for each in plan.stages)
        field.choices = [("", _("Cả phong trào")), *stages]
    return form
