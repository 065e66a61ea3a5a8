"""Residents (người dân) with an account: who they are, and how an identity of theirs is proved.

What people say of themselves is believed no further than it goes: a number that was only typed
joins nothing. A number that a provider of identities proved belongs to one resident, and every
account that proves it is that resident's.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from thidua.counting.rules import Measure, MeasureKind
from thidua.kernel.errors import RuleBroken
from thidua.onestop.rules import LONGEST_ADDRESS, LONGEST_NAME, PHONE
from thidua.residents.rules.identities import check

SOURCE = "residents"  # of the facts that accounts make
ACCOUNTS = Measure(
    "residents.accounts",
    "Người dân có tài khoản dịch vụ công đã xác minh (mỗi người đếm một lần)",
    "người",
    MeasureKind.FLOW,
    None,
)


class Verified(StrEnum):
    """What shows that an account is somebody's (xác minh)."""

    EMAIL = "email"  # a code that was sent to the address
    VNEID = "vneid"  # the electronic identity


@dataclass(frozen=True, slots=True)
class Proof:
    """What a provider of identities said of a person; `birth` is ISO, or empty where it said none."""

    identity: str
    name: str
    birth: str = ""


@dataclass(frozen=True, slots=True)
class Profile:
    """What a resident says: name, phone, where they live; the identity number may be left out."""

    name: str
    phone: str
    commune: str
    hamlet: str | None = None
    identity: str = ""
    address: str = ""


def read_proof(said: Mapping[str, str] | None) -> Proof | None:
    """Read what a session kept of a proof; None where there was none."""
    return Proof(said["identity"], said["name"], said["birth"]) if said else None


def check_profile(profile: Profile, day: date) -> None:
    """Refuse what cannot be a resident's."""
    if not profile.name.strip() or len(profile.name) > LONGEST_NAME:
        raise RuleBroken("onestop.name-length", most=LONGEST_NAME)
    if not PHONE.fullmatch(profile.phone):
        raise RuleBroken("onestop.bad-phone")
    if len(profile.address) > LONGEST_ADDRESS:
        raise RuleBroken("onestop.address-length", most=LONGEST_ADDRESS)
    if profile.identity:
        check(profile.identity, day)
