"""Simulated dossiers of a unit, led through its one-stop shop by the acts that officers would do.

Each is filed, handled, signed and returned at its own instant, so its counts, slips and deadlines
are those of the product itself. Nobody is in them: names and numbers say that they are simulated.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property, partial
from heapq import merge
from operator import itemgetter
from uuid import NAMESPACE_URL, uuid4, uuid5

from allauth.account.models import EmailAddress

from thidua.accounts.actions import open_seat
from thidua.accounts.models import Person
from thidua.accounts.rules import Role
from thidua.agencies.actions import give
from thidua.archive.actions import store
from thidua.dossiers.rules import Channel, Filer
from thidua.dossiers.rules.steps import Act, Owner
from thidua.kernel.periods import Period
from thidua.ledger.actions import unlogged
from thidua.onestop import actions
from thidua.onestop.models import Dossier
from thidua.onestop.rules import APPLICANT, Application, Brought, Demands, Paid, Party, Way
from thidua.residents.actions import register
from thidua.residents.rules import Profile
from thidua.simulated import outside
from thidua.simulated.rules import Agency, Made, Scene, dossiers
from thidua.simulated.rules.courses import Done, course, filed_at

KEY = "leader"  # of the device
PHONE = "0900{:06}"
REASON = "Lý do mô phỏng: giấy tờ chưa đủ thông tin."
ROLES = {Owner.ONE_STOP: Role.ONE_STOP, Owner.OFFICER: Role.OFFICER, Owner.LEADER: Role.LEADER}
DOERS = {
    Act.RECEIVE: Owner.ONE_STOP,
    Act.FORWARD: Owner.ONE_STOP,
    Act.ASK_SUPPLEMENT: Owner.OFFICER,
    Act.SUPPLEMENT: Owner.APPLICANT,
    Act.ASK_PAYMENT: Owner.OFFICER,
    Act.APOLOGISE: Owner.OFFICER,
    Act.STOP: Owner.OFFICER,
    Act.PROPOSE: Owner.OFFICER,
    Act.APPROVE: Owner.LEADER,
    Act.SIGN: Owner.LEADER,
    Act.RETURN: Owner.ONE_STOP,
}
DOES: Mapping[Act, Callable[..., object]] = {
    Act.RECEIVE: actions.receive,
    Act.FORWARD: actions.forward,
    Act.ASK_SUPPLEMENT: actions.ask_supplement,
    Act.SUPPLEMENT: actions.supplement,
    Act.ASK_PAYMENT: actions.ask_payment,
    Act.APOLOGISE: actions.apologise,
    Act.STOP: actions.stop,
    Act.PROPOSE: actions.propose,
    Act.APPROVE: actions.approve,
    Act.SIGN: actions.sign,
    Act.RETURN: actions.return_result,
}


@dataclass(frozen=True)
class Shop:
    """A unit's one-stop shop and the dossiers that come to it in a period, `number` of them."""

    scene: Scene
    period: Period
    number: int
    manager: str  # the seat that sets it up
    province: str
    resident: str = ""  # the e-mail address of an account; some of the dossiers are theirs
    held: dict[str, int] = field(default_factory=dict)  # the file of each paper
    stuck: set[str] = field(default_factory=set)  # dossiers that wait for a device

    @property
    def agency(self) -> Agency:
        """The one agency of the scene."""
        return self.scene.offices[0]

    def seat(self, owner: Owner) -> str:
        """Name the seat that acts for an owner; the applicant has none."""
        if owner is Owner.APPLICANT:
            return APPLICANT
        return f"s-{self.agency.unit}-{owner.value}"

    @cached_property
    def happenings(self) -> Sequence[tuple[datetime, Made, Done | None]]:
        """All that happens, in the order of time: a filing (None) or an act."""
        made = dossiers(self.scene, period=self.period, number=self.number)
        return list(merge(*map(self._happenings, made), key=itemgetter(0)))

    def _happenings(self, made: Made) -> Iterator[tuple[datetime, Made, Done | None]]:
        yield filed_at(made), made, None
        for done in course(self.scene.seed, made, self.scene.hours):
            yield done.at, made, done


