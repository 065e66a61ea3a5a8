"""Log lines without personal data: where a bug happened, not what it happened to."""

import logging
import traceback
from types import TracebackType

Found = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


class Line(logging.Formatter):
    """A line, and after a bug its frames and kind; what an exception says may name people."""

    def formatException(self, ei: Found) -> str:  # noqa: N802 - logging's name
        """Give the frames without the exception's own words."""
        frames = "".join(traceback.format_tb(ei[2]))
        return f"{frames}{ei[0].__qualname__ if ei[0] else ''}"
