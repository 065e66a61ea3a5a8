"""Check a receipt: that its key signed it, and that the log kept what it promises."""

import argparse
import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from thidua.kernel.errors import RuleBroken
from thidua.ledger.rules.note import PROMISE
from thidua.verify import log as logs
from thidua.verify.leaf import Leaf, is_instant
from thidua.verify.note import Key, opened, read_key

_TEXT = re.compile(r"([^\n]+)\n([a-z2-7]{26})\n([0-9a-f]{64})\n([^\n]+)\n([0-9]+)\n")


@dataclass(frozen=True, slots=True)
class Receipt:
    """What a receipt says: the public id of the event, its commitment, and when it came in."""

    id: str
    commitment: str
    at: str


def read(note: bytes, key: Key) -> Receipt:
    """Read a receipt that `key` has signed under its own name."""
    match = _TEXT.fullmatch(opened(note, key))
    if (
        match is None
        or match[1] != key.name
        or not is_instant(match[4])
        or match[5] != str(PROMISE)
    ):
        raise RuleBroken("verify.receipt-malformed")
    return Receipt(match[2], match[3], match[4])


def find(receipt: Receipt, key: Key, log: logs.Log) -> Leaf:
    """Find the leaf that a receipt promises, of the same minute."""
    if key.name != f"{log.checkpoint.origin}/receipt":
        raise RuleBroken("verify.receipt-foreign", name=key.name, origin=log.checkpoint.origin)
    for leaf in log.leaves:
        if leaf.commitment == receipt.commitment:
            apart = datetime.fromisoformat(leaf.at) - datetime.fromisoformat(receipt.at)
            if abs(apart) > timedelta(seconds=PROMISE):
                raise RuleBroken(
                    "verify.receipt-late", index=leaf.index, at=receipt.at, found=leaf.at
                )
            return leaf
    raise RuleBroken("verify.receipt-not-in-log", id=receipt.id, size=log.checkpoint.size)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument("note", type=Path, metavar="NOTE", help="file with the receipt")
    parser.add_argument(
        "directory", type=Path, nargs="?", metavar="DIR", help="published folder, to find it there"
    )
    parser.add_argument("--key", metavar="VKEY", required=True, help="public key of the receipts")


def run(options: argparse.Namespace) -> None:
    """Check the signature of a receipt, and its leaf where a folder is given."""
    key = read_key(options.key.strip())
    receipt = read(options.note.read_bytes(), key)
    print(
        f"Biên nhận {receipt.id}, {receipt.at}: chữ ký của {key.name} đúng.\n"
        f"Receipt {receipt.id}, {receipt.at}: the signature of {key.name} is right."
    )
    if options.directory:
        leaf = find(receipt, key, logs.read(options.directory))
        print(
            f"Sổ đã ghi việc này ở mục số {leaf.index}, {leaf.at}.\n"
            f"The log holds it as leaf {leaf.index}, {leaf.at}."
        )
