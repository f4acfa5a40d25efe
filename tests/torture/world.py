"""One of every kind of request that the engine answers, on a small real generator, with all that it asks for."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import wave
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass, replace
from pathlib import Path

import numpy as np
import torch

from engine.checkpoints.registry import Model
from engine.comparison.comparing import header
from engine.document.arrays import ArrayStore
from engine.document.asked.between import SliderBetween
from engine.document.asked.codes import LoadCodes, SaveCodes
from engine.document.asked.labels import LoadLabels
from engine.document.asked.learning import Train
from engine.document.asked.looks import Cell, ExportSheet, SaveLooks
from engine.document.asked.naming import NameAtFace
from engine.document.asked.offers import MethodOffer
from engine.document.asked.requests import (
    ChooseDevice,
    Discover,
    FetchModel,
    FindParts,
    Identify,
    LoadDirections,
    LoadMask,
    LoadSession,
    MakeHeat,
    MakePictures,
    NameDirections,
    OpenGenerator,
    Prepare,
    ReadOtherwise,
    ReadRecipe,
    Request,
    SaveDirections,
    SaveMask,
    SavePicture,
    SaveSession,
    SuggestFaces,
)
from engine.document.asked.usual import FindRanges, MeasureCodes
from engine.document.asked.workers import EngineFacts, LookAtEngine, UseWorkers
from engine.document.directions import Parameters
from engine.document.disk.caches import Cache
from engine.document.document import NO_FILM, Document, Edit, PhotoRef
from engine.document.films.exporting import ExportFilm
from engine.document.films.film import Track, along
from engine.document.photos.album import InvertAll
from engine.document.photos.alignment import Alignment
from engine.document.photos.cut_out import CutOut
from engine.document.photos.ignored import ignored_of
from engine.document.photos.photo import Invert, LayBack, PasteBack, ReadPhoto
from engine.document.regions import Region, as_mask
from engine.document.saved.code_file import CodeFile
from engine.document.saved.serial import to_recipe
from engine.document.timeline.changes import with_clip, with_key, with_sound, with_times
from engine.document.timeline.moments import moment
from engine.document.timeline.requests import HearSound, PrepareFilm, SettleMoment, WriteFilm
from engine.document.timeline.shapes import Clip
from engine.document.timeline.sound import Drive, Sound
from engine.document.truth.comparison import (
    QUICK,
    CompareMethods,
    Effort,
    KeepComparison,
    LoadComparison,
    LookUpTruth,
    MethodRow,
    SaveComparison,
)
from engine.job import run
from engine.method import Memory
from engine.worker.studio import Studio
from tests.engine.generators.test_stylegan1 import state_dict

FACES, OTHER = "builtin:faces-eigengan-64", "builtin:faces-stylegan2-64"
SIDE = 256  # pixels of a mask
WHOLE = Alignment(32.0, 0.0, 32.0, 32.0)  # a picture of 64 px, all of it
WEIGHTS = b"weights, say"
MODEL = Model("toy", "Toy", "A toy.", "toy-generator==1.0", "toy_generator/weights.pt",
              hashlib.sha256(WEIGHTS).hexdigest(), 1, "MIT")  # fmt: skip
EXAMPLES = tuple((seed, 1.0 if seed % 3 else -1.0) for seed in range(40))
BEFORE = b"what was there before"


class World:
    """A studio with the shipped faces open; `folder` holds in/ (what is read), out/ (what is written), home/ (caches)
    and tmp/ (temporary files)."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.studio = folder, Studio(ArrayStore())
        for name in ("in", "out", "home", "tmp", "shop"):
            (folder / name).mkdir()
        self.cache = Cache(str(folder / "home"))
        self.info = run(self.studio.start(OpenGenerator(FACES)))
        self.sha256 = self.info.ref.sha256
        edge = np.clip((0.5 - (np.arange(SIDE) + 0.5) / SIDE) * 8 + 0.5, 0, 1).astype(np.float32)
        self.mask = as_mask(np.tile(edge, (SIDE, 1)))
        key = self.studio.arrays.put(self.mask)
        # A seed in which a face is found, and an edit that is drawn in a branch of its own.
        self.face = Document(self.info.ref, 27, edits=(Edit("z1.1", "", 1.5), Edit("z3.1", "", 1.0, mask=key)))
        self.placed = replace(self.face, photo=PhotoRef(self.path("in", "face.png"), WHOLE))
        self.painted = Document(self.info.ref, 27, regions=(Region("left", key),))
        self.directions = run(self.studio.start(Discover(self.sha256, "sefa", {"components": 1})))
        random = np.random.default_rng(1)
        self.compared = header(self.studio.generator(self.sha256), (0,), 4, 100,
                               (MethodRow("sefa", "SeFa", 1, best=self.directions),))  # fmt: skip
        self.codes = CodeFile(random.normal(size=(2, self.info.layout.dimension)).astype(np.float32), ("a", "b"))
        self._inputs()
        self.untold = run(self.studio.start(OpenGenerator(self.path("in", "untold.pth")))).ref.sha256

    def _inputs(self) -> None:
        """The files that are read."""
        sizes = {"main.0.weight": (20, 16, 4, 4), "main.3.weight": (16, 8, 4, 4), "main.6.weight": (8, 3, 4, 4)}
        for name in TINY:
            torch.save({key: torch.randn(size) * 0.2 for key, size in sizes.items()}, self.path("in", name))
        torch.save(state_dict((6, 6)), self.path("in", "untold.pth"))
        for work in (SaveMask(self.mask, self.path("in", "mask.png")),
                     SavePicture(self.face, self.path("in", "face.png")),
                     SaveSession((self.face,), 0, self.path("in", "session")),
                     SaveCodes(self.sha256, self.codes, self.path("in", "code.safetensors")),
                     SaveComparison(self.compared, self.path("in", "compared.json")),
                     SaveDirections(self.sha256, self.directions, self.path("in", "set.safetensors"))):  # fmt: skip
            run(self.studio.start(work))
        Path(self.path("in", "labels.csv")).write_text("seed,smile\n" + "".join(f"{s},{s % 2}\n" for s in range(40)))
        with wave.open(self.path("in", "sound.wav"), "wb") as sound:
            sound.setparams((1, 2, 8000, 0, "NONE", ""))
            beats = np.arange(16_000) % 4_000 < 200
            sound.writeframes((beats * np.random.default_rng(1).normal(0, 5_000, 16_000)).astype("<i2").tobytes())
        with zipfile.ZipFile(self.folder / "shop" / "toy_generator-1.0-py3-none-any.whl", "w") as wheel:
            wheel.writestr("toy_generator/weights.pt", WEIGHTS)
            wheel.writestr("toy_generator-1.0.dist-info/METADATA", "Metadata-Version: 2.1\nName: toy-generator\n"
                           "Version: 1.0\n")  # fmt: skip
            wheel.writestr("toy_generator-1.0.dist-info/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\n"
                           "Tag: py3-none-any\n")  # fmt: skip
            wheel.writestr("toy_generator-1.0.dist-info/RECORD", "")

    def path(self, *names: str) -> str:
        return str(self.folder.joinpath(*names))

    def anew(self, *, written: bool) -> None:
        """As at the start: only the faces are open, nothing of them is remembered, and nothing is kept; with `written`
        there is something under each name that is going to be written to."""
        held = self.studio.held
        if self.sha256 not in held._open:
            run(self.studio.start(OpenGenerator(FACES)))
        if self.untold not in held._open:
            run(self.studio.start(OpenGenerator(self.path("in", "untold.pth"))))
        for sha256 in set(held._open) - {self.sha256, self.untold}:
            del held._open[sha256]
        held.get(self.sha256).memory = Memory()
        for name in ("home", "out"):
            shutil.rmtree(self.folder / name)
            (self.folder / name).mkdir()
        if written:
            for name in OUTPUTS:
                Path(self.path("out", name)).write_bytes(BEFORE)

    def files(self) -> dict[str, object]:
        """Everything that lies anywhere here, by its place."""
        found = {path.relative_to(self.folder).as_posix(): content_of(path)
                 for path in sorted(self.folder.rglob("*")) if path.is_file()}  # fmt: skip
        return found | {f"tmp/{path.name}": b"" for path in (self.folder / "tmp").iterdir() if path.is_dir()}

    @property
    def film(self) -> Document:
        """The face with a film to the painted one, in time with the sound."""
        clip, drive = Clip(even=True), Drive("loudness", "z1.1")
        film = with_key(with_key(NO_FILM, 0.0, self.face), 0.2, self.painted)
        film = with_times(film, length=0.2, rate=25.0)
        film = with_sound(with_clip(film, 0.0, clip), Sound(self.path("in", "sound.wav"), "", (drive,)))
        return replace(self.face, timeline=film)

    def few(self, offer: MethodOffer) -> Parameters:
        """A method's parameters for as few samples and steps as it takes."""
        few = ("samples", "steps")
        return {p.name: int(p.low) for p in offer.parameters if any(n in p.name for n in few) and p.low is not None}

    def train(self, offer: MethodOffer) -> Train:
        """A training of as few steps as it takes."""
        return Train(self.sha256, offer.identifier, self.few(offer), 1, EXAMPLES if offer.learns else (), self.cache)

    def compare(self) -> CompareMethods:
        """One method alone, on as little as it takes; the rest is known."""
        known = tuple(MethodRow(o.identifier, o.title) for o in self.info.methods if o.identifier != "sefa")
        return CompareMethods(self.sha256, Effort(1, 2, 100, trains=False), known)

    def discover(self, offer: MethodOffer) -> Discover:
        """A method with as few samples as it takes."""
        few = self.few(offer)
        return Discover(self.sha256, offer.identifier, few, 1, EXAMPLES if offer.learns else (), self.cache,
                        self.painted if offer.needs_region else None)  # fmt: skip


