"""What the tests of the source look for, as functions of a module's text; nothing is imported."""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "src" / "thidua"
SCREENS = {"views", "cli", "admin", "tasks"}
CLOCKS = {"now", "today", "utcnow"}
CONVERTERS = {"localdate", "localtime"}  # they read the clock when nothing is given to them
CLOCK_OWNERS = {"timezone", "datetime", "date", "dt"}
WRITERS = {
    "save", "create", "get_or_create", "update_or_create",
    "bulk_create", "bulk_update", "delete", "update",
    "asave", "acreate", "aget_or_create", "aupdate_or_create",
    "abulk_create", "abulk_update", "adelete", "aupdate",
}  # fmt: skip
STATEMENT = re.compile(
    r"\b(INSERT\s+(OR \w+ )?INTO|UPDATE\s+\S+\s+SET|DELETE\s+FROM|TRUNCATE|DROP|ALTER)\b"
)


@dataclass(frozen=True)
class Module:
    """A file of the package: its dotted name and its text."""

    name: str
    text: str

    @property
    def app(self) -> str:
        return self.name.split(".")[1] if self.name.count(".") else ""

    @property
    def part(self) -> str:
        """The file inside the app: `actions`, `views`, …; a package counts as its name."""
        return self.name.split(".")[2] if self.name.count(".") > 1 else ""

    @property
    def tree(self) -> ast.Module:
        return _parsed(self.text)


@cache
def _parsed(text: str) -> ast.Module:
    return ast.parse(text)


def modules(package: Path = PACKAGE) -> Iterator[Module]:
    """Yield every module of the package but migrations, which Django writes."""
    for path in sorted(package.rglob("*.py")):
        parts = path.relative_to(package.parent).with_suffix("").parts
        if "migrations" not in parts:
            name = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
            yield Module(name, path.read_text(encoding="utf-8"))


def is_catalogue(module: Module) -> bool:
    """Whether a module holds sentences only: the words of one app's broken rules."""
    return bool(re.fullmatch(r"thidua\.kernel\.messages\.(?!entry$)\w+", module.name))


def functions(tree: ast.Module) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def length(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Count the lines from `def` to the last one."""
    return function.end_lineno - function.lineno + 1


def writes(tree: ast.AST) -> list[int]:
    """Find the lines that write through the ORM or by SQL."""
    return sorted({node.lineno for node in ast.walk(tree) if _is_write(node)})


def _is_write(node: ast.AST) -> bool:
    if isinstance(node, ast.Constant):
        return isinstance(node.value, str) and bool(STATEMENT.search(node.value))
    if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)):
        return False
    if node.func.attr == "update":  # dict.update and hash.update take a value, the ORM's does not
        return bool(node.keywords) and not node.args
    if node.func.attr in {"delete", "save"}:  # a file is saved to a place, a row is not
        return not node.args
    return node.func.attr in WRITERS


def clocks(tree: ast.AST) -> list[int]:
    """Find the lines that read the clock, or let Django read it for a field."""
    return sorted(
        {getattr(node, "lineno", node.value.lineno if isinstance(node, ast.keyword) else 0)
         for node in ast.walk(tree) if _is_clock(node)}
    )  # fmt: skip


def _is_clock(node: ast.AST) -> bool:
    if isinstance(node, ast.Attribute):
        return node.attr in CLOCKS and ast.unparse(node.value).split(".")[-1] in CLOCK_OWNERS
    if isinstance(node, ast.ImportFrom):
        return any(alias.name in CLOCKS | CONVERTERS for alias in node.names)
    if isinstance(node, ast.Call) and not node.args and not node.keywords:
        return isinstance(node.func, ast.Attribute) and node.func.attr in CONVERTERS
    return isinstance(node, ast.keyword) and node.arg in {"auto_now", "auto_now_add"}


def writing_functions(tree: ast.Module) -> dict[str, set[str]]:
    """Give each public function that writes, itself or by a private one, with its decorators."""
    own = {node.name: node for node in tree.body if isinstance(node, ast.FunctionDef)}
    writing = {name for name, node in own.items() if writes(node)}
    while more := {name for name in own.keys() - writing if _names(own[name]) & _private(writing)}:
        writing |= more
    return {
        name: {_decorator(item) for item in own[name].decorator_list}
        for name in sorted(writing)
        if not name.startswith("_")
    }


def _private(names: set[str]) -> set[str]:
    return {name for name in names if name.startswith("_")}


def _names(function: ast.FunctionDef) -> set[str]:
    return {node.id for node in ast.walk(function) if isinstance(node, ast.Name)}


def _decorator(node: ast.expr) -> str:
    target = node.func if isinstance(node, ast.Call) else node
    return target.attr if isinstance(target, ast.Attribute) else ast.unparse(target)


def names(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Yield every name that the module gives to something, with its line."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            yield node.lineno, node.name
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            yield node.lineno, node.id
        elif isinstance(node, ast.arg):
            yield node.lineno, node.arg
        elif isinstance(node, ast.keyword) and node.arg:
            yield node.value.lineno, node.arg
