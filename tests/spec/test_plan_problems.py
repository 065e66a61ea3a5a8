"""A plan with something wrong, and the words that say so: one row a slip of the pen.

Each row edits the example of docs/reference/plan-format.md and gives the line that is blamed and
what is said. All problems are named at once; one slip is one problem.
"""

import re

import pytest

import source
from thidua.drafting.forms.blocks import every_field
from thidua.drafting.rules.placing import home
from thidua.plans.outside import check_bytes, tables
from thidua.plans.rules.parse import parse

PAGE = (source.ROOT / "docs/reference/plan-format.md").read_text(encoding="utf-8")
EXAMPLE = re.search(r"```toml\n(.*?)```", PAGE, re.DOTALL)[1]


def check(content):
    plan, found = check_bytes(content.encode())
    lines = content.splitlines()
    return plan, [(lines[each.line - 1].strip(), each.text()) for each in found]


ROWS = {
    # ---- the four of which everybody asks ----
    "an unknown measure, with the one that was meant": (
        'numerator = ["dossiers.online"]',
        'numerator = ["dossier.online"]',
        "indicator = ",
        (
            "Kế hoạch không có số đếm “dossier.online”. Có phải ý bạn là “dossiers.online”? "
            "Nếu không, hãy khai báo trong [[measures]]."
        ),
    ),
    "an unknown measure that is like no other": (
        '["practices.effective"] }\nscope',
        '["zzz"] }\nscope',
        "indicator = ",
        (
            "Kế hoạch không có số đếm “zzz”. Hãy khai báo trong [[measures]], hoặc dùng: dossiers.online, "
            "dossiers.received, households.guided, households.total, practices.effective, reports.missing."
        ),
    ),
    "points that do not add up": (
        "points = 100\napplies_to",
        'points = "97.5"\napplies_to',
        "total_points",
        (
            "Khối “telecoms”: các tiêu chí cộng lại được 97.5 điểm, kế hoạch ghi tổng 100 điểm. "
            "Hãy sửa điểm; nếu nguồn chỉ công bố một phần thì ghi lý do vào incomplete."
        ),
    ),
    "peer groups that choose the same kind": (
        'units = ["x-hg-viettel", "x-hg-vnpt"]',
        'kinds = ["ward"]',
        "[[groups]]                        # … or by a list",
        (
            "Khối “telecoms” và khối “wards” chọn trùng đơn vị (cùng cấp hoặc cùng loại). "
            "Hãy phân biệt bằng kinds."
        ),
    ),
    "a last day before the first": (
        "last = 2024-11-30 }",
        "last = 2024-10-30 }",
        "period = ",
        "Ngày cuối (2024-10-30) đứng trước ngày đầu (2024-11-01). Hãy sửa lại.",
    ),
    # ---- calendar ----
    "a plan that takes effect when all is over": (
        "effective_from = 2024-11-01",
        "effective_from = 2024-12-01",
        "effective_from",
        (
            "Kế hoạch có hiệu lực từ 2024-12-01, sau khi thi đua đã kết thúc (2024-11-30). "
            "Hãy sửa effective_from."
        ),
    ),
    "a freeze before the last day": (
        "freeze_at = 2024-12-05",
        "freeze_at = 2024-11-05",
        "freeze_at",
        (
            "Chốt số liệu ngày 2024-11-05, trước ngày cuối của phong trào (2024-11-30). "
            "Hãy lùi freeze_at."
        ),
    ),
    "a stage that leaves the campaign": (
        "last = 2024-11-15",
        "last = 2024-12-15",
        "[[stages]]",
        (
            "Đợt “first-half” nằm ngoài thời gian thi đua (2024-11-01 đến 2024-11-30). "
            "Hãy sửa ngày của đợt."
        ),
    ),
    "a stage that shares days with another": (
        "cumulative = true  ",
        """
[[stages]]
code = "second-half"
name = "Nửa sau"
first = 2024-11-15
last = 2024-11-30
""",
        "[[stages]]",
        (
            "Đợt “second-half” trùng ngày với đợt “first-half”. Hãy tách ngày, hoặc ghi "
            "cumulative = true nếu tính cộng dồn."
        ),
    ),
    "a name that counts other days than the calendar": (
        "Ví dụ 30 ngày đêm",
        "Ví dụ 28 ngày đêm",
        "name",
        "Nhắc: tên nói 28 ngày, lịch là 30 ngày (tính cả ngày đầu và ngày cuối).",
    ),
    # ---- groups, prizes, references, tie-breaks ----
    "a unit listed twice": (
        '["x-hg-viettel", "x-hg-vnpt"]',
        '["x-hg-viettel", "x-hg-viettel"]',
        "units = [",
        "“x-hg-viettel” được ghi hai lần trong danh sách. Hãy bỏ bớt một.",
    ),
    "a group that chooses in two ways": (
        'units = ["x-hg',
        'level = "enterprise"\nunits = ["x-hg',
        "[[groups]]                        # … or by a list",
        (
            "Khối “telecoms” phải chọn đơn vị theo đúng một cách: theo cấp hoặc loại (level, kinds), "
            "hoặc theo danh sách (units)."
        ),
    ),
    "a group without criteria": (
        'applies_to = ["telecoms"]',
        'applies_to = ["wards"]\neffect = "bonus"',
        "[[groups]]                        # … or by a list",
        "Khối “telecoms” không có tiêu chí nào. Hãy thêm tiêu chí, hoặc ghi khối này vào applies_to.",
    ),
    "a criterion of an unknown group": (
        'applies_to = ["telecoms"]',
        'applies_to = ["telecom", "telecoms"]',
        "applies_to",
        "Không có khối thi đua “telecom”. Có phải ý bạn là “telecoms”?",
    ),
    "a stage's prize for an unknown group": (
        "prizes = { wards",
        "prizes = { xyz",
        "prizes",
        "Không có khối thi đua “xyz”. Các khối: telecoms, wards.",
    ),
    "a stage with an unknown criterion": (
        '"guided"]',
        '"guided", "zzz"]',
        "criteria = [",
        (
            "Không có tiêu chí “zzz”. Các tiêu chí: guided, guided-by-telecom, late-reports, online, "
            "practices."
        ),
    ),
    "a quota of no prize at all": (
        "quota = 2",
        "quota = 0",
        '{ code = "second"',
        "“quota” phải là số nguyên từ 1 đến 100000, viết không có dấu ngoặc kép.",
    ),
    "a root that is no reference": (
        'root = "gso:93@2024-11-30"',
        'root = "Hậu Giang"',
        "root",
        "“Hậu Giang” không phải mã đơn vị. Hãy dùng mã của hệ thống, hoặc viết như gso:93@2024-11-30.",
    ),
    "a code without its day": (
        'root = "gso:93@2024-11-30"',
        'root = "gso:93"',
        "root",
        "“gso:93” không phải mã đơn vị. Hãy dùng mã của hệ thống, hoặc viết như gso:93@2024-11-30.",
    ),
    "a code on another day than the tree's": (
        'except = ["gso:31321@2024-11-30"]',
        'except = ["gso:31321@2025-11-30"]',
        "except",
        (
            "“gso:31321@2025-11-30” chỉ tới một ngày khác tree_day (2024-11-30). "
            "Mã số chỉ rõ nghĩa vào một ngày: hãy dùng cùng ngày."
        ),
    ),
    "a tie-break of an unknown criterion": (
        '"ratio:online"',
        '"ratio:onlin"',
        "tie_breaks",
        "Không có tiêu chí “onlin”. Có phải ý bạn là “online”?",
    ),
    "a tie-break that is none": (
        '"ratio:online"',
        '"lottery"',
        "tie_breaks",
        (
            "“lottery” không phải cách xếp khi bằng điểm. Hãy viết volume:<tiêu chí>, ratio:<tiêu chí> "
            "hoặc points:<tiêu chí>."
        ),
    ),
    # ---- measures and indicators ----
    "a measure within one that is not there": (
        'within = "dossiers.received"',
        'within = "dossiers.recieved"',
        "within",
        (
            "Kế hoạch không có số đếm “dossiers.recieved”. Có phải ý bạn là “dossiers.received”? "
            "Nếu không, hãy khai báo trong [[measures]]."
        ),
    ),
    "a measure within something else": (
        'within = "dossiers.received"',
        'within = "households.total"',
        "within",
        (
            "“dossiers.online” không thể nằm trong “households.total”: phải là một số đếm khác, "
            "cùng đơn vị tính."
        ),
    ),
    "a measure that nobody uses": (
        "[[groups]]                        # … or",
        """[[measures]]
key = "people.total"
label = "Người dân"
unit = "người"
kind = "stock"

[[groups]]                        # … or""",
        "[[measures]]",
        "Nhắc: số đếm “people.total” đã khai báo nhưng không tiêu chí nào dùng.",
    ),
    "two units of count in one sum": (
        'form = "count", numerator = ["practices.effective"]',
        'form = "count", numerator = ["practices.effective", "reports.missing"]',
        "indicator",
        (
            "Không cộng được các số đếm khác đơn vị tính: báo cáo, mô hình. "
            "Hãy tách thành các tiêu chí riêng."
        ),
    ),
    "two kinds in one sum": (
        'form = "count", numerator = ["households.guided"]',
        'form = "count", numerator = ["households.guided", "households.total"]',
        "indicator",
        "Không cộng được số phát sinh với số hiện có (flow, stock). Hãy dùng các số đếm cùng loại.",
    ),
    "what happened over what is there": (
        ", at_end = true }",
        " }",
        "indicator",
        (
            "Tiêu chí chia số phát sinh trong kỳ cho số hiện có (hoặc ngược lại): households.guided, "
            "households.total. Nếu đúng là tính tại ngày cuối kỳ, hãy ghi at_end = true."
        ),
    ),
    "a share that nothing keeps below its whole": (
        'within = "dossiers.received"',
        "#",
        "indicator",
        (
            "Nhắc: tỷ lệ này có thể vượt 100%, vì “dossiers.online” không được khai báo là nằm trong "
            "“dossiers.received” (within)."
        ),
    ),
    "one ratio where two are multiplied": (
        'form = "ratio", numerator = ["dossiers.online"], denominator = ["dossiers.received"] }',
        'form = "ratio_times", parts = [{ numerator = ["dossiers.online"], denominator = ["dossiers.received"] }] }',
        "indicator",
        "ratio_times nhân đúng hai tỷ lệ, ở đây có 1. Hãy ghi đủ hai phần trong parts.",
    ),
    # ---- methods ----
    "a misspelt method": (
        'method = "attainment"',
        'method = "attainmant"',
        "method",
        "Không có cách tính điểm “attainmant”. Có phải ý bạn là “attainment”?",
    ),
    "a method that does not exist": (
        'method = "attainment"',
        'method = "xx"',
        "method",
        (
            "Không có cách tính điểm “xx”. Các cách tính: attainment, best_in_group, count_target, inverse, "
            "judged, leader_excess, per_item, proportional, role, steps, threshold."
        ),
    ),
    "a method without its target": (
        "target = 2\n",
        "",
        "method",
        "Cách tính “count_target” cần có chỉ tiêu. Hãy ghi thêm target.",
    ),
    "a method of shares for a number": (
        'target = 2\nmethod = "count_target"',
        'method = "proportional"',
        "method",
        (
            "Cách tính “proportional” chỉ dùng cho tỷ lệ (tử số và mẫu số cùng đơn vị tính). "
            "Hãy chọn cách tính khác hoặc sửa mẫu số."
        ),
    ),
    "a method of numbers for a share": (
        'method = "attainment"',
        'method = "count_target"',
        "method",
        "Cách tính “count_target” chỉ dùng cho số lượng, không dùng cho tỷ lệ. Hãy chọn cách tính khác.",
    ),
    "a target of 0": (
        'target = "60%"',
        'target = "0%"',
        "target",
        "“target” phải lớn hơn 0: không thể tính mức đạt so với chỉ tiêu bằng 0.",
    ),
    "a share where a number is needed, the wrong way round": (
        'target = "60%"',
        "target = 60",
        "target",
        (
            "“target” là 60: tiêu chí này tính theo tỷ lệ, hãy viết phần trăm trong ngoặc kép, "
            "ví dụ “60%”."
        ),
    ),
    "bands that fall": (
        '[{ from = "50%", points = "12.5" }, { from = "80%", points = 25 }]',
        '[{ from = "80%", points = 25 }, { from = "50%", points = "12.5" }]',
        "params",
        "Các mức phải xếp tăng dần, không trùng nhau, và điểm của mức sau không được thấp hơn mức trước.",
    ),
    "a band above the criterion's points": (
        'from = "80%", points = 25 }',
        'from = "80%", points = 30 }',
        "params",
        "“bands” cho tới 30 điểm, nhiều hơn điểm tối đa của tiêu chí là 25.",
    ),
    "a cap above the criterion's points": (
        "cap = 5",
        "cap = 6",
        "params",
        "“cap” cho tới 6 điểm, nhiều hơn điểm tối đa của tiêu chí là 5.",
    ),
    "a clamp that is upside down": (
        "min = 0, max = 5",
        "min = 5, max = 1",
        "params",
        "Mức thấp nhất (5) lớn hơn mức cao nhất (1). Hãy sửa min hoặc max.",
    ),
    "lower is better, without bounds": (
        'method = "best_in_group"',
        'method = "inverse"',
        "method",
        (
            "Cách tính “inverse” cần target, hoặc params có cả best (mức được trọn điểm) và worst "
            "(mức không có điểm)."
        ),
    ),
    "lower is better, with bounds in the wrong order": (
        'method = "best_in_group"',
        'method = "inverse"\nparams = { best = 10, worst = 2 }',
        "params",
        "Phải có cả best và worst, và best phải nhỏ hơn worst, vì với “inverse” càng thấp càng tốt.",
    ),
    "a role worth more than everything": (
        'target = 2\nmethod = "count_target"',
        'method = "role"\nparams = { values = { "0" = 0, "1" = "3/2" } }',
        "params",
        "3/2 lớn hơn 1. Ở đây ghi phần điểm được hưởng, từ “0” đến “1”, ví dụ “1/2”.",
    ),
    "a role that is no number": (
        'target = 2\nmethod = "count_target"',
        'method = "role"\nparams = { values = { chair = 1 } }',
        "params",
        (
            "“chair” là chair: phải là số không âm, số nguyên viết thẳng (60), số lẻ để trong ngoặc kép "
            "(“12.5”)."
        ),
    ),
    "a role twice": (
        'target = 2\nmethod = "count_target"',
        'method = "role"\nparams = { values = { "1" = 1, "1.0" = 1 } }',
        "params",
        "Mã “1.0” đã dùng ở trên. Mỗi mã chỉ dùng một lần.",
    ),
    # ---- writing ----
    "a key that is almost right": (
        'pillar = "Chính quyền số"',
        'pilar = "Chính quyền số"',
        "pilar",
        "Không có mục tên là “pilar”. Có phải ý bạn là “pillar”?",
    ),
    "a key from nowhere": (
        "format = 1 ",
        "zzz = 2\nformat = 1 ",
        "zzz",
        (
            "Không có mục tên là “zzz”. Ở đây được dùng: code, criteria, effective_from, format, freeze_at, "
            "generated, groups, incomplete, measures, name, parent, period, root, rounding, sources, stages, "
            "tie_breaks, total_points, tree_day, version, visibil…."
        ),
    ),
    "a key that is missing": (
        'date_basis = "hạn gửi"\n',
        "",
        "[[criteria]]",
        "Thiếu mục “date_basis”. Hãy ghi thêm mục này.",
    ),
    "a zero policy that is missing": (
        'zero = "zero"\n',
        "",
        "[[criteria]]",
        "Thiếu mục “zero”. Hãy ghi thêm mục này.",
    ),
    "a choice that is almost right": (
        'mode = "half_up"',
        'mode = "half-up"',
        "rounding",
        "Không có lựa chọn “half-up”. Có phải ý bạn là “half_up”?",
    ),
    "a choice that is none": (
        'scope = "own"',
        'scope = "x"',
        "scope",
        "Không có lựa chọn “x”. Ở đây được dùng: children, own, territory.",
    ),
    "a choice that is a number": (
        'scope = "own"',
        "scope = 1",
        "scope",
        "“scope” phải là chữ đặt trong dấu ngoặc kép.",
    ),
    "text that is a number": (
        'code = "telecoms"',
        "code = 5",
        "code",
        "“code” phải là chữ đặt trong dấu ngoặc kép.",
    ),
    "text that is empty": (
        'universe = "Báo cáo tuần"',
        'universe = " "',
        "universe",
        "“universe” đang để trống. Hãy ghi nội dung.",
    ),
    "a code with capitals": (
        'code = "vi-du-2024"',
        'code = "Vi-Du"',
        "code",
        (
            "Mã “Vi-Du” không dùng được. Chỉ dùng chữ thường không dấu, chữ số và gạch nối, "
            "dài tối đa 60 ký tự."
        ),
    ),
    "a code twice": (
        'code = "second", name',
        'code = "first", name',
        '{ code = "first", name = "Giải nhì"',
        "Mã “first” đã dùng ở trên. Mỗi mã chỉ dùng một lần.",
    ),
    "a number with decimals outside quotes": (
        'each = "0.5"',
        "each = 0.5",
        "params",
        "“each” là 0.5: số lẻ phải để trong dấu ngoặc kép (“0.5”) để được tính chính xác tuyệt đối.",
    ),
    "a decimal comma": (
        'each = "0.5"',
        'each = "0,5"',
        "params",
        "“each” là “0,5”: trong tệp kế hoạch hãy dùng dấu chấm thập phân thay dấu phẩy.",
    ),
    "a comma in a percentage": (
        'target = "60%"',
        'target = "60,5%"',
        "target",
        "“target” là “60,5%”: trong tệp kế hoạch hãy dùng dấu chấm thập phân thay dấu phẩy.",
    ),
    "a negative number": (
        "points = 5\n",
        "points = -5\n",
        "points",
        (
            "“points” là -5: phải là số không âm, số nguyên viết thẳng (60), số lẻ để trong ngoặc kép "
            "(“12.5”)."
        ),
    ),
    "a whole number in quotes": (
        "quota = 2",
        'quota = "2"',
        '{ code = "second"',
        "“quota” phải là số nguyên từ 1 đến 100000, viết không có dấu ngoặc kép.",
    ),
    "yes and no in quotes": (
        "generated = true",
        'generated = "yes"',
        "generated",
        "“generated” chỉ nhận true (có) hoặc false (không).",
    ),
    "a day in quotes": (
        "issued = 2024-10-25",
        'issued = "25/10/2024"',
        "issued",
        "“issued” phải là một ngày, viết không có dấu ngoặc kép, ví dụ 2024-10-25.".replace(
            "2024-10-25", "2024-10-10"
        ),
    ),
    "an instant in London's time": (
        "17:00:00+07:00",
        "17:00:00Z",
        "freeze_at",
        "“freeze_at” phải có ngày, giờ và múi giờ Việt Nam, ví dụ 2024-12-20T17:00:00+07:00.",
    ),
    "a list that is none": (
        'evidence = ["Tệp xuất từ hệ thống"]',
        'evidence = "Tệp xuất từ hệ thống"',
        "evidence",
        "“evidence” phải là một danh sách: [ … ], hoặc các mục [[evidence]].",
    ),
    "a list of other things": (
        'evidence = ["Tệp xuất từ hệ thống"]',
        "evidence = [1]",
        "evidence",
        "“evidence” phải là chữ đặt trong dấu ngoặc kép.",
    ),
    "a list of tables that is none": (
        'prizes = { wards = [{ code = "stage-first", name = "Nhất nửa đầu", quota = 1, overflow = "council" }] }',
        'prizes = { wards = "ai cũng được" }',
        "prizes",
        "“wards” phải là một danh sách: [ … ], hoặc các mục [[wards]].",
    ),
    "a list of tables with something else in it": (
        '{ code = "second", name = "Giải nhì", quota = 2, overflow = "extra" }',
        '"Giải nhì"',
        "Giải nhì",
        "“prizes” phải là một bảng: { … }, hoặc mục [prizes], [[prizes]].",
    ),
    "a table that is none": (
        'prizes = { wards = [{ code = "stage-first", name = "Nhất nửa đầu", quota = 1, overflow = "council" }] }',
        'prizes = "wards"',
        "prizes",
        "“prizes” phải là một bảng: { … }, hoặc mục [prizes], [[prizes]].",
    ),
    "a period that is no table": (
        "period = { first = 2024-11-01, last = 2024-11-30 }",
        "period = 2024-11-01",
        "period",
        "“period” phải là một bảng: { … }, hoặc mục [period], [[period]].",
    ),
    "an empty list where something is needed": (
        'numerator = ["practices.effective"]',
        "numerator = []",
        "indicator",
        "“numerator” chưa có gì. Phải có ít nhất một mục.",
    ),
    "a list that is missing where something is needed": (
        ', numerator = ["practices.effective"] }',
        " }",
        "indicator",
        "Thiếu mục “numerator”. Hãy ghi thêm mục này.",
    ),
    "a format of tomorrow": (
        "format = 1 ",
        "format = 2 ",
        "format",
        "Bản này chỉ đọc được kế hoạch có format = 1.",
    ),
}