#: Generators of a slow format: more than are kept in memory.
TINY = ("tiny-1.pt", "tiny-2.pt", "tiny-3.pt", "tiny-4.pt")
#: The method that trains, of several: the job is the same for all, and this one takes a second.
TRAINED = "ganalyze"
#: What is written into out/.
OUTPUTS = ("film.gif", "face.png", "mask.png", "set.safetensors", "set.npz", "session", "toy.pt", "code.safetensors",
           "compared.json")  # fmt: skip
TRACK = Track(Edit("z1.1", "", 1.0), (-2.0, -1.0, 0.0, 1.0, 2.0))

#: What is asked, by the kind of request; the names tell several of one kind apart.
CASES: Mapping[type[Request[object, object]], Callable[[World], dict[str, Request[object, object]]]] = {
    OpenGenerator: lambda w: {
        "file": OpenGenerator(w.path("in", TINY[0]), w.cache), "built in": OpenGenerator(OTHER, w.cache),
    },
    ReadOtherwise: lambda w: {"": ReadOtherwise(w.untold, 1, cache=w.cache)},
    FetchModel: lambda w: {"": FetchModel("toy", w.path("out"))},
    ChooseDevice: lambda w: {"": ChooseDevice("cpu")},
    # The last leaves none: what is asked afterwards is done here.
    UseWorkers: lambda w: {"no certificates": UseWorkers("tls://127.0.0.1:1", w.path("in")), "none": UseWorkers()},
    LookAtEngine: lambda w: {"": LookAtEngine()},
    Identify: lambda w: {"picture": Identify(w.path("in", "face.png")), "session": Identify(w.path("in", "session"))},
    Discover: lambda w: {offer.identifier: w.discover(offer) for offer in w.info.methods
                         if not offer.trains and not offer.why_not},
    Train: lambda w: {offer.identifier: w.train(offer) for offer in w.info.methods if offer.identifier == TRAINED},
    Prepare: lambda w: {
        offer.identifier: Prepare(w.painted, offer.identifier)
        for offer in w.info.methods
        if offer.needs_region and not offer.why_not
    },
    LoadMask: lambda w: {"": LoadMask(w.path("in", "mask.png"), SIDE)},
    SaveMask: lambda w: {"": SaveMask(w.mask, w.path("out", "mask.png"))},
    LoadLabels: lambda w: {"": LoadLabels(w.path("in", "labels.csv"))},
    FindParts: lambda w: {"": FindParts(w.face, SIDE)},
    MakeHeat: lambda w: {"": MakeHeat(w.face, Edit("z1.1", "", 1.5), w.painted.regions[0].mask)},
    SuggestFaces: lambda w: {"": SuggestFaces(w.sha256, EXAMPLES, 4)},
    SaveDirections: lambda w: {
        "ours": SaveDirections(w.sha256, w.directions, w.path("out", "set.safetensors")),
        "npz": SaveDirections(w.sha256, w.directions, w.path("out", "set.npz")),
    },
    LoadDirections: lambda w: {"": LoadDirections(w.sha256, w.path("in", "set.safetensors"))},
    NameAtFace: lambda w: {"": NameAtFace(w.directions, tuple((w.face, w.painted) for _ in w.directions))},
    NameDirections: lambda w: {"": NameDirections(w.sha256, w.directions, w.cache)},
    MakePictures: lambda w: {"": MakePictures((along(w.face, (TRACK,)), (w.face,), (w.painted, w.face)), 32)},
    ExportFilm: lambda w: {"": ExportFilm(w.face, (TRACK,), 25, 32, w.path("out", "film.gif"))},
    WriteFilm: lambda w: {"": WriteFilm(w.film, w.path("out", "film.gif"), 32)},
    PrepareFilm: lambda w: {"": PrepareFilm(w.film)},
    HearSound: lambda w: {"": HearSound(w.path("in", "sound.wav"))},
    SettleMoment: lambda w: {"": SettleMoment(moment(w.film, 0.1))},
    SaveLooks: lambda w: {
        "stills": SaveLooks((Cell("a", w.face), Cell("b", w.face)), w.path("out", "looks")),
        "films": SaveLooks((Cell("a", w.face, (TRACK,)), Cell("b", w.face)), w.path("out", "looks"), 32),
    },
    ExportSheet: lambda w: {
        "still": ExportSheet((Cell("a", w.face), Cell("b", w.face)), 32, w.path("out", "sheet.png")),
        "film": ExportSheet((Cell("a", w.face), Cell("b", w.face, (TRACK,))), 32, w.path("out", "sheet.gif")),
    },
    SavePicture: lambda w: {"": SavePicture(w.face, w.path("out", "face.png"))},
    SaveSession: lambda w: {"": SaveSession((w.face, w.painted), 1, w.path("out", "session"))},
    LoadSession: lambda w: {"": LoadSession(w.path("in", "session"))},
    LookUpTruth: lambda w: {"": LookUpTruth(w.sha256, w.cache)},
    CompareMethods: lambda w: {"": w.compare()},
    KeepComparison: lambda w: {"": KeepComparison(w.compared, QUICK, w.cache)},
    SaveComparison: lambda w: {"": SaveComparison(w.compared, w.path("out", "compared.json"))},
    LoadComparison: lambda w: {"": LoadComparison(w.path("in", "compared.json"), w.cache)},
    ReadPhoto: lambda w: {"": ReadPhoto(w.face, w.path("in", "face.png"))},
    CutOut: lambda w: {"": CutOut(w.placed)},
    InvertAll: lambda w: {
        "": InvertAll(w.face, (w.path("in", "face.png"), w.path("in", TINY[0])))
    },
    LoadCodes: lambda w: {"": LoadCodes(w.sha256, w.path("in", "code.safetensors"))},
    SaveCodes: lambda w: {"": SaveCodes(w.sha256, w.codes, w.path("out", "code.safetensors"))},
    Invert: lambda w: {
        "": Invert(w.face, w.path("in", "face.png"), WHOLE),
        "tuned": Invert(w.face, w.path("in", "face.png"), WHOLE, tune=True),
        "painted over": Invert(w.face, w.path("in", "face.png"), WHOLE, ignored=ignored_of(w.mask)),
    },
    SliderBetween: lambda w: {
        "photos": SliderBetween(w.face, ((w.path("in", "face.png"), w.painted),), "a to b"),
        "morph": SliderBetween(w.face, ((w.face, w.painted),), "to b", "prior"),
    },
    LayBack: lambda w: {"": LayBack(w.placed)},
    PasteBack: lambda w: {"": PasteBack(w.placed, w.path("out", "pasted.png"))},
    MeasureCodes: lambda w: {"": MeasureCodes(w.face)},
    FindRanges: lambda w: {"": FindRanges(w.face, (TRACK,))},
    ReadRecipe: lambda w: {"": ReadRecipe(to_recipe(w.face, w.studio.arrays))},
}  # fmt: skip


