"""Certificates: made once, and nobody comes in without one of the right authority that still holds."""

from __future__ import annotations

import os
import socket
import ssl
import sys
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.x509.oid import ExtendedKeyUsageOID

from app.cli.commands import run_command
from engine.generator import Generator
from engine.job import run
from engine.method import Context
from engine.methods.ganspace import GANSpace
from engine.remote import certificates
from engine.remote.certificates import issued, make, pem, secured, security, signed
from engine.remote.elsewhere import Elsewhere
from engine.remote.hosting import address_of
from engine.remote.troubles import check_address, check_folder
from tests.engine.remote.conftest import Host

LONG_AGO = datetime.now(UTC) - timedelta(days=certificates.DAYS + 2)


def written(folder: Path, authority: certificates.Signed, now: datetime) -> Path:
    """A folder by this authority, made at that time."""
    folder.mkdir()
    (folder / "ca.pem").write_bytes(pem(authority, key=False))
    for role in certificates.ROLES:
        (folder / f"{role}.pem").write_bytes(pem(issued(authority, role, now)))
    return folder


def test_what_is_made_is_private_and_signed_by_one_authority(tmp_path: Path) -> None:
    paths = make(tmp_path / "new")
    assert [path.name for path in paths] == ["ca.pem", "worker.pem", "client.pem"]
    ca, worker, client = (x509.load_pem_x509_certificate(path.read_bytes()) for path in paths)
    worker.verify_directly_issued_by(ca)
    client.verify_directly_issued_by(ca)
    assert b"PRIVATE KEY" not in paths[0].read_bytes(), "nobody can make more"
    uses = client.extensions.get_extension_for_class(x509.ExtendedKeyUsage).value
    assert list(uses) == [ExtendedKeyUsageOID.CLIENT_AUTH], "a client cannot pose as a host"
    if not sys.platform.startswith("win"):
        assert {os.stat(path).st_mode & 0o777 for path in paths} == {0o600}
    with pytest.raises(ValueError, match=r"holds ca\.pem already.* choose another folder"):
        make(tmp_path / "new")


def test_a_folder_that_will_not_do_is_refused_in_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"ca\.pem cannot be read \(no such file or directory\)\. Make new ones"):
        security(tmp_path, "client")
    (tmp_path / "ca.pem").write_text("nothing")
    with pytest.raises(ValueError, match=r"ca\.pem is no certificate\. Make new ones"):
        security(tmp_path, "client")
    make(tmp_path / "old", LONG_AGO)
    with pytest.raises(ValueError, match=r"ca\.pem held until 20\d\d-\d\d-\d\d\. Make new ones"):
        security(tmp_path / "old", "worker")


@pytest.mark.parametrize("text", ["8786", "here", ":8786", "here:", "here:many", "here:99999", ""])
def test_an_address_is_a_host_and_a_port(text: str) -> None:
    with pytest.raises(ValueError, match="listens at HOST:PORT"):
        address_of(text)
    with pytest.raises(ValueError, match="reached at tls://HOST:PORT"):
        check_address(text)


def test_addresses_are_understood() -> None:
    assert address_of("0.0.0.0:0") == ("0.0.0.0", 0)
    assert address_of("[::1]:8786") == ("::1", 8786)
    check_address("tls://example.org:8786")
    with pytest.raises(ValueError, match="reached at tls://"):
        check_address("tcp://example.org:8786")
    with pytest.raises(ValueError, match="EIGENBRUSH_CERTIFICATES"):
        check_folder("")


def test_without_certificates_nothing_listens(capsys: pytest.CaptureFixture[str]) -> None:
    assert run_command(["worker"]) == 2
    assert "listens to nobody without certificates" in capsys.readouterr().err


def test_the_package_that_is_missing_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("engine.remote.needed.PACKAGES", ("no_such_package",))
    for do in (lambda: make(tmp_path / "new"), lambda: security(tmp_path, "client")):
        with pytest.raises(ValueError, match=r'no_such_package: run pip install "eigenbrush\[remote\]"'):
            do()


def stranger(kind: str, folder: Path) -> ssl.SSLContext:
    """What a stranger comes with: no certificate, or one of his own authority."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    if kind != "none":
        context.load_cert_chain(folder / "client.pem")
    return context


@pytest.mark.parametrize("kind", ["none", "wrong"])
def test_a_stranger_is_not_let_in(host: Host, tmp_path: Path, kind: str) -> None:
    folder = written(tmp_path / "his", signed("EigenBrush", datetime.now(UTC)), datetime.now(UTC))
    place = address_of(host.address.removeprefix("tls://"))
    with socket.create_connection(place, timeout=20) as plain, pytest.raises(OSError):
        with stranger(kind, folder).wrap_socket(plain) as connection:
            connection.recv(1)  # what TLS 1.3 refuses is known here


def test_whoever_speaks_plainly_is_not_answered(host: Host) -> None:
    with socket.create_connection(address_of(host.address.removeprefix("tls://")), timeout=20) as plain:
        plain.sendall(b"GET / HTTP/1.0\r\n\r\n")
        with suppress(ConnectionResetError):
            assert not plain.recv(100).startswith(b"HTTP")


def test_a_certificate_of_another_authority_brings_the_work_here(
    host: Host, generator: Generator, tmp_path: Path, reach: Callable[..., Elsewhere]
) -> None:
    make(tmp_path / "other")
    units, method = reach(host, tmp_path / "other"), GANSpace(samples=11_000)
    local = run(method.discover(generator, Context(3)))
    job = method.discover(generator, Context(3, units=units))
    notes = set()
    while True:
        try:
            notes.add(next(job).note)
        except StopIteration as end:
            assert (end.value.vectors == local.vectors).all()
            break
    assert units.link.state == "down"
    assert any("cannot be reached" in note and "so the work goes on here" in note for note in notes)


def shake(server: ssl.SSLContext, client: ssl.SSLContext) -> None:
    """Both sides look at each other's certificates, in memory; raises ssl.SSLError where one refuses the other."""
    to_server, to_client = ssl.MemoryBIO(), ssl.MemoryBIO()
    sides = [server.wrap_bio(to_server, to_client, server_side=True), client.wrap_bio(to_client, to_server)]
    for side in sides * 5:
        with suppress(ssl.SSLWantReadError):
            side.do_handshake()


def test_both_sides_refuse_what_has_expired_or_is_no_hosts(tmp_path: Path) -> None:
    authority, now = signed("EigenBrush", datetime.now(UTC)), datetime.now(UTC)
    new, old = written(tmp_path / "new", authority, now), written(tmp_path / "old", authority, LONG_AGO)
    listening = {folder: secured(folder, "worker").get_listen_args("worker")["ssl_context"] for folder in (new, old)}
    asking = {folder: secured(folder, "client").get_connection_args("client")["ssl_context"] for folder in (new, old)}
    shake(listening[new], asking[new])
    with pytest.raises(ssl.SSLError, match="certificate has expired"):
        shake(listening[new], asking[old])
    with pytest.raises(ssl.SSLError, match="certificate has expired"):
        shake(listening[old], asking[new])
    (new / "worker.pem").write_bytes((new / "client.pem").read_bytes())
    posing = secured(new, "worker").get_listen_args("worker")["ssl_context"]
    with pytest.raises(ssl.SSLError, match="unsuitable certificate purpose"):
        shake(posing, asking[new])
