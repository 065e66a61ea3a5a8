"""The shape of what people write in petitions, and units to them."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from thidua.petitions.rules import LONGEST
from thidua.tracking.forms import KeyForm


def _text(label: object, help_text: object, rows: int = 5) -> forms.CharField:
    return forms.CharField(
        label=label,  # type: ignore[arg-type]  # lazy text
        help_text=help_text,  # type: ignore[arg-type]  # lazy text
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": rows}),
    )


class PetitionForm(KeyForm):
    """A petition."""

    text = _text(
        _("Nội dung phản ánh, kiến nghị"),
        _("Việc gì, ở đâu, lúc nào; ông/bà mong muốn gì. Chỉ đơn vị nhận đọc được."),
        rows=8,
    )


class DossierPetitionForm(PetitionForm):
    """A petition about a dossier, to one of the units that deal with it."""

    unit = forms.ChoiceField(label=_("Gửi đến"))

    def __init__(self, *given: Any, **more: Any) -> None:  # noqa: ANN401 - Django's own
        super().__init__(*given, **more)
        self.order_fields(["unit", "text"])


def dossier_petition_form(
    units: Iterable[tuple[str, str]], data: QueryDict | None
) -> DossierPetitionForm:
    """Make the form with the units that a petition about a dossier may go to."""
    form = DossierPetitionForm(data)
    form.fields["unit"].choices = list(units)  # type: ignore[attr-defined]  # a ChoiceField
    return form


class SupplementForm(KeyForm):
    """What the unit asked for."""

    text = _text(_("Nội dung bổ sung"), _("Chỉ đơn vị nhận đọc được."))


class ReasonForm(KeyForm):
    """What a petitioner is told."""

    reason = _text(_("Nội dung gửi người phản ánh"), _("Người phản ánh sẽ đọc những lời này."))


class AnswerForm(KeyForm):
    """What everybody may read."""

    asked = _text(
        _("Nội dung phản ánh, viết lại để công khai"),
        _("Không ghi tên, số điện thoại, số định danh, địa chỉ, mã hồ sơ của ai."),
    )
    answer = _text(
        _("Trả lời của đơn vị"), _("Mọi người đọc được. Nêu căn cứ, việc đã làm, việc sẽ làm."), 8
    )
