"""The one-stop shop with 200,000 dossiers under 16 users; `tools/postgres.sh python -m bench.onestop STORE`.

Dossiers are simulated and written straight into the tables, for what is measured is how they are
read. Each user is a process of its own requests over one kept connection, on the machine that serves.
"""

import json
import random
import re
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime, timedelta
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path
from typing import Any
from urllib.parse import urlencode
from uuid import uuid4

from bench import country
from bench.pages import served

NUMBER = 200_000
USERS = 16
ROUNDS = 40  # of each user: an inbox, a code, a name, a tracking page
READING = (1.0, 10)  # seconds between an answer and the next question, and rounds of that
SEED = 2026
PERIOD = (date(2026, 1, 5), date(2026, 11, 27))
FAMILIES = (
    "Nguyễn",
    "Trần",
    "Lê",
    "Phạm",
    "Huỳnh",
    "Phan",
    "Vũ",
    "Võ",
    "Đặng",
    "Bùi",
    "Đỗ",
    "Hồ",
    "Ngô",
    "Dương",
    "Lý",
)
MIDDLES = (
    "Văn",
    "Thị",
    "Hữu",
    "Ngọc",
    "Minh",
    "Thanh",
    "Quốc",
    "Hồng",
    "Thúy",
    "Công",
    "Kim",
    "Bảo",
    "Gia",
    "Đình",
)
GIVEN = (
    "An",
    "Bình",
    "Châu",
    "Dung",
    "Giang",
    "Hà",
    "Hạnh",
    "Hiếu",
    "Hòa",
    "Hùng",
    "Huy",
    "Khánh",
    "Lan",
    "Linh",
    "Loan",
    "Long",
    "Mai",
    "Nam",
    "Nga",
    "Ngân",
    "Nhung",
    "Oanh",
    "Phong",
    "Phúc",
    "Phương",
    "Quân",
    "Quyên",
    "Sơn",
    "Tâm",
    "Thảo",
    "Thắng",
    "Thu",
    "Trang",
    "Trí",
    "Tú",
    "Tuấn",
    "Uyên",
    "Vân",
    "Xuân",
    "Yến",
)
PHONE = "09{:08d}"
FEE = 50_000  # đồng


