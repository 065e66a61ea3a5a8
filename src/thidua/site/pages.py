"""Public pages as they were sent, kept in the memory of a process within bounds."""

from collections import OrderedDict
from dataclasses import dataclass
from hashlib import blake2b
from threading import Lock

LARGEST = 1 << 20  # bytes of a page that is kept
ALL = 64 << 20  # bytes of all pages that are kept, with addresses and headers
LONGEST = 512  # bytes of an address whose page is kept


def etag(version: str, address: str) -> str:
    """Name a page in a state; the same in every process of an installation."""
    return f'"{blake2b(f"{version} {address}".encode(), digest_size=16).hexdigest()}"'


@dataclass(frozen=True, slots=True)
class Page:
    """An answer as it is sent; `packed` is empty where it is sent in one form only."""

    tag: str
    headers: tuple[tuple[str, str], ...]
    body: bytes
    packed: bytes = b""

    def size(self, address: str) -> int:
        """Count the bytes that the page takes under an address."""
        named = sum(len(name) + len(value) for name, value in self.headers)
        return len(address.encode()) + len(self.tag) + named + len(self.body) + len(self.packed)


class Pages:
    """The pages asked for last, by address; an older state of a page gives way to the newer."""

    def __init__(self, largest: int = LARGEST, together: int = ALL) -> None:
        self._largest = largest
        self._free = together
        self._kept: OrderedDict[str, Page] = OrderedDict()
        self._lock = Lock()

    def get(self, address: str, tag: str) -> Page | None:
        """Give the page if it is kept in just this state."""
        with self._lock:
            page = self._kept.get(address)
            if page is None or page.tag != tag:
                return None
            self._kept.move_to_end(address)
            return page

    def keep(self, address: str, page: Page) -> None:
        """Keep a page, and drop the ones not asked for longest while there is no room."""
        size = page.size(address)
        if size > self._largest or len(address.encode()) > LONGEST:
            return
        with self._lock:
            if before := self._kept.pop(address, None):
                self._free += before.size(address)
            self._kept[address] = page
            self._free -= size
            while self._free < 0:
                oldest, dropped = self._kept.popitem(last=False)
                self._free += dropped.size(oldest)
