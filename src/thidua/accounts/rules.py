"""Who may do what: roles, the relation of two units, and the row of the permission table.

Seat: ghế, a role at a unit from a day to a day; a person sits in it, the ledger knows the
seat only. The table itself stands in `thidua.access.rules`.
"""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from thidua.kernel.errors import RuleBroken

SEAT_ID = re.compile(r"s-[a-z0-9](?:[a-z0-9-]{0,60}[a-z0-9])?")


class Role(StrEnum):
    """What a seat is for."""

    CAMPAIGN_OFFICE = "campaign-office"  # cơ quan thường trực phong trào
    COMMITTEE = "committee"  # ban chỉ đạo
    EXECUTING_TEAM = "executing-team"  # tổ giúp việc, tổ thực hiện
    REPORTER = "reporter"  # người nhập số liệu của đơn vị
    APPROVER = "approver"  # người duyệt số liệu
    OPERATOR = "operator"  # quản trị hệ thống
    INSPECTOR = "inspector"  # thanh tra
    PROCEDURES = "procedures"  # cơ quan kiểm soát thủ tục hành chính
    ONE_STOP = "one-stop"  # cán bộ một cửa
    OFFICER = "officer"  # công chức thụ lý hồ sơ
    LEADER = "leader"  # lãnh đạo phê duyệt, ký kết quả


class Relation(StrEnum):
    """How the unit of a seat stands to the unit that is asked for."""

    OWN = "own"  # the same unit
    ANCESTOR = "ancestor"  # the seat's unit is above
    DESCENDANT = "descendant"  # the seat's unit is below
    OVERSEER = "overseer"  # the seat's unit oversees it, or a unit above it
    ANY = "any"  # in a row of the table: whatever the relation, even none


class Audience(StrEnum):
    """How wide a route is open."""

    PUBLIC = "public"
    SIGNED_IN = "signed-in"
    SEATS = "seats"


@dataclass(frozen=True, slots=True)
class Access:
    """A row of the permission table: who may use a route.

    `seats` counts for the audience SEATS only; `unit` names how the route's unit is found.
    """

    audience: Audience
    seats: Mapping[Role, frozenset[Relation]] = field(default_factory=dict)
    unit: str = "unit"


PUBLIC = Access(Audience.PUBLIC)
SIGNED_IN = Access(Audience.SIGNED_IN)


def allowed(
    access: Access, *, signed_in: bool, role: Role | None, relation: Relation | None
) -> bool:
    """Whether somebody may pass; `role` is None without a seat, `relation` where there is none."""
    if access.audience is Audience.PUBLIC:
        return True
    if access.audience is Audience.SIGNED_IN:
        return signed_in
    if not signed_in or role is None:
        return False
    relations = access.seats.get(role, frozenset())
    return Relation.ANY in relations or relation in relations


def check_seat_id(seat: str) -> None:
    """Refuse what is no id of a seat, for it is published for ever."""
    if not SEAT_ID.fullmatch(seat):
        raise RuleBroken("accounts.bad-seat-id", seat=seat)


def acting(held: Collection[str], chosen: str | None) -> str | None:
    """Say in which seat somebody acts: the chosen one while it is held, or the only one."""
    if chosen in held:
        return chosen
    return next(iter(held)) if len(held) == 1 else None


def relation(
    mine: Sequence[str], theirs: Sequence[str], overseers: Collection[str]
) -> Relation | None:
    """Say how one unit stands to another, None if not at all.

    Each is given with all units above it, upwards; `overseers` oversee any of the second line.
    """
    if mine[0] == theirs[0]:
        return Relation.OWN
    if mine[0] in theirs:
        return Relation.ANCESTOR
    if theirs[0] in mine:
        return Relation.DESCENDANT
    return Relation.OVERSEER if mine[0] in overseers else None
