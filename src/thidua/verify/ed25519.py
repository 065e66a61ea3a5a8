"""Check Ed25519 signatures (RFC 8032) in plain Python, for machines without a crypto library.

Points are extended twisted Edwards coordinates (Hisil, Wong, Carter, Dawson, 2008). It checks
public signatures only: no secret passes through it, so it need not run in constant time.
"""

from hashlib import sha512

P = 2**255 - 19
ORDER = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, -1, P) % P
ROOT_OF_MINUS_1 = pow(2, (P - 1) // 4, P)

Point = tuple[int, int, int, int]

NEUTRAL: Point = (0, 1, 1, 0)


def is_valid(public: bytes, message: bytes, signature: bytes) -> bool:
    """Say whether `signature` over `message` was made with the key of `public`."""
    key = _decoded(public)
    s = int.from_bytes(signature[32:], "little")
    if len(signature) != 64 or key is None or s >= ORDER:  # noqa: PLR2004 - two times 32 bytes
        return False
    h = int.from_bytes(sha512(signature[:32] + public + message).digest(), "little") % ORDER
    x, y, z, _ = key
    minus_key = (P - x, y, z, (P - x) * y % P)
    return _encoded(_times(s, BASE, h, minus_key)) == signature[:32]


def _sum(one: Point, other: Point) -> Point:
    x1, y1, z1, t1 = one
    x2, y2, z2, t2 = other
    a, b = (y1 - x1) * (y2 - x2) % P, (y1 + x1) * (y2 + x2) % P
    c, d = 2 * t1 * t2 * D % P, 2 * z1 * z2 % P
    e, f, g, h = b - a, d - c, d + c, b + a
    return e * f % P, g * h % P, f * g % P, e * h % P


def _times(one: int, point: Point, other: int, second: Point) -> Point:
    """Multiply two points by two numbers and add them up, doubling once for both."""
    table = (NEUTRAL, point, second, _sum(point, second))
    result = NEUTRAL
    for place in range(max(one, other).bit_length() - 1, -1, -1):
        result = _sum(result, result)
        if chosen := (one >> place & 1) | (other >> place & 1) << 1:
            result = _sum(result, table[chosen])
    return result


def _encoded(point: Point) -> bytes:
    x, y, z, _ = point
    inverse = pow(z, -1, P)
    return (y * inverse % P | (x * inverse % P & 1) << 255).to_bytes(32, "little")


def _decoded(data: bytes) -> Point | None:
    """Find the point of an encoding; None when there is none, or not in its only form."""
    number = int.from_bytes(data, "little")
    sign, y = number >> 255, number & ((1 << 255) - 1)
    if len(data) != 32 or y >= P:  # noqa: PLR2004 - 256 bits
        return None
    square = (y * y - 1) * pow(D * y * y + 1, -1, P) % P
    x = pow(square, (P + 3) // 8, P)
    if x * x % P != square:
        x = x * ROOT_OF_MINUS_1 % P
    if x * x % P != square or (x == 0 and sign):
        return None
    if x & 1 != sign:
        x = P - x
    return x, y, 1, x * y % P


def _base() -> Point:
    point = _decoded((4 * pow(5, -1, P) % P).to_bytes(32, "little"))
    assert point is not None  # noqa: S101 - a constant of the curve
    return point


BASE = _base()
