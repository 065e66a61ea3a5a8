"""The table of criteria as offices draw it, out of a draft's tables and into them.

The seven columns that offices draw come first; those that only the product asks for follow and may
be missing: then a row keeps what the draft has under the same code, or under the same words.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from thidua.drafting.rules.tables import get
from thidua.drafting.rules.typing import Kind, shown, typed
from thidua.kernel.errors import RuleBroken
from thidua.kernel.text import fold
from thidua.plans.rules.criteria import MANY_PARTS, WITHOUT_DENOMINATOR
from thidua.plans.rules.methods import METHODS, ParamKind
from thidua.plans.rules.reading import exact
from thidua.plans.rules.writing import number

Cell = str | int | Decimal | date | None
Rows = Sequence[Sequence[Cell]]
Words = Mapping[str, Mapping[str, str]]  # of a column: what people read by what the file holds
Row = dict[str, Any]
NONE = "–"  # a criterion of no section, below one that has one
FIRST_ROWS = 30
MEASURES = "Số đếm"


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its field, its heading, and how it is typed."""

    key: str
    heading: str
    kind: Kind
    wide: int


COLUMNS = (
    Column("", "STT", Kind.WHOLE, 6),
    Column("section", "Nội dung", Kind.LINE, 24),
    Column("label", "Tiêu chí", Kind.TEXT, 44),
    Column("target", "Chỉ tiêu", Kind.VALUE, 12),
    Column("points", "Điểm tối đa", Kind.NUMBER, 12),
    Column("method", "Cách tính", Kind.WORD, 34),
    Column("evidence", "Tài liệu kiểm chứng", Kind.LINES, 36),
    Column("code", "Mã", Kind.LINE, 18),
    Column("params", "Tham số", Kind.TEXT, 24),
    Column("form", "Cách lập số", Kind.WORD, 22),
    Column("numerator", "Tử số", Kind.TEXT, 30),
    Column("denominator", "Mẫu số", Kind.TEXT, 30),
    Column("norm", "Định mức", Kind.WHOLE, 10),
    Column("at_end", "Lấy đến cuối kỳ", Kind.FLAG, 10),
    Column("scope", "Phạm vi đếm", Kind.WORD, 30),
    Column("universe", "Đếm trên những gì", Kind.TEXT, 36),
    Column("date_basis", "Tính theo ngày nào", Kind.LINE, 20),
    Column("zero", "Khi mẫu số bằng 0", Kind.WORD, 30),
    Column("effect", "Tính vào", Kind.WORD, 18),
    Column("applies_to", "Áp dụng cho khối", Kind.LINES, 18),
    Column("pillar", "Trụ cột", Kind.LINE, 18),
    Column("source", "Nguồn của tiêu chí", Kind.TEXT, 36),
    Column("our_reading", "Cách đọc của chúng tôi", Kind.FLAG, 12),
)
MEASURE_COLUMNS = (
    Column("key", "Mã", Kind.LINE, 28),
    Column("label", "Tên số đếm", Kind.LINE, 44),
    Column("unit", "Đơn vị tính", Kind.LINE, 14),
    Column("kind", "Cách cộng", Kind.WORD, 30),
    Column("within", "Không được vượt", Kind.LINE, 28),
)
YES = "x"
INDICATOR = ("form", "numerator", "denominator", "norm", "at_end")
PARAM_KINDS: Mapping[ParamKind, Kind] = {
    ParamKind.POINTS: Kind.NUMBER,
    ParamKind.VALUE: Kind.VALUE,
    ParamKind.COUNT: Kind.WHOLE,
    ParamKind.BANDS: Kind.BANDS,
    ParamKind.VALUES: Kind.VALUES,
}


# ---- out ----


def criteria_rows(data: Mapping[str, Any], words: Words) -> list[list[str]]:
    """Write a draft's criteria as the cells of a sheet, heading first."""
    rows = [[column.heading for column in COLUMNS]]
    before = ""
    for index, criterion in enumerate(_tables(data, "criteria"), start=1):
        section = str(criterion.get("section", ""))
        cells = {column.key: _out(criterion, column, words) for column in COLUMNS}
        cells |= {"": str(index), "section": section or (NONE if before else "")}
        before = before or section
        rows.append([cells[column.key] for column in COLUMNS])
    return rows


def measure_rows(data: Mapping[str, Any], words: Words) -> list[list[str]]:
    """Write a draft's measures as the cells of a sheet, heading first."""
    rows = [[column.heading for column in MEASURE_COLUMNS]]
    return rows + [
        [_word(words, column, measure.get(column.key)) for column in MEASURE_COLUMNS]
        for measure in _tables(data, "measures")
    ]


