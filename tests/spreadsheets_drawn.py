"""Spreadsheets drawn as offices draw them; every figure in them is made up (mô phỏng)."""

import io
from datetime import date

import xlsxwriter

from thidua.spreadsheets.rules import Sheet

LETTERHEAD = [
    ["UBND TỈNH HẬU SÔNG", "", "", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"],
    ["VĂN PHÒNG", "", "", "Độc lập - Tự do - Hạnh phúc"],
    [],
    ["BÁO CÁO KẾT QUẢ MÔ PHỎNG"],
]
SIGNED = [
    [],
    ["", "", "", "Hậu Sông, ngày 10 tháng 12 năm 2024"],
    ["Người lập biểu", "", "", "Chánh Văn phòng"],
]
PLAIN = [
    ["STT", "Đơn vị", "Tiếp nhận", "Trực tuyến"],
    [1, "Xã An Phú", 20, 13],
    [2, "Bình An", 10, 8],
]
DAY = date(2024, 10, 20)


def book(*sheets):
    """Write sheets, each `(name, rows, options)`; options: merges and what is hidden."""
    out = io.BytesIO()
    written = xlsxwriter.Workbook(out, {"in_memory": True})
    day = written.add_format({"num_format": "dd/mm/yyyy"})
    for name, rows, options in sheets:
        sheet = written.add_worksheet(name)
        for place in options.get("merges", ()):
            sheet.merge_range(place, "")
        write(sheet, rows, day)
        for place in options.get("hidden_columns", ()):
            sheet.set_column(place, None, None, {"hidden": True})
        for number in options.get("hidden_rows", ()):
            sheet.set_row(number, None, None, {"hidden": True})
        if options.get("hidden"):
            sheet.hide()
    written.close()
    return out.getvalue()


def write(sheet, rows, day):
    for number, row in enumerate(rows):
        for column, cell in enumerate(row):
            if isinstance(cell, date):
                sheet.write_datetime(number, column, cell, day)
            elif isinstance(cell, str) and cell:
                sheet.write_string(number, column, cell)
            elif cell != "":
                sheet.write(number, column, cell)


def drawn(rows, **options):
    return book(("Báo cáo", rows, options))


HEAD = "STT | Đơn vị | Tiếp nhận | Trực tuyến"
BODY = "1 | Xã An Phú | 20 | 13\n2 | Bình An | 10 | 8"
READ = f"{HEAD}\n{BODY}"
TWO_LEVELS = [
    ["STT", "Đơn vị", "Hồ sơ", "", "Hộ"],
    ["", "", "Tiếp nhận", "Trực tuyến", ""],
    [1, "An Phú", 20, 13, 100],
    [2, "Bình An", 10, 8, 80],
]
TWO_READ = (
    "STT | Đơn vị | Hồ sơ / Tiếp nhận | Hồ sơ / Trực tuyến | Hộ\n"
    "1 | An Phú | 20 | 13 | 100\n2 | Bình An | 10 | 8 | 80"
)
SECTIONS = [
    ["TT", "Đơn vị", "Tiếp nhận", "Trực tuyến"],
    ["I", "Khối xã", 30, 21],
    *PLAIN[1:],
    ["II", "Khối sở", 40, 4],
    [1, "Sở Văn hóa", 40, 4],
]

# What is drawn, the file, and what is read of it: the headings and rows, or the code of a refusal.
DRAWINGS = [
    ("a plain table from the first cell on", drawn(PLAIN), READ),
    ("headings on row five, under a letterhead", drawn([*LETTERHEAD, *PLAIN]), READ),
    ("a table that begins in column C", drawn([["", "", *row] for row in PLAIN]), READ),
    ("notes and signatures below", drawn([*PLAIN, ["Ghi chú: số liệu đến 16 giờ"], *SIGNED]), READ),
    ("a totals row below", drawn([*PLAIN, ["", "Tổng cộng", 30, 21]]), READ),
    ("a totals row merged over two columns", drawn([*PLAIN, ["Cộng", "", 30, 21]], merges=["A4:B4"]), READ),
    ("a totals row on top", drawn([PLAIN[0], ["", "Toàn tỉnh", 30, 21], *PLAIN[1:]]), READ),
    ("a total that does not add up", drawn([*PLAIN, ["", "Tổng số", 31, 21]]), "C4 spreadsheets.total-differs"),
    ("Roman sections with their sums", drawn(SECTIONS), f"TT{HEAD[3:]}\n{BODY}\n1 | Sở Văn hóa | 40 | 4"),
    ("a section whose sum is wrong", drawn([SECTIONS[0], ["I", "Khối xã", 30, 20], *PLAIN[1:]]), "D2 spreadsheets.total-differs"),
    ("sections without sums", drawn([PLAIN[0], ["I", "Khối xã"], *PLAIN[1:]]), READ),
    ("a section label alone in merged cells", drawn([PLAIN[0], ["Khối xã, phường"], *PLAIN[1:]], merges=["A2:D2"]), READ),
    ("units numbered I and II", drawn([PLAIN[0], ["I", "An Phú", 20, 13], ["II", "Bình An", 10, 8]]), f"{HEAD}\nI | An Phú | 20 | 13\nII | Bình An | 10 | 8"),
    ("headings on two rows, merged", drawn(TWO_LEVELS, merges=["A1:A2", "B1:B2", "C1:D1", "E1:E2"]), TWO_READ),
    ("headings on two rows, not merged", drawn(TWO_LEVELS), TWO_READ),
    ("columns numbered under the headings", drawn([PLAIN[0], ["A", "B", 1, 2], *PLAIN[1:]]), READ),
    ("columns numbered in brackets", drawn([PLAIN[0], ["(1)", "(2)", "(3)", "(4)=(3)/(2)"], *PLAIN[1:]]), READ),
    ("blank rows between the rows", drawn([PLAIN[0], [], PLAIN[1], [], [], PLAIN[2]]), READ),
    ("a page that repeats its headings", drawn([*PLAIN[:2], PLAIN[0], PLAIN[2]]), READ),
    ("a unit merged over two rows", drawn([["Đơn vị", "Chỉ tiêu", "Số"], ["An Phú", "Tiếp nhận", 20], ["", "Trực tuyến", 13]], merges=["A2:A3"]), "Đơn vị | Chỉ tiêu | Số\nAn Phú | Tiếp nhận | 20\nAn Phú | Trực tuyến | 13"),
    ("a hidden column", drawn(PLAIN, hidden_columns=["D:D"]), f"{HEAD} (ẩn)\n{BODY}"),
    ("a hidden row", drawn(PLAIN, hidden_rows=[2]), "3 spreadsheets.row-hidden"),
    ("a hidden sheet beside", book(("Báo cáo", PLAIN, {}), ("Nháp", [["x"]], {"hidden": True})), READ),
    ("two tables below each other", drawn([*PLAIN, [], ["Bảng hai"], *PLAIN]), "spreadsheets.two-tables"),
    ("two tables beside each other", drawn([[*row, "", *row] for row in PLAIN]), "spreadsheets.two-tables"),
    ("lines of the office above the table", drawn([["Đơn vị:", "Xã A"], ["Kỳ:", DAY], [], *PLAIN]), READ),
    ("numbers as text, with dots", drawn([PLAIN[0], ["1", "An Phú", "1.234", "13"]]), f"{HEAD}\n1 | An Phú | 1234 | 13"),
    ("numbers as text, with commas", drawn([PLAIN[0], ["1", "An Phú", "1,234", "13"]]), "C2 kernel.number-ambiguous"),
    ("a percentage beside the counts", drawn([[*row, cell] for row, cell in zip(PLAIN, ["Tỷ lệ", 0.65, "80,00%"], strict=True)]), "STT | Đơn vị | Tiếp nhận | Trực tuyến | Tỷ lệ\n1 | Xã An Phú | 20 | 13 | 0.65\n2 | Bình An | 10 | 8 | 80,00%"),
    ("days as days and as text", drawn([["Đơn vị", "Ngày", "Số"], ["An Phú", DAY, 5], ["An Phú", "21/10/2024", 6]]), "Đơn vị | Ngày | Số\nAn Phú | 20/10/2024 | 5\nAn Phú | 21/10/2024 | 6"),
    ("a dash where nothing is reported", drawn([PLAIN[0], [1, "An Phú", "-", "–"], PLAIN[2]]), f"{HEAD}\n1 | An Phú |  | \n2 | Bình An | 10 | 8"),
    ("half a dossier", drawn([PLAIN[0], [1, "An Phú", 20.5, 13]]), "C2 spreadsheets.not-whole"),
    ("figures below the signatures", drawn([*PLAIN, *SIGNED, [3, "Cẩm Hà", 5, 5]]), "spreadsheets.figures-outside"),
    ("words only", drawn([["Kính gửi"], ["Không có số liệu"]]), "spreadsheets.no-table"),
    ("headings below row thirty", drawn([*[["Lời nói đầu"]] * 31, *PLAIN]), "spreadsheets.no-table"),
]  # fmt: skip


def cells(text):
    """Read a row typed as `1; An Phú; 20`: whole numbers are numbers."""
    return tuple(int(cell) if cell.isdigit() and cell[0] != "0" else cell for cell in (part.strip() for part in text.split(";")))  # fmt: skip


def sheet(text, **more):
    """Read a sheet typed line by line."""
    rows = [cells(line) for line in text.strip().splitlines()]
    width = max(map(len, rows))
    return Sheet("S", hidden=False, rows=tuple(row + ("",) * (width - len(row)) for row in rows), **more)  # fmt: skip
