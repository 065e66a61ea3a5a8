"""What the versions of a plan say of one criterion, and what changed from one to the next."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from thidua.campaigns.models import PlanVersion
from thidua.drafting.forms.blocks import Field
from thidua.drafting.forms.blocks import criterion as block
from thidua.drafting.rules.differences import differences


@dataclass(frozen=True, slots=True)
class Change:
    """A field that is not what it was; empty text: not there."""

    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Version:
    """A version of the plan, oldest first; `state` is "first", "new", "same", "changed" or "gone"."""

    number: int
    day: date
    state: str
    changes: tuple[Change, ...]


def history(campaign: str, code: str) -> list[Version]:
    """Tell a criterion through all versions of a plan, from the first that has it."""
    return list(_versions(campaign, code))


def _versions(campaign: str, code: str) -> Iterator[Version]:
    before: Mapping[str, Any] | None = None
    first = True
    for version in PlanVersion.objects.filter(campaign=campaign).order_by("version"):
        now = _criterion(version, code)
        day = version.effective_from
        if now is not None and before is None:
            yield Version(version.version, day, "first" if first else "new", ())
        elif now is not None and before is not None:
            found = tuple(_changes(before, now))
            yield Version(version.version, day, "changed" if found else "same", found)
        elif before is not None:
            yield Version(version.version, day, "gone", ())
        before, first = now, False


def _criterion(version: PlanVersion, code: str) -> Mapping[str, Any] | None:
    data = tomllib.loads(bytes(version.content).decode())
    return next((each for each in data.get("criteria", ()) if each.get("code") == code), None)


def _changes(before: Mapping[str, Any], now: Mapping[str, Any]) -> Iterator[Change]:
    fields = _fields(before) | _fields(now)
    for each in differences({"criteria": [before]}, {"criteria": [now]}):
        place = tuple(each.place[2:])
        field = fields.get(place)
        label = str(field.label) if field else ".".join(place)
        yield Change(label, _said(field, each.before), _said(field, each.after))


def _fields(row: Mapping[str, Any]) -> dict[tuple[str, ...], Field]:
    fields = block({"criteria": [dict(row)]}, ("criteria", 0)).fields
    return {tuple(map(str, field.path[2:])): field for field in fields}


def _said(field: Field | None, value: str) -> str:
    """Say a code in the words that people choose it by."""
    words = {str(code): str(said) for code, said in field.choices} if field else {}
    return words.get(value, value)
