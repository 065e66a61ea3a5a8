"""A simulated authority and device, for the demonstration and for tests; no name hides it.

Root, issuing authority, time stamp service and officers' certificates all say “mô phỏng”. Keys of
officers are made in a SoftHSM2 device whose folder is given; SOFTHSM2_CONF is set to it for this
process and its children. All of it can be read again from the folder.
"""

import json
import os
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from pathlib import Path
from typing import Any, cast

import pkcs11
from asn1crypto import keys, pem
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID
from pkcs11.util.ec import encode_ec_public_key, encode_named_curve_parameters
from pkcs11.util.rsa import encode_rsa_public_key
from pyhanko.sign.timestamps import DummyTimeStamper, TimeStamper
from pyhanko_certvalidator.registry import SimpleCertificateStore

from thidua.signing.outside import certificates
from thidua.signing.outside.devices import Token
from thidua.signing.rules import Trust

INSTALL = "apt install softhsm2"
MODULES = tuple(
    Path(folder, "softhsm", "libsofthsm2.so")
    for folder in ("/usr/lib", "/usr/lib/x86_64-linux-gnu", "/usr/lib/aarch64-linux-gnu")
)
LABEL = "thidua mô phỏng"
FILE = "simulated.json"
YEARS = timedelta(days=3650)
USAGES = (
    "digital_signature",
    "content_commitment",
    "key_encipherment",
    "data_encipherment",
    "key_agreement",
    "key_cert_sign",
    "crl_sign",
    "encipher_only",
    "decipher_only",
)
PublicKey = ec.EllipticCurvePublicKey | rsa.RSAPublicKey


class Kind(StrEnum):
    """How an officer's key signs."""

    ECDSA = "ecdsa"
    RSA = "rsa"


@dataclass(frozen=True, slots=True)
class Officer:
    """Who gets a certificate: the label of the key, the name in the certificate."""

    key: str
    name: str
    kind: Kind = Kind.ECDSA


@dataclass(frozen=True, slots=True)
class Simulated:
    """What signing and checking need: whose word is taken, and a token for each key."""

    trust: Trust
    tokens: Mapping[str, Token]


@dataclass(frozen=True, slots=True)
class _Authority:
    certificate: x509.Certificate
    key: ec.EllipticCurvePrivateKey


def module() -> Path | None:
    """Find SoftHSM2's library; None where it is not installed (see INSTALL)."""
    return next((path for path in MODULES if path.exists()), None)


def make(folder: Path, *, officers: Sequence[Officer], pin: str, at: datetime) -> Simulated:
    """Make authorities and a device with a key and a certificate for each officer."""
    root = _authority("Gốc chứng thực mô phỏng", None, at)
    issuing = _authority("Nơi cấp chứng thư số mô phỏng", root, at)
    stamping = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    stamp = _certificate(
        "Dịch vụ dấu thời gian mô phỏng",
        stamping.public_key(),
        issuing,
        at,
        ExtendedKeyUsageOID.TIME_STAMPING,
    )
    found = _prepare_device(folder, pin)
    session = pkcs11.lib(str(found)).get_token(token_label=LABEL).open(rw=True, user_pin=pin)
    with session:
        for officer in officers:
            _give_key(session, officer, issuing, at)
    written = {
        "roots": [_pem(root.certificate)],
        "issuers": [_pem(issuing.certificate)],
        "crls": [_revoked_by(root, at), _revoked_by(issuing, at)],
        "module": str(found),
        "pin": pin,
        "keys": [officer.key for officer in officers],
        "stamp": [_pem(stamp), _private(stamping)],
    }
    file = folder / FILE
    file.touch(mode=0o600)
    file.write_text(json.dumps(written), encoding="utf-8")
    return read(folder)


def read(folder: Path) -> Simulated:
    """Read what was made in a folder, and turn SoftHSM2 to its device."""
    kept = _kept(folder)
    _turn_to(folder, Path(kept["module"]))
    trust = Trust(
        *(tuple(text.encode() for text in kept[name]) for name in ("roots", "issuers", "crls"))
    )
    tokens = {key: Token(kept["module"], LABEL, key, kept["pin"]) for key in kept["keys"]}
    return Simulated(trust, tokens)


def stamper(folder: Path, *, at: datetime) -> TimeStamper:
    """Give a time stamp service that always says it is `at`."""
    kept = _kept(folder)
    certificate, key = (text.encode() for text in kept["stamp"])
    issuers = SimpleCertificateStore.from_certs(
        [certificates.read(text.encode()) for text in kept["issuers"]]
    )
    return DummyTimeStamper(
        certificates.read(certificate),
        keys.PrivateKeyInfo.load(pem.unarmor(key)[2]),
        certs_to_embed=issuers,
        fixed_dt=at,
    )


def _kept(folder: Path) -> dict[str, Any]:
    kept: dict[str, Any] = json.loads((folder / FILE).read_text(encoding="utf-8"))
    return kept


