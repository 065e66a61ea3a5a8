"""A process that has the product loaded and forks others, which write, publish and get killed.

Run as `python -m ledger_nursery` with THIDUA_STORE and THIDUA_DATABASE of its own, in which all
tables are made; the tests talk to it line by line in JSON. Forking takes milliseconds where
starting Django takes a second.
"""

import json
import os
import signal
import subprocess
import sys
from datetime import UTC, date, datetime
from pathlib import Path
from time import sleep

FILE_EVENTS = {"os.rename", "os.mkdir", "os.remove", "shutil.rmtree"}


class Nursery:
    """The tests' side: starts it, asks it, ends it."""

    def __init__(self, folder, database=""):
        self.folder = folder
        self.published = folder / "store" / "published"
        environment = {
            **os.environ,
            "THIDUA_STORE": str(folder / "store"),
            "THIDUA_PUBLISHED": "",
            "THIDUA_DATABASE": database,
            "PYTHONPATH": os.pathsep.join(path for path in sys.path if path),
        }
        self.process = subprocess.Popen(
            [sys.executable, "-m", "ledger_nursery"],
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert self._answer() == "ready"

    def start(self, role, **arguments):
        """Fork a process in a role; give its id."""
        return self._ask({"role": role, **arguments})

    def wait(self, pid):
        """Wait for a process; give its exit code, negative when a signal ended it."""
        return self._ask({"wait": pid})

    def run(self, role, **arguments):
        """Fork a process and wait for it; give what it wrote."""
        code = self.wait(self.start(role, **arguments))
        assert code == 0, f"{role} ended with {code}"

    def kill(self, pid):
        """End a process of the nursery as a power cut would, and wait until it is gone."""
        os.kill(pid, signal.SIGKILL)
        return self.wait(pid)

    def receipts(self):
        """Give what the writers were promised: (key, id, commitment), in any order."""
        path = self.folder / "receipts"
        lines = path.read_text().splitlines(keepends=True) if path.exists() else []
        return [tuple(line.split()) for line in lines if line.endswith("\n")]

    def counts(self):
        """Give the rows of the ledger's tables."""
        self.run("count", out=str(self.folder / "counts"))
        return json.loads((self.folder / "counts").read_text())

    def close(self):
        self.process.stdin.close()
        self.process.wait(20)
        self.process.stdout.close()

    def _ask(self, question):
        self.process.stdin.write(json.dumps({**question, "folder": str(self.folder)}) + "\n")
        self.process.stdin.flush()
        return self._answer()

    def _answer(self):
        return json.loads(self.process.stdout.readline())


def write(folder, name="w", count=10**6, start=0, units=("c1", "c2"), facts=0):
    """Record events one after the other, and note each receipt once it is given."""
    from thidua.ledger.actions import action
    from thidua.ledger.rules import Event, Fact, Grade

    @action
    def happen(*, unit, number, name, at):
        counted = tuple(
            Fact(
                "m", unit, date(2024, 10, 10), n, "s", f"{name}-{number}-{n}", Grade.COUNTED, False
            )
            for n in range(facts)
        )
        return Event("tests.happened", "t:1", unit, name, at, {"n": number}, facts=counted)

    at = datetime(2024, 10, 10, tzinfo=UTC)
    path = Path(folder) if folder == os.devnull else Path(folder) / "receipts"
    out = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT)
    for number in range(start, start + count):
        key = f"{name}-{number}"
        receipt, _ = happen(
            unit=units[number % len(units)], number=number, name=name, at=at, key=key
        )
        os.write(out, f"{key} {receipt.id} {receipt.commitment}\n".encode())


def write_at_once(folder, count):
    """Record many events in one transaction, which is fast; nobody is promised anything."""
    from django.db import transaction

    with transaction.atomic():
        write(os.devnull, "before", count)


def sequence(folder, rounds=1):
    """Publish what waits, so many times."""
    from thidua.ledger.actions import sequence

    for _ in range(rounds):
        sequence()


def die(folder, at, count=2, start=0, facts=0):
    """Record a few events, then end without warning at the `at`-th change of a file."""
    write(folder, "d", count, start, facts=facts)
    touched = 0

    def watch(event, arguments):
        nonlocal touched
        written = event == "open" and arguments[2] & (os.O_WRONLY | os.O_RDWR)
        if written or event in FILE_EVENTS:
            touched += 1
            if touched == at:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(watch)
    sequence(folder)


