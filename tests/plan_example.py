"""The annotated plan of the docs, and the plans that are shipped, as tables."""

import re
import tomllib

import source

PAGE = (source.ROOT / "docs/reference/plan-format.md").read_text(encoding="utf-8")
TEXT = re.search(r"```toml\n(.*?)```", PAGE, re.DOTALL)[1]
RUBRICS = sorted((source.ROOT / "rubrics").glob("*.toml"))


def example():
    return tomllib.loads(TEXT)


def shipped(path):
    return tomllib.loads(path.read_text(encoding="utf-8"))
