"""Published folders rewritten as the owner of the log's key could, for tests that forge them."""

import json
import shutil
from dataclasses import dataclass
from hashlib import sha256

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.conf import settings

from thidua.kernel.canonical import canonical
from thidua.ledger.models import Outbox
from thidua.ledger.rules import note
from thidua.ledger.rules.note import Head
from thidua.ledger.rules.tiles import Edge
from thidua.standings.models import PUBLISHED
from thidua.standings.rules.edition import tree_csv

PLAN = "campaigns.plan-published"


@dataclass
class Folder:
    """A published folder with its leaves as JSON, to be changed and signed anew."""

    leaves: list

    @property
    def editions(self):
        """The leaves of editions."""
        return [leaf for leaf in self.leaves if leaf["k"] == PUBLISHED]

    @property
    def plans(self):
        """The leaves of plans."""
        return [leaf for leaf in self.leaves if leaf["k"] == PLAN]

    @property
    def facts(self):
        """The facts that stand in leaves."""
        return [fact for leaf in self.leaves for fact in leaf["p"].get("facts", ())]

    def change(self, leaf, **public):
        """Change what a leaf says in public; an edition's files go where it says."""
        before = folder(leaf)
        leaf["p"].update(public)
        if leaf["k"] == PUBLISHED and folder(leaf) != before:
            shutil.move(before, folder(leaf))

    def rewrite(self, leaf, name, change):
        """Change the text of a file of an edition."""
        path = folder(leaf) / name
        path.write_text(change(path.read_text(encoding="utf-8")), encoding="utf-8")

    def frame(self, leaf, **changed):
        """Change fields of an edition's own frame."""
        self.rewrite(
            leaf,
            "edition.json",
            lambda text: canonical({**json.loads(text), **changed}).decode() + "\n",
        )

    def again(self, leaf, **public):
        """Announce a copy of an edition behind everything."""
        copy = json.loads(json.dumps(leaf))
        copy["p"].update(public)
        shutil.copytree(folder(leaf), folder(copy))
        self.leaves.append(copy)
        self.frame(copy, nr=copy["p"]["nr"], size=copy["p"]["size"], state=copy["p"]["state"])
        return copy

    def sign(self):
        """Put the right hashes everywhere and sign the log with its own key."""
        last = {}
        for leaf in self.leaves:
            last[leaf["s"]] = leaf["n"] = last.get(leaf["s"], 0) + 1
        for leaf in self.editions:
            leaf["p"]["files"] = {
                path.name: sha256(path.read_bytes()).hexdigest() for path in folder(leaf).iterdir()
            }
        trees = [(folder(leaf) / "units.csv").read_bytes() for leaf in self.editions]
        for path in (settings.PUBLISHED / "units").iterdir():
            path.write_bytes(tree_csv(trees))
        self._write()

    def _write(self):
        shutil.rmtree(settings.PUBLISHED / "log")
        edge, files = Edge(), []
        for leaf in self.leaves:
            files += edge.add(canonical(leaf))
        name, seed = note.read_key((settings.KEYS / "ledger.key").read_text().strip())
        key = Ed25519PrivateKey.from_private_bytes(seed)
        verifier = note.verifier_key(name, key.public_key().public_bytes_raw())
        text = note.checkpoint(name, Head(edge.size, edge.root()))
        signed = note.signed(text, verifier, key.sign(text.encode()))
        for path, content in [*files, *edge.partial(), ("checkpoint", signed.encode())]:
            target = settings.PUBLISHED / "log" / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content)


def folder(leaf):
    """Say where the files of an edition are."""
    said = leaf["p"]
    return settings.PUBLISHED / f"editions/{said.get('campaign')}/{said.get('nr')}"


def first_layout(leaf):
    """Make an edition one of those that were published before there was a freeze."""
    del leaf["p"]["layout"]
    path = folder(leaf) / "edition.json"
    kept = json.loads(path.read_bytes())
    for name in ("layout", "freeze", "stayed", "elsewhere"):
        del kept[name]
    path.write_bytes(canonical(kept) + b"\n")


def opened():
    """Take the published folder as it is."""
    leaves = Outbox.objects.numbered().values_list("leaf", flat=True)
    return Folder([json.loads(bytes(leaf)) for leaf in leaves])
