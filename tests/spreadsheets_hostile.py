"""Files that nobody should open, each with the code of its refusal."""

import io
import struct
import zipfile

import xlsxwriter

from spreadsheets_drawn import PLAIN, drawn

GOOD = drawn(PLAIN)
SHEET = "xl/worksheets/sheet1.xml"
BOOK = "xl/workbook.xml"
CELLS = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
END = b"</sheetData></worksheet>"


def changed(content=GOOD, **parts):
    """Write a workbook again with parts added or replaced: `(old, new)` or whole bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:  # fmt: skip
        for name in old.namelist():
            found = parts.pop(name, old.read(name))
            new.writestr(
                name, old.read(name).replace(*found) if isinstance(found, tuple) else found
            )
        for name, found in parts.items():
            new.writestr(name, found)
    return out.getvalue()


def formulas():
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    sheet = book.add_worksheet()
    sheet.write_row(0, 0, ["Đơn vị", "Số"])
    sheet.write_row(1, 0, ["An Phú", 5])
    sheet.write_formula(2, 1, "=SUM(B2:B2)", None, 5)
    book.close()
    return out.getvalue()


def many_rows():
    rows = b"".join(
        b'<row r="%d"><c r="A%d"><v>1</v></c></row>' % (n, n) for n in range(1, 1_000_001)
    )
    return changed(**{SHEET: CELLS + rows + END})


def overlapping():
    """Point a thousand entries of the directory at the same bytes, as a bomb does."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        new.writestr("xl/workbook.xml", b"0" * 500_000)
    content = out.getvalue()
    start = struct.unpack_from("<L", content, len(content) - 6)[0]
    entry = content[start : len(content) - 22]
    end = struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, 1000, 1000, len(entry) * 1000, start, 0)
    return content[:start] + entry * 1000 + end


def bomb():
    return changed(**{"xl/media/x.bin": b"\0" * 100_000_000})


def many_parts():
    return changed(**{f"xl/media/{n}.bin": b"" for n in range(3000)})


def lying():
    """Declare one byte for a sheet that unpacks to more."""
    content = bytearray(GOOD)
    with zipfile.ZipFile(io.BytesIO(GOOD)) as read:
        size = struct.pack("<L", read.getinfo(SHEET).file_size)
    return bytes(content).replace(size, struct.pack("<L", 1))


