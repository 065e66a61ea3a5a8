"""Names that nobody can guess, for files and sources; codes of sources are in no published file."""

import secrets

BYTES = 12


def code() -> str:
    """Give a code that was never given before."""
    return secrets.token_hex(BYTES)
