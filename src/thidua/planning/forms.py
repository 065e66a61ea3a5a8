"""The small forms around a draft: what to begin from, a file to bring back, a reason."""

from django import forms
from django.utils.translation import gettext_lazy as _

from thidua.plans.outside import MOST_BYTES


class BeginForm(forms.Form):
    """What a new draft is made from."""

    source = forms.CharField(max_length=120)


class FileForm(forms.Form):
    """A plan's file, or its table of criteria as a spreadsheet, brought back."""

    file = forms.FileField(
        label=_("Tệp kế hoạch (.toml) hoặc bảng tiêu chí (.xlsx)"),
        max_length=200,
        widget=forms.FileInput({"accept": ".toml,.xlsx"}),
    )

    def clean_file(self) -> tuple[str, bytes]:
        """Read the file with its name, unless it is larger than a plan can be."""
        file = self.cleaned_data["file"]
        if file.size > MOST_BYTES:
            raise forms.ValidationError(_("Tệp lớn hơn 2 MB, không phải tệp kế hoạch."))
        return str(file.name), file.read()


class ReasonForm(forms.Form):
    """Why something handed in is sent back."""

    reason = forms.CharField(
        label=_("Lý do trả lại"), max_length=2000, widget=forms.Textarea({"rows": 3})
    )
