"""One open generator: its codes, its renderers, and what the screen is told of it."""

from __future__ import annotations

import inspect
import json
from collections import OrderedDict
from collections.abc import Callable, Mapping
from importlib import resources
from typing import Any

import numpy as np
import torch
import torch.nn.functional as F

from engine.codes.compression import components_of, tamed, why_not
from engine.codes.prior import Prior, fitted, is_noise
from engine.device import fast_pays
from engine.document.arrays import ArrayStore
from engine.document.asked.offers import GeneratorInfo, MethodOffer
from engine.document.composing import base_code, final_code, mixed_code
from engine.document.conditions import Conditions, Precision
from engine.document.document import Document, GeneratorRef
from engine.document.keys import Source
from engine.document.saved.readings import FILE, READING, WORDS, chosen, others
from engine.document.timeline.shapes import CodeWay
from engine.drawing.blending import Blender, Paths
from engine.drawing.passing import Ways
from engine.drawing.preview import choose, preview_ends
from engine.drawing.renderer import Renderer, to_pixels
from engine.drawing.shots import Shot
from engine.drawing.tuned import Laid, with_laid
from engine.generator import Generator, check_noise
from engine.job import Job, run
from engine.language import tr
from engine.method import Memory, Method, parameters_of

#: Sampled codes kept; one is a few kilobytes.
CODES = 256