@pytest.mark.parametrize("name", ROWS)
def test_one_slip_is_one_problem_at_its_line(name):
    old, new, blamed, said = ROWS[name]
    edited = EXAMPLE.replace(old, new, 1)
    assert edited != EXAMPLE, "the example has changed: mend this row"
    plan, found = check(edited)
    assert [words for _, words in found] == [said]
    assert blamed in found[0][0]
    assert (plan is None) == (not said.startswith("Nhắc"))


# What no field of the desk is about, for only a file written by hand can hold it: a key from
# nowhere, the number of the format, a list or a table that is none.
FIELDLESS = {
    "campaigns.not-list",
    "campaigns.not-table",
    "campaigns.unknown-key",
    "campaigns.unknown-key-near",
    "campaigns.unknown-format",
}


@pytest.mark.parametrize("name", ROWS)
def test_every_problem_of_the_check_has_a_field_at_the_desk(name):
    old, new, *_ = ROWS[name]
    data = tables(EXAMPLE.replace(old, new, 1).encode())
    if not isinstance(data, dict):
        assert data.problem.code == "campaigns.not-toml"  # a file that is no TOML is no draft
        return
    _plan, problems = parse(data)
    fields = [field.path for _, field in every_field(data)]
    homeless = {each.code for each in problems if home(each.path, fields) is None}
    assert homeless <= FIELDLESS


