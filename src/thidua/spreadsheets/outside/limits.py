"""How large a stranger's file may be."""

MOST_ROWS = 200_000
MOST_COLUMNS = 200
MOST_CELLS = 4_000_000
MOST_PARTS = 2_000  # entries of the archive
MOST_BYTES = 160_000_000  # of all parts unpacked, as declared and as found
MOST_RATIO = 200  # of a part's size to its packed size …
RATIO_FROM = 1_000_000  # … from this size on
MOST_MERGES = 20_000
