"""The request about two pictures: their codes, found or read, and the slider that leads from the one to the other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import torch
from torch import Tensor

from engine.checkpoints import sniff
from engine.codes import morph
from engine.codes.files import read_codes
from engine.codes.prior import Prior, fitted
from engine.codes.samples import measured
from engine.codes.subspace import Subspace
from engine.directions import pair
from engine.document.asked.between import End, SliderBetween, morph_set, pair_set
from engine.document.composing import held_code
from engine.document.directions import DirectionSet, notes
from engine.document.disk.wording import Advice, short
from engine.document.document import Document, PhotoRef
from engine.document.photos.photo import ReadPhoto
from engine.document.projection import project_out
from engine.document.saved.serial import from_recipe
from engine.document.saved.session import load_session
from engine.document.tuning import Tuning
from engine.drawing.opened import Opened
from engine.drawing.renderer import to_images
from engine.export import png
from engine.inversion.alignment import aligning
from engine.inversion.inverting import Recipe, inverted
from engine.inversion.start import Regression, learned
from engine.job import Job, Progress, within
from engine.language import tr
from engine.method import Memory
from engine.worker.answers import answers
from engine.worker.faces import photos
from engine.worker.holdings import Holdings

#: How often the same photo is searched for, from starts as far apart as the first guess errs.
TIMES = 3
SEED = 11_000
CODES = (".npz", ".npy", ".safetensors", ".pt", ".pth")
#: What is said of a morph, and of one with an end that was fitted to its photo.
WHERE = tr("It begins at the face in front, whichever that is, and ends at the same one.")
FADES = tr("What was fitted to a photo fades on the way from it.")
#: Of a whole difference; below it two pictures are the same.
NOTHING = 1e-6


@dataclass(frozen=True, eq=False)
class _Found:
    """One end: its codes (1 or `TIMES`, dimension) on the processor, several where they had to be searched for; what
    was fitted to its photo."""

    codes: Tensor
    tuning: Tuning | None = None

    @property
    def searched(self) -> bool:
        return len(self.codes) > 1


@answers(SliderBetween)
def slider_between(held: Holdings, work: SliderBetween) -> Job[DirectionSet]:
    """A slider for every face, or a morph."""
    opened = held.get(work.document.generator.sha256)
    prior = yield from within(0, 0.1, opened.memory.once(Prior, lambda: fitted(opened.generator)))
    found, share = [], 0.8 / len(work.pairs)
    for i, both in enumerate(work.pairs):
        job = _ends(held, opened, work.document, both, 1 if work.way != "slider" else TIMES)
        found.append((yield from within(0.1 + i * share, 0.1 + (i + 1) * share, job)))
    yield Progress(0.9, tr("comparing the two"))
    if work.way != "slider":
        return _morph(opened, prior, work, found)
    return (yield from within(0.9, 1, _slider(opened, prior, work, found)))


# ---- the codes ----


def _ends(held: Holdings, opened: Opened, document: Document, both: Sequence[End], times: int) -> Job[list[_Found]]:
    """What two pictures are; those that are photos are searched for in one batch."""
    known = [_known(opened, document, end) for end in both]
    sought = [end for end, found in zip(both, known, strict=True) if found is None]
    targets = []
    for i, end in enumerate(sought):
        job = _target(held, opened, document, end)
        targets.append((yield from within(0.2 * i / len(sought), 0.2 * (i + 1) / len(sought), job)))
    codes = iter(())
    if targets:
        job = _searched(opened, document, torch.stack(targets), times)
        codes = iter((yield from within(0.2, 1.0, job)))
    return [_Found(next(codes)) if one is None else one for one in known]


def _known(opened: Opened, document: Document, end: End) -> _Found | None:
    """What has a code; None: it is a photo.

    Raises:
        ValueError: it is of another generator, or holds several codes; one sentence.
    """
    if isinstance(end, Document):
        if end.generator.sha256 != opened.generator.sha256:
            raise ValueError(
                tr(
                    "{name} has drawn one of the two pictures; both must be of the generator that is open.",
                    name=short(end.generator.name),
                )
            )
        return _drawn(opened, end)
    if isinstance(end, PhotoRef):
        return None
    path = Path(end)
    if path.suffix.lower() in CODES:
        return _Found(torch.from_numpy(_code_of_file(opened, document, path))[None])
    kind = sniff.kind(path)
    if kind == "session":
        session = load_session(path, opened.arrays)
        ours = [d for d in (session.documents[session.current], *session.documents) if _fits(opened, d)]
        if not ours:
            raise ValueError(tr("{name} holds no picture of this generator. Choose another.", name=short(path.name)))
        return _drawn(opened, ours[0])
    if kind == "recipe":
        saved = from_recipe(png.read_recipe(path), opened.arrays)
        return _drawn(opened, saved) if _fits(opened, saved) else None  # of another generator: a picture like any other
    return None


def _drawn(opened: Opened, document: Document) -> _Found:
    return _Found(torch.from_numpy(opened.code(document))[None], document.tuning)


def _fits(opened: Opened, document: Document) -> bool:
    return document.generator.sha256 == opened.generator.sha256


def _code_of_file(opened: Opened, document: Document, path: Path) -> np.ndarray:
    generator = opened.generator
    codes = read_codes(path, generator.layout, generator.sha256, tied=generator.tied).codes
    if len(codes) > 1:
        raise ValueError(
            tr(
                "{name} holds {codes_count} codes, and one is wanted. Choose a file with one.",
                name=short(path.name),
                codes_count=len(codes),
            )
        )
    return opened.base(held_code(document, codes[0], generator.layout, opened.arrays))


def _target(held: Holdings, opened: Opened, document: Document, end: End) -> Job[Tensor]:
    """The face of a photo (3, S, S) in [-1, 1], as the generator's own lie."""
    photos.check_square(opened.generator)
    if not isinstance(end, PhotoRef):
        read = yield from photos.read(held, ReadPhoto(document, str(end)))
        end = PhotoRef(read.path, read.faces[0])
    photo = yield from opened.memory.of(photos.Photos).reading(Path(end.path))
    return to_images((yield from aligning(photo, end.alignment, opened.generator.resolution))[None])[0]


