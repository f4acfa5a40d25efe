"""What a request becomes: the open generators, their renderers, the jobs. The only front door of the engine."""

from __future__ import annotations

import json
from collections import OrderedDict
from dataclasses import dataclass, replace
from importlib import resources
from pathlib import Path
from time import perf_counter
from typing import Any

import numpy as np
import torch
from torch.autograd import forward_ad

from engine import device, export
from engine.checkpoints import sniff
from engine.document.arrays import ArrayStore
from engine.document.directions import DirectionSet
from engine.document.document import Document, Edit, GeneratorRef, base_code, final_code
from engine.document.files import why_not_written
from engine.document.messages import (
    Discover,
    EngineReady,
    ExportFilm,
    Frame,
    GeneratorInfo,
    Identified,
    Identify,
    LoadSession,
    MakeFaces,
    MakeStrip,
    OpenGenerator,
    RenderRequest,
    SavePicture,
    SaveSession,
    Track,
)
from engine.document.serial import to_recipe
from engine.document.session import Session, load_session, save_session
from engine.generator import Generator
from engine.generators import load
from engine.job import Job, Progress
from engine.method import Context, check_parameters
from engine.methods import load_methods
from engine.renderer import Renderer, shrink, to_pixels

#: Generators kept in memory; switching back to one of them is instant.
KEPT = 3
#: Frames a batch in film strips and walls: short enough a step for sliders to stay live.
BATCH = 8


@dataclass
class _Open:
    generator: Generator
    renderer: Renderer
    info: GeneratorInfo
    mean: np.ndarray


