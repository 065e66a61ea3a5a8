import json
from http import HTTPStatus

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import HttpResponse
from django.test import RequestFactory
from django.urls import ResolverMatch, URLResolver, get_resolver, include, path

from thidua.access.rules import PERMISSIONS
from thidua.accounts.models import Person, Seat
from thidua.accounts.rules import Audience, Relation, Role
from thidua.campaigns.models import Campaign
from thidua.site.middleware import UNIT_OF, Permissions
from thidua.units.models import Edge, Unit

PASSED, SIGN_IN, REFUSED = "passed", "sign in", "refused"

# Where a seat may be, the unit that is asked for, and the relation that this is.
PLACES = {
    "own": ("commune", "commune", Relation.OWN),
    "ancestor": ("province", "commune", Relation.ANCESTOR),
    "descendant": ("hamlet", "commune", Relation.DESCENDANT),
    "overseer": ("province", "department", Relation.OVERSEER),
    "overseer of a unit above": ("province", "office", Relation.OVERSEER),
    "sibling": ("sister", "commune", None),
    "other province": ("elsewhere", "commune", None),
    "closed unit": ("commune", "closed", None),
    "seat at a closed unit": ("closed", "commune", None),
    "unknown unit": ("commune", "nowhere", None),
}

DRAFTING = {
    Role.CAMPAIGN_OFFICE: "own",
    Role.COMMITTEE: "",
    Role.EXECUTING_TEAM: "own",
    Role.REPORTER: "",
    Role.APPROVER: "",
    Role.OPERATOR: "",
    Role.INSPECTOR: "",
}
SENDERS = {
    Role.CAMPAIGN_OFFICE: "own",
    Role.COMMITTEE: "",
    Role.EXECUTING_TEAM: "own",
    Role.REPORTER: "own",
    Role.APPROVER: "",
    Role.OPERATOR: "",
    Role.INSPECTOR: "",
}
DECIDING = {
    Role.CAMPAIGN_OFFICE: "own",
    Role.COMMITTEE: "own",
    Role.EXECUTING_TEAM: "",
    Role.REPORTER: "",
    Role.APPROVER: "own",
    Role.OPERATOR: "",
    Role.INSPECTOR: "",
}
PLAN_DESK = {
    Role.CAMPAIGN_OFFICE: "own",
    Role.COMMITTEE: "own",
    Role.EXECUTING_TEAM: "own",
    Role.REPORTER: "",
    Role.APPROVER: "own",
    Role.OPERATOR: "",
    Role.INSPECTOR: "",
}
# What the office of the campaign's own unit does, and nobody else.
OFFICE_ALONE = {role: "own" if role is Role.CAMPAIGN_OFFICE else "" for role in Role}

# The rows with roles, said once more, by hand: which relations may pass; a role that is not named
# may not.
WITH_ROLES = {
    "accounts:seats": {
        Role.CAMPAIGN_OFFICE: "own ancestor overseer",
        Role.COMMITTEE: "own ancestor overseer",
        Role.EXECUTING_TEAM: "",
        Role.REPORTER: "",
        Role.APPROVER: "",
        Role.OPERATOR: "own ancestor overseer",
        Role.INSPECTOR: "any",
    },
    **{
        f"pledges:{name}": {
            Role.CAMPAIGN_OFFICE: "own ancestor overseer",
            Role.COMMITTEE: "own",
            Role.EXECUTING_TEAM: "own",
            Role.REPORTER: "",
            Role.APPROVER: "",
            Role.OPERATOR: "",
            Role.INSPECTOR: "",
        }
        for name in ("unit", "pledge", "register", "target", "team", "printed")
    },
    **{
        f"pledges:{name}": {
            Role.CAMPAIGN_OFFICE: "own ancestor overseer",
            Role.COMMITTEE: "",
            Role.EXECUTING_TEAM: "",
            Role.REPORTER: "",
            Role.APPROVER: "",
            Role.OPERATOR: "",
            Role.INSPECTOR: "",
        }
        for name in ("assign", "paste")
    },
    "planning:plans": PLAN_DESK,
    "planning:begin": DRAFTING,
    "planning:draft": PLAN_DESK,
    "planning:plan-file": PLAN_DESK,
    "planning:criteria-file": PLAN_DESK,
    "planning:file": DRAFTING,
    "planning:submit": DRAFTING,
    "planning:drop": DRAFTING,
    "planning:step": DRAFTING,
    "planning:criterion": DRAFTING,
    "planning:preview": PLAN_DESK,
    "planning:compare": PLAN_DESK,
    "planning:submission": PLAN_DESK,
    "planning:publish": DECIDING,
    "planning:send-back": DECIDING,
}

