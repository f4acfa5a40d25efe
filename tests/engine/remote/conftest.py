"""A host with two workers on loopback, and ways to it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from engine.generator import Generator
from engine.generators import load
from engine.remote.certificates import make
from engine.remote.elsewhere import Elsewhere
from engine.remote.link import Link
from tests.engine.remote.host import ORDERS

ROOT = Path(__file__).parents[3]
SOURCE = "builtin:faces-stylegan2-64"


@dataclass
class Host:
    """A host's process, where it listens, its certificates and the folder of its orders."""

    process: subprocess.Popen[str]
    address: str
    certificates: Path
    orders: Path

    def kill(self) -> None:
        """Without a chance to tidy up."""
        self.process.send_signal(signal.SIGKILL)
        self.process.wait(30)


def started(folder: Path, certificates: Path) -> Host:
    """A host that listens on any free port; returns once its workers are there."""
    orders = folder / "orders"
    orders.mkdir(parents=True)
    command = [sys.executable, str(Path(__file__).with_name("host.py")), "--listen", "127.0.0.1:0", "--workers", "2"]
    environment = os.environ | {"PYTHONPATH": str(ROOT), ORDERS: str(orders), "OMP_NUM_THREADS": "1"}
    process = subprocess.Popen(
        [*command, "--certificates", str(certificates)], cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    line = process.stdout.readline()
    assert line.startswith("listening at tls://127.0.0.1:"), line
    return Host(process, line.split()[2], certificates, orders)


def ended(host: Host) -> None:
    """Ask it to end, and wait for that."""
    host.process.terminate()
    assert host.process.wait(30) is not None
    assert host.process.stdout is not None
    host.process.stdout.close()


@pytest.fixture(scope="session")
def certificates(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("certificates") / "new"
    make(folder)
    return folder


@pytest.fixture(scope="session")
def host(tmp_path_factory: pytest.TempPathFactory, certificates: Path) -> Iterator[Host]:
    made = started(tmp_path_factory.mktemp("host"), certificates)
    yield made
    ended(made)


@pytest.fixture(scope="session")
def generator() -> Generator:
    return load(SOURCE)


@pytest.fixture
def reach() -> Iterator[Callable[..., Elsewhere]]:
    """A way to a host, by its certificates or others'."""
    links: list[Link] = []

    def reached(host: Host, certificates: Path | None = None) -> Elsewhere:
        links.append(Link(host.address, str(certificates or host.certificates)))
        return Elsewhere(links[-1])

    yield reached
    for link in links:
        link.close()
