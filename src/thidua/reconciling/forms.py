"""What is sent to the mirror, and how its values are called."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from thidua.dossiers.rules import Channel, Filer
from thidua.imports.forms import FileForm
from thidua.mirror.rules import Kind, Source

FIRST_DAY, LAST_DAY = date(2010, 1, 1), date(2100, 1, 1)
LONGEST_CODE = 60

SOURCE_NAMES: Mapping[str, Promise] = {
    Source.PROVINCE.value: _("Hệ thống thông tin giải quyết thủ tục hành chính của tỉnh"),
    Source.NATIONAL.value: _("Cổng Dịch vụ công quốc gia"),
}
KIND_NAMES: Mapping[Kind, Promise] = {
    Kind.NOT_IN_PROVINCE: _("Chỉ có trên Cổng quốc gia"),
    Kind.NOT_IN_NATIONAL: _("Chỉ có ở hệ thống của tỉnh"),
    Kind.GONE: _("Không còn trong danh sách đầy đủ sau"),
    Kind.BACKWARDS: _("Trạng thái lùi lại"),
    Kind.UNIT: _("Đơn vị giải quyết"),
    Kind.PROCEDURE: _("Thủ tục"),
    Kind.CHANNEL: _("Kênh thực hiện"),
    Kind.FILER: _("Người nộp"),
    Kind.STATUS: _("Trạng thái"),
    Kind.RECEIVED: _("Ngày tiếp nhận"),
    Kind.DUE: _("Ngày hẹn trả"),
    Kind.RESOLVED: _("Ngày xử lý xong"),
    Kind.RETURNED: _("Ngày trả kết quả"),
    Kind.SUPPLEMENTS: _("Số lần yêu cầu bổ sung"),
    Kind.FEE: _("Phí, lệ phí"),
    Kind.PAID_ONLINE: _("Thanh toán trực tuyến"),
    Kind.E_RESULT: _("Kết quả điện tử"),
    Kind.DIGITIZED: _("Số hóa"),
    Kind.REUSING: _("Tái sử dụng giấy tờ"),
    Kind.APOLOGISED: _("Xin lỗi và hẹn lại"),
}

CHANNEL_NAMES: Mapping[str, Promise] = {
    Channel.ONLINE.value: _("trực tuyến"),
    Channel.DIRECT.value: _("trực tiếp"),
    Channel.POSTAL.value: _("bưu chính công ích"),
}
FILER_NAMES: Mapping[str, Promise] = {
    Filer.SELF.value: _("tự nộp"),
    Filer.ASSISTED.value: _("được giúp tại một cửa"),
    Filer.OFFICIAL.value: _("cán bộ nộp thay"),
    Filer.TEAM.value: _("Tổ công nghệ số cộng đồng"),
    Filer.POST.value: _("bưu chính"),
}


def _day(label: Promise) -> forms.DateField:
    return forms.DateField(
        label=label,  # type: ignore[arg-type]  # lazy text
        required=False,
        input_formats=["%Y-%m-%d", "%d/%m/%Y"],
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )


class ListForm(FileForm):
    """A list of dossiers, whose it is, and of which days it holds every one."""

    source = forms.ChoiceField(label=_("Danh sách của"), choices=[*SOURCE_NAMES.items()])
    first = _day(_("Đủ mọi hồ sơ tiếp nhận từ ngày"))
    last = _day(_("đến hết ngày"))

    def __init__(self, *given: Any, **more: Any) -> None:  # noqa: ANN401 - Django's own
        super().__init__(*given, **{"label_suffix": "", **more})
        self.order_fields(["source", "file", "first", "last"])
        self.fields["file"].help_text = _(
            "Tệp .xlsx hoặc .csv xuất từ hệ thống, tối đa 20 MB. Cột tên, số giấy tờ, điện thoại của người nộp không được đọc."
        )
        self.fields["first"].help_text = _(
            "Chỉ ghi khi danh sách có đủ mọi hồ sơ của các ngày này: hồ sơ nào thiếu sẽ được nêu để hỏi lại. Để trống nếu chỉ gồm hồ sơ mới và hồ sơ có thay đổi."
        )

    def clean(self) -> dict[str, Any]:
        """Ask for both days or none, in order."""
        given = super().clean() or {}
        first, last = given.get("first"), given.get("last")
        if (first is None) != (last is None) or (first and last and last < first):
            self.add_error("last", _("Cần cả hai ngày, ngày cuối từ ngày đầu trở đi."))
        for name in ("first", "last"):
            if given.get(name) and not FIRST_DAY <= given[name] <= LAST_DAY:
                self.add_error(name, _("Ngày này không hợp lý. Hãy kiểm tra lại năm."))
        return given


class DifferingForm(forms.Form):
    """Which differences are asked for: a kind, a unit, part of a code."""

    kind = forms.ChoiceField(label=_("Khác nhau về"), required=False)
    at = forms.CharField(label=_("Đơn vị"), required=False, max_length=64, widget=forms.HiddenInput)
    after = forms.CharField(required=False, max_length=LONGEST_CODE, widget=forms.HiddenInput)

    def __init__(self, *given: Any, **more: Any) -> None:  # noqa: ANN401 - Django's own
        super().__init__(*given, **{"auto_id": "%s", "label_suffix": "", **more})
        kinds = [
            ("", _("Mọi chỗ khác nhau")),
            *((kind.value, name) for kind, name in KIND_NAMES.items()),
        ]
        self.fields["kind"].choices = kinds  # type: ignore[attr-defined]  # a ChoiceField


class CountedForm(forms.Form):
    """Which count is opened: a measure, a unit, a day."""

    measure = forms.CharField(max_length=64)
    at = forms.CharField(max_length=64)
    day = forms.DateField(input_formats=["%Y-%m-%d"])
