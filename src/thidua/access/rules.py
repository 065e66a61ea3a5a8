"""The permission table: who may use which route, by role and by how the seat's unit stands to another.

A route that is not declared is refused, and `tests/app/test_permissions.py` fails. Static files are
served before routes are looked up; a route under `/en/` has the same name, so the same row, as its
Vietnamese twin.
"""

from collections.abc import Iterable, Mapping

from thidua.accounts.rules import PUBLIC, SIGNED_IN, Access, Audience, Relation, Role

HERE_AND_ABOVE = frozenset({Relation.OWN, Relation.ANCESTOR, Relation.OVERSEER})
ANYWHERE = frozenset({Relation.ANY})

DENOMINATOR_READERS = {
    Role.CAMPAIGN_OFFICE: HERE_AND_ABOVE,
    Role.COMMITTEE: HERE_AND_ABOVE,
    Role.EXECUTING_TEAM: HERE_AND_ABOVE,
}


def _seats(relations: Mapping[Role, Iterable[Relation]], unit: str = "unit") -> Access:
    by_role = {role: frozenset(found) for role, found in relations.items()}
    return Access(Audience.SEATS, by_role, unit)


DRAFTING = _seats(
    {Role.CAMPAIGN_OFFICE: {Relation.OWN}, Role.EXECUTING_TEAM: {Relation.OWN}},
)
DECIDING = _seats(
    {
        Role.CAMPAIGN_OFFICE: {Relation.OWN},
        Role.COMMITTEE: {Relation.OWN},
        Role.APPROVER: {Relation.OWN},
    },
)
PLAN_DESK = _seats(
    {
        Role.CAMPAIGN_OFFICE: {Relation.OWN},
        Role.EXECUTING_TEAM: {Relation.OWN},
        Role.COMMITTEE: {Relation.OWN},
        Role.APPROVER: {Relation.OWN},
    },
)
OFFICE = _seats({Role.CAMPAIGN_OFFICE: {Relation.OWN}}, unit="campaign")
HERE_OFFICE = _seats({Role.CAMPAIGN_OFFICE: {Relation.OWN}})
CATALOGUE = _seats({Role.CAMPAIGN_OFFICE: {Relation.OWN}, Role.PROCEDURES: {Relation.OWN}})
APPEALING = _seats(
    {
        Role.COMMITTEE: {Relation.OWN},
        Role.EXECUTING_TEAM: {Relation.OWN},
        Role.REPORTER: {Relation.OWN},
    }
)
# The programme's desk: who reads it, who directs, who reports and answers.
LOOKS_DOWN = _seats(
    {
        Role.CAMPAIGN_OFFICE: HERE_AND_ABOVE,
        Role.COMMITTEE: HERE_AND_ABOVE,
        Role.EXECUTING_TEAM: HERE_AND_ABOVE,
        Role.INSPECTOR: ANYWHERE,
    }
)
DIRECTS = _seats({Role.CAMPAIGN_OFFICE: HERE_AND_ABOVE, Role.COMMITTEE: HERE_AND_ABOVE})
WORKS = _seats(
    {
        Role.CAMPAIGN_OFFICE: {Relation.OWN},
        Role.COMMITTEE: {Relation.OWN},
        Role.EXECUTING_TEAM: {Relation.OWN},
    }
)
PLEDGES = _seats(
    {
        Role.COMMITTEE: {Relation.OWN},
        Role.EXECUTING_TEAM: {Relation.OWN},
        Role.CAMPAIGN_OFFICE: HERE_AND_ABOVE,
    }
)
ASSIGNING = _seats({Role.CAMPAIGN_OFFICE: HERE_AND_ABOVE}, unit="campaign")
SENDERS = _seats(
    {
        Role.REPORTER: {Relation.OWN},
        Role.EXECUTING_TEAM: {Relation.OWN},
        Role.CAMPAIGN_OFFICE: {Relation.OWN},
    }
)
MIRROR_READERS = _seats(
    {
        Role.REPORTER: {Relation.OWN},
        Role.EXECUTING_TEAM: {Relation.OWN},
        Role.CAMPAIGN_OFFICE: HERE_AND_ABOVE,
        Role.INSPECTOR: ANYWHERE,
    }
)

# The one-stop shop: who handles dossiers at their own unit, and who says where dossiers live.
HANDLES = _seats(
    {
        Role.ONE_STOP: {Relation.OWN},
        Role.OFFICER: {Relation.OWN},
        Role.LEADER: {Relation.OWN},
    }
)
TAKES_IN = _seats({Role.ONE_STOP: {Relation.OWN}})
SWITCHES = _seats({Role.PROCEDURES: HERE_AND_ABOVE, Role.OPERATOR: HERE_AND_ABOVE})

