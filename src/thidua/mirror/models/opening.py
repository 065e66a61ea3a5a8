"""A list opened, however it came: a spreadsheet, CSV, or the objects of an interface."""

from datetime import datetime

from thidua.kernel.errors import RuleBroken
from thidua.kernel.memory import uncollected
from thidua.mirror.models.known import Agencies
from thidua.mirror.rules import HANOI
from thidua.mirror.rules.lists import Read, objects, read_list, sheet_of
from thidua.spreadsheets.outside import read_with_clock
from thidua.spreadsheets.rules import Sheet


def opened(content: bytes, name: str, unit: str, at: datetime) -> Read:
    """Read the first sheet that holds a list, as a sender's."""
    refused: RuleBroken | None = None
    for sheet in _sheets(content, name):
        try:
            with uncollected():
                return read_list(sheet, Agencies(unit, at.astimezone(HANOI).date()).places)
        except RuleBroken as broken:
            refused = refused or broken
    raise refused or RuleBroken("spreadsheets.empty", name=name)


def _sheets(content: bytes, name: str) -> tuple[Sheet, ...]:
    if content.lstrip()[:1] == b"[":
        return (sheet_of(objects(content, name)),)
    return read_with_clock(content, name).sheets
