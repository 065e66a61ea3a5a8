"""Two procedures that tests know: one that holds, one of the years of levels 3 and 4."""

from datetime import date

from thidua.procedures.rules import (
    Component,
    LegalTime,
    Level,
    OnlineLevel,
    TimeUnit,
    Version,
)

BIRTH = Version(
    code="1.900001",
    name="Đăng ký khai sinh",
    field="Hộ tịch",
    level=Level.COMMUNE,
    agency="UBND cấp xã",
    basis="Luật Hộ tịch 2014",
    components=(Component("Tờ khai"), Component("Giấy chứng sinh", "1.900002")),
    fee=None,
    time=LegalTime(1, TimeUnit.DAYS),
    online=OnlineLevel.FULL,
    integrated=date(2021, 5, 1),
    published=date(2021, 4, 1),
    effective=date(2023, 1, 1),
)
COPY = Version(
    code="2.000815.000.00.00.H12",
    name="Chứng thực bản sao",
    field="Chứng thực",
    level=Level.COMMUNE,
    agency="UBND cấp xã",
    basis="",
    components=(),
    fee=2000,
    time=LegalTime(8, TimeUnit.HOURS),
    online=OnlineLevel.THIRD,
    integrated=None,
    published=None,
    effective=date(2020, 1, 1),
    ended=date(2022, 8, 15),
)