class Opened:
    """A generator with what was computed of it and may be wanted again."""

    def __init__(self, generator: Generator, info: GeneratorInfo, arrays: ArrayStore, device: torch.device) -> None:
        self.generator, self.info, self.arrays, self.device = generator, info, arrays, device
        self.memory = Memory()  # what methods remember of its faces
        self._sampled: OrderedDict[tuple[int, int], np.ndarray] = OrderedDict()
        self._means: dict[int, np.ndarray] = {}
        self._compressed: tuple[tuple[bytes, float, int], np.ndarray] | None = None  # the last one
        self._ways = Ways(generator.layout, self._sample, self._mean, self._known_prior)
        self._conditions = Conditions()
        self._blenders: dict[Precision, Blender | None] = {}
        self._measured: dict[Precision, list[float]] = {}  # what each stage takes in them

    # ---- codes ----

    def base(self, document: Document) -> np.ndarray:
        """The code before edits (dimension,) float32."""
        if document.passing is not None:
            return self._ways.code(document.passing, self.base)
        layout = self.generator.layout
        sampled = {seed: self._sample(seed, document.label) for seed in document.seeds()}
        mixed = self._drawn_in(document, mixed_code(document, sampled, layout))
        return base_code(document, mixed, self._mean(document.label), layout, self.arrays)

    def code(self, document: Document) -> np.ndarray:
        """The code after edits (dimension,) float32."""
        return final_code(document, self.base(document), self.generator.layout, self.arrays)

    def prior(self) -> Job[Prior]:
        """Where the generator's codes lie; measured once, in seconds.

        Raises:
            ValueError: there is no telling; the sentence says why.
        """
        if why := why_not(self.generator):
            raise ValueError(why)
        return (yield from self.memory.once(Prior, lambda: fitted(self.generator)))

    def lacks(self, document: Document) -> bool:
        """Whether what the document's code needs is still to be measured, which takes too long for a frame."""
        if (passing := document.passing) is not None and (
            self.lacks(passing.start)
            or (passing.end is not None and (self.lacks(passing.end) or self._lacks_prior(passing.way)))
        ):
            return True
        return bool(document.compression) and not self.memory.knows(Prior) and not is_noise(self.generator)

    def _lacks_prior(self, way: CodeWay) -> bool:
        known = way == "straight" or self.memory.knows(Prior) or is_noise(self.generator)
        return not known and not why_not(self.generator)

    def _known_prior(self) -> Prior | None:
        """For ways that follow it; None where the generator has none."""
        return None if why_not(self.generator) else run(self.prior())

    def _drawn_in(self, document: Document, code: np.ndarray) -> np.ndarray:
        """The code with its outlying numbers compressed as the document says, before it is truncated: what is usual is
        known of codes as they are drawn."""
        if not document.compression:
            return code
        key = (code.tobytes(), document.compression, document.components)
        if self._compressed is None or self._compressed[0] != key:
            drawn = tamed(run(self.prior()), torch.from_numpy(code)[None], *key[1:])[0].numpy()
            self._compressed = key, drawn
        return self._compressed[1].copy()

    def _sample(self, seed: int, label: int) -> np.ndarray:
        key = (seed, label)
        if key not in self._sampled:
            code = self.generator.sample(1, seed, self._label(label))
            self._sampled[key] = code[0].detach().cpu().numpy()
            if len(self._sampled) > CODES:
                self._sampled.popitem(last=False)
        return self._sampled[key]

    def _mean(self, label: int) -> np.ndarray:
        if label not in self._means:
            self._means[label] = self.generator.mean_code(self._label(label)).detach().cpu().numpy()
        return self._means[label]

    def _label(self, label: int) -> int | None:
        classes = self.generator.classes
        if not classes:
            return None
        if label >= classes:
            raise ValueError(
                tr(
                    "This generator has the classes 0 to {classes}; there is no class {label}.",
                    classes=classes - 1,
                    label=label,
                )
            )
        return label

    # ---- pictures ----

    def blender(self, conditions: Conditions, precision: Precision = "full") -> Blender | None:
        """What draws documents under these conditions; None where "fast" is no other than "full"."""
        if conditions != self._conditions:
            self._measured |= {each: one.base.seconds for each, one in self._blenders.items() if one is not None}
            self._conditions, self._blenders = conditions, {}
        if precision == "fast" and not fast_pays(self.device):
            return None
        if precision not in self._blenders:
            prepared = self.generator.prepared(conditions, precision)
            same = precision == "fast" and prepared is self.generator.prepared(conditions)
            self._blenders[precision] = None if same else self._blender_of(conditions, precision)
        return self._blenders[precision]

    def _blender_of(self, conditions: Conditions, precision: Precision = "full") -> Blender:
        """A new one; that its stages take as long as before is known, whatever is laid into them."""
        renderer = Renderer(self._fitted(conditions, precision))
        renderer.seconds = self._measured.get(precision, renderer.seconds)
        return Blender(renderer, self.arrays)

    def apart(self, conditions: Conditions) -> Blender:
        """What draws documents that are not on screen, in full precision; of what is on screen it uses what it can."""
        return self.masked(conditions).apart() if conditions == self._conditions else self._blender_of(conditions)

    def _fitted(self, conditions: Conditions, precision: Precision = "full") -> Generator:
        """The generator under these conditions, with so much as they say of what was fitted to photos; noise only in
        place of the stored one."""
        arrays, tensor = self.arrays, self.tensor
        prepared = self.generator.prepared(conditions, precision)
        if conditions.noise == "constant" and (maps := self._noise(conditions)):
            prepared = self.generator.with_noise(maps, precision)
        laid = [
            Laid(e.stage, e.part, *(tensor(arrays[key].astype(np.float32)) for key in (e.into, e.out)), share=share)
            for tuning, share in conditions.fits for e in tuning.parts
        ]  # fmt: skip
        return with_laid(prepared, laid) if conditions.fits else prepared

    def _noise(self, conditions: Conditions) -> dict[int, torch.Tensor]:
        """The noise by layer: of each fit its share, and the stored noise for the rest.

        Raises:
            ValueError: some was fitted to another generator.
        """
        stored, maps = self.generator.noise_maps, dict[int, torch.Tensor]()
        for tuning, share in conditions.fits:
            fitted = {layer: self.tensor(self.arrays[key].astype(np.float32)) for layer, key in tuning.noise}
            check_noise(fitted, stored)
            for layer, each in fitted.items():
                own = stored[layer].to(each)
                rest = maps[layer] - own if layer in maps else torch.zeros_like(own)
                maps[layer] = torch.lerp(own, each, share) + rest  # at 1 exactly what was fitted
        return maps

    def masked(self, conditions: Conditions) -> Blender:
        """What draws documents with or without masked edits, in full precision under these conditions."""
        blender = self.blender(conditions)
        assert blender is not None
        return blender

    def full(self, conditions: Conditions) -> Renderer:
        """The renderer of codes in full precision under these conditions; it draws no masks."""
        return self.masked(conditions).base

    def shot(self, document: Document) -> Shot:
        """What the document comes to."""
        base, branches = document.branches()
        return Shot(
            base.conditions,
            self.code(base),
            tuple((mask, branch.conditions, self.code(branch)) for mask, branch in branches),
            document.keep_outside,
        )

    def paths(self, document: Document) -> Paths:
        """The codes of the document's branches, on the device that computes."""
        return self.paths_of(self.shot(document))

    def paths_of(self, shot: Shot) -> Paths:
        """The same of what a document comes to."""
        return Paths(
            self.tensor(shot.code),
            tuple((mask, self.tensor(code)) for mask, _, code in shot.branches),
            shot.keep_outside,
            {mask: self._fitted(each) for mask, each, _ in shot.branches if each != shot.conditions},
        )

    def tensor(self, code: np.ndarray) -> torch.Tensor:
        """Codes on the device that computes."""
        return torch.from_numpy(code).to(self.device)

    def pixels(self, document: Document, given_up: Callable[[], bool] | None = None) -> np.ndarray | None:
        """The full frame, uint8 (H, W, 3), read-only; None if it was given up."""
        image = self.masked(document.conditions).render(self.paths(document), given_up=given_up)
        return None if image is None else _frozen(image)

    def preview(self, document: Document) -> tuple[np.ndarray, int, bool]:
        """A frame for a moving slider, uint8 (H, W, 3), enlarged; the side it was drawn at; whether it is the full one.

        On a GPU that is always the full frame.
        """
        paths, full = self.paths(document), self.masked(document.conditions)
        blender, end = full, len(full.generator.stages)
        if self.device.type == "cpu":
            blender, end = choose(full, self.blender(document.conditions, "fast"), paths)
        image = blender.render(paths, end)
        assert image is not None
        side, size = max(image.shape[1:]), self.generator.size
        if side < max(size):
            image = F.interpolate(image[None], size=size, mode="bilinear", align_corners=False)[0]
        return _frozen(image), side, blender is full and end == len(full.generator.stages)


