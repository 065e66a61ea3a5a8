"""Print the reference pages from the code: `tools/docs.py write`, or `check` to compare only."""

import argparse
import ast
import difflib
import os
import subprocess
import sys
import tempfile
import textwrap
import tomllib
from collections.abc import Callable, Iterator, Mapping
from importlib import import_module
from pathlib import Path
from typing import Any

import django

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "src" / "thidua"
EXAMPLES = (
    "Every example here is a test (`tests/spec/`): what stands on this page is what the product "
    "does. Those of the methods have [a page of their own](methods.md)."
)
METHODS_BY_EXAMPLE = ROOT / "tests" / "spec" / "test_standings_methods.py"
MOST_CASES = 40  # longer lists of examples stay in the test
MOST_LINES = 12  # so do longer examples
NOTICE = "<!-- Printed by `make docs`; change the code, not this page. -->\n"


def glossary() -> str:
    """Print the dictionary, ordered as Vietnamese is."""
    from thidua.kernel.text import sort_key

    terms = tomllib.loads((ROOT / "glossary.toml").read_text(encoding="utf-8"))["term"]
    rows = [
        [
            ", ".join(term["vi"]) + (f" ({term['sense']})" if "sense" in term else ""),
            ", ".join(f"`{word}`" for word in term["code"]),
            term["means"],
            term.get("english", ""),
            term.get("law", ""),
            ", ".join(f"`{word}`" for word in term.get("never", [])),
        ]
        for term in sorted(terms, key=lambda term: sort_key(term["vi"][0]))
    ]
    head = ["Vietnamese", "In code", "Is", "Law's or press's English", "Source", "Never"]
    return (
        "# The dictionary\n\nOne thing, one word: in tables, addresses, events, commands and code. "
        "Its source is [glossary.toml](../glossary.toml).\n\n" + _table(head, rows)
    )


def settings() -> str:
    """Print what an installation can set."""
    from thidua.site.settings import ENVIRONMENT

    rows = [
        [f"`{name}`", f"`{default}`" if default else "", meaning]
        for name, (default, meaning) in ENVIRONMENT.items()
    ]
    return (
        "# Settings\n\nEverything that differs between installations is read from the "
        "environment.\n\n" + _table(["Variable", "Unless set", "Is"], rows)
    )


def messages() -> str:
    """Print every broken rule with its status and words."""
    from thidua.kernel.messages import MESSAGES

    rows = [
        [f"`{code}`", str(message.status), _slots(message.vi), _slots(message.en)]
        for code, message in sorted(MESSAGES.items())
    ]
    return (
        "# Messages\n\nWhat is refused, with the code that never changes, the HTTP status, and the "
        "words. On the command line each ends with exit code 3.\n\n"
        + _table(["Code", "Status", "Tiếng Việt", "English"], rows)
    )


def events() -> str:
    """Print the kinds of events, with the action that causes each."""
    django.setup()
    rows = sorted(_event_rows())
    return (
        "# Events\n\nWhat the ledger holds: each action returns one event, in the past tense. The "
        "format of a leaf is fixed; public fields are seen by everybody.\n\n"
        + _table(["Kind", "Action", "What was done"], rows)
    )


def _event_rows() -> Iterator[list[str]]:
    for path in (*PACKAGE.glob("*/actions.py"), *PACKAGE.glob("*/actions/*.py")):
        app = path.relative_to(PACKAGE).parts[0]
        for function in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(function, ast.FunctionDef) and not function.name.startswith("_"):
                said = (ast.get_docstring(function) or "").partition("\n")[0]
                for kind in _kinds(function, app):
                    yield [f"`{kind}`", f"`{app}.{function.name}`", said]


def _kinds(function: ast.FunctionDef, app: str) -> Iterator[str]:
    """Find the kinds of the events that a function makes, itself or by its module's `_event`."""
    actions = import_module(f"thidua.{app}.actions")
    for node in ast.walk(function):
        if isinstance(node, ast.Call) and node.args:
            maker, kind = ast.unparse(node.func), node.args[0]
            if maker == "Event" and isinstance(kind, ast.Name) and hasattr(actions, kind.id):
                yield getattr(actions, kind.id)
            elif maker in {"Event", "_event"} and isinstance(kind, ast.Constant):
                name = str(kind.value)
                yield name if maker == "Event" else f"{app}.{name}"