NOBODY = dict.fromkeys(Role, "")
THE_OFFICE = NOBODY | {Role.CAMPAIGN_OFFICE: "own"}
THE_UNIT = NOBODY | {Role.COMMITTEE: "own", Role.EXECUTING_TEAM: "own", Role.REPORTER: "own"}
WITH_ROLES |= dict.fromkeys(("questions:unit", "questions:open", "questions:own"), THE_UNIT)
WITH_ROLES |= dict.fromkeys(("questions:desk", "questions:answer"), THE_OFFICE)
WITH_ROLES |= dict.fromkeys(("recounts:desk", "recounts:switch", "recounts:reply"), THE_OFFICE)
WITH_ROLES |= dict.fromkeys(("reconciling:desk", "reconciling:look"), SENDERS)
WITH_ROLES |= {
    f"reconciling:{name}": {
        Role.REPORTER: "own",
        Role.EXECUTING_TEAM: "own",
        Role.CAMPAIGN_OFFICE: "own ancestor overseer",
        Role.INSPECTOR: "any",
    }
    for name in ("differing", "questions", "counted", "dossier")
}
WITH_ROLES["petitions:act"] = NOBODY | {Role.ONE_STOP: "own", Role.LEADER: "own"}
WITH_ROLES |= dict.fromkeys(
    ("petitions:inbox", "petitions:handle"), WITH_ROLES["petitions:act"] | {Role.COMMITTEE: "own"}
)
WITH_ROLES["procedures:desk"] = THE_OFFICE | {Role.PROCEDURES: "own"}
HANDLERS = NOBODY | {Role.ONE_STOP: "own", Role.OFFICER: "own", Role.LEADER: "own"}
HANDLED = "inbox find asked register register-pdf register-xlsx dossier act slip sheet paper"
WITH_ROLES |= {f"counter:{name}": HANDLERS for name in HANDLED.split()}
WITH_ROLES |= dict.fromkeys(("counter:choose", "counter:intake"), NOBODY | {Role.ONE_STOP: "own"})
SWITCHING = NOBODY | dict.fromkeys((Role.PROCEDURES, Role.OPERATOR), "own ancestor overseer")
WITH_ROLES |= dict.fromkeys(("counter:way", "counter:agency"), SWITCHING)
WITH_ROLES |= dict.fromkeys(("maps:boundaries", "maps:turn-boundaries"), THE_OFFICE)
CLOSING = ("closing:closing", "closing:edition", "closing:council", "closing:late")
WITH_ROLES |= dict.fromkeys(CLOSING, THE_OFFICE)
DOWNWARDS, OWN = "own ancestor overseer", "own"
PROGRAMME = {
    "programme:committee programme:goals duties:desk duties:tasks duties:task duties:bottlenecks "
    "duties:bottlenecks-csv duties:bottleneck duties:handling duties:review": (
        DOWNWARDS, DOWNWARDS, DOWNWARDS, "any",
    ),
    "programme:new-committee programme:end-committee programme:add-member programme:end-member "
    "programme:new-programme programme:new-goal programme:asked programme:reached "
    "duties:new-task duties:judge-task duties:assign-bottleneck duties:settle-bottleneck": (
        DOWNWARDS, DOWNWARDS, "", "",
    ),
    "conduct:route conduct:period conduct:behind": (DOWNWARDS, DOWNWARDS, DOWNWARDS, "any"),
    "conduct:set-route conduct:set-day": (OWN, "", "", ""),
    "duties:report-task duties:new-bottleneck duties:amend-bottleneck duties:answer-bottleneck": (
        OWN, OWN, OWN, "",
    ),
}  # fmt: skip
WITH_ROLES |= {
    name: {
        Role.CAMPAIGN_OFFICE: office,
        Role.COMMITTEE: committee,
        Role.EXECUTING_TEAM: team,
        Role.REPORTER: "",
        Role.APPROVER: "",
        Role.OPERATOR: "",
        Role.INSPECTOR: inspector,
    }
    for names, (office, committee, team, inspector) in PROGRAMME.items()
    for name in names.split()
}