def edit(*changes):
    content = EXAMPLE
    for old, new in changes:
        assert old in content, "the example has changed: mend this test"
        content = content.replace(old, new)
    return content


def test_all_problems_are_named_at_once_in_the_order_of_the_file():
    content = edit(
        ("total_points = 100 ", "total_points = 120 "),
        ('kinds = ["ward", "township"]', 'kind = ["ward"]'),
        ('method = "attainment"', 'method = "xx"'),
        ('"households.total"], at_end', '"household.total"], at_end'),
    )
    plan, found = check(content)
    assert plan is None
    assert [re.split(r"[.:]", words)[0] for _, words in found] == [
        "Khối “wards”",
        "Khối “telecoms”",
        "Không có mục tên là “kind”",
        "Không có cách tính điểm “xx”",
        "Kế hoạch không có số đếm “household",
    ]


def test_a_tree_of_a_day_outside_the_campaign_is_refused_with_its_references():
    _, found = check(edit(("tree_day = 2024-11-30", "tree_day = 2024-12-30")))
    assert [words for _, words in found] == [
        (
            "“gso:93@2024-11-30” chỉ tới một ngày khác tree_day (2024-12-30). "
            "Mã số chỉ rõ nghĩa vào một ngày: hãy dùng cùng ngày."
        ),
        (
            "tree_day (2024-12-30) nằm ngoài thời gian thi đua (2024-11-01 đến 2024-11-30). "
            "Thường lấy ngày cuối."
        ),
        (
            "“gso:31321@2024-11-30” chỉ tới một ngày khác tree_day (2024-12-30). "
            "Mã số chỉ rõ nghĩa vào một ngày: hãy dùng cùng ngày."
        ),
    ]


