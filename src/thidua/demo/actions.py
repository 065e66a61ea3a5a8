"""The steps that make the demonstration: each calls the actions that people would call.

Nothing is written past them, so the demonstration goes through every check that real counts do.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, timezone
from functools import partial

from thidua.accounts.actions import assign_seat, close_seat, create_person, open_seat
from thidua.accounts.models import Seat
from thidua.accounts.rules import Role
from thidua.campaigns.actions import publish_plan
from thidua.campaigns.models.seeing import plan_of
from thidua.counting.actions import enter, register_measures, take_file
from thidua.deadlines.outside import office
from thidua.demo import outside
from thidua.demo.rules.batches import File, Report, closed_evening, running_evening
from thidua.demo.rules.checks import check, check_days
from thidua.demo.rules.closed import PERIOD, closed
from thidua.demo.rules.figures import Published, published
from thidua.demo.rules.mirrored import PROVINCE_CODE, Stream
from thidua.demo.rules.places import CAN_THO, HAU_GIANG, MASTER, REFORM, departments, telecoms
from thidua.demo.rules.plans import CODE, FIRST_STAGE, running_plan
from thidua.demo.rules.running import AFTER, BEFORE, kept, mirrored, period, running
from thidua.kernel.errors import RuleBroken
from thidua.kernel.periods import ONE_DAY, Period
from thidua.ledger.actions import sequence
from thidua.mirror.actions import take
from thidua.mirror.models.known import Agencies
from thidua.mirror.rules.lists import read_list
from thidua.procedures.actions import record
from thidua.recounts.actions import show_figures
from thidua.recounts.rules import read
from thidua.simulated.actions import KEY, Shop, go_on, open_shop, sign_up
from thidua.simulated.rules import Agency, Scene
from thidua.standings.actions import (
    Place,
    export_editions,
    publish_edition,
    record_council_result,
)
from thidua.standings.models import Edition, State
from thidua.units.actions import load_registry, open_unit
from thidua.units.models import Unit, tree
from thidua.units.outside import read_registry
from thidua.units.rules import NewUnit

HANOI = timezone(timedelta(hours=7))
START = date(2024, 10, 1)
CLOSED_CODE = "60-ngay-dem-2024"
OPERATOR, OFFICE = "s-hg-operator", "s-hg-office"
NEW_OPERATOR, NEW_OFFICE = "s-ct-operator", "s-ct-office"
NEW_COMMITTEE, NEW_PROCEDURES = "s-ct-committee", "s-ct-procedures"
MASTER_CODE, A_SHOP = f"{PROVINCE_CODE}.90.10", 48  # of the dossiers that live here, how many
RESIDENT = "nguoi-dan@example.vn"
DEVICE = {KEY: "Chủ tịch UBND xã mô phỏng"}
GROUPS = {"rank-districts": "districts", "rank-communes": "communes", "rank-telecoms": "telecoms"}
PRIZES = {1: "first", 2: "second", 3: "third"}
FIRST_STAGE_JUDGED = 33  # evenings after the first: two after the stage ended
NEWSPAPER = datetime(2025, 2, 14, 8, tzinfo=HANOI)
DECISION = "Kết quả công bố trên Báo Hậu Giang ngày 14/02/2025"
SHOWN = "Bật để trình diễn; quyết định này là mô phỏng."
REASON = "Bài báo nêu thứ hạng và giải, không nêu số quyết định và bảng điểm."

Tick = Callable[[int], object]


@dataclass(frozen=True, slots=True)
class Step:
    """A part of the work: what it is called, how long its progress bar is, and what it does."""

    name: str
    length: int
    run: Callable[[Tick], object]


def is_made() -> bool:
    """Whether the demonstration is whole; one that was broken off is refused."""
    newest = Edition.objects.filter(campaign=CODE).order_by("nr").last()
    if newest and newest.until == plan_of(CODE).period.last - AFTER - ONE_DAY:
        return True
    if Unit.objects.exists():
        raise RuleBroken("demo.half-made")
    return False


def steps(seed: int, today: date) -> tuple[Step, ...]:
    """Give the steps in their order; a day that cannot be is refused before anything is written."""
    period(today)
    fixed = published(read(outside.figures()), "000")
    registry = read_registry()
    rows = len(registry.units) + len(registry.changes) + len(registry.successions)
    load = partial(load_registry, registry=registry, actor=OPERATOR, at=_at(START, 7))
    return (
        Step("units", rows, lambda tick: load(progress=tick)),
        Step("departments, telecoms, seats", len(telecoms()), _open_places),
        Step("plan of 2024", 1, _publish_closed_plan),
        Step("evenings of 2024", len(PERIOD), lambda tick: _live_closed(seed, fixed, tick)),
        Step("official edition of 2024", 1, lambda tick: _end_closed(fixed, tick)),
        Step("running campaign", BEFORE.days, lambda tick: _live_running(seed, today, tick)),
        Step("people of the demonstration", len(PEOPLE), lambda tick: _seat_people(today, tick)),
        Step("recounted figures", 1, lambda tick: _show_figures(today, tick)),
        Step("published files", 1, _write_out),
    )


def _at(day: date, hour: int, minute: int = 0) -> datetime:
    return datetime.combine(day, time(hour, minute), HANOI)


def _open_places(tick: Tick) -> None:
    load_registry(registry=departments(), actor=OPERATOR, at=_at(START, 8))
    for place in telecoms():
        unit = NewUnit(place.id, place.level, place.level.value, place.name, overseen_by=place.root)
        open_unit(unit=unit, first=place.first, end=place.end, actor=OPERATOR, at=_at(START, 9))
        tick(1)
    for seat, role, at_unit in _seats("hg", HAU_GIANG):
        open_seat(
            seat=seat, role=role, unit=at_unit, first=START, actor=OPERATOR, at=_at(START, 10)
        )


def _seats(short: str, root: str) -> Iterable[tuple[str, Role, str]]:
    yield f"s-{short}-operator", Role.OPERATOR, root
    yield f"s-{short}-office", Role.CAMPAIGN_OFFICE, root
    yield f"s-{short}-inspector", Role.INSPECTOR, root
    yield f"s-{short}-procedures", Role.PROCEDURES, root
    for place in telecoms():
        if place.root == root:
            yield f"s-{place.id.removeprefix('x-')}", Role.REPORTER, place.id


def _publish_closed_plan(tick: Tick) -> None:
    register_measures(outside.measures())
    publish_plan(content=outside.closed_plan(), actor=OFFICE, at=_at(date(2024, 10, 9), 17))
    tick(1)


def _live_closed(seed: int, fixed: Published, tick: Tick) -> None:
    standing = tree(PERIOD.last, HAU_GIANG)
    result = closed(standing, fixed, seed)
    check(result, standing, fixed)
    for number, day in enumerate(PERIOD, start=1):
        _hand_in(closed_evening(result, day), day)
        if number % 7 == 0:
            _publish(CLOSED_CODE, State.PROVISIONAL, OFFICE, _at(day, 21, 30))
        tick(1)


def _hand_in(batches: Iterable[File | Report], day: date) -> None:
    for minute, batch in enumerate(batches):
        at = _at(day, 20, minute)
        if isinstance(batch, File):
            take_file(
                content=batch.content,
                origin=batch.origin,
                unit=batch.unit,
                actor=batch.actor,
                at=at,
            )
        else:
            enter(facts=batch.facts, unit=batch.unit, actor=batch.actor, at=at)
    sequence()


def _publish(campaign: str, state: State, actor: str, at: datetime, stage: str = "") -> None:
    publish_edition(campaign=campaign, stage=stage, state=state, reason="", actor=actor, at=at)
    sequence()


def _end_closed(fixed: Published, tick: Tick) -> None:
    _publish(CLOSED_CODE, State.OFFICIAL, OFFICE, _at(date(2024, 12, 16), 9))
    places = tuple(
        Place(GROUPS[group], unit, rank, PRIZES[rank])
        for group, ranks in fixed.ranks.items()
        for unit, rank in ranks.items()
    )
    record_council_result(
        campaign=CLOSED_CODE,
        stage="",
        places=places,
        grounds=(DECISION, REASON),
        actor=OFFICE,
        at=NEWSPAPER,
    )
    sequence()
    tick(1)


def _live_running(seed: int, today: date, tick: Tick) -> None:
    _change_over()
    made = running(tree(today, CAN_THO), today, seed)
    check_days(made.generated)
    counted = made.generated.period
    published_at = _at(counted.first - timedelta(1), 17)
    publish_plan(content=running_plan(today), actor=NEW_OFFICE, at=published_at)
    counts = kept(made)
    stream, shop = _stream(today, counted, seed), _shop(today, counted, seed)
    before = _at(counted.first - timedelta(1), 16, 30)
    open_shop(shop, DEVICE, before)
    sign_up(RESIDENT, outside.keep_sign_in(RESIDENT), MASTER, before)
    for number, day in enumerate(counted, start=1):
        go_on(shop, before, before := _at(day, 19, 50))
        _hand_in(running_evening(counts, day), day)
        if number % 7 == 0 or day == counted.last:
            _hand_in_lists(stream, _at(day, 20, 50))
            _publish(CODE, State.PROVISIONAL, NEW_OFFICE, _at(day, 21, 30))
        if number == FIRST_STAGE_JUDGED:
            _publish(CODE, State.OFFICIAL, NEW_OFFICE, _at(day, 21, 40), FIRST_STAGE)
        tick(1)


def _stream(today: date, counted: Period, seed: int) -> Stream:
    at = _at(counted.first - timedelta(1), 16)
    versions = outside.procedures()
    record(versions=versions, unit=CAN_THO, actor=NEW_OFFICE, at=at)
    standing = tree(today, CAN_THO)
    units = mirrored(standing, seed)
    return Stream(seed, units, standing, versions, office(), counted, _at(counted.last, 20, 45))


def _shop(today: date, counted: Period, seed: int) -> Shop:
    """Lay out what comes to the commune whose dossiers live here."""
    label = tree(today, CAN_THO).nodes[MASTER].label
    agency = Agency(MASTER, label, MASTER_CODE, 1)
    local = [each for each in outside.procedures() if each.agency == "UBND cấp xã"]
    scene = Scene(seed, (agency,), local, office(), _at(counted.last, 19, 45))
    return Shop(scene, counted, A_SHOP, NEW_PROCEDURES, CAN_THO, RESIDENT)


def _hand_in_lists(stream: Stream, at: datetime) -> None:
    """Take both systems' lists of dossiers of some communes."""
    places = Agencies(CAN_THO, at.date()).places
    for sheet, declared in stream.lists(at).values():
        lines = read_list(sheet, places).lines
        take(lines=lines, declared=declared, unit=CAN_THO, actor=NEW_OFFICE, at=at)
        at += timedelta(minutes=5)
    sequence()


