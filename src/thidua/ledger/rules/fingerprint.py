"""Tell whether two calls of an action ask for the same: one hash over its name and arguments.

The instant (`at`) stays out: a request that is sent again arrives later and asks for the same.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from functools import lru_cache
from hashlib import sha256


def fingerprint(name: str, arguments: Mapping[str, object]) -> str:
    """Hash an action's name and arguments; a value of unknown kind is a bug and raises."""
    asked = {key: value for key, value in arguments.items() if key != "at"}
    written = json.dumps([name, _plain(asked)], ensure_ascii=True, separators=(",", ":"))
    return sha256(written.encode()).hexdigest()


def _plain(value: object) -> object:
    if value is None or type(value) in (str, int, bool):
        return value
    if is_dataclass(value) and not isinstance(value, type):
        kind = type(value)
        return [kind.__name__, [_plain(getattr(value, name)) for name in _names(kind)]]
    if isinstance(value, Mapping):
        pairs = [[_plain(key), _plain(item)] for key, item in value.items()]
        return ["mapping", sorted(pairs, key=json.dumps)]
    if isinstance(value, (set, frozenset)):
        return ["set", sorted((_plain(item) for item in value), key=json.dumps)]
    if isinstance(value, (list, tuple)):
        return [_plain(item) for item in value]
    return _single(value)


def _single(value: object) -> object:
    if isinstance(value, (bytes, bytearray, memoryview)):
        return ["bytes", sha256(value).hexdigest()]
    if isinstance(value, Enum):
        return _plain(value.value)
    if isinstance(value, (date, Decimal, Fraction)):
        return [type(value).__name__, str(value)]
    message = f"no fingerprint for a value of type {type(value).__name__}"
    raise TypeError(message)


@lru_cache
def _names(kind: type) -> Iterable[str]:
    return tuple(field.name for field in fields(kind))