def command_line() -> str:
    """Print the help of every command."""
    django.setup()
    from thidua.site.cli import program

    parts = [
        f"## {path}\n\n```text\n{text.rstrip()}\n```\n"
        for path, text in [*_helps(program(), "thidua"), *_verify_helps()]
    ]
    return (
        "# The command line\n\n`thidua NOUN VERB`. Tables come tab-separated on stdout, words on "
        "stderr. Exit codes: 0 good, 1 a bug, 2 wrong usage, 3 refused (the reason is on "
        "stderr).\n\n" + "\n".join(parts)
    )


def _helps(command: Any, path: str) -> Iterator[tuple[str, str]]:  # noqa: ANN401 - click's own
    import click

    context = click.Context(command, info_name=path, max_content_width=90, terminal_width=90)
    yield path, command.get_help(context)
    for name, child in sorted(getattr(command, "commands", {}).items()):
        yield from _helps(child, f"{path} {name}")


def _verify_helps() -> Iterator[tuple[str, str]]:
    from thidua.verify.__main__ import COMMANDS

    for verb in [[], *([name] for name in COMMANDS)]:
        command = [sys.executable, "-m", "thidua.verify", *verb, "--help"]
        done = subprocess.run(command, capture_output=True, text=True, check=True)
        yield " ".join(["thidua verify", *verb]), done.stdout


def methods() -> str:
    """Print the closed table of methods, and the worked examples of each."""
    from thidua.plans.rules.methods import METHODS

    rows = [
        [
            f"`{name}`",
            str(method.value),
            str(method.target),
            ", ".join(
                f"`{param}`" + ("" if kind.required else " (optional)")
                for param, kind in method.params.items()
            ),
        ]
        for name, method in METHODS.items()
    ]
    head = ["Method", "Takes a", "Target", "Parameters"]
    return (
        "# Methods\n\nHow a criterion's value becomes points. A plan names one of these and gives "
        "its parameters; there is no expression language "
        "([why](../decisions/0004-no-expression-language.md)).\n\n"
        + _table(head, rows)
        + "\n"
        + _spec(METHODS_BY_EXAMPLE)
    )


def dossiers() -> str:
    """Print how a dossier goes on: the statuses, the table of acts, and the table as a picture."""
    from thidua.dossiers.rules.steps import ACT_NAMES, ACTS, STATUS_NAMES, STEP_NAMES

    def where(state: Any) -> str:  # noqa: ANN401 - a State
        return f"{int(state.status)} {STATUS_NAMES[state.status]} · {STEP_NAMES[state.step]}"

    rows = [
        [
            f"`{each.act}`",
            ACT_NAMES[each.act],
            where(each.before),
            where(each.after),
            ", ".join(sorted(f"`{owner}`" for owner in each.owners)),
        ]
        for each in ACTS
    ]
    lines = [
        f"    s{each.before.status}_{each.before.step} --> s{each.after.status}_{each.after.step}: "
        f"{ACT_NAMES[each.act]}"
        for each in ACTS
        if each.before != each.after
    ]
    states = sorted({state for each in ACTS for state in (each.before, each.after)})
    names = [f'    state "{where(state)}" as s{state.status}_{state.step}' for state in states]
    picture = "\n".join(["```mermaid", "stateDiagram-v2", *names, *lines, "```"])
    return (
        "# The way of a dossier\n\nThe ten statuses of the national portal and the five steps, with "
        "who may do what when: `dossiers.rules.steps.ACTS`. How statuses follow each other is derived "
        "from systems in use (our reading).\n\n"
        + _table(["Act", "In Vietnamese", "From", "To", "By"], rows)
        + f"\n{picture}\n"
    )


def examples() -> str:
    """Print the worked examples of the rules, which are tests."""
    specs = sorted(set((ROOT / "tests" / "spec").glob("test_*.py")) - {METHODS_BY_EXAMPLE})
    return "\n".join(["# The rules by example\n", f"{EXAMPLES}\n", *map(_spec, specs)])


def _spec(path: Path) -> str:
    text = path.read_text(encoding="utf-8")
    tree = ast.parse(text)
    said = ast.get_docstring(tree) or path.stem.removeprefix("test_").replace("_", " ").capitalize()
    title, _, more = said.partition("\n")
    tests = [
        _example(node, text)
        for node in tree.body
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")
    ]
    return "\n\n".join([f"## {title}", *([more.strip()] if more.strip() else []), *tests]) + "\n"


