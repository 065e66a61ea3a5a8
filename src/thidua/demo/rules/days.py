"""Lay one unit's totals over the days of a period, so that every day's end makes sense.

On every day, and therefore in every running sum: received = online + direct + postal;
paid online ≤ fee-bearing ≤ received; digitized ≤ processed = early + on time + late;
apologies = late; and in running sums processed ≤ carried over + received (DOMAIN §8.5 of the
design papers: the reports of provinces break these, ours may not).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from operator import add, sub

from thidua.demo.rules.chance import drawn
from thidua.demo.rules.splits import spread, thin
from thidua.kernel.periods import Period

RECEIVED = "dossiers.received"
ONLINE = "dossiers.online"
DIRECT = "dossiers.direct"
POSTAL = "dossiers.postal"
FEE_BEARING = "dossiers.fee-bearing"
PAID_ONLINE = "dossiers.paid-online"
PROCESSED = "dossiers.processed"
DIGITIZED = "dossiers.digitized"
CARRIED_OVER = "dossiers.carried-over"
EARLY = "dossiers.resolved-early"
ON_TIME = "dossiers.resolved-on-time"
LATE = "dossiers.resolved-late"
APOLOGIES = "dossiers.apologies"
BASELINE_2G = "subscribers.2g-baseline"
MOVED_FROM_2G = "subscribers.moved-from-2g"

SATURDAY = 5  # as `date.weekday` counts
ONLINE_PACE = (112, 104, 100, 98, 94, 24, 13)  # Monday to Sunday
SWITCH_OFF = 6  # places after the first day: 2G-only phones were cut off on 16 October 2024

Days = tuple[int, ...]
Series = Mapping[str, Days]


@dataclass(frozen=True, slots=True)
class Totals:
    """What a unit's days must add up to."""

    received: int
    online: int
    fee_bearing: int
    paid_online: int
    processed: int
    digitized: int
    late: int


@dataclass(frozen=True)
class Generated:
    """Simulated counts: for each unit and measure, one number a day.

    A row that is shorter than the period is of a unit that fell silent: missing, not zero.
    """

    period: Period
    series: Mapping[str, Series]

    def total(self, unit: str, measure: str) -> int:
        """Sum a measure of a unit over the whole period; what is not counted adds nothing."""
        return sum(self.series.get(unit, {}).get(measure, ()))

    def on(self, day: date) -> list[tuple[str, str, int]]:
        """List (unit, measure, quantity) of a day: zeros only on the first, to say "none yet"."""
        place = (day - self.period.first).days
        return [
            (unit, measure, days[place])
            for unit, series in self.series.items()
            for measure, days in series.items()
            if place < len(days) and (days[place] or place == 0)
        ]


def dossier_days(totals: Totals, period: Period, ends: date, seed: int, unit: str) -> Series:
    """Lay a unit's dossiers over the days of `period`; the campaign's last day is `ends`."""
    days = list(period)
    campaign = Period.inclusive(period.first, ends)
    offline = totals.received - totals.online
    posted = offline * drawn(seed, 8, 25, unit, "postal") // 100
    online = spread(totals.online, [_online_weight(campaign, day, seed, unit) for day in days])
    at_counter = [_counter_weight(campaign, day, seed, unit) for day in days]
    direct = spread(offline - posted, at_counter)
    postal = thin(
        spread(offline, at_counter), posted, 0, partial(drawn, seed, 0, 999, unit, POSTAL)
    )
    received = tuple(map(add, map(add, online, direct), postal))
    fee_bearing = pick(received, totals.fee_bearing, 0, seed, f"{unit} {FEE_BEARING}")
    return {
        RECEIVED: received,
        ONLINE: online,
        DIRECT: direct,
        POSTAL: postal,
        FEE_BEARING: fee_bearing,
        PAID_ONLINE: pick(fee_bearing, totals.paid_online, 900, seed, f"{unit} {PAID_ONLINE}"),
        **_results(received, totals, days, seed, unit),
    }


