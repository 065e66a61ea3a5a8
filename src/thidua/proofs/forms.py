"""What readers ask for in the address of a page: few things, each of its own shape.

What is asked for wrongly is answered with what can be asked for, never with a guess.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.core.paginator import EmptyPage, Page, Paginator
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.choices import flatten_choices
from django.utils.translation import gettext_lazy as _

from thidua.kernel.errors import RuleBroken

MOST_PARAMETERS = 12
Listed = Sequence[Any] | QuerySet[Any]
LONGEST = 100
LISTED = 60  # choices that a refusal names


class ReceiptForm(forms.Form):
    """Look up a receipt."""

    id = forms.RegexField(
        r"^[a-z2-7]{26}$", label=_("Mã biên nhận"), required=False, strip=True, max_length=26
    )


class WalkForm(forms.Form):
    """Say which entry of the ledger, and which fact in it, a reader is on the way to."""

    entry = forms.RegexField(r"^(0|[1-9][0-9]{0,17})$", label=_("Số của mục sổ"), required=False)
    fact = forms.RegexField(r"^[a-z2-7]{26}$", required=False)

    def clean_entry(self) -> int | None:
        """Read the number."""
        written: str = self.cleaned_data["entry"]
        return int(written) if written else None


NAMED = frozenset(
    [
        "stage",
        "until",
        "on",
        "day",
        "q",
        "id",
        "page",
        "under",
        "show",
        "units",
        "entry",
        "fact",
        "with",
        "group",
        "beside",
    ]
)


def asked(form: forms.Form) -> dict[str, Any]:
    """Give what was asked for; the first thing that cannot be is refused with what can."""
    _check_few(form.data)
    if not form.is_valid():
        name = next(iter(form.errors))
        raise _refused(name, form.data.get(name, ""), _choices(form.fields[name]))
    return form.cleaned_data


def page(items: Listed, data: QueryDict, size: int) -> "Page[Any]":
    """Give the page of a list that is asked for."""
    _check_few(data)
    number = data.get("page", "1")
    pages: Paginator[Any] = Paginator(items, size)
    try:
        if not (number.isascii() and number.isdecimal()):
            raise _refused("page", number)
        return pages.page(int(number[:LONGEST]))
    except EmptyPage:
        raise RuleBroken(
            "portal.no-such-page-number", page=number[:LONGEST], pages=pages.num_pages
        ) from None


def _check_few(data: Mapping[str, Any]) -> None:
    if len(data) > MOST_PARAMETERS:
        raise RuleBroken("portal.too-many-parameters", count=len(data), most=MOST_PARAMETERS)


def _choices(field: forms.Field) -> list[str]:
    """Name what a field can be, as it stands in an address; nothing where that is not listed."""
    choices: Any = field.choices if isinstance(field, forms.ChoiceField) else ()
    flat: list[tuple[Any, Any]] = list(flatten_choices(choices))
    return [str(value) for value, _label in flat if value][:LISTED]


def _refused(name: str, value: str, choices: Sequence[str] = ()) -> RuleBroken:
    shown = value if len(value) <= LONGEST else f"{value[:LONGEST]}…"
    kind = name if name in NAMED else "choice" if choices else "other"
    expected = RuleBroken(f"portal.expected-{kind}", choices=list(choices))
    return RuleBroken("portal.bad-parameter", name=name, value=shown, expected=expected)
