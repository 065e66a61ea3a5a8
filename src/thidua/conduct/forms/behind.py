"""What a reader chooses on the page of who is behind."""

from django import forms
from django.utils.translation import gettext_lazy as _


class BehindForm(forms.Form):
    """A group, a criterion of it, and which end of the list first."""

    group = forms.ChoiceField(label=_("Khối"), required=False)
    criterion = forms.ChoiceField(label=_("Tiêu chí"), required=False)
    order = forms.ChoiceField(
        label=_("Xếp"),
        choices=[("", _("còn thiếu nhiều trước")), ("near", _("sắp đạt trước"))],
        required=False,
    )

    def offer(self, groups: list[tuple[str, str]], criteria: list[tuple[str, str]]) -> None:
        """Say what can be chosen."""
        first = ("", _("tiêu chí nhiều đơn vị chưa đạt nhất"))
        for name, offered in (("group", groups), ("criterion", [first, *criteria])):
            self.fields[name].choices = offered  # type: ignore[attr-defined]  # a ChoiceField
