"""Working time in words, the same on every page and paper."""

from collections.abc import Mapping
from dataclasses import dataclass

from thidua.deadlines.rules import Left
from thidua.deadlines.rules.office import HOUR


@dataclass(frozen=True, slots=True)
class Words:
    """What one language says."""

    units: tuple[tuple[str, str], ...]  # one and many: days, hours, minutes
    left: str
    late: str
    due: str
    just_late: str


LANGUAGES: Mapping[str, Words] = {
    "vi": Words(
        (("ngày", "ngày"), ("giờ", "giờ"), ("phút", "phút")),
        "còn {time}",
        "trễ {time}",
        "đến hạn",
        "vừa quá hạn",
    ),
    "en": Words(
        (("day", "days"), ("hour", "hours"), ("minute", "minutes")),
        "{time} left",
        "{time} late",
        "due now",
        "just past due",
    ),
}


def said(left: Left, language: str = "vi") -> str:
    """Say what is left, or how late it is, by the two largest units: "còn 2 ngày 3 giờ".

    A day is a day of office hours. The rest is cut off, so nobody is promised more than there is.
    """
    words = LANGUAGES[language]
    amounts = (left.days, *divmod(left.minutes, HOUR))
    parts = [
        f"{amount} {one if amount == 1 else many}"
        for amount, (one, many) in zip(amounts, words.units, strict=True)
    ]
    first = next((place for place, amount in enumerate(amounts) if amount), None)
    if first is None:
        return words.just_late if left.late else words.due
    shown = [parts[place] for place in (first, first + 1) if place < len(parts) and amounts[place]]
    return (words.late if left.late else words.left).format(time=" ".join(shown))