def test_a_unit_in_two_groups_is_refused():
    group = '[[groups]]\ncode = "others"\nname = "Khối khác"\nunits = ["x-hg-vnpt"]\n\n[[stages]]'
    content = edit(
        ("[[stages]]", group), ('applies_to = ["telecoms"]', 'applies_to = ["telecoms", "others"]')
    )
    assert check(content) == (
        None,
        [
            (
                'units = ["x-hg-vnpt"]',
                (
                    "Đơn vị x-hg-vnpt vừa ở khối “telecoms” vừa ở khối “others”. "
                    "Mỗi đơn vị chỉ xếp hạng trong một khối; hãy bỏ ở một khối."
                ),
            )
        ],
    )


def test_a_slip_in_one_criterion_hides_nothing_of_another():
    content = edit(
        ('form = "ratio", numerator = ["dossiers.online"]', 'form = "rato", numerator = []'),
        ('["practices.effective"] }', '["practice.effective"] }'),
    )
    assert [re.split(r"[.:]", words)[0] for _, words in check(content)[1]] == [
        "Không có lựa chọn “rato”",
        "“numerator” chưa có gì",
        "Kế hoạch không có số đếm “practice",
    ]


def test_a_stage_may_have_some_of_the_criteria_whatever_they_add_up_to():
    for criteria in ('["online", "guided"]', '["practices"]', '["late-reports"]'):
        edited = EXAMPLE.replace('["online", "guided"]', criteria)
        assert criteria in edited
        plan, found = check(edited)
        assert (plan is not None, plan.incomplete, found) == (True, "", [])


