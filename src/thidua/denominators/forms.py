"""The shape of what people type about denominators; every bad line is shown at its field."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.core.validators import MaxLengthValidator, MinValueValidator
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from thidua.counting.rules import Measure
from thidua.denominators import rules
from thidua.denominators.models import judge
from thidua.denominators.rules import pasting
from thidua.kernel.errors import RuleBroken
from thidua.spreadsheets.outside import read
from thidua.spreadsheets.rules.pairs import lines

ZIP = b"PK"  # how a spreadsheet begins
LARGEST_FILE = 2_000_000  # bytes
LONGEST_PASTED = 20_000  # characters; whatever letters they are, they fit in a form's body
SHOWN = 50
DAY_FORMATS = ["%Y-%m-%d", "%d/%m/%Y"]
TOO_LONG = _("Ô này nhận nhiều nhất 20.000 ký tự. Hãy gửi bằng tệp CSV.")
FIRST_DAY = date(1990, 1, 1)


def day_field(**given: Any) -> forms.DateField:  # noqa: ANN401 - a field's arguments
    """Make a field for a day."""
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    early = MinValueValidator(FIRST_DAY, _("Ngày phải từ năm 1990 trở đi."))
    return forms.DateField(input_formats=DAY_FORMATS, widget=widget, validators=[early], **given)


def text_of(broken: RuleBroken) -> str:
    """Say a problem in the language of the page."""
    return broken.text("en" if get_language() == "en" else "vi")


class OfficeForm(forms.Form):
    """A form that an office fills in for a unit on a day."""

    def __init__(
        self,
        data: QueryDict | None,
        *,
        unit: str,
        today: date,
        **given: Any,  # noqa: ANN401 - a form's arguments
    ) -> None:
        super().__init__(data, label_suffix="", auto_id="id_%s", **given)
        self.unit, self.today = unit, today

    def show(self, name: str, problems: list[RuleBroken]) -> None:
        """Show problems at a field, so many that a page can be read."""
        for broken in problems[:SHOWN]:
            self.add_error(name, text_of(broken))
        if (more := len(problems) - SHOWN) > 0:
            self.add_error(name, _("… và %(more)d lỗi khác.") % {"more": more})


class RegisterForm(OfficeForm):
    """A candidate: what is counted, as of when, who says so, and two columns of counts."""

    measure = forms.ChoiceField(label=_("Mẫu số"))
    day = day_field(label=_("Số có đến ngày"))
    source = forms.CharField(
        label=_("Nguồn"),
        max_length=rules.LONGEST_SOURCE,
        help_text=_(
            "Cơ quan đưa ra số liệu, ví dụ: Cục Thống kê. Nguồn có chữ “mô phỏng” thì số được đánh dấu là mô phỏng."
        ),
    )
    document = forms.CharField(
        label=_("Văn bản"),
        max_length=rules.LONGEST_DOCUMENT,
        help_text=_(
            "Số, ký hiệu hoặc tên tài liệu. Nguồn và văn bản hiện trên trang công khai; không ghi tên riêng của người dân."
        ),
    )
    counts = forms.CharField(
        label=_("Hai cột: đơn vị; số lượng"),
        required=False,
        validators=[MaxLengthValidator(LONGEST_PASTED, TOO_LONG)],  # a browser would cut it off
        widget=forms.Textarea(attrs={"rows": 12, "spellcheck": "false"}),
        help_text=_(
            "Mỗi dòng một đơn vị, chép thẳng từ bảng tính cũng được. Đơn vị ghi bằng tên, mã thống kê hoặc mã của hệ thống. Không dán dòng cộng."
        ),
    )
    file = forms.FileField(
        label=_("Hoặc tệp .xlsx, .csv"),
        required=False,
        max_length=200,
        help_text=_("Hai cột như trên, nhiều nhất 2 MB; tệp CSV theo mã UTF-8."),
    )

    def __init__(
        self,
        data: QueryDict | None,
        files: "MultiValueDict[str, Any] | None",
        *,
        measures: Mapping[str, Measure],
        **given: Any,  # noqa: ANN401 - a form's arguments
    ) -> None:
        super().__init__(data, files=files, **given)
        labels = [(key, f"{each.label} ({each.unit})") for key, each in measures.items()]
        self.fields["measure"].choices = [("", _("Chọn một mẫu số")), *labels]  # type: ignore[attr-defined] # a ChoiceField
        self.pairs: tuple[tuple[str, int], ...] = ()

    def clean(self) -> None:
        """Read the two columns and find everything that is wrong with them."""
        file, pasted = self.cleaned_data.get("file"), self.cleaned_data.get("counts")
        if file and pasted:
            self.add_error("file", _("Chỉ dán vào ô hoặc chỉ chọn tệp, không cả hai."))
        elif file and file.size > LARGEST_FILE:
            self.add_error("file", _("Tệp lớn hơn 2 MB. Hãy bỏ bớt cột thừa rồi gửi lại."))
        elif "counts" not in self.errors and "file" not in self.errors:
            self._read("file" if file else "counts", file, pasted or "")

    def _read(self, name: str, file: Any, pasted: str) -> None:  # noqa: ANN401 - an uploaded file
        try:
            text = _text(file) if file else pasted
        except RuleBroken as broken:
            self.show(name, [broken])
            return
        lines, problems = pasting.parse(text)
        self.pairs = tuple((line.unit, line.quantity) for line in lines)
        if (day := self.cleaned_data.get("day")) and self.pairs:
            judged = judge(day, self.pairs, unit=self.unit, today=self.today)
            problems += [
                pasting.at_line(lines[place - 1].number, broken) if place else broken
                for place, broken in judged.problems
            ]
        self.show(
            name, sorted(problems, key=lambda broken: int(str(broken.facts.get("number", 0))))
        )


def _text(file: Any) -> str:  # noqa: ANN401 - an uploaded file
    content = file.read()
    return lines(read(content, file.name)) if content[:2] == ZIP else pasting.decode(content)


class AdoptForm(OfficeForm):
    """From when a denominator is frozen, and why it is chosen."""

    frozen_from = day_field(
        label=_("Chốt từ ngày"),
        required=False,
        help_text=_(
            "Từ ngày này, mọi thay đổi phải có lý do và được đánh dấu. Để trống thì giữ ngày chốt đang có."
        ),
    )
    reason = forms.CharField(
        label=_("Lý do"),
        required=False,
        max_length=rules.LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Bắt buộc nếu mẫu số đã chốt. Lý do không hiện trên trang công khai."),
    )


class ChangeForm(OfficeForm):
    """One unit's count, and why it is changed."""

    of_unit = forms.CharField(
        label=_("Đơn vị"),
        max_length=pasting.LONGEST_REFERENCE,
        help_text=_("Tên, mã thống kê hoặc mã của hệ thống."),
    )
    day = day_field(
        label=_("Số có đến ngày"),
        help_text=_("Giữ nguyên ngày để sửa số đang dùng; ghi ngày khác nếu là số mới."),
    )
    quantity = forms.CharField(label=_("Số lượng"), max_length=pasting.MOST_DIGITS + 5)
    reason = forms.CharField(
        label=_("Lý do"),
        max_length=rules.LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Lý do không hiện trên trang công khai."),
    )

    def clean_quantity(self) -> int:
        """Read a whole number."""
        try:
            return pasting.whole(self.cleaned_data["quantity"])
        except RuleBroken as broken:
            raise forms.ValidationError(text_of(broken)) from broken

    def clean(self) -> None:
        """Find the unit, and what is wrong with its count."""
        given = self.cleaned_data
        if {"of_unit", "day", "quantity"} <= given.keys():
            pair = (given["of_unit"], given["quantity"])
            judged = judge(given["day"], (pair,), unit=self.unit, today=self.today)
            self.show("of_unit", [broken for _place, broken in judged.problems])
