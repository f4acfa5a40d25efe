"""Work done by two workers on loopback, whatever happens to them: the answer is that of this process, to the bit."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from pathlib import Path

import numpy as np
import psutil
import pytest

from engine.document.arrays import ArrayStore
from engine.document.asked.requests import Discover, OpenGenerator
from engine.document.directions import DirectionSet
from engine.generator import Generator
from engine.generators import load
from engine.job import run
from engine.method import Context
from engine.methods.ganspace import GANSpace
from engine.remote import parcel
from engine.remote.elsewhere import CERTIFICATES, HOST, Elsewhere
from engine.remote.hosting import address_of
from engine.remote.link import Link
from engine.units import Part, Unit, Units
from engine.worker.studio import Studio
from tests.engine.remote.conftest import ROOT, SOURCE, Host, ended, started

Reach = Callable[..., Elsewhere]
METHOD = GANSpace(samples=60_000)


@pytest.fixture(scope="module")
def local(generator: Generator) -> DirectionSet:
    return run(METHOD.discover(generator, Context(3)))


def found(generator: Generator, units: Units) -> tuple[DirectionSet, list[str]]:
    """The directions that come of it, and what was said on the way."""
    job, said = METHOD.discover(generator, Context(3, units=units)), list[str]()
    while True:
        try:
            said.append(next(job).note)
        except StopIteration as end:
            return end.value, said


def same(one: DirectionSet, other: DirectionSet) -> bool:
    return (
        np.array_equal(one.vectors, other.vectors)
        and np.array_equal(one.sigma, other.sigma)
        and [d.origin for d in one] == [d.origin for d in other]
    )


def asked(units: Elsewhere, generator: Generator, wanted: Iterable[Unit], total: int) -> list[Part]:
    parts: list[Part] = []
    run(units(generator, wanted, total, parts.append))
    return parts


def pids(parts: list[Part]) -> set[int]:
    return {int(part["pid"]) for part in parts}


def few(generator: Generator, kind: str, count: int = 4) -> list[Unit]:
    return [Unit(kind, generator.sha256, i, 1, words={"home": os.getpid()}) for i in range(count)]


def test_two_workers_give_the_same_bits(host: Host, generator: Generator, local: DirectionSet, reach: Reach) -> None:
    units = reach(host)
    directions, said = found(generator, units)
    assert same(directions, local)
    assert units.link.state == "up" and units.link.width == 2
    assert any("60,000 of 60,000" in note for note in said)
    assert os.getpid() not in pids(asked(units, generator, few(generator, "who"), 4)), "it was done there"


def test_what_is_too_much_for_a_workers_memory_is_done_here(host: Host, generator: Generator, reach: Reach) -> None:
    units = reach(host)
    assert pids(asked(units, generator, few(generator, "memory"), 4)) == {os.getpid()}
    assert os.getpid() not in pids(asked(units, generator, few(generator, "who"), 4)), "it is asked again"


def test_a_generator_whose_file_is_gone_is_worked_on_here(
    host: Host, generator: Generator, tmp_path: Path, reach: Reach
) -> None:
    path, eigengan = tmp_path / "mine.safetensors", load("builtin:faces-eigengan-64")
    source, sha256, family, portraits = parcel.about(eigengan)
    path.write_bytes(parcel.of_generator(source, sha256, family, portraits=portraits))
    mine, units = load(path), reach(host)
    path.unlink()
    parts, notes = list[Part](), set[str]()
    for step in units(mine, few(mine, "who"), 4, parts.append):
        notes.add(step.note)
    assert pids(parts) == {os.getpid()}
    assert any("mine.safetensors" in note and "the work goes on here" in note for note in notes)
    assert os.getpid() not in pids(asked(units, generator, few(generator, "who"), 4)), "the others go on there"


def test_a_thousand_small_units_come_in_order(host: Host, generator: Generator, reach: Reach) -> None:
    parts = asked(reach(host), generator, few(generator, "who", 1000), 1000)
    assert [int(part["start"]) for part in parts] == list(range(1000))
    assert os.getpid() not in pids(parts)


def test_a_job_that_is_stopped_leaves_the_workers_free(host: Host, generator: Generator, reach: Reach) -> None:
    units = reach(host)
    job = units(generator, few(generator, "endless", 2), 2, lambda _: None)
    for name in ("begun-0", "begun-1"):
        while not (host.orders / name).exists():
            next(job)
    job.close()
    parts = asked(units, generator, few(generator, "who"), 4)
    assert os.getpid() not in pids(parts), "both were done with what had no end"
    for name in ("begun-0", "begun-1"):
        (host.orders / name).unlink()


CLIENT = """
import sys
from pathlib import Path
from engine.generators import load
from engine.remote.elsewhere import chosen
from engine.units import Unit
generator, orders = load(sys.argv[1]), Path(sys.argv[2])
units = [Unit("endless", generator.sha256, i, 1) for i in range(2)]
for _ in chosen()(generator, units, 2, print):
    if all((orders / f"begun-{i}").exists() for i in range(2)):
        print("begun", flush=True)