def laughs():
    lines = b"".join(b'<!ENTITY l%d "%s">' % (n, b"&l%d;" % (n - 1) * 10) for n in range(1, 10))
    return changed(
        **{BOOK: b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY l0 "ha">' + lines + b"]><x>&l9;</x>"}
    )


def far_cell():
    cells = b'<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    return changed(**{SHEET: CELLS + cells + END})


def unnumbered():
    """Leave the numbers of rows and cells out, which is allowed: they are counted."""
    return changed(
        **{
            SHEET: CELLS
            + b"".join(b"<row><c><v>%d</v></c></row>" % (n * 7919) for n in range(300_000))
            + END
        }
    )


def wide():
    return drawn([["Đơn vị", *[f"c{n}" for n in range(201)]], ["An Phú", *range(201)]])


def ole(name):
    return bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 500 + name.encode("utf-16-le") + b"\0" * 500


HOSTILE = {
    "macros": (lambda: changed(**{"xl/vbaProject.bin": b"x"}), "a.xlsm", "spreadsheets.macros"),
    "macros under another name": (lambda: changed(**{"xl/vbaproject.BIN": b"x"}), "a.xlsx", "spreadsheets.macros"),
    "a type of macros": (lambda: changed(**{"[Content_Types].xml": (b"spreadsheetml.sheet.main", b"macroEnabled.main")}), "a.xlsx", "spreadsheets.macros"),
    "external links": (lambda: changed(**{"xl/externalLinks/externalLink1.xml": b"<x/>"}), "a.xlsx", "spreadsheets.external-links"),
    "a password": (lambda: ole("EncryptedPackage"), "a.xlsx", "spreadsheets.password"),
    "an old workbook": (lambda: ole("Workbook"), "a.xls", "spreadsheets.old-format"),
    "a renamed PDF": (lambda: b"%PDF-1.7\n" + b"x" * 900, "a.xlsx", "spreadsheets.pdf"),
    "a PDF and a ZIP at once": (lambda: b"%PDF-1.7\n" + GOOD, "a.xlsx", "spreadsheets.pdf"),
    "a web page": (lambda: b"<html><table>", "a.xls", "spreadsheets.unknown"),
    "a picture": (lambda: b"\x89PNG\0\0", "a.xlsx", "spreadsheets.unknown"),
    "text under a workbook's name": (lambda: b"a;b", "a.xlsx", "spreadsheets.unknown"),
    "nothing": (lambda: b"", "a.csv", "spreadsheets.empty"),
    "a text document": (lambda: changed(**{BOOK: b"<x/>"}).replace(b"xl/workbook.xml", b"xl/workbook.xmm"), "a.xlsx", "spreadsheets.other-workbook"),
    "the days of 1904": (lambda: changed(**{BOOK: (b"<workbookPr", b'<workbookPr date1904="1"')}), "a.xlsx", "spreadsheets.epoch-1904"),
    "formulas": (formulas, "a.xlsx", "spreadsheets.formulas"),
    "a million rows": (many_rows, "a.xlsx", "spreadsheets.too-large"),
    "rows without numbers": (unnumbered, "a.xlsx", "spreadsheets.too-large"),
    "a cell at the end of the world": (far_cell, "a.xlsx", "spreadsheets.too-large"),
    "201 columns": (wide, "a.xlsx", "spreadsheets.too-large"),
    "a table of 200,001 lines": (lambda: b"a;b\n" * 200_001, "a.csv", "spreadsheets.too-large"),
    "overlapping entries": (overlapping, "a.xlsx", "spreadsheets.zip"),
    "a bomb": (bomb, "a.xlsx", "spreadsheets.zip"),
    "three thousand parts": (many_parts, "a.xlsx", "spreadsheets.zip"),
    "sizes that lie": (lying, "a.xlsx", "spreadsheets.broken"),
    "bytes before the archive": (lambda: b"PK" + GOOD, "a.xlsx", "spreadsheets.zip"),
    "bytes after the archive": (lambda: GOOD + b"x", "a.xlsx", "spreadsheets.zip"),
    "half an archive": (lambda: GOOD[: len(GOOD) // 2], "a.xlsx", "spreadsheets.zip"),
    "four bytes of an archive": (lambda: b"PK\3\4", "a.xlsx", "spreadsheets.zip"),
    "a billion laughs": (laughs, "a.xlsx", "spreadsheets.document-type"),
    "a file of the machine": (lambda: changed(**{SHEET: b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><x>&e;</x>'}), "a.xlsx", "spreadsheets.document-type"),
    "XML in UTF-16": (lambda: changed(**{SHEET: (CELLS + END).decode().encode("utf-16")}), "a.xlsx", "spreadsheets.broken"),
    "XML that ends early": (lambda: changed(**{BOOK: b"<workbook><sheets>"}), "a.xlsx", "spreadsheets.broken"),
    "a workbook without relations": (lambda: changed().replace(b"workbook.xml.rels", b"workbook.xml.relx"), "a.xlsx", "spreadsheets.broken"),
    "no cells": (lambda: drawn([]), "a.xlsx", "spreadsheets.empty"),
    "text of Windows-1258": (lambda: "Đơn vị;Số".encode("cp1258", "replace") + b"\xd0\xe3", "a.csv", "spreadsheets.encoding"),
    "text of UTF-16": (lambda: "Đơn vị;Số".encode("utf-16"), "a.csv", "spreadsheets.encoding"),
    "quotes that never close": (lambda: b'a;b\n"c;d', "a.csv", "spreadsheets.broken"),
    "a text with NUL": (lambda: b"a;b\0", "a.csv", "spreadsheets.unknown"),
}  # fmt: skip
