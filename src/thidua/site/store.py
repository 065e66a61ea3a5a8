"""The folder of an installation, closed to every other account of the machine.

Read by the settings, so it stands on the standard library alone.
"""

import os
import secrets
from contextlib import suppress
from pathlib import Path

CLOSED = 0o700
UMASK = 0o077  # of our processes; what anybody may read is given its mode by whoever writes it


def closed(folder: Path) -> Path:
    """Make a folder that only its owner enters, or close it where it is ours."""
    folder.mkdir(parents=True, exist_ok=True, mode=CLOSED)
    about = folder.stat()
    if about.st_uid == os.geteuid() and about.st_mode & 0o077:
        folder.chmod(CLOSED)
    return folder


def opened(folder: Path) -> Path:
    """Make a folder that anybody may read, whatever the umask."""
    if not folder.is_dir():
        folder.mkdir(parents=True, exist_ok=True)
        folder.chmod(0o755)
    return folder


def secret(kept: Path) -> str:
    """Read the session secret; made once, and written whole before it gets its name."""
    if not kept.exists():
        closed(kept.parent)
        draft = kept.with_name(f".{kept.name}.{secrets.token_hex(8)}")
        descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w") as file:
            file.write(secrets.token_urlsafe(48))
            file.flush()
            os.fsync(file.fileno())
        with suppress(FileExistsError):  # another process was first
            os.link(draft, kept)
        draft.unlink()
    return kept.read_text()
