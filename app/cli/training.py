"""The commands that draw data, train generators and readers, and measure what came of it."""

from __future__ import annotations

import argparse
import os
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.cli.arguments import as_directions_flag, generator_flags
from app.cli.headless import check_out, follow
from app.cli.telling import tell, tell_json, tell_lines
from engine.document.disk.wording import short

if TYPE_CHECKING:
    from engine.measure.measurement import Measurement
    from engine.training.data import Faces


def train_flags(made: argparse.ArgumentParser) -> None:
    made.add_argument("family", choices=["eigengan", "stylegan2", "glo", "reader"], help="or reader: of portraits")
    made.add_argument("--data", required=True, metavar="DIR|FILE", help="pictures, or uint8 .npy (N, S, S, 3)")
    made.add_argument("--out", required=True, metavar="FILE")
    made.add_argument("--minutes", type=float, required=True)
    made.add_argument("--threads", type=int, default=0, help="default: all cores")
    made.add_argument("--resume", action="store_true", help="go on from FILE and what lies beside it")
    made.add_argument("--heldout", metavar="FILE", help="portraits to examine a reader on; default: the last of --data")
    made.add_argument("--seed", type=int, default=0)
    start = "begin by regression on the known factors of so many pictures, where a table of factors lies beside them"
    made.add_argument("--start-from-factors", type=int, default=0, metavar="PICTURES", help=start)
    anchor = "afterwards half of the fakes pay so much for differing from the pictures of the same factors (StyleGAN2)"
    made.add_argument("--anchor", type=float, default=0.0, metavar="WEIGHT", help=anchor)


def train(options: argparse.Namespace) -> None:
    """train a generator, or the reader of portraits"""
    # Large pages for large tensors, read when torch asks for its first memory: a fifth to a third of the time.
    os.environ.setdefault("THP_MEM_ALLOC_ENABLE", "1")
    import torch

    from engine.device import threads
    from engine.training.adversarial.trainer import Trainer
    from engine.training.data import Faces
    from engine.training.eigengan import EigenGANTrainer, Recipe
    from engine.training.stylegan2 import StyleGAN2Recipe, StyleGAN2Trainer

    if not Path(options.data).exists():
        raise ValueError(f"There is neither a folder nor a file at {short(options.data)}.")
    check_out(options.out, "A generator", ".safetensors")
    torch.set_num_threads(options.threads or threads())
    if options.family == "reader":
        return _train_reader(options)
    data, out = Faces(Path(options.data)), Path(options.out)
    if options.family == "glo":
        return _train_glo(options, data)
    trainer: Trainer
    wishes: dict[str, Any] = {
        "seed": options.seed, "factor_images": options.start_from_factors, "anchor": options.anchor
    }  # fmt: skip
    if options.family == "eigengan":
        if options.anchor:
            raise ValueError("An EigenGAN's sliders know no factors, so it takes no --anchor. Leave it away.")
        trainer = EigenGANTrainer(data, out, Recipe(**wishes), resume=options.resume)
    else:
        trainer = StyleGAN2Trainer(data, out, StyleGAN2Recipe(**wishes), resume=options.resume)
    follow(trainer.steps(options.minutes), every=20.0)


def _train_glo(options: argparse.Namespace, data: Faces) -> None:
    from engine.training.glo import GLORecipe, GLOTrainer

    if options.start_from_factors or options.anchor:
        raise ValueError("A GLO finds its own codes, so it takes neither --start-from-factors nor --anchor.")
    trainer = GLOTrainer(data, Path(options.out), GLORecipe(seed=options.seed), resume=options.resume)
    follow(trainer.steps(options.minutes), every=20.0)


def _train_reader(options: argparse.Namespace) -> None:
    import torch

    from engine.training.labelled import Labelled
    from engine.training.reader import ReaderRecipe, ReaderTrainer

    torch.set_num_threads(1)
    data = Labelled.read(Path(options.data))
    data, held_out = (data, Labelled.read(Path(options.heldout))) if options.heldout else data.parted()
    trainer = ReaderTrainer(data, held_out, Path(options.out), ReaderRecipe(seed=options.seed), resume=options.resume)
    follow(trainer.steps(options.minutes), every=20.0)


def sample_flags(made: argparse.ArgumentParser) -> None:
    generator_flags(made)
    made.add_argument("--count", type=int, default=50_000)
    made.add_argument("--scale", type=float, default=0.8, help="standard deviation of the codes")
    made.add_argument("--out", required=True, metavar="FILE")


def sample(options: argparse.Namespace) -> None:
    """many pictures of a generator, as uint8 .npy to train on"""
    from engine.generators import load
    from engine.training.teacher import sample_teacher

    check_out(options.out, "A set of pictures", ".npy")
    tell(follow(sample_teacher(load(options.generator), options.count, options.scale, options.seed, Path(options.out))))


def portraits_flags(made: argparse.ArgumentParser) -> None:
    made.add_argument("--count", type=int, required=True, metavar="N")
    made.add_argument("--side", type=int, default=128, help="in pixels, 32 to 256")
    made.add_argument("--seed", type=int, default=0)
    made.add_argument("--out", required=True, metavar="FILE.npy", help="the factors go beside it, as .csv and .npz")
    made.add_argument("--processes", type=int, default=1, metavar="N", help="that draw at the same time")


def portraits(options: argparse.Namespace) -> None:
    """portraits whose factors are known, as uint8 .npy with a table, to train on"""
    from engine.training.portraits.recipe import make_portraits

    check_out(options.out, "A set of portraits", ".npy")
    out = Path(options.out)
    try:
        tell(follow(make_portraits(options.count, options.side, options.seed, out, options.processes)))
    except (ImportError, RuntimeError) as error:
        raise ValueError(str(error)) from error


def measure_flags(made: argparse.ArgumentParser) -> None:
    generator_flags(made)
    made.add_argument("--samples", type=int, default=10_000)


def measure(options: argparse.Namespace) -> None:
    """how good a generator is: sliders alive, orthogonality, Frechet distance"""
    from engine.generators import load
    from engine.measure.measurement import measure as measuring

    tell_lines(report(follow(measuring(load(options.generator), options.samples, options.seed))))


def measure_truth_flags(made: argparse.ArgumentParser) -> None:
    generator_flags(made)
    samples = "portraits; sliders are moved on the first 200 of them"
    made.add_argument("--samples", type=int, default=2_000, help=samples)
    made.add_argument("--directions", metavar="FILE", help="instead of its own sliders, or SeFa's where it has none")
    made.add_argument("--json", action="store_true")
    as_directions_flag(made)


def measure_truth(options: argparse.Namespace) -> None:
    """what the sliders of a generator of portraits truly move"""
    from app.cli.truth import in_words, truth_job

    found = follow(truth_job(options))
    tell_json(asdict(found), 1) if options.json else tell_lines(in_words(found))


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
