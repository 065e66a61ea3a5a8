"""Counts carried from the units of one day to the tree of another."""

from datetime import date
from decimal import Decimal

from thidua.units.rules import Level, Node, Succession, Tree, predecessors, reexpress, successors

SUCCESSIONS = """
    An  | An Bình | 2025-07-01 | 1
    Bình| An Bình | 2025-07-01 | 1
    Cẩm | Cẩm 1   | 2025-07-01 | 0.3
    Cẩm | Cẩm 2   | 2025-07-01 | 0.7
    Đại | Đại 1   | 2025-07-01 |
    Đại | Đại 2   | 2025-07-01 |
    An Bình | Thái | 2027-01-01 | 1
    Cẩm 1   | Thái | 2027-01-01 | 1
"""
TREES = {
    "2025-06-30": ["An", "Bình", "Cẩm", "Đại"],
    "2025-07-01": ["An Bình", "Cẩm 1", "Cẩm 2", "Đại 1", "Đại 2"],
    "2027-01-01": ["Thái", "Cẩm 2", "Đại 1", "Đại 2"],
}


def cells(table):
    return [[cell.strip() for cell in line.split("|")] for line in table.strip().splitlines()]


def successions():
    return [
        Succession(one, other, date.fromisoformat(on), Decimal(share) if share else None)
        for one, other, on, share in cells(SUCCESSIONS)
    ]


def tree(day):
    nodes = {unit: Node(unit, unit, "commune", Level.COMMUNE) for unit in TREES[day]}
    return Tree(date.fromisoformat(day), nodes)


def shown_on(day, table):
    quantities = {unit: int(quantity) for unit, quantity in cells(table)}
    found = reexpress(quantities, successions(), tree(day))
    lines = [
        f"{unit} | {quantity}{' | stayed' if unit in found.stayed else ''}"
        for unit, quantity in sorted(found.quantities.items())
    ]
    return "\n".join(lines)


def test_merged_units_add_up():
    assert (
        shown_on(
            "2025-07-01",
            """
            An   | 40
            Bình | 2
            """,
        )
        == "An Bình | 42"
    )


def test_a_split_with_declared_shares_divides_exactly():
    assert shown_on("2025-07-01", "Cẩm | 7") == "Cẩm 1 | 2.1\nCẩm 2 | 4.9"


def test_a_split_without_declared_shares_stays_at_the_old_unit():
    assert shown_on("2025-07-01", "Đại | 5") == "Đại | 5 | stayed"


def test_chains_are_followed_over_generations():
    assert shown_on("2027-01-01", "An | 1\nCẩm | 10\nThái | 3") == "Cẩm 2 | 7.0\nThái | 7.0"


def test_a_part_of_a_split_goes_back_to_the_whole():
    assert shown_on("2025-06-30", "Cẩm 1 | 2\nCẩm 2 | 3\nĐại 1 | 1") == "Cẩm | 5\nĐại | 1"


def test_a_merge_cannot_be_undone():
    assert (
        shown_on("2025-06-30", "An Bình | 5\nThái | 2") == "An Bình | 5 | stayed\nThái | 2 | stayed"
    )


def test_a_unit_that_stands_keeps_its_counts_and_one_that_nobody_succeeds_too():
    assert shown_on("2025-06-30", "An | 1\nEm | 2") == "An | 1\nEm | 2 | stayed"


def test_shares_that_do_not_make_a_whole_are_as_good_as_none():
    half = [Succession("Cẩm", "Cẩm 1", date(2025, 7, 1), Decimal("0.5"))]
    assert reexpress({"Cẩm": 4}, half, tree("2025-07-01")).stayed == ("Cẩm",)


def test_predecessors_and_successors_are_given_nearest_first():
    family = successions()
    assert [f"{each.predecessor} → {each.successor}" for each in predecessors("Thái", family)] == [
        "An Bình → Thái",
        "Cẩm 1 → Thái",
        "An → An Bình",
        "Bình → An Bình",
        "Cẩm → Cẩm 1",
    ]
    assert [each.successor for each in successors("Cẩm", family)] == ["Cẩm 1", "Cẩm 2", "Thái"]
    assert successors("Thái", family) == ()


def test_a_label_has_the_word_for_the_kind():
    labels = [
        Node("c1", "III", "ward", Level.COMMUNE).label,
        Node("p92", "Cần Thơ", "city", Level.PROVINCE).label,
        Node("x-1", "Sở Tài chính", "department", Level.DEPARTMENT).label,
        Node("x-2", "Trạm 3", "lighthouse", Level.DEPARTMENT).label,
    ]
    assert labels == ["Phường III", "Thành phố Cần Thơ", "Sở Tài chính", "Trạm 3"]


def test_a_territory_is_what_rolls_up():
    nodes = {
        "p": Node("p", "P", "province", Level.PROVINCE),
        "c": Node("c", "C", "commune", Level.COMMUNE, "p"),
        "h": Node("h", "H", "hamlet", Level.HAMLET, "c"),
        "x": Node("x", "X", "department", Level.DEPARTMENT, None, "p"),
    }
    found = Tree(date(2025, 7, 1), nodes)
    assert list(found.territory("p")) == ["p", "c", "h"]
