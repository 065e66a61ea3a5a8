"""The shape of what an office says of its documents, and of one document that it asks for."""

import re
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from thidua.documents.rules import Authority
from thidua.papers.rules import Asked, Paper
from thidua.plans.rules import Plan
from thidua.standings.models import Edition

BEHALF = re.compile(rf"({'|'.join(re.escape(each) for each in Authority)}) \S.*")
MOST_LINES = 20
WHOLE = ("", _("Cả phong trào"))
RUNNING = ("", _("Số đang chạy"))
DATE = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
TWO = forms.Textarea(attrs={"rows": 2})
FOUR = forms.Textarea(attrs={"rows": 4})


class LetterheadForm(forms.Form):
    """What stands on every document of a campaign."""

    superior = forms.CharField(
        label=_("Cơ quan chủ quản (để trống nếu không có)"),
        required=False, max_length=200, widget=TWO,
        help_text=_("Xuống dòng ở đâu thì trên văn bản xuống dòng ở đó."),
    )  # fmt: skip
    agency = forms.CharField(label=_("Cơ quan ban hành"), max_length=200, widget=TWO)
    symbol = forms.CharField(
        label=_("Chữ viết tắt trong ký hiệu"), required=False, max_length=30,
        help_text=_("Ví dụ: UBND, SKHCN."),
    )  # fmt: skip
    place = forms.CharField(label=_("Địa danh"), required=False, max_length=80)
    behalf = forms.CharField(
        label=_("Quyền hạn của người ký"), required=False, max_length=400, widget=TWO,
        help_text=_("Mỗi dòng bắt đầu bằng TM., KT., TL. hoặc TUQ. Ví dụ: TM. Ủy ban nhân dân."),
    )  # fmt: skip
    post = forms.CharField(label=_("Chức vụ của người ký"), required=False, max_length=120)
    name = forms.CharField(
        label=_("Họ và tên người ký (không bắt buộc)"), required=False, max_length=120,
        help_text=_("Chỉ in trên văn bản; không đưa vào sổ ghi. Để trống thì điền khi ký."),
    )  # fmt: skip
    recipients = forms.CharField(
        label=_("Nơi nhận"), required=False, max_length=2000, widget=FOUR,
        help_text=_("Mỗi nơi một dòng; dòng “Lưu: VT” được thêm tự động."),
    )  # fmt: skip
    reporting = forms.CharField(
        label=_("Chế độ báo cáo (trong thông báo phát động)"), required=False, max_length=4000,
        widget=FOUR, help_text=_("Mỗi dòng là một đoạn."),
    )  # fmt: skip
    site = forms.URLField(
        label=_("Địa chỉ trang công khai"), required=False, max_length=200, assume_scheme="https",
        help_text=_("In trong bảng nguồn số liệu, ví dụ https://thidua.example.vn."),
    )  # fmt: skip

    def clean_behalf(self) -> str:
        """Check that every line begins with an authority."""
        lines = [" ".join(line.split()) for line in self.cleaned_data["behalf"].splitlines()]
        kept = [line for line in lines if line]
        if [line for line in kept if not BEHALF.fullmatch(line)]:
            raise forms.ValidationError(
                _(
                    "Mỗi dòng phải bắt đầu bằng TM., KT., TL. hoặc TUQ. rồi đến tên cơ quan, chức vụ."
                )
            )
        return "\n".join(kept)

    def clean_recipients(self) -> str:
        """Check that the list of recipients fits beside the signature."""
        text: str = self.cleaned_data["recipients"]
        if len([line for line in text.splitlines() if line.strip()]) > MOST_LINES:
            raise forms.ValidationError(_("Nơi nhận dài quá 20 dòng. Hãy gộp bớt."))
        return text


class AskedForm(forms.Form):
    """Which document: stage, day or edition, and what the registry gives it."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    stage = forms.ChoiceField(label=_("Đợt"), required=False)
    edition = forms.TypedChoiceField(
        label=_("Số liệu"), required=False, coerce=int, empty_value=None
    )
    until = forms.DateField(
        label=_("Số liệu đến hết ngày"), required=False, widget=DATE,
        help_text=_("Để trống: ngày mới nhất. Chỉ dùng cho số đang chạy."),
    )  # fmt: skip
    number = forms.RegexField(
        r"^[0-9]{1,6}[a-zA-Z]?$", label=_("Số văn bản"), required=False, max_length=7,
        help_text=_("Để trống thì văn thư điền khi ban hành."),
        error_messages={"invalid": _("Chỉ viết chữ số, ví dụ 12.")},
    )  # fmt: skip
    day = forms.DateField(
        label=_("Ngày văn bản"), required=False, widget=DATE,
        help_text=_("Để trống thì điền khi ký."),
    )  # fmt: skip

    def __init__(
        self,
        data: QueryDict | None,
        *,
        paper: Paper,
        plan: Plan,
        editions: Sequence[Edition],
        key: UUID,
    ) -> None:
        super().__init__(data, initial={"key": key})
        names = {stage.code: stage.name for stage in plan.stages}
        self._choices("stage", [WHOLE, *names.items()])
        first = [RUNNING] if paper is Paper.WEEKLY else [("", _("Lần công bố chính thức mới nhất"))]
        listed = [(each.nr, _edition(each, names)) for each in editions]
        self._choices("edition", [*first, *listed])
        left_out = {Paper.LAUNCH: ("stage", "edition", "until"), Paper.AWARDS: ("until",)}
        if not plan.stages:
            self.fields["stage"].widget = forms.HiddenInput()
        for name in left_out.get(paper, ()):
            del self.fields[name]

    def _choices(self, name: str, choices: list[tuple[Any, Any]]) -> None:
        field = self.fields[name]
        if isinstance(field, forms.ChoiceField):
            field.choices = choices

    @property
    def asked(self) -> Asked:
        """Give what was asked for; ask only when the form is valid."""
        given = self.cleaned_data
        return Asked(
            given.get("stage", ""),
            given.get("until") if given.get("edition") is None else None,
            given.get("edition"),
            given["number"],
            given["day"],
        )


def _edition(each: Edition, stages: dict[str, str]) -> str:
    stage = f", {stages.get(each.stage, each.stage)}" if each.stage else ""
    words = _("Lần công bố %(nr)s, đến hết %(day)s")
    return str(words % {"nr": each.nr, "day": f"{each.until:%d/%m/%Y}"}) + stage