def _example(test: ast.FunctionDef, text: str) -> str:
    sentence = test.name.removeprefix("test_").replace("_", " ")
    cases = [
        _cases(*mark.args[:2])
        for mark in test.decorator_list
        if isinstance(mark, ast.Call) and ast.unparse(mark.func).endswith("parametrize")
    ]
    tables = [
        f"```text\n{_dedented(node.value)}\n```"
        for line in test.body
        for node in ast.walk(line)
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and "\n" in node.value.strip()
        and node.value != ast.get_docstring(test, clean=False)
    ]
    shown = [part for part in [*cases, *tables] if part] or [_checks(test, text)]
    said = ast.get_docstring(test) or ""
    parts = [f"**{sentence[:1].upper()}{sentence[1:]}.**", said, *shown]
    return "\n\n".join(part for part in parts if part)


def _checks(test: ast.FunctionDef, text: str) -> str:
    """Show what a test without tables asserts, when that is short enough to read."""
    found = [
        _dedented(" " * node.col_offset + (ast.get_source_segment(text, node) or ""))
        for node in test.body
        if isinstance(node, ast.Assert)
    ]
    lines = "\n".join(found).splitlines()
    return "\n".join(["```python", *lines, "```"]) if 0 < len(lines) <= MOST_LINES else ""


def _cases(names: ast.expr, cases: ast.expr) -> str:
    if not isinstance(cases, ast.List) or len(cases.elts) > MOST_CASES:
        return ""
    head = ast.literal_eval(names)
    head = [head] if isinstance(head, str) else list(head)
    rows = [
        [_shown(cell) for cell in case.elts]
        if isinstance(case, ast.Tuple) and len(head) > 1
        else [_shown(case)]
        for case in cases.elts
    ]
    return _table(head, rows).rstrip() if all(len(row) == len(head) for row in rows) else ""


def _shown(case: ast.expr) -> str:
    plain = isinstance(case, ast.Constant) and isinstance(case.value, str)
    text = ast.literal_eval(case) if plain else ast.unparse(case)
    return f"`{text}`" if plain and text.isprintable() and text else f"`{ast.unparse(case)}`"


def _dedented(text: str) -> str:
    return textwrap.dedent(text).strip("\n")


def _slots(words: str) -> str:
    return words.replace("{", "‹").replace("}", "›").replace("\n", " ")


def _table(head: list[str], rows: list[list[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "".join("| " + " | ".join(_cell(cell) for cell in line) + " |\n" for line in lines)


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")


PAGES: Mapping[str, Callable[[], str]] = {
    "docs/glossary.md": glossary,
    "docs/reference/settings.md": settings,
    "docs/reference/messages.md": messages,
    "docs/reference/events.md": events,
    "docs/reference/command-line.md": command_line,
    "docs/reference/methods.md": methods,
    "docs/reference/dossiers.md": dossiers,
    "docs/reference/examples.md": examples,
}


def printed() -> dict[str, str]:
    """Print every page, with a store that is thrown away."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {"THIDUA_STORE": folder, "DJANGO_SETTINGS_MODULE": "thidua.site.settings"}
        os.environ["COLUMNS"] = "90"  # argparse wraps by it
        return {path: NOTICE + page() for path, page in PAGES.items()}


def write() -> int:
    """Write the pages that changed."""
    for path, text in printed().items():
        target = ROOT / path
        if not target.exists() or target.read_text(encoding="utf-8") != text:
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(text, encoding="utf-8")
            print(path)
    return 0


def check() -> int:
    """Show where a page differs from what the code says; 1 if any does."""
    stale = 0
    for path, text in printed().items():
        target = ROOT / path
        kept = target.read_text(encoding="utf-8") if target.exists() else ""
        if kept != text:
            stale = 1
            lines = difflib.unified_diff(kept.splitlines(), text.splitlines(), path, "code", n=0)
            print("\n".join([*list(lines)[:20], f"{path} is stale: make docs"]), file=sys.stderr)
    return stale


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("what", choices=["write", "check"])
    sys.exit({"write": write, "check": check}[parser.parse_args().what]())
