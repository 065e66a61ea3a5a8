"""Who sees a campaign's documents: internal, then official, then public, as its plan says."""

from thidua.accounts.rules import Role

PUBLIC = "public"
OFFICIAL = "official"
OFFICES = frozenset({Role.CAMPAIGN_OFFICE, Role.COMMITTEE, Role.OPERATOR, Role.INSPECTOR})


def may_see(visibility: str, role: Role | None) -> bool:
    """Whether somebody in a seat with this role, None without a seat, sees a campaign."""
    if visibility == PUBLIC:
        return True
    return role is not None if visibility == OFFICIAL else role in OFFICES
