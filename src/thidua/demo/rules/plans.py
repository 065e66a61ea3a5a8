"""The plan of the running campaign, written around the day it is made."""

from datetime import date, timedelta
from string import Template

from thidua.demo.rules.running import period

CODE = "62-ngay-dem-mo-phong"
FIRST_STAGE = "first-half"

_PLAN = Template("""\
# Kế hoạch mô phỏng: mọi tiêu chí, chỉ tiêu, điểm và giải ở đây do phần trình diễn đặt ra,
# không phải của cơ quan nào. Lịch được xếp quanh ngày tạo phần trình diễn.

format = 1
code = "$code"
version = 1
name = "62 ngày đêm chuyển đổi số (mô phỏng)"
effective_from = $first
root = "p92-2025"
tree_day = $last
freeze_at = ${freeze}T17:00:00+07:00
visibility = "public"
generated = true
total_points = 100
tie_breaks = ["volume:online", "volume:verified"]

[period]
first = $first
last = $last

[rounding]
digits = 2
mode = "half_up"
on = "line"
rank_on = "published"

[[sources]]
title = "Kế hoạch mô phỏng của phần trình diễn Thi đua số"
note = "Không có văn bản thật đứng sau kế hoạch này."

[[measures]]
key = "dossiers.received"
label = "Hồ sơ tiếp nhận trong kỳ"
unit = "hồ sơ"
kind = "flow"

[[measures]]
key = "dossiers.online"
label = "Hồ sơ nộp và xử lý trực tuyến (toàn trình và một phần)"
unit = "hồ sơ"
kind = "flow"
within = "dossiers.received"

[[measures]]
key = "dossiers.fee-bearing"
label = "Hồ sơ phát sinh phí, lệ phí"
unit = "hồ sơ"
kind = "flow"
within = "dossiers.received"

[[measures]]
key = "dossiers.paid-online"
label = "Hồ sơ thanh toán phí, lệ phí trực tuyến"
unit = "hồ sơ"
kind = "flow"
within = "dossiers.fee-bearing"

[[measures]]
key = "dossiers.processed"
label = "Hồ sơ đã xử lý"
unit = "hồ sơ"
kind = "flow"

[[measures]]
key = "dossiers.digitized"
label = "Hồ sơ được số hóa thành phần và kết quả"
unit = "hồ sơ"
kind = "flow"
within = "dossiers.processed"

[[measures]]
key = "dossiers.resolved-early"
label = "Hồ sơ giải quyết trước hạn"
unit = "hồ sơ"
kind = "flow"
within = "dossiers.processed"

[[measures]]
key = "dossiers.resolved-on-time"
label = "Hồ sơ giải quyết đúng hạn"
unit = "hồ sơ"
kind = "flow"
within = "dossiers.processed"

[[measures]]
key = "dossiers.e-results"
label = "Hồ sơ có kết quả điện tử"
unit = "hồ sơ"
kind = "flow"
within = "dossiers.processed"

[[measures]]
key = "teams.guided"
label = "Lượt người dân được hướng dẫn"
unit = "lượt người"
kind = "flow"

[[measures]]
key = "subscribers.reviewed"
label = "Thuê bao được rà soát thông tin"
unit = "thuê bao"
kind = "flow"

[[measures]]
key = "subscribers.verified"
label = "Thuê bao đã chuẩn hóa thông tin"
unit = "thuê bao"
kind = "flow"
within = "subscribers.reviewed"

[[groups]]
code = "departments"
name = "Khối sở, ban, ngành"
level = "department"
prizes = [
    { code = "first", name = "Giải nhất", quota = 1, overflow = "share" },
    { code = "second", name = "Giải nhì", quota = 1, overflow = "share" },
    { code = "third", name = "Giải ba", quota = 1, overflow = "share" },
]

[[groups]]
code = "wards"
name = "Khối phường"
level = "commune"
kinds = ["ward"]
prizes = [
    { code = "first", name = "Giải nhất", quota = 1, overflow = "share" },
    { code = "second", name = "Giải nhì", quota = 2, overflow = "share" },
    { code = "third", name = "Giải ba", quota = 3, overflow = "share" },
]

[[groups]]
code = "communes"
name = "Khối xã"
level = "commune"
kinds = ["commune"]
prizes = [
    { code = "first", name = "Giải nhất", quota = 1, overflow = "share" },
    { code = "second", name = "Giải nhì", quota = 2, overflow = "share" },
    { code = "third", name = "Giải ba", quota = 5, overflow = "share" },
]

[[groups]]
code = "telecoms"
name = "Khối doanh nghiệp viễn thông"
level = "enterprise"
prizes = [{ code = "first", name = "Giải nhất", quota = 1, overflow = "council" }]

[[stages]]
code = "$stage"
name = "Đợt 1"
first = $first
last = $middle
cumulative = false

[stages.prizes]
departments = [{ code = "leading", name = "Dẫn đầu đợt 1", quota = 1, overflow = "share" }]
wards = [{ code = "leading", name = "Dẫn đầu đợt 1", quota = 1, overflow = "share" }]
communes = [{ code = "leading", name = "Dẫn đầu đợt 1", quota = 1, overflow = "share" }]

[[stages]]
code = "second-half"
name = "Đợt 2"
first = $later
last = $last
cumulative = false

[stages.prizes]
departments = [{ code = "leading", name = "Dẫn đầu đợt 2", quota = 1, overflow = "share" }]
wards = [{ code = "leading", name = "Dẫn đầu đợt 2", quota = 1, overflow = "share" }]
communes = [{ code = "leading", name = "Dẫn đầu đợt 2", quota = 1, overflow = "share" }]

[[criteria]]
code = "online"
label = "Tỷ lệ hồ sơ nộp trực tuyến"
source = "Mục 1"
indicator = { form = "ratio", numerator = ["dossiers.online"], denominator = ["dossiers.received"] }
scope = "own"
universe = "Hồ sơ thủ tục hành chính tiếp nhận tại đơn vị"
date_basis = "Ngày tiếp nhận"
target = "80%"
method = "attainment"
points = 25
zero = "not_applicable"
applies_to = ["departments", "wards", "communes"]
pillar = "Chính quyền số"

[[criteria]]
code = "paid-online"
label = "Tỷ lệ hồ sơ thanh toán trực tuyến"
source = "Mục 2"
indicator = { form = "ratio", numerator = ["dossiers.paid-online"], denominator = ["dossiers.fee-bearing"] }
scope = "own"
universe = "Hồ sơ phát sinh phí, lệ phí"
date_basis = "Ngày tiếp nhận"
target = "70%"
method = "attainment"
points = 20
zero = "not_applicable"
applies_to = ["departments", "wards", "communes"]
pillar = "Kinh tế số"

[[criteria]]
code = "digitized"
label = "Tỷ lệ hồ sơ được số hóa"
source = "Mục 3"
indicator = { form = "ratio", numerator = ["dossiers.digitized"], denominator = ["dossiers.processed"] }
scope = "own"
universe = "Hồ sơ đã xử lý"
date_basis = "Ngày xử lý xong"
target = "95%"
method = "attainment"
points = 25
zero = "not_applicable"
applies_to = ["departments", "wards", "communes"]
pillar = "Chính quyền số"

[[criteria]]
code = "on-time"
label = "Tỷ lệ hồ sơ giải quyết đúng hạn"
source = "Mục 4"
indicator = { form = "ratio", numerator = ["dossiers.resolved-early", "dossiers.resolved-on-time"], denominator = ["dossiers.processed"] }
scope = "own"
universe = "Hồ sơ đã xử lý"
date_basis = "Ngày xử lý xong"
target = "98%"
method = "steps"
params = { bands = [{ from = "90%", points = 10 }, { from = "95%", points = 15 }, { from = "98%", points = 20 }] }
points = 20
zero = "not_applicable"
applies_to = ["departments", "wards", "communes"]
pillar = "Chính quyền số"

[[criteria]]
code = "e-results"
label = "Tỷ lệ kết quả điện tử"
source = "Mục 5"
indicator = { form = "ratio", numerator = ["dossiers.e-results"], denominator = ["dossiers.processed"] }
scope = "own"
universe = "Hồ sơ đã xử lý"
date_basis = "Ngày xử lý xong"
target = "90%"
method = "attainment"
points = 10
zero = "not_applicable"
applies_to = ["departments"]
pillar = "Chính quyền số"

[[criteria]]
code = "guided"
label = "Người dân được tổ công nghệ số cộng đồng hướng dẫn"
source = "Mục 6"
indicator = { form = "count", numerator = ["teams.guided"] }
scope = "own"
universe = "Lượt hướng dẫn tại nhà và tại bộ phận một cửa"
date_basis = "Ngày hướng dẫn"
target = 400
method = "count_target"
points = 10
applies_to = ["wards", "communes"]
pillar = "Xã hội số"

[[criteria]]
code = "verified"
label = "Tỷ lệ thuê bao chuẩn hóa thông tin"
source = "Mục 7"
indicator = { form = "ratio", numerator = ["subscribers.verified"], denominator = ["subscribers.reviewed"] }
scope = "own"
universe = "Thuê bao di động được rà soát trong đợt"
date_basis = "Ngày rà soát"
target = "95%"
method = "attainment"
points = 60
zero = "not_applicable"
applies_to = ["telecoms"]
pillar = "Xã hội số"

[[criteria]]
code = "guided-telecom"
label = "Người dân được hướng dẫn tại điểm giao dịch"
source = "Mục 8"
indicator = { form = "count", numerator = ["teams.guided"] }
scope = "own"
universe = "Lượt hướng dẫn tại điểm giao dịch của doanh nghiệp"
date_basis = "Ngày hướng dẫn"
method = "best_in_group"
points = 40
applies_to = ["telecoms"]
pillar = "Xã hội số"
""")


def running_plan(today: date) -> bytes:
    """Write the plan of the campaign that runs on `today`."""
    campaign = period(today)
    middle = campaign.first + timedelta(days=30)
    return _PLAN.substitute(
        code=CODE,
        stage=FIRST_STAGE,
        first=campaign.first,
        middle=middle,
        later=middle + timedelta(days=1),
        last=campaign.last,
        freeze=campaign.last + timedelta(days=2),
    ).encode()
