"""A province with its one-stop shops: units, seats, procedures, and dossiers led on by their acts."""

from datetime import UTC, date, datetime, timedelta
from itertools import count
from uuid import UUID

from thidua.accounts.models import Person, Seat
from thidua.dossiers.rules import Channel, Filer
from thidua.dossiers.rules.steps import Act, Owner, State, Status, Step
from thidua.onestop import actions
from thidua.onestop.models import Dossier
from thidua.onestop.rules import APPLICANT, Application, Brought, Demands, Paid, Party, Way
from thidua.procedures.actions import record
from thidua.procedures.rules import Component, LegalTime, Level, OnlineLevel, TimeUnit, Version
from thidua.units.actions import open_unit
from thidua.units.rules import Level as UnitLevel
from thidua.units.rules import NewUnit

OPENED = datetime(2026, 3, 2, 1, tzinfo=UTC)
MONDAY = datetime(2026, 3, 9, 2, tzinfo=UTC)  # 09:00 in Vietnam, a working day
FIRST = date(2026, 3, 2)
MANAGER = "s-p1-manager"
NAME, PHONE, IDENTITY = "Trần Thị Ngọc Huyền", "0912345678", "092301004321"
ADDRESS = "Số 7, ấp Trầu Hôi"
SEATS = {
    Owner.ONE_STOP: "s-c1-one-stop",
    Owner.OFFICER: "s-c1-officer",
    Owner.LEADER: "s-c1-leader",
    Owner.APPLICANT: APPLICANT,
}
_numbers = count(1)


def procedure(code, name, **more):
    given = {
        "field": "Hộ tịch",
        "level": Level.COMMUNE,
        "agency": "UBND cấp xã",
        "basis": "Luật Hộ tịch 2014",
        "components": (Component("Tờ khai"), Component("Giấy chứng sinh", "1.900009")),
        "fee": None,
        "time": LegalTime(2, TimeUnit.DAYS),
        "online": OnlineLevel.FULL,
        "integrated": None,
        "published": None,
        "effective": date(2024, 1, 1),
    }
    return Version(code=code, name=name, **{**given, **more})


BIRTH = procedure("1.900001", "Đăng ký khai sinh")
COPY = procedure(
    "2.900002",
    "Chứng thực bản sao",
    field="Chứng thực",
    fee=20_000,
    time=LegalTime(8, TimeUnit.HOURS),
    online=OnlineLevel.INFORMATION,
    components=(),
)
LAND = procedure("1.900003", "Xác nhận đất đai", field="Đất đai", time=None, fee=50_000)
LICENCE = procedure(
    "1.900004", "Cấp phép", field="Xây dựng", level=Level.PROVINCE, agency="Sở Xây dựng"
)


def make():
    """Open the units and their seats, record the procedures, and let dossiers live at each unit."""
    units = [
        NewUnit("p1", UnitLevel.PROVINCE, "province", "Hậu Sông", codes={"agency": "H99"}),
        NewUnit("c1", UnitLevel.COMMUNE, "commune", "An Phú", "p1", codes={"agency": "H99.41"}),
        NewUnit("c2", UnitLevel.COMMUNE, "ward", "Bình An", "p1", codes={"agency": "H99.42"}),
        NewUnit("c3", UnitLevel.COMMUNE, "commune", "Cẩm Hà", "p1"),
        NewUnit("h1", UnitLevel.HAMLET, "hamlet", "Một", "c1"),
        NewUnit(
            "d1", UnitLevel.DEPARTMENT, "department", "Sở Xây dựng", overseen_by="p1",
            codes={"agency": "000.00.15.H99"},
        ),
    ]  # fmt: skip
    for unit in units:
        open_unit(unit=unit, first=None, actor=MANAGER, at=OPENED)
    for unit in ("c1", "c2", "d1"):
        for role in ("one-stop", "officer", "leader"):
            seat(f"{unit}-{role}", role, unit)
    seat("c1-second", "leader", "c1")
    seat("c1-other", "officer", "c1")
    seat("p1-manager", "procedures", "p1")
    seat("c1-reporter", "reporter", "c1")
    record(versions=(BIRTH, COPY, LAND, LICENCE), unit="p1", actor=MANAGER, at=OPENED)
    for unit in ("c1", "c2", "d1"):
        actions.switch(unit=unit, kind=Way.MASTER, first=FIRST, actor=MANAGER, at=OPENED)


def seat(name, role, unit):
    """Open a seat with a person of its own, without events."""
    person = Person.objects.create(username=name, name=f"Người {name}")
    Seat.objects.create(id=f"s-{name}", role=role, unit=unit, first=date(2024, 1, 1), person=person)
    return f"s-{name}"


def application(**more):
    given = {
        "procedure": BIRTH.code,
        "unit": "c1",
        "receipt_unit": "c1",
        "channel": Channel.DIRECT,
        "filer": Filer.ASSISTED,
        "papers": (Brought("Tờ khai"), Brought("Giấy chứng sinh")),
    }
    return Application(**{**given, **more})


def party(**more):
    return Party(**{"name": NAME, "phone": PHONE, "identity": IDENTITY, "address": ADDRESS, **more})


