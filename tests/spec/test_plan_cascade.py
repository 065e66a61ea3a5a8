"""A plan under another: what it carries on, and the words that say where it does not.

Each row edits the child below (a commune that ranks its hamlets under the province's plan) and gives
the line that is blamed and what is said.
"""

import tomllib
from datetime import date

import pytest

from cascade_plans import CHILD, MARKS, PARENT, cut, edit
from thidua.campaigns.rules import cascade
from thidua.kernel.periods import Period
from thidua.plans.outside import check_bytes, locate
from thidua.plans.rules.parse import parse
from thidua.points.rules.methods import LOWER_IS_BETTER
from thidua.units.rules import Level, Node, Tree


def tree(day=date(2024, 11, 30)):
    nodes = (
        Node("p1", "Hậu Sông", "province", Level.PROVINCE),
        Node("c1", "An Phú", "commune", Level.COMMUNE, "p1"),
        Node("w1", "Bình An", "ward", Level.COMMUNE, "p1"),
        Node("h1", "Một", "hamlet", Level.HAMLET, "c1"),
        Node("d1", "Vị Thủy", "district", Level.DISTRICT, "p1"),
        Node("w2", "Nàng Mau", "ward", Level.COMMUNE, "d1"),
        Node("x1", "Sở Văn hóa", "department", Level.DEPARTMENT, overseen_by="p1"),
        Node("x2", "Thư viện", "department", Level.DEPARTMENT, "x1"),
        Node("p2", "Nơi khác", "province", Level.PROVINCE),
    )
    return Tree(day, {node.id: node for node in nodes})


def plan(text):
    found, problems = check_bytes(text.encode())
    assert found, [each.text() for each in problems]
    return found


def said(child, parent=PARENT, on=None):
    """Give the blamed lines with what is said."""
    read = plan(child)
    problems = cascade.check(read, plan(parent), on or tree(read.tree_day))
    lines = child.splitlines()
    return [
        (lines[each.line - 1].strip(), each.text()) for each in locate(child.encode(), problems)
    ]


def test_a_child_that_carries_on_all_there_is_breaks_nothing():
    assert said(CHILD) == []


