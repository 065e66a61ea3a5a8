"""A map turned back day by day: what changes from one step to the next, small enough to embed."""

from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from thidua.maps.forms.pictures import Picture, address
from thidua.maps.models.values import days_of, values
from thidua.maps.rules.values import CHANGE, Value, colour
from thidua.reading.forms.asking import View
from thidua.reading.forms.looking import Look
from thidua.standings.models.live import live, version

MOST_UNITS = 400  # ranked: a board of more takes too long to make a dozen of


@dataclass(frozen=True, slots=True)
class Turning:
    """The days a map can be turned back to; `colours` is what each unit has, a sign a day."""

    days: tuple[date, ...]
    links: tuple[tuple[date, str], ...]
    colours: dict[str, str]
    family: str
    until: date | None

    @property
    def last(self) -> int:
        """The place of the newest day."""
        return len(self.days) - 1

    @property
    def at(self) -> int:
        """The place of the day that is shown: the last one up to it."""
        shown = self.until or self.days[-1]
        return max(sum(day <= shown for day in self.days) - 1, 0)

    @property
    def data(self) -> dict[str, object]:
        """What the script needs, as JSON."""
        return {"family": self.family, "colours": self.colours}


def turning(seen: Look, shown: Picture) -> Turning | None:
    """Paint a map for a day of each week; None where there is nothing to turn."""
    days = days_of(seen.board)
    if shown.what == CHANGE or len(days) < 2:  # noqa: PLR2004 - a day and an earlier one
        return None
    links = tuple(
        (day, address(seen, shown.parent.id, shown.what, shown.level, until=f"{day}"))
        for day in days
    )
    colours: dict[str, str] = {}
    units = tuple(cell.unit for cell in shown.drawn)
    if sum(len(group.standings) for group in seen.board.groups) <= MOST_UNITS:
        steps = [_step(seen, day, units, shown.what) for day in days]
        for unit in units:
            colours[unit] = "".join(_sign(shown, step[unit]) for step in steps)
    return Turning(tuple(days), links, colours, shown.scale.family, seen.view.until)


def _sign(shown: Picture, value: Value) -> str:
    """Name a colour by its last letter: 1 to 5, or `e` for none and `t` for out."""
    return colour(shown.scale, value)[-1]


def _step(seen: Look, day: date, units: tuple[str, ...], what: str) -> dict[str, Value]:
    return _values(version(), seen.plan.code, replace(seen.view, until=day), units, what)


@lru_cache(maxsize=64)
def _values(
    _version: tuple[str, int], campaign: str, view: View, units: tuple[str, ...], what: str
) -> dict[str, Value]:
    board = live(campaign, stage=view.stage, until=view.until, on=view.on)
    return values(board, view, units, what)
