"""Published logs made from leaves alone, for tests that alter them; and Go's opinion of them."""

import json
import os
import shutil
import subprocess
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from thidua.kernel.canonical import canonical
from thidua.ledger.rules import Event, Fact, Grade, leaf, note
from thidua.ledger.rules.note import Head
from thidua.ledger.rules.tiles import Edge

ORIGIN = "tỉnh-thử.example/ledger"
START = datetime(2024, 10, 10, 0, 0, 0, tzinfo=UTC)
GO_SOURCE = Path(__file__).parent / "go"
GO_INSTALL = "apt-get install golang-go golang-golang-x-mod-dev"


class Signer:
    """A key of the test's own."""

    def __init__(self, name=ORIGIN, seed=b"\x07" * 32):
        self.name = name
        self._key = Ed25519PrivateKey.from_private_bytes(seed)
        self.verifier = note.verifier_key(name, self._key.public_key().public_bytes_raw())

    def sign(self, text):
        return note.signed(text, self.verifier, self._key.sign(text.encode())).encode()

    def line(self, text):
        return self.sign(text).decode().rpartition("\n\n")[2]


def public_id(number):
    """Give a different id for each number, of the form that the ledger draws."""
    letters = "abcdefghijklmnopqrstuvwxyz234567"
    return "".join(letters[number >> 5 * place & 31] for place in range(26))


def fact(number, **changed):
    """Make a fact that differs by its number."""
    values = {
        "measure": "dossiers.online",
        "unit": f"c{number % 75}",
        "day": date(2024, 10, 10) + timedelta(days=number % 62),
        "quantity": number,
        "source": "portal",
        "key": f"row-{number}",
        "grade": Grade.COUNTED,
        "generated": False,
    }
    return Fact(**{**values, **changed})


@dataclass
class Book:
    """Leaves and fact batches that are not published yet."""

    leaves: list = field(default_factory=list)
    batches: dict = field(default_factory=dict)
    last: dict = field(default_factory=dict)
    facts: int = 0

    def happen(self, unit="c1", facts=(), **public):
        """Record an event."""
        ids = [public_id(self.facts + n) for n in range(len(facts))]
        self.facts += len(facts)
        self.last[unit] = self.last.get(unit, 0) + 1
        at = START + timedelta(minutes=len(self.leaves))
        event = Event("tests.happened", "test:1", unit, "seat-1", at, public, facts=tuple(facts))
        hidden = leaf.commitment(len(self.leaves).to_bytes(32), leaf.record(event, ids))
        lines = leaf.fact_lines(event.facts, ids)
        written, batch = leaf.leaf(event, self.last[unit], hidden, lines)
        self.leaves.append(written)
        if batch:
            self.batches[batch.root] = b"".join(line + b"\n" for line in batch.lines)
        return ids


def book(size=300):
    """Record events of seven units, two of them with many facts and some with few."""
    made = Book()
    for number in range(size - 2):
        few = [fact(1000 + number * 3 + n) for n in range(number % 4)]
        made.happen(f"c{number % 7}", few, size=number)
    first = made.happen("c1", [fact(n) for n in range(40)])
    corrections = [fact(n, corrects=first[n], quantity=1) for n in range(9)]
    made.happen("c2", corrections)
    return made


def files(made, signer):
    """Write a book as the files of a published folder."""
    edge, found = Edge(), {}
    for written in made.leaves:
        found.update(edge.add(written))
    found.update(edge.partial())
    published = {f"log/{name}": content for name, content in found.items()}
    published.update({f"facts/{root}.jsonl": lines for root, lines in made.batches.items()})
    published["log/checkpoint"] = signer.sign(
        note.checkpoint(signer.name, Head(edge.size, edge.root()))
    )
    published["log.vkey"] = f"{signer.verifier}\n".encode()
    return published


def place(directory, published):
    """Make the folder hold these files and no others; what is right already stays."""
    there = {
        path.relative_to(directory).as_posix(): path
        for path in directory.rglob("*")
        if not path.is_dir()
    }
    for name in there.keys() - published.keys():
        there[name].unlink()
    for name, content in published.items():
        if name not in there or there[name].read_bytes() != content:
            path = directory / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)


def rewritten(written, **changed):
    """Change fields of a leaf, and write it as canonical JSON again; None takes one away."""
    value = {**json.loads(written), **changed}
    return canonical({name: item for name, item in value.items() if item is not None})


class Go:
    """Go's `sumdb` library, asked line by line."""

    def __init__(self, folder):
        binary = folder / "oracle"
        self.environment = {
            **os.environ,
            "GO111MODULE": "off",
            "GOPATH": "/usr/share/gocode",
            "GOCACHE": str(folder / "cache"),
            "GOTOOLCHAIN": "local",
            "GOFLAGS": "",
            "GOPROXY": "off",
        }
        build = [shutil.which("go"), "build", "-o", str(binary), str(GO_SOURCE / "oracle.go")]
        subprocess.run(build, env=self.environment, check=True, capture_output=True, cwd=folder)
        self.process = subprocess.Popen(
            [str(binary)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )

    def ask(self, *words):
        """Give the answer to a question: `ok …` or `refused …`."""
        self.process.stdin.write("\t".join(str(word) for word in words) + "\n")
        self.process.stdin.flush()
        return self.process.stdout.readline().rstrip("\n")

    def close(self):
        self.process.stdin.close()
        self.process.wait(10)
        self.process.stdout.close()


def go_is_missing():
    """Say whether Go or its library is not installed here."""
    library = Path("/usr/share/gocode/src/golang.org/x/mod/sumdb/tlog")
    return shutil.which("go") is None or not library.is_dir()