def count(folder, out):
    """Count rows: entries, leaves, leaves that wait, calls, calls that were never ended."""
    from thidua.ledger.models import Call, Entry, Outbox

    rows = [Entry.objects, Outbox.objects, Outbox.objects.pending()]
    rows += [Call.objects, Call.objects.filter(entry__isnull=True)]
    Path(out).write_text(json.dumps([found.count() for found in rows]))


def found(folder):
    """Make two units, a measure of each kind and their window."""
    from thidua.counting.actions import open_window, register_measures
    from thidua.counting.rules import Measure, MeasureKind
    from thidua.kernel.periods import Period
    from thidua.units.models import Unit, UnitName

    for unit in ("c1", "c2"):
        Unit.objects.create(pk=unit, level="commune")
        UnitName.objects.create(unit_id=unit, name=unit, folded=unit, kind="commune")
    register_measures(
        [
            Measure("m", "m", "hồ sơ", MeasureKind.FLOW),
            Measure("s", "s", "hộ", MeasureKind.STOCK),
        ]
    )
    open_window("w", Period.inclusive(date(2024, 10, 1), date(2024, 10, 31)), ["m", "s"])


def enter(folder, name, events, own):
    """Enter events of three facts: one that every writer enters, two of its own."""
    from thidua.counting.actions import enter
    from thidua.ledger.rules import Fact, Grade

    at = datetime(2024, 10, 20, tzinfo=UTC)
    for number in range(events):
        keys = (f"shared-{number}", f"{name}-{number}-1", f"{name}-{number}-2")
        facts = tuple(
            Fact("m", unit, date(2024, 10, 10), own, "s", key, Grade.COUNTED, False)
            for key, unit in zip(keys, ("c1", "c1", "c2"), strict=True)
        )
        enter(facts=facts, unit=("c1", "c2")[number % 2], actor=name, at=at)


def enter_stocks(folder, name, days):
    """Enter a stock of one unit for each day, from a unit of one's own; a taken day is refused."""
    from thidua.counting.actions import enter
    from thidua.kernel.errors import RuleBroken
    from thidua.ledger.rules import Fact, Grade

    at = datetime(2024, 10, 30, tzinfo=UTC)
    for day in days:
        found = Fact("s", "c1", date(2024, 10, day), day, name, str(day), Grade.COUNTED, False)
        try:
            enter(facts=(found,), unit=name, actor=name, at=at)
        except RuleBroken as broken:
            if broken.code != "counting.stock-twice":
                raise


def take_sheet(folder, quantity, days):
    """Take a spreadsheet's counts day by day, looking again whenever somebody was faster."""
    from thidua.imports.actions import take
    from thidua.imports.models.looking import stored
    from thidua.imports.rules.changes import Declared, compare
    from thidua.kernel.errors import RuleBroken

    at = datetime(2024, 10, 30, tzinfo=UTC)
    said = Declared("file.shared", None, None, "hash", 1)
    for day in days:
        counts = {("m", "c1", date(2024, 10, day)): quantity}
        taken = False
        while not taken:
            seal = compare(counts, stored(said, counts), said).seal
            try:
                take(counts=counts, declared=said, seen=seal, unit="c1", actor="s", at=at)
                taken = True
            except RuleBroken as broken:
                if broken.code != "imports.changed-meanwhile":
                    raise


def reopen(folder, times):
    """Open windows again and again while facts come in."""
    from django.db import transaction

    from thidua.counting.actions import open_window
    from thidua.kernel.periods import Period

    for number in range(times):
        with transaction.atomic():
            period = Period.inclusive(date(2024, 10, 1), date(2024, 10, 31))
            open_window(f"w{number}", period, ["m", "s"])


def recount(folder, out):
    """Write what is kept and what a recount finds different."""
    from thidua.counting.models import Fact, Tally, WindowSum
    from thidua.counting.models.recount import differences

    tallies = {row.unit: row.quantity for row in Tally.objects.filter(measure="m")}
    windows = WindowSum.objects.filter(window__key="w")
    sums = {row.unit: row.quantity for row in windows.filter(measure="m")}
    sums |= {row.measure: row.quantity for row in windows.filter(measure="s")}
    kept = [Fact.objects.count(), tallies, sums, list(differences())]
    Path(out).write_text(json.dumps(kept))


