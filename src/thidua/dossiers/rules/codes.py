"""Read and make the codes of dossiers (mã hồ sơ).

A code is agency, day and number: H15.50.05.13-261008-0975. Older systems wrote the agency from its
lowest part upwards and filled it up with 000: 000.13.05.H15-200108-0012 (QCVN 102:2016/BTTTT;
turned round by Quyết định 20/2020/QĐ-TTg). Both orders are one code, or a dossier would count twice.
Which unit has the agency's code is asked of the day in the code, never of today.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from unicodedata import normalize

from thidua.kernel.errors import RuleBroken

LONGEST = 60
# Systems of ministries number in six or seven digits, which begin with the ministry's own two.
MINISTRIES: Mapping[str, str] = {
    "02": "Bộ Công Thương",
    "03": "Bộ Giáo dục và Đào tạo",
    "06": "Bộ Khoa học và Công nghệ",
    "09": "Bộ Nội vụ",
    "10": "Bộ Nông nghiệp và Môi trường",
    "15": "Bộ Tư pháp",
    "16": "Bộ Văn hóa, Thể thao và Du lịch",
    "17": "Bộ Xây dựng",
    "18": "Bộ Y tế",
}
_LOCAL_DIGITS = 4
_MOST_LOCAL = 10**_LOCAL_DIGITS - 1

_AGENCY = r"[A-Z]\d{2}(?:\.\d{1,3}){0,4}"
_UPWARDS = r"\d{1,3}(?:\.\d{1,3}){0,4}\.[A-Z]\d{2}"
_CODE = re.compile(rf"({_AGENCY}|{_UPWARDS})-(\d{{6}})-(\d{{4}}|\d{{6,7}})", re.ASCII)
_ALONE = re.compile(rf"{_AGENCY}|{_UPWARDS}", re.ASCII)
_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—−", "-"))
_NOTHING_BELOW = re.compile(r"0+")


@dataclass(frozen=True, slots=True, order=True)
class Code:
    """A dossier's code: the agency from the top downwards, the day, the number as it is written."""

    agency: str
    day: date
    number: str

    def __str__(self) -> str:
        return f"{self.agency}-{_digits(self.day)}-{self.number}"

    @property
    def ministry(self) -> str | None:
        """Name the ministry whose system gave the code, None for a province's own."""
        return None if len(self.number) == _LOCAL_DIGITS else MINISTRIES.get(self.number[:2])


def parse(text: str) -> Code:
    """Read a code in either order; spaces, small letters and long dashes do not matter."""
    found = _CODE.fullmatch(_plain(text))
    day = _day(found[2]) if found else None
    if not found or day is None or len(text) > LONGEST:
        raise RuleBroken("dossiers.bad-code", dossier=text[:LONGEST])
    return Code(agency(found[1]), day, found[3])


def read_agency(text: str) -> str:
    """Read the code of an agency alone, in either order, and give it from the top downwards."""
    found = _ALONE.fullmatch(_plain(text))
    if not found or len(text) > LONGEST:
        raise RuleBroken("dossiers.bad-agency", agency=text[:LONGEST])
    return agency(found[0])


def _plain(text: str) -> str:
    plain = text[:LONGEST]
    if not plain.isascii():
        plain = normalize("NFKC", plain).translate(_DASHES)
    return "".join(plain.split()).upper()


@lru_cache(maxsize=4096)  # a list names the same agencies and days over and over
def agency(text: str) -> str:
    """Write an agency's code from the top downwards, without the parts that say "nothing below"."""
    parts = text.split(".")
    if parts[0][0].isdigit():
        parts.reverse()
    while len(parts) > 1 and _NOTHING_BELOW.fullmatch(parts[-1]):
        parts.pop()
    return ".".join(parts)


def make(agency_code: str, day: date, number: int) -> Code:
    """Give the code of an agency's `number`-th dossier of a day."""
    if not 1 <= number <= _MOST_LOCAL:
        raise RuleBroken("dossiers.numbers-used-up", most=_MOST_LOCAL, day=f"{day:%d/%m/%Y}")
    return parse(f"{agency_code}-{day:%y%m%d}-{number:04d}")


@lru_cache(maxsize=4096)
def _day(digits: str) -> date | None:
    try:
        return date(2000 + int(digits[:2]), int(digits[2:4]), int(digits[4:]))
    except ValueError:
        return None


@lru_cache(maxsize=4096)
def _digits(day: date) -> str:
    return f"{day:%y%m%d}"
