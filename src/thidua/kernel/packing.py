"""Answers to the public, packed with gzip for whoever takes it so.

Only what everybody may read is packed: the length of a packed answer that holds a secret beside
what a stranger chose tells of the secret (BREACH).
"""

import gzip
import re

LEAST = 1 << 10  # bytes of a body that is worth packing
LEVEL = 6
TEXTS = ("text/", "application/json", "application/xml", "application/rss+xml", "image/svg+xml")
PART = re.compile(r"\s*([\w*-]+)\s*(?:;\s*q\s*=\s*([\d.]+)\s*)?")


def takes_gzip(accepted: str) -> bool:
    """Whether an Accept-Encoding lets an answer come packed; what cannot be read does not."""
    wishes = [PART.fullmatch(part) for part in accepted.lower().split(",")]
    asked = {wish[1]: wish[2] or "1" for wish in wishes if wish}
    return asked.get("gzip", asked.get("*", "0")).strip("0.") != ""


def packed(kind: str, body: bytes) -> bytes:
    """Pack a body of text, the same body always into the same bytes; nothing: it is sent as it is."""
    if len(body) < LEAST or not kind.startswith(TEXTS):
        return b""
    return gzip.compress(body, LEVEL, mtime=0)


def packed_tag(tag: str) -> str:
    """Name the packed form of what a tag names: other bytes, so another strong tag."""
    return f'{tag[:-1]}-gzip"'
