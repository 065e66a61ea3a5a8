"""A stream of dossiers as a province has them: small communes, busy Mondays, office hours, seasons.

Everything is drawn from a seed: the same seed, offices and days always give the same dossiers. The
shares are ours, chosen to look like published reports; they prove nothing about any province.
"""

from bisect import bisect
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from hashlib import sha256
from itertools import accumulate
from typing import TypeVar, cast

from thidua.deadlines.rules import Office, due
from thidua.deadlines.rules.office import VIETNAM
from thidua.dossiers.rules import Channel, Filer
from thidua.dossiers.rules.codes import make
from thidua.dossiers.rules.steps import Status
from thidua.kernel.periods import Period
from thidua.procedures.rules import LegalTime, TimeUnit, Version

BY_WEEKDAY = (150, 115, 100, 100, 90, 25, 8)  # Monday to Sunday; at weekends online only
AFTER_TET, YEAR_END = 160, 125  # percent in February and March, in December
LATE, ON_THE_DAY = 5, 25  # percent of dossiers
BUSIEST = 40  # a large ward has so many times the dossiers of the smallest commune
WAITING = {Status.IN_PROCESS: 90, Status.SUPPLEMENT: 5, Status.PAYMENT: 3, Status.STOPPED: 2}
FILED_ONLINE = {Filer.SELF: 38, Filer.ASSISTED: 34, Filer.OFFICIAL: 17, Filer.TEAM: 11}


@dataclass(frozen=True, slots=True)
class Agency:
    """A unit that receives dossiers: its id, its name on a list, its code in dossiers' codes."""

    unit: str
    name: str
    code: str
    weight: int


@dataclass(frozen=True, slots=True)
class Scene:
    """Where and when dossiers are made: the seed, who receives them, what for, and until when."""

    seed: int
    offices: Sequence[Agency]
    versions: Sequence[Version]
    hours: Office
    now: datetime


@dataclass(frozen=True, slots=True)
class Made:
    """A simulated dossier as it stands at an instant."""

    code: str
    agency: Agency
    version: Version
    channel: Channel
    filer: Filer
    received: datetime
    due: datetime
    status: Status
    resolved: datetime | None
    returned: datetime | None
    supplements: int
    fee: int
    paid_online: bool
    e_result: bool
    digitized: bool
    reusing: bool
    apologised: bool


C = TypeVar("C")


class Dice:
    """Numbers for one dossier, drawn one after the other from one hash."""

    def __init__(self, seed: int, *about: object) -> None:
        words = "|".join(str(word) for word in (seed, *about))
        self._bytes = iter(sha256(words.encode()).digest() + sha256(f"{words}|".encode()).digest())

    def below(self, most: int) -> int:
        """Give a number from 0 up to, and without, `most`; at most 65,536."""
        return (next(self._bytes) << 8 | next(self._bytes)) * most >> 16

    def percent(self, share: int) -> bool:
        """Whether something comes true that does in so many of a hundred."""
        return self.below(100) < share

    def one(self, choices: Mapping[C, int]) -> C:
        """Choose by weight."""
        ends = list(accumulate(choices.values()))
        return list(choices)[bisect(ends, self.below(ends[-1]))]


def agencies(units: Sequence[tuple[str, str]], province: str, seed: int) -> tuple[Agency, ...]:
    """Give units, by id and name, the codes and sizes that they have in the simulation."""
    return tuple(
        Agency(
            unit, name, f"{province}.{number // 90 + 10}.{number % 90 + 10}", _weight(seed, unit)
        )
        for number, (unit, name) in enumerate(units)
    )


def _weight(seed: int, unit: str) -> int:
    dice = Dice(seed, "weight", unit)
    return 1 + dice.below(BUSIEST) * dice.below(BUSIEST) // BUSIEST


def dossiers(scene: Scene, *, period: Period, number: int) -> Iterator[Made]:
    """Make `number` dossiers received in a period, day by day, as they stand at the scene's instant."""
    shares = _spread(number, [_of_day(day, scene.hours) for day in period])
    counted: dict[tuple[str, date], int] = {}
    by_agency = {office: office.weight for office in scene.offices}
    by_version = {each: 1 + Dice(scene.seed, each.code).below(20) for each in scene.versions}
    for day, many in zip(period, shares, strict=True):
        for place in range(many):
            dice = Dice(scene.seed, day, place)
            agency, version = dice.one(by_agency), dice.one(by_version)
            number_here = counted[agency.code, day] = counted.get((agency.code, day), 0) + 1
            code = str(make(agency.code, day, number_here))
            received = _received(day, dice, scene.hours)
            if received <= scene.now:
                yield _made(code, agency, version, received, dice, scene)


