"""The personal identity number (số định danh cá nhân): twelve digits that say more than a number.

Three digits for the province in which a birth was registered, or from 100 on for a country; one
for century and sex; two for the year of birth; six by chance. Nghị định 137/2015/NĐ-CP, Điều 13;
Thông tư 59/2021/TT-BCA, Phụ lục I.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from thidua.kernel.errors import RuleBroken

NUMBER = re.compile(r"\d{12}", re.ASCII)
FIRST_COUNTRY = 100  # numbers below are provinces
FIRST_CENTURY = 1900
# The 63 provinces that numbers were given for; the numbers of people stay when provinces merge.
PROVINCES = frozenset({
    1, 2, 4, 6, 8, 10, 11, 12, 14, 15, 17, 19, 20, 22, 24, 25, 26, 27,
    30, 31, 33, 34, 35, 36, 37, 38, 40, 42, 44, 45, 46, 48, 49, 51, 52, 54,
    56, 58, 60, 62, 64, 66, 67, 68, 70, 72, 74, 75, 77, 79, 80, 82, 83, 84,
    86, 87, 89, 91, 92, 93, 94, 95, 96,
})  # fmt: skip


class Sex(StrEnum):
    """What the fourth digit says beside the century."""

    MALE = "male"
    FEMALE = "female"


SEXES: Mapping[int, Sex] = {0: Sex.MALE, 1: Sex.FEMALE}


@dataclass(frozen=True, slots=True)
class Identity:
    """What a number says of the person."""

    place: int
    sex: Sex
    born: int


def read(number: str) -> Identity:
    """Read a number, or refuse one that was never given to anybody."""
    if not NUMBER.fullmatch(number):
        raise RuleBroken("residents.identity-digits")
    place, kind, year = int(number[:3]), int(number[3]), int(number[4:6])
    if place < FIRST_COUNTRY and place not in PROVINCES:
        raise RuleBroken("residents.identity-place", place=number[:3])
    return Identity(place, SEXES[kind % 2], FIRST_CENTURY + 100 * (kind // 2) + year)


def check(number: str, day: date, birth: str = "") -> None:
    """Refuse a number of somebody who is not born yet, or born in another year than is said."""
    born = read(number).born
    if born > day.year or (birth and birth[:4] != str(born)):
        raise RuleBroken("residents.identity-year", year=born)
