"""Several processes at once, and processes that are killed: nothing is lost, nothing is double."""

import os
import random
import time

from thidua.verify import log

SEED = int(os.environ.get("THIDUA_SEED", random.SystemRandom().randrange(10**6)))
KILLS = int(os.environ.get("THIDUA_KILLS", "12"))  # rounds in which everything is killed


def check(nursery, since=None):
    """Publish the rest and compare: every receipt honoured, each key one event, no gap."""
    nursery.run("sequence", rounds=2)
    read = log.read(nursery.published, since=since)
    receipts = nursery.receipts()
    entries, leaves, waiting, calls, unended = nursery.counts()
    assert entries == leaves == calls == len(read.leaves), f"seed {SEED}"
    assert waiting == unended == 0, f"seed {SEED}"
    places = {leaf.commitment: leaf.index for leaf in read.leaves}
    assert len(places) == len(read.leaves), f"seed {SEED}"
    lost = [receipt for receipt in receipts if receipt[2] not in places]
    assert lost == [], f"seed {SEED}"
    ids = {}
    for key, public_id, _ in receipts:
        assert ids.setdefault(key, public_id) == public_id, f"{key} is double, seed {SEED}"
    return read


def test_writers_at_once_lose_nothing_and_double_nothing(nursery):
    writers = [
        nursery.start("write", name="shared", count=80),
        nursery.start("write", name="shared", count=80),
        nursery.start("write", name="own", count=60, facts=7),
    ]
    sequencers = [nursery.start("sequence", rounds=40) for _ in range(2)]
    assert [nursery.wait(pid) for pid in writers + sequencers] == [0] * 5
    read = check(nursery)
    assert len(nursery.receipts()) == 80 + 80 + 60
    assert len(read.leaves) == 80 + 60
    assert len(read.facts) == 60 * 7


def test_whatever_is_killed_a_restart_goes_on(nursery):
    chance = random.Random(SEED)  # noqa: S311 - not a secret
    nursery.run("write_at_once", count=240)
    for _ in range(KILLS):
        pids = [nursery.start("sequence", rounds=10**6)]
        for name, facts in (("a", 0), ("b", 8)):
            asked = [int(key.split("-")[1]) for key, *_ in nursery.receipts() if key[0] == name]
            # a client that got no answer asks again, under the same keys
            again = max(max(asked, default=0) - 3, 0)
            pids.append(nursery.start("write", name=name, start=again, facts=facts))
        time.sleep(chance.uniform(0.02, 0.3))
        chance.shuffle(pids)
        assert [nursery.kill(pid) for pid in pids] == [-9] * 3
    assert len(check(nursery).leaves) > 240


def test_a_sequencer_killed_at_any_change_of_a_file_is_finished_by_the_next(nursery):
    nursery.run("write_at_once", count=247)
    nursery.run("sequence")
    since, ended, at = None, -9, 0
    while ended == -9:
        at += 1
        ended = nursery.wait(nursery.start("die", at=at, start=2 * at, facts=at % 2 * 6))
        nursery.run("sequence")
        read = log.read(nursery.published, since=since)
        assert read.checkpoint.size == 247 + 2 * at
        since = (nursery.published / "log/checkpoint").read_bytes()
    assert ended == 0
    assert at > 15
    check(nursery, since)