def _searched(opened: Opened, document: Document, targets: Tensor, times: int) -> Job[Tensor]:
    """The codes (N, times, dimension) of pictures (N, 3, S, S), each searched for from so many starts."""
    generator, memory = opened.generator, Memory()  # one of its own, for a first guess that is moved apart
    pictures = targets.repeat_interleave(times, 0).to(opened.device)
    prior = opened.memory.of(Prior)  # fitted before
    memory.keep(prior)
    job = opened.memory.once(Regression, lambda: learned(generator, prior))
    guess = yield from within(0, 0.1, job)
    if times > 1:
        random = torch.Generator().manual_seed(SEED)
        guess = replace(guess, apart=torch.randn((len(pictures), prior.dimension), generator=random))
    memory.keep(guess)
    like = opened.tensor(opened.base(document))
    conditions = document.conditions.untuned
    search = inverted(generator, pictures, Recipe(), memory, like=like, conditions=conditions)
    found = yield from within(0.1, 1, search)
    return found.codes.detach().cpu().view(len(targets), times, -1)


# ---- what lies between ----


def _slider(opened: Opened, prior: Prior, work: SliderBetween, found: list[list[_Found]]) -> Job[DirectionSet]:
    """The direction that the differences agree on."""
    starts = torch.cat([before.codes.mean(0, keepdim=True) for before, _ in found]).double()
    apart = [[prior.coordinates(end.codes.double()) for end in ends] for ends in found]
    if any(end.searched for ends in found for end in ends):
        differences = torch.stack([(after - before).expand(TIMES, -1, -1) for before, after in apart])
        change = pair.shrunk(differences)
        left = float(change.square().sum() / differences.mean((0, 1, 2)).square().sum().clamp(min=1e-30))
        told = [tr("Of what differs, {value:.0f} % is sure enough to be kept.", value=100 * left)]
    else:
        change, told = torch.stack([(after - before)[0] for before, after in apart]).mean(0), []
    step = torch.stack([pair.step(prior, start, change) for start in starts]).mean(0).numpy()
    if not np.linalg.norm(step) > NOTHING * np.sqrt(len(step)):
        raise ValueError(
            tr(
                "These two pictures differ by no more than finding them errs. Choose two that differ more, or "
                "give several pairs."
            )
        )
    vector = _unheld(opened, work, step)
    generator = opened.generator
    subspace = Subspace(generator.layout, tied=generator.tied)
    _, sigmas = yield from measured(generator, subspace, vector[None], 0)
    sigma = float(sigmas[0])
    strength = float(step @ vector) / sigma
    told = [tr("At {strength:+.1f} the first picture has become the second.", strength=strength), *told]
    return replace(pair_set(work.name, vector, sigma, generator.sha256, strength), notes=notes("found", told))


def _unheld(opened: Opened, work: SliderBetween, step: np.ndarray) -> np.ndarray:
    """The unit direction (dimension,) float32 of a step, without what is held fixed."""
    unit = np.asarray(step / np.linalg.norm(step), np.float32)
    fixed = [opened.arrays[key] for _, key in work.document.fixed]
    if not fixed:
        return unit
    try:
        return np.asarray(project_out(unit[None], np.stack(fixed))[0], np.float32)
    except ValueError as error:
        nothing = tr("Nothing differs between these two pictures but what is held fixed.")
        raise ValueError(
            Advice(tr("{nothing} Release some.", nothing=nothing), f"{nothing} Leave some --hold out.")
        ) from error


def _morph(opened: Opened, prior: Prior, work: SliderBetween, found: list[list[_Found]]) -> DirectionSet:
    """The curve from the one to the other, by the slider's value from 0 to 1."""
    if work.way == "slider" or len(found) != 1:
        raise ValueError(tr("A morph leads from one picture to one other. Give one pair."))
    start, end = (one.codes[0].numpy() for one in found[0])
    path = morph.curve(prior, start, end, work.way)
    if not np.abs(path).max() > NOTHING:
        raise ValueError(tr("This is the picture that is here already, so there is no way to it. Choose another."))
    made = morph_set(work.name, path, work.way, opened.generator.sha256, start, found[0][1].tuning)
    fitted = any(one.tuning is not None for one in found[0])
    return replace(made, notes=notes("found", (WHERE, FADES) if fitted else (WHERE,)))
