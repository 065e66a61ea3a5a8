"""The one permission table: who may use which route.

A route that is not declared here is refused, and `tests/app/test_permissions.py` fails.
Static files are served before routes are looked up; a route under `/en/` has the same name,
so the same row, as its Vietnamese twin.
"""

from collections.abc import Callable, Iterable, Mapping

from thidua.accounts.rules import PUBLIC, SIGNED_IN, Access, Audience, Relation, Role

HERE_AND_ABOVE = frozenset({Relation.OWN, Relation.ANCESTOR, Relation.OVERSEER})
ANYWHERE = frozenset({Relation.ANY})

UNIT_OF: Mapping[str, Callable[[Mapping[str, object]], str | None]] = {
    "unit": lambda kwargs: str(kwargs["unit"]) if "unit" in kwargs else None,
}


def _seats(relations: Mapping[Role, Iterable[Relation]]) -> Access:
    return Access(Audience.SEATS, {role: frozenset(found) for role, found in relations.items()})


PERMISSIONS: Mapping[str, Access] = {
    "account_login": PUBLIC,
    "account_logout": PUBLIC,
    "account_inactive": PUBLIC,
    "account_change_password": SIGNED_IN,
    "accounts:choose": SIGNED_IN,
    "accounts:seats": _seats(
        {
            Role.CAMPAIGN_OFFICE: HERE_AND_ABOVE,
            Role.COMMITTEE: HERE_AND_ABOVE,
            Role.OPERATOR: HERE_AND_ABOVE,
            Role.INSPECTOR: ANYWHERE,
        }
    ),
}