# A campaign's running: who follows it, and who runs it, at the unit whose campaign it is.
FOLLOWS = _seats(
    {
        Role.CAMPAIGN_OFFICE: HERE_AND_ABOVE,
        Role.COMMITTEE: HERE_AND_ABOVE,
        Role.EXECUTING_TEAM: HERE_AND_ABOVE,
        Role.INSPECTOR: ANYWHERE,
    },
    unit="campaign",
)
RUNS = _seats({Role.CAMPAIGN_OFFICE: {Relation.OWN}}, unit="campaign")

# Petitions: the counter and the leader handle them, the committee reads along.
PETITIONS = {Role.ONE_STOP: {Relation.OWN}, Role.LEADER: {Relation.OWN}}
PETITION_DESK = _seats(PETITIONS)
PETITION_READERS = _seats({**PETITIONS, Role.COMMITTEE: {Relation.OWN}})

PERMISSIONS: Mapping[str, Access] = {
    "account_login": PUBLIC,
    "account_logout": PUBLIC,
    "account_inactive": PUBLIC,
    # Residents sign up by themselves; what is theirs is for them alone, see filing.views.of_resident.
    **dict.fromkeys(
        (
            "account_signup",
            "account_email_verification_sent",
            "account_reset_password",
            "account_confirm_password_reset_code",
            "account_complete_password_reset",
            "account_password_reset_completed",
            "openid_connect_login",
            "openid_connect_callback",
            "socialaccount_login_cancelled",
            "filing:manifest",
        ),
        PUBLIC,
    ),
    **dict.fromkeys(
        (
            "filing:home",
            "residents:profile",
            "filing:papers",
            "filing:download",
            "filing:end",
            "filing:begin",
            "filing:where",
            "filing:who",
            "filing:draft-papers",
            "filing:review",
            "filing:drop",
            "filing:dossier",
            "filing:filed",
            "filing:acknowledged",
            "filing:supplement",
            "filing:withdraw",
        ),
        SIGNED_IN,
    ),
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
    "planning:versions": PUBLIC,
    "closing:closing": OFFICE,
    "closing:edition": OFFICE,
    "closing:council": OFFICE,
    "closing:late": OFFICE,
    "questions:unit": APPEALING,
    "questions:open": APPEALING,
    "questions:own": APPEALING,
    "questions:appeals": PUBLIC,
    "questions:desk": OFFICE,
    "questions:answer": OFFICE,
    "conduct:targets": PUBLIC,
    "pledges:unit": PLEDGES,
    "pledges:pledge": PLEDGES,
    "pledges:register": PLEDGES,
    "pledges:target": PLEDGES,
    "pledges:team": PLEDGES,
    "pledges:printed": PLEDGES,
    "pledges:registered": PUBLIC,
    "pledges:assign": ASSIGNING,
    "pledges:paste": ASSIGNING,
    "denominators:desk": _seats(DENOMINATOR_READERS),
    "denominators:measure": _seats(DENOMINATOR_READERS),
    "denominators:history": _seats(DENOMINATOR_READERS),
    "denominators:register": _seats({Role.CAMPAIGN_OFFICE: HERE_AND_ABOVE}),
    "denominators:change": _seats({Role.CAMPAIGN_OFFICE: HERE_AND_ABOVE}),
    "denominators:adopt": _seats({Role.CAMPAIGN_OFFICE: HERE_AND_ABOVE}),
    "denominators:public": PUBLIC,
    "denominators:public-measure": PUBLIC,
    "denominators:lines": PUBLIC,
    "counting:take": SENDERS,
    "imports:upload": SENDERS,
    "imports:template": SENDERS,
    "imports:taken": SENDERS,
    "imports:mapping": SENDERS,
    "imports:units": SENDERS,
    "imports:preview": SENDERS,
    "imports:report": SENDERS,
    "bulletins:make": _seats({Role.CAMPAIGN_OFFICE: {Relation.OWN}}, unit="campaign"),
    "bulletins:preview": _seats({Role.CAMPAIGN_OFFICE: {Relation.OWN}}, unit="campaign"),
    "bulletins:letterhead": _seats({Role.CAMPAIGN_OFFICE: {Relation.OWN}}, unit="campaign"),
    # What a campaign's plan keeps from the public, pages and published files leave out; the log
    # itself is public, and its leaves name the code of every campaign.
    "front:home": PUBLIC,
    "guide:style-guide": PUBLIC,
    "front:campaigns": PUBLIC,
    "front:campaign": PUBLIC,
    "portal:standings": PUBLIC,
    "portal:compare": PUBLIC,
    "portal:sheet": PUBLIC,
    "criteria:criterion": PUBLIC,
    "maps:root": PUBLIC,
    "maps:map": PUBLIC,
    "maps:boundaries": HERE_OFFICE,
    "maps:turn-boundaries": HERE_OFFICE,
    "criteria:figure": PUBLIC,
    "bulletins:documents": PUBLIC,
    "bulletins:issued": PUBLIC,
    "bulletins:download": PUBLIC,
    "bulletins:prizes": PUBLIC,
    "bulletins:awards": PUBLIC,
    "proofs:fact": PUBLIC,
    "proofs:ledger": PUBLIC,
    "proofs:entry": PUBLIC,
    "proofs:proof": PUBLIC,
    "proofs:leaf": PUBLIC,
    "proofs:receipts": PUBLIC,
    "portal:edition": PUBLIC,
    "proofs:published-top": PUBLIC,
    "proofs:published": PUBLIC,
    "proofs:archive": PUBLIC,
    "procedures:catalogue": PUBLIC,
    "procedures:spreadsheet": PUBLIC,
    "procedures:procedure": PUBLIC,
    "procedures:desk": CATALOGUE,
    "reconciling:push": PUBLIC,  # by a key of its own, which the view asks for
    **dict.fromkeys(("reconciling:desk", "reconciling:look"), SENDERS),
    **dict.fromkeys(
        (
            "reconciling:differing",
            "reconciling:questions",
            "reconciling:counted",
            "reconciling:dossier",
        ),
        MIRROR_READERS,
    ),
    # A dossier is opened by its code and a second factor; its handle is good in one browser.
    **dict.fromkeys(
        (
            "tracking:track",
            "tracking:dossier",
            "tracking:rate",
            "tracking:close",
            "petitions:about-dossier",
            "petitions:petition",
            "petitions:answers",
        ),
        PUBLIC,
    ),
    **dict.fromkeys(("tracking:own", "petitions:mine", "petitions:about-unit"), SIGNED_IN),
    **dict.fromkeys(("petitions:inbox", "petitions:handle"), PETITION_READERS),
    "petitions:act": PETITION_DESK,
    **dict.fromkeys(
        (
            "counter:inbox",
            "counter:find",
            "counter:asked",
            "counter:register",
            "counter:register-pdf",
            "counter:register-xlsx",
            "counter:dossier",
            "counter:act",
            "counter:slip",
            "counter:sheet",
            "counter:paper",
        ),
        HANDLES,
    ),
    **dict.fromkeys(("counter:choose", "counter:intake"), TAKES_IN),
    **dict.fromkeys(("counter:way", "counter:agency"), SWITCHES),
    "recounts:figures": PUBLIC,
    "recounts:desk": HERE_OFFICE,
    "recounts:switch": HERE_OFFICE,
    "recounts:reply": HERE_OFFICE,
    "glossary:glossary": PUBLIC,
    "sharing:card": PUBLIC,
    "sharing:qr": PUBLIC,
    "sharing:feed": PUBLIC,
    "sharing:campaign-feed": PUBLIC,
    "sharing:sitemap": PUBLIC,
    "sharing:sitemap-part": PUBLIC,
    "sharing:robots": PUBLIC,
    "portal:units": PUBLIC,
    "portal:unit": PUBLIC,
    "proofs:verify": PUBLIC,
    "proofs:check": PUBLIC,
    "proofs:verifier": PUBLIC,
    "rubrics:rubrics": PUBLIC,
    "rubrics:comparison": PUBLIC,
    "rubrics:recount": PUBLIC,
    "rubrics:rubric": PUBLIC,
    "rubrics:file": PUBLIC,
    # calendar, route, who is behind
    "conduct:calendar": PUBLIC,
    "conduct:feed": PUBLIC,
    "conduct:route": FOLLOWS,
    "conduct:period": FOLLOWS,
    "conduct:behind": FOLLOWS,
    "conduct:set-route": RUNS,
    "conduct:set-day": RUNS,
    "programme:index": PUBLIC,
    "programme:pillars": PUBLIC,
    "programme:programme": PUBLIC,
    **dict.fromkeys(
        (
            "duties:desk",
            "programme:committee",
            "programme:goals",
            "duties:tasks",
            "duties:task",
            "duties:bottlenecks",
            "duties:bottlenecks-csv",
            "duties:bottleneck",
            "duties:handling",
            "duties:review",
        ),
        LOOKS_DOWN,
    ),
    **dict.fromkeys(
        (
            "programme:new-committee",
            "programme:end-committee",
            "programme:add-member",
            "programme:end-member",
            "programme:new-programme",
            "programme:new-goal",
            "programme:asked",
            "programme:reached",
            "duties:new-task",
            "duties:judge-task",
            "duties:assign-bottleneck",
            "duties:settle-bottleneck",
        ),
        DIRECTS,
    ),
    **dict.fromkeys(
        (
            "duties:report-task",
            "duties:new-bottleneck",
            "duties:amend-bottleneck",
            "duties:answer-bottleneck",
        ),
        WORKS,
    ),
}