WITH_ROLES |= {
    "denominators:desk": {
        Role.CAMPAIGN_OFFICE: "own ancestor overseer",
        Role.COMMITTEE: "own ancestor overseer",
        Role.EXECUTING_TEAM: "own ancestor overseer",
        Role.REPORTER: "",
        Role.APPROVER: "",
        Role.OPERATOR: "",
        Role.INSPECTOR: "",
    },
    "denominators:measure": {
        Role.CAMPAIGN_OFFICE: "own ancestor overseer",
        Role.COMMITTEE: "own ancestor overseer",
        Role.EXECUTING_TEAM: "own ancestor overseer",
        Role.REPORTER: "",
        Role.APPROVER: "",
        Role.OPERATOR: "",
        Role.INSPECTOR: "",
    },
    "denominators:history": {
        Role.CAMPAIGN_OFFICE: "own ancestor overseer",
        Role.COMMITTEE: "own ancestor overseer",
        Role.EXECUTING_TEAM: "own ancestor overseer",
        Role.REPORTER: "",
        Role.APPROVER: "",
        Role.OPERATOR: "",
        Role.INSPECTOR: "",
    },
    "denominators:register": {
        Role.CAMPAIGN_OFFICE: "own ancestor overseer",
        Role.COMMITTEE: "",
        Role.EXECUTING_TEAM: "",
        Role.REPORTER: "",
        Role.APPROVER: "",
        Role.OPERATOR: "",
        Role.INSPECTOR: "",
    },
    "denominators:change": {
        Role.CAMPAIGN_OFFICE: "own ancestor overseer",
        Role.COMMITTEE: "",
        Role.EXECUTING_TEAM: "",
        Role.REPORTER: "",
        Role.APPROVER: "",
        Role.OPERATOR: "",
        Role.INSPECTOR: "",
    },
    "denominators:adopt": {
        Role.CAMPAIGN_OFFICE: "own ancestor overseer",
        Role.COMMITTEE: "",
        Role.EXECUTING_TEAM: "",
        Role.REPORTER: "",
        Role.APPROVER: "",
        Role.OPERATOR: "",
        Role.INSPECTOR: "",
    },
    "counting:take": SENDERS,
    "imports:upload": SENDERS,
    "imports:template": SENDERS,
    "imports:taken": SENDERS,
    "imports:mapping": SENDERS,
    "imports:units": SENDERS,
    "imports:preview": SENDERS,
    "imports:report": SENDERS,
    "bulletins:make": OFFICE_ALONE,
    "bulletins:preview": OFFICE_ALONE,
    "bulletins:letterhead": OFFICE_ALONE,
}


def routes(resolver=None, space=""):
    """List every route of the URL conf by its name; one without a name counts as its pattern."""
    for entry in (resolver or get_resolver()).url_patterns:
        if isinstance(entry, URLResolver):
            inner = f"{space}{entry.namespace}:" if entry.namespace else space
            yield from routes(entry, inner)
        else:
            yield f"{space}{entry.name}" if entry.name else str(entry.pattern)


