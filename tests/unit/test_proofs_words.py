"""The ledger's page calls every event by a name: no kind that an action records is without words."""

import ast
from importlib import import_module

import source
from thidua.proofs.views.words import EVENTS


def text(module, node):
    """Give the text of a constant, or of a name that the module holds; None of anything else."""
    if isinstance(node, ast.Constant):
        return node.value
    held = (
        getattr(import_module(module.name), node.id, None) if isinstance(node, ast.Name) else None
    )
    return held if isinstance(held, str) else None


def given(module, function):
    """List the first arguments that a function of a module is called with in that module."""
    return [
        call.args[0].value
        for call in ast.walk(module.tree)
        if isinstance(call, ast.Call)
        and ast.unparse(call.func).rpartition(".")[2] == function.name
        and call.args
        and isinstance(call.args[0], ast.Constant)
    ]


def kinds(module):
    """Yield the kinds of all events that a module's functions make."""
    functions = [node for node in ast.walk(module.tree) if isinstance(node, ast.FunctionDef)]
    for function in functions:
        for call in ast.walk(function):
            if isinstance(call, ast.Call) and ast.unparse(call.func) == "Event" and call.args:
                if (known := text(module, call.args[0])) is not None:
                    yield known
                    continue
                prefix = [
                    part.value
                    for part in getattr(call.args[0], "values", [])
                    if isinstance(part, ast.Constant)
                ]
                found = given(module, function)
                assert found, f"{module.name}: {ast.unparse(call)}"
                yield from ("".join([*prefix, each]) for each in found)


def recorded():
    return {
        kind for module in source.modules() if module.part == "actions" for kind in kinds(module)
    }


def test_every_kind_of_event_has_words():
    found = recorded()
    assert {"units.merged", "duties.task-judged", "questions.appeal-opened"} <= found
    assert len(found) > 50
    assert found - EVENTS.keys() == set()


def test_no_words_name_an_event_that_nothing_records():
    assert EVENTS.keys() - recorded() == set()
