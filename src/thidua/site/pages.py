"""Public pages as they were sent, kept in the memory of a process within bounds."""

from collections import OrderedDict
from dataclasses import dataclass
from hashlib import blake2b
from threading import Lock

LARGEST = 1 << 20  # bytes of a page that is kept
ALL = 64 << 20  # bytes of all pages that are kept


def etag(version: str, address: str) -> str:
    """Name a page in a state; the same in every process of an installation."""
    return f'"{blake2b(f"{version} {address}".encode(), digest_size=16).hexdigest()}"'


@dataclass(frozen=True, slots=True)
class Page:
    """An answer as it was sent."""

    tag: str
    headers: tuple[tuple[str, str], ...]
    body: bytes


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
        if len(page.body) > self._largest:
            return
        with self._lock:
            if before := self._kept.pop(address, None):
                self._free += len(before.body)
            self._kept[address] = page
            self._free -= len(page.body)
            while self._free < 0:
                _address, dropped = self._kept.popitem(last=False)
                self._free += len(dropped.body)
