"""What forms of the programme are made of: days, years, sentences, and a key."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self
from uuid import uuid4

from django import forms
from django.http import HttpRequest
from django.utils.functional import Promise

from thidua.programme.models import WORDS

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise as StrPromise

FIRST_YEAR, LAST_YEAR = 2000, 2100


class KeyedForm(forms.Form):
    """A form that is recorded once, however often it is sent: by the key it was opened with."""

    key = forms.UUIDField(widget=forms.HiddenInput)

    @classmethod
    def of(
        cls,
        request: HttpRequest,
        *,
        given: Mapping[str, object] | None = None,
        **more: Any,  # noqa: ANN401 - a form's arguments
    ) -> Self:
        """Open it for a request: filled in where it was sent."""
        return cls(request.POST or None, initial={"key": uuid4(), **(given or {})}, **more)

    @property
    def sent(self) -> str:
        """The key that it was opened with."""
        return str(self.cleaned_data["key"])


def a_day(
    label: "StrPromise", help_text: "StrPromise | str" = "", *, required: bool = True
) -> forms.DateField:
    """Make a field for a day."""
    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    formats = ["%Y-%m-%d", "%d/%m/%Y"]
    return forms.DateField(
        label=label, help_text=help_text, required=required, widget=widget, input_formats=formats
    )


def sentences(
    label: "StrPromise", help_text: "StrPromise | str" = "", *, required: bool = True
) -> forms.CharField:
    """Make a field for a few sentences."""
    return forms.CharField(
        label=label,
        help_text=help_text,
        max_length=WORDS,
        required=required,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


def a_year(label: "StrPromise") -> forms.IntegerField:
    """Make a field for a year."""
    return forms.IntegerField(label=label, min_value=FIRST_YEAR, max_value=LAST_YEAR)


def choices(
    names: Mapping[str, Promise], first: Promise | None = None
) -> list[tuple[str, Promise]]:
    """List what can be chosen, an empty choice first where one is named."""
    return [*([("", first)] if first else []), *names.items()]