def _of_day(day: date, hours: Office) -> int:
    working = hours.calendar.is_working(day)
    usual = BY_WEEKDAY[day.weekday()] if working else min(BY_WEEKDAY[day.weekday()], 10)
    season = {2: AFTER_TET, 3: AFTER_TET, 12: YEAR_END}.get(day.month, 100)
    return usual * season


def _spread(total: int, weights: Sequence[int]) -> list[int]:
    """Split a total by weights; what is left over goes to the first days."""
    whole = sum(weights)
    parts = [total * weight // whole for weight in weights]
    for place in range(total - sum(parts)):
        parts[place % len(parts)] += 1
    return parts


def _received(day: date, dice: Dice, hours: Office) -> datetime:
    if hours.calendar.is_working(day) and not dice.percent(12):
        spans = hours.hours.spans
        first, end = spans[dice.below(len(spans))]
        minutes = (end.hour - first.hour) * 60 + end.minute - first.minute
        return datetime.combine(day, first, VIETNAM) + timedelta(minutes=dice.below(minutes))
    return datetime.combine(day, time(6), VIETNAM) + timedelta(minutes=dice.below(17 * 60))


def _made(
    code: str, agency: Agency, version: Version, received: datetime, dice: Dice, scene: Scene
) -> Made:
    term = version.time or LegalTime(5, TimeUnit.DAYS)
    appointed = _due(received, term, scene.hours)
    ended = _ended(received, appointed, term, dice, scene.hours)
    supplements = 1 if dice.percent(4) else 2 if dice.percent(1) else 0
    status, resolved, returned = _status(ended, scene.now, dice)
    channel = _channel(version, dice, in_hours=scene.hours.serves(received))
    fee = version.fee or 0
    return Made(
        code=code,
        agency=agency,
        version=version,
        channel=channel,
        filer=_filer(channel, dice),
        received=received,
        due=appointed,
        status=status,
        resolved=resolved,
        returned=returned,
        supplements=supplements,
        fee=fee,
        paid_online=bool(fee) and dice.percent(70 if channel is Channel.ONLINE else 20),
        e_result=resolved is not None and dice.percent(85),
        digitized=resolved is not None and dice.percent(80),
        reusing=resolved is not None and dice.percent(30),
        apologised=resolved is not None and resolved > appointed and dice.percent(90),
    )


@lru_cache(maxsize=100_000)
def _due(received: datetime, term: LegalTime, hours: Office) -> datetime:
    return cast("datetime", due(received, term, hours))  # no pause is open


def _ended(
    received: datetime, appointed: datetime, term: LegalTime, dice: Dice, hours: Office
) -> datetime:
    lot = dice.below(100)
    if lot < LATE:
        return appointed + timedelta(days=1 + dice.below(6), minutes=-dice.below(400))
    if lot < LATE + ON_THE_DAY or term.unit is TimeUnit.HOURS or term.amount == 1:
        return max(appointed - timedelta(minutes=dice.below(200)), received + timedelta(minutes=20))
    shorter = LegalTime(1 + dice.below(term.amount - 1), term.unit)
    return _due(received, shorter, hours) - timedelta(minutes=dice.below(400))


def _status(
    ended: datetime, now: datetime, dice: Dice
) -> tuple[Status, datetime | None, datetime | None]:
    if ended <= now:
        returned = ended + timedelta(minutes=20 + dice.below(1_500))
        if returned <= now:
            return Status.RETURNED, ended, returned
        return Status.RESOLVED, ended, None
    return dice.one(WAITING), None, None


def _channel(version: Version, dice: Dice, *, in_hours: bool) -> Channel:
    if not in_hours:
        return Channel.ONLINE
    if dice.percent(72 if version.online.is_service else 0):
        return Channel.ONLINE
    return Channel.POSTAL if dice.percent(4) else Channel.DIRECT


def _filer(channel: Channel, dice: Dice) -> Filer:
    """Say who filed: at many counters, an online dossier is typed by somebody else."""
    if channel is Channel.POSTAL:
        return Filer.POST
    return dice.one(FILED_ONLINE) if channel is Channel.ONLINE else Filer.SELF
