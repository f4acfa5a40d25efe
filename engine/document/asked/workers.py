"""What the window asks of workers on other machines, and what the engine tells of them and of itself."""

from __future__ import annotations

from dataclasses import dataclass

from engine.document.asked.requests import Request


@dataclass(frozen=True)
class UseWorkers(Request[None, None]):
    """Have units done by the workers at this address from now on, with the certificates of a folder; by none, with no
    address. How it stands with them is told by `Workers`.

    Jobs that are under way go on: what other workers had of theirs is done here. `waits`: while the connection is
    lost, jobs wait for it; else they go on here. For the same workers that alone is changed; where it is as it was,
    they are tried again.
    """

    address: str = ""
    certificates: str = ""
    waits: bool = False


@dataclass(frozen=True)
class WorkerFacts:
    """One worker: its name, its device in words, the bytes that it takes in memory and on its GPU, the kind of unit
    that it does now (empty: none), and how many it has done."""

    name: str
    device: str
    memory: int
    on_device: int
    doing: str
    done: int


@dataclass(frozen=True)
class EngineFacts:
    """What computes: here, with so many threads and bytes of memory (0: not known), and elsewhere; which versions."""

    device: str
    threads: int
    memory: int
    on_device: int
    versions: str
    workers: tuple[WorkerFacts, ...] = ()


@dataclass(frozen=True)
class LookAtEngine(Request[EngineFacts, None]):
    """What runs where -> EngineFacts; workers that do not answer in time are left out."""