ROWS = {
    "a root elsewhere": (
        [('root = "c1"', 'root = "p2"')],
        'root = "p2"',
        (
            "Đơn vị “p2” không trực thuộc đơn vị của kế hoạch cấp trên (“p1”) vào ngày 2024-11-30. "
            "Hãy sửa root, tree_day hoặc parent."
        ),
    ),
    "the parent's own root": (
        [('root = "c1"', 'root = "p1"')],
        'root = "p1"',
        (
            "Đơn vị “p1” không trực thuộc đơn vị của kế hoạch cấp trên (“p1”) vào ngày 2024-11-30. "
            "Hãy sửa root, tree_day hoặc parent."
        ),
    ),
    "a root that does not stand": (
        [('root = "c1"', 'root = "c9"')],
        'root = "c9"',
        (
            "Đơn vị “c9” không trực thuộc đơn vị của kế hoạch cấp trên (“p1”) vào ngày 2024-11-30. "
            "Hãy sửa root, tree_day hoặc parent."
        ),
    ),
    "days before the parent's": (
        [("first = 2024-01-01", "first = 2023-12-31")],
        "period = { first = 2023-12-31, last = 2024-11-30 }",
        (
            "Thời gian thi đua phải nằm trong thời gian của kế hoạch cấp trên “tinh@2” "
            "(2024-01-01 đến 2024-12-31)."
        ),
    ),
    "days after the parent's": (
        [("last = 2024-11-30", "last = 2025-01-01")],
        "period = { first = 2024-01-01, last = 2025-01-01 }",
        (
            "Thời gian thi đua phải nằm trong thời gian của kế hoạch cấp trên “tinh@2” "
            "(2024-01-01 đến 2024-12-31)."
        ),
    ),
    "a measure in another unit of count": (
        [('unit = "điểm"', 'unit = "lần"')],
        'unit = "lần"',
        (
            "Số đếm “marks”: kế hoạch cấp trên ghi unit là “điểm”, tệp này ghi “lần”. "
            "Hãy ghi như cấp trên, hoặc đặt mã khác."
        ),
    ),
    "a measure within nothing": (
        [('kind = "stock"\nwithin = "total"', 'kind = "stock"')],
        "[[measures]]",
        (
            "Số đếm “accounts”: kế hoạch cấp trên ghi within là “total”, tệp này ghi “–”. "
            "Hãy ghi như cấp trên, hoặc đặt mã khác."
        ),
    ),
    "a measure of its own within a whole": (
        [
            ('label = "Điểm chấm"', 'label = "Điểm"'),
            ('kind = "flow"\n\n[[groups]]', 'kind = "stock"\n\n[[groups]]'),
        ],
        'kind = "stock"',
        (
            "Số đếm “marks”: kế hoạch cấp trên ghi kind là “flow”, tệp này ghi “stock”. "
            "Hãy ghi như cấp trên, hoặc đặt mã khác."
        ),
    ),
    "a criterion that is not for the group": (
        [
            ('zero = "full"', 'zero = "full"\napplies_to = ["others"]'),
            (
                "[[criteria]]",
                '[[groups]]\ncode = "others"\nname = "Khác"\nunits = ["h9"]\n\n[[criteria]]',
            ),
            ("total_points = 100", 'total_points = 100\nincomplete = "thử"'),
        ],
        'applies_to = ["others"]',
        (
            "Tiêu chí “late” của kế hoạch cấp trên phải áp dụng cả cho khối “hamlets”. "
            "Hãy ghi khối này vào applies_to."
        ),
    ),
    "another indicator": (
        [('numerator = ["wallets", "accounts"]', 'numerator = ["wallets"]')],
        'indicator = { form = "ratio", numerator = ["wallets"], denominator = ["total"] }',
        (
            "Tiêu chí “households”: indicator phải như kế hoạch cấp trên là ratio: wallets + accounts / total. "
            "Nếu muốn tính khác, hãy thêm tiêu chí riêng với mã khác."
        ),
    ),
    "another scope": (
        [('scope = "territory"', 'scope = "own"')],
        'scope = "own"',
        (
            "Tiêu chí “households”: scope phải như kế hoạch cấp trên là territory. "
            "Nếu muốn tính khác, hãy thêm tiêu chí riêng với mã khác."
        ),
    ),
    "another method, and only that is said of it": (
        [('target = "80%"\nmethod = "attainment"', 'target = "10%"\nmethod = "threshold"')],
        'method = "threshold"',
        (
            "Tiêu chí “households”: method phải như kế hoạch cấp trên là attainment. "
            "Nếu muốn tính khác, hãy thêm tiêu chí riêng với mã khác."
        ),
    ),
    "a deduction turned into a bonus": (
        [('effect = "deduction"', 'effect = "bonus"')],
        'effect = "bonus"',
        (
            "Tiêu chí “deducted”: effect phải như kế hoạch cấp trên là deduction. "
            "Nếu muốn tính khác, hãy thêm tiêu chí riêng với mã khác."
        ),
    ),
    "a criterion that earns nothing": (
        [
            ("points = 40", "points = 0"),
            ('points = 20\nzero = "full"', 'points = 60\nzero = "full"'),
        ],
        "points = 0",
        (
            "Tiêu chí “households” của kế hoạch cấp trên được 0 điểm ở đây. "
            "Điểm được chia lại nhưng phải lớn hơn 0."
        ),
    ),
    "bands that earn nothing have no bands to compare": (
        [
            (
                '{ from = "50%", points = 10 }, { from = "80%", points = 20 }',
                '{ from = "50%", points = 0 }',
            ),
            ('points = 20\nzero = "zero"', 'points = 0\nzero = "zero"'),
            ("points = 40", "points = 60"),
        ],
        "points = 0",
        (
            "Tiêu chí “steps” của kế hoạch cấp trên được 0 điểm ở đây. "
            "Điểm được chia lại nhưng phải lớn hơn 0."
        ),
    ),
    "a lower target": (
        [('target = "80%"', 'target = "79.5%"')],
        'target = "79.5%"',
        (
            "Chỉ tiêu của “households” là 79.5%, thấp hơn mức 80% của kế hoạch cấp trên. "
            "Chỉ được nâng, không được hạ."
        ),
    ),
    "a higher target where lower is better": (
        [('target = "5%"', 'target = "6%"')],
        'target = "6%"',
        (
            "Chỉ tiêu của “late” là 6%, lỏng hơn mức 5% của kế hoạch cấp trên (càng thấp càng tốt). "
            "Hãy ghi 5% hoặc thấp hơn."
        ),
    ),
    "a higher target where reaching it costs points": (
        [("target = 3", "target = 4")],
        "target = 4",
        (
            "Chỉ tiêu của “warned” là 4, lỏng hơn mức 3 của kế hoạch cấp trên (càng thấp càng tốt). "
            "Hãy ghi 3 hoặc thấp hơn."
        ),
    ),
    "no target": (
        [('target = "5%"\n', "")],
        "[[criteria]]",
        (
            "Tiêu chí “late” thiếu chỉ tiêu; kế hoạch cấp trên yêu cầu 5%. "
            "Hãy ghi target bằng hoặc chặt hơn mức đó."
        ),
    ),
    "another scale of the council": (
        [("scale = 10", "scale = 5")],
        "params = { scale = 5 }",
        "Tiêu chí “judged”: scale phải giống hệt kế hoạch cấp trên.",
    ),
    "a worst value further off": (
        [('worst = "20%"', 'worst = "30%"')],
        'params = { best = "0%", worst = "30%" }',
        (
            "Tiêu chí “late”: mức worst dễ hơn kế hoạch cấp trên (cấp trên ghi 20%). "
            "Hãy ghi bằng hoặc chặt hơn."
        ),
    ),
    "a band that starts lower": (
        [('from = "80%", points = 20', 'from = "70%", points = 20')],
        'params = { bands = [{ from = "50%", points = 10 }, { from = "70%", points = 20 }] }',
        (
            "Tiêu chí “steps”: có mức được phần điểm cao hơn kế hoạch cấp trên cho "
            "(cấp trên: 50% → 50%; 80% → 100% số điểm). Hãy nâng mức hoặc giảm điểm của mức đó."
        ),
    ),
    "a band that takes less": (
        [("{ from = 5, points = 2 }", "{ from = 5, points = 1 }")],
        "params = { bands = [{ from = 5, points = 1 }, { from = 10, points = 5 }] }",
        (
            "Tiêu chí “deducted”: có mức được phần điểm cao hơn kế hoạch cấp trên cho "
            "(cấp trên: 5 → 40%; 10 → 100% số điểm). Hãy nâng mức hoặc giảm điểm của mức đó."
        ),
    ),
}


