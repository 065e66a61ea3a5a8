"""A page that asks for one thing at a unit's desk: the unit, the way here, the form, the answer."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django import forms
from django.contrib import messages
from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from thidua.accounts.models import Seat, SeatedRequest
from thidua.counting.models.naming import names
from thidua.kernel.errors import RuleBroken
from thidua.programme.forms.fields import KeyedForm
from thidua.units.models import Unit

Trail = list[tuple[str | Promise, str]]
PROGRAMME = _("Chương trình chuyển đổi số")
RECORDED = _("Đã ghi.")
A_PAGE = 50


@dataclass(frozen=True, slots=True)
class Desk:
    """The unit whose desk it is, by the name that it bears, and today."""

    unit: str
    name: str
    today: date

    def address(self, name: str, *args: object) -> str:
        """Give the address of a page of this desk, by its full name."""
        return reverse(name, args=[self.unit, *args])

    def trail(self, *steps: tuple[str | Promise, str]) -> Trail:
        """Lead from the programme through the desk; the last step is the page itself."""
        first: Trail = [
            (PROGRAMME, reverse("programme:index")),
            (self.name, self.address("duties:desk")),
        ]
        found = [*first, *steps]
        return [*found[:-1], (found[-1][0], "")]


def desk_of(unit: str, today: date) -> Desk:
    """Find the unit whose desk is asked for."""
    if not Unit.objects.filter(pk=unit).exists():
        raise RuleBroken("portal.unit-unknown", unit=unit)
    return Desk(unit, names([unit])[unit], today)


def acting(request: SeatedRequest) -> Seat:
    """Give the seat that acts."""
    if request.seat is None:
        raise RuleBroken("accounts.sign-in-first")
    return request.seat


@dataclass(frozen=True, slots=True)
class Asked:
    """A page that asks for one thing: its head, its form, what the button says, where it leads."""

    desk: Desk
    title: str | Promise
    form: KeyedForm
    submit: str | Promise
    back: str
    about: Sequence[tuple[str | Promise, object]] = ()


def ask(
    request: SeatedRequest, page: Asked, at: datetime, write: Callable[[dict[str, Any]], object]
) -> HttpResponse:
    """Show the form; once it is well filled in, write, say so, and lead back."""
    if page.form.is_valid():
        write({"actor": acting(request).id, "at": at, "key": page.form.sent})
        messages.success(request, str(RECORDED))
        return redirect(page.back)
    context = {"page": page, "desk": page.desk, "trail": page.desk.trail((page.title, ""))}
    return render(request, "programme/form.html", context)


def asked(form: forms.Form) -> Mapping[str, Any]:
    """Give what was asked for in an address; what cannot be asked for is left out."""
    form.is_valid()
    return form.cleaned_data


def page_of(request: HttpRequest, items: "Sequence[Any] | QuerySet[Any]") -> "Page[Any]":
    """Give the page of a list that is asked for, the nearest where there is none."""
    return Paginator(items, A_PAGE).get_page(request.GET.get("page", "1")[:9])
