"""An administrative procedure (thủ tục hành chính) as it holds from a day on.

What a procedure asks, costs and takes changes; each change is a version with its first day, and a
dossier is judged by the version that held when it was received.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import date
from enum import StrEnum
from hashlib import sha256

from thidua.kernel.canonical import canonical
from thidua.kernel.errors import RuleBroken

CODE = re.compile(r"\d\.\d{6}(?:\.[0-9A-Z]{2,4}){0,6}", re.ASCII)
LEVELS_RENAMED = date(2022, 8, 15)  # Nghị định 42/2022/NĐ-CP takes effect: levels 3 and 4 end
LONGEST_NAME = 500
LONGEST_TEXT = 4_000
MOST_COMPONENTS = 60
MOST_FEE = 10**12  # đồng
MOST_TIME = 10_000


class OnlineLevel(StrEnum):
    """How much of a procedure is done online (mức độ dịch vụ công)."""

    FULL = "full"  # toàn trình
    PART = "part"  # một phần
    INFORMATION = "information"  # chỉ cung cấp thông tin
    FOURTH = "level-4"  # mức độ 4, until Nghị định 42/2022
    THIRD = "level-3"  # mức độ 3, until Nghị định 42/2022

    @property
    def is_service(self) -> bool:
        """Whether a dossier can be filed online at this level."""
        return self is not OnlineLevel.INFORMATION


class Level(StrEnum):
    """At which level of government a procedure is done (cấp thực hiện)."""

    MINISTRY = "ministry"
    PROVINCE = "province"
    DISTRICT = "district"
    COMMUNE = "commune"


class TimeUnit(StrEnum):
    """What legal times are counted in."""

    DAYS = "days"  # ngày làm việc
    HOURS = "hours"  # giờ làm việc


OLDER = frozenset({OnlineLevel.FOURTH, OnlineLevel.THIRD})


@dataclass(frozen=True, slots=True)
class LegalTime:
    """How long an agency may take, in working days or working hours."""

    amount: int
    unit: TimeUnit

    def __str__(self) -> str:
        return f"{self.amount} {self.unit}"


@dataclass(frozen=True, slots=True)
class Component:
    """A paper that a dossier holds; `result_of` is the procedure that it is a result of, or empty."""

    name: str
    result_of: str = ""


@dataclass(frozen=True, slots=True)
class Version:
    """A procedure as it holds from a day on.

    `fee` is in đồng: None where nothing is due, 0 is never said. `integrated` and `published` are
    the days of its integration with the national portal and of its publication, None where that
    is not so. `ended` is the first day on which it holds no more, None while it holds.
    """

    code: str
    name: str
    field: str
    level: Level
    agency: str
    basis: str
    components: tuple[Component, ...]
    fee: int | None
    time: LegalTime | None
    online: OnlineLevel
    integrated: date | None
    published: date | None
    effective: date
    ended: date | None = None
    generated: bool = False

    @property
    def plain(self) -> dict[str, object]:
        """Give it as JSON knows it; the digest is of this."""
        return {
            **{each.name: _plain(getattr(self, each.name)) for each in fields(self)},
            "components": [[each.name, each.result_of] for each in self.components],
        }

    @property
    def digest(self) -> str:
        """Give the SHA-256 of all that it says."""
        return sha256(canonical(self.plain)).hexdigest()


def _plain(value: object) -> object:
    return value if value is None or isinstance(value, (bool, int)) else str(value)


def check(version: Version) -> None:
    """Refuse a version that says what cannot be."""
    if not CODE.fullmatch(version.code):
        raise RuleBroken("procedures.bad-code", procedure=version.code)
    for text in (version.name, version.field, version.agency):
        if not text or len(text) > LONGEST_NAME:
            raise RuleBroken("procedures.text-length", most=LONGEST_NAME)
    if len(version.basis) > LONGEST_TEXT:
        raise RuleBroken("procedures.text-length", most=LONGEST_TEXT)
    if version.online in OLDER and version.effective >= LEVELS_RENAMED:
        raise RuleBroken("procedures.level-of-before", day=f"{LEVELS_RENAMED:%d/%m/%Y}")
    if version.ended is not None and version.ended <= version.effective:
        raise RuleBroken("procedures.ends-before-it-begins")
    _check_components(version)


def _check_components(version: Version) -> None:
    names = [each.name for each in version.components]
    if len(names) > MOST_COMPONENTS:
        raise RuleBroken("procedures.components-many", most=MOST_COMPONENTS)
    for each in version.components:
        if not each.name or len(each.name) > LONGEST_NAME:
            raise RuleBroken("procedures.text-length", most=LONGEST_NAME)
        if each.result_of and not CODE.fullmatch(each.result_of):
            raise RuleBroken("procedures.bad-code", procedure=each.result_of)


def offered_online(versions: Iterable[Version]) -> frozenset[str]:
    """Name the fields in which some procedure can be filed online.

    "Of the dossiers in fields that have online services" is a share over these fields only.
    """
    return frozenset(version.field for version in versions if version.online.is_service)


Place = tuple[str, date]  # which version: code, first day


@dataclass(frozen=True, slots=True)
class Changes:
    """What recording a list would do, next to what stands."""

    added: tuple[Version, ...]
    changed: tuple[Version, ...]
    same: tuple[Version, ...]

    @property
    def replaced(self) -> tuple[Place, ...]:
        """Name the versions that would be replaced."""
        return tuple((each.code, each.effective) for each in self.changed)


def changes(standing: Mapping[Place, Version], versions: Iterable[Version]) -> Changes:
    """Compare a list with what stands, version by version."""
    added: list[Version] = []
    changed: list[Version] = []
    same: list[Version] = []
    for version in versions:
        there = standing.get((version.code, version.effective))
        if there is None:
            added.append(version)
        else:
            (same if there == version else changed).append(version)
    return Changes(tuple(added), tuple(changed), tuple(same))