@pytest.mark.parametrize(("changes", "line", "words"), ROWS.values(), ids=ROWS)
def test_a_child_that_breaks_its_parent_is_told_what_the_parent_asks(changes, line, words):
    assert (line, words) in said(edit(CHILD, *changes))


ONE_PROBLEM = [name for name, (_, line, _) in ROWS.items() if not line.startswith(("root", "[["))]


@pytest.mark.parametrize("name", ONE_PROBLEM)
def test_one_slip_is_one_problem(name):
    assert len(said(edit(CHILD, *ROWS[name][0]))) == 1


def test_a_criterion_that_is_left_out_is_named_at_its_group():
    child = edit(cut(CHILD, "judged"), ("points = 40", "points = 60"), (MARKS, ""))
    assert said(child) == [
        (
            "[[groups]]",
            (
                "Khối “hamlets” thiếu tiêu chí “judged” (Hội đồng chấm) mà kế hoạch cấp trên chấm "
                "các đơn vị này. Hãy thêm tiêu chí."
            ),
        )
    ]


@pytest.mark.parametrize(
    "changes",
    [
        [('target = "80%"', 'target = "90%"')],  # as Hòa Mỹ of document 002 does
        [('target = "5%"', 'target = "4%"')],
        [("target = 3", "target = 2")],
        [('worst = "20%"', 'worst = "10%"')],
        [('from = "80%", points = 20', 'from = "90%", points = 20')],
        [('from = "50%", points = 10', 'from = "50%", points = 5')],
        [("{ from = 5, points = 2 }", "{ from = 4, points = 2 }")],
        [
            ("points = 40", "points = 30"),
            ('points = 20\nzero = "full"', 'points = 30\nzero = "full"'),
        ],
        [('["wallets", "accounts"]', '["accounts", "wallets"]')],
        [('label = "Hộ có ví điện tử"\nsource', 'label = "Hộ dùng ví"\nsource')],
        [("version = 1\n", "version = 7\n")],
    ],
)
def test_a_child_may_ask_more_and_spread_its_points_anew(changes):
    assert said(edit(CHILD, *changes)) == []


def test_a_child_may_have_criteria_of_its_own():
    own = CHILD.split("[[criteria]]\n")[1].replace('"households"', '"own"').replace("40", "10")
    own = own.replace('["wallets", "accounts"]', '["phones"]')
    phones = MARKS.replace("marks", "phones").replace('"điểm"', '"hộ"').replace("flow", "stock")
    changes = [("points = 40", "points = 30"), ("[[groups]]", f"{phones}[[groups]]")]
    child = edit(CHILD, *changes) + f"\n[[criteria]]\n{own}"
    assert said(child) == []


def test_a_target_of_the_childs_own_and_a_bound_that_the_parent_lacks():
    parent = edit(PARENT, ('params = { best = "0%", worst = "20%" }\n', ""))
    lax = ("Tiêu chí “late”: mức {} dễ hơn kế hoạch cấp trên (cấp trên ghi –). "
           "Hãy ghi bằng hoặc chặt hơn.")  # fmt: skip
    assert [words for _, words in said(CHILD, parent)] == [lax.format("best"), lax.format("worst")]
    with_target = edit(CHILD, ('method = "steps"', 'target = "60%"\nmethod = "steps"'))
    assert said(with_target) == []


