"""Canonical JSON (RFC 8785), for values without floats: the same value, the same bytes.

Keys are sorted by UTF-16 code units as the RFC asks; floats are refused, because no count
or point may pass through one.
"""

import json

from thidua.kernel.errors import RuleBroken


def canonical(value: object) -> bytes:
    """Encode `value`: text, integers, booleans, None, lists or tuples, and mappings of these."""
    _check(value)
    return json.dumps(
        _ordered(value), ensure_ascii=False, separators=(",", ":"), allow_nan=False
    ).encode()


def _ordered(value: object) -> object:
    if isinstance(value, dict):
        return {key: _ordered(value[key]) for key in sorted(value, key=_utf16)}
    if isinstance(value, (list, tuple)):
        return [_ordered(item) for item in value]
    return value


def _utf16(key: str) -> bytes:
    return key.encode("utf-16-be")


def _check(value: object) -> None:
    if isinstance(value, dict):
        for key, item in value.items():
            _check_plain(key, (str,))
            _check(item)
    elif isinstance(value, (list, tuple)):
        for item in value:
            _check(item)
    else:
        _check_plain(value, (str, int, type(None)))


def _check_plain(value: object, kinds: tuple[type, ...]) -> None:
    if not isinstance(value, kinds):
        raise RuleBroken("kernel.not-canonical", type=type(value).__name__)