def _frozen(image: torch.Tensor) -> np.ndarray:
    pixels = np.asarray(to_pixels(image[None]).numpy()[0])
    pixels.flags.writeable = False
    return pixels


def describe(generator: Generator, methods: Mapping[str, type[Method]], notes: tuple[str, ...] = ()) -> GeneratorInfo:
    """What the screen is told of a generator."""
    labels, card = labels_and_card(generator)
    reading = generator.metadata.get(READING, "") if generator.readings else ""
    offers = tuple(
        MethodOffer(
            m.identifier,
            m.title,
            m.paper,
            m.why_not(generator),
            inspect.getdoc(m) or "",
            parameters_of(m, generator),
            m.learns,
            m.needs_region,
            m.trains,
        )
        for m in methods.values()
    )
    return GeneratorInfo(
        ref=GeneratorRef(generator.name, generator.source, generator.sha256),
        family=generator.family,
        title=generator.title,
        layout=generator.layout,
        resolution=generator.resolution,
        aspect=generator.aspect,
        parameters=generator.parameters,
        own_slots=generator.own_slots,
        names=labels.get("names", {}),
        hints=labels.get("hints", {}),
        card=card,
        first_seed=int(labels.get("first_seed", 0)),
        methods=offers,
        classes=generator.classes,
        noises=generator.noises,
        latents=len(generator.layout.latent),
        tied=generator.tied,
        previews=bool(preview_ends(generator)),
        notes=notes,
        components=components_of(generator),
        uncompressed=why_not(generator),
        file=generator.metadata.get(FILE, generator.sha256),
        reading=tuple(WORDS[pair] for pair in sorted(chosen(reading).items())),
        readings=others(reading, generator.readings),
    )


def labels_and_card(generator: Generator) -> tuple[dict[str, Any], str]:
    """Slider names and hints, and the card (Markdown): a built-in's lie beside it, another file's inside it."""
    source = Source(generator.source)
    if source.is_file:
        return {"names": generator.names}, generator.card
    folder = resources.files("resources") / "generators"
    name = source.builtin
    labels, card = folder / f"{name}.json", folder / f"{name}.md"
    return (
        json.loads(labels.read_text("utf-8")) if labels.is_file() else {},
        card.read_text("utf-8") if card.is_file() else "",
    )