def pip_finds(world: World) -> dict[str, str]:
    """The environment in which pip knows the world's own shop alone."""
    return {"TMPDIR": world.path("tmp"), "PIP_NO_INDEX": "1", "PIP_FIND_LINKS": os.fspath(world.folder / "shop")}


def content_of(path: Path) -> object:
    """What a file says; the safetensors library writes the same metadata in another order each time."""
    content = path.read_bytes()
    end = 8 + int.from_bytes(content[:8], "little")
    if content[8:9] == b"{" and end <= len(content):
        return json.loads(content[8:end]), content[end:]
    return content


def alike(one: object, other: object) -> bool:
    """Whether two answers say the same; numbers may differ by rounding, pixels by one."""
    if type(one) is not type(other):
        return False
    if isinstance(one, np.ndarray) and isinstance(other, np.ndarray):
        near = 1.0 if one.dtype == np.uint8 else 1e-4 * max(1.0, float(np.abs(one).max(initial=0)))
        same = one.shape == other.shape and one.dtype == other.dtype
        return same and bool(np.abs(one.astype(np.float64) - other).max(initial=0) <= near)
    if isinstance(one, float) and isinstance(other, float):
        return one == other or abs(one - other) <= 1e-4 * max(1.0, abs(one))
    if isinstance(one, EngineFacts) and isinstance(other, EngineFacts):  # how much memory is taken is another each time
        return replace(one, memory=0) == replace(other, memory=0)
    if is_dataclass(one):
        return all(alike(getattr(one, f.name), getattr(other, f.name)) for f in fields(one))
    if isinstance(one, Mapping) and isinstance(other, Mapping):
        return list(one) == list(other) and all(alike(one[key], other[key]) for key in one)
    if isinstance(one, tuple | list) and isinstance(other, tuple | list):
        return len(one) == len(other) and all(alike(a, b) for a, b in zip(one, other, strict=True))
    return one == other
