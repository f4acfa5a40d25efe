"""`eigenbrush measure inversion`: how well pictures are brought into a generator, in words and as JSON."""

from __future__ import annotations

import argparse
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from app.cli.arguments import generator_flags
from app.cli.headless import follow
from app.cli.telling import tell_json, tell_lines

if TYPE_CHECKING:
    from torch import Tensor

    from engine.generator import Generator
    from engine.measure.inversion import Inversions


def measure_inversion_flags(made: argparse.ArgumentParser) -> None:
    generator_flags(made)
    made.add_argument("--samples", type=int, default=200, help="pictures of each kind")
    made.add_argument("--data", metavar="FILE|DIR", help="pictures it has never seen, as for train; default: none")
    made.add_argument("--steps", type=int, default=300, help="with all layers alike")
    made.add_argument("--layer-steps", type=int, default=200, help="with each layer on its own")
    made.add_argument("--json", action="store_true")


def measure_inversion(options: argparse.Namespace) -> None:
    """how well pictures are brought into a generator, with the prior and without"""
    import torch

    from engine.device import threads_for
    from engine.generators import load
    from engine.measure.inversion import measure_inversions

    for name, value in (("--samples", options.samples), ("--steps", options.steps)):
        if value < 1:
            raise ValueError(f"{name} must be at least 1, not {value}.")
    generator = load(options.generator)
    torch.set_num_threads(threads_for(generator.resolution))
    with torch.no_grad():
        seen = generator.synthesize(generator.sample(options.samples, 70_000 + options.seed))
    unseen = _pictures(options.data, generator, options.samples, options.seed) if options.data else None
    found = follow(measure_inversions(generator, seen, unseen, options.steps, options.layer_steps, options.seed))
    tell_json(asdict(found), 1) if options.json else tell_lines(in_words(found))


def _pictures(data: str, generator: Generator, count: int, seed: int) -> Tensor:
    """`count` pictures (count, 3, S, S) of a set, chosen at random."""
    import torch

    from engine.training.data import Faces

    faces = Faces(Path(data))
    if faces.resolution != generator.resolution:
        raise ValueError(
            f"{data} has pictures of {faces.resolution} px and the generator draws {generator.resolution}; "
            "bring others with --data."
        )
    order = torch.randperm(len(faces.pictures), generator=torch.Generator().manual_seed(seed))[:count]
    return faces.at(order.numpy())


def in_words(found: Inversions) -> str:
    """Tables of the searches, and of what compression and truncation cost."""
    lines = [
        f"the prior: p squared sums to {found.mean:.1f} of {found.dimension} on codes it has not seen (a Gaussian: "
        f"{found.dimension}), deviation {found.deviation:.1f} (a Gaussian: {(2 * found.dimension) ** 0.5:.1f})",
        "",
        f"{'pictures':8}  {'searched in':15}  weight  steps  PSNR dB  worst  p squared  s a picture",
    ]
    lines += [
        f"{row.pictures:8}  {row.way:15}  {row.weight:6g}  {row.steps:5}  {row.likeness:7.1f}  {row.worst:5.1f}  "
        f"{row.strangeness:9.2f}  {row.seconds:.2f}"
        for row in found.rows
    ]
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