def test_a_part_of_the_points_is_enough_where_the_source_says_why():
    edited = EXAMPLE.replace("total_points = 100 ", "total_points = 120 ").replace(
        'incomplete = ""', 'incomplete = "Nguồn chỉ công bố một phần"'
    )
    plan, found = check(edited)
    assert (plan is not None, found) == (True, [])
    too_many = edited.replace("total_points = 120 ", "total_points = 90 ")
    assert [words.split(":")[0] for _, words in check(too_many)[1]] == [
        "Khối “wards”",
        "Khối “telecoms”",
    ]


def test_an_empty_file_lacks_everything_that_is_needed():
    assert len(check(" ")[1]) == 15


# ---- files that are no plan at all ----


def located(content):
    plan, (only,) = check_bytes(content)
    assert plan is None
    return f"{only.line}:{only.column}: {only.text()}"


def test_a_syntax_error_has_its_line_and_column():
    assert located(b'code = "a"\nname = \n') == (
        "2:8: Chỗ này không đúng cú pháp TOML: name = (Invalid value). "
        "Hãy sửa dòng này; xem ví dụ trong docs/reference/plan-format.md."
    )


def test_a_file_that_ends_too_early_is_blamed_at_its_end():
    assert located(b'code = """a').startswith("1:12: Chỗ này không đúng cú pháp TOML: code =")
    assert located(b"9" * 5000).startswith("1:")
    assert located(b"a = " + b"9" * 5000).startswith("1:5005: Chỗ này không đúng cú pháp TOML")


