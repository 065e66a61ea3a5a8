"""The shape of a reporting route: how often, and a day and a time for each level that sends."""

from datetime import time
from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from thidua.conduct.models.route import LEVEL_NAMES, SET_DAYS, WEEKDAYS
from thidua.conduct.rules.route import HOUR, SENDERS, Every, Route, Step
from thidua.plans.rules import Plan
from thidua.units.rules import Level

ON_WEEKDAY, BEFORE = "w", "b"
MOST_BEFORE = 14


class KeyedForm(forms.Form):
    """A form that is recorded once, by the key that it was opened with."""

    key = forms.UUIDField(widget=forms.HiddenInput)

    @property
    def sent(self) -> str:
        """The key that it was opened with."""
        return str(self.cleaned_data["key"])


class RouteForm(KeyedForm):
    """By when each level sends; a level without a day sends nothing."""

    every = forms.ChoiceField(
        label=_("Kỳ báo cáo"),
        choices=[
            (Every.WEEK.value, _("hằng tuần")),
            (Every.STAGE.value, _("theo đợt của kế hoạch")),
        ],
    )
    weekday = forms.TypedChoiceField(
        label=_("Tuần báo cáo kết thúc vào"),
        choices=list(WEEKDAYS.items()),
        coerce=int,
        help_text=_(
            "Chỉ dùng cho kỳ hằng tuần. Ngày đầu và ngày cuối của phong trào cắt tuần đầu và tuần cuối."
        ),
    )

    def __init__(self, *args: Any, **more: Any) -> None:  # noqa: ANN401 - a form's arguments
        super().__init__(*args, **more)
        for level in SENDERS:
            self.fields[f"day_{level.value}"] = forms.ChoiceField(
                label=_("%(level)s: ngày") % {"level": LEVEL_NAMES[level.value]},
                choices=_days(),
                required=False,
            )
            self.fields[f"clock_{level.value}"] = forms.TimeField(
                label=_("%(level)s: trước giờ") % {"level": LEVEL_NAMES[level.value]},
                required=False,
                input_formats=["%H:%M"],
                widget=forms.TimeInput(format="%H:%M", attrs={"placeholder": "16:00"}),
            )

    def clean(self) -> dict[str, Any]:
        """Ask for a time wherever a day is chosen."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        for level in SENDERS:
            if data.get(f"day_{level.value}") and not data.get(f"clock_{level.value}"):
                self.add_error(f"clock_{level.value}", _("Hãy ghi giờ, ví dụ 16:00."))
        return data

    def route(self) -> Route:
        """Give what was typed as a value."""
        data = self.cleaned_data
        steps = tuple(
            _step(level, data[f"day_{level.value}"], data[f"clock_{level.value}"])
            for level in SENDERS
            if data[f"day_{level.value}"]
        )
        return Route(Every(data["every"]), data["weekday"], steps)


class DayForm(KeyedForm):
    """Set the day of a publication or of the prizes."""

    kind = forms.ChoiceField(label=_("Ngày"), choices=list(SET_DAYS.items()))
    stage = forms.ChoiceField(label=_("Của"), required=False)
    day = forms.DateField(
        label=_("Vào ngày"),
        help_text=_("Để trống để bỏ ngày đã đặt."),
        required=False,
        input_formats=["%Y-%m-%d", "%d/%m/%Y"],
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
    )

    def __init__(self, *args: Any, plan: Plan, **more: Any) -> None:  # noqa: ANN401 - a form's arguments
        super().__init__(*args, **more)
        stages = [(stage.code, stage.name) for stage in plan.stages]
        self.fields["stage"].choices = [("", _("cả phong trào")), *stages]  # type: ignore[attr-defined]  # a ChoiceField


def opened(route: Route | None) -> dict[str, object]:
    """Fill the form with the route that is set."""
    found: dict[str, object] = {"key": uuid4(), "weekday": 4, "every": Every.WEEK.value}
    if route is not None:
        found |= {"every": route.every.value, "weekday": route.weekday}
        for step in route.steps:
            chosen = (
                f"{ON_WEEKDAY}{step.weekday}"
                if step.days_before is None
                else f"{BEFORE}{step.days_before}"
            )
            found |= {f"day_{step.level.value}": chosen, f"clock_{step.level.value}": step.clock}
    return found


def _days() -> list[tuple[str, object]]:
    before = [
        (f"{BEFORE}{n}", _("%(n)s ngày trước ngày cuối kỳ") % {"n": n})
        for n in range(1, MOST_BEFORE + 1)
    ]
    return [
        ("", _("không gửi")),
        *((f"{ON_WEEKDAY}{place}", name) for place, name in WEEKDAYS.items()),
        (f"{BEFORE}0", _("ngày cuối kỳ")),
        *before,
    ]


def _step(level: Level, chosen: str, clock: time) -> Step:
    place = int(chosen[1:])
    minute = clock.hour * HOUR + clock.minute
    if chosen.startswith(ON_WEEKDAY):
        return Step(level, place, None, minute)
    return Step(level, None, place, minute)
