"""Who takes part beside the territory: departments, which roll up, and telecom enterprises.

Departments belong to the province's own machinery, so their dossiers count in its totals.
Telecom enterprises are only overseen: their subscribers are counted where people live.
`weight` is our guess of how many dossiers (or subscribers) come to each; no source gives it.
"""

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from hashlib import sha256

from thidua.units.rules import Level, Node, Succession, Tree
from thidua.units.rules.registry import Registered, Registry


@dataclass(frozen=True, slots=True)
class Place:
    """A unit that the registry does not have, from a day (None: unknown) up to a day (None: open)."""

    id: str
    name: str
    level: Level
    weight: int
    root: str
    first: date | None
    end: date | None
    successor: str | None = None  # who carries its counts after it closed

    @property
    def node(self) -> Node:
        """How it stands on a tree: departments under the root, enterprises beside it."""
        node = Node(self.id, self.name, self.level.value, self.level)
        if self.level is Level.DEPARTMENT:
            return replace(node, parent=self.root)
        return replace(node, overseen_by=self.root)


MASTER = "c31369-2025"  # the commune whose dossiers live here
REFORM = date(2025, 7, 1)
HAU_GIANG = "p93"
CAN_THO = "p92-2025"

_DEPARTMENTS_2024 = (
    ("transport", "Sở Giao thông vận tải", 760, "construction"),
    ("environment", "Sở Tài nguyên và Môi trường", 640, "agriculture"),
    ("justice", "Sở Tư pháp", 520, "justice"),
    ("labour", "Sở Lao động, Thương binh và Xã hội", 310, "home-affairs"),
    ("health", "Sở Y tế", 260, "health"),
    ("investment", "Sở Kế hoạch và Đầu tư", 250, "finance"),
    ("construction", "Sở Xây dựng", 160, "construction"),
    ("trade", "Sở Công Thương", 150, "trade"),
    ("agriculture", "Sở Nông nghiệp và Phát triển nông thôn", 120, "agriculture"),
    ("education", "Sở Giáo dục và Đào tạo", 95, "education"),
    ("home-affairs", "Sở Nội vụ", 70, "home-affairs"),
    ("culture", "Sở Văn hóa, Thể thao và Du lịch", 60, "culture"),
    ("information", "Sở Thông tin và Truyền thông", 40, "science"),
    ("science", "Sở Khoa học và Công nghệ", 35, "science"),
    ("industrial-zones", "Ban Quản lý các khu công nghiệp tỉnh", 35, "industrial-zones"),
    ("finance", "Sở Tài chính", 25, "finance"),
    ("ethnic-affairs", "Ban Dân tộc tỉnh", 10, "ethnic-religious"),
)
_DEPARTMENTS_NOW = (
    ("agriculture", "Sở Nông nghiệp và Môi trường", 1400),
    ("construction", "Sở Xây dựng", 1250),
    ("justice", "Sở Tư pháp", 980),
    ("finance", "Sở Tài chính", 760),
    ("health", "Sở Y tế", 640),
    ("home-affairs", "Sở Nội vụ", 520),
    ("trade", "Sở Công Thương", 380),
    ("education", "Sở Giáo dục và Đào tạo", 260),
    ("culture", "Sở Văn hóa, Thể thao và Du lịch", 170),
    ("science", "Sở Khoa học và Công nghệ", 120),
    ("industrial-zones", "Ban Quản lý các khu chế xuất và công nghiệp", 110),
    ("foreign-affairs", "Sở Ngoại vụ", 45),
    ("ethnic-religious", "Sở Dân tộc và Tôn giáo", 30),
    ("inspectorate", "Thanh tra thành phố", 12),
)
_TELECOMS = (("viettel", "Viettel", 54), ("vnpt", "VNPT", 31), ("mobifone", "MobiFone", 15))

PLACES = (
    *(
        Place(
            f"x-hg-{key}",
            name,
            Level.DEPARTMENT,
            weight,
            HAU_GIANG,
            None,
            REFORM,
            f"x-ct-{successor}",
        )
        for key, name, weight, successor in _DEPARTMENTS_2024
    ),
    *(
        Place(f"x-hg-{key}", f"{name} Hậu Giang", Level.ENTERPRISE, weight, HAU_GIANG, None, REFORM)
        for key, name, weight in _TELECOMS
    ),
    *(
        Place(f"x-ct-{key}", name, Level.DEPARTMENT, weight, CAN_THO, REFORM, None)
        for key, name, weight in _DEPARTMENTS_NOW
    ),
    *(
        Place(f"x-ct-{key}", f"{name} Cần Thơ", Level.ENTERPRISE, weight, CAN_THO, REFORM, None)
        for key, name, weight in _TELECOMS
    ),
)
WEIGHTS = {place.id: place.weight for place in PLACES}


def departments() -> Registry:
    """Give all departments, of then and of today, with who carries on whose counts."""
    places = [place for place in PLACES if place.level is Level.DEPARTMENT]
    digest = sha256("\n".join(map(repr, places)).encode()).hexdigest()
    return Registry(
        tuple(
            Registered(
                place.id,
                place.level,
                place.level.value,
                place.name,
                place.root,
                None,
                place.first,
                place.end,
                None,
                None,
            )
            for place in places
        ),
        (),
        tuple(
            Succession(place.id, place.successor, REFORM, Decimal(1))
            for place in places
            if place.successor
        ),
        digest,
    )


def telecoms() -> tuple[Place, ...]:
    """Give all telecom enterprises, of then and of today."""
    return tuple(place for place in PLACES if place.level is Level.ENTERPRISE)


def overseen(tree: Tree, root: str) -> tuple[str, ...]:
    """List the enterprises that a root oversees, the largest first."""
    found = [node.id for node in tree.nodes.values() if node.overseen_by == root]
    return tuple(sorted(found, key=lambda unit: (-WEIGHTS.get(unit, 1), unit)))