def test_a_list_of_units_is_met_by_the_units_themselves():
    child = edit(CHILD, ('root = "c1"', 'root = "d1"'), ('level = "hamlet"', 'units = ["w2"]'))
    assert said(child) == []
    parent = edit(PARENT, ('units = ["w1"]', 'units = ["w1", "w2"]'))
    assert [words.partition(" mà ")[0] for _, words in said(child, parent)] == [
        "Khối “hamlets” thiếu tiêu chí “files-of-wards” (Số hồ sơ của phường)"
    ]


def test_both_tables_of_what_is_better_lower_say_the_same():
    assert cascade.LOWER_IS_BETTER == LOWER_IS_BETTER


# ---- the name of a parent ----


@pytest.mark.parametrize("name", ["tinh", "tinh@", "tinh@0", "Tỉnh@1", "tinh@1@2", "@1", "tinh@v1"])
def test_a_parent_is_a_code_and_a_version(name):
    _, problems = check_bytes(edit(CHILD, ("tinh@2", name)).encode())
    assert [each.problem.code for each in problems] == ["campaigns.bad-parent"]


def test_a_plan_does_not_stand_under_itself():
    _, (problem,) = check_bytes(edit(CHILD, ("tinh@2", "xa@1")).encode())
    assert problem.text() == (
        "Kế hoạch ghi cấp trên là chính nó (“xa@1”). Hãy ghi kế hoạch của cấp trên, hoặc bỏ mục parent."
    )


def test_the_name_of_a_parent_is_read():
    assert cascade.parent_of(plan(CHILD)) == cascade.Version("tinh", 2)
    assert cascade.parent_of(plan(PARENT)) is None


# ---- a draft with what is carried on ----

HALF = Period.inclusive(date(2024, 7, 1), date(2024, 12, 31))


def draft(level, root="c1", parent=PARENT):
    return cascade.inherit(
        plan(parent), root=root, level=level, period=HALF, tree=tree(date(2024, 12, 1))
    )


def test_a_draft_carries_on_what_the_parent_asks_of_its_units():
    made = draft(Level.HAMLET)
    assert (made.code, made.version, made.parent, made.root) == ("tinh-c1", 1, "tinh@2", "c1")
    assert (made.period, made.effective_from, made.tree_day) == (
        HALF,
        HALF.first,
        date(2024, 12, 1),
    )
    assert [each.code for each in made.criteria] == [
        "households", "steps", "late", "judged", "deducted", "warned"
    ]  # fmt: skip
    assert (made.total_points, made.tie_breaks) == (100, ("volume:households",))
    assert [group.name for group in made.groups] == ["Khối ấp, thôn, khu vực, tổ dân phố"]
    assert cascade.check(made, plan(PARENT), tree(date(2024, 12, 1))) == ()


def test_a_draft_takes_the_measures_it_reads_with_their_wholes():
    without = cut(cut(cut(cut(cut(PARENT, "steps"), "late"), "judged"), "deducted"), "warned")
    only = edit(without, ('numerator = ["wallets", "accounts"]', 'numerator = ["wallets"]'))
    found, _ = parse(
        tomllib.loads(edit(only, ("total_points = 100", 'total_points = 100\nincomplete = "thử"')))
    )
    made = cascade.inherit(found, root="c1", level=Level.HAMLET, period=HALF, tree=tree(HALF.last))
    assert list(made.measures) == ["total", "wallets", "accounts"]


def test_where_the_parent_ranks_no_such_units_the_level_above_is_proposed():
    without = edit(PARENT, ('level = "hamlet"', 'level = "district"'))
    made = draft(Level.HAMLET, parent=without)
    assert [each.code for each in made.criteria] == ["households", "late"]
    assert cascade.check(made, plan(without), tree(date(2024, 12, 1))) == ()


def test_where_nothing_is_above_nothing_is_proposed():
    assert draft(Level.DEPARTMENT, root="x1").criteria == ()
    assert draft(Level.PROVINCE, root="p1").criteria == ()


def test_a_draft_of_a_list_carries_on_what_the_list_is_ranked_by():
    made = draft(Level.COMMUNE, root="p1")
    assert [each.code for each in made.criteria] == [
        "households", "steps", "late", "files", "files-of-wards"
    ]  # fmt: skip


def test_a_code_stays_within_its_length():
    long = edit(PARENT, ('"tinh"', f'"{"t" * 57}"'))
    assert draft(Level.HAMLET, parent=long).code == f"{'t' * 57}-c1"
    assert draft(Level.HAMLET, root="c.1", parent=long).code == f"{'t' * 57}-c"
