"""The shape of what readers ask of standings: narrowed, sorted, and compared."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from thidua.plans.rules import Criterion
from thidua.portal.rules.listing import CHANGE, NAME, POINTS, RANK, VALUE, Order, Wanted, order
from thidua.proofs.forms import LONGEST, asked
from thidua.reading.forms.asking import SearchForm

COLUMNS = 5  # so many criteria fit as columns of their own
CHOSEN = 4  # so many do beside the column that sums up all of them
LISTED = 50  # units in an address, before they are counted

STATES: Mapping[str, Promise] = {
    "reached": _("Đạt hết chỉ tiêu"),
    "behind": _("Có tiêu chí chưa đạt"),
    "missing": _("Có tiêu chí chưa có số liệu"),
    "up": _("Tăng hạng"),
    "down": _("Giảm hạng"),
}
ON_A_CRITERION: Mapping[str, Promise] = {
    "reached": _("đạt"),
    "near": _("gần đạt"),
    "missed": _("chưa đạt"),
    "missing": _("chưa có số liệu"),
}
ORDERS: Mapping[str, Promise] = {
    RANK: _("Hạng"),
    f"-{RANK}": _("Hạng, từ cuối lên"),
    NAME: _("Tên, A đến Y"),
    f"-{NAME}": _("Tên, Y đến A"),
    f"-{POINTS}": _("Điểm, cao trước"),
    POINTS: _("Điểm, thấp trước"),
    f"-{CHANGE}": _("Tăng hạng nhiều trước"),
    CHANGE: _("Giảm hạng nhiều trước"),
}
HIGH, LOW = _("cao trước"), _("thấp trước")

Choices = list[tuple[str, Any]]


@dataclass(frozen=True, slots=True)
class Listing:
    """What a reader asked of a table: which rows, which criterion's state, in which order.

    `criterion` is the one whose state is looked at, empty for any. `show` are the criteria that
    have columns of their own.
    """

    wanted: Wanted
    criterion: str
    order: Order
    show: tuple[str, ...]

    @property
    def narrowed(self) -> bool:
        """Whether not all rows are looked for."""
        return self.wanted != Wanted()


class ListForm(SearchForm):
    """Narrow and sort the standings of a group."""

    under = forms.CharField(
        label=_("Thuộc"), required=False, max_length=LONGEST, widget=forms.Select
    )
    state = forms.ChoiceField(label=_("Tình trạng"), required=False)
    sort = forms.ChoiceField(label=_("Sắp theo"), required=False)
    show = forms.MultipleChoiceField(
        label=_("Tiêu chí có cột riêng"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(
        self, criteria: Sequence[Criterion], names: Mapping[str, str], data: QueryDict
    ) -> None:
        super().__init__(data, auto_id="%s", label_suffix="")
        self.fields["state"].choices = _states(criteria)  # type: ignore[attr-defined] # a ChoiceField
        self.fields["sort"].choices = _orders(criteria)  # type: ignore[attr-defined] # the same
        self.fields["show"].choices = [(each.code, each.label) for each in criteria]  # type: ignore[attr-defined] # the same
        self.names = names

    def offer(self, units: Iterable[str]) -> None:
        """List the units above that can be narrowed by from here."""
        listed = [(unit, self.names[unit]) for unit in units]
        self.fields["under"].widget.choices = [("", _("Mọi nơi")), *listed]

    def clean_under(self) -> str:
        """Keep to the units that the group's stand under."""
        under: str = self.cleaned_data["under"]
        if under and under not in self.names:
            raise forms.ValidationError("", code="outside")
        return under

    def clean_show(self) -> list[str]:
        """Keep to as many columns as fit on a page."""
        show: list[str] = self.cleaned_data["show"]
        if len(show) > CHOSEN:
            raise forms.ValidationError("", code="many")
        return show


class Several(forms.MultipleHiddenInput):
    """One parameter, given once with commas or several times."""

    def value_from_datadict(self, data: Any, files: Any, name: str) -> str:  # noqa: ANN401, ARG002 - Django's signature
        """Put everything that was given into one text."""
        return ",".join(data.getlist(name))


class CompareForm(SearchForm):
    """Choose the units to compare, and look for more of them."""

    units = forms.RegexField(
        r"^[a-z0-9., -]*$", required=False, max_length=LISTED * 64, widget=Several
    )

    def clean_units(self) -> list[str]:
        """Take them one by one."""
        listed = [unit for unit in self.cleaned_data["units"].replace(" ", "").split(",") if unit]
        if len(listed) > LISTED:
            raise forms.ValidationError("", code="many")
        return listed


def listing(form: ListForm, criteria: Sequence[Criterion]) -> Listing:
    """Read what is asked of a table."""
    given = asked(form)
    state, _dot, criterion = given["state"].partition(".")
    wanted = Wanted(given["q"], given["under"], state)
    sorted_by = order(given["sort"])
    codes = [each.code for each in criteria]
    show = _shown(codes, given["show"], [sorted_by.criterion, criterion])
    return Listing(wanted, criterion, sorted_by, tuple(code for code in codes if code in show))


def _shown(codes: Sequence[str], chosen: Sequence[str], needed: Iterable[str]) -> list[str]:
    """Give the criteria that have columns: those that are sorted or narrowed by come first."""
    if not chosen and len(codes) <= COLUMNS:
        return list(codes)
    first = [*filter(None, needed), *(chosen or codes)]
    return list(dict.fromkeys(first))[:CHOSEN]


def _states(criteria: Iterable[Criterion]) -> Choices:
    on_each: Choices = [
        (each.label, [(f"{state}.{each.code}", f"{each.label}: {word}") for state, word in words])
        for each in criteria
        for words in [ON_A_CRITERION.items()]
    ]
    return [("", _("Tất cả")), *STATES.items(), *on_each]


def _orders(criteria: Iterable[Criterion]) -> Choices:
    on_each: Choices = [
        (
            each.label,
            [
                (f"-{VALUE}.{each.code}", f"{each.label}: {HIGH}"),
                (f"{VALUE}.{each.code}", f"{each.label}: {LOW}"),
            ],
        )
        for each in criteria
    ]
    return [*ORDERS.items(), *on_each]
