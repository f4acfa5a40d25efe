"""The EigenGAN that ships, drawn with numpy alone: what is seen and moved until torch has been imported.

Codes, pictures, facts and sliders are those of `engine.generators.eigengan`, codes to 1e-6 and pictures to 1e-5. Only
what ships is read, by the safetensors library; any other file goes the way that can say what is wrong with it.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from importlib import resources
from itertools import count
from time import perf_counter

import numpy as np
from safetensors import safe_open
from safetensors.numpy import load

from engine.document.arrays import ArrayStore
from engine.document.asked.offers import GeneratorInfo, MethodOffer
from engine.document.asked.requests import Frame, RenderRequest
from engine.document.code import Layout, Slot
from engine.document.composing import base_code, final_code, mixed_code
from engine.document.conditions import Conditions
from engine.document.directions import Direction, DirectionSet, Provenance
from engine.document.document import Document, GeneratorRef
from engine.document.keys import Source

TITLE = "EigenGAN layers"
SLOPE = np.float32(0.2)
BLOCK = 16  # numbers that torch draws together
Map = np.ndarray  # (height, width, channels) float32


class FirstGenerator:
    """Facts, sliders and frames of one generator. Of methods `info` offers only the one that its sliders come from."""

    def __init__(self, name: str, weights: Mapping[str, np.ndarray], metadata: Mapping[str, str], sha256: str) -> None:
        self._weights = {key: weight.astype(np.float32) for key, weight in weights.items()}
        self._levels = next(i for i in count() if f"blocks.{i}.sub.U" not in weights)
        self._start = _linear(self._weights, "fc")
        self._rises = [self._rise(i) for i in range(self._levels)]
        self._finish = _convolution(self._weights, "out")
        self.info = self._describe(name, sha256)
        self.directions = self._sliders(json.loads(metadata.get("effects", "{}")), sha256)

    # ---- what the screen is told ----

    def _describe(self, name: str, sha256: str) -> GeneratorInfo:
        slots = tuple(f"z{i + 1}" for i in range(self._levels))
        sizes = [len(self._weights[f"blocks.{i}.sub.L"]) for i in range(self._levels)]
        levels = (Slot(slot, size, 4 * 2**i) for i, (slot, size) in enumerate(zip(slots, sizes, strict=True)))
        layout = Layout((Slot("eps", self._weights["fc.weight"].shape[1], 4), *levels))
        labels, card = (resources.files("resources") / "generators" / f"{name}.{end}" for end in ("json", "md"))
        told = json.loads(labels.read_text("utf-8")) if labels.is_file() else {}
        return GeneratorInfo(
            ref=GeneratorRef(name, Source.of_builtin(name), sha256),
            family="eigengan",
            title="EigenGAN",
            layout=layout,
            resolution=4 * 2**self._levels,
            parameters=sum(weight.size for weight in self._weights.values()),
            own_slots=slots,
            names=told.get("names", {}),
            hints=told.get("hints", {}),
            card=card.read_text("utf-8") if card.is_file() else "",
            first_seed=int(told.get("first_seed", 0)),
            methods=(MethodOffer("eigengan", TITLE, "He, Kan, Shan 2021"),),
            latents=len(layout.latent),
            file=sha256,
        )

    def _sliders(self, effects: Mapping[str, float], sha256: str) -> DirectionSet:
        """What the method "eigengan" finds, but for the maps and notes, which nobody needs at once."""
        layout, directions = self.info.layout, []
        for i, slot in enumerate(self.info.own_slots):
            for place, strength in zip(range(*layout.slices[slot].indices(layout.dimension)),
                                       np.abs(self._weights[f"blocks.{i}.sub.L"]), strict=True):  # fmt: skip
                slider, vector = layout.slider(place), np.zeros(layout.dimension, np.float32)
                vector[place] = 1
                effect = float(effects.get(slider, 0.0))
                directions.append(Direction(slider, vector, 1.0, float(strength), slider, effect))
        return DirectionSet(tuple(directions), Provenance("eigengan", TITLE, 1, {}, 0, sha256))

    # ---- pictures ----

    def draws(self, document: Document) -> bool:
        """Whether it can draw this document: one of its own, without masks and without what must be measured first."""
        own = document.generator.sha256 == self.info.ref.sha256
        plain = not document.compression and Conditions(truncation=document.truncation) == document.conditions
        return own and plain and not document.branches()[1]

    def frame(self, request: RenderRequest, arrays: ArrayStore) -> Frame:
        """The full picture.

        Raises:
            ValueError: the document's edits are of another shape; the sentence says so.
        """
        begun, document, layout = perf_counter(), request.document, self.info.layout
        sampled = {seed: noise(seed, layout.dimension) for seed in document.seeds()}
        mixed = mixed_code(document, sampled, layout)
        base = base_code(document, mixed, np.zeros(layout.dimension, np.float32), layout, arrays)
        image = self.synthesize(final_code(document, base, layout, arrays))
        pixels = np.round((image.clip(-1, 1) + 1) * np.float32(127.5)).astype(np.uint8)
        pixels.flags.writeable = False
        return Frame(request.epoch, request.sequence, pixels, base, perf_counter() - begun)

    def synthesize(self, code: np.ndarray) -> np.ndarray:
        """A code (dimension,) float32 to a picture (resolution, resolution, 3) float32 in [-1, 1]."""
        slices = self.info.layout.slices
        h = self._start(code[slices["eps"]]).reshape(-1, 4, 4).transpose(1, 2, 0)
        for slot, rise in zip(self.info.own_slots, self._rises, strict=True):
            h = rise(h, code[slices[slot]])
        return np.tanh(self._finish(_leaky(h)))

    def _rise(self, i: int) -> Callable[[Map, np.ndarray], Map]:
        """One level, as `engine.generators.eigengan.network.Level`."""
        level, side = f"blocks.{i}", 4 * 2**i
        strengths, basis, mean = (self._weights[f"{level}.sub.{name}"] for name in ("L", "U", "mu"))
        a, d = (_convolution(self._weights, f"{level}.{name}") for name in ("a", "d"))
        b, c = (_enlarging(self._weights, f"{level}.{name}") for name in ("b", "c"))

        def rise(h: Map, z: np.ndarray) -> Map:
            phi = ((strengths * z) @ basis + mean).reshape(-1, side, side).transpose(1, 2, 0)
            h = c(_leaky(a(phi) + h))
            return d(_leaky(b(phi) + h))

        return rise


def first_generator(source: str) -> FirstGenerator | None:
    """The generator of this source, if it ships and is an EigenGAN; else None."""
    name = Source(source).builtin
    file = resources.files("resources") / "generators" / f"{name}.safetensors"
    if Source(source).is_file or not file.is_file():
        return None
    with resources.as_file(file) as path:
        with safe_open(path, "np") as opened:
            metadata = dict(opened.metadata() or {})
        if metadata.get("family") != "eigengan":
            return None
        content = path.read_bytes()
    return FirstGenerator(name, load(content), metadata, hashlib.sha256(content).hexdigest())


def noise(seed: int, size: int) -> np.ndarray:
    """What `torch.randn(size)` draws on the processor after `manual_seed(seed)`, (size,) float32, size at least 16.

    Both libraries have the same Mersenne Twister; torch takes the lower 24 bits of each number, and turns blocks of 16
    into normal ones at once (Box and Muller), the last block anew where they do not come out even.
    """
    random = np.random.RandomState(seed)

    def uniform(count: int) -> np.ndarray:
        bits = random.randint(0, 2**32, count, dtype=np.uint32) & np.uint32(0xFFFFFF)
        return bits.astype(np.float32) * np.float32(2**-24)

    drawn = uniform(size)
    for place in range(0, size - BLOCK + 1, BLOCK):
        drawn[place : place + BLOCK] = _normal(drawn[place : place + BLOCK])
    if size % BLOCK:
        drawn[-BLOCK:] = _normal(uniform(BLOCK))
    return drawn


def _normal(uniform: np.ndarray) -> np.ndarray:
    first, second = uniform[: BLOCK // 2], uniform[BLOCK // 2 :]
    radius, angle = np.sqrt(-2 * np.log(1 - first)), np.float32(2 * np.pi) * second
    return np.concatenate((radius * np.cos(angle), radius * np.sin(angle)))


# ---- layers ----


def _leaky(h: Map) -> Map:
    return np.maximum(h, SLOPE * h)


def _linear(weights: Mapping[str, np.ndarray], name: str) -> Callable[[np.ndarray], np.ndarray]:
    weight, bias = weights[f"{name}.weight"], weights[f"{name}.bias"]
    return lambda x: weight @ x + bias


def _convolution(weights: Mapping[str, np.ndarray], name: str) -> Callable[[Map], Map]:
    """torch's `Conv2d` of an odd kernel that keeps the size."""
    weight, bias = weights[f"{name}.weight"], weights[f"{name}.bias"]
    kernel, pad = weight.shape[2], weight.shape[2] // 2
    matrix = np.ascontiguousarray(weight.transpose(2, 3, 1, 0).reshape(-1, len(weight)))

    def convolved(x: Map) -> Map:
        height, width, _ = x.shape
        padded = np.pad(x, ((pad, pad), (pad, pad), (0, 0)))
        seen = [padded[i : i + height, j : j + width] for i in range(kernel) for j in range(kernel)]
        return np.asarray(np.concatenate(seen, 2) @ matrix + bias)

    return convolved


def _enlarging(weights: Mapping[str, np.ndarray], name: str) -> Callable[[Map], Map]:
    """torch's `ConvTranspose2d` that doubles the size: a kernel of 3 or 4, stride 2, padding 1."""
    weight, bias = weights[f"{name}.weight"], weights[f"{name}.bias"]
    wide, narrow, kernel, _ = weight.shape
    matrix = np.ascontiguousarray(weight.transpose(0, 2, 3, 1).reshape(wide, -1))

    def enlarged(x: Map) -> Map:
        height, width, _ = x.shape
        spread = (x.reshape(-1, wide) @ matrix).reshape(height, width, kernel, kernel, narrow)
        whole = np.zeros((2 * height + 2, 2 * width + 2, narrow), np.float32)
        for i in range(kernel):
            for j in range(kernel):
                whole[i : i + 2 * height : 2, j : j + 2 * width : 2] += spread[:, :, i, j]
        return whole[1:-1, 1:-1] + bias

    return enlarged