def _out(criterion: Mapping[str, Any], column: Column, words: Words) -> str:
    indicator = criterion.get("indicator")
    if column.key in ("numerator", "denominator"):
        return _side_out(indicator, column.key)
    if column.key == "params":
        return "\n".join(_params_out(criterion))
    held = indicator if column.key in INDICATOR else criterion
    return _word(words, column, get(held if isinstance(held, Mapping) else {}, (column.key,)))


def _word(words: Words, column: Column, value: object) -> str:
    if column.kind is Kind.FLAG:
        return YES if value is True else ""
    known = words.get(column.key, {})
    return known.get(str(value), shown(column.kind, value))


def _side_out(indicator: object, side: str) -> str:
    if not isinstance(indicator, Mapping):
        return ""
    parts = indicator.get("parts") if indicator.get("form") in MANY_PARTS else [indicator]
    listed = parts if isinstance(parts, list) else []
    sums = [" + ".join(map(str, part.get(side) or [])) for part in listed]
    return "\n".join(sums)


def _params_out(criterion: Mapping[str, Any]) -> Iterator[str]:
    params = criterion.get("params")
    for key, value in params.items() if isinstance(params, Mapping) else ():
        text = shown(_param_kind(criterion.get("method"), key), value)
        yield f"{key}: {'; '.join(text.splitlines())}"


def _param_kind(method: object, key: str) -> Kind:
    found = METHODS.get(str(method))
    if found and key in found.params:
        return PARAM_KINDS[found.params[key].kind]
    return Kind.NUMBER if key in ("min", "max") else Kind.LINE


# ---- in ----


def taken(
    data: Mapping[str, Any], sheets: Sequence[tuple[str, Rows]], words: Words
) -> dict[str, Any]:
    """Put the criteria of a spreadsheet in place of a draft's, and its measures if it has any.

    Whole or not at all: every cell that cannot be read is named.
    """
    bad: list[RuleBroken] = []
    made = dict(data)
    tables = {name: _found(rows, COLUMNS, ("label", "points")) for name, rows in sheets}
    name = next((name for name, table in tables.items() if table), None)
    if name is None:
        raise RuleBroken("planning.no-table", headings="Tiêu chí, Điểm tối đa")
    made["criteria"] = list(_criteria(made, name, tables[name] or [], words, bad))
    for other, rows in sheets:
        if fold(other) == fold(MEASURES) and (table := _found(rows, MEASURE_COLUMNS, ("key",))):
            made["measures"] = [_measure(cells, words) for _, cells in table if _text(cells["key"])]
    if bad:
        raise RuleBroken("planning.table-cells", n=len(bad), problems=bad)
    return made


Table = list[tuple[int, dict[str, Cell]]]


def _found(rows: Rows, columns: Sequence[Column], needed: Sequence[str]) -> Table | None:
    """Find the heading, and give the rows below it by their columns; None where it is not there."""
    known = {fold(column.heading): column.key for column in columns}
    for at, row in enumerate(rows[:FIRST_ROWS]):
        places = {
            known[text]: place
            for place, cell in enumerate(row)
            if isinstance(cell, str) and (text := " ".join(fold(cell).split())) in known
        }
        if all(key in places for key in needed):
            return [
                (number, {key: _at(below, place) for key, place in places.items()})
                for number, below in enumerate(rows[at + 1 :], start=at + 2)
            ]
    return None


def _at(row: Sequence[Cell], place: int) -> Cell:
    cell = row[place] if place < len(row) else None
    return None if isinstance(cell, str) and not cell.strip() else cell


def _criteria(
    data: Mapping[str, Any], sheet: str, table: Table, words: Words, bad: list[RuleBroken]
) -> Iterator[Row]:
    held = _tables(data, "criteria")
    by_code = {str(row.get("code")): row for row in held}
    by_words = {fold(str(row.get("label"))): row for row in held}
    section = ""
    total = Fraction(0)
    for number_, cells in table:
        if cells.get("label") is None:
            found = _text(cells.get("section")) or _text(cells.get(""))
            if _is_total(found):
                _check_total(sheet, number_, cells, total, bad)
                return
            section = found or section
            continue
        stated = _text(cells.get("section"))
        section = "" if stated == NONE else stated or section
        code, label = _text(cells.get("code")), fold(_text(cells["label"]))
        base = by_code.get(code) or (by_words.get(label) if not code else None) or {}
        row = _criterion(sheet, number_, cells, dict(base), words, bad)
        row["section"] = section if section or stated else row.get("section", "")
        row.setdefault("code", _code(label))
        total += exact(row.get("points")) or 0
        yield {key: value for key, value in row.items() if value not in (None, "", [], {})}


def _is_total(text: str) -> bool:
    return fold(text).startswith(("tong", "cong"))


