"""GANalyze and Enjoy Your Editing on a shipped generator, beside their bars.

    python benchmarks/learned/assessors.py ganalyze SET.safetensors [--generator NAME]
    python benchmarks/learned/assessors.py enjoy SET.safetensors [--generator NAME]

ganalyze: fresh faces are asked for -0.3 to 0.3 of the range (5 to 95 %) of the attribute that the set was learned
for. enjoy: the smile of fresh faces is raised by so many of its deviations in the mean by InterFaceGAN, by InterFaceGAN
with the others kept, and by the set; then identity and the other attributes are compared. Identity is read by a network
that has no part in the set's loss; so is "mouth", its width over the distance of the eyes by the 68 points, which says
whether the smile is one.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np
import torch

from engine.attributes.at_hand import measures_of
from engine.attributes.measures import landmarks
from engine.directions.files import load_any
from engine.document.directions import DirectionSet
from engine.generator import Generator
from engine.generators import load
from engine.job import run
from engine.learning.assessors.answering import spearman
from engine.learning.assessors.assessor import range_of
from engine.method import Context
from engine.methods import load_methods

FIRST, FACES, PART = 2_000_000_000, 100, 10
RISES = (1.0, 0.5, 1.5)


@torch.no_grad()
def pictures(generator: Generator, codes: torch.Tensor) -> torch.Tensor:
    return torch.cat([generator.synthesize(some) for some in codes.split(PART)])


@torch.no_grad()
def scored(generator: Generator, images: torch.Tensor, names: tuple[str, ...]) -> torch.Tensor:
    measures = measures_of(generator)
    return torch.cat([measures.score(some, names) for some in images.split(PART)])


@torch.no_grad()
def whose(generator: Generator, images: torch.Tensor) -> torch.Tensor:
    found = torch.cat([measures_of(generator).identity(some) for some in images.split(PART)])
    return torch.nn.functional.normalize(found)


@torch.no_grad()
def mouths(images: torch.Tensor) -> torch.Tensor:
    points = torch.cat([landmarks(some) for some in images.split(PART)])
    return (points[:, 54] - points[:, 48]).norm(dim=1) / (points[:, 45] - points[:, 36]).norm(dim=1)


def ganalyze(generator: Generator, found: DirectionSet) -> None:
    name = str(found.provenance.parameters["attribute"])
    codes = generator.sample(FACES, FIRST)
    pool = scored(generator, pictures(generator, generator.sample(400, FIRST + 1000)), (name,))
    ranges = range_of(pool, (name,))
    unit = torch.from_numpy(found[0].vector) * found[0].sigma / float(ranges.step[0])
    asked = torch.tensor([-0.3, -0.2, -0.1, 0.0, 0.1, 0.2, 0.3])
    rows = torch.stack(
        [scored(generator, pictures(generator, codes + each * unit), (name,))[:, 0] for each in asked], 1
    )
    rows = (rows - rows[:, 3:4]) / float(ranges.unit[0])
    inner = asked[1:6]
    slopes = (rows[:, 1:6] * inner).sum(1) / inner.square().sum()
    low, middle, high = np.quantile(slopes.numpy(), (0.1, 0.5, 0.9))
    print(f"{generator.name} {name}: slope of means {slopes.mean():.2f}, single faces {middle:.2f} ({low:.2f} to "
          f"{high:.2f}), Spearman above 0.9 on {(spearman(rows) > 0.9).float().mean():.0%} of {FACES}")  # fmt: skip


def enjoy(generator: Generator, found: DirectionSet) -> None:
    names = tuple(direction.name for direction in found)
    others = ("pitch", "roll", "hue", "saturation", "symmetry", "age", "gender")
    everything = (*names, *others)
    pool = scored(generator, pictures(generator, generator.sample(300, FIRST + 1000)), everything)
    deviation = pool.std(0)
    which = names.index("smile")
    interface = load_methods()["interfacegan"]
    rivals = {"InterFaceGAN": interface(attribute="smile"), "the others kept": interface(
        attribute="smile", keep=", ".join(name for name in names if name != "smile"))}  # fmt: skip
    steps = {name: run(method.discover(generator, Context()))[0] for name, method in rivals.items()}
    steps[found.provenance.title] = found[which]
    codes = generator.sample(FACES, FIRST)
    before = pictures(generator, codes)
    was, who, mouth = scored(generator, before, everything), whose(generator, before), mouths(before)
    strangers = 1 - (who @ who.T)[~torch.eye(FACES, dtype=torch.bool)].mean()
    print(f"{generator.name}: identity distance of strangers {strangers:.4f}")
    for wanted in RISES:
        for name, direction in steps.items():
            step = torch.from_numpy(direction.vector) * direction.sigma
            low, high = 0.0, 12.0
            for _ in range(7):  # the smile of all rises with the step, in the mean
                middle = (low + high) / 2
                after = pictures(generator, codes + middle * step)
                rise = (scored(generator, after, ("smile",))[:, 0] - was[:, which]).mean() / deviation[which]
                low, high = (middle, high) if rise < wanted else (low, middle)
            change = (scored(generator, after, everything) - was) / deviation
            apart = 1 - (whose(generator, after) * who).sum(1).mean()
            moved = [f"{each} {change[:, i].abs().mean():.2f}" for i, each in enumerate(everything) if i != which]
            rest = change[:, [i for i in range(len(everything)) if i != which]].abs().mean()
            print(f"smile {change[:, which].mean():+.2f} by {name:20} identity {1000 * apart:5.1f}e-3, rises on "
                  f"{(change[:, which] > 0).float().mean():.0%}, mouth {(mouths(after) / mouth - 1).mean():+.1%}, "
                  f"others {rest:.3f}: {', '.join(moved)}", flush=True)  # fmt: skip


def main() -> None:
    made = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    made.add_argument("what", choices=("ganalyze", "enjoy"))
    made.add_argument("set")
    made.add_argument("--generator", default="builtin:faces-stylegan2-64")
    options = made.parse_args()
    torch.set_num_threads(1)
    generator = load(options.generator)
    {"ganalyze": ganalyze, "enjoy": enjoy}[options.what](generator, load_any(Path(options.set), generator))


if __name__ == "__main__":
    main()
