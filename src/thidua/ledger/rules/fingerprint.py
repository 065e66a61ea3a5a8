"""Tell whether two calls of an action ask for the same: one hash over its name and arguments.

The instant (`at`) stays out: a request that is sent again arrives later and asks for the same.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from functools import lru_cache
from hashlib import sha256
from operator import attrgetter


def fingerprint(name: str, arguments: Mapping[str, object]) -> str:
    """Hash an action's name and arguments; a value of unknown kind is a bug and raises."""
    asked = {key: value for key, value in arguments.items() if key != "at"}
    written = json.dumps([name, asked], default=_plain, sort_keys=True, separators=(",", ":"))
    return sha256(written.encode()).hexdigest()


def _plain(value: object) -> object:
    """Turn what JSON does not know into what it knows; the encoder goes on from there."""
    kind: type = type(value)
    if is_dataclass(kind):
        return [kind.__name__, _values(kind)(value)]
    if isinstance(value, (bytes, bytearray, memoryview)):
        return ["bytes", sha256(value).hexdigest()]
    if isinstance(value, (date, Decimal, Fraction)):
        return [type(value).__name__, str(value)]
    if isinstance(value, (set, frozenset)):
        return ["set", sorted(value)]
    if isinstance(value, Mapping):
        return dict(value)
    if isinstance(value, Enum):
        return value.value
    message = f"no fingerprint for a value of type {kind.__name__}"
    raise TypeError(message)


@lru_cache
def _values(kind: type) -> Callable[[object], object]:
    return attrgetter(*(field.name for field in fields(kind)))
