"""People who take files of one source at once, in processes of their own: each count stands once."""

import json


def test_files_of_one_source_at_once_leave_one_live_count_a_place(nursery, tmp_path):
    nursery.run("found")
    days = list(range(1, 13))
    started = [nursery.start("take_sheet", quantity=5, days=days) for _ in range(2)]
    started.append(nursery.start("take_sheet", quantity=7, days=days[::-1]))
    assert [nursery.wait(pid) for pid in started] == [0] * 3
    nursery.run("take_sheet", quantity=9, days=days)
    nursery.run("recount", out=str(tmp_path / "kept"))
    _facts, tallies, sums, differing = json.loads((tmp_path / "kept").read_text())
    assert differing == []
    assert sums == {"c1": 9 * len(days)}
    assert set(tallies.values()) == {9}
