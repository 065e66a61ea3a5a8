"""The shape of what people type about committees and programmes."""

from django import forms
from django.utils.translation import gettext_lazy as _

from thidua.programme.forms.fields import KeyedForm, a_day, a_year, choices
from thidua.programme.models import DIRECTION_NAMES, KIND_NAMES, PILLAR_NAMES
from thidua.programme.rules import Issue, Kind, Mandate
from thidua.programme.rules.goals import Direction, NewGoal, YearSaid

NONE = _("Không thuộc trụ cột nào")


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
