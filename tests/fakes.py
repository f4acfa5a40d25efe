"""Small generators of which everything is known, for tests that must not depend on training."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from importlib import resources
from pathlib import Path
from typing import Any, Self

import pytest
import torch
from safetensors.torch import load_file
from torch import Tensor

from engine.document.arrays import ArrayStore
from engine.document.asked.offers import GeneratorInfo
from engine.document.asked.requests import OpenGenerator
from engine.document.code import Layout, Slot
from engine.generator import Generator, Stage, StyleMatrix
from engine.generators.eigengan.family import EigenGAN
from engine.generators.eigengan.network import EigenGANNetwork, EigenGANShape
from engine.generators.stylegan2.family import StyleGAN2
from engine.job import Job, Progress, run
from engine.measure.truth.factors import Factors
from engine.worker.studio import Studio

SIDE = 16
STRENGTHS = {"eps": (8.0, 5.0, 3.0, 2.0), "z1": (4.0, 2.0, 1.0), "z2": (3.0, 1.5)}


def orthonormal(rows: int, size: int, seed: int) -> Tensor:
    """(rows, size) float32 with orthonormal rows."""
    random = torch.Generator().manual_seed(seed)
    return torch.linalg.qr(torch.randn(size, rows, generator=random, dtype=torch.float64))[0].T.float().contiguous()


class LinearGenerator(Generator):
    """16 x 16 pictures, linear in the code: image = sum over slots of (code[slot] @ turn) * strengths @ directions.

    `turn[slot]` (d, d) is a rotation: its rows' transpose are the right singular vectors of the slot's map, so the
    columns of `turn` are the directions of the code that a principal component analysis of the features must find,
    strongest first. The slots' pictures `directions[slot]` (d, 768) are orthonormal, also between slots. The last stage
    reads no slot. `ran` notes every stage that runs; the one called `fails` raises.
    """

    family = "linear"
    title = "Linear"

    def __init__(self, own: tuple[str, ...] = ("z1", "z2"), name: str = "linear") -> None:
        self.layout = Layout((Slot("eps", 4, 4), Slot("z1", 3, 4), Slot("z2", 2, 8)))
        self.resolution, self.own_slots = SIDE, own
        self.name, self.source, self.sha256 = name, f"/nowhere/{name}.safetensors", name.ljust(64, "0")
        self.metadata: Mapping[str, str] = {}
        self.card = "# A straight line\n"
        self.names = {"z1.1": "turn"} if "z1" in own else {}
        self.effects = {"z1.1": 0.5, "z1.2": 0.25, "z2.1": 0.125} if own else {}
        basis = orthonormal(9, 3 * SIDE * SIDE, seed=1)
        self.directions = {name: basis[place] for name, place in self.layout.slices.items()}
        self.turn = {slot.name: orthonormal(slot.dimension, slot.dimension, seed=2 + i)
                     for i, slot in enumerate(self.layout.slots)}  # fmt: skip
        self.strengths = {name: torch.tensor(values) for name, values in STRENGTHS.items()}
        self.parameters = 768 * 9 + 9
        self.ran: list[str] = []
        self.fails = ""
        self.stages = (
            *(Stage(slot, (slot,), self._adder(slot)) for slot in self.layout.slices),
            Stage("picture", (), self._picture),
        )

    @property
    def style_matrices(self) -> tuple[StyleMatrix, ...]:
        maps = {name: self.turn[name] * self.strengths[name] @ self.directions[name] for name in self.turn}
        return tuple(StyleMatrix(name, weight.T) for name, weight in maps.items())

    def _adder(self, slot: str) -> Any:
        place = self.layout.slices[slot]

        def add(features: Tensor | None, codes: Tensor) -> Tensor:
            self._enter(slot)
            step = (codes[:, place] @ self.turn[slot] * self.strengths[slot]) @ self.directions[slot]
            return step if features is None else features + step

        return add

    def _picture(self, features: Tensor | None, codes: Tensor) -> Tensor:
        self._enter("picture")
        assert features is not None
        return features.view(-1, 3, SIDE, SIDE)

    def _enter(self, stage: str) -> None:
        self.ran.append(stage)
        if stage == self.fails:
            raise RuntimeError(f"stage {stage} broke")

    @classmethod
    def matches(cls, weights: Mapping[str, Tensor], metadata: Mapping[str, str]) -> bool:
        return False

    @classmethod
    def from_weights(cls, weights: Mapping[str, Tensor], metadata: Mapping[str, str]) -> Self:
        raise ValueError("a LinearGenerator has no file")


class MappedGenerator(LinearGenerator):
    """A LinearGenerator whose codes are stretched and turned noise around a mean, as StyleGAN's are."""

    deviations = torch.tensor([3.0, 2.4, 1.9, 1.5, 1.2, 0.9, 0.7, 0.5, 0.3])

    def __init__(self) -> None:
        super().__init__(own=(), name="mapped")
        self.axes = orthonormal(9, 9, seed=9)  # rows: the true components, the strongest first
        self.mean = torch.linspace(-1, 1, 9)

    def map(self, z: Tensor, c: Tensor | None = None) -> Tensor:
        return z * self.deviations @ self.axes + self.mean

    def mean_code(self, label: int | None = None) -> Tensor:
        return self.mean.clone()


