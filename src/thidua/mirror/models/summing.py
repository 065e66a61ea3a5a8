"""A kept list looked at: its lines read back, what is new in it, and its dossiers by status."""

import json
import zlib
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from thidua.dossiers.rules.steps import Status
from thidua.mirror.models import Kept, Mirrored
from thidua.mirror.rules import Line, unpacked

AT_ONCE = 5_000


@dataclass(frozen=True, slots=True)
class Look:
    """What a list says beside what its source said before."""

    dossiers: int
    fresh: int
    changed: int
    by_status: tuple[tuple[Status, int], ...]


def lines(kept: Kept) -> Mapping[str, Line]:
    """Read back the lines of a kept list."""
    packed = json.loads(zlib.decompress(bytes(kept.lines)))
    return {code: unpacked(line) for code, line in packed.items()}


def looked_at(kept: Kept) -> Look:
    """Compare a kept list with what its source said before."""
    packed: dict[str, str] = json.loads(zlib.decompress(bytes(kept.lines)))
    codes = sorted(packed)
    known: dict[str, str] = {}
    for start in range(0, len(codes), AT_ONCE):
        rows = Mirrored.objects.filter(pk__in=codes[start : start + AT_ONCE])
        known |= dict(rows.values_list("pk", kept.source))
    changed = sum(known[code] != line for code, line in packed.items() if code in known)
    statuses = Counter(unpacked(line).status for line in packed.values())
    return Look(
        dossiers=len(packed),
        fresh=len(packed) - len(known),
        changed=changed,
        by_status=tuple((each, statuses[each]) for each in sorted(statuses)),
    )
