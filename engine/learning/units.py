"""A whole training as one unit of work: elsewhere it goes as it would here, and tells on the way what it has learned.

What is kept of it comes back as well, so that it can be gone on from here; of a training that is stopped elsewhere, as
much as had been kept by then.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator
from dataclasses import asdict
from functools import partial
from pathlib import Path

import numpy as np

from engine.document.asked.learning import Curve, Keeping, Learned
from engine.document.directions import DirectionSet
from engine.document.saved.direction_file import from_bytes, to_bytes
from engine.generator import Generator
from engine.job import Job, Progress
from engine.language import tr
from engine.learning.kept import write_packed
from engine.loading import aside
from engine.method import METHODS, Context, Method, memory_of, remember
from engine.units import Part, Unit, Word, unit_of_kind

KIND = "training"
#: How arrays of a part are called: a direction set and a state as the content of their files, numbers of a training,
#: and, behind this, its curves.
SET, STATE, TOLD, CURVE = "directions", "state", "told", "curve."


def trained_elsewhere(method: Method, generator: Generator, context: Context) -> Job[DirectionSet]:
    """What `method.discover` gives and tells, from whoever does `context.units`; the state lies where it would."""
    remember(generator, context.memory)
    keeping, found = context.keeping, list[Part]()
    unit, last = _unit_of(method, generator, context), tr("learning elsewhere")
    for step in context.units(generator, iter((unit,)), 1, found.append):
        part = step.partial if isinstance(step.partial, dict) else None
        learned = None if part is None else _learned(part)
        if learned is not None:
            last = tr("step {step:,} of {steps:,}", step=learned.step, steps=learned.steps)
        yield Progress(step.fraction, step.note or last, learned)
        if part is not None:
            yield from _kept(part, keeping.path, last, step.fraction)
    yield from _kept(found[0], keeping.path, last, 1.0)
    return from_bytes(found[0][SET].tobytes())


def may_go(method: Method) -> bool:
    """Whether its parameters are all that it needs to be told: it names no files of this machine."""
    return method.question() == asdict(method)  # type: ignore[call-overload]


def _unit_of(method: Method, generator: Generator, context: Context) -> Unit:
    keeping = context.keeping
    words: dict[str, Word] = {
        "method": method.identifier, "parameters": json.dumps(asdict(method)),  # type: ignore[call-overload]
        "seed": context.seed, "examples": json.dumps(context.examples),
        "minutes": -1.0 if keeping.minutes is None else keeping.minutes,
    }  # fmt: skip
    given = {}
    if keeping.path and keeping.resume and (path := Path(keeping.path)).is_file():
        given[STATE] = np.frombuffer(path.read_bytes(), np.uint8)
    return Unit(KIND, generator.sha256, 0, 1, words=words, given=given)


def _kept(part: Part, path: str, note: str, fraction: float) -> Job[None]:
    if path and STATE in part:
        yield from aside(partial(write_packed, Path(path), part[STATE].tobytes()), note, fraction)


@unit_of_kind(KIND)
def train_unit(generator: Generator, unit: Unit) -> Job[Part]:
    """The directions that a training finds, and its state in the end; on the way, what it has learned so far."""
    words, minutes = unit.words, float(unit.words["minutes"])
    method = METHODS[str(words["method"])](**json.loads(str(words["parameters"])))
    examples = tuple((int(seed), float(score)) for seed, score in json.loads(str(words["examples"])))
    with tempfile.TemporaryDirectory() as folder:
        state = _State(Path(folder) / "training.safetensors", unit)
        keeping = Keeping(str(state.path), minutes=None if minutes < 0 else minutes)
        job = method.discover(generator, Context(int(words["seed"]), examples, memory=memory_of(generator),
                                                 keeping=keeping))  # fmt: skip
        while True:
            try:
                step = next(job)
            except StopIteration as end:
                return {SET: np.frombuffer(to_bytes(end.value), np.uint8), **dict(state.new())}
            shown = step.partial
            told = {**_told(shown), **dict(state.new())} if isinstance(shown, Learned) else None
            yield Progress(step.fraction, partial=told)


class _State:
    """Where a training elsewhere keeps its state, and which of its states was told last."""

    def __init__(self, path: Path, unit: Unit) -> None:
        self.path, self._last = path, 0
        if STATE in unit.given:
            path.write_bytes(unit.given[STATE].tobytes())
            self._last = path.stat().st_mtime_ns

    def new(self) -> Iterator[tuple[str, np.ndarray]]:
        """The state, if it was not told yet."""
        if self.path.is_file() and (now := self.path.stat().st_mtime_ns) != self._last:
            self._last = now
            yield STATE, np.frombuffer(self.path.read_bytes(), np.uint8)


def _told(learned: Learned) -> dict[str, np.ndarray]:
    directions = {} if learned.directions is None else {SET: np.frombuffer(to_bytes(learned.directions), np.uint8)}
    curves = {CURVE + curve.name: np.stack([curve.steps, curve.values]) for curve in learned.curves}
    return {TOLD: np.array([learned.step, learned.steps, learned.left], np.float64), **curves, **directions}


def _learned(part: Part) -> Learned:
    step, steps, left = part[TOLD].tolist()
    curves = tuple(Curve(name.removeprefix(CURVE), *each) for name, each in part.items() if name.startswith(CURVE))
    directions = from_bytes(part[SET].tobytes()) if SET in part else None
    return Learned(directions, curves, int(step), int(steps), left)
