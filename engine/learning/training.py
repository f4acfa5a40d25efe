"""The job that drives a learner: step by step, shown, kept, gone on from, and ended when it gets no better."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import torch

from engine.codes.samples import FIRST_SEED
from engine.document.asked.learning import Learned
from engine.document.directions import DirectionSet, Provenance, notes
from engine.document.disk.wording import CLAUSE, Advice, short
from engine.generator import Generator
from engine.job import Job, Progress, within, worked
from engine.language import tr
from engine.learning.curves import Curves
from engine.learning.kept import Question, State, adam_tensors, packed, read_state, restore_adam, write_packed
from engine.learning.learner import Found, Learner
from engine.learning.pace import pace
from engine.loading import COMPILER, aside, imported
from engine.method import Context, Method

log = logging.getLogger(__name__)

#: Seconds between two looks at what was learned so far, and between two states on disk, of which the first is kept at
#: the first look: whatever ends the program, no more than that is lost.
SHOWN, KEPT = 3.0, 30.0
#: The shares of the whole that are over when the first step begins, and when the last one ends.
BEGUN, ENDED = 0.02, 0.97
#: What of a method's parameters its numbers do not depend on: more steps go on from fewer.
LENGTH = "steps"


@dataclass(frozen=True)
class Plan:
    """At most `steps` steps; `stretch` is how many steps must bring something, else it ends early (0: never)."""

    steps: int
    stretch: int = 0


def trained(
    method: Method,
    generator: Generator,
    context: Context,
    plan: Plan,
    make: Callable[[int], Job[Learner]],
) -> Job[DirectionSet]:
    """Train what `make(at_once)` makes: `at_once` is how many pictures are to be drawn together.

    Every few seconds its progress brings a `Learned`. Ended early, by a person or by an error, it has kept its state
    where `context.keeping` says; the same question goes on from there, to the same numbers as without a break.

    Raises:
        ValueError: a figure is no number any more, or what is to be gone on from does not fit; one plain sentence.
    """
    if _device(generator).type != "cpu":
        only = tr("{title} learns on the processor only so far", title=method.title)
        raise ValueError(
            Advice(
                tr(
                    "{only}. Choose the processor as the device, let it learn, and come back: what it "
                    "learned works everywhere.",
                    only=only,
                ),
                f"{only}. Set the variable CUDA_VISIBLE_DEVICES to nothing, or use a machine without a graphics card: "
                "what it learned works everywhere.",
            )
        )
    provenance = method.provenance(generator, context)
    question = _question(method, generator, context)
    yield from imported(COMPILER)  # Adam does, seconds long, in the middle of a step
    path = Path(context.keeping.path) if context.keeping.path else None
    state = read_state(path, question) if path is not None and context.keeping.resume else None
    if state is not None:  # what comes next takes a while: meanwhile one sees that nothing is lost
        kept = Learned(None, _curves(state).shown(), state.step, plan.steps, 0.0)
        yield Progress(0.0, tr("goes on from step {step:,}", step=state.step), kept)
    at_once = state.at_once if state is not None else (yield from within(0, 0.002, pace(generator)))
    learner = yield from within(0.002, BEGUN, make(at_once))
    run = _Run(learner, plan, context.seed, at_once, path, question, provenance)
    if state is not None:
        run.restore(state)
    yield from run.steps(context.keeping.minutes)
    found = yield from within(ENDED, 1, learner.finished(), tr("measuring what was learned"))
    yield Progress(1.0, found.notes[0] if found.notes else "done")
    return _as_set(found, provenance)


@torch.no_grad()
def _device(generator: Generator) -> torch.device:
    """Where it draws."""
    return generator.synthesize(generator.sample(1)).device


def _question(method: Method, generator: Generator, context: Context) -> Question:
    """All that the numbers of a training depend on."""
    parameters = method.question()
    parameters.pop(LENGTH, None)
    return {
        "method": method.identifier,
        "version": method.version,
        "parameters": parameters,
        "seed": context.seed,
        "examples": [list(each) for each in context.examples],
        "generator": generator.sha256,
    }


def _as_set(found: Found, provenance: Provenance) -> DirectionSet:
    return DirectionSet(found.directions, provenance, notes("found", found.notes), reach=found.reach)


def _curves(state: State) -> Curves:
    """The figures of a training that was kept."""
    return Curves({name: each.tolist() for name, each in state.part("curve.").items()})


class _Run:
    """One training on its way."""

    def __init__(
        self,
        learner: Learner,
        plan: Plan,
        seed: int,
        at_once: int,
        path: Path | None,
        question: Question,
        provenance: Provenance,
    ) -> None:
        self._learner, self._plan, self._at_once = learner, plan, at_once
        self._path, self._question, self._provenance = path, question, provenance
        self._random = torch.Generator().manual_seed(FIRST_SEED + seed)
        self._curves, self._step, self._kept, self._share = Curves(), 0, 0, 0.0
        self._drawn = self._random.get_state()  # after the last whole step: an ended one may have drawn more
        groups = [{"params": list(g.parameters), "lr": g.rate, "betas": g.betas} for g in learner.rated()]
        self._adam = torch.optim.Adam(groups) if groups else None

    def restore(self, state: State) -> None:
        """Stand where this state stands; raises ValueError, one plain sentence, where it does not fit."""
        try:
            self._learner.module.load_state_dict(state.part("module."))
            if self._adam is not None:
                restore_adam(self._adam, state.part("adam."))
            self._random.set_state(state.tensors["random"])
        except (KeyError, ValueError, RuntimeError, TypeError) as error:
            name = short(self._path.name if self._path else "")
            unfit = tr("{name} cannot be gone on from: it does not fit this method.", name=name)
            sentence = Advice(tr("{unfit} Start anew without going on.", unfit=unfit), f"{unfit} Leave --resume out.")
            raise ValueError(sentence) from error
        self._curves = _curves(state)
        self._step = self._kept = state.step
        self._drawn = self._random.get_state()

    def steps(self, minutes: float | None) -> Job[None]:
        """All steps that are left; whatever ends them, what was learned is kept."""
        first, began = self._step, worked()
        shown = kept = began
        try:
            while self._step < self._plan.steps and not self._ended():
                passed = worked() - began
                if minutes is not None and passed >= 60 * minutes:
                    break
                left = self._left(passed, first, minutes)
                self._share = max(self._share, passed / max(passed + left, 1e-9))
                yield from self._one()
                now = worked()
                if now - shown >= SHOWN:
                    shown = now
                    yield self._progress(self._learned(left))
                if now - kept >= (KEPT if self._kept else SHOWN):
                    kept = now
                    yield from self._keeping()
        finally:
            self._keep()

    def _ended(self) -> bool:
        return self._curves.plateau(self._learner.watched, self._plan.stretch)

    def _left(self, passed: float, first: int, minutes: float | None) -> float:
        """Seconds to come, as far as one can tell."""
        done = self._step - first
        by_steps = (self._plan.steps - self._step) * passed / done if done else 60.0
        return by_steps if minutes is None else min(by_steps, max(60 * minutes - passed, 0.0))

    def _progress(self, learned: Learned | None = None) -> Progress:
        note = tr("step {step:,} of {steps:,}", step=self._step + 1, steps=self._plan.steps)
        return Progress(BEGUN + (ENDED - BEGUN) * self._share, note, learned)

    def _one(self) -> Job[None]:
        """One step."""
        if self._adam is not None:
            self._adam.zero_grad()
        step = self._learner.step(self._random)
        while True:
            try:
                next(step)
            except StopIteration as end:
                figures = end.value
                break
            yield self._progress()
        try:
            self._curves.add(figures)
        except ValueError as error:
            astray = short(str(error), CLAUSE)
            raise ValueError(
                tr(
                    "{astray} after {step:,} steps. What was learned before that is kept; begin anew with "
                    "another seed, or with less to learn.",
                    astray=astray,
                    step=self._step,
                )
            ) from error
        if self._adam is not None:
            self._adam.step()
        self._step += 1
        self._drawn = self._random.get_state()

    def _learned(self, left: float) -> Learned:
        directions = _as_set(self._learner.so_far(), self._provenance)
        return Learned(directions, self._curves.shown(), self._step, self._plan.steps, left)

    def _keeping(self) -> Job[None]:
        """Keep the state on the way: what takes long, the disk, is waited for beside the engine's thread."""
        if self._path is None or self._step == self._kept:
            return
        yield self._progress()  # so that what follows is a step of its own
        try:
            content, step, at = self._packed(), self._step, self._progress()
            yield from aside(partial(write_packed, self._path, content), at.note, at.fraction)
            self._kept = step
        except (OSError, ValueError) as error:
            self._not_kept(error)

    def _keep(self) -> None:
        """Keep the state at the end, if there is anything new."""
        if self._path is None or self._step == self._kept:
            return
        try:
            write_packed(self._path, self._packed())
            self._kept = self._step
        except (OSError, ValueError) as error:
            self._not_kept(error)

    def _not_kept(self, error: Exception) -> None:
        """A full disk is no reason to end: it is written down in the log."""
        log.warning("%s could not be kept: %s", self._path, error)

    def _packed(self) -> bytes:
        """The state after the last whole step, as its file; raises ValueError where it is not finite."""
        tensors = {f"module.{name}": each for name, each in self._learner.module.state_dict().items()}
        if self._adam is not None:
            tensors |= {f"adam.{name}": each for name, each in adam_tensors(self._adam).items()}
        tensors |= {f"curve.{name}": each for name, each in self._curves.tensors().items()}
        tensors["random"] = self._drawn
        state = State({name: each.detach().cpu() for name, each in tensors.items()}, self._step, self._at_once)
        return packed(self._question, state)
