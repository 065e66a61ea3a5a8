"""The docs say what is there: commands, targets, links, reference pages, decisions."""

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

import source

ROOT = source.ROOT
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
DECISIONS = sorted((ROOT / "docs" / "decisions").glob("*.md"))
MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")
CODE = re.compile(r"```(\w*)\n(.*?)```|`([^`\n]+)`", re.DOTALL)


def code(page):
    """Give the code of a page, whether in a block or in a line."""
    text = page.read_text(encoding="utf-8")
    return [block or inline for _, block, inline in CODE.findall(text)]


def ids(paths):
    return [path.relative_to(ROOT).as_posix() for path in paths]


@pytest.mark.parametrize("page", PAGES, ids=ids(PAGES))
def test_every_link_leads_somewhere(page):
    links = re.findall(r"\]\(([^)\s]+)\)", page.read_text(encoding="utf-8"))
    local = [link.partition("#")[0] for link in links if "://" not in link]
    assert [link for link in local if link and not (page.parent / link).exists()] == []


@pytest.mark.parametrize("page", PAGES, ids=ids(PAGES))
def test_every_make_target_that_is_named_is_there(page):
    named = {
        target
        for line in code(page)
        for words in re.findall(r"^make ([a-z -]+)", line, re.MULTILINE)
        for target in re.split(r"\s{2,}", words)[0].split()
    }
    assert named <= set(re.findall(r"^([a-z-]+):", MAKEFILE, re.MULTILINE))


def test_make_alone_explains_every_target():
    done = subprocess.run(["make", "-s"], cwd=ROOT, capture_output=True, text=True, check=True)
    for target in re.findall(r"^\.PHONY: (\S+)", MAKEFILE, re.MULTILINE):
        assert re.search(rf"^  make {target} .*\w", done.stdout, re.MULTILINE)


def commands():
    """Give every command of `thidua` as it stands in the printed manual."""
    manual = (ROOT / "docs" / "reference" / "command-line.md").read_text(encoding="utf-8")
    return set(re.findall(r"^## (thidua.*)$", manual, re.MULTILINE))


@pytest.mark.parametrize("page", PAGES, ids=ids(PAGES))
def test_every_command_that_is_named_is_there(page):
    named = {
        " ".join(words.split())
        for line in code(page)
        for words in re.findall(
            r"(?:^|/)(thidua(?: [a-z][a-z-]+){1,2})(?![\w/.])", line, re.MULTILINE
        )
    }
    known = commands()
    unknown = {name for name in named if name not in known and name.rpartition(" ")[0] not in known}
    assert unknown == set()


def test_the_reference_pages_are_what_the_code_prints():
    command = [sys.executable, "tools/docs.py", "check"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_both_readmes_show_the_same_commands():
    english, vietnamese = (
        re.findall(r"```sh\n(.*?)```", (ROOT / name).read_text(encoding="utf-8"), re.DOTALL)
        for name in ("README.md", "README.vi.md")
    )
    assert english == vietnamese


def test_the_readme_names_the_test_command_that_ci_runs():
    assert "make test" in "".join(code(ROOT / "README.md"))
    assert re.search(r"^make test\b", (ROOT / ".ci" / "run").read_text(), re.MULTILINE)


@pytest.mark.parametrize("decision", DECISIONS, ids=ids(DECISIONS))
def test_a_decision_is_a_page_and_is_named_where_it_governs(decision):
    text = decision.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= 45
    for part in ("**Context.**", "**Choice.**", "**What it costs.**", "**Look again**", "Governs:"):
        assert part in text
    places = [ROOT / "pyproject.toml", ROOT / "glossary.toml", *source.PACKAGE.rglob("*.py")]
    assert [path for path in places if decision.name in path.read_text(encoding="utf-8")]


def test_every_decision_that_is_named_is_there():
    files = [*source.PACKAGE.rglob("*.py"), ROOT / "pyproject.toml", ROOT / "glossary.toml"]
    named = {
        name
        for path in files
        for name in re.findall(r"docs/decisions/([\w-]+\.md)", path.read_text(encoding="utf-8"))
    }
    assert named <= {path.name for path in DECISIONS}


def test_the_changelog_has_a_section_on_numbers():
    text = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    for release in re.split(r"^## ", text, flags=re.MULTILINE)[1:]:
        assert "### Numbers" in release


def test_every_dependency_says_why_it_is_there():
    lines = (ROOT / "pyproject.toml").read_text(encoding="utf-8").splitlines()
    names = [line for line in lines if re.match(r'^    "[a-z][\w\[\],.-]+\s*[<>=]=', line)]
    assert names
    assert [line for line in names if not re.search(r"#\s*\S", line)] == []


def test_every_ignored_lint_says_why():
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    codes = re.findall(r'^    "[A-Z]+[0-9]*",?(.*)$', text, re.MULTILINE)
    assert codes
    assert [rest for rest in codes if not re.search(r"#\s*\S", rest)] == []


@pytest.mark.parametrize("name", ["requirements.lock", "requirements-dev.lock"])
def test_the_locks_hold_versions_and_hashes_and_no_address(name):
    text = (ROOT / name).read_text(encoding="utf-8")
    assert "://" not in text
    pinned = re.findall(r"^[\w.\[\], -]+==\S+.*\\\n    --hash=sha256:", text, re.MULTILINE)
    assert len(pinned) == len(re.findall(r"^[a-z]", text, re.MULTILINE))


def test_the_locks_hold_what_the_project_asks_for():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    runtime = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    for dependency in project["project"]["dependencies"]:
        name = re.match(r"[\w-]+", dependency)[0].lower()
        assert re.search(rf"^{name}(\[[\w, ]+\])?==", runtime, re.MULTILINE), name


def test_no_tracked_page_names_a_path_of_one_machine():
    private = re.compile(r"/(?:home|Users|root)/\w")
    files = [*PAGES, ROOT / "Makefile", *Path(ROOT / "tools").glob("*")]
    assert [f.name for f in files if f.is_file() and private.search(f.read_text("utf-8"))] == []