class GatedGenerator(LinearGenerator):
    """Waits inside stage z1 while `gate` is clear, and says so through `entered`."""

    def __init__(self) -> None:
        super().__init__(name="gated")
        self.gate, self.entered = threading.Event(), threading.Event()
        self.gate.set()

    def _enter(self, stage: str) -> None:
        if stage == "z1":
            self.entered.set()
            if not self.gate.wait(20):
                raise TimeoutError("nobody opened the gate")
        super()._enter(stage)


class NotANumber(LinearGenerator):
    """Draws what is not finite wherever z2.1 is above 5."""

    def __init__(self) -> None:
        super().__init__(name="nan")
        self.stages = (*self.stages[:-1], Stage("picture", ("z2",), self._picture))

    def _picture(self, features: Tensor | None, codes: Tensor) -> Tensor:
        picture = super()._picture(features, codes)
        return torch.where(codes[:, 7, None, None, None] > 5, torch.nan, picture)


def small_eigengan(levels: int = 3, seed: int = 3) -> EigenGAN:
    """A drawn EigenGAN of `levels` levels (32 pixels with 3), its sliders of clearly different strengths."""
    random = torch.Generator().manual_seed(seed)
    network = EigenGANNetwork(EigenGANShape((12, 10, 8, 6)[: levels + 1], 5, (4, 3, 2)[:levels]))
    with torch.no_grad():
        for weight in network.parameters():
            weight.normal_(0, 0.2, generator=random)
        for level in network.levels:
            rows, size = level.sub.U.shape
            level.sub.U.copy_(torch.linalg.qr(torch.randn(size, rows, generator=random))[0].T)
            level.sub.L.copy_(torch.linspace(8, 2, rows))
    generator = EigenGAN.from_weights(network.state_dict(), {})
    generator.name, generator.sha256 = "small", "small".ljust(64, "0")
    return generator


def noisy_faces(strength: float = 0.03) -> StyleGAN2:
    """The shipped StyleGAN2 whose noise can be seen: its own maps with this strength in every layer. As it was trained
    its strengths are next to nothing, which those of large networks are not."""
    with resources.as_file(resources.files("resources") / "generators" / "faces-stylegan2-64.safetensors") as path:
        weights = load_file(path)
    loud = {name: torch.full_like(each, strength) for name, each in weights.items() if name.endswith("noise_strength")}
    generator = StyleGAN2.from_weights(weights | loud, {})
    generator.name, generator.sha256 = "noisy faces", "a" * 64
    return generator


def opening_of(generator: Generator) -> Callable[..., Job[tuple[Generator, tuple[str, ...]]]]:
    """What stands in for `engine.generators.opening` to open a generator that has no file."""

    def opening(
        what: str, device: str = "cpu", cache: Path | None = None, expected: str = "", readings: object = None
    ) -> Job[tuple[Generator, tuple[str, ...]]]:
        assert what == generator.name
        yield Progress(0.5, "reading the file")
        return generator, ()

    return opening


def channels() -> Factors:
    """Factors of any pictures: the means of their colours, in place of what only portraits have."""
    return Factors(("yaw", "pitch", "smile"), lambda images: (10 * images.mean((2, 3)), torch.zeros(len(images))))


def open_in(studio: Studio, generator: Generator, monkeypatch: pytest.MonkeyPatch) -> GeneratorInfo:
    """Open a generator that has no file, through the studio's own door."""
    monkeypatch.setattr("engine.worker.opening.opening", opening_of(generator))
    return run(studio.start(OpenGenerator(generator.name)))


def a_studio() -> Studio:
    """A studio with a store of its own."""
    return Studio(ArrayStore())
