"""A controller over an engine that only writes down what it is asked."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np

from app.controller import Controller
from app.model.settings import Settings
from engine.document.asked.offers import GeneratorInfo
from engine.document.asked.requests import Done, Frame, JobRequest, Quality, ReadRecipe, RenderRequest
from engine.document.code import Layout, Slot
from engine.document.document import GeneratorRef
from engine.document.saved.serial import from_recipe

LAYOUT = Layout((Slot("eps", 2, 4), Slot("z1", 3, 8)))


def info(name: str = "small", sha256: str = "a" * 64, **more: Any) -> GeneratorInfo:
    ref = GeneratorRef(name, f"/there/{name}.pt", sha256)
    return replace(GeneratorInfo(ref, "eigengan", "EigenGAN", LAYOUT, 16, 99, ("z1",), {"z1.1": "turn"}, {}), **more)


class Desk:
    """A controller, what it asked of the engine, and what it said to the window."""

    def __init__(self, settings: Settings | None = None) -> None:
        self.controller = Controller(settings or Settings())
        self.renders: list[RenderRequest] = []
        self.jobs: list[JobRequest] = []
        self.cancelled: list[int] = []
        self.said: list[tuple[str, str, str]] = []
        self.shown: list[Frame] = []
        self.ended: list[int] = []
        self.controller.bridge.start = lambda: None  # type: ignore[method-assign]
        self.controller.frames.ask = self.renders.append
        self.controller.jobs._submit, self.controller.jobs._cancel = self.jobs.append, self.cancelled.append
        self.controller.noticed.connect(self._say)
        self.controller.frame_ready.connect(self.shown.append)
        self.controller.job_ended.connect(self.ended.append)

    def _say(self, *words: str) -> None:
        self.said.append((words[0], words[1], words[2]))

    def answer(self, message: Any) -> None:
        self.controller.bridge.arrived.emit(message)

    def done(self, result: Any) -> None:
        self.answer(Done(self.jobs[-1].job, result))

    def read_recipe(self) -> None:
        """Answer the last job, which reads a recipe, as the engine does."""
        work = self.jobs[-1].work
        assert isinstance(work, ReadRecipe)
        self.done(from_recipe(work.recipe, self.controller.arrays))

    def frame(
        self, request: RenderRequest, value: int = 0, base: float = 0.0, quality: Quality = "full", notice: str = ""
    ) -> Frame:
        pixels = np.full((16, 16, 3), value, np.uint8)
        side = 8 if quality == "preview" else 0
        return Frame(
            request.epoch, request.sequence, pixels, np.full(5, base, np.float32), 0.001, quality, side, notice
        )

    def open(self, what: GeneratorInfo) -> None:
        self.controller.opening.generator(what.ref.source)
        self.done(what)
