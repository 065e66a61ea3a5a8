"""The rules of the house that imports cannot show, and proof that each of them bites."""

import ast
import os
import re
import shutil
import statistics
import subprocess
import sys
import tomllib
from importlib import import_module

import pytest

import source

MODULES = list(source.modules())
OUTSIDE_APPS = {"kernel", "site", "verify"}
APPS = sorted(
    path.name
    for path in source.PACKAGE.iterdir()
    if (path / "__init__.py").exists() and path.name not in OUTSIDE_APPS
)
FILES = {
    "__init__", "urls", "views", "cli", "admin", "tasks", "forms", "actions",
    "models", "outside", "rules", "templates", "static", "migrations", "apps",
}  # fmt: skip

# What writes and is neither an action nor marked: the machinery of `@action` itself.
MACHINERY = {"thidua.ledger.actions.perform", "thidua.counting.actions.storing.store"}

# What writes and is no event, each with its reason.
UNLOGGED = {
    "thidua.accounts.actions.create_person": "an account is personal data; its seats are events",
    "thidua.accounts.actions.set_password": "a password is nobody's business but its owner's",
    "thidua.ledger.actions.sequence": "it gives events their places; the log itself is the record",
    "thidua.counting.actions.register_measures": "a measure is named by a published plan",
    "thidua.planning.actions.begin": "a draft is nobody's business until it is handed in",
    "thidua.planning.actions.change": "so is every change of it",
    "thidua.planning.actions.drop": "and its end",
    "thidua.imports.actions.keep": "a file between two pages is nobody's event; it goes after a day",
    "thidua.imports.actions.map_upload": "how a source is read says nothing about counts",
    "thidua.imports.actions.choose_units": "the same: which name means whom, until a file is taken",
    "thidua.imports.actions.finish": "it calls the action that takes, and lets the file go",
    "thidua.counting.actions.open_window": "sums of counted facts, made again at any time",
    "thidua.archive.actions.store": "an upload to a draft; what files it names the SHA-256",
    "thidua.archive.actions.reuse": "the same, of a file that is there already",
    "thidua.archive.actions.end": "and its end",
    "thidua.archive.actions.sweep": "it removes what nobody holds",
    "thidua.onestop.actions.signing.sign": "it judges a signature and calls the action that finishes",
    "thidua.onestop.actions.signing.attest": "the act that a sheet is signed for names it",
    "thidua.onestop.actions.setting.look_at": "who looked at a person's data is nobody else's business",
    "thidua.mirror.actions.keep": "a list between two pages, by its known columns; it goes after a day",
    "thidua.mirror.actions.finish": "it calls the action that takes, and lets the list go",
    "thidua.mirror.actions.look_at": "who looked at a dossier is nobody else's business",
    "thidua.tracking.actions.trying.attempt": "attempts are counted for minutes, then forgotten",
    "thidua.tracking.actions.trying.forgive": "and taken back where they were right",
    "thidua.petitions.actions.look_at": "who read a petition is its petitioner's business alone",
    "thidua.residents.actions.amend": "what a resident says of themselves is personal data",
    "thidua.filing.actions.drafts.begin": "a dossier that is being written is nobody's business",
    "thidua.filing.actions.drafts.write": "so is every change of it",
    "thidua.filing.actions.drafts.attach": "what it brings",
    "thidua.filing.actions.drafts.choose": "what it uses again",
    "thidua.filing.actions.drafts.leave": "what it leaves out",
    "thidua.filing.actions.drafts.drop": "its end",
    "thidua.filing.actions.drafts.expire": "and its end by age",
    "thidua.filing.actions.drafts.file": "it calls the action that files, and lets the draft go",
    "thidua.filing.actions.papers.supplement": "it stores files and calls the action that brings them",
    "thidua.filing.actions.papers.take_home": "what residents take home is their own business",
    "thidua.filing.actions.papers.let_go": "so is what they hold no more",
    "thidua.simulated.actions.sign_up": "an account is personal data, also of nobody",
    "thidua.bulletins.actions.set_letterhead": "it holds the name of who signs, and counts nothing",
}