class Studio:
    """Answers renders and makes jobs. Lives on one thread; scripts use it directly, with `engine.job.run`."""

    def __init__(self, arrays: ArrayStore) -> None:
        self.arrays = arrays
        self.device = device.best()
        self.methods = load_methods()
        self._open: OrderedDict[str, _Open] = OrderedDict()
        self._sampled: OrderedDict[tuple[str, int], np.ndarray] = OrderedDict()
        self._modes = self.modes()

    # ---- what the thread asks ----

    def ready(self) -> EngineReady:
        return EngineReady(device.in_words(self.device))

    def modes(self) -> tuple[object, ...]:
        """The torch contexts that a step could leave open: gradients, inference, autocast, forward mode, hooks."""
        module = torch.nn.modules.module
        return (
            torch.is_grad_enabled(),
            torch.is_inference_mode_enabled(),
            torch.is_autocast_enabled("cpu"),
            torch.is_autocast_enabled("cuda"),
            forward_ad._current_level,
            len(module._global_forward_hooks) + len(module._global_forward_pre_hooks),
        )

    def restore_modes(self) -> None:
        """Put the switchable contexts back to what they were at the start."""
        grad, _, cpu, cuda, _, _ = self._modes
        torch.set_grad_enabled(bool(grad))
        torch.set_autocast_enabled("cpu", bool(cpu))
        torch.set_autocast_enabled("cuda", bool(cuda))
        while forward_ad._current_level >= 0:
            forward_ad.exit_dual_level()

    def render(self, request: RenderRequest) -> Frame:
        """One frame of the request's document.

        Raises:
            ValueError: its generator is not open, or the picture is not finite.
        """
        started = perf_counter()
        document = request.document
        opened = self._get(document.generator.sha256)
        base = self._base(opened, document)
        code = final_code(document, base, opened.generator.layout, self.arrays)
        pixels = self._pixels(opened, code)
        base.flags.writeable = False
        return Frame(request.epoch, request.sequence, pixels, base, perf_counter() - started, "full")

    def start(self, work: Any) -> Job[Any]:
        """The job for a request of `engine.document.messages`."""
        jobs = {
            OpenGenerator: self.open,
            Identify: self.identify,
            MakeFaces: self.faces,
            MakeStrip: self.strip,
            Discover: self.discover,
            ExportFilm: self.film,
            SavePicture: self.picture,
            SaveSession: self.save,
            LoadSession: self.load,
        }
        return jobs[type(work)](work)  # type: ignore[operator]

    # ---- jobs ----

    def open(self, work: OpenGenerator) -> Job[GeneratorInfo]:
        """Load a generator, or take it from those in memory."""
        yield Progress(0.0, "reading the file")
        generator = load(work.what, device=str(self.device))
        yield Progress(0.8, "preparing")
        if generator.sha256 not in self._open:
            mean = generator.mean_code().cpu().numpy()
            self._open[generator.sha256] = _Open(generator, Renderer(generator), self._describe(generator), mean)
        self._open.move_to_end(generator.sha256)
        while len(self._open) > KEPT:
            self._open.popitem(last=False)
        # One thread is faster than two for small pictures, and leaves the others to the window.
        torch.set_num_threads(1 if generator.resolution <= 128 else device.threads())
        return self._open[generator.sha256].info

    def identify(self, work: Identify) -> Job[Identified]:
        """Say what a file is, from its content."""
        yield Progress(0.0)
        kind = sniff.kind(Path(work.path))
        recipe = export.read_recipe(Path(work.path)) if kind == "recipe" else ""
        return Identified(work.path, kind, recipe)

    def faces(self, work: MakeFaces) -> Job[None]:
        """Thumbnails of seeds; each arrives as a partial (seed, pixels)."""
        opened = self._get(work.document.generator.sha256)
        for i, seed in enumerate(work.seeds):
            base = self._base(opened, replace(work.document, seed=seed))
            with torch.no_grad():
                images = opened.generator.synthesize(self._tensor(base)[None])
            pixels = to_pixels(shrink(images, work.size)).numpy()[0]
            yield Progress((i + 1) / len(work.seeds), "", (seed, pixels))

    def strip(self, work: MakeStrip) -> Job[np.ndarray]:
        """Film strip of one slider, in batches from the kept features."""
        track = Track(work.key, work.vector, work.sigma, work.offsets)
        opened = self._get(work.document.generator.sha256)
        codes = self._codes(opened, work.document, (track,))
        parts = []
        for first in range(0, len(codes), BATCH):
            images = opened.renderer.batch(codes[first : first + BATCH])
            parts.append(to_pixels(shrink(images, work.size)).numpy())
            yield Progress(min(1.0, (first + BATCH) / len(codes)))
        return np.concatenate(parts)

    def discover(self, work: Discover) -> Job[DirectionSet]:
        """Run a method."""
        opened = self._get(work.generator)
        if work.method not in self.methods:
            raise ValueError(f"There is no method {work.method!r}; there are {', '.join(sorted(self.methods))}.")
        chosen = self.methods[work.method]
        if reason := chosen.why_not(opened.generator):
            raise ValueError(reason)
        finder = chosen(**work.parameters)
        check_parameters(finder)
        return finder.discover(opened.generator, Context(work.seed))

    def film(self, work: ExportFilm) -> Job[str]:
        """A traversal as GIF."""
        opened = self._get(work.document.generator.sha256)
        if not work.tracks:
            raise ValueError("A traversal needs at least one slider; choose one.")
        codes = self._codes(opened, work.document, work.tracks)

        def frame(i: int) -> np.ndarray:
            return np.asarray(to_pixels(opened.renderer.batch(codes[i : i + 1])).numpy()[0])

        return export.save_film(frame, len(codes), work.size, work.delay, Path(work.path))

    def picture(self, work: SavePicture) -> Job[str]:
        """The document as PNG with its recipe."""
        yield Progress(0.0, "rendering")
        opened = self._get(work.document.generator.sha256)
        code = final_code(work.document, self._base(opened, work.document), opened.generator.layout, self.arrays)
        pixels = self._pixels(opened, code)
        export.save_picture(pixels, to_recipe(work.document, self.arrays), Path(work.path))
        return work.path

    def save(self, work: SaveSession) -> Job[str]:
        """The documents as a session file."""
        yield Progress(0.0, "saving")
        path = Path(work.path)
        preview = b"" if work.preview is None else export.png_bytes(work.preview)
        try:
            save_session(path, work.documents, work.current, self.arrays, preview)
        except OSError as error:
            raise OSError(why_not_written(path, error)) from error
        return work.path

    def load(self, work: LoadSession) -> Job[Session]:
        """A session file's documents."""
        yield Progress(0.0, "reading")
        try:
            return load_session(Path(work.path), self.arrays)
        except OSError as error:
            raise OSError(f"{work.path} cannot be opened: {(error.strerror or str(error)).lower()}.") from error

    # ---- helpers ----

    def generator(self, sha256: str) -> Generator:
        """An open generator by its hash."""
        return self._get(sha256).generator

    def _get(self, sha256: str) -> _Open:
        if sha256 not in self._open:
            raise ValueError("This picture's generator is not open. Open its file again.")
        return self._open[sha256]

    def _tensor(self, code: np.ndarray) -> torch.Tensor:
        return torch.from_numpy(code).to(self.device)

    def _base(self, opened: _Open, document: Document) -> np.ndarray:
        key = (opened.generator.sha256, document.seed)
        if key not in self._sampled:
            self._sampled[key] = opened.generator.sample(1, seed=document.seed)[0].cpu().numpy()
            if len(self._sampled) > 256:
                self._sampled.popitem(last=False)
        return base_code(document, self._sampled[key], opened.mean, opened.generator.layout, self.arrays)

    def _codes(self, opened: _Open, document: Document, tracks: tuple[Track, ...]) -> torch.Tensor:
        """A code a frame (n, dimension): the document with each track's slider put where the track says."""
        layout = opened.generator.layout
        base = self._base(opened, document)
        still = final_code(document.without(*(track.key for track in tracks)), base, layout, self.arrays)
        codes = np.repeat(still[None], len(tracks[0].offsets), 0)
        for track in tracks:
            edit = Edit(track.key, "", 1.0, vector=track.vector, sigma=track.sigma)
            step = final_code(Document(document.generator, edits=(edit,)), np.zeros_like(base), layout, self.arrays)
            codes += np.asarray(track.offsets, np.float32)[:, None] * step
        return self._tensor(codes)

    def _pixels(self, opened: _Open, code: np.ndarray) -> np.ndarray:
        pixels = np.asarray(to_pixels(opened.renderer.render(self._tensor(code))[None]).numpy()[0])
        pixels.flags.writeable = False
        return pixels

    def _describe(self, generator: Generator) -> GeneratorInfo:
        labels, card = labels_and_card(generator)
        offers = tuple((m.identifier, m.title, m.paper, m.why_not(generator)) for m in self.methods.values())
        return GeneratorInfo(
            ref=GeneratorRef(generator.name, generator.source, generator.sha256),
            family=generator.family,
            title=generator.title,
            layout=generator.layout,
            resolution=generator.resolution,
            parameters=generator.parameters,
            own_slots=generator.own_slots,
            names=labels.get("names", {}),
            hints=labels.get("hints", {}),
            card=card,
            first_seed=int(labels.get("first_seed", 0)),
            methods=offers,
        )


def labels_and_card(generator: Generator) -> tuple[dict[str, Any], str]:
    """Slider names and hints, and the card (Markdown): a built-in's lie beside it, another file's inside it."""
    source = generator.source
    if not source.startswith("builtin:"):
        return {"names": generator.names}, generator.card
    folder = resources.files("resources") / "generators"
    name = source.removeprefix("builtin:")
    labels, card = folder / f"{name}.json", folder / f"{name}.md"
    return (
        json.loads(labels.read_text("utf-8")) if labels.is_file() else {},
        card.read_text("utf-8") if card.is_file() else "",
    )