def test_brackets_without_end_are_refused():
    assert located(b"a = " + b"[" * 20_000).startswith("1:1: Chỗ này không đúng")


def test_a_file_in_another_encoding_says_how_to_save_it():
    assert located('name = "Phong trào"'.encode("utf-16")).startswith(
        "1:1: Tệp không phải UTF-8 (byte thứ 1 không đọc được). Hãy lưu lại tệp với bảng mã UTF-8"
    )
    content = 'code = "a"\nname = "thi đua '.encode() + b"\xe0 n\xf4"
    assert located(content).startswith("2:17: Tệp không phải UTF-8 (byte thứ 29")


def test_a_byte_order_mark_is_refused():
    assert located(b"\xef\xbb\xbfformat = 1").startswith("1:1: Tệp bắt đầu bằng dấu BOM.")


def test_a_file_of_another_kind_is_too_large():
    assert located(b"#" * 2_000_001).startswith(
        "1:1: Tệp kế hoạch dài 2000001 byte, quá mức 2000000"
    )


# ---- places ----


@pytest.mark.parametrize(
    ("content", "line", "column"),
    [
        ('"pil lar" = 1\n', 1, 1),
        ("period.zzz = 1\n", 1, 1),
        ('name = "đ"\nrounding = { digits = 2, "mờ" = 1 }\n', 2, 26),
        ("[period]\nfirst = 2024-01-01\nzzz = 1\n", 3, 1),
        ("[[criteria]]\n\n[[criteria]]\n[criteria.params]\n[[criteria]]\nzzz = 1", 6, 1),
        ("[[criteria]]\n[[criteria.zzz.yyy]]\n", 2, 3),
        ("[criteria.params]\n[[sources]]\n[sources.zzz]\n", 3, 2),
        ("tie_breaks = [\n  # một lời\n  'a',\n  1,\n]\n", 4, 3),
        ("groups = [[1], { zzz = 1 }]", 1, 18),
    ],
)
def test_a_problem_is_found_wherever_toml_puts_it(content, line, column):
    _, found = check_bytes(content.encode())
    assert (line, column) in {(each.line, each.column) for each in found}
