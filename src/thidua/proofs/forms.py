"""What readers ask for in the address of a page: few things, each of its own shape.

What is asked for wrongly is answered with what can be asked for, never with a guess.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.core.paginator import EmptyPage, Page, Paginator
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from thidua.kernel.errors import RuleBroken

MOST_PARAMETERS = 12
Listed = Sequence[Any] | QuerySet[Any]
LONGEST = 100


class ReceiptForm(forms.Form):
    """Look up a receipt."""

    id = forms.RegexField(
        r"^[a-z2-7]{26}$", label=_("Mã biên nhận"), required=False, strip=True, max_length=26
    )


NAMED = frozenset({"stage", "until", "on", "day", "q", "id", "page", "with", "group"})


def asked(form: forms.Form) -> dict[str, Any]:
    """Give what was asked for; the first thing that cannot be is refused with what can."""
    _check_few(form.data)
    if not form.is_valid():
        name = next(iter(form.errors))
        raise _refused(name, form.data.get(name, ""))
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


def _refused(name: str, value: str) -> RuleBroken:
    shown = value if len(value) <= LONGEST else f"{value[:LONGEST]}…"
    expected = RuleBroken(f"portal.expected-{name if name in NAMED else 'other'}")
    return RuleBroken("portal.bad-parameter", name=name, value=shown, expected=expected)
