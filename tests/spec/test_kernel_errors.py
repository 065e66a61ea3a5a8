"""A broken rule: a stable code, its status, and words in two languages."""

from datetime import date

import pytest

from thidua.kernel.errors import RuleBroken

EMPTY = RuleBroken("kernel.empty-period", first=date(2024, 10, 10), last=date(2024, 10, 9))


def test_a_broken_rule_has_the_status_of_its_code():
    assert EMPTY.status == 422


@pytest.mark.parametrize(
    ("language", "begins"), [("vi", "Ngày cuối (2024-10-09)"), ("en", "The last day (2024-10-09)")]
)
def test_it_says_what_happened_in_both_languages(language, begins):
    assert EMPTY.text(language).startswith(begins)


def test_as_text_it_gives_its_code_too():
    assert str(EMPTY).startswith("kernel.empty-period: The last day")


def test_several_things_are_listed():
    broken = RuleBroken("kernel.calendar-contradicts", days=["2026-01-10", "2026-01-11"])
    assert "2026-01-10, 2026-01-11" in broken.text()


def test_a_broken_rule_may_carry_others_one_a_line():
    one = RuleBroken("kernel.calendar-contradicts", days=EMPTY)
    both = RuleBroken("kernel.calendar-contradicts", days=[EMPTY, EMPTY])
    assert EMPTY.text("en") in one.text("en")
    assert f"{EMPTY.text('vi')}\n{EMPTY.text('vi')}" in both.text("vi")
