"""The data files that stand beside the package, and the list of who can sign in to try it."""

import csv
import os
import secrets
import tomllib
from pathlib import Path

from django.conf import settings

from thidua.counting.rules import Measure, MeasureKind
from thidua.procedures.rules import Version
from thidua.procedures.rules.rows import read_table
from thidua.spreadsheets.rules import Sheet

ROOT = Path(__file__).resolve().parents[3]


def figures() -> str:
    """Read the file of published figures."""
    return (ROOT / "data/figures/published.csv").read_text("utf-8")


def measures() -> tuple[Measure, ...]:
    """Read the catalogue of measures."""
    found = tomllib.loads((ROOT / "data/measures.toml").read_text("utf-8"))["measures"]
    return tuple(
        Measure(row["key"], row["label"], row["unit"], MeasureKind(row["kind"]), row.get("within"))
        for row in found
    )


def closed_plan() -> bytes:
    """Read the published plan of the closed campaign."""
    return (ROOT / "rubrics/60-ngay-dem-2024.toml").read_bytes()


def procedures() -> tuple[Version, ...]:
    """Read the simulated catalogue of procedures."""
    lines = (ROOT / "data/procedures/simulated.csv").read_text("utf-8").splitlines()
    rows = tuple(tuple(row) for row in csv.reader(lines))
    return read_table(Sheet("simulated", hidden=False, rows=rows), generated=True).versions


def sign_in_file() -> Path:
    """Say where the sign-ins of the demonstration stand."""
    return Path(settings.STORE) / "sign-in.txt"


def keep_sign_in(name: str) -> str:
    """Make a password for somebody who only exists here, and write it for the store's owner alone."""
    password = secrets.token_urlsafe(12)
    descriptor = os.open(sign_in_file(), os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    with os.fdopen(descriptor, "a") as file:
        file.write(f"{name}\t{password}\n")
    return password
