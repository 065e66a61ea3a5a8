"""The shape of what people type about committees, programmes, tasks and bottlenecks."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any, Self
from uuid import uuid4

from django import forms
from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from thidua.programme.models.desk import BOTTLENECK_STATES, TASK_STATES
from thidua.programme.models.frame import DIRECTION_NAMES, KIND_NAMES, PILLAR_NAMES, WORDS
from thidua.programme.rules import (
    BottleneckState,
    Difficulty,
    Issue,
    Kind,
    Mandate,
    Pillar,
    TaskState,
    Work,
)
from thidua.programme.rules.goals import Direction, NewGoal, YearSaid

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise as StrPromise

FIRST_YEAR, LAST_YEAR = 2000, 2100
ANY = _("Tất cả")
NONE = _("Không thuộc trụ cột nào")


class KeyedForm(forms.Form):
    """A form that is recorded once, however often it is sent: by the key it was opened with."""

    key = forms.UUIDField(widget=forms.HiddenInput)

    @classmethod
    def of(
        cls,
        request: HttpRequest,
        *,
        given: Mapping[str, object] | None = None,
        **more: Any,  # noqa: ANN401 - a form's arguments
    ) -> Self:
        """Open it for a request: filled in where it was sent."""
        return cls(request.POST or None, initial={"key": uuid4(), **(given or {})}, **more)

    @property
    def sent(self) -> str:
        """The key that it was opened with."""
        return str(self.cleaned_data["key"])


def a_day(
    label: "StrPromise", help_text: "StrPromise | str" = "", *, required: bool = True
) -> forms.DateField:
    """Make a field for a day."""
    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    formats = ["%Y-%m-%d", "%d/%m/%Y"]
    return forms.DateField(
        label=label, help_text=help_text, required=required, widget=widget, input_formats=formats
    )


def sentences(
    label: "StrPromise", help_text: "StrPromise | str" = "", *, required: bool = True
) -> forms.CharField:
    """Make a field for a few sentences."""
    return forms.CharField(
        label=label,
        help_text=help_text,
        max_length=WORDS,
        required=required,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


def a_year(label: "StrPromise") -> forms.IntegerField:
    """Make a field for a year."""
    return forms.IntegerField(label=label, min_value=FIRST_YEAR, max_value=LAST_YEAR)


def choices(
    names: Mapping[str, Promise], first: Promise | None = None
) -> list[tuple[str, Promise]]:
    """List what can be chosen, an empty choice first where one is named."""
    return [*([("", first)] if first else []), *names.items()]


class CommitteeForm(KeyedForm):
    """Set up a committee."""

    name = forms.CharField(label=_("Tên ban chỉ đạo"), max_length=300)
    document = forms.CharField(
        label=_("Văn bản thành lập, giao nhiệm vụ"),
        help_text=_("Số, ngày, cơ quan ban hành. Ví dụ: Quyết định số 12/QĐ-UBND ngày 05/01/2026."),
        max_length=300,
    )
    first = a_day(_("Hoạt động từ ngày"))
    last = a_day(_("Đến hết ngày"), _("Để trống nếu chưa có."), required=False)

    def mandate(self) -> Mandate:
        """Give what was typed as a value."""
        data = self.cleaned_data
        return Mandate(data["name"], data["document"], data["first"], data["last"])


class LastDayForm(KeyedForm):
    """Say until when."""

    last = a_day(_("Hoạt động đến hết ngày"))


class MemberForm(KeyedForm):
    """Add a member."""

    duty = forms.CharField(
        label=_("Chức danh, nhiệm vụ trong ban"),
        help_text=_("Ví dụ: Trưởng ban; Ủy viên thường trực. Chức danh được hiện công khai."),
        max_length=200,
    )
    name = forms.CharField(
        label=_("Họ và tên"),
        help_text=_("Chỉ cán bộ được giao quyền xem được; không ghi vào sổ và không công khai."),
        max_length=120,
    )


class ProgrammeForm(KeyedForm):
    """Record a programme."""

    kind = forms.ChoiceField(label=_("Loại"), choices=choices(KIND_NAMES))
    name = forms.CharField(label=_("Tên chương trình, nghị quyết"), max_length=300)
    number = forms.CharField(label=_("Số, ký hiệu"), help_text=_("Ví dụ: 02-NQ/TU"), max_length=80)
    document = forms.CharField(
        label=_("Văn bản"), help_text=_("Ngày ban hành, cơ quan ban hành, nơi lưu."), max_length=300
    )
    first_year = a_year(_("Từ năm"))
    last_year = a_year(_("Đến năm"))
    code = forms.SlugField(
        label=_("Mã"),
        help_text=_(
            "Chữ thường không dấu, số và gạch nối, ví dụ nq-02-2021. Không đổi được về sau."
        ),
        max_length=60,
    )

    def clean_code(self) -> str:
        """Keep addresses of pages of ours free."""
        code: str = self.cleaned_data["code"]
        if code == "pillars" or code != code.lower():
            raise forms.ValidationError(
                _("Mã này không dùng được. Hãy chọn mã khác, viết chữ thường.")
            )
        return code

    def issue(self) -> Issue:
        """Give what was typed as a value."""
        data = self.cleaned_data
        return Issue(
            Kind(data["kind"]),
            data["name"],
            data["number"],
            data["document"],
            data["first_year"],
            data["last_year"],
        )


class GoalForm(KeyedForm):
    """Add a goal."""

    label = forms.CharField(label=_("Mục tiêu"), max_length=300)
    pillar = forms.ChoiceField(
        label=_("Trụ cột"), choices=choices(PILLAR_NAMES, NONE), required=False
    )
    direction = forms.ChoiceField(label=_("Con số là mức"), choices=choices(DIRECTION_NAMES))

    def goal(self) -> NewGoal:
        """Give what was typed as a value."""
        data = self.cleaned_data
        return NewGoal(data["label"], data["pillar"], Direction(data["direction"]))


class AskedForm(KeyedForm):
    """Say what a goal asks of a year."""

    year = a_year(_("Năm"))
    number = forms.CharField(
        label=_("Con số"), help_text=_("Viết 60% hoặc 1.250 hoặc 87,5%."), max_length=60
    )
    words = forms.CharField(label=_("Nguyên văn trong văn bản"), max_length=300, required=False)

    def said(self) -> YearSaid:
        """Give what was typed as a value."""
        return YearSaid(*(self.cleaned_data[name] for name in ("year", "number", "words")))


class ReachedForm(AskedForm):
    """Say what was reached in a year."""

    words = forms.CharField(
        label=_("Nguồn của kết quả"),
        help_text=_("Số, ngày của báo cáo có con số này."),
        max_length=300,
    )


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
