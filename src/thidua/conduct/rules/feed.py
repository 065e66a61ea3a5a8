"""A campaign's calendar as an iCalendar file (RFC 5545).

Days are all-day events, whose end is the day after; what has an instant stands at it, on Vietnam's
clock. An event's UID stays the same, so that a calendar that subscribed moves it and adds nothing.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event

from thidua.conduct.rules.calendar import Happening, stamp, uid

ZONE = "Asia/Ho_Chi_Minh"


@dataclass(frozen=True, slots=True)
class Head:
    """What a feed is of: the campaign, its name, who publishes it, and since when."""

    campaign: str
    name: str
    origin: str
    published: datetime


def feed(head: Head, found: Iterable[Happening], words: Callable[[Happening], str]) -> bytes:
    """Write the feed; `words` says what a happening is."""
    calendar = Calendar()
    calendar.add("prodid", "-//thidua//calendar//VI")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", head.name)
    calendar.add("x-wr-timezone", ZONE)
    for one in found:
        calendar.add_component(_event(head, one, words(one)))
    calendar.add_missing_timezones()
    written: bytes = calendar.to_ical()
    return written


def _event(head: Head, one: Happening, words: str) -> Event:
    event = Event()
    event.add("uid", uid(head.campaign, one, head.origin))
    event.add("dtstamp", stamp(head.published))
    event.add("summary", f"{words} – {head.name}")
    event.add("transp", "TRANSPARENT")
    if one.at is None:
        event.add("dtstart", one.period.first)
        event.add("dtend", one.period.end)
    else:
        event.add("dtstart", one.at.astimezone(ZoneInfo(ZONE)))
    return event
