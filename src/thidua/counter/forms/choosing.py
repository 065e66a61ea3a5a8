"""What is asked for in an address: a procedure to take in, a dossier, the days of the register."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from thidua.counter.forms import Keyed
from thidua.counter.forms.words import WAYS
from thidua.dossiers.rules.codes import LONGEST
from thidua.onestop.rules import Way

LONGEST_SEARCH = 100
MOST_DAYS = 366


def a_day(label: Any) -> forms.DateField:  # noqa: ANN401 - lazy text
    """Make a field for a day."""
    return forms.DateField(
        label=label,
        input_formats=["%Y-%m-%d", "%d/%m/%Y"],
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )


class SearchForm(forms.Form):
    """Words of a procedure, or a code or the beginning of a name."""

    q = forms.CharField(
        required=False, max_length=LONGEST_SEARCH, widget=forms.TextInput(attrs={"type": "search"})
    )

    def __init__(self, label: Any, *args: Any, **more: Any) -> None:  # noqa: ANN401 - a form's arguments
        super().__init__(*args, **{"auto_id": "%s", "label_suffix": "", **more})
        self.fields["q"].label = label

    @property
    def words(self) -> str:
        """What is asked for; nothing where it cannot be."""
        self.is_valid()
        return str(self.cleaned_data.get("q", ""))


class DaysForm(forms.Form):
    """From a day to a day, both in it."""

    first = a_day(_("Từ ngày"))
    last = a_day(_("đến hết ngày"))

    def __init__(self, today: date, *args: Any, **more: Any) -> None:  # noqa: ANN401 - a form's arguments
        self.days = (today - timedelta(days=6), today)
        first, last = self.days
        super().__init__(
            *args, **{"label_suffix": "", "initial": {"first": first, "last": last}, **more}
        )

    def clean(self) -> dict[str, Any]:
        """Take days in their order, not more than a year of them."""
        found = super().clean() or {}
        if "first" in found and "last" in found:
            if not timedelta() <= found["last"] - found["first"] < timedelta(days=MOST_DAYS):
                raise forms.ValidationError(
                    _("Ngày đầu phải trước hoặc bằng ngày cuối, và không quá một năm.")
                )
            self.days = (found["first"], found["last"])
        return found


class AgencyForm(Keyed):
    """The code that a unit has as an agency from a day on."""

    code = forms.CharField(
        label=_("Mã định danh"),
        help_text=_("Như trong mã hồ sơ, ví dụ H13.82."),
        max_length=LONGEST,
    )
    first = a_day(_("Từ ngày"))

    def __init__(self, *args: Any, **more: Any) -> None:  # noqa: ANN401 - a form's arguments
        super().__init__(*args, **{"auto_id": "agency_%s", **more})  # stands beside another form


class WayForm(Keyed):
    """Where the dossiers of a unit live from a day on."""

    kind = forms.TypedChoiceField(
        label=_("Hồ sơ của đơn vị"),
        coerce=Way,
        choices=[(each.value, name) for each, name in WAYS.items()],
    )
    first = a_day(_("Từ ngày"))
