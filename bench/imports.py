"""A spreadsheet of 100,000 rows × 8 columns, looked at and taken; `python -m bench.imports STORE`."""

import io
import json
import resource
import sys
import time
from pathlib import Path

from bench import country

ROWS = 100_000
HEADINGS = (
    "STT",
    "Mã đơn vị",
    "Tên đơn vị",
    "Ngày",
    "Số đếm",
    "Số lượng",
    "Người nhập",
    "Ghi chú",
)
ROLES = {"mã đơn vị": "unit", "ngày": "day", "số đếm": "measure", "số lượng": "quantity"}


def workbook(units: list[str]) -> bytes:
    """Write the counts of `country.counts` as an office would, under a title (mô phỏng)."""
    import xlsxwriter

    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"constant_memory": True}) as book:
        sheet, day = book.add_worksheet("Báo cáo"), book.add_format({"num_format": "dd/mm/yyyy"})
        sheet.write(0, 0, "Bảng đo mô phỏng")
        sheet.write_row(4, 0, HEADINGS)
        rows = country.counts(units).decode().splitlines()[1 : ROWS + 1]
        for number, line in enumerate(rows, start=1):
            _key, measure, unit, _day, quantity = line.split(",")
            sheet.write_row(4 + number, 0, (number, unit, f"Đơn vị {unit}"))
            sheet.write_datetime(4 + number, 3, country.DAY, day)
            sheet.write_row(
                4 + number, 4, (measure, int(quantity), f"Người {number % 40}", "mô phỏng")
            )
    return out.getvalue()


def bare(content: bytes) -> float:
    """Read it with python-calamine alone, in this process."""
    from python_calamine import CalamineWorkbook

    begun = time.perf_counter()
    CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0).to_python()
    return time.perf_counter() - begun


def measure(store: Path, file: Path) -> dict[str, float]:
    """Look at the file, and take it, in this process with its children."""
    country.set_up(store)
    from thidua.counting.models import Fact
    from thidua.imports import actions
    from thidua.imports.models import looking

    content = file.read_bytes()
    kept = actions.keep(content=content, name="bench.xlsx", unit="vn", at=country.AT)
    actions.map_upload(
        upload=kept, name="bench", roles=ROLES, decided=actions.Decided(0, 0), at=country.AT
    )
    begun = time.perf_counter()
    look = looking.look(kept, country.AT)
    looked = time.perf_counter()
    if look.marks or look.found.unclear or len(look.found.counts) != ROWS:
        raise AssertionError(look.marks[:3])
    seen = look.changes.seal
    del look
    again = time.perf_counter()
    actions.finish(upload=kept, seen=seen, confirmed=False, actor="s-bench", at=country.AT)
    done = time.perf_counter()
    if Fact.objects.count() != ROWS:
        raise AssertionError(Fact.objects.count())
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    child = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    return {
        "xlsx_validate_s": looked - begun,
        "xlsx_take_s": done - again,
        "xlsx_peak_mb": peak,
        "xlsx_child_mb": child,
    }


def prepare(store: Path, file: Path) -> dict[str, float]:
    """Load the registry and the plan, write the file, and read it bare."""
    from bench import figures

    country.set_up(store)
    figures.prepare()
    from thidua.units.models import Unit

    units = Unit.objects.filter(level="commune", first=None).order_by("pk")
    content = workbook(list(units.values_list("pk", flat=True)))
    file.write_bytes(content)
    return {"xlsx_bare_s": bare(content), "xlsx_mb": len(content) / 1e6}


STEPS = {"prepare": prepare, "measure": measure}

if __name__ == "__main__":
    place = Path(sys.argv[2])
    print(json.dumps(STEPS[sys.argv[1]](place, place.with_suffix(".xlsx"))))
