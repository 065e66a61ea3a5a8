"""Who may do what: roles, the relation of two units, and the row of the permission table.

Seat: ghế, a role at a unit from a day to a day; a person sits in it, the ledger knows the
seat only. The table itself stands in `thidua.site.permissions`.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from thidua.units.rules import Node


class Role(StrEnum):
    """What a seat is for."""

    CAMPAIGN_OFFICE = "campaign-office"  # cơ quan thường trực phong trào
    COMMITTEE = "committee"  # ban chỉ đạo
    EXECUTING_TEAM = "executing-team"  # tổ giúp việc, tổ thực hiện
    REPORTER = "reporter"  # người nhập số liệu của đơn vị
    APPROVER = "approver"  # người duyệt số liệu
    OPERATOR = "operator"  # quản trị hệ thống
    INSPECTOR = "inspector"  # thanh tra


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


def relation(mine: str, theirs: str, nodes: Mapping[str, Node]) -> Relation | None:
    """Say how `mine` stands to `theirs` among the units of a day, None if not at all."""
    if mine not in nodes or theirs not in nodes:
        return None
    if mine == theirs:
        return Relation.OWN
    line = tuple(_line(theirs, nodes))
    if mine in line:
        return Relation.ANCESTOR
    if theirs in _line(mine, nodes):
        return Relation.DESCENDANT
    if any(nodes[unit].overseen_by == mine for unit in line):
        return Relation.OVERSEER
    return None


def _line(unit: str | None, nodes: Mapping[str, Node]) -> Iterator[str]:
    while unit is not None and unit in nodes:
        yield unit
        unit = nodes[unit].parent
