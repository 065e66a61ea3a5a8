"""Python's search for garbage, left alone while much is made at once."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def uncollected() -> Iterator[None]:
    """Look for no garbage in circles meanwhile: among a million new values there is none to find.

    The search took a quarter of the time of a list of 100,000 rows. What is in no circle goes as
    always; searching begins again afterwards, where it was on before.
    """
    searched = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if searched:
            gc.enable()
