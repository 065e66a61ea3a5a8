"""`python -m thidua.verify COMMAND …`: check published files with Python alone.

Exit code 0: all agrees; 1: a bug; 2: wrong usage; 3: refused, with one line that says why.
"""

import argparse
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from thidua.kernel.errors import RuleBroken
from thidua.verify import log, note, rank, receipt, standings

REFUSED = 3


def _add_ledger(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("directory", type=Path, metavar="DIR", help="published folder")
    parser.add_argument("--key", metavar="VKEY", help="public key of the log, got from elsewhere")
    parser.add_argument(
        "--since", type=Path, metavar="FILE", help="checkpoint kept from earlier: must still hold"
    )


def _ledger(options: argparse.Namespace) -> None:
    since = options.since.read_bytes() if options.since else None
    found = log.read(options.directory, options.key, since)
    head, facts = found.checkpoint, len(found.facts)
    print(
        f"Sổ {head.origin}: {head.size} mục, {facts} dữ kiện, gốc {head.root.hex()}. "
        "Chữ ký, từng mục, từng tệp đều khớp.\n"
        f"Log {head.origin}: {head.size} leaves, {facts} facts, root {head.root.hex()}. "
        "Signature, every leaf and every file agree."
    )
    if found.key_from_folder:
        print(
            "Khóa lấy từ chính thư mục này: chỉ chứng tỏ các tệp nhất quán với nhau, chưa chứng tỏ "
            "là của ai. Hãy lấy khóa từ nguồn khác và chạy lại với --key.\n"
            "The key was read from the folder itself: this proves consistency only, not whose log "
            "it is. Get the key from elsewhere and run again with --key."
        )


def _add_proof(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("proof", type=Path, metavar="PROOF", help=".tlog-proof file")
    parser.add_argument("leaf", type=Path, metavar="LEAF", help="file with the bytes of the leaf")
    parser.add_argument("--key", metavar="VKEY", required=True, help="public key of the log")


def _proof(options: argparse.Namespace) -> None:
    key = note.read_key(options.key)
    index, head = note.check_proof(options.proof.read_bytes(), options.leaf.read_bytes(), key)
    print(
        f"Mục số {index} có trong sổ {head.origin} ({head.size} mục).\n"
        f"Leaf {index} is in the log {head.origin} ({head.size} leaves)."
    )


# name: what it does, its arguments, its run; whoever adds a check adds a line
COMMANDS: dict[
    str,
    tuple[str, Callable[[argparse.ArgumentParser], None], Callable[[argparse.Namespace], None]],
] = {
    "ledger": ("check notes, tiles, every leaf and the fact batches", _add_ledger, _ledger),
    "standings": (
        "recount every published number and rank from the log",
        standings.add_arguments,
        standings.run,
    ),
    "rank": ("rank units from a plan and tallies", rank.add_arguments, rank.run),
    "receipt": (
        "check a receipt, and that the log kept its promise",
        receipt.add_arguments,
        receipt.run,
    ),
    "proof": ("check that a leaf is in the log", _add_proof, _proof),
}


def _options(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="thidua verify", description="Check published files.")
    commands = parser.add_subparsers(metavar="COMMAND", required=True)
    for name, (words, add, run) in COMMANDS.items():
        command = commands.add_parser(name, help=words, description=words)
        add(command)
        command.set_defaults(run=run)
    return parser.parse_args(arguments)


def main(arguments: Sequence[str]) -> int:
    """Run one check."""
    options = _options(arguments)
    try:
        options.run(options)
    except RuleBroken as broken:
        print(broken.text("vi"), file=sys.stderr)
        return REFUSED
    except OSError as error:
        unread = RuleBroken("verify.file-unreadable", name=error.filename, reason=error.strerror)
        print(unread.text("vi"), file=sys.stderr)
        return REFUSED
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