def _prepare_device(folder: Path, pin: str) -> Path:
    """Make an empty device in the folder, and give the library that opens it."""
    found = module()
    if found is None:
        raise FileNotFoundError(INSTALL)
    (folder / "tokens").mkdir(parents=True)
    settings = f"directories.tokendir = {folder / 'tokens'}\nobjectstore.backend = file\n"
    (folder / "softhsm2.conf").write_text(f"{settings}log.level = ERROR\n", encoding="utf-8")
    os.environ["SOFTHSM2_CONF"] = str(folder / "softhsm2.conf")
    command = ["softhsm2-util", "--init-token", "--free", "--label", LABEL]
    subprocess.run(  # noqa: S603 - Debian's own tool, no shell
        [*command, "--so-pin", pin, "--pin", pin],
        check=True,
        capture_output=True,
    )
    _turn_to(folder, found)
    return found


def _turn_to(folder: Path, found: Path) -> None:
    os.environ["SOFTHSM2_CONF"] = str(folder / "softhsm2.conf")
    pkcs11.lib(str(found)).reinitialize()


def _give_key(session: pkcs11.Session, officer: Officer, issuing: _Authority, at: datetime) -> None:
    """Make a key in the device, have it certified, and put the certificate beside it."""
    public = GENERATING[officer.kind](session, officer.key)
    made = _certificate(
        f"{officer.name} (mô phỏng)", public, issuing, at, ExtendedKeyUsageOID.EMAIL_PROTECTION
    )
    session.create_object(
        {
            pkcs11.Attribute.CLASS: pkcs11.ObjectClass.CERTIFICATE,
            pkcs11.Attribute.CERTIFICATE_TYPE: pkcs11.CertificateType.X_509,
            pkcs11.Attribute.TOKEN: True,
            pkcs11.Attribute.LABEL: officer.key,
            pkcs11.Attribute.SUBJECT: made.subject.public_bytes(),
            pkcs11.Attribute.VALUE: made.public_bytes(serialization.Encoding.DER),
        }
    )


def _ecdsa(session: pkcs11.Session, label: str) -> PublicKey:
    curve = {pkcs11.Attribute.EC_PARAMS: encode_named_curve_parameters("secp256r1")}
    parameters = session.create_domain_parameters(pkcs11.KeyType.EC, curve, local=True)
    public, _private_key = parameters.generate_keypair(store=True, label=label)
    return cast(
        "ec.EllipticCurvePublicKey",
        serialization.load_der_public_key(encode_ec_public_key(public)),
    )


def _rsa(session: pkcs11.Session, label: str) -> PublicKey:
    public, _private_key = session.generate_keypair(
        pkcs11.KeyType.RSA, 2048, store=True, label=label
    )
    return cast(
        "rsa.RSAPublicKey", serialization.load_der_public_key(encode_rsa_public_key(public))
    )


GENERATING = {Kind.ECDSA: _ecdsa, Kind.RSA: _rsa}


def _authority(name: str, above: _Authority | None, at: datetime) -> _Authority:
    """Make an authority, certified by the one above or by itself."""
    key = ec.generate_private_key(ec.SECP256R1())
    usage = _usage(key_cert_sign=True, crl_sign=True)
    builder = _builder(name, key.public_key(), at).add_extension(usage, critical=True)
    builder = builder.add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
    issuer = above.certificate.subject if above else _name(name)
    signed = builder.issuer_name(issuer).sign(above.key if above else key, hashes.SHA256())
    return _Authority(signed, key)


def _certificate(
    name: str, public: PublicKey, issuing: _Authority, at: datetime, purpose: x509.ObjectIdentifier
) -> x509.Certificate:
    usage = _usage(digital_signature=True, content_commitment=True)
    stamping = purpose == ExtendedKeyUsageOID.TIME_STAMPING  # where it must be critical
    return (
        _builder(name, public, at)
        .add_extension(usage, critical=True)
        .add_extension(x509.ExtendedKeyUsage([purpose]), critical=stamping)
        .issuer_name(issuing.certificate.subject)
        .sign(issuing.key, hashes.SHA256())
    )


def _builder(name: str, public: PublicKey, at: datetime) -> x509.CertificateBuilder:
    return x509.CertificateBuilder(
        subject_name=_name(name),
        public_key=public,
        serial_number=x509.random_serial_number(),
        not_valid_before=at,
        not_valid_after=at + YEARS,
    )


def _revoked_by(authority: _Authority, at: datetime) -> str:
    """Give an authority's list of revocations: empty, and in force as long as its certificates."""
    builder = x509.CertificateRevocationListBuilder(
        authority.certificate.subject, last_update=at, next_update=at + YEARS
    )
    listed = builder.add_extension(x509.CRLNumber(1), critical=False)
    signed = listed.sign(authority.key, hashes.SHA256())
    return signed.public_bytes(serialization.Encoding.PEM).decode()


def _usage(**allowed: bool) -> x509.KeyUsage:
    return x509.KeyUsage(**dict.fromkeys(USAGES, False) | allowed)


def _name(name: str) -> x509.Name:
    return x509.Name(
        [
            x509.NameAttribute(NameOID.COUNTRY_NAME, "VN"),
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, "Thi đua số (mô phỏng)"),
            x509.NameAttribute(NameOID.COMMON_NAME, name),
        ]
    )


def _pem(certificate: x509.Certificate) -> str:
    return certificate.public_bytes(serialization.Encoding.PEM).decode()


def _private(key: rsa.RSAPrivateKey) -> str:
    return key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    ).decode()
