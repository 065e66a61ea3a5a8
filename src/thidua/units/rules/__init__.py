"""The administrative tree on a day, and counts carried from the tree of one day to another.

Unit: đơn vị. Province: tỉnh, thành phố trực thuộc Trung ương. District: huyện, quận, thị xã
(until 30 June 2025). Commune: xã, phường, đặc khu. Hamlet: ấp, thôn, khu vực, tổ dân phố.
Law 72/2025/QH15 left two levels from 1 July 2025; the tree of any day may have others.
Design: docs/decisions/0006-units-are-dated.md.
"""

from thidua.units.rules.changes import NewUnit, Part
from thidua.units.rules.reference import parse_reference
from thidua.units.rules.succession import Reexpressed, predecessors, reexpress, successors
from thidua.units.rules.tree import KINDS, Level, Node, Succession, Tree, label

__all__ = [
    "KINDS",
    "Level",
    "NewUnit",
    "Node",
    "Part",
    "Reexpressed",
    "Succession",
    "Tree",
    "label",
    "parse_reference",
    "predecessors",
    "reexpress",
    "successors",
]