def keep(folder, at):
    """Store a file, and end without warning at the `at`-th thing done below the archive."""
    from archive_hostile import pdf
    from thidua.archive.actions import store

    touched = 0

    def watch(event, arguments):
        nonlocal touched
        if event in FILE_EVENTS | {"open"} and "/store/archive" in str(arguments[0]):
            touched += 1
            if touched == at:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(watch)
    when = datetime(2026, 7, 1, tzinfo=UTC)
    store(content=pdf(), name="đơn.pdf", owner="người", label="Đơn", at=when)


def look_archive(folder, out):
    """Write which files lie in the archive, which have rows, and how many are held."""
    from thidua.archive.models import File, Held

    root = Path(folder) / "store" / "archive"
    lying = [path.parent.name + path.name for path in root.glob("??/*")]
    rows = list(File.objects.values_list("sha256", flat=True))
    Path(out).write_text(json.dumps([lying, rows, Held.objects.count()]))


def sweep_archive(folder):
    """Sweep the archive as if years had gone by; then read every file again."""
    from thidua.archive.actions import damaged, sweep

    sweep(at=datetime(2126, 7, 1, tzinfo=UTC))
    assert list(damaged()) == []


def found_onestop(folder):
    """Make a province with its one-stop shops, and one dossier that all writers race for."""
    import onestop_world as world
    from thidua.dossiers.rules.steps import Act

    world.make()
    world.paper_results()
    world.lead(world.file(dossier=SHARED), Act.RECEIVE, Act.FORWARD)


def handle_dossiers(folder, name, dossiers):
    """Lead dossiers from filing to result, each act sent twice; race for the shared one between."""
    from uuid import UUID

    import onestop_world as world
    from thidua.dossiers.rules.steps import Act
    from thidua.kernel.errors import RuleBroken

    acts = (Act.RECEIVE, Act.FORWARD, Act.PROPOSE, Act.APPROVE, Act.SIGN, Act.RETURN)
    for number in range(dossiers):
        dossier = str(UUID(int=name << 32 | number))
        for _ in range(2):
            world.file(dossier=dossier, key=f"file-{dossier}")
        for act in acts:
            for _ in range(2):
                world.do(act, dossier, key=f"{act}-{dossier}")
        try:
            world.do((Act.PROPOSE, Act.APPROVE, Act.SIGN)[number % 3], SHARED)
        except RuleBroken as broken:
            if broken.code != "dossiers.not-now":
                raise


def recount_onestop(folder, out):
    """Write numbers, states and counts of dossiers, and what a recount finds different."""
    from django.db.models import Count

    from thidua.counting.models import Tally
    from thidua.counting.models.recount import differences as of_tallies
    from thidua.onestop.models import Dossier, Move
    from thidua.onestop.models.recount import differences

    rows = Dossier.objects.order_by("code").values_list("code", flat=True)
    numbers = [int(code.rpartition("-")[2]) for code in rows]
    states = dict(
        Dossier.objects.order_by().values_list("status").annotate(count=Count("pk")).iterator()
    )
    received = Tally.objects.get(measure="dossiers.received").quantity
    differing = [*differences(), *of_tallies()]
    kept = [numbers, states, received, Move.objects.count(), differing]
    Path(out).write_text(json.dumps(kept))


def found_tracking(folder):
    """Make a province with finished dossiers that all writers rate and petition about."""
    import tracking_desk as desk

    desk.make()
    for number in range(1, FINISHED + 1):
        desk.finished(dossier=f"{SHARED[:-1]}{number}")


