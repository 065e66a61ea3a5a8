"""What the counter writes down when somebody comes: for whom, where, how, with which papers."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from thidua.counter.forms import Upload, an_instant, said
from thidua.counter.forms.acts import brought
from thidua.counter.forms.words import CHANNELS, FILERS, PAID
from thidua.counter.models import competent, hamlets
from thidua.counting.models.naming import names
from thidua.dossiers.rules import Channel, Filer
from thidua.kernel.errors import RuleBroken
from thidua.onestop.models import Dossier
from thidua.onestop.rules import (
    LONGEST_ADDRESS,
    LONGEST_NAME,
    Application,
    Brought,
    Paid,
    Party,
    check_party,
)
from thidua.procedures.models import Stored


class PersonForm(forms.Form):
    """For whom a dossier is, and how it came."""

    name = forms.CharField(
        label=_("Họ tên hoặc tên tổ chức"),
        max_length=LONGEST_NAME,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    identity = forms.CharField(
        label=_("Số định danh"),
        required=False,
        max_length=14,
        help_text=_("Số căn cước 12 chữ số; tổ chức ghi mã số thuế."),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )
    phone = forms.CharField(
        label=_("Điện thoại"),
        required=False,
        max_length=12,
        help_text=_("Cần để tra cứu hồ sơ: hỏi bốn số cuối."),
        widget=forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "off"}),
    )
    address = forms.CharField(
        label=_("Địa chỉ"),
        required=False,
        max_length=LONGEST_ADDRESS,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    hamlet = forms.ChoiceField(label=_("Ấp, khu vực nơi ở"), required=False)
    channel = forms.TypedChoiceField(
        label=_("Nộp bằng cách nào"),
        coerce=Channel,
        choices=[(each.value, name) for each, name in CHANNELS.items()],
    )
    filer = forms.TypedChoiceField(
        label=_("Ai nộp"),
        coerce=Filer,
        choices=[(each.value, name) for each, name in FILERS.items()],
        initial=Filer.ASSISTED.value,
        help_text=_(
            "Ghi đúng người thực hiện: tỷ lệ “tự nộp” được công bố bên cạnh tỷ lệ trực tuyến."
        ),
    )
    support_unit = forms.ChoiceField(label=_("Nơi hỗ trợ nộp"), required=False)

    def __init__(self, unit: str, today: date, *args: Any, **more: Any) -> None:  # noqa: ANN401 - a form's arguments
        super().__init__(*args, **{"label_suffix": "", **more})
        self.unit = unit
        nearby = hamlets(unit, today)
        here = [(unit, names([unit])[unit]), *nearby]
        self.fields["hamlet"].choices = [("", _("Không ghi hoặc ở nơi khác")), *nearby]  # type: ignore[attr-defined]  # a ChoiceField
        self.fields["support_unit"].choices = [("", _("Không có")), *here]  # type: ignore[attr-defined]  # a ChoiceField

    def clean(self) -> dict[str, Any]:
        """Say at the form what cannot be somebody's data."""
        found = super().clean() or {}
        if not self.errors:
            try:
                check_party(self.party())
            except RuleBroken as broken:
                raise said(broken) from broken
        return found

    def party(self, person: int | None = None) -> Party:
        """Give the person; digits are taken without what people put between them."""
        given = self.cleaned_data
        return Party(
            name=given["name"],
            phone=_digits(given["phone"]),
            identity=_digits(given["identity"]),
            address=given["address"],
            person=person,
        )

    def places(self) -> dict[str, Any]:
        """Give how it came, and where the person lives and was helped."""
        given = self.cleaned_data
        return {
            "channel": given["channel"],
            "filer": given["filer"],
            "hamlet": given["hamlet"] or None,
            "support_unit": given["support_unit"] or None,
        }


