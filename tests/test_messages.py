"""The catalogue of broken rules: every code that is raised has its words, and no word is idle."""

import ast
import re
import string

import pytest

import source
from thidua.kernel.messages import MESSAGES

STATUSES = {400, 403, 404, 405, 409, 413, 422, 429, 500, 503}


def raised():
    """Yield module, line, code and facts (None: given by `**`) of every `RuleBroken(…)`."""
    for module in source.modules():
        for node in ast.walk(module.tree):
            if not (isinstance(node, ast.Call) and ast.unparse(node.func).endswith("RuleBroken")):
                continue
            facts = {keyword.arg for keyword in node.keywords}
            code = node.args[0] if node.args else None
            if isinstance(code, ast.Constant):
                yield f"{module.name}:{node.lineno}", code.value, None if None in facts else facts


def used():
    """Give every code that stands in the source, whole or as the beginning of an f-string."""
    texts = {
        node.value
        for module in source.modules()
        if not module.name.startswith("thidua.kernel.messages")
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    begun = tuple(text for text in texts if re.fullmatch(r"[a-z]+\.[a-z-]+-", text))
    return {code for code in MESSAGES if code in texts or code.startswith(begun)}


def slots(words):
    return {name for _, name, _, _ in string.Formatter().parse(words) if name is not None}


def test_every_code_that_is_raised_is_in_the_catalogue():
    assert [f"{where} {code}" for where, code, _ in raised() if code not in MESSAGES] == []


def test_every_code_of_the_catalogue_is_used():
    assert sorted(MESSAGES.keys() - used()) == []


def test_whoever_raises_a_code_gives_all_that_its_words_need():
    short = [
        f"{where} {code}: {sorted(slots(MESSAGES[code].vi + MESSAGES[code].en) - facts)}"
        for where, code, facts in raised()
        if code in MESSAGES and facts is not None
        if slots(MESSAGES[code].vi + MESSAGES[code].en) - facts
    ]
    assert short == []


@pytest.mark.parametrize("code", sorted(MESSAGES))
def test_a_message_is_whole_in_both_languages(code):
    message = MESSAGES[code]
    app, _, name = code.partition(".")
    assert app in {path.name for path in source.PACKAGE.iterdir()}
    assert name == name.lower().replace("_", "-")
    assert message.status in STATUSES
    assert message.vi.rstrip().endswith((".", ":", "}", "?", "…"))
    assert slots(message.vi) == slots(message.en)