def _results(received: Days, totals: Totals, days: Sequence[date], seed: int, unit: str) -> Series:
    lagged = _lagged(received, days)
    usual = totals.received * drawn(seed, 40, 90, unit, CARRIED_OVER) // 1000
    carried = max(usual, totals.processed - sum(lagged))
    ready = tuple(map(add, lagged, _shared_out(carried, days)))
    processed = pick(ready, totals.processed, 0, seed, f"{unit} {PROCESSED}")
    late = pick(processed, totals.late, 0, seed, f"{unit} {LATE}")
    in_time = tuple(map(sub, processed, late))
    ahead = sum(in_time) * drawn(seed, 35, 70, unit, EARLY) // 100
    early = pick(in_time, ahead, 300, seed, f"{unit} {EARLY}")
    return {
        CARRIED_OVER: (carried, *[0] * (len(days) - 1)),
        PROCESSED: processed,
        DIGITIZED: pick(processed, totals.digitized, 900, seed, f"{unit} {DIGITIZED}"),
        EARLY: early,
        ON_TIME: tuple(map(sub, in_time, early)),
        LATE: late,
        APOLOGIES: late,
    }


def moved_days(total: int, period: Period, seed: int, unit: str) -> Days:
    """Lay the subscribers that leave 2G over the days: a rush to the switch-off, then a tail."""
    done = drawn(seed, len(period) * 6 // 10, len(period) - 1, unit, "done")
    weights = [
        _rush(place) * drawn(seed, 70, 130, unit, MOVED_FROM_2G, place) if place <= done else 0
        for place in range(len(period))
    ]
    return spread(total, weights)


def shared_days(days: Days, totals: Sequence[int], seed: int, about: str) -> tuple[Days, ...]:
    """Share the days among several, each with its total; together they are `days` again."""
    found: list[Days] = []
    left = days
    for place, total in enumerate(totals):
        part = pick(left, total, 0, seed, f"{about} {place}")
        found.append(part)
        left = tuple(map(sub, left, part))
    return tuple(found)


def pick(counts: Days, total: int, tilt: int, seed: int, about: str) -> Days:
    """Pick `total` out of daily counts, rounding where the seed and the words say."""
    return thin(counts, total, tilt, lambda place: drawn(seed, 0, 999, about, place))


def _online_weight(campaign: Period, day: date, seed: int, unit: str) -> int:
    place = (day - campaign.first).days
    to_the_end = (campaign.last - day).days
    rising = 70 + 3 * min(place, 10)
    closing = 122 if to_the_end < 5 else 100  # noqa: PLR2004 - the last five days
    return ONLINE_PACE[day.weekday()] * rising * closing * drawn(seed, 75, 125, unit, ONLINE, place)


def _counter_weight(campaign: Period, day: date, seed: int, unit: str) -> int:
    if day.weekday() >= SATURDAY:
        return 0
    place = (day - campaign.first).days
    fading = 300 - 230 * place // len(campaign)
    return fading * drawn(seed, 60, 140, unit, DIRECT, place)


def _lagged(received: Days, days: Sequence[date]) -> Days:
    """Count what becomes ready to finish: on working days, what came in two working days ago."""
    working = [place for place, day in enumerate(days) if day.weekday() < SATURDAY]
    found = [0] * len(days)
    done = 0
    for seen, place in zip(working, working[2:], strict=False):
        found[place] = sum(received[done : seen + 1])
        done = seen + 1
    return tuple(found)


def _shared_out(carried: int, days: Sequence[date]) -> Days:
    """Finish what was pending on the first morning within the first four working days."""
    working = [int(day.weekday() < SATURDAY) for day in days]
    first = [mark if sum(working[:place]) < 4 else 0 for place, mark in enumerate(working)]  # noqa: PLR2004 - four
    return spread(carried, first)


def _rush(place: int) -> int:
    if place <= SWITCH_OFF:
        return 60 + 20 * place
    return 5 + 160 // (place - SWITCH_OFF + 1)
