"""Which days a map can be turned back to: the last day with counts of each week."""

from collections.abc import Iterable
from datetime import date

WEEK = 7
MOST = 12


def steps(days: Iterable[date], first: date) -> list[date]:
    """Pick the last day with counts of each week of a campaign; of many weeks, every so many."""
    weeks: dict[int, date] = {}
    for day in sorted(days):
        weeks[(day - first).days // WEEK] = day
    picked = list(weeks.values())
    every = -(-len(picked) // MOST)
    return picked[::-every][::-1] if picked else []
