"""The certificates by which client and workers know each other: an authority of one's own, and mutual TLS.

A folder holds three files: `ca.pem`, whom to trust; `worker.pem` for the machines that work, and `client.pem` for those
that ask, each a certificate with its key. The authority's own key is thrown away, so nobody can make more of them; to
shut somebody out, make new ones. Whoever has `client.pem` may run what they like on the workers: keep it as a password.
"""

from __future__ import annotations

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from engine.document.disk.files import why_not_written
from engine.document.disk.reading import content
from engine.document.disk.wording import CLAUSE, short
from engine.language import tr
from engine.remote.needed import check_packages

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePrivateKey
    from cryptography.x509 import Certificate
    from distributed import Security

Role = Literal["client", "worker"]
AUTHORITY = "ca.pem"
ROLES: tuple[Role, ...] = ("worker", "client")
FILES = (AUTHORITY, *(f"{role}.pem" for role in ROLES))
#: How long they hold, in days: a little over two years.
DAYS = 825
#: A certificate is a few hundred bytes, and its key as many.
LONGEST = 100_000
MAKE = tr("Make new ones with eigenbrush certificates DIR, and copy ca.pem and client.pem to where you connect from.")

Signed = tuple["Certificate", "EllipticCurvePrivateKey"]


def make(folder: Path, now: datetime | None = None) -> tuple[Path, ...]:
    """Write the three files into a folder, which is made if it is not there; readable by their owner alone.

    Raises:
        ValueError: a package is missing, or one of the files is there already; one sentence.
        OSError: they cannot be written; one sentence.
    """
    check_packages()
    if there := [name for name in FILES if (folder / name).exists()]:
        raise ValueError(
            tr(
                "{folder} holds {name} already, and whoever has it could not connect any more; choose another folder.",
                folder=short(folder),
                name=there[0],
            )
        )
    now = now or datetime.now(UTC)
    authority = signed("EigenBrush", now)
    contents = (pem(authority, key=False), *(pem(issued(authority, role, now)) for role in ROLES))
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        for name, text in zip(FILES, contents, strict=True):
            with os.fdopen(os.open(folder / name, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
                file.write(text)
    except OSError as error:
        raise OSError(why_not_written(folder, error)) from error
    return tuple(folder / name for name in FILES)


def issued(authority: Signed, role: Role, now: datetime) -> Signed:
    """A certificate of this authority: workers answer and ask, a client asks only."""
    return signed(f"EigenBrush {role}", now, authority, answers=role == "worker")


def signed(name: str, now: datetime, authority: Signed | None = None, *, answers: bool = False) -> Signed:
    """A new key, and its certificate by this authority; without one it is an authority itself."""
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes
    from cryptography.hazmat.primitives.asymmetric import ec
    from cryptography.x509.oid import ExtendedKeyUsageOID

    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, name)])
    own = authority is None
    issuer, signing = (subject, key) if authority is None else (authority[0].subject, authority[1])
    made = (
        x509.CertificateBuilder(issuer, subject, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))  # the clocks of two machines may differ
        .not_valid_after(now + timedelta(days=DAYS))
        .add_extension(x509.BasicConstraints(ca=own, path_length=0 if own else None), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(signing.public_key()), critical=False)
        .add_extension(
            x509.KeyUsage(digital_signature=not own, key_cert_sign=own, crl_sign=own, content_commitment=False,
                          key_encipherment=False, data_encipherment=False, key_agreement=False, encipher_only=False,
                          decipher_only=False),
            critical=True,
        )
    )  # fmt: skip
    if not own:
        usages = [ExtendedKeyUsageOID.CLIENT_AUTH, *([ExtendedKeyUsageOID.SERVER_AUTH] if answers else [])]
        made = made.add_extension(x509.ExtendedKeyUsage(usages), critical=False)
    return made.sign(signing, hashes.SHA256()), key


def pem(one: Signed, *, key: bool = True) -> bytes:
    """A certificate as text, with its key or without."""
    from cryptography.hazmat.primitives import serialization

    text = one[0].public_bytes(serialization.Encoding.PEM)
    if key:
        form, bare = serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        text += one[1].private_bytes(serialization.Encoding.PEM, form, bare)
    return text


def security(folder: Path, role: Role) -> Security:
    """What Dask connects and listens with: nothing but TLS, each side with a certificate of this folder's authority.

    Raises:
        ValueError: a package is missing, or the folder lacks a file, or one is damaged or has expired; one sentence.
    """
    check_packages()
    for name in (AUTHORITY, f"{role}.pem"):
        _check(folder / name)
    return secured(folder, role)


def secured(folder: Path, role: Role) -> Security:
    """`security` without a look at the files."""
    from distributed import Security

    own, ca = str(folder / f"{role}.pem"), str(folder / AUTHORITY)
    sides = ("client",) if role == "client" else ("client", "scheduler", "worker")
    return Security(require_encryption=True, tls_ca_file=ca, **{f"tls_{side}_cert": own for side in sides})


def _check(path: Path) -> None:
    """Raise a sentence unless this is a certificate that holds now."""
    from cryptography import x509

    try:
        found = x509.load_pem_x509_certificate(content(path, LONGEST))
    except OSError as error:
        why = short((error.strerror or str(error)).lower(), CLAUSE)
        raise ValueError(tr("The certificate {path} cannot be read ({why}). {make}", path=short(path), why=why,
                            make=MAKE)) from error  # fmt: skip
    except ValueError as error:
        raise ValueError(tr("{path} is no certificate. {make}", path=short(path), make=MAKE)) from error
    if datetime.now(UTC) > found.not_valid_after_utc:
        until = found.not_valid_after_utc.date().isoformat()
        raise ValueError(tr("The certificate {path} held until {until}. {make}", path=short(path), until=until,
                            make=MAKE))  # fmt: skip
