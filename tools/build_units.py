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
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
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
    "31480": ["31480"],  # Long Phú, Long Mỹ: Long Phú 1 8, Long Phú 62
    "31483": ["31495"],  # Thuận Hưng, Long Mỹ: Xà Phiên 3, Mỹ Hương 38
    "31582": ["31582"],  # Phú Tân, Châu Thành (Sóc Trăng): Thuận Hòa 3, Phú Hữu 28
    "31606": ["31591"],  # Thuận Hưng, Mỹ Tú: Mỹ Hương 1, Xà Phiên 37
    "31657": ["31654"],  # Phú Hữu, Long Phú: Trường Khánh 3, Phú Hữu 33
    "31666": ["31666"],  # Tân Thạnh, Long Phú: Tân Thạnh 7, Trường Thành 74
    "31669": ["31639"],  # Long Phú, Long Phú: Long Phú 3, Long Phú 1 54
    "31714": ["31726"],  # Thạnh Quới, Mỹ Xuyên: Gia Hòa 0, Thạnh Quới 99
    "31741": ["31741"],  # Tân Long, Ngã Năm: Tân Long 1, Thạnh Hòa 40
    "31744": ["31741"],  # Long Bình, Ngã Năm: Tân Long 4, Long Bình 22
}

RESPELLED = {"04603", "25225", "26119"}  # one name in two spellings: Tà Si and Tà Xi Láng, …
ASHORE = {"22736", "22737", "22739"}  # the package puts Trường Sa's old communes near Nha Trang
FARTHEST = 50  # kilometres; a new commune farther than this from all it came from is misplaced

UNIT_COLUMNS = ("id", "level", "kind", "name", "parent", "code", "from", "to", "lat", "lon")
CHANGE_COLUMNS = ("unit", "on", "parent", "name")
SUCCESSION_COLUMNS = ("predecessor", "successor", "on", "share")


@click.command()
def build() -> None:
    """Write units.csv, changes.csv and successions.csv, after checking them."""
    with resources.as_file(resources.files("vietnamadminunits") / "data") as data:
        old, new = _table(data, "admin_units_legacy"), _table(data, "admin_units")
        mapping = json.loads((data / "converter_2025.json").read_text("utf-8"))
    old_by_code = {_code(row): row for row in old}
    new_by_code = {row["wardCode"]: row for row in new}
    taken_over = _successors(mapping, old, new)
    _replace_namesakes(taken_over, old_by_code, new_by_code)
    came_from = _inverted(taken_over)
    kept = {
        code
        for code, row in new_by_code.items()
        if _is_kept(row, came_from[code], taken_over, old_by_code)
    }
    provinces = _provinces(mapping, old, new)
    units = [
        {"id": "vn", "level": "country", "kind": "country", "name": "Việt Nam"},
        *_old_provinces(old, provinces),
        *_districts(old),
        *(_old_commune(row, kept) for row in old if row["wardCode"]),
        *_new_provinces(new, provinces),
        *(
            _new_commune(row, provinces, [old_by_code[code] for code in came_from[code_]])
            for code_, row in new_by_code.items()
            if code_ not in kept
        ),
    ]
    changes = [_change(new_by_code[code], old_by_code[code], provinces) for code in sorted(kept)]
    successions = [
        *_province_successions(provinces),
        *_commune_successions(taken_over, old_by_code, kept),
    ]
    _check_counts(units, changes)
    _write("units.csv", UNIT_COLUMNS, units)
    _write("changes.csv", CHANGE_COLUMNS, changes)
    _write("successions.csv", SUCCESSION_COLUMNS, successions)
    version = metadata.version("vietnamadminunits")
    undeclared = sum(1 for row in successions if not row["share"])
    click.echo(f"vietnamadminunits {version}", err=True)
    click.echo(f"{len(units)} units, {len(kept)} communes kept", err=True)
    click.echo(f"{len(successions)} successions, {undeclared} without share", err=True)


def _table(data: Path, name: str) -> list[Row]:
    with sqlite3.connect(data / "dataset.db") as connection:
        connection.row_factory = sqlite3.Row
        return [dict(row) for row in connection.execute(f"SELECT * FROM {name}")]  # noqa: S608 - own names


def _code(row: Row) -> str:
    """Give the code of an old commune, or of an island district that had no communes."""
    code: str = row["wardCode"] or row["districtCode"]
    return code


def _id(row: Row) -> str:
    return f"c{row['wardCode']}" if row["wardCode"] else f"d{row['districtCode']}"


