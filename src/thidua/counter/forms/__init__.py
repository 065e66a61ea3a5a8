"""The shape of what officers type: fields that recur, files, and the key of a form."""

from typing import TYPE_CHECKING, Any
from uuid import uuid4

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import get_language

from thidua.archive.outside import look
from thidua.archive.rules.names import check_name
from thidua.kernel.errors import RuleBroken
from thidua.onestop.rules import LONGEST_REASON

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise as StrPromise

ACCEPTED = ".pdf,.jpg,.jpeg,.png"
INSTANTS = ["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M", "%H:%M %d/%m/%Y", "%d/%m/%Y %H:%M"]


class Keyed(forms.Form):
    """A form that is recorded once, however often it is sent: by the key it was opened with."""

    key = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **more: Any) -> None:  # noqa: ANN401 - a form's arguments
        initial = {"key": uuid4(), **more.pop("initial", {})}
        super().__init__(*args, **{"label_suffix": "", "initial": initial, **more})

    @property
    def sent(self) -> str:
        """The key that it was opened with."""
        return str(self.cleaned_data["key"])


class Upload(forms.FileField):
    """A paper as a file, looked at before anything is stored; gives its name and content."""

    def __init__(self, **more: Any) -> None:  # noqa: ANN401 - a field's arguments
        widget = forms.FileInput(attrs={"accept": ACCEPTED})
        super().__init__(**{"required": False, "widget": widget, "max_length": 1000, **more})

    def clean(
        self, data: "UploadedFile[Any] | None", initial: object = None
    ) -> tuple[str, bytes] | None:
        """Read the file; what the archive would refuse is said at the field."""
        file = super().clean(data, initial)
        if not file:
            return None
        content: bytes = file.read()
        try:
            name = check_name(file.name)
            look(content, name)
        except RuleBroken as broken:
            raise said(broken) from broken
        return name, content


def said(broken: RuleBroken) -> ValidationError:
    """Say a broken rule at a form, so that what was typed stays."""
    return ValidationError(broken.text(get_language() or "vi"))


def sentences(
    label: "StrPromise", help_text: "StrPromise | str" = "", *, required: bool = True
) -> forms.CharField:
    """Make a field for a few sentences that people will read."""
    return forms.CharField(
        label=label,
        help_text=help_text,
        required=required,
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


def an_instant(
    label: "StrPromise", help_text: "StrPromise | str" = "", *, required: bool = True
) -> forms.DateTimeField:
    """Make a field for a day and an hour by Vietnam's clock."""
    return forms.DateTimeField(
        label=label,
        help_text=help_text,
        required=required,
        input_formats=INSTANTS,
        widget=forms.DateTimeInput(format="%Y-%m-%dT%H:%M", attrs={"type": "datetime-local"}),
    )
