from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import Enum, StrEnum
from fractions import Fraction
from types import MappingProxyType

import pytest

from thidua.ledger.rules.fingerprint import fingerprint


class Kind(StrEnum):
    WARD = "ward"


class Number(Enum):
    ONE = 1


@dataclass(frozen=True, slots=True)
class Part:
    name: str
    share: Decimal


SAME = [
    ({"a": 1, "b": 2}, {"b": 2, "a": 1}),
    ({"at": 1}, {"at": 2}),
    ({"a": Kind.WARD}, {"a": "ward"}),
    ({"a": Number.ONE}, {"a": 1}),
    ({"a": frozenset("xyz")}, {"a": frozenset("zyx")}),
    ({"a": MappingProxyType({"x": 1})}, {"a": {"x": 1}}),
    ({"a": (1, 2)}, {"a": [1, 2]}),
]
DIFFERENT = [
    ({"a": 1}, {"a": 2}),
    ({"a": 1}, {"a": "1"}),
    ({"a": None}, {}),
    ({"a": date(2024, 1, 1)}, {"a": datetime(2024, 1, 1, tzinfo=UTC)}),
    ({"a": Decimal("1.0")}, {"a": Decimal("1.00")}),
    ({"a": Fraction(1, 3)}, {"a": Decimal("0.3")}),
    ({"a": b"x"}, {"a": b"y"}),
    ({"a": b"x"}, {"a": "x"}),
    ({"a": Part("x", Decimal(1))}, {"a": Part("x", Decimal(2))}),
    ({"a": (Part("x", Decimal(1)),)}, {"a": ()}),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_the_same_request_has_the_same_fingerprint(one, other):
    assert fingerprint("act", one) == fingerprint("act", other)


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_another_request_has_another_fingerprint(one, other):
    assert fingerprint("act", one) != fingerprint("act", other)


def test_another_action_has_another_fingerprint():
    assert fingerprint("act", {}) != fingerprint("other", {})


def test_a_value_of_unknown_kind_is_a_bug():
    with pytest.raises(TypeError, match="no fingerprint"):
        fingerprint("act", {"a": object()})