def main(store: Path) -> None:
    """Fill the tables, serve them, and ask."""
    country.set_up(store)
    begun = time.perf_counter()
    asked = _fill()
    found: dict[str, float] = {"onestop_fill_s": time.perf_counter() - begun}
    with served(store, "/track/") as port:
        users = [Browsers(port, number, asked) for number in range(USERS)]
        taken = _load(users, asked, 0, ROUNDS)
        slowly = _load(users, asked, *READING)
    taken |= {f"{what}_reading": times for what, times in slowly.items()}
    for what, times in taken.items():
        ordered = sorted(times)
        found[f"onestop_{what}_median_ms"] = statistics.median(ordered) * 1000
        found[f"onestop_{what}_p95_ms"] = ordered[len(ordered) * 95 // 100] * 1000
    print(json.dumps(found))


def _fill() -> dict[str, Any]:
    """Write units, seats and dossiers; give what users will ask for."""
    from django.db import connection

    from thidua.accounts.models import Seat
    from thidua.deadlines.outside import office
    from thidua.deadlines.rules.office import VIETNAM
    from thidua.demo import outside
    from thidua.demo.rules.places import CAN_THO
    from thidua.kernel.periods import Period
    from thidua.procedures.actions import record
    from thidua.procedures.models import Stored
    from thidua.simulated.rules import Scene, agencies, dossiers
    from thidua.units.actions import load_registry
    from thidua.units.models import tree
    from thidua.units.outside import read_registry
    from thidua.units.rules import Level

    load_registry(registry=read_registry(), actor="s-bench", at=country.AT)
    now = datetime.combine(PERIOD[1], datetime.min.time(), VIETNAM) + timedelta(hours=16)
    record(versions=outside.procedures(), unit=CAN_THO, actor="s-bench", at=now)
    Seat.objects.create(id="s-bench", role="officer", unit=CAN_THO, first=PERIOD[0])
    nodes = tree(now.date(), CAN_THO).nodes.values()
    offices = agencies([(n.id, n.label) for n in nodes if n.level is Level.COMMUNE], "H13", SEED)
    scene = Scene(SEED, offices, outside.procedures(), office(), now)
    stored = {row.code: row.pk for row in Stored.objects.standing()}
    made = dossiers(scene, period=Period.inclusive(*PERIOD), number=NUMBER)
    dice = random.Random(SEED)  # noqa: S311 - names of nobody
    asked: dict[str, Any] = {"units": [each.unit for each in offices[:USERS]], "track": []}
    for rows in _batches(made, 10_000):
        _write(rows, stored, dice, asked)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    asked["cookies"] = _people(asked["units"], now.date())
    return asked


def _batches(made: Any, size: int) -> Iterator[list[Any]]:  # noqa: ANN401 - imported after Django
    batch: list[Any] = []
    for each in made:
        batch.append(each)
        if len(batch) == size:
            yield batch
            batch = []
    if batch:
        yield batch


def _write(
    made: list[Any], stored: dict[str, int], dice: random.Random, asked: dict[str, Any]
) -> None:
    from thidua.kernel.text import fold
    from thidua.onestop.models import Dossier, Move, Party, given_first

    rows, parties, moves = [], [], []
    for number, each in enumerate(made):
        row = _dossier(each, stored, dice)
        name = " ".join((dice.choice(FAMILIES), dice.choice(MIDDLES), dice.choice(GIVEN)))
        phone = PHONE.format(dice.randrange(10**8))
        folded = fold(name)
        rows.append(row)
        parties.append(
            Party(
                dossier=row, name=name, folded=folded, given_first=given_first(folded), phone=phone
            )
        )
        moves += _moves(row, Move)
        if number % 500 == 0:
            asked["track"].append((row.code, phone[-4:]))
    Dossier.objects.bulk_create(rows)
    Party.objects.bulk_create(parties)
    Move.objects.bulk_create(moves)


def _dossier(each: Any, stored: dict[str, int], dice: random.Random) -> Any:  # noqa: ANN401 - imported after Django
    from thidua.dossiers.rules.steps import Owner, Status, Step
    from thidua.onestop.models import Dossier

    steps = {
        Status.RESOLVED: (Step.RETURNING, Owner.ONE_STOP),
        Status.RETURNED: (Step.RETURNING, ""),
        Status.STOPPED: (Step.APPRAISAL, ""),
        Status.SUPPLEMENT: (Step.APPRAISAL, Owner.APPLICANT),
        Status.PAYMENT: (Step.APPRAISAL, Owner.APPLICANT),
    }
    working = (
        (Step.APPRAISAL, Owner.OFFICER),
        (Step.APPROVAL, Owner.LEADER),
        (Step.SIGNING, Owner.LEADER),
    )
    step, desk = steps.get(each.status) or dice.choice(working)
    stood_still = each.status is Status.IN_PROCESS and dice.randrange(10) == 0
    unit = each.agency.unit
    return Dossier(
        id=uuid4(),
        code=each.code,
        procedure=each.version.code,
        version_id=stored[each.version.code],
        unit_id=unit,
        receipt_unit_id=unit,
        holder_id=unit,
        channel=each.channel.value,
        filer=each.filer.value,
        status=int(each.status),
        step=step.value,
        desk=str(desk),
        filed_at=each.received,
        moved_at=each.returned or each.resolved or each.received,
        order_at=each.due,
        received_at=each.received,
        due_at=each.due,
        resolved_at=each.resolved,
        returned_at=each.returned,
        in_online_field=True,
        supplements=int(each.status is Status.SUPPLEMENT or stood_still),
        owed=FEE if each.status is Status.PAYMENT else None,
        received=each.received.date(),
        closed=each.resolved.date() if each.resolved else None,
        generated=True,
    )


def _moves(row: Any, move: Callable[..., Any]) -> Iterator[Any]:  # noqa: ANN401 - imported after Django
    said = [("file", row.filed_at, 1, "receiving"), ("receive", row.received_at, 2, "receiving")]
    said.append(("forward", row.received_at, 4, "appraisal"))
    if row.supplements:
        said.append(("ask-supplement", row.received_at + timedelta(hours=2), 5, "appraisal"))
    if row.supplements and row.status != 5:
        said.append(("supplement", row.received_at + timedelta(hours=9), 4, "appraisal"))
    if row.resolved_at:
        said += [
            ("propose", row.resolved_at, 4, "approval"),
            ("approve", row.resolved_at, 4, "signing"),
            ("sign", row.resolved_at, 9, "returning"),
        ]
    if row.returned_at:
        said.append(("return", row.returned_at, 10, "returning"))
    for nr, (act, at, status, step) in enumerate(said, start=1):
        yield move(
            dossier=row, nr=nr, act=act, actor="s-bench", at=at, status=status, step=step, reason=""
        )


def _people(units: list[str], today: date) -> list[str]:
    """Sit an officer at each unit, signed in; give their cookies."""
    from django.conf import settings
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore

    from thidua.accounts.models import Person, Seat
    from thidua.accounts.rules import Role
    from thidua.onestop.models import Way

    cookies = []
    for number, unit in enumerate(units):
        person = Person.objects.create(username=f"bench-{number}", name="Người đo mô phỏng")
        Seat.objects.create(
            id=f"s-bench-{number}", role=Role.OFFICER.value, unit=unit, first=today, person=person
        )
        Way.objects.create(unit_id=unit, kind="master", first=today, recorded_at=country.AT)
        session = SessionStore()
        session[SESSION_KEY] = str(person.pk)
        session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
        session[HASH_SESSION_KEY] = person.get_session_auth_hash()
        session.create()
        cookies.append(f"{settings.SESSION_COOKIE_NAME}={session.session_key}")
    return cookies


def _load(
    users: "list[Browsers]", asked: dict[str, Any], pause: float, rounds: int
) -> dict[str, list[float]]:
    """Let the users ask at once; give the seconds of every answer, by what was asked."""
    taken: dict[str, list[float]] = {"inbox": [], "code": [], "name": [], "track": []}
    with ThreadPoolExecutor(USERS) as pool:
        for user in [pool.submit(_user, one, asked, taken, pause, rounds) for one in users]:
            user.result()
    return taken


class Browsers:
    """What a user has open: an officer's desk, and a dossier that somebody follows."""

    def __init__(self, port: int, number: int, asked: dict[str, Any]) -> None:
        self.dice = random.Random(f"{SEED} {number}")  # noqa: S311 - who asks for what
        self.desk = f"/units/{asked['units'][number]}/dossiers/"
        self.staff, self.public = Browser(port, asked["cookies"][number]), Browser(port, "")
        self.handle = self.public.open(*asked["track"][number])


def _user(
    open_: Browsers,
    asked: dict[str, Any],
    taken: dict[str, list[float]],
    pause: float,
    rounds: int,
) -> None:
    dice, desk = open_.dice, open_.desk
    for turn in range(-2, rounds):
        code, _digits = dice.choice(asked["track"])
        name = f"{dice.choice(GIVEN)} {dice.choice(FAMILIES)}"
        for what, browser, path in (
            ("inbox", open_.staff, desk),
            ("code", open_.staff, f"{desk}find/?{urlencode({'q': code})}"),
            ("name", open_.staff, f"{desk}find/?{urlencode({'q': name})}"),
            ("track", open_.public, open_.handle),
        ):
            time.sleep(pause * dice.uniform(0.5, 1.5))
            begun = time.perf_counter()
            browser.get(path)
            if turn >= 0:  # the first two warm up
                taken[what].append(time.perf_counter() - begun)


class Browser:
    """One kept connection with its cookies."""

    def __init__(self, port: int, cookie: str) -> None:
        self._connection = HTTPConnection("127.0.0.1", port, timeout=120)
        self._cookies = dict([cookie.split("=", 1)]) if cookie else {}

    def get(self, path: str) -> str:
        """Ask for a page and read it whole."""
        return self._ask("GET", path)[1]

    def open(self, code: str, digits: str) -> str:
        """Open a dossier with its second factor; give the page's address."""
        form = self.get("/track/")
        token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', form)
        given = {"code": code, "factor": digits, "csrfmiddlewaretoken": token[1] if token else ""}
        answer, said = self._ask("POST", "/track/", urlencode(given))
        if answer.status != 302:
            raise AssertionError((answer.status, said[:2000]))
        return str(answer.headers["Location"])

    def _ask(self, method: str, path: str, body: str = "") -> tuple[HTTPResponse, str]:
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self._cookies.items())}
        if body:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        self._connection.request(method, path, body or None, headers)
        answer = self._connection.getresponse()
        said = answer.read().decode()
        for line in answer.headers.get_all("Set-Cookie") or []:
            name, _, value = line.partition(";")[0].partition("=")
            self._cookies[name] = value
        if answer.status not in {200, 302}:
            raise AssertionError((path, answer.status, said[:500]))
        return answer, said


if __name__ == "__main__":
    main(Path(sys.argv[1]))
