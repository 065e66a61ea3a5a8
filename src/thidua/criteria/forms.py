"""What readers ask of a criterion's page: which group of units it shows."""

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from thidua.standings.rules.board import GroupBoard


class GroupForm(forms.Form):
    """Choose a group that the criterion is for."""

    group = forms.ChoiceField(label=_("Khối"), required=False)

    def __init__(self, groups: list[GroupBoard], data: QueryDict) -> None:
        super().__init__(data, auto_id="%s", label_suffix="")
        choices = [(each.group.code, each.group.name) for each in groups]
        self.fields["group"].choices = [("", ""), *choices]  # type: ignore[attr-defined] # a ChoiceField
