"""The shape of what readers ask of a map: what it shows, of which units, beside which day."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import uuid4

from django import forms
from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from thidua.maps.models.boundaries import LICENCE_LENGTH, SOURCE_LENGTH
from thidua.maps.rules.values import CHANGE, POINTS
from thidua.plans.rules import Criterion
from thidua.proofs.forms import asked
from thidua.reading.forms.asking import FIRST_DAY, LAST_DAY
from thidua.units.rules import Level

LEVELS: dict[Level, Promise] = {
    Level.PROVINCE: _("Tỉnh, thành phố"),
    Level.DISTRICT: _("Cấp huyện"),
    Level.COMMUNE: _("Cấp xã"),
}
WHAT = {POINTS: _("Tổng điểm"), CHANGE: _("Thay đổi hạng")}


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a map shows; `level` is None where the map may choose."""

    what: str
    level: Level | None
    beside: date | None


class MapForm(forms.Form):
    """Choose what a map shows."""

    what = forms.ChoiceField(label=_("Tô màu theo"), required=False)
    level = forms.ChoiceField(label=_("Cấp đơn vị"), required=False)
    beside = forms.DateField(required=False, input_formats=["%Y-%m-%d"], widget=forms.HiddenInput)

    def __init__(self, criteria: list[Criterion], levels: list[Level], data: QueryDict) -> None:
        super().__init__(data, auto_id="%s", label_suffix="")
        measured = [(each.code, each.label) for each in criteria]
        self.fields["what"].choices = [*WHAT.items(), *measured]  # type: ignore[attr-defined] # a ChoiceField
        self.fields["level"].choices = [(each.value, LEVELS[each]) for each in levels]  # type: ignore[attr-defined] # the same

    def clean_beside(self) -> date | None:
        """Keep to days that a tree can be made of."""
        beside: date | None = self.cleaned_data["beside"]
        if beside and not FIRST_DAY <= beside < LAST_DAY:
            raise forms.ValidationError("", code="outside")
        return beside


def wanted(form: MapForm) -> Wanted:
    """Read what a map shows."""
    given = asked(form)
    level = Level(given["level"]) if given["level"] else None
    return Wanted(given["what"] or POINTS, level, given["beside"])


class UploadForm(forms.Form):
    """Send a file of outlines, with where it is from."""

    file = forms.FileField(
        label=_("Tệp GeoJSON"),
        max_length=200,
        help_text=_(
            "Vùng (Polygon, MultiPolygon) theo WGS 84, nhiều nhất 8 MB. Mỗi đối tượng có mã của hệ thống, mã GSO hoặc tên đơn vị."
        ),
    )
    source = forms.CharField(
        label=_("Nguồn"),
        help_text=_("Cơ quan lập và ngày, hiện dưới bản đồ."),
        max_length=SOURCE_LENGTH,
    )
    licence = forms.CharField(
        label=_("Giấy phép"),
        help_text=_("Ai được dùng lại, theo văn bản nào."),
        max_length=LICENCE_LENGTH,
    )

    def __init__(self, *given: Any, **more: Any) -> None:  # noqa: ANN401 - a form's arguments
        super().__init__(*given, **{"auto_id": "%s", "label_suffix": "", **more})


class SetForm(forms.Form):
    """Show or withdraw a set of outlines."""

    turn = forms.ChoiceField(choices=[("show", ""), ("withdraw", "")])
    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
