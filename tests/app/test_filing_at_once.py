"""Clicks that come at once, each to a process of its own, file one dossier."""

import json
from time import sleep

CLICKS = 4


def test_clicks_at_once_file_one_dossier(nursery, tmp_path):
    nursery.run("found_filing")
    go = tmp_path / "go"
    clicks = [nursery.start("file_draft", until=str(go)) for _ in range(CLICKS)]
    while len(list(tmp_path.glob("go.*"))) < CLICKS:  # until each has read the draft
        sleep(0.05)
    go.touch()
    assert [nursery.wait(pid) for pid in clicks] == [0] * CLICKS
    nursery.run("look_filing", out=str(tmp_path / "found"))
    assert json.loads((tmp_path / "found").read_text()) == [1, 1, 0]