"""


def test_a_program_that_is_killed_leaves_the_workers_free(host: Host, generator: Generator, reach: Reach) -> None:
    environment = os.environ | {HOST: host.address, CERTIFICATES: str(host.certificates), "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(
        [sys.executable, "-c", CLIENT, SOURCE, str(host.orders)], env=environment, stdout=subprocess.PIPE, text=True
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "begun\n"
        other.send_signal(signal.SIGKILL)
    assert os.getpid() not in pids(asked(reach(host), generator, few(generator, "who"), 4))
    for name in ("begun-0", "begun-1"):
        (host.orders / name).unlink()


class Cable:
    """A way to a host that can be cut: what comes in at its own address goes to the host's, and back."""

    def __init__(self, host: Host) -> None:
        self._to = address_of(host.address.removeprefix("tls://"))
        self._ends: list[socket.socket] = []
        self._door = socket.create_server(("127.0.0.1", 0))
        self.address = f"tls://127.0.0.1:{self._door.getsockname()[1]}"
        self._threads: list[threading.Thread] = []
        self._begin(self._let_in)

    def _begin(self, target: Callable[..., None], *args: socket.socket) -> None:
        self._threads.append(threading.Thread(target=target, args=args, daemon=True))
        self._threads[-1].start()

    def _let_in(self) -> None:
        with suppress(OSError):  # it was taken away
            while True:
                inside, outside = self._door.accept()[0], socket.create_connection(self._to)
                self._ends += [inside, outside]
                for one, other in ((inside, outside), (outside, inside)):
                    self._begin(self._carry, one, other)

    def _carry(self, one: socket.socket, other: socket.socket) -> None:
        with suppress(OSError):  # it was cut
            while content := one.recv(65536):
                other.sendall(content)
        for end in (one, other):
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)

    def cut(self) -> None:
        for end in self._ends:
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)

    def take_away(self) -> None:
        with suppress(OSError):  # closing alone wakes nobody who waits at it
            self._door.shutdown(socket.SHUT_RDWR)
        self._threads[0].join(20)  # whoever comes again at once is either let in, and cut, or not
        self.cut()
        for end in (self._door, *self._ends):
            end.close()
        for thread in self._threads:
            thread.join(20)


def test_a_connection_that_is_cut_is_made_anew(
    host: Host, generator: Generator, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("engine.remote.link.AGAIN", 0.0)
    cable, parts = Cable(host), list[Part]()
    link = Link(cable.address, str(host.certificates))

    def wanted() -> Iterator[Unit]:
        """Units until they were done there, then here, and then there again."""
        for i in range(1_000_000):
            who = [int(part["pid"]) == os.getpid() for part in parts]
            if True in who and not who[-1]:
                return
            yield Unit("who", generator.sha256, i, 1)

    cuts = 0
    for _ in Elsewhere(link)(generator, wanted(), 1_000_000, parts.append):
        if not cuts and len(parts) > 20:
            cuts += 1
            cable.cut()
    link.close()
    cable.take_away()
    assert cuts and [int(part["start"]) for part in parts] == list(range(len(parts)))


def test_the_program_asks_the_workers_that_the_environment_names(
    host: Host, local: DirectionSet, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(HOST, host.address)
    monkeypatch.setenv(CERTIFICATES, str(host.certificates))
    studio = Studio(ArrayStore())
    opened = run(studio.start(OpenGenerator(SOURCE)))
    directions = run(studio.start(Discover(opened.ref.sha256, "ganspace", {"samples": METHOD.samples}, 3)))
    units = studio.held.units
    assert isinstance(units, Elsewhere) and units.link.state == "up"
    units.link.close()
    assert same(directions, local)


def test_other_versions_are_refused_and_both_named(
    host: Host, generator: Generator, local: DirectionSet, reach: Reach, monkeypatch: pytest.MonkeyPatch
) -> None:
    theirs = parcel.versions()
    monkeypatch.setattr(parcel, "versions", lambda: "EigenBrush 0.0.1, torch 1.0, distributed 1.0")
    units = reach(host)
    directions, said = found(generator, units)
    assert same(directions, local)
    assert units.link.state == "refused"
    assert any("EigenBrush 0.0.1, torch 1.0" in note and theirs in note for note in said)


def test_nothing_listens_but_what_asks_for_a_certificate(host: Host) -> None:
    process = psutil.Process(host.process.pid)
    listening = [
        each.laddr
        for one in (process, *process.children(recursive=True))
        for each in one.net_connections()
        if each.status == psutil.CONN_LISTEN
    ]
    assert {place.ip for place in listening} == {"127.0.0.1"}
    assert len(listening) == 5, "the host, two workers and what starts each anew"


# Workers are started anew after these, which takes seconds that no other test should wait for.


def test_a_worker_that_dies_in_the_middle_changes_nothing(
    host: Host, generator: Generator, local: DirectionSet, reach: Reach
) -> None:
    order = host.orders / "worker-codes"
    order.touch()
    directions, _ = found(generator, reach(host))
    assert not order.exists(), "a worker was killed"
    assert same(directions, local)


def test_a_unit_that_kills_two_workers_is_done_here(host: Host, generator: Generator, reach: Reach) -> None:
    parts = asked(reach(host), generator, few(generator, "poison", 1), 1)
    assert pids(parts) == {os.getpid()}


def test_a_host_that_dies_in_the_middle_changes_nothing(
    tmp_path: Path, certificates: Path, generator: Generator, local: DirectionSet, reach: Reach
) -> None:
    other = started(tmp_path, certificates)
    order = other.orders / "host-codes"
    order.touch()
    units = reach(other)
    directions, said = found(generator, units)
    assert not order.exists(), "the host was killed"
    assert same(directions, local)
    assert any("so the work goes on here" in note for note in said)
    assert units.link.state == "down"
    ended(other)
