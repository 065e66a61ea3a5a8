"""A page signed by a device in software, and judged; `python -m bench.signing`."""

import json
import statistics
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

TIMES = 40
AT = datetime(2026, 11, 28, 2, 0, tzinfo=UTC)


def main() -> None:
    """Make a simulated authority and device, then sign and judge by turns."""
    import typst

    from thidua.signing import outside
    from thidua.signing.outside import simulated
    from thidua.signing.outside.judging import judge
    from thidua.signing.rules import Act, Later, Outcome

    page = '#set document(title: "Kết quả")\n#lorem(300)'.encode()
    pdf = typst.compile(page, pdf_standards="a-2b")
    act = Act(AT, "Ký ban hành", "Hậu Sông", Later.NOTHING)
    found: dict[str, float] = {}
    with tempfile.TemporaryDirectory() as folder:
        officers = [simulated.Officer(str(kind), "Cán bộ", kind) for kind in simulated.Kind]
        at = AT - timedelta(days=1)
        desk = simulated.make(Path(folder) / "device", officers=officers, pin="1234", at=at)
        for key, token in desk.tokens.items():
            sign = partial(outside.sign, pdf, with_=token, act=act, trust=desk.trust)
            found[f"sign_{key}_ms"] = _median(sign, TIMES)
        signed = sign()
        found["judge_ms"] = _median(partial(judge, signed, trust=desk.trust, at=AT), TIMES)
        verify = partial(outside.verify, signed, trust=desk.trust, at=AT)
        found["verify_ms"] = _median(verify, 5)
        if verify().outcome != Outcome.PASSED:
            raise AssertionError(verify())
    print(json.dumps(found))


def _median(work: Callable[[], object], times: int) -> float:
    """Give the median of milliseconds, after one that warms up."""
    work()
    taken = []
    for _ in range(times):
        begun = time.perf_counter()
        work()
        taken.append(1000 * (time.perf_counter() - begun))
    return statistics.median(taken)


if __name__ == "__main__":
    main()
