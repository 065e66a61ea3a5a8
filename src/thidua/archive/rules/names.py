"""Names of files: what people see, never where something lies.

Cleaned, because honest senders have them too: folders before the name, control characters and
NUL, characters that turn the direction of text or cannot be seen, signs that Windows takes in no
name, spaces and dots at the ends, names of devices of Windows, letters in two pieces (NFD), names
that are long. Refused, because no program of a person makes them: text that is no text (lone
surrogates), and more than a thousand characters.
"""

from unicodedata import category, normalize

from thidua.archive.rules import Kind
from thidua.kernel.errors import RuleBroken

LONGEST = 120  # characters that are kept
LONGEST_SENT = 1000
LONGEST_EXTENSION = 10
NAMELESS = "Tệp không tên"
UNSEEN = {"Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp"}  # controls, bidi among them; no characters
FOR_WINDOWS = str.maketrans(dict.fromkeys('<>:"|?*', "_"))
DEVICES = {"con", "prn", "aux", "nul", "conin$", "conout$"} | {
    f"{port}{number}" for port in ("com", "lpt") for number in "0123456789¹²³"
}
TOKEN = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789!#$&+-.^_`|~")
PLAIN = TOKEN - set("!#$&+^`|~") | {" "}  # without quotes in every browser


def check_name(name: str) -> str:
    """Clean a name that somebody sent, or refuse it; what is left of nothing has a neutral one."""
    if len(name) > LONGEST_SENT:
        raise RuleBroken("archive.name-long", most=LONGEST_SENT)
    if any(category(letter) == "Cs" for letter in name):
        raise RuleBroken("archive.name-unreadable")
    last = name.replace("\\", "/").rpartition("/")[2]
    seen = "".join(" " if letter in "\t\n\r" else letter for letter in last)
    seen = "".join(letter for letter in seen if category(letter) not in UNSEEN)
    text = normalize("NFC", seen.translate(FOR_WINDOWS))
    return _not_a_device(_cut(_trimmed(" ".join(text.split()))) or NAMELESS)


def fitting(name: str, kind: Kind) -> str:
    """Give a clean name the end of its kind where it has another: `x.pdf.exe` opens as a PDF."""
    if name.casefold().endswith(kind.extensions):
        return name
    return _cut(f"{name}{kind.extensions[0]}")


def disposition(name: str) -> str:
    """Write the header `Content-Disposition` for a download (RFC 6266), for old browsers too."""
    marks = normalize("NFD", name.replace("đ", "d").replace("Đ", "D"))
    letters = (letter for letter in marks if category(letter) != "Mn")
    plain = "".join(letter if letter in PLAIN else "_" for letter in letters)
    coded = "".join(
        chr(byte) if chr(byte) in TOKEN else f"%{byte:02X}" for byte in name.encode("utf-8")
    )
    return f"attachment; filename=\"{plain}\"; filename*=UTF-8''{coded}"


def _trimmed(text: str) -> str:
    """Take spaces and dots off both ends: hidden files there, names that Windows shortens here."""
    return text.strip(" .")


def _cut(text: str) -> str:
    """Shorten a name in its middle, so that its end still says what it is."""
    if len(text) <= LONGEST:
        return text
    stem, dot, end = text.rpartition(".")
    if not stem or len(end) > LONGEST_EXTENSION:
        return _trimmed(text[:LONGEST])
    return f"{_trimmed(stem[: LONGEST - len(end) - 1])}{dot}{end}"


def _not_a_device(name: str) -> str:
    return f"_{name}"[:LONGEST] if name.partition(".")[0].rstrip().casefold() in DEVICES else name