def where(found):
    return [f"{module.name}:{line}" for module, lines in found for line in lines]


def test_only_actions_write():
    found = [(m, source.writes(m.tree)) for m in MODULES if m.part != "actions"]
    assert where(found) == []


def test_only_screens_read_the_clock():
    """The site's middleware asks who may do something today, on behalf of every view."""
    screens = source.SCREENS | {"middleware"}
    found = [(m, source.clocks(m.tree)) for m in MODULES if m.part not in screens]
    assert where(found) == []


def test_what_writes_is_an_action_or_says_that_it_is_unlogged():
    silent = {
        f"{module.name}.{name}"
        for module in MODULES
        if module.part == "actions"
        for name, marks in source.writing_functions(module.tree).items()
        if not marks & {"action", "unlogged"}
    }
    assert silent == MACHINERY


def test_the_unlogged_are_listed_with_their_reason():
    marked = {
        f"{module.name}.{function.name}"
        for module in MODULES
        for function in source.functions(module.tree)
        if any(ast.unparse(mark).endswith("unlogged") for mark in function.decorator_list)
    }
    assert marked == UNLOGGED.keys()


@pytest.mark.parametrize("app", APPS)
def test_an_app_has_only_the_known_files(app):
    found = {path.stem for path in (source.PACKAGE / app).iterdir() if path.name != "__pycache__"}
    assert found <= FILES


