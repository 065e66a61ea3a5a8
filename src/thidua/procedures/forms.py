"""What is asked of the catalogue, how its values are called, and the file that is sent."""

from collections.abc import Mapping
from typing import Any
from uuid import uuid4

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from thidua.imports.forms import FileForm
from thidua.procedures.models import Stored
from thidua.procedures.rules import Level, OnlineLevel

LONGEST_SEARCH = 100
ANY = ("", _("Tất cả"))

LEVEL_NAMES: Mapping[str, Promise] = {
    Level.MINISTRY.value: _("Cấp bộ"),
    Level.PROVINCE.value: _("Cấp tỉnh"),
    Level.DISTRICT.value: _("Cấp huyện"),
    Level.COMMUNE.value: _("Cấp xã"),
}
ONLINE_NAMES: Mapping[str, Promise] = {
    OnlineLevel.FULL.value: _("Toàn trình"),
    OnlineLevel.PART.value: _("Một phần"),
    OnlineLevel.INFORMATION.value: _("Chỉ cung cấp thông tin"),
    OnlineLevel.FOURTH.value: _("Mức độ 4"),
    OnlineLevel.THIRD.value: _("Mức độ 3"),
}


class SearchForm(forms.Form):
    """Words, field, level of government, level of online service, and the day asked for."""

    q = forms.CharField(
        label=_("Tên hoặc mã, có dấu hay không dấu"),
        required=False,
        max_length=LONGEST_SEARCH,
        widget=forms.TextInput(attrs={"type": "search"}),
    )
    field = forms.ChoiceField(label=_("Lĩnh vực"), required=False)
    level = forms.ChoiceField(
        label=_("Cấp thực hiện"), required=False, choices=[ANY, *LEVEL_NAMES.items()]
    )
    online = forms.ChoiceField(
        label=_("Mức độ dịch vụ công"), required=False, choices=[ANY, *ONLINE_NAMES.items()]
    )
    on = forms.DateField(
        label=_("Có hiệu lực ngày"),
        required=False,
        input_formats=["%Y-%m-%d", "%d/%m/%Y"],
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )

    def __init__(self, *args: Any, **more: Any) -> None:  # noqa: ANN401 - a form's arguments
        super().__init__(*args, **{"auto_id": "%s", "label_suffix": "", **more})
        known = Stored.objects.standing().order_by().values_list("field", flat=True).distinct()
        self.fields["field"].choices = [ANY, *((each, each) for each in sorted(known))]  # type: ignore[attr-defined]  # a ChoiceField


class CatalogueForm(FileForm):
    """A catalogue to look at first, then to record once."""

    key = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **more: Any) -> None:  # noqa: ANN401 - a form's arguments
        super().__init__(*args, **{"label_suffix": "", "initial": {"key": uuid4()}, **more})
