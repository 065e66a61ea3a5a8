"""The shape of what people write about a result."""

from collections.abc import Iterable
from typing import Any
from uuid import uuid4

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from thidua.plans.rules import Criterion, Plan
from thidua.questions.rules import LONGEST, Verdict

INSTANT = "%Y-%m-%dT%H:%M"


class KeyForm(forms.Form):
    """What is done once, under the key that was made when the page was opened."""

    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)


class AppealForm(KeyForm):
    """A unit's appeal."""

    criterion = forms.ChoiceField(label=_("Kiến nghị về"), required=False)
    text = forms.CharField(
        label=_("Nội dung kiến nghị"),
        help_text=_(
            "Số nào chưa đúng, đúng ra là bao nhiêu, vì sao. Không ghi tên, số định danh của người dân."
        ),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    evidence = forms.CharField(
        label=_("Minh chứng"),
        help_text=_("Số, ký hiệu, ngày của văn bản; biên nhận; nơi lưu. Có thể để trống."),
        max_length=LONGEST,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


def appeal_form(criteria: Iterable[Criterion], data: QueryDict | None) -> AppealForm:
    """Make the form with the criteria that the unit is ranked on."""
    form = AppealForm(data)
    whole = ("", _("Thứ hạng và tổng điểm nói chung"))
    _offer(form, "criterion", [whole, *((each.code, each.label) for each in criteria)])
    return form


class AnswerForm(KeyForm):
    """The office's answer."""

    verdict = forms.ChoiceField(
        label=_("Kết luận"),
        choices=(
            ("", _("Chọn kết luận")),
            (Verdict.UPHELD.value, _("Kiến nghị đúng")),
            (Verdict.PARTLY.value, _("Kiến nghị đúng một phần")),
            (Verdict.REJECTED.value, _("Kiến nghị không có cơ sở")),
        ),
    )
    answer = forms.CharField(
        label=_("Trả lời đơn vị"),
        help_text=_(
            "Nêu căn cứ. Nếu số phải sửa, ghi rõ sửa bằng cách nào; lần công bố sau tính theo số đã sửa."
        ),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 6}),
    )


class WindowForm(KeyForm):
    """From when to when units may appeal."""

    stage = forms.ChoiceField(label=_("Kết quả của"), required=False)
    first = forms.DateTimeField(
        label=_("Nhận kiến nghị từ"),
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format=INSTANT),
    )
    last = forms.DateTimeField(
        label=_("Nhận kiến nghị đến hết"),
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format=INSTANT),
    )


def window_form(plan: Plan, data: QueryDict | None) -> WindowForm:
    """Make the form with the campaign as a whole and its stages."""
    form = WindowForm(data)
    stages = [("", _("Cả phong trào")), *((each.code, each.name) for each in plan.stages)]
    _offer(form, "stage", stages)
    return form


def _offer(form: forms.Form, name: str, choices: list[tuple[str, Any]]) -> None:
    field = form.fields[name]
    if isinstance(field, forms.ChoiceField):
        field.choices = choices