def _show_figures(today: date, tick: Tick) -> None:
    at = _at(today - timedelta(1), 23, 30)
    show_figures(unit=CAN_THO, reason=SHOWN, actor=NEW_OFFICE, at=at)
    sequence()
    tick(1)


def _write_out(tick: Tick) -> None:
    export_editions()
    tick(1)


def _change_over() -> None:
    """Open the seats of the new Cần Thơ on its first day, and close those of Hậu Giang."""
    for seat, role, unit in _seats("ct", CAN_THO):
        open_seat(
            seat=seat, role=role, unit=unit, first=REFORM, actor=_opener(seat), at=_at(REFORM, 7)
        )
    for seat, _, _ in _seats("hg", HAU_GIANG):
        close_seat(seat=seat, end=REFORM + timedelta(1), actor=NEW_OPERATOR, at=_at(REFORM, 17))


# Who can sign in to try the desk: a name, a seat, its role and its unit.
PEOPLE = (
    ("thuong-truc", NEW_OFFICE, Role.CAMPAIGN_OFFICE, CAN_THO),
    ("ban-chi-dao", NEW_COMMITTEE, Role.COMMITTEE, CAN_THO),
    ("xa-dong-phuoc", f"s-{MASTER}-team", Role.EXECUTING_TEAM, MASTER),
    ("thu-tuc", NEW_PROCEDURES, Role.PROCEDURES, CAN_THO),
    ("mot-cua", f"s-{MASTER}-one-stop", Role.ONE_STOP, MASTER),
    ("chuyen-mon", f"s-{MASTER}-officer", Role.OFFICER, MASTER),
    ("lanh-dao", f"s-{MASTER}-leader", Role.LEADER, MASTER),
)


def _seat_people(today: date, tick: Tick) -> None:
    """Put people in some seats; their passwords stand in a file of the store, nowhere else."""
    at = _at(today - timedelta(1), 23)
    for name, seat, role, unit in PEOPLE:
        if not Seat.objects.filter(pk=seat).exists():  # some were needed before
            open_seat(seat=seat, role=role, unit=unit, first=REFORM, actor=NEW_OPERATOR, at=at)
        password = outside.keep_sign_in(name)
        create_person(username=name, name=f"Người dùng mô phỏng {name}", password=password)
        assign_seat(seat=seat, username=name, actor=NEW_OPERATOR, at=at)
        tick(1)
    sequence()


def _opener(seat: str) -> str:
    return OPERATOR if seat == NEW_OPERATOR else NEW_OPERATOR
