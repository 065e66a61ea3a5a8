"""Build data/units from the PyPI package `vietnamadminunits`: `python tools/build_units.py`.

The package says which commune of 1 July 2025 took over which commune of the day before, and
finds it by folded names. Where two communes of one new province bore the same name, both were
given the successors of both: `NAMESAKES` says, by code, which are true. Every unit here is keyed
by its GSO code, never by its name.
"""

import csv
import json
import math
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from importlib import metadata, resources
from pathlib import Path
from typing import Any

import click

FOLDER = Path(__file__).resolve().parents[1] / "data" / "units"
REFORM = "2025-07-01"
BEFORE = {"province": 63, "district": 696, "commune": 10_035}
AFTER = {"province": 34, "district": 0, "commune": 3_321}

Row = Mapping[str, Any]

KINDS = {  # by level and the first words of the full name
    ("province", "tỉnh"): "province",
    ("province", "thành phố"): "city",
    ("district", "huyện"): "district",
    ("district", "quận"): "urban_district",
    ("district", "thị xã"): "town",
    ("district", "thành phố"): "district_city",
    ("commune", "xã"): "commune",
    ("commune", "phường"): "ward",
    ("commune", "thị trấn"): "township",
    ("commune", "đặc khu"): "special_zone",
}

NAMESAKES = {  # old code: its true successors; evidence: kilometres from the old commune's point
    "06079": ["06079"],  # Hồng Phong, Bình Gia: Hồng Phong 4, Đồng Đăng 37
    "10798": ["10804", "10843"],  # Hòa Bình, Kim Thành: Kim Thành 6, Hà Nam 4, Nguyễn B. Khiêm 31
    "11890": ["11911"],  # Hòa Bình, Vĩnh Bảo: Nguyễn Bỉnh Khiêm 1, Kim Thành 25, Hà Nam 30
    "25462": ["25459"],  # Phường 4, Tây Ninh: Tân Ninh 2, Long An 90
    "27691": ["27694"],  # Phường 4, Tân An: Long An 3, Tân Ninh 94
    "28252": ["28249"],  # Phường 4, Mỹ Tho: Đạo Thạnh 3, Cao Lãnh 81
    "28270": ["28270"],  # Phường 6, Mỹ Tho: Thới Sơn 3, Cao Lãnh 80
    "28437": ["28435"],  # Phường 3, Cai Lậy: Mỹ Phước Tây 31, Cao Lãnh 83
    "28439": ["28439"],  # Phường 4, Cai Lậy: Cai Lậy 6, Cao Lãnh 54
    "28924": ["28921"],  # Hòa Lộc, Mỏ Cày Bắc: Tân Thành Bình 1, Hòa Hiệp 32
    "29623": ["29623"],  # Mỹ An, Mang Thít: Nhơn Phú 2, Thạnh Phú 61
    "29734": ["29734"],  # Hòa Lộc, Tam Bình: Hòa Hiệp 3, Tân Thành Bình 34
    "29902": ["29905"],  # Phường 3, Sa Đéc: Sa Đéc 4, Cao Lãnh 21
    "29908": ["29905"],  # Phường 4, Sa Đéc: Sa Đéc 6, Cao Lãnh 23
    "31246": ["31246"],  # Thạnh Quới, Vĩnh Thạnh: Thạnh Quới 3, Gia Hòa 99
    "31268": ["31288"],  # Tân Thạnh, Thới Lai: Trường Thành 8, Tân Thạnh 75
    "31378": ["31378"],  # Phú Hữu, Châu Thành (Hậu Giang): Phú Hữu 2, Trường Khánh 32
    "31379": ["31378"],  # Phú Tân, Châu Thành (Hậu Giang): the point is Sóc Trăng's; same district
    "31438": ["31408"],  # Tân Long, Phụng Hiệp: Thạnh Hòa 4, Tân Long 38
    "31474": ["31473"],  # Long Bình, Long Mỹ: Long Bình 7, Tân Long 20
    "31483": ["31495"],  # Thuận Hưng, Long Mỹ: Xà Phiên 3, Mỹ Hương 38
    "31582": ["31582"],  # Phú Tân, Châu Thành (Sóc Trăng): Thuận Hòa 3, Phú Hữu 28
    "31606": ["31591"],  # Thuận Hưng, Mỹ Tú: Mỹ Hương 1, Xà Phiên 37
    "31657": ["31654"],  # Phú Hữu, Long Phú: Trường Khánh 3, Phú Hữu 33
    "31666": ["31666"],  # Tân Thạnh, Long Phú: Tân Thạnh 7, Trường Thành 74
    "31714": ["31726"],  # Thạnh Quới, Mỹ Xuyên: Gia Hòa 0, Thạnh Quới 99
    "31741": ["31741"],  # Tân Long, Ngã Năm: Tân Long 1, Thạnh Hòa 40
    "31744": ["31741"],  # Long Bình, Ngã Năm: Tân Long 4, Long Bình 22
    "31480": ["31473-"],  # replaced below: Long Phú, Long Mỹ
    "31669": ["31669"],  # Long Phú, Long Phú: Long Phú 3, Long Phú 1 54
}

SAME_NAME = {"04603", "25225", "26119"}  # one name in two spellings: Tà Si/Xi Láng, Đak/Đăk Ơ …
STRAY_POINTS = {"22736", "22737", "22739"}  # Trường Sa's old communes stand near Nha Trang
FARTHEST = 50  # kilometres; a new commune farther than this from all it came from is misplaced