def rate_dossiers(folder, name, out):
    """Rate the same dossiers as everybody, petition under the same ids, try the same code."""
    import tracking_desk as desk
    from thidua.kernel.errors import RuleBroken
    from thidua.petitions.actions import From, file
    from thidua.tracking.actions import attempt, rate

    said = []
    for number in range(1, FINISHED + 1):
        dossier = f"{SHARED[:-1]}{number}"
        given = {"dossier": dossier, "stars": name, "comment": "", "at": desk.LATER}
        about = From("c1", dossier)
        for call, more in (
            (rate, given),
            (rate, {**given, "stars": 5, "key": f"rate {dossier}"}),
            (file, {"petition": dossier, "about": about, "text": f"{name}", "at": desk.LATER}),
        ):
            try:
                said.append(call(**more)[0].id)
            except RuleBroken as broken:
                said.append(broken.code)
        said.append(attempt(most={"code": FINISHED}, at=desk.LATER))
    Path(out).write_text(json.dumps(said))


def look_tracking(folder, out):
    """Write how many ratings, petitions, events and counts there are, and what a recount says."""
    from thidua.counting.models import Fact
    from thidua.counting.models.recount import differences
    from thidua.ledger.models import Entry
    from thidua.petitions.models import Petition
    from thidua.tracking.models import Rating, Tries

    counts = [
        Rating.objects.count(),
        Entry.objects.filter(kind="tracking.rated").count(),
        Fact.objects.filter(measure="dossiers.rated").count(),
        Petition.objects.count(),
        Entry.objects.filter(kind="petitions.filed").count(),
        Tries.objects.get(pk="code").n,
        len(list(differences())),
    ]
    Path(out).write_text(json.dumps(counts))


def found_filing(folder):
    """Make a resident with a draft that several clicks file at once."""
    from uuid import UUID

    import filing_world
    import onestop_world as world
    from thidua.filing.actions import begin

    world.make()
    begin(
        draft=UUID(SHARED),
        resident=filing_world.resident(),
        procedure=world.BIRTH.code,
        at=world.MONDAY,
    )


def file_draft(folder, until):
    """File the draft with others, as soon as a file is there that lets all go."""
    import onestop_world as world
    from thidua.filing.actions import file
    from thidua.filing.models import Draft

    draft = Draft.objects.select_related("resident").get()
    Path(f"{until}.{os.getpid()}").touch()
    while not Path(until).exists():
        sleep(0.001)
    assert file(draft=draft, at=world.MONDAY) == SHARED


def look_filing(folder, out):
    """Write how many dossiers and drafts there are, and how often one was filed."""
    from thidua.filing.models import Draft
    from thidua.ledger.models import Entry
    from thidua.onestop.models import Dossier

    filed = Entry.objects.filter(kind="onestop.filed")
    counts = [Dossier.objects.count(), filed.count(), Draft.objects.count()]
    Path(out).write_text(json.dumps(counts))


FINISHED = 4
SHARED = "00000000-0000-4000-8000-000000000000"
ROLES = {
    "found_onestop": found_onestop,
    "handle_dossiers": handle_dossiers,
    "recount_onestop": recount_onestop,
    "found_tracking": found_tracking,
    "rate_dossiers": rate_dossiers,
    "look_tracking": look_tracking,
    "found_filing": found_filing,
    "file_draft": file_draft,
    "look_filing": look_filing,
    "keep": keep,
    "look_archive": look_archive,
    "sweep_archive": sweep_archive,
    "found": found,
    "enter": enter,
    "enter_stocks": enter_stocks,
    "reopen": reopen,
    "take_sheet": take_sheet,
    "recount": recount,
    "write": write,
    "write_at_once": write_at_once,
    "sequence": sequence,
    "die": die,
    "count": count,
}


def main():
    import django

    django.setup()
    from django.db import connection, connections

    import thidua.ledger.actions  # noqa: F401 - loaded here once, for all that are forked

    connection.ensure_connection()  # sets how SQLite writes, before others come at once
    connections.close_all()
    print(json.dumps("ready"), flush=True)
    for line in sys.stdin:
        question = json.loads(line)
        if "wait" in question:
            answer = os.waitstatus_to_exitcode(os.waitpid(question["wait"], 0)[1])
        elif (answer := os.fork()) == 0:
            role, code = ROLES[question.pop("role")], 1
            try:
                role(**question)
                code = 0
            except BaseException:  # noqa: BLE001 - a fork must not go on as its parent
                sys.excepthook(*sys.exc_info())
            os._exit(code)
        print(json.dumps(answer), flush=True)


if __name__ == "__main__":
    main()
