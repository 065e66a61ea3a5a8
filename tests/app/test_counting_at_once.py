"""Writers at once, in processes of their own: no fact is lost and none is counted twice."""

import json

WRITERS, EVENTS, QUANTITY = 3, 25, 2


def test_facts_of_writers_at_once_are_counted_once_each(nursery, tmp_path):
    nursery.run("found")
    started = [
        nursery.start("enter", name=f"w{n}", events=EVENTS, own=QUANTITY) for n in range(WRITERS)
    ]
    assert [nursery.wait(pid) for pid in started] == [0] * WRITERS
    nursery.run("recount", out=str(tmp_path / "kept"))
    facts, tallies, sums, differing = json.loads((tmp_path / "kept").read_text())
    shared, own = EVENTS, WRITERS * EVENTS
    assert facts == shared + 2 * own
    assert tallies == sums == {"c1": (shared + own) * QUANTITY, "c2": own * QUANTITY}
    assert differing == []


def test_stocks_of_one_unit_from_several_senders_and_windows_opened_meanwhile(nursery, tmp_path):
    nursery.run("found")
    started = [
        nursery.start("enter_stocks", name="c1", days=list(range(1, 29))),
        nursery.start("enter_stocks", name="c2", days=list(range(28, 0, -1))),
        nursery.start("enter", name="w", events=20, own=1),
        nursery.start("reopen", times=12),
    ]
    assert [nursery.wait(pid) for pid in started] == [0] * 4
    nursery.run("recount", out=str(tmp_path / "kept"))
    _facts, _tallies, sums, differing = json.loads((tmp_path / "kept").read_text())
    assert sums["s"] == 28
    assert differing == []