def _check_total(
    sheet: str, row: int, cells: Mapping[str, Cell], total: Fraction, bad: list[RuleBroken]
) -> None:
    stated = cells.get("points")
    if isinstance(stated, (int, Decimal)) and Fraction(stated) != total:
        facts = {"stated": shown(Kind.NUMBER, number(Fraction(stated)))}
        reason = RuleBroken(
            "planning.total-differs", found=shown(Kind.NUMBER, number(total)), **facts
        )
        bad.append(_cell(sheet, row, "Điểm tối đa", reason))


def _criterion(
    sheet: str,
    number_: int,
    cells: Mapping[str, Cell],
    row: Row,
    words: Words,
    bad: list[RuleBroken],
) -> Row:
    values: dict[str, object] = {}
    for column in COLUMNS[2:]:
        if column.key in cells:
            try:
                values[column.key] = _in(column, cells[column.key], words)
            except RuleBroken as broken:
                bad.append(_cell(sheet, number_, column.heading, broken))
    plain = {key: value for key, value in values.items() if key not in (*INDICATOR, "params")}
    row |= {key: value for key, value in plain.items() if value is not None or key in row}
    if "params" in values:
        row["params"] = _params_in(row.get("method"), values["params"], sheet, number_, bad)
    if any(key in values for key in INDICATOR):
        row["indicator"] = _indicator(row.get("indicator"), values)
    return row


def _in(column: Column, cell: Cell, words: Words) -> object:
    if cell is None:
        return None
    if column.key == "target" and isinstance(cell, Decimal):
        raise RuleBroken("planning.target-as-text", text=shown(Kind.NUMBER, number(Fraction(cell))))
    if isinstance(cell, (int, Decimal)) and column.kind in (Kind.NUMBER, Kind.VALUE):
        return number(Fraction(cell))
    text = _text(cell)
    if column.kind is Kind.FLAG:
        return fold(text) in (YES, "co", "dung", "1") or None
    if column.kind is Kind.WORD:
        by_words = {fold(label): key for key, label in words.get(column.key, {}).items()}
        found = by_words.get(fold(text), text)
        return None if (column.key, found) == ("effect", "criterion") else found
    return typed(column.kind, text)


def _params_in(
    method: object, text: object, sheet: str, row: int, bad: list[RuleBroken]
) -> dict[str, object]:
    found: dict[str, object] = {}
    for line in str(text or "").splitlines():
        key, _colon, value = line.partition(":")
        try:
            kind = _param_kind(method, key.strip())
            found[key.strip()] = typed(kind, "\n".join(value.split(";")))
        except RuleBroken as broken:
            bad.append(_cell(sheet, row, "Tham số", broken))
    return found


def _indicator(before: object, values: Mapping[str, object]) -> Row:
    row = dict(before) if isinstance(before, Mapping) else {}
    form = values.get("form") or row.get("form") or "ratio"
    above, below = (_sums(values.get(side)) for side in ("numerator", "denominator"))
    kept = {key: values.get(key, row.get(key)) for key in ("norm", "at_end")}
    made: Row = {"form": form}
    if "numerator" not in values:
        made = row | made
    elif form in MANY_PARTS:
        lines = range(max(len(above), len(below)))
        made["parts"] = [
            {"numerator": _line(above, at), "denominator": _line(below, at)} for at in lines
        ]
    else:
        made["numerator"] = _line(above, 0)
        if form not in WITHOUT_DENOMINATOR:
            made["denominator"] = _line(below, 0)
    made |= {key: value for key, value in kept.items() if value}
    return {key: value for key, value in made.items() if value}


def _sums(text: object) -> list[list[str]]:
    lines = str(text or "").splitlines()
    return [[each.strip() for each in line.split("+") if each.strip()] for line in lines]


def _line(lines: list[list[str]], at: int) -> list[str]:
    return lines[at] if at < len(lines) else []


def _measure(cells: Mapping[str, Cell], words: Words) -> Row:
    found = {column.key: _in(column, cells.get(column.key), words) for column in MEASURE_COLUMNS}
    return {key: value for key, value in found.items() if value}


def _cell(sheet: str, row: int, column: str, reason: RuleBroken) -> RuleBroken:
    return RuleBroken("planning.cell", sheet=sheet, row=row, column=column, reason=reason)


def _text(cell: Cell) -> str:
    if isinstance(cell, Decimal):
        return shown(Kind.NUMBER, number(Fraction(cell)))
    return "" if cell is None else str(cell).strip()


def _code(label: str) -> str:
    """Make a code of a criterion's words, for one that was never in the draft."""
    words = "".join(sign if sign.isascii() and sign.isalnum() else " " for sign in label).split()
    return "-".join(words)[:60].strip("-")


def _tables(data: Mapping[str, Any], key: str) -> list[Mapping[str, Any]]:
    found = data.get(key)
    return [row for row in found if isinstance(row, Mapping)] if isinstance(found, list) else []
