"""Counts equal the dossiers, whatever is sent twice, out of order or at once."""

import json
import random
from datetime import timedelta

import pytest

import onestop_world as world
from thidua.counting.models import Tally
from thidua.counting.models.recount import differences as tally_differences
from thidua.dossiers.rules import Channel, Filer
from thidua.dossiers.rules.steps import Act
from thidua.kernel.errors import RuleBroken
from thidua.ledger.models import Entry
from thidua.onestop.models import Dossier, Move
from thidua.onestop.models.recount import differences

DOSSIERS, RETRIED, REORDERED, SEED = 30, 0.3, 0.05, 20260309
WAYS = (
    (Act.RECEIVE, Act.FORWARD, Act.PROPOSE, Act.APPROVE, Act.SIGN, Act.RETURN),
    (Act.RECEIVE, Act.FORWARD, Act.ASK_SUPPLEMENT, Act.SUPPLEMENT, Act.PROPOSE, Act.APPROVE),
    (Act.RECEIVE, Act.FORWARD, Act.ASK_PAYMENT, Act.PAY, Act.WITHDRAW),
    (Act.RECEIVE, Act.FORWARD, Act.STOP),
    (Act.REFUSE,),
)


def requests(chance):
    """Give what people send: dossiers with their acts, of which some are sent again or too early."""
    lines = []
    for number in range(DOSSIERS):
        dossier = world.new_id()
        given = {"filer": chance.choice(list(Filer)), "channel": chance.choice(list(Channel))}
        line = [("file", dossier, given), *((act, dossier, {}) for act in WAYS[number % len(WAYS)])]
        for place in range(len(line) - 1):
            if chance.random() < REORDERED:
                line[place], line[place + 1] = line[place + 1], line[place]
        lines.append([each for each in line for _ in range(1 + (chance.random() < RETRIED))])
    while lines:
        line = chance.choice(lines)
        yield line.pop(0)
        lines = [each for each in lines if each]


def send(request, at, key):
    act, dossier, given = request
    if act == "file":
        world.file(at, dossier=dossier, key=key, **given)
    else:
        world.do(act, dossier, at=at, key=key)


@pytest.mark.django_db
def test_retried_and_reordered_requests_leave_counts_equal_to_the_dossiers():
    world.make()
    world.paper_results()
    chance = random.Random(SEED)  # noqa: S311 - what is sent twice
    at, first, done, again, refused = world.MONDAY, Entry.objects.count(), set(), 0, []
    for request in requests(chance):
        at += timedelta(minutes=7)
        key = f"{request[1]}-{request[0]}"
        again += key in done
        try:
            send(request, at, key)
        except RuleBroken as broken:
            refused.append(broken.code)
        else:
            done.add(key)
        check_identities()
    assert again >= DOSSIERS // 4
    assert {"dossiers.not-now", "onestop.unknown"} >= set(refused)
    assert refused
    assert Entry.objects.count() - first == len(done) == Move.objects.count()
    assert list(differences()) == []
    assert list(tally_differences()) == []
    assert Dossier.objects.exclude(received=None).count() == sum(
        Tally.objects.filter(measure="dossiers.received").values_list("quantity", flat=True)
    )


def total(*measures):
    rows = Tally.objects.filter(measure__in=[f"dossiers.{each}" for each in measures])
    return sum(rows.values_list("quantity", flat=True))


def check_identities():
    """The sums that hold at every moment (new = online + direct + postal, and so on)."""
    assert total("received") == total("online", "direct", "postal")
    assert total("received") == total(
        "filed-by-self", "filed-assisted", "filed-by-official", "filed-by-team", "filed-by-post",
        "filer-unknown",
    )  # fmt: skip
    assert total("processed") == total("resolved-early", "resolved-on-time", "resolved-late")
    assert total("received") >= total("processed")
    assert total("fee-bearing") >= total("paid-online")


WRITERS, EACH = 3, 6


def test_writers_at_once_give_every_dossier_a_number_and_count_it_once(nursery, tmp_path):
    nursery.run("found_onestop")
    started = [nursery.start("handle_dossiers", name=n + 1, dossiers=EACH) for n in range(WRITERS)]
    assert [nursery.wait(pid) for pid in started] == [0] * WRITERS
    nursery.run("recount_onestop", out=str(tmp_path / "kept"))
    numbers, states, received, moves, differing = json.loads((tmp_path / "kept").read_text())
    assert numbers == list(range(1, WRITERS * EACH + 2))
    assert states == {"9": 1, "10": WRITERS * EACH}
    assert received == WRITERS * EACH + 1
    assert moves == 6 + 7 * WRITERS * EACH
    assert differing == []
