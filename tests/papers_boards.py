"""Boards of a few communes and the words of a document, for the tests of a campaign's documents."""

from dataclasses import replace

from standings_plans import DAYS, table
from thidua.documents.rules import Authority
from thidua.documents.rules.setting import Text, set_words
from thidua.ledger.rules import Grade
from thidua.papers.rules import Ground, Office, Origin
from thidua.standings.rules.board import board
from thidua.units.rules import Level, Node, Tree

OFFICE = Office(
    superior="",
    agency="Ủy ban nhân dân\ntỉnh Hậu Sông",
    symbol="UBND",
    place="Hậu Sông",
    behalf=((Authority.COLLECTIVE, "Ủy ban nhân dân"),),
    post="Chủ tịch",
    recipients=("UBND các xã",),
    site="https://thidua.example",
)


def ground(plan, text, *, stage=None, until=DAYS.last, origin=None, **more):
    """Rank the communes of a table of quantities; what a cell leaves empty nobody reported."""
    quantities = table(text)
    nodes = {"p": Node("p", "Hậu Sông", "province", Level.PROVINCE)}
    for unit in quantities:
        nodes[unit] = Node(unit, unit.upper(), "commune", Level.COMMUNE, "p")
    named = replace(plan, name="Thử") if not plan.name else plan
    made = board(named, stage, Tree(plan.tree_day, nodes), (), quantities)
    found = origin or Origin(("one-stop",), Grade.SOURCE_FILE)
    return Ground(made, until, 48210, lambda _unit, _criterion: found, **more)


def lines(document):
    """Give the words of a document's body, a line each; the cells of a row are parted by bars."""
    return _lines(set_words(document).body)


def attached(document):
    """Give the words of what is attached."""
    return _lines(set_words(document).attachments)


def _lines(parts):
    found = []
    for part in parts:
        if isinstance(part, Text):
            found.append(_words(part.runs))
        else:
            found.append(" | ".join(part.heads))
            found += [" | ".join(map(_words, row)) for row in part.rows]
    return [line.replace("\N{NO-BREAK SPACE}", " ").rstrip() for line in found]


def _words(runs):
    return "".join(run.text for run in runs)
