"""The store that the figures are measured on: all communes of 2024 with ten measures each."""

import os
import random
from datetime import UTC, date, datetime
from pathlib import Path

SEED = 20241010
DAY = date(2024, 10, 20)
AT = datetime(2024, 12, 20, 3, tzinfo=UTC)
PAIRS = (("online", "received"), ("paid", "fee"), ("digitized", "processed"), ("moved", "baseline"))
MORE = ("postal", "direct")
CAMPAIGN = "bench"

HEAD = """
format = 1
code = "bench"
version = 1
name = "Đo tốc độ trên cả nước"
effective_from = 2024-10-10
root = "vn"
period = { first = 2024-10-10, last = 2024-12-10 }
tree_day = 2024-12-10
visibility = "public"
generated = true
total_points = 100
rounding = { digits = 2, mode = "half_up", on = "total", rank_on = "full" }
tie_breaks = ["volume:online"]
sources = [{ title = "Bản đo", reference = "bench/country.py", note = "Số liệu mô phỏng" }]

[[groups]]
code = "communes"
name = "Mọi xã, phường, thị trấn"
level = "commune"
prizes = [{ code = "first", name = "Nhất", quota = 1, overflow = "council" }]
"""


def set_up(store: Path) -> None:
    """Point Django at an empty store and make its tables and keys."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "thidua.site.settings"
    os.environ["THIDUA_STORE"] = str(store)
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", interactive=False, verbosity=0)


def plan() -> bytes:
    """Write a plan of four ratio criteria for all communes."""
    parts = [HEAD]
    for key in (*sum(PAIRS, ()), *MORE):
        bound = next((whole for part, whole in PAIRS if part == key), "")
        within = f'within = "{bound}"\n' if bound else ""
        parts.append(
            f'[[measures]]\nkey = "{key}"\nlabel = "{key}"\nunit = "hồ sơ"\nkind = "flow"\n{within}'
        )
    for (part, whole), target in zip(PAIRS, ("60%", "50%", "100%", "100%"), strict=True):
        parts.append(
            f"""
[[criteria]]
code = "{part}"
label = "Tỷ lệ {part}"
source = "bản đo"
our_reading = true
indicator = {{ form = "ratio", numerator = ["{part}"], denominator = ["{whole}"] }}
scope = "territory"
universe = "mọi hồ sơ"
date_basis = "ngày tiếp nhận"
target = "{target}"
method = "attainment"
points = 25
zero = "not_applicable"
"""
        )
    return "\n".join(parts).encode()


def counts(units: list[str]) -> bytes:
    """Write a CSV file of ten counts for each unit: 100,350 rows for the communes of 2024."""
    chance = random.Random(SEED)  # noqa: S311 - simulated counts
    rows = ["key,measure,unit,day,quantity"]
    for unit in units:
        for part, whole in PAIRS:
            of = chance.randint(20, 2000)
            rows.append(f"{unit}-{whole},{whole},{unit},{DAY},{of}")
            rows.append(f"{unit}-{part},{part},{unit},{DAY},{chance.randint(of // 2, of)}")
        rows += [f"{unit}-{key},{key},{unit},{DAY},{chance.randint(0, 99)}" for key in MORE]
    return ("\n".join(rows) + "\n").encode()
