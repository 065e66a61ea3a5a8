"""A plan and one under it, for tests of what the one below has to carry on."""

PARENT = """
format = 1
code = "tinh"
version = 2
name = "Phong trào của tỉnh"
effective_from = 2024-01-01
root = "p1"
period = { first = 2024-01-01, last = 2024-12-31 }
tree_day = 2024-12-31
visibility = "public"
total_points = 100
rounding = { digits = 2, mode = "half_up", on = "total", rank_on = "full" }
tie_breaks = ["volume:households", "points:files"]
sources = [{ title = "Kế hoạch của tỉnh" }]

[[measures]]
key = "total"
label = "Hộ gia đình"
unit = "hộ"
kind = "stock"

[[measures]]
key = "wallets"
label = "Hộ có ví điện tử"
unit = "hộ"
kind = "stock"
within = "accounts"

[[measures]]
key = "accounts"
label = "Hộ có tài khoản"
unit = "hộ"
kind = "stock"
within = "total"

[[measures]]
key = "overdue"
label = "Hồ sơ quá hạn"
unit = "hồ sơ"
kind = "flow"

[[measures]]
key = "files"
label = "Hồ sơ"
unit = "hồ sơ"
kind = "flow"

[[measures]]
key = "marks"
label = "Điểm chấm"
unit = "điểm"
kind = "flow"

[[groups]]
code = "hamlets"
name = "Khối ấp"
level = "hamlet"

[[groups]]
code = "communes"
name = "Khối xã"
kinds = ["commune"]

[[groups]]
code = "picked"
name = "Cụm phường"
units = ["w1"]

[[criteria]]
code = "households"
label = "Hộ có ví điện tử"
source = "Mục 1"
indicator = { form = "ratio", numerator = ["wallets", "accounts"], denominator = ["total"] }
scope = "territory"
universe = "Mọi hộ"
date_basis = "cuối kỳ"
target = "80%"
method = "attainment"
points = 40
zero = "zero"

[[criteria]]
code = "steps"
label = "Hộ có tài khoản"
source = "Mục 2"
indicator = { form = "ratio", numerator = ["accounts"], denominator = ["total"] }
scope = "territory"
universe = "Mọi hộ"
date_basis = "cuối kỳ"
method = "steps"
params = { bands = [{ from = "50%", points = 10 }, { from = "80%", points = 20 }] }
points = 20
zero = "zero"
applies_to = ["hamlets", "picked"]

[[criteria]]
code = "late"
label = "Hồ sơ quá hạn"
source = "Mục 3"
indicator = { form = "ratio", numerator = ["overdue"], denominator = ["files"] }
scope = "territory"
universe = "Mọi hồ sơ"
date_basis = "ngày trả"
target = "5%"
method = "inverse"
params = { best = "0%", worst = "20%" }
points = 20
zero = "full"

[[criteria]]
code = "judged"
label = "Hội đồng chấm"
source = "Mục 4"
indicator = { form = "count", numerator = ["marks"] }
scope = "own"
universe = "Báo cáo"
date_basis = "ngày chấm"
method = "judged"
params = { scale = 10 }
points = 20
applies_to = ["hamlets"]

[[criteria]]
code = "files"
label = "Số hồ sơ"
source = "Mục 5"
indicator = { form = "count", numerator = ["files"] }
scope = "own"
universe = "Mọi hồ sơ"
date_basis = "ngày nhận"
target = 100
method = "count_target"
points = 40
applies_to = ["communes"]

[[criteria]]
code = "files-of-wards"
label = "Số hồ sơ của phường"
source = "Mục 6"
indicator = { form = "count", numerator = ["files"] }
scope = "own"
universe = "Mọi hồ sơ"
date_basis = "ngày nhận"
target = 100
method = "count_target"
points = 20
applies_to = ["picked"]

[[criteria]]
code = "deducted"
label = "Trừ điểm"
source = "Mục 7"
indicator = { form = "count", numerator = ["overdue"] }
scope = "territory"
universe = "Mọi hồ sơ"
date_basis = "ngày trả"
method = "steps"
params = { bands = [{ from = 5, points = 2 }, { from = 10, points = 5 }] }
points = 5
effect = "deduction"
applies_to = ["hamlets"]

[[criteria]]
code = "warned"
label = "Trừ điểm khi bị nhắc"
source = "Mục 8"
indicator = { form = "count", numerator = ["overdue"] }
scope = "territory"
universe = "Mọi hồ sơ"
date_basis = "ngày trả"
target = 3
method = "threshold"
points = 5
effect = "deduction"
applies_to = ["hamlets"]
"""


def cut(text, code):
    """Leave out one criterion."""
    head, *blocks = text.split("[[criteria]]\n")
    return "[[criteria]]\n".join([head, *(b for b in blocks if f'code = "{code}"\n' not in b)])


CHILD = (
    cut(cut(PARENT, "files"), "files-of-wards")
    .replace('code = "tinh"\nversion = 2', 'code = "xa"\nversion = 1\nparent = "tinh@2"', 1)
    .replace('root = "p1"', 'root = "c1"', 1)
    .replace('tie_breaks = ["volume:households", "points:files"]\n', "", 1)
    .replace('[[groups]]\ncode = "communes"\nname = "Khối xã"\nkinds = ["commune"]\n\n', "", 1)
    .replace('[[groups]]\ncode = "picked"\nname = "Cụm phường"\nunits = ["w1"]\n\n', "", 1)
    .replace('["hamlets", "picked"]', '["hamlets"]', 1)
    .replace("last = 2024-12-31 }", "last = 2024-11-30 }", 1)
    .replace("tree_day = 2024-12-31", "tree_day = 2024-11-30", 1)
)  # fmt: skip
MARKS = '[[measures]]\nkey = "marks"\nlabel = "Điểm chấm"\nunit = "điểm"\nkind = "flow"\n\n'


def edit(text, *changes):
    for old, new in changes:
        assert old in text, "the example has changed: mend this row"
        text = text.replace(old, new, 1)
    return text
