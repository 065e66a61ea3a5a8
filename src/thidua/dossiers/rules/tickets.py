"""How the secret of a dossier's receipt is written and read (mã tra cứu).

It has 80 bits as sixteen signs of Crockford's alphabet, which has no I, L, O and U: they are read
as the signs that they look like, so that a receipt can be typed from paper.
"""

import re

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LONGEST = 40  # as people type it, with spaces and dashes
_SIGNS = 16
_BITS = 5
_GROUP = 4
_LOOKALIKES = str.maketrans("OIL", "011")
_BETWEEN = re.compile(r"[\s\-–—.]+")
_TICKET = re.compile(rf"[{ALPHABET}]{{{_SIGNS}}}", re.ASCII)


def write(digest: bytes) -> str:
    """Write the beginning of a digest in four groups: `K7QF-2MXD-9TRA-0H5C`."""
    number = int.from_bytes(digest[: _SIGNS * _BITS // 8], "big")
    places = range((_SIGNS - 1) * _BITS, -1, -_BITS)
    signs = "".join(ALPHABET[number >> place & (1 << _BITS) - 1] for place in places)
    return "-".join(signs[start : start + _GROUP] for start in range(0, _SIGNS, _GROUP))


def read(text: str) -> str | None:
    """Give what was typed as it is written; None where it cannot be such a secret."""
    signs = _BETWEEN.sub("", text[:LONGEST]).upper().translate(_LOOKALIKES)
    if len(text) > LONGEST or not _TICKET.fullmatch(signs):
        return None
    return "-".join(signs[start : start + _GROUP] for start in range(0, _SIGNS, _GROUP))
