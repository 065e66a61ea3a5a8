"""The shape of what the office admits of what came late."""

from uuid import uuid4

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

LONGEST_REASON = 1000


class LateForm(forms.Form):
    """Which late facts count after all, and why; `every` takes all that the filter shows."""

    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    facts = forms.MultipleChoiceField(required=False)
    every = forms.BooleanField(required=False)
    reason = forms.CharField(
        label=_("Vì sao được tính"),
        help_text=_("Ví dụ: báo cáo gửi đúng hạn, máy chủ nhận muộn. Không ghi tên người."),
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def clean(self) -> dict[str, object]:
        """Ask for at least one fact."""
        found: dict[str, object] = super().clean() or {}
        if not found.get("facts") and not found.get("every"):
            raise forms.ValidationError(_("Hãy chọn ít nhất một số liệu để chấp nhận."))
        return found


def late_form(late: list[str], data: QueryDict | None) -> LateForm:
    """Make the form; `late` are the facts that can be chosen."""
    form = LateForm(data)
    field = form.fields["facts"]
    if isinstance(field, forms.MultipleChoiceField):
        field.choices = [(fact, fact) for fact in late]
    return form
