"""Who may open a dossier from outside, how often somebody may try, and what may be rated.

The second factor is the end of the applicant's phone number or the secret of the receipt. Of four
digits there are few, so attempts on a code are counted, right or wrong; the secret cannot be
guessed, so whoever has the receipt gets in while somebody else tries.
"""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta

from thidua.dossiers.rules import tickets
from thidua.dossiers.rules.steps import PROCESSED, Status
from thidua.kernel.errors import RuleBroken

SOURCE = "tracking"  # of the facts that ratings and petitions make
OPEN_FOR = timedelta(minutes=30)  # how long a dossier stays open in a browser
TRIES_FOR = timedelta(minutes=10)  # attempts are counted so long
MOST_BY_CODE = 5
MOST_BY_ADDRESS = 30  # a commune's office has one address for all its visitors
LONGEST_COMMENT = 1_000
FEWEST_STARS, MOST_STARS = 1, 5
SATISFIED_FROM = 4
DISLIKED_TO = 2
_DIGITS = re.compile(r"\d{4}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Factor:
    """What somebody gives beside the code: digits of the phone or the secret, the other one empty."""

    digits: str = ""
    ticket: str = ""


def read_factor(text: str) -> Factor | None:
    """Read a second factor; None where it is neither four digits nor a secret."""
    if _DIGITS.fullmatch(text.strip()):
        return Factor(digits=text.strip())
    ticket = tickets.read(text)
    return Factor(ticket=ticket) if ticket else None


def minutes_left(begun_at: datetime, at: datetime) -> int:
    """Say how many minutes an attempt has to wait, whole ones."""
    return max(-((at - begun_at - TRIES_FOR) // timedelta(minutes=1)), 1)


def check_rating(status: Status, stars: int, comment: str) -> str:
    """Give the comment without spaces around it; refuse what cannot be rated, or not so."""
    if status not in PROCESSED:
        raise RuleBroken("tracking.not-finished")
    check_stars(stars)
    plain = comment.strip()
    if len(plain) > LONGEST_COMMENT:
        raise RuleBroken("tracking.text-length", most=LONGEST_COMMENT)
    return plain


def check_stars(stars: int) -> None:
    """Refuse a rating outside the scale."""
    if not FEWEST_STARS <= stars <= MOST_STARS:
        raise RuleBroken("tracking.bad-stars", fewest=FEWEST_STARS, most=MOST_STARS)
