"""Garbage is looked for again after much was made, also where that failed, and only if it was before."""

import gc

import pytest

from thidua.kernel.memory import uncollected


@pytest.fixture(autouse=True)
def _as_before():
    yield
    gc.enable()


def test_the_search_stands_still_meanwhile():
    with uncollected():
        assert not gc.isenabled()
        with uncollected():
            pass
        assert not gc.isenabled()
    assert gc.isenabled()


def test_it_begins_again_after_a_failure():
    with pytest.raises(ValueError, match="spilt"), uncollected():
        raise ValueError("spilt")
    assert gc.isenabled()


def test_what_was_off_stays_off():
    gc.disable()
    with uncollected():
        pass
    assert not gc.isenabled()