def _successors(mapping: Row, old: Iterable[Row], new: Iterable[Row]) -> dict[str, list[str]]:
    """Say by codes what the package says by folded names."""
    old_codes = {
        f"{row['provinceKey']}_{row['districtKey']}_{row['wardKey'] or ''}": _code(row)
        for row in old
    }
    new_codes = {(row["provinceKey"], row["wardKey"]): row["wardCode"] for row in new}
    found: dict[str, list[str]] = {}
    for province, communes in mapping["DICT_PROVINCE_WARD_NO_DIVIDED"].items():
        for key, keys in communes.items():
            for old_key in keys:
                found[old_codes[old_key]] = [new_codes[province, key]]
    for province, divided in mapping["DICT_PROVINCE_WARD_DIVIDED"].items():
        for old_key, parts in divided.items():
            codes = [new_codes[province, part["newWardKey"]] for part in parts]
            found[old_codes[old_key]] = sorted(codes)
    if found.keys() != set(old_codes.values()):
        sys.exit("An old commune has no successor.")
    return found


def _replace_namesakes(
    taken_over: dict[str, list[str]], old: Mapping[str, Row], new: Mapping[str, Row]
) -> None:
    """Put the true successors in place of those of communes that only share a name."""
    found = _namesakes(taken_over, old, new)
    if found != NAMESAKES.keys():
        differing = sorted(found ^ NAMESAKES.keys())
        sys.exit(f"Communes of one name, to be judged by hand: {differing}")
    for code, successors in NAMESAKES.items():
        if not set(successors) < set(taken_over[code]):
            sys.exit(f"{code}: {successors} is not among {taken_over[code]}")
        taken_over[code] = successors


def _namesakes(
    taken_over: Mapping[str, list[str]], old: Mapping[str, Row], new: Mapping[str, Row]
) -> set[str]:
    """Find the divided communes that share a successor with one of the same name elsewhere."""
    groups: dict[tuple[str, str], list[str]] = defaultdict(list)
    for code, row in old.items():
        if row["wardCode"]:
            province = new[taken_over[code][0]]["provinceCode"]
            groups[province, _kind_and_name("commune", row["ward"])[1]].append(code)
    return {
        code
        for codes in groups.values()
        for code in codes
        if len(taken_over[code]) > 1
        and any(
            set(taken_over[code]) & set(taken_over[other])
            for other in codes
            if old[other]["districtCode"] != old[code]["districtCode"]
        )
    }


def _inverted(taken_over: Mapping[str, list[str]]) -> Mapping[str, list[str]]:
    came_from: dict[str, list[str]] = defaultdict(list)
    for predecessor, successors in taken_over.items():
        for successor in successors:
            came_from[successor].append(predecessor)
    return came_from


def _is_kept(
    row: Row, came_from: list[str], taken_over: Mapping[str, list[str]], old: Mapping[str, Row]
) -> bool:
    """Whether the reform left a commune as it was: one unit, going on under another parent."""
    code = row["wardCode"]
    if came_from != [code] or taken_over[code] != [code]:
        return False
    kind, name = _kind_and_name("commune", row["ward"])
    old_kind, old_name = _kind_and_name("commune", old[code]["ward"])
    same = name.casefold() == old_name.casefold() or code in RESPELLED
    return kind == old_kind and same


def _kind_and_name(level: str, full: str) -> tuple[str, str]:
    for (of, words), kind in KINDS.items():
        if of == level and full.casefold().startswith(f"{words} "):
            return kind, full[len(words) + 1 :].strip()
    sys.exit(f"No kind for the {level} {full}")


class _Provinces:
    """Which provinces merged into which: by code, and the ids of the new ones."""

    def __init__(self, merged: Mapping[str, list[str]]) -> None:
        self.merged = merged
        self.kept = {code for code, codes in merged.items() if codes == [code]}

    def id(self, code: str) -> str:
        return f"p{code}" if code in self.kept else f"p{code}-2025"


def _provinces(mapping: Row, old: Iterable[Row], new: Iterable[Row]) -> _Provinces:
    old_codes = {row["provinceKey"]: row["provinceCode"] for row in old}
    new_codes = {row["provinceKey"]: row["provinceCode"] for row in new}
    return _Provinces(
        {
            new_codes[key]: sorted(old_codes[one] for one in keys)
            for key, keys in sorted(mapping["DICT_PROVINCE"].items())
        }
    )


def _old_provinces(old: Iterable[Row], provinces: _Provinces) -> Iterator[Row]:
    for row in {row["provinceCode"]: row for row in old}.values():
        code = row["provinceCode"]
        yield {
            **_named("province", row["province"]),
            **_point(row["provinceLat"], row["provinceLon"]),
            "id": f"p{code}",
            "parent": "vn",
            "code": code,
            "to": "" if code in provinces.kept else REFORM,
        }


