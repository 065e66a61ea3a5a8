"""The shape of what people type about tasks and bottlenecks, and what they list."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from thidua.duties.models import BOTTLENECK_STATES, TASK_STATES
from thidua.duties.rules import BottleneckState, Difficulty, TaskState, Work
from thidua.programme.forms import NONE
from thidua.programme.forms.fields import KeyedForm, a_day, a_year, choices, sentences
from thidua.programme.models import PILLAR_NAMES
from thidua.programme.rules import Pillar

ANY = _("Tất cả")


class TaskForm(KeyedForm):
    """Give a task."""

    words = sentences(_("Nhiệm vụ"))
    source = forms.CharField(
        label=_("Văn bản giao"), help_text=_("Số, ngày của văn bản giao việc."), max_length=300
    )
    due = a_day(_("Hạn hoàn thành"))
    programme = forms.ChoiceField(label=_("Thuộc chương trình"), required=False)

    def __init__(self, *args: Any, programmes: Iterable[tuple[str, str]], **more: Any) -> None:  # noqa: ANN401 - a form's arguments
        super().__init__(*args, **more)
        field = self.fields["programme"]
        field.choices = [("", _("Không thuộc chương trình nào")), *programmes]  # type: ignore[attr-defined]  # the field is a ChoiceField

    def work(self) -> Work:
        """Give what was typed as a value."""
        return Work(*(self.cleaned_data[name] for name in ("words", "source", "due")))


class EvidenceForm(KeyedForm):
    """Report a task done."""

    evidence = sentences(
        _("Kết quả và tài liệu kiểm chứng"),
        _("Đã làm gì, văn bản hoặc số liệu nào chứng tỏ. Không ghi thông tin cá nhân."),
    )


class JudgeForm(KeyedForm):
    """Confirm a task, send it back or call it off."""

    to = forms.ChoiceField(
        label=_("Kết luận"),
        choices=[
            (TaskState.CONFIRMED.value, _("Xác nhận đã xong")),
            (TaskState.ASSIGNED.value, _("Trả lại để làm tiếp")),
            (TaskState.CANCELLED.value, _("Thôi giao nhiệm vụ này")),
        ],
    )
    reason = sentences(_("Lý do"), _("Bắt buộc khi trả lại hoặc thôi giao."), required=False)


class DifficultyForm(KeyedForm):
    """Raise a bottleneck."""

    words = sentences(_("Khó khăn, vướng mắc"), _("Không ghi thông tin cá nhân của người dân."))
    cause = sentences(_("Nguyên nhân"))
    proposal = sentences(_("Kiến nghị, đề xuất"))
    pillar = forms.ChoiceField(
        label=_("Trụ cột"), choices=choices(PILLAR_NAMES, NONE), required=False
    )

    def difficulty(self) -> Difficulty:
        """Give what was typed as a value."""
        data = self.cleaned_data
        pillar = Pillar(data["pillar"]) if data["pillar"] else None
        return Difficulty(data["words"], data["cause"], data["proposal"], pillar)


class HandlerForm(KeyedForm):
    """Ask a unit to answer."""

    handler = forms.ChoiceField(label=_("Cơ quan xử lý"))
    due = a_day(_("Hạn trả lời"))

    def __init__(self, *args: Any, handlers: Iterable[tuple[str, str]], **more: Any) -> None:  # noqa: ANN401 - a form's arguments
        super().__init__(*args, **more)
        self.fields["handler"].choices = list(handlers)  # type: ignore[attr-defined]  # a ChoiceField


class AnswerForm(KeyedForm):
    """Answer a bottleneck."""

    answer = sentences(_("Trả lời, hướng xử lý"))


class SettleForm(KeyedForm):
    """Close a bottleneck or return it."""

    to = forms.ChoiceField(
        label=_("Kết luận"),
        choices=[
            (BottleneckState.CLOSED.value, _("Đã tháo gỡ")),
            (BottleneckState.RETURNED.value, _("Trả lại đơn vị nêu")),
        ],
    )
    words = sentences(_("Kết quả, hoặc lý do trả lại"))


class TaskFilter(forms.Form):
    """Which tasks to list."""

    state = forms.ChoiceField(
        label=_("Tình trạng"),
        choices=[*choices(TASK_STATES, ANY), ("overdue", _("quá hạn"))],
        required=False,
    )
    where = forms.ChoiceField(
        label=_("Của"),
        choices=[("", _("đơn vị này")), ("below", _("đơn vị này và cấp dưới"))],
        required=False,
    )


class BottleneckFilter(forms.Form):
    """Which bottlenecks to list."""

    state = forms.ChoiceField(
        label=_("Tình trạng"),
        choices=[*choices(BOTTLENECK_STATES, ANY), ("overdue", _("quá hạn trả lời"))],
        required=False,
    )
    pillar = forms.ChoiceField(
        label=_("Trụ cột"), choices=choices(PILLAR_NAMES, ANY), required=False
    )
    where = forms.ChoiceField(
        label=_("Của"),
        choices=[("", _("đơn vị này")), ("below", _("đơn vị này và cấp dưới"))],
        required=False,
    )
    q = forms.CharField(label=_("Có chữ"), max_length=100, required=False)


class YearsForm(forms.Form):
    """Which years a review looks back on."""

    first = a_year(_("Từ năm"))
    last = a_year(_("Đến năm"))


def this_year(today: date) -> dict[str, str]:
    """Give the years of a review where none are asked for."""
    return {"first": str(today.year), "last": str(today.year)}
