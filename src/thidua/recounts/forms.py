"""The shape of a draft that is counted again, of the switch, and of a reply."""

from datetime import date
from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from thidua.plans.rules import Plan
from thidua.recounts.models import REPLY_LENGTH, SAID_BY_LENGTH

LONGEST_DRAFT = 40_000


class DraftForm(forms.Form):
    """Rows of an office's own draft, and what of the ledger stands beside them."""

    rows = forms.CharField(
        label=_("Các dòng của dự thảo"),
        help_text=_(
            "Dán từ Word hoặc Excel: tên; tử số; mẫu số; tỷ lệ như đã viết. Câu như “461.784/545.903 hồ sơ, đạt 81,88 %” cũng đọc được. Không dòng nào được lưu lại."
        ),
        max_length=LONGEST_DRAFT,
        widget=forms.Textarea(attrs={"rows": 8, "spellcheck": "false"}),
        strip=False,
    )
    against = forms.ChoiceField(
        label=_("Đặt cạnh số đếm trong sổ của tiêu chí"),
        help_text=_("Dòng có tên trùng tên đơn vị được đặt cạnh số đếm của đơn vị đó."),
        required=False,
    )
    until = forms.DateField(
        label=_("Tính đến hết ngày"),
        help_text=_("Để trống: đến số liệu mới nhất."),
        required=False,
        input_formats=["%Y-%m-%d", "%d/%m/%Y"],
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
    )

    def __init__(self, *args: Any, plans: list[Plan], **more: Any) -> None:  # noqa: ANN401 - a form's arguments
        super().__init__(*args, **{"auto_id": "%s", "label_suffix": "", **more})
        self.plans = {plan.code: plan for plan in plans}
        groups = [
            (plan.name, [(f"{plan.code}/{each.code}", each.label) for each in plan.criteria])
            for plan in plans
        ]
        self.fields["against"].choices = [("", _("không đặt cạnh")), *groups]  # type: ignore[attr-defined]  # a ChoiceField

    def clean(self) -> dict[str, Any]:
        """Keep the day to the days of the campaign that was chosen."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        until: date | None = data.get("until")
        plan = self.plans.get(str(data.get("against", "")).partition("/")[0])
        if until and plan and until not in plan.period:
            self.add_error("until", _("Ngày này nằm ngoài thời gian của phong trào."))
        return data


class KeyedForm(forms.Form):
    """A form that is recorded once, by the key that it was opened with."""

    key = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **more: Any) -> None:  # noqa: ANN401 - a form's arguments
        super().__init__(*args, **{"label_suffix": "", "initial": {"key": uuid4()}, **more})


class SwitchForm(KeyedForm):
    """Turn the public page on or off, with the reason that the ledger keeps."""

    turn = forms.ChoiceField(choices=[("on", "on"), ("off", "off")], widget=forms.HiddenInput)
    reason = forms.CharField(label=_("Lý do (sổ ghi chỉ giữ dấu cam kết)"), max_length=500)


class ReplyForm(KeyedForm):
    """What the publisher of a figure replied."""

    said_by = forms.CharField(label=_("Cơ quan trả lời"), max_length=SAID_BY_LENGTH)
    text = forms.CharField(
        label=_("Nội dung trả lời"),
        max_length=REPLY_LENGTH,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