def new_id():
    return str(UUID(int=next(_numbers)))


def file(at=MONDAY, *, actor=SEATS[Owner.ONE_STOP], dossier=None, key=None, who=None, **more):
    """File a dossier; give its id."""
    dossier = dossier or new_id()
    actions.file(
        dossier=dossier,
        application=application(**more),
        party=who or party(),
        actor=actor,
        at=at,
        key=key,
    )
    return dossier


def row(dossier):
    return Dossier.objects.get(pk=dossier)


AGAIN = datetime(2026, 4, 1, 3, tzinfo=UTC)
REASON = "Thiếu giấy tờ"
GIVEN = {
    Act.REFUSE: {"reason": REASON},
    Act.ASSIGN: {"to": "s-c1-other"},
    Act.CONSULT: {"agency": "c2", "question": REASON, "days": 2},
    Act.ASK_SUPPLEMENT: {"reason": REASON},
    Act.SUPPLEMENT: {"papers": (Brought("Bản khai bổ sung"),)},
    Act.ASK_PAYMENT: {"amount": 100_000},
    Act.PAY: {"paid": Paid.ONLINE},
    Act.APOLOGISE: {"reason": REASON, "again": AGAIN},
    Act.STOP: {"reason": REASON},
    Act.SEND_BACK: {"reason": REASON},
    Act.SIGN: {"content": None},
}
DOES = {act: getattr(actions, act.value.replace("-", "_")) for act in Act if act is not Act.RETURN}
DOES[Act.RETURN] = actions.return_result


def do(act, dossier, owner=None, *, at=MONDAY, actor=None, key=None, **more):
    """Do an act as whoever may, with what it takes."""
    given = {**GIVEN.get(act, {}), **more}
    actor = actor or SEATS[owner or WHO[act]]
    return DOES[act](dossier=dossier, actor=actor, at=at, key=key, **given)


WHO = {
    Act.RECEIVE: Owner.ONE_STOP,
    Act.REFUSE: Owner.ONE_STOP,
    Act.FORWARD: Owner.ONE_STOP,
    Act.ASSIGN: Owner.LEADER,
    Act.CONSULT: Owner.OFFICER,
    Act.ASK_SUPPLEMENT: Owner.OFFICER,
    Act.SUPPLEMENT: Owner.APPLICANT,
    Act.ASK_PAYMENT: Owner.OFFICER,
    Act.PAY: Owner.APPLICANT,
    Act.APOLOGISE: Owner.OFFICER,
    Act.WITHDRAW: Owner.APPLICANT,
    Act.STOP: Owner.OFFICER,
    Act.PROPOSE: Owner.OFFICER,
    Act.SEND_BACK: Owner.LEADER,
    Act.APPROVE: Owner.LEADER,
    Act.SIGN: Owner.LEADER,
    Act.RETURN: Owner.ONE_STOP,
}
# A way to every state, from its filing.
PATHS = {
    State(Status.FILED, Step.RECEIVING): (),
    State(Status.RECEIVED, Step.RECEIVING): (Act.RECEIVE,),
    State(Status.REFUSED, Step.RECEIVING): (Act.REFUSE,),
    State(Status.IN_PROCESS, Step.APPRAISAL): (Act.RECEIVE, Act.FORWARD),
    State(Status.SUPPLEMENT, Step.APPRAISAL): (Act.RECEIVE, Act.FORWARD, Act.ASK_SUPPLEMENT),
    State(Status.PAYMENT, Step.APPRAISAL): (Act.RECEIVE, Act.FORWARD, Act.ASK_PAYMENT),
    State(Status.WITHDRAWN, Step.APPRAISAL): (Act.RECEIVE, Act.FORWARD, Act.WITHDRAW),
    State(Status.STOPPED, Step.APPRAISAL): (Act.RECEIVE, Act.FORWARD, Act.STOP),
    State(Status.IN_PROCESS, Step.APPROVAL): (Act.RECEIVE, Act.FORWARD, Act.PROPOSE),
    State(Status.IN_PROCESS, Step.SIGNING): (Act.RECEIVE, Act.FORWARD, Act.PROPOSE, Act.APPROVE),
    State(Status.RESOLVED, Step.RETURNING): (
        Act.RECEIVE, Act.FORWARD, Act.PROPOSE, Act.APPROVE, Act.SIGN,
    ),
    State(Status.RETURNED, Step.RETURNING): (
        Act.RECEIVE, Act.FORWARD, Act.PROPOSE, Act.APPROVE, Act.SIGN, Act.RETURN,
    ),
}  # fmt: skip


def lead(dossier, *acts, at=MONDAY, every=timedelta(minutes=10)):
    """Do acts one after the other, each by who may; give the instant of the last one."""
    for act in acts:
        at += every
        do(act, dossier, at=at)
    return at


def paper_results(code=BIRTH.code):
    """Let a procedure end with a result on paper."""
    actions.demand(
        procedure=code, first=FIRST, demands=Demands(paper_result=True), unit="p1",
        actor=MANAGER, at=OPENED,
    )  # fmt: skip