def open_shop(shop: Shop, people: Mapping[str, str], at: datetime) -> None:
    """Open the seats, give the unit its code, let its dossiers live there, and its leader sign.

    `people` names who has which key of the device.
    """
    unit = shop.agency.unit
    said = {"actor": shop.manager, "at": at}
    for owner, role in ROLES.items():
        open_seat(seat=shop.seat(owner), role=role, unit=unit, first=at.date(), **said)
    give(unit=unit, code=shop.agency.code, first=at.date(), **said)
    actions.switch(unit=unit, kind=Way.MASTER, first=at.date(), **said)
    for version in shop.scene.versions:
        if not version.online.is_service:  # its result is given on paper
            actions.demand(
                procedure=version.code, first=at.date(), demands=Demands(paper_result=True),
                unit=shop.province, **said,
            )  # fmt: skip
    if outside.device(people, at):
        serial = outside.serial(KEY, at)
        actions.authorise(seat=shop.seat(Owner.LEADER), serial=serial, first=at.date(), **said)


def go_on(shop: Shop, after: datetime, until: datetime) -> None:
    """Let happen what happens after an instant, up to another one and with it."""
    for at, made, done in shop.happenings:
        if after < at <= until:
            if done is None:
                _file(shop, made, at)
            elif made.code not in shop.stuck:
                _do(shop, made, done)


def _id(made: Made) -> str:
    return str(uuid5(NAMESPACE_URL, f"simulated:{made.code}"))


@unlogged
def sign_up(email: str, password: str, unit: str, at: datetime) -> None:
    """Give a resident of a unit an account as signing up does, with the address taken as verified."""
    person = Person(username=f"r-{uuid4().hex}", email=email)
    person.set_password(password)
    person.save()
    EmailAddress.objects.create(user=person, email=email, verified=True, primary=True)
    profile = Profile(name="Người dân mô phỏng", phone=PHONE.format(0), commune=unit)
    register(person=person.pk, profile=profile, at=at, generated=True)


def _file(shop: Shop, made: Made, at: datetime) -> None:
    by_hand = made.filer is not Filer.SELF
    application = Application(
        procedure=made.version.code,
        unit=shop.agency.unit,
        receipt_unit=shop.agency.unit,
        channel=made.channel if made.version.online.is_service else Channel.DIRECT,
        filer=made.filer,
        paid=_paid(made),
        papers=tuple(_papers(shop, made, at)),
        generated=True,
    )
    party = Party(
        name=f"Người dân mô phỏng {made.code[-11:]}",
        phone=PHONE.format(int(made.code[-9:-5] + made.code[-2:])),
        address="Địa chỉ mô phỏng",
        person=_person(shop, made),
    )
    actor = shop.seat(Owner.ONE_STOP) if by_hand else APPLICANT
    actions.file(dossier=_id(made), application=application, party=party, actor=actor, at=at)


def _person(shop: Shop, made: Made) -> int | None:
    """Give the account that files: on some days, what somebody files alone is the resident's."""
    if made.filer is not Filer.SELF or made.received.day % 3:
        return None
    return (
        Person.objects.filter(email=shop.resident)
        .exclude(email="")
        .values_list("pk", flat=True)
        .first()
    )


def _paid(made: Made) -> Paid | None:
    if not made.fee:
        return None
    return Paid.ONLINE if made.paid_online else Paid.COUNTER


def _papers(shop: Shop, made: Made, at: datetime) -> Iterator[Brought]:
    for each in made.version.components:
        yield Brought(each.name, _held(shop, each.name, at) if made.digitized else None)


def _held(shop: Shop, component: str, at: datetime) -> int:
    """Give the one file of a paper that everybody brings."""
    if component not in shop.held:
        content = outside.paper(component, shop.agency.name)
        owner = f"unit:{shop.agency.unit}"
        shop.held[component] = store(
            content=content, name=f"{component}.pdf", owner=owner, label=component, at=at
        ).pk
    return shop.held[component]


def _do(shop: Shop, made: Made, done: Done) -> None:
    act = partial(DOES[done.act], dossier=_id(made), actor=shop.seat(DOERS[done.act]), at=done.at)
    match done.act:
        case Act.ASK_SUPPLEMENT | Act.STOP:
            act(reason=REASON)
        case Act.SUPPLEMENT:
            act(papers=(Brought("Bản bổ sung mô phỏng"),))
        case Act.ASK_PAYMENT:
            act(amount=made.fee or 20_000)
        case Act.APOLOGISE:
            act(reason=REASON, again=done.again)
        case Act.SIGN:
            _sign(shop, made, act, done.at)
        case _:
            act()


def _sign(shop: Shop, made: Made, act: Callable[..., object], at: datetime) -> None:
    """Give the result: on paper, signed with the device, or not yet where there is no device."""
    if Dossier.objects.get(pk=_id(made)).paper_result:
        act(content=None)
    elif outside.has_device():
        title = f"Kết quả: {made.version.name}"
        act(content=outside.signed(outside.paper(title, shop.agency.name), KEY, at))
    else:
        shop.stuck.add(made.code)