def test_the_import_contract_knows_every_app():
    contracts = tomllib.loads((source.ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]
    files = next(item for item in contracts["contracts"] if item["id"] == "files")
    assert sorted(files["containers"]) == [f"thidua.{app}" for app in APPS]


def test_no_function_is_longer_than_60_lines():
    long = [
        f"{module.name}.{function.name}: {source.length(function)}"
        for module in MODULES
        for function in source.functions(module.tree)
        if source.length(function) > 60
    ]
    assert long == []


def test_half_of_all_functions_have_at_most_8_lines():
    lengths = [source.length(f) for module in MODULES for f in source.functions(module.tree)]
    assert statistics.median(lengths) <= 8


def test_no_module_is_longer_than_400_lines():
    sizes = {module.name: module.text.count("\n") for module in MODULES}
    assert {name: size for name, size in sizes.items() if size > 400} == {}


@pytest.mark.parametrize("app", [*APPS, *sorted(OUTSIDE_APPS)])
def test_no_app_is_longer_than_2000_lines(app):
    """The catalogue of sentences is no code: docs/decisions/0009-the-catalogue-is-words.md."""
    own = [module for module in MODULES if module.app == app and not source.is_catalogue(module)]
    assert sum(module.text.count("\n") for module in own) <= 2000


def test_every_rule_and_action_and_the_kernel_is_measured():
    """Coverage counts what is imported: see `[tool.coverage.run]`."""
    measured = [m.name for m in MODULES if m.app == "kernel" or m.part in {"rules", "actions"}]
    assert measured
    for name in measured:
        import_module(name)


def test_nothing_is_silenced_without_a_reason():
    silent = [
        f"{module.name}: {line.strip()}"
        for module in MODULES
        for line in module.text.splitlines()
        if re.search(r"(noqa: [A-Z0-9, ]+|type: ignore(\[[\w, -]+\])?|pragma: no cover)\s*$", line)
        or "# noqa\n" in f"{line}\n"
    ]
    assert silent == []


# ---- each check finds what is planted ----


@pytest.mark.parametrize(
    "planted",
    [
        "Dossier(code='H1').save()",
        "Dossier.objects.create(code='H1')",
        "Dossier.objects.filter(code='H1').update(stage='done')",
        "dossier.delete()",
        "Dossier.objects.bulk_create(rows)",
        "cursor.execute('UPDATE onestop_dossier SET stage = 1')",
        "cursor.execute(f'INSERT INTO {table} VALUES (1)')",
    ],
)
def test_a_planted_write_is_found(planted):
    assert source.writes(ast.parse(planted)) == [1]


@pytest.mark.parametrize("harmless", ["seen.update(more)", "digest.update(b'x')", "a = {'x': 1}"])
def test_what_only_looks_like_a_write_is_left_alone(harmless):
    assert source.writes(ast.parse(harmless)) == []


@pytest.mark.parametrize(
    "planted",
    [
        "at = timezone.now()",
        "day = date.today()",
        "day = timezone.localdate()",
        "from django.utils.timezone import now",
        "at = models.DateTimeField(auto_now_add=True)",
        "at = models.DateTimeField(default=timezone.now)",
    ],
)
def test_a_planted_clock_is_found(planted):
    assert source.clocks(ast.parse(planted)) == [1]


def test_turning_a_given_instant_into_a_day_reads_no_clock():
    assert source.clocks(ast.parse("day = timezone.localtime(at, zone).date()")) == []


def test_a_writer_without_a_mark_is_found_through_its_private_functions():
    planted = """
def _store(row):
    row.save()

def _keep(row):
    _store(row)

@action
def marked(*, row):
    _keep(row)

def silent(*, row):
    _keep(row)

def reading(*, row):
    return row
"""
    assert source.writing_functions(ast.parse(planted)) == {"marked": {"action"}, "silent": set()}


def lint(folder):
    """Run the contracts of pyproject.toml over the package in `folder`."""
    command = [sys.executable, "-c", "from importlinter.cli import lint_imports_command as c; c()"]
    done = subprocess.run(
        [*command, "--no-cache"],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(folder / "src"), "NO_COLOR": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, done.stdout


@pytest.fixture(scope="module")
def copy(tmp_path_factory):
    """Copy the package, so that something may be planted in it."""
    folder = tmp_path_factory.mktemp("planted")
    shutil.copy(source.ROOT / "pyproject.toml", folder)
    shutil.copytree(
        source.PACKAGE, folder / "src" / "thidua", ignore=shutil.ignore_patterns("__pycache__")
    )
    return folder


PLANTS = [
    ("Rules are pure", "counting.rules", "from django.db import models"),
    ("Rules are pure", "ledger.rules", "import random"),
    ("Rules are pure", "kernel.periods", "import os"),
    ("Rules are pure", "units.rules", "from thidua.units import models"),
    ("Inside an app, files import downwards", "units.helpers", "x = 1"),
    ("Inside an app, files import downwards", "portal.services", "x = 1"),
    ("Inside an app, files import downwards", "units.models", "import thidua.units.actions"),
    ("Apps import downwards", "lottery", "x = 1"),
    ("Apps import downwards", "kernel.periods", "import thidua.units.rules"),
    ("Apps import downwards", "units.rules", "import thidua.counting.rules"),
    ("Only the site and an app's own", "portal.views", "import thidua.counting.cli"),
    ("What only reads imports no actions", "portal.views", "import thidua.counting.actions"),
    ("The verifier stands on the kernel", "verify", "import thidua.ledger.models"),
    ("The verifier stands on the kernel", "verify", "import cryptography"),
]


def test_the_contracts_are_kept(copy):
    code, said = lint(copy)
    assert code == 0, said


@pytest.mark.parametrize(("contract", "module", "planted"), PLANTS)
def test_a_planted_import_breaks_its_contract(copy, contract, module, planted):
    place = (copy / "src" / "thidua").joinpath(*module.split("."))
    file = place / "__init__.py" if place.is_dir() else place.with_suffix(".py")
    before = file.read_text() if file.exists() else None
    file.write_text(f"{before or ''}\n{planted}\n")
    try:
        code, said = lint(copy)
    finally:
        file.unlink() if before is None else file.write_text(before)
    assert code == 1, said
    assert re.search(rf"{re.escape(contract)}.* BROKEN", said)
