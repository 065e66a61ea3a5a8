"""The shape of what people send and choose."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from thidua.imports.models import LONGEST_NAME
from thidua.imports.rules import DAY, MEASURE, QUANTITY, UNIT, WIDE, Known
from thidua.imports.rules.naming import Directory, Named
from thidua.imports.rules.reading import SKIPPED
from thidua.spreadsheets.rules.tables import Column

LARGEST = 20_000_000  # bytes
MOST_UNITS = 300  # of a territory that are all offered for a name
FIRST_DAY, LAST_DAY = date(1990, 1, 1), date(2100, 1, 1)
PARTIAL, COMPLETE = "partial", "complete"
ROLES = (
    ("", _("Không dùng")),
    (UNIT, _("Đơn vị (tên hoặc mã)")),
    (DAY, _("Ngày")),
    (MEASURE, _("Tên số đếm (mỗi dòng một số đếm)")),
    (QUANTITY, _("Số lượng (mỗi dòng một số đếm)")),
)


class FileForm(forms.Form):
    """A spreadsheet as it is."""

    file = forms.FileField(
        label=_("Tệp bảng tính"),
        max_length=200,
        help_text=_("Tệp .xlsx hoặc .csv, tối đa 20 MB. Không cần sửa lại cho đúng mẫu."),
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.csv"}),
    )

    def clean_file(self) -> tuple[str, bytes]:
        """Read the file, unless it is larger than a file of counts can be."""
        file = self.cleaned_data["file"]
        if file.size > LARGEST:
            raise forms.ValidationError(
                _("Tệp lớn hơn 20 MB. Hãy chia thành nhiều tệp rồi gửi lần lượt.")
            )
        return file.name, file.read()


def _day(label: object, help_text: object = "") -> forms.DateField:
    return forms.DateField(
        label=label,  # type: ignore[arg-type]  # lazy text
        required=False,
        help_text=help_text,  # type: ignore[arg-type]  # lazy text
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )


class MappingForm(forms.Form):
    """Which column is what, the source, the day, and whether the file is complete."""

    table = forms.CharField(widget=forms.HiddenInput)
    source = forms.ChoiceField(label=_("Nguồn số liệu"), required=False)
    name = forms.CharField(
        label=_("Tên nguồn mới"),
        required=False,
        max_length=LONGEST_NAME,
        help_text=_(
            "Ví dụ: Báo cáo một cửa hằng tuần. Lần sau chọn lại nguồn này, không phải đối chiếu nữa."
        ),
    )
    day = _day(_("Ngày của cả tệp"), _("Chỉ ghi khi bảng không có cột ngày."))
    extent = forms.ChoiceField(
        label=_("Tệp này là"),
        choices=(
            (PARTIAL, _("Tệp từng phần: chỉ thêm hoặc sửa những gì có trong tệp")),
            (COMPLETE, _("Tệp đầy đủ của một kỳ: số đã gửi mà tệp không có sẽ về 0")),
        ),
    )
    first = _day(_("Kỳ của tệp đầy đủ, từ ngày"))
    last = _day(_("đến hết ngày"))

    def __init__(
        self,
        *given: Any,  # noqa: ANN401 - Django's own
        columns: Sequence[Column],
        measures: Iterable[Known],
        sources: Iterable[str],
        **more: Any,  # noqa: ANN401 - Django's own
    ) -> None:
        super().__init__(*given, **more)
        wide = [(f"{WIDE}{each.key}", each.label) for each in measures]
        choices = [*ROLES, (_("Cột đếm"), wide)] if wide else list(ROLES)
        for column in columns:
            label = column.heading or _("Cột không có tên")
            self.fields[f"role_{column.place}"] = forms.ChoiceField(
                label=label, choices=choices, required=False
            )
        source = self.fields["source"]
        if isinstance(source, forms.ChoiceField):
            source.choices = [
                *((each, each) for each in sources),
                ("", _("Nguồn mới, tên ghi ở ô dưới")),
            ]

    @property
    def roles(self) -> dict[int, str]:
        """The roles that were given to columns, by their places."""
        found = {
            int(name.removeprefix("role_")): value
            for name, value in self.cleaned_data.items()
            if name.startswith("role_")
        }
        return {place: role for place, role in found.items() if role}

    def clean(self) -> dict[str, Any]:
        """Ask for a name, for a period where one is needed, and for days that people live in."""
        given = super().clean() or {}
        given["source"] = given.get("source") or " ".join((given.get("name") or "").split())
        if not given["source"]:
            self.add_error("name", _("Hãy đặt tên cho nguồn số liệu."))
        if given.get("extent") == COMPLETE:
            self._check_period(given)
        else:
            given["first"] = given["last"] = None
        for name in ("day", "first", "last"):
            if given.get(name) and not FIRST_DAY <= given[name] <= LAST_DAY:
                self.add_error(name, _("Ngày này không hợp lý. Hãy kiểm tra lại năm."))
        return given

    def _check_period(self, given: Mapping[str, Any]) -> None:
        if not given.get("first") or not given.get("last"):
            self.add_error("first", _("Tệp đầy đủ cần cả ngày đầu và ngày cuối của kỳ."))
        elif given["last"] < given["first"]:
            self.add_error("last", _("Ngày cuối phải từ ngày đầu trở đi."))


class UnitsForm(forms.Form):
    """Which unit each text means."""

    def __init__(self, *given: Any, unclear: Mapping[str, Directory], **more: Any) -> None:  # noqa: ANN401 - Django's own
        super().__init__(*given, **more)
        self._texts = list(unclear)
        for number, (text, directory) in enumerate(unclear.items()):
            near = directory.near(text)
            self.fields[f"unit_{number}"] = forms.ChoiceField(
                label=text, choices=_offered(near, directory)
            )

    @property
    def choices(self) -> dict[str, str]:
        """The chosen units by text."""
        return {
            text: self.cleaned_data[f"unit_{number}"] for number, text in enumerate(self._texts)
        }


def _offered(near: Sequence[Named], directory: Directory) -> list[Any]:
    choices: list[Any] = [("", _("Hãy chọn …"))]
    if near:
        choices.append((_("Gần giống"), [(each.id, _shown(each)) for each in near]))
    if len(directory.units) <= MOST_UNITS:
        known = {each.id for each in near}
        rest = [each for each in directory.units.values() if each.id not in known]
        rest.sort(key=lambda each: each.label)
        choices.append((_("Các đơn vị khác"), [(each.id, _shown(each)) for each in rest]))
    return [*choices, (SKIPPED, _("Không tính các dòng này"))]


def _shown(unit: Named) -> str:
    return f"{unit.label} ({unit.code or unit.id})"


class TakeForm(forms.Form):
    """What a person saw, and that what is missing becomes zero."""

    seen = forms.CharField(widget=forms.HiddenInput, max_length=64)
    confirmed = forms.BooleanField(
        label=_("Tôi xác nhận: các số nêu trên trở về 0"), required=False
    )