@pytest.fixture
def tree(db):
    for unit in ("province", "commune", "hamlet", "sister", "department", "office", "elsewhere"):
        Unit.objects.create(id=unit, level="commune")
    Unit.objects.create(id="closed", level="commune", end="2025-07-01")
    for unit, parent, relation in (
        ("commune", "province", "part_of"),
        ("sister", "province", "part_of"),
        ("hamlet", "commune", "part_of"),
        ("closed", "province", "part_of"),
        ("department", "province", "overseen_by"),
        ("office", "department", "part_of"),
    ):
        Edge.objects.create(unit_id=unit, parent_id=parent, relation=relation)
    for unit in Unit.objects.all():
        Campaign.objects.create(code=f"of-{unit.pk}", name="Phong trào", root=unit.pk)


def ask(route, unit="commune", *, seat=None, signed_in=True):
    """Say what the middleware does with a request for a route; no page is made of a refusal."""
    accept = "application/problem+json" if signed_in else "text/html"
    request = RequestFactory().get("/", headers={"accept": accept})
    request.user = Person(username="lan") if signed_in else AnonymousUser()
    request.seat = seat
    space, _, name = route.rpartition(":")
    kwargs = {"unit": unit, "campaign": f"of-{unit}"}
    request.resolver_match = ResolverMatch(
        None, (), kwargs, url_name=name, namespaces=[space] if space else []
    )
    answer = Permissions(lambda _: HttpResponse()).process_view(request, None, (), kwargs)
    if answer is None:
        return PASSED
    return SIGN_IN if answer.status_code == HTTPStatus.FOUND else REFUSED


def test_every_route_is_declared_and_every_row_is_a_route():
    assert set(routes()) == PERMISSIONS.keys()


def test_every_row_knows_how_its_unit_is_found():
    assert {access.unit for access in PERMISSIONS.values()} <= UNIT_OF.keys()


def test_the_rows_with_roles_are_the_ones_said_here():
    with_roles = {name for name, row in PERMISSIONS.items() if row.audience is Audience.SEATS}
    assert with_roles == WITH_ROLES.keys()


def said(route):
    """Say by hand who may, without the roles that may not."""
    return {role: may for role, may in WITH_ROLES.get(route, {}).items() if may}


def alike(route):
    """Give the first route with the same row: the middleware asks the row, not the route."""
    return next(name for name, row in PERMISSIONS.items() if row == PERMISSIONS[route])


@pytest.mark.parametrize("route", PERMISSIONS)
def test_who_may_use_a_route_without_a_seat(route):
    row = PERMISSIONS[route]
    anonymous = ask(route, signed_in=False)
    assert anonymous == (PASSED if row.audience is Audience.PUBLIC else SIGN_IN)
    assert ask(route) == (REFUSED if row.audience is Audience.SEATS else PASSED)
    assert said(route) == said(alike(route))


@pytest.mark.parametrize("route", sorted({alike(route) for route in PERMISSIONS}))
def test_who_may_use_a_route_from_a_seat(route, tree):
    row = PERMISSIONS[route]
    for role in Role:
        for place, (mine, theirs, relation) in PLACES.items():
            may = said(route).get(role, "").split() if row.audience is Audience.SEATS else ["any"]
            expected = PASSED if "any" in may or relation in may else REFUSED
            assert ask(route, theirs, seat=Seat(role=role, unit=mine)) == expected, (role, place)


def a_page(_request):
    return HttpResponse("open to nobody")


forgotten = ([path("forgotten/", a_page, name="forgotten")], "portal")
urlpatterns = [
    path("", include(forgotten)),
    path("nameless/", a_page),
    *get_resolver().url_patterns,
]


@pytest.mark.django_db
@pytest.mark.urls(__name__)
@pytest.mark.parametrize("address", ["/forgotten/", "/nameless/"])
def test_an_undeclared_route_is_refused_to_everybody(client, address):
    answer = client.get(address, headers={"accept": "application/problem+json"})
    assert answer.status_code == HTTPStatus.FORBIDDEN
    assert json.loads(answer.content)["title"] == "accounts.route-not-declared"


@pytest.mark.urls(__name__)
def test_an_undeclared_route_is_found_by_the_first_test_here():
    assert set(routes()) - PERMISSIONS.keys() == {"portal:forgotten", "nameless/"}
