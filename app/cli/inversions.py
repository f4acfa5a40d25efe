"""`eigenbrush measure inversion`: how well pictures are brought into a generator, in words and as JSON."""

from __future__ import annotations

import argparse
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from app.cli.arguments import generator_flags
from app.cli.headless import follow
from app.cli.telling import tell_json, tell_lines
from engine.document.disk.wording import short

if TYPE_CHECKING:
    from torch import Tensor

    from engine.generator import Generator
    from engine.measure.inversion import Inversions

#: Pictures of the data that those half-way between two are compared with.
DATA = 5000


def measure_inversion_flags(made: argparse.ArgumentParser) -> None:
    generator_flags(made)
    made.add_argument("--samples", type=int, default=200, help="of its own pictures")
    made.add_argument("--data", metavar="FILE|DIR", help="pictures it has never seen, as for train; default: none")
    made.add_argument("--unseen", type=int, default=100, help="how many of these")
    made.add_argument("--steps", type=int, default=300, help="with all layers alike")
    made.add_argument("--layer-steps", type=int, default=200, help="with each layer on its own")
    made.add_argument("--weights", default=",".join(f"{w:g}" for w in (0, 1e-3, 1e-2, 1e-1)), metavar="A,B,...",
                      help="of the prior; one row each")  # fmt: skip
    made.add_argument("--half-way", type=int, default=0, metavar="COUNT",
                      help="pictures half-way between two, beside those of --data; 2000 will do")  # fmt: skip
    made.add_argument("--json", action="store_true")


def measure_inversion(options: argparse.Namespace) -> None:
    """how well pictures are brought into a generator, with the prior and without"""
    import torch

    from engine.device import threads_for
    from engine.generators import load
    from engine.measure.inversion import Plan, measure_inversions

    for name, value, least in (
        ("--samples", options.samples, 0 if options.data else 1),
        ("--unseen", options.unseen, 1),
        ("--steps", options.steps, 1),
    ):
        if value < least:
            raise ValueError(f"{name} must be at least {least}, not {value}.")
    weights = _weights(options.weights)
    if options.half_way and not options.data:
        raise ValueError("Pictures half-way are compared with pictures of the data: name them with --data.")
    generator = load(options.generator)
    torch.set_num_threads(threads_for(generator.resolution))
    sets, data = {}, None
    if options.samples:
        with torch.no_grad():
            sets["own"] = generator.synthesize(generator.sample(options.samples, 70_000 + options.seed))
    if options.data:
        sets["unseen"], data = _pictures(options.data, generator, options.unseen, options.seed)
    plan = Plan(options.steps, options.layer_steps, weights, options.half_way, options.seed)
    found = follow(measure_inversions(generator, sets, data if options.half_way else None, plan))
    tell_json(asdict(found), 1) if options.json else tell_lines(in_words(found))


def _weights(text: str) -> tuple[float, ...]:
    """The numbers of a list with commas."""
    try:
        weights = tuple(float(part) for part in text.split(","))
    except ValueError:
        weights = (-1.0,)
    if not all(0 <= weight < float("inf") for weight in weights):
        raise ValueError(f"--weights are numbers from 0 up with commas between them, as 0,0.001; {short(text)} is not.")
    return weights


def _pictures(data: str, generator: Generator, count: int, seed: int) -> tuple[Tensor, Tensor]:
    """`count` pictures (count, 3, S, S) of a set, chosen at random, and `DATA` others, or as many as there are."""
    import torch

    from engine.training.data import Faces

    faces = Faces(Path(data))
    if faces.resolution != generator.resolution:
        raise ValueError(
            f"{data} has pictures of {faces.resolution} px and the generator draws {generator.resolution}; "
            "bring others with --data."
        )
    order = torch.randperm(len(faces.pictures), generator=torch.Generator().manual_seed(seed)).numpy()
    return faces.at(order[:count]), faces.at(order[count:][:DATA] if len(order) > count + 1 else order[:DATA])


def in_words(found: Inversions) -> str:
    """Tables of the searches, and of what compression and truncation cost."""
    lines = [
        f"the prior: p squared sums to {found.mean:.1f} of {found.dimension} on codes it has not seen (a Gaussian: "
        f"{found.dimension}), deviation {found.deviation:.1f} (a Gaussian: {(2 * found.dimension) ** 0.5:.1f})",
        "",
        f"{'pictures':8}  {'searched in':15}  weight  steps  PSNR dB  worst  p squared  s a picture  passes"
        + ("  half-way" if found.samples is not None else ""),
    ]
    lines += [
        f"{row.pictures:8}  {row.way:15}  {row.weight:6g}  {row.steps:5}  {row.likeness:7.1f}  {row.worst:5.1f}  "
        f"{row.strangeness:9.2f}  {row.seconds:11.2f}  {row.passes:6.0f}"
        + (f"  {row.half_way:8.1f}" if row.half_way is not None else "")
        for row in found.rows
    ]
    if found.samples is not None:
        lines.append(
            f"half-way: Frechet distance to the data of pictures between two; samples have {found.samples:.1f}"
        )
    for faces in dict.fromkeys(row.faces for row in found.kept):
        lines += ["", f"{faces}, drawn in (identity lost: 0 the same face, 1 a stranger):"]
        lines += [
            f"{row.way:11}  {row.amount:4g}  identity lost {row.apart:.2f}  p squared {row.strangeness:.2f}"
            for row in found.kept if row.faces == faces
        ]  # fmt: skip
        lines += [
            f"at equal p squared {row.strangeness:.2f}: identity lost {row.truncation:.2f} by truncation, "
            f"{row.compression:.2f} by compression"
            for row in found.equal if row.faces == faces
        ] or ["no p squared that both reach"]  # fmt: skip
    return "\n".join(lines)
