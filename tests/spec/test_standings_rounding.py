"""How points are rounded: by the plan's digits and mode, on each line or on the total.

Whatever the plan says, the lines that are shown add up to the total that is shown.
"""

from fractions import Fraction

import pytest

from thidua.plans.rules import Rounding
from thidua.points.rules.rounding import add_up, publish


def rounded(points, on, mode="half_up", digits=2):
    """Show the lines and the total."""
    exact = [Fraction(text) for text in points.split()]
    lines, total = publish(exact, add_up(exact), Rounding(digits, mode, on, "full"))
    return f"{' '.join(map(str, lines))} = {total}"


def test_on_the_line_each_line_is_rounded_and_the_total_is_their_sum():
    assert rounded("1/3 1/3 1/3", "line") == "0.33 0.33 0.33 = 0.99"


def test_on_the_total_the_sum_is_rounded_and_the_lines_are_made_to_add_up():
    assert rounded("1/3 1/3 1/3", "total") == "0.34 0.33 0.33 = 1.00"


def test_what_is_left_over_goes_to_the_lines_that_lost_most():
    assert rounded("1/3 2/3 1/3 2/3", "total") == "0.33 0.67 0.33 0.67 = 2.00"
    assert rounded("0.101 0.108 0.104", "total") == "0.10 0.11 0.10 = 0.31"


def test_a_line_that_has_nothing_to_round_keeps_its_points():
    assert rounded("60 0 10/3 10/3 10/3", "total") == "60.00 0.00 3.34 3.33 3.33 = 70.00"


def test_deductions_are_rounded_so_that_all_still_adds_up():
    assert rounded("10.005 -1/3", "line") == "10.01 -0.33 = 9.68"
    assert rounded("10.005 -1/3", "total") == "10.00 -0.33 = 9.67"
    assert rounded("-1/3 -1/3", "total") == "-0.33 -0.34 = -0.67"


@pytest.mark.parametrize(
    ("mode", "shown"),
    [
        ("half_up", "2.35 2.45 -2.35 2.34 = 4.79"),
        ("half_even", "2.34 2.44 -2.34 2.34 = 4.78"),
        ("down", "2.34 2.44 -2.34 2.33 = 4.77"),
    ],
)
def test_the_mode_says_what_becomes_of_half_a_digit(mode, shown):
    assert rounded("2.345 2.445 -2.345 2.336", "line", mode) == shown


def test_digits_may_be_none():
    assert rounded("2.5 3.5", "line", "half_even", 0) == "2 4 = 6"


def test_a_sheet_without_lines_has_no_points():
    assert rounded("", "total") == " = 0.00"
    assert add_up([]) == 0
