"""What residents say of themselves."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from thidua.onestop.rules import LONGEST_ADDRESS, LONGEST_NAME
from thidua.residents.models import Choices

NOT_CHOSEN = ("", _("– hãy chọn –"))


class PlaceForm(forms.Form):
    """The commune in which a resident lives."""

    commune = forms.ChoiceField(label=_("Xã, phường nơi ông/bà ở"))

    def __init__(self, *args: Any, communes: Choices, **more: Any) -> None:  # noqa: ANN401 - a form's arguments
        super().__init__(*args, **{"label_suffix": "", **more})
        self.fields["commune"].choices = [NOT_CHOSEN, *communes]  # type: ignore[attr-defined]  # a ChoiceField


class PersonForm(forms.Form):
    """A person's name and how to reach them."""

    name = forms.CharField(
        label=_("Họ và tên"),
        max_length=LONGEST_NAME,
        widget=forms.TextInput({"autocomplete": "name"}),
    )
    phone = forms.CharField(
        label=_("Số điện thoại"),
        max_length=12,
        help_text=_("10 hoặc 11 chữ số; cán bộ gọi số này khi cần."),
        widget=forms.TextInput({"autocomplete": "tel", "inputmode": "tel"}),
    )
    identity = forms.CharField(
        label=_("Số định danh cá nhân (không bắt buộc)"),
        max_length=14,
        required=False,
        help_text=_("12 chữ số trên thẻ căn cước."),
        widget=forms.TextInput({"inputmode": "numeric", "autocomplete": "off"}),
    )
    address = forms.CharField(
        label=_("Địa chỉ (không bắt buộc)"),
        max_length=LONGEST_ADDRESS,
        required=False,
        widget=forms.TextInput({"autocomplete": "street-address"}),
    )

    def __init__(self, *args: Any, **more: Any) -> None:  # noqa: ANN401 - a form's arguments
        super().__init__(*args, **{"label_suffix": "", **more})


class ProfileForm(PersonForm):
    """A resident: who they are and where they live."""

    hamlet = forms.ChoiceField(label=_("Ấp, thôn, khu vực"), required=False)

    def __init__(
        self,
        *args: Any,  # noqa: ANN401 - a form's arguments
        hamlets: Choices,
        proved: bool = False,
        **more: Any,  # noqa: ANN401 - a form's arguments
    ) -> None:
        super().__init__(*args, **more)
        self.fields["hamlet"].choices = [NOT_CHOSEN, *hamlets]  # type: ignore[attr-defined]  # a ChoiceField
        if not hamlets:
            del self.fields["hamlet"]
        for name in ("name", "identity") if proved else ():
            self.fields[name].disabled = True
            self.fields[name].help_text = _("Đã xác minh bằng VNeID, không sửa ở đây.")
