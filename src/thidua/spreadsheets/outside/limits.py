"""How much of a machine a stranger's file may use, and how large it may be."""

MEGABYTES = 512  # of the child's address space
SECONDS = 10  # of the child's processor, and of waiting for it
MOST_ROWS = 200_000
MOST_COLUMNS = 200
MOST_CELLS = 4_000_000
MOST_PARTS = 2_000  # entries of the archive
MOST_BYTES = 160_000_000  # of all parts unpacked, as declared and as found
MOST_RATIO = 200  # of a part's size to its packed size …
RATIO_FROM = 1_000_000  # … from this size on
MOST_MERGES = 20_000


class Refused(Exception):  # noqa: N818 - it names what happened, as RuleBroken does
    """The child will not read this file; the parent says so in words."""

    def __init__(self, code: str, **facts: object) -> None:
        super().__init__(code)
        self.code = code
        self.facts = facts
