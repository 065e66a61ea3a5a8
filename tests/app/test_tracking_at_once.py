"""What is done at the same moment: one rating a dossier, one petition an id, attempts that all count."""

import json

from ledger_nursery import FINISHED

WRITERS = 3


def test_at_once_a_dossier_is_rated_once_and_every_attempt_counts(nursery, tmp_path):
    nursery.run("found_tracking")
    outs = [tmp_path / f"said-{number}" for number in range(WRITERS)]
    started = [
        nursery.start("rate_dossiers", name=number + 1, out=str(out))
        for number, out in enumerate(outs)
    ]
    assert [nursery.wait(pid) for pid in started] == [0] * WRITERS
    nursery.run("look_tracking", out=str(tmp_path / "kept"))
    kept = json.loads((tmp_path / "kept").read_text())
    assert kept == [FINISHED] * 5 + [FINISHED * WRITERS, 0]
    said = [each for out in outs for each in json.loads(out.read_text())]
    assert said.count("tracking.rated-already") >= FINISHED * WRITERS
    assert said.count("petitions.filed-already") == FINISHED * (WRITERS - 1)
    assert said.count(0) == FINISHED  # attempts that may go on
    assert said.count(10) == FINISHED * (WRITERS - 1)