class AmendForm(PersonForm):
    """The same, filled in with what was written down."""

    key = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, row: Dossier, today: date, *args: Any, **more: Any) -> None:  # noqa: ANN401 - a form's arguments
        self.row = row
        party = row.party
        initial = {
            "key": uuid4(),
            "name": party.name,
            "identity": party.identity,
            "phone": party.phone,
            "address": party.address,
            "hamlet": row.hamlet_id or "",
            "channel": row.channel,
            "filer": row.filer,
            "support_unit": row.support_unit_id or "",
        }
        super().__init__(row.holder_id, today, *args, **{"initial": initial, **more})
        for name, unit in (("hamlet", row.hamlet_id), ("support_unit", row.support_unit_id)):
            listed = self.fields[name].choices  # type: ignore[attr-defined]  # a ChoiceField
            if unit and unit not in dict(listed):
                self.fields[name].choices = [*listed, *names([unit]).items()]  # type: ignore[attr-defined]  # a ChoiceField

    @property
    def sent(self) -> str:
        """The key that it was opened with."""
        return str(self.cleaned_data["key"])

    def given(self, at: datetime) -> dict[str, Any]:  # noqa: ARG002 - as other forms of acts
        """Give what the action takes."""
        row = self.row
        application = Application(
            procedure=row.procedure,
            unit=row.unit_id,
            receipt_unit=row.receipt_unit_id,
            **self.places(),
        )
        return {"application": application, "party": self.party(row.party.person_id)}


class IntakeForm(PersonForm):
    """A whole dossier at the counter; `dossier` is its id and its key, drawn when it was opened."""

    dossier = forms.UUIDField(widget=forms.HiddenInput)
    unit_in_charge = forms.ChoiceField(label=_("Cơ quan giải quyết"))

    def __init__(self, version: Stored, unit: str, today: date, *args: Any, **more: Any) -> None:  # noqa: ANN401 - a form's arguments
        super().__init__(unit, today, *args, **{"initial": {"dossier": uuid4()}, **more})
        self.version = version
        self.fields["unit_in_charge"].choices = competent(version.version, unit, today)  # type: ignore[attr-defined]  # a ChoiceField
        if version.fee is not None:
            self.fields["paid"] = forms.ChoiceField(
                label=_("Phí, lệ phí"),
                required=False,
                choices=[("", _("Chưa nộp")), *((each.value, name) for each, name in PAID.items())],
            )
        if version.time is None:
            self.fields["appointed"] = an_instant(
                _("Hẹn trả kết quả lúc"),
                _("Thủ tục này chưa có thời hạn; cần khi tiếp nhận ngay."),
                required=False,
            )
        for number, component in enumerate(version.version.components, start=1):
            self.fields[f"paper_{number}"] = forms.BooleanField(
                label=component.name, required=False
            )
            self.fields[f"file_{number}"] = Upload(
                label=_("Tệp của giấy tờ %(number)s") % {"number": number}
            )
        self.order_fields(["dossier", "unit_in_charge", *self.fields])

    def clean(self) -> dict[str, Any]:
        """Ask for an appointment where it is received at once and the law gives no time."""
        found = super().clean()
        if "receive" in self.data and "appointed" in self.fields and not found.get("appointed"):
            self.add_error("appointed", _("Hãy ghi ngày giờ hẹn trả, hoặc chọn tiếp nhận sau."))
        return found

    @property
    def papers(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        """Pair each component's two fields, for the page."""
        count = len(self.version.version.components)
        return [(self[f"paper_{number}"], self[f"file_{number}"]) for number in range(1, count + 1)]

    def application(self, at: datetime) -> Application:
        """Store the files, and give what is filed."""
        given = self.cleaned_data
        return Application(
            procedure=self.version.code,
            unit=given["unit_in_charge"],
            receipt_unit=self.unit,
            paid=Paid(given["paid"]) if given.get("paid") else None,
            papers=tuple(self._brought(at)),
            **self.places(),
        )

    def _brought(self, at: datetime) -> Iterator[Brought]:
        owner = f"dossier:{self.cleaned_data['dossier']}"
        for number, component in enumerate(self.version.version.components, start=1):
            file = self.cleaned_data.get(f"file_{number}")
            if file or self.cleaned_data.get(f"paper_{number}"):
                yield brought(owner, component.name, file, at)


def _digits(text: str) -> str:
    return "".join(text.split()).replace(".", "").replace("-", "")
