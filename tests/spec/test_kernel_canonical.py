"""Canonical JSON: the same value gives the same bytes."""

from decimal import Decimal

import pytest

from thidua.kernel.canonical import canonical
from thidua.kernel.errors import RuleBroken


@pytest.mark.parametrize(
    ("value", "encoded"),
    [
        ({"b": 1, "a": [True, None, "x"]}, '{"a":[true,null,"x"],"b":1}'),
        ({"tên": "Đông Thạnh"}, '{"tên":"Đông Thạnh"}'),
        (("a", {"z": {}, "y": []}), '["a",{"y":[],"z":{}}]'),
        ("\n\u007f\u2028", '"\\n\u007f\u2028"'),
        # by UTF-16 code units the pair of U+1F600 stands before U+FB33, as RFC 8785 asks
        ({"\ufb33": 1, "\U0001f600": 2}, '{"\U0001f600":2,"\ufb33":1}'),
    ],
)
def test_a_value_has_one_form(value, encoded):
    assert canonical(value) == encoded.encode()


@pytest.mark.parametrize("value", [1.5, [float("nan")], {"a": {"b": Decimal(1)}}, {1: 2}, b"x"])
def test_what_json_does_not_carry_exactly_is_refused(value):
    with pytest.raises(RuleBroken) as broken:
        canonical(value)
    assert broken.value.code == "kernel.not-canonical"
