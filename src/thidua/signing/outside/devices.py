"""A device that keeps a key and signs with it (PKCS#11); the key never leaves it.

A wrong PIN is never tried again: a real device locks itself after a few.
"""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

import pkcs11
from asn1crypto import x509
from pkcs11 import exceptions
from pyhanko.config.pkcs11 import TokenCriteria
from pyhanko.sign.pkcs11 import PKCS11Signer, open_pkcs11_session

from thidua.kernel.errors import RuleBroken
from thidua.signing.outside import certificates

WRONG_PIN = (exceptions.PinIncorrect, exceptions.PinInvalid, exceptions.PinLenRange)
ONE_AT_A_TIME = threading.Lock()  # a device is open once in a process


@dataclass(frozen=True, slots=True)
class Token:
    """Where a key is: the device's library and label, the label of key and certificate, the PIN."""

    module: str
    label: str
    key: str
    pin: str = field(repr=False)


@contextmanager
def opened(token: Token, issuers: tuple[bytes, ...]) -> Iterator[PKCS11Signer]:
    """Open a device for one signature; the issuers' certificates go into it."""
    with ONE_AT_A_TIME:
        session = _session(token)
        try:
            yield _signer(session, token, [certificates.read(each) for each in issuers])
        finally:
            session.close()


@contextmanager
def told(label: str) -> Iterator[None]:
    """Say in words why a device does not open."""
    try:
        yield
    except exceptions.PinLocked as error:
        raise RuleBroken("signing.pin-locked", label=label) from error
    except WRONG_PIN as error:
        raise RuleBroken("signing.wrong-pin", label=label) from error
    except exceptions.PKCS11Error as error:
        raise RuleBroken("signing.no-token", label=label) from error


def _session(token: Token) -> pkcs11.Session:
    try:
        pkcs11.lib(token.module)
    except RuntimeError as error:
        raise RuleBroken("signing.no-module", module=token.module) from error
    criteria = TokenCriteria(label=token.label)
    with told(token.label):
        return open_pkcs11_session(token.module, token_criteria=criteria, user_pin=token.pin)


def _signer(session: pkcs11.Session, token: Token, issuers: list[x509.Certificate]) -> PKCS11Signer:
    """Find certificate and key. RSA signs by PSS; ECDSA gets the digest, as few devices hash."""
    signer = PKCS11Signer(session, token.key, ca_chain=issuers, prefer_pss=True, embed_roots=False)
    try:
        algorithm = signer.signing_cert.public_key.algorithm
    except exceptions.PKCS11Error as error:
        raise RuleBroken("signing.no-certificate", label=token.label, key=token.key) from error
    signer.use_raw_mechanism = algorithm == "ec"
    return signer
