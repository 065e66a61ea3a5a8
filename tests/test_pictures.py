"""The manual's pictures: taken by journeys, shown by a page, none missing and none left over."""

import ast
import re

import source

MANUAL = source.ROOT / "docs" / "vi"
KEPT = {path.stem for path in (MANUAL / "pictures").glob("*.webp")}


def taken():
    """Name the pictures that journeys take."""
    found = []
    for journey in (source.ROOT / "tests" / "journey").glob("test_*.py"):
        found += [
            ast.literal_eval(node.args[1])
            for node in ast.walk(ast.parse(journey.read_text(encoding="utf-8")))
            if isinstance(node, ast.Call) and ast.unparse(node.func).endswith("picture")
        ]
    return found


def shown():
    """Name the pictures that the manual shows, each with words for who does not see it."""
    pages = [page.read_text(encoding="utf-8") for page in MANUAL.glob("*.md")]
    return {
        name
        for page in pages
        for name in re.findall(r"!\[[^\]]{20,}\]\(pictures/([\w-]+)\.webp\)", page)
    }


def test_every_picture_is_taken_once():
    assert len(taken()) == len(set(taken()))


def test_no_picture_is_missing_and_none_is_left_over():
    assert set(taken()) == KEPT
    assert shown() == KEPT


def test_there_are_pictures():
    assert len(KEPT) >= 8
