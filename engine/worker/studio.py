"""What a request becomes: frames at once, jobs through the table of answers. The only front door of the engine."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

import torch
from torch.autograd import forward_ad

from engine.document.arrays import ArrayStore
from engine.document.asked.offers import EngineReady, Workers
from engine.document.asked.requests import Frame, RenderRequest, Request
from engine.generator import Generator
from engine.job import Job
from engine.worker import comparing, directions, drawing, films, opening, reading, usual, workers, writing
from engine.worker.answers import ANSWERS
from engine.worker.faces import albums, between, codes, cutting, laying, photos
from engine.worker.holdings import Holdings

A = TypeVar("A")

#: Each enters its answers into the table when it is imported.
SUBJECTS = (opening, drawing, directions, photos, laying, albums, codes, between, cutting, comparing, reading, usual,
            writing, films, workers)  # fmt: skip


class Studio:
    """Answers renders and makes jobs. Lives on one thread; scripts use it directly, with `engine.job.run`."""

    def __init__(self, arrays: ArrayStore, tell: Callable[[Workers], None] | None = None) -> None:
        """`tell` hears how it stands with workers on other machines, on any thread."""
        self.arrays = arrays
        self.held = Holdings(arrays, tell)
        self._modes = self.modes()

    def ready(self) -> EngineReady:
        """Which device computes, and which there are."""
        return opening.ready(self.held)

    def generator(self, sha256: str) -> Generator:
        """An open generator by its hash; raises ValueError if it is not open."""
        return self.held.get(sha256).generator

    def render(self, request: RenderRequest, newer: Callable[[], bool] | None = None) -> Frame | None:
        """One frame of the request's document; None if it was idle and `newer` said that something newer waits.

        Raises:
            ValueError: its generator is not open, or the picture is not finite.
        """
        return drawing.render(self.held, request, newer)

    def start(self, work: Request[A, object]) -> Job[A]:
        """The job for a request of `engine.document.asked.requests`."""
        return workers.saying(self.held, usual.after_measuring(self.held, work, ANSWERS[type(work)](self.held, work)))

    def close(self) -> None:
        """Leave the workers on other machines."""
        self.held.close()

    def modes(self) -> tuple[object, ...]:
        """The torch contexts that a step could leave open: gradients, inference, autocast, forward mode, hooks."""
        module = torch.nn.modules.module
        return (
            torch.is_grad_enabled(),
            torch.is_inference_mode_enabled(),
            torch.is_autocast_enabled("cpu"),
            torch.is_autocast_enabled("cuda"),
            forward_ad._current_level,  # noqa: SLF001  torch says it nowhere else
            len(module._global_forward_hooks) + len(module._global_forward_pre_hooks),  # noqa: SLF001  as above
        )

    def restore_modes(self) -> None:
        """Put the switchable contexts back to what they were at the start."""
        grad, _, cpu, cuda, _, _ = self._modes
        torch.set_grad_enabled(bool(grad))
        torch.set_autocast_enabled("cpu", bool(cpu))
        torch.set_autocast_enabled("cuda", bool(cuda))
        while forward_ad._current_level >= 0:  # noqa: SLF001  as in `modes`
            forward_ad.exit_dual_level()
