"""The shape of what units and the campaign's office type."""

from collections.abc import Mapping

from django import forms
from django.forms import BaseFormSet
from django.forms.formsets import formset_factory
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from thidua.campaigns.rules.cascade import text
from thidua.plans.rules import Criterion, Target
from thidua.pledges.rules import LONGEST_LINE, LONGEST_PLEDGE, MOST_MEMBERS, Body, Member

LONGEST_PASTE = 50_000  # characters: what a body of 64 KiB takes
SPARE_LINES = 4

BODIES: Mapping[Body, Promise] = {
    Body.COMMITTEE: _("Ban chỉ đạo"),
    Body.EXECUTING_TEAM: _("Tổ giúp việc"),
}


class Keyed(forms.Form):
    """A form under the key that was made when its page was opened: sent twice, it counts once."""

    key = forms.UUIDField(widget=forms.HiddenInput)


def _reason() -> forms.CharField:
    return forms.CharField(
        label=_("Lý do thay đổi"),
        required=False,
        max_length=LONGEST_PLEDGE,
        help_text=_("Chỉ cần ghi khi thay nội dung đã đăng ký trước đó."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class PledgeForm(Keyed):
    """A unit's pledge in its own words."""

    pledge = forms.CharField(
        label=_("Nội dung giao ước"),
        max_length=LONGEST_PLEDGE,
        help_text=_("Lời cam kết của đơn vị. Không ghi tên, số điện thoại của cá nhân."),
        widget=forms.Textarea(attrs={"rows": 8}),
    )
    reason = _reason()


class TargetForm(Keyed):
    """A unit's own target on one criterion."""

    criterion = forms.ChoiceField(label=_("Tiêu chí"))
    target = forms.CharField(
        label=_("Chỉ tiêu tự đặt"),
        max_length=LONGEST_LINE,
        help_text=_("Tỷ lệ ghi kèm dấu %, ví dụ 90 %; số lượng ghi 1.200."),
    )
    reason = _reason()

    def __init__(self, criteria: tuple[Criterion, ...], *args: object, **more: object) -> None:
        super().__init__(*args, **more)  # type: ignore[arg-type] # passed on as they are
        choices = [(each.code, _asked(each.label, each.target)) for each in criteria]
        self.fields["criterion"].choices = choices  # type: ignore[attr-defined] # a ChoiceField


class AssignForm(Keyed):
    """What goes with a table of targets: the reason for those that are replaced."""

    reason = _reason()


class PasteForm(Keyed):
    """Rows of targets out of a spreadsheet."""

    rows = forms.CharField(
        label=_("Các dòng chỉ tiêu"),
        max_length=LONGEST_PASTE,
        help_text=_(
            "Mỗi dòng ba ô: đơn vị; mã tiêu chí; chỉ tiêu. Dán thẳng từ bảng tính hoặc tệp CSV."
        ),
        widget=forms.Textarea(attrs={"rows": 12, "class": "mono"}),
    )
    reason = _reason()


class TeamForm(Keyed):
    """What goes with a list of people: the reason why it replaces another."""

    reason = _reason()


class MemberForm(forms.Form):
    """One line of the list of people; a line without a name and a duty is left out."""

    body = forms.ChoiceField(label=_("Thuộc"), choices=list(BODIES.items()))
    duty = forms.CharField(label=_("Phân công"), required=False, max_length=LONGEST_LINE)
    name = forms.CharField(label=_("Họ và tên"), required=False, max_length=LONGEST_LINE)
    office = forms.CharField(label=_("Chức vụ"), required=False, max_length=LONGEST_LINE)

    def shown(self) -> list[forms.BoundField]:
        """Give the fields in the order of the table."""
        return [self[name] for name in ("body", "name", "office", "duty")]

    def member(self) -> Member | None:
        """Give who stands on the line, None where it is empty."""
        given = self.cleaned_data
        if not any(given.get(field) for field in ("duty", "name", "office")):
            return None
        return Member(Body(given["body"]), given["duty"], given["name"], given["office"])


Members = formset_factory(
    MemberForm,
    extra=SPARE_LINES,
    max_num=MOST_MEMBERS,
    validate_max=True,
    absolute_max=MOST_MEMBERS,
)


def members_of(lines: BaseFormSet[MemberForm]) -> tuple[Member, ...]:
    """Give who stands on the lines that are filled in."""
    return tuple(member for line in lines if (member := line.member()))


def _asked(label: str, target: Target | None) -> str:
    if target is None:
        return label
    return str(_("%(label)s (kế hoạch: %(target)s)") % {"label": label, "target": text(target)})
