"""The shape of what people type to open a dossier and to rate it."""

from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from thidua.dossiers.rules import codes, tickets
from thidua.kernel.errors import RuleBroken
from thidua.tracking.rules import LONGEST_COMMENT, Factor, read_factor

STARS = (
    ("5", _("5 – rất hài lòng")),
    ("4", _("4 – hài lòng")),
    ("3", _("3 – bình thường")),
    ("2", _("2 – không hài lòng")),
    ("1", _("1 – rất không hài lòng")),
)


class PlainForm(forms.Form):
    """A form whose labels end as they are written."""

    def __init__(self, *given: Any, **more: Any) -> None:  # noqa: ANN401 - Django's own
        super().__init__(*given, **{"label_suffix": "", **more})


class TrackForm(PlainForm):
    """The code of a dossier and a second factor."""

    code = forms.CharField(
        label=_("Mã hồ sơ"),
        max_length=codes.LONGEST,
        help_text=_("In trên giấy tiếp nhận, ví dụ H99.41-260309-0001."),
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}
        ),
    )
    factor = forms.CharField(
        label=_("4 số cuối điện thoại hoặc mã tra cứu"),
        max_length=tickets.LONGEST,
        help_text=_("Số điện thoại đã ghi khi nộp hồ sơ. Mã tra cứu có 16 ký tự, in cạnh mã QR."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )

    def clean_code(self) -> str:
        """Read the code in either order."""
        try:
            return str(codes.parse(self.cleaned_data["code"]))
        except RuleBroken as broken:
            raise forms.ValidationError(
                _("Mã hồ sơ chưa đúng dạng. Hãy chép đúng như trên giấy tiếp nhận.")
            ) from broken

    def clean_factor(self) -> Factor:
        """Read what was typed as digits or as a secret."""
        found = read_factor(self.cleaned_data["factor"])
        if found is None:
            raise forms.ValidationError(_("Hãy nhập 4 chữ số, hoặc đủ 16 ký tự của mã tra cứu."))
        return found


class KeyForm(PlainForm):
    """What is done once, under the key that was made when the page was opened."""

    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)


class StarsForm(KeyForm):
    """How good it was."""

    stars = forms.TypedChoiceField(
        label=_("Ông/bà hài lòng đến mức nào?"),
        choices=STARS,
        coerce=int,
        widget=forms.RadioSelect,
    )


class RatingForm(StarsForm):
    """How good it was, and why."""

    comment = forms.CharField(
        label=_("Góp ý (không bắt buộc)"),
        help_text=_("Chỉ đơn vị giải quyết đọc được, không công khai."),
        max_length=LONGEST_COMMENT,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
