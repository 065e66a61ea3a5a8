"""A printed percentage against its own counts, as a newspaper's reader would recount it."""

from pathlib import Path

import pytest

from thidua.demo.rules.figures import published
from thidua.recounts.rules import Recount, read

FIGURES = Path(__file__).parents[2] / "data" / "figures" / "published.csv"


@pytest.fixture(scope="module")
def figures():
    return {figure.key: figure for figure in read(FIGURES.read_text("utf-8"))}


@pytest.mark.parametrize(
    ("key", "stated", "computed", "verdict"),
    [
        ("000.p93.online", "96.10", "96.10", "matches"),
        ("000.p93.digitized", "91.2", "91.21", "matches"),
        ("000.d932.digitized", "99.13", "99.13", "matches"),
        ("000.d932.moved-from-2g", "100", "100.00", "matches"),
        ("003.p93.identity-level-2", "81.88", "84.59", "differs"),
        ("002.d934.filed-online", "36.27", "None", "uncounted"),
        ("000.c31369.moved-from-2g", "100", "None", "uncounted"),
        ("001.d533.team-members", "None", "None", "uncounted"),
    ],
)
def test_a_printed_percentage_is_compared_at_its_own_digits(
    figures, key, stated, computed, verdict
):
    found = figures[key]
    assert (str(found.stated), str(found.computed), found.recount) == (
        stated,
        computed,
        verdict,
    )


def test_one_ratio_of_all_that_are_published_does_not_hold(figures):
    assert [key for key, figure in figures.items() if figure.recount is Recount.DIFFERS] == [
        "003.p93.identity-level-2"
    ]


def test_figures_have_a_source_with_title_publisher_and_date(figures):
    assert len(figures) == 99
    assert all(
        one.source.title and one.source.publisher and one.source.published >= one.last
        for one in figures.values()
        if one.kind == "ratio"
    )


def test_a_document_fixes_totals_and_ranks(figures):
    fixed = published(figures.values(), "000")
    assert fixed.totals["p93", "online"] == (98763, 102771)
    assert fixed.ranks["rank-communes"] == {"c31369": 1, "c31483": 2, "c31362": 3, "c31321": 3}
    assert ("c31369", "moved-from-2g") not in fixed.totals
    assert published(figures.values(), "004").totals == {}
    assert published(figures.values(), "001").ranks == {}
