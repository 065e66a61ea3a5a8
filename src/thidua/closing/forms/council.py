"""The shape of the council's result: a rank and a prize for each unit, decision and reason."""

from collections.abc import Iterable, Mapping
from uuid import uuid4

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from thidua.closing.rules.council import Computed, Given

LONGEST_DECISION = 200
LONGEST_REASON = 2000
MOST_RANK = 9999


class CouncilForm(forms.Form):
    """Decision, reason, and two fields for every unit."""

    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    decision = forms.CharField(
        label=_("Số, ngày của quyết định hoặc biên bản"),
        help_text=_(
            "Ví dụ: Biên bản họp hội đồng số 05/BB-HĐTĐKT ngày 20/12/2024. Được công khai."
        ),
        max_length=LONGEST_DECISION,
    )
    reason = forms.CharField(
        label=_("Căn cứ của hội đồng"),
        help_text=_("Vì sao giữ hoặc đổi thứ hạng đã tính. Được công khai, không ghi tên người."),
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def given(self, units: Iterable[str]) -> dict[str, Given]:
        """Give the council's place of every unit."""
        return {
            unit: Given(self.cleaned_data[f"rank-{unit}"], self.cleaned_data[f"prize-{unit}"])
            for unit in units
        }


def council_form(
    computed: Iterable[Computed],
    prizes: Mapping[str, list[tuple[str, str]]],
    initial: Mapping[str, object],
    names: Mapping[str, str],
    data: QueryDict | None,
) -> CouncilForm:
    """Make the form; `prizes` are what each group may be given, `names` what units are called."""
    form = CouncilForm(data, initial=dict(initial))
    for one in computed:
        said = {"name": names[one.unit]}
        rank = forms.IntegerField(min_value=1, max_value=MOST_RANK)
        rank.widget.attrs["aria-label"] = _("Hạng của hội đồng: %(name)s") % said
        prize = forms.ChoiceField(
            required=False, choices=[("", _("không có giải")), *prizes[one.group]]
        )
        prize.widget.attrs["aria-label"] = _("Giải của hội đồng: %(name)s") % said
        form.fields[f"rank-{one.unit}"] = rank
        form.fields[f"prize-{one.unit}"] = prize
    return form