def _districts(old: Iterable[Row]) -> Iterator[Row]:
    for row in {row["districtCode"]: row for row in old}.values():
        yield {
            **_named("district", row["district"]),
            **_point(row["districtLat"], row["districtLon"]),
            "id": f"d{row['districtCode']}",
            "parent": f"p{row['provinceCode']}",
            "code": row["districtCode"],
            "to": REFORM,
        }


def _old_commune(row: Row, kept: set[str]) -> Row:
    point = {} if row["wardCode"] in ASHORE else _point(row["wardLat"], row["wardLon"])
    return {
        **_named("commune", row["ward"]),
        **point,
        "id": f"c{row['wardCode']}",
        "parent": f"d{row['districtCode']}",
        "code": row["wardCode"],
        "to": "" if row["wardCode"] in kept else REFORM,
    }


def _new_provinces(new: Iterable[Row], provinces: _Provinces) -> Iterator[Row]:
    for row in {row["provinceCode"]: row for row in new}.values():
        if row["provinceCode"] not in provinces.kept:
            yield {
                **_named("province", row["province"]),
                **_point(row["provinceLat"], row["provinceLon"]),
                "id": provinces.id(row["provinceCode"]),
                "parent": "vn",
                "code": row["provinceCode"],
                "from": REFORM,
            }


def _new_commune(row: Row, provinces: _Provinces, came_from: Iterable[Row]) -> Row:
    return {
        **_named("commune", row["ward"]),
        **({} if _misplaced(row, came_from) else _point(row["wardLat"], row["wardLon"])),
        "id": f"c{row['wardCode']}-2025",
        "parent": provinces.id(row["provinceCode"]),
        "code": row["wardCode"],
        "from": REFORM,
    }


def _named(level: str, full: str) -> Row:
    kind, name = _kind_and_name(level, full)
    return {"level": level, "kind": kind, "name": name}


def _point(latitude: float | None, longitude: float | None) -> Row:
    if latitude is None or longitude is None:
        return {}
    return {"lat": f"{latitude:.5f}", "lon": f"{longitude:.5f}"}


def _misplaced(row: Row, came_from: Iterable[Row]) -> bool:
    points = [
        (one["wardLat"], one["wardLon"])
        for one in came_from
        if one["wardLat"] is not None and one["wardCode"] not in ASHORE
    ]
    here = row["wardLat"], row["wardLon"]
    return bool(points) and min(_kilometres(here, point) for point in points) > FARTHEST


def _kilometres(one: tuple[float, float], other: tuple[float, float]) -> float:
    north = math.radians(other[0] - one[0])
    east = math.radians(other[1] - one[1]) * math.cos(math.radians((one[0] + other[0]) / 2))
    return 6371 * math.hypot(north, east)


def _change(row: Row, before: Row, provinces: _Provinces) -> Row:
    _, name = _kind_and_name("commune", row["ward"])
    _, old_name = _kind_and_name("commune", before["ward"])
    return {
        "unit": f"c{row['wardCode']}",
        "on": REFORM,
        "parent": provinces.id(row["provinceCode"]),
        "name": "" if name == old_name else name,
    }


def _province_successions(provinces: _Provinces) -> Iterator[Row]:
    for code, codes in provinces.merged.items():
        for predecessor in codes:
            if code not in provinces.kept:
                yield _succession(f"p{predecessor}", provinces.id(code), "1")


def _commune_successions(
    taken_over: Mapping[str, list[str]], old: Mapping[str, Row], kept: set[str]
) -> Iterator[Row]:
    for code, successors in sorted(taken_over.items()):
        if code not in kept:
            share = "1" if len(successors) == 1 else ""
            for successor in successors:
                yield _succession(_id(old[code]), f"c{successor}-2025", share)


def _succession(predecessor: str, successor: str, share: str) -> Row:
    return {"predecessor": predecessor, "successor": successor, "on": REFORM, "share": share}


def _check_counts(units: Iterable[Row], changes: Iterable[Row]) -> None:
    before = Counter(row["level"] for row in units if not row.get("from"))
    after = Counter(row["level"] for row in units if not row.get("to"))
    moved = {row["unit"] for row in changes}
    orphans = [row["id"] for row in units if row["level"] == "commune" and not row.get("to")
               and row["parent"].startswith("d") and row["id"] not in moved]  # fmt: skip
    for found, expected in ((before, BEFORE), (after, AFTER)):
        for level, count in expected.items():
            if found[level] != count:
                sys.exit(f"{found[level]} {level} units, not {count}")
    if orphans:
        sys.exit(f"Communes under an abolished district: {orphans}")


def _write(name: str, columns: Sequence[str], rows: Iterable[Row]) -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    with (FOLDER / name).open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, lineterminator="\n", restval="")
        writer.writeheader()
        writer.writerows(rows)


if __name__ == "__main__":
    build()
