"""What a training run leaves on disk: weights, each written whole or not at all, and two sheets to look at."""

from __future__ import annotations

import io
from collections.abc import Mapping
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from PIL import Image
from safetensors import safe_open
from safetensors.torch import save
from torch import Tensor

from engine.document.disk.files import write_whole
from engine.document.disk.limits import not_saved
from engine.document.disk.wording import short
from engine.generators.eigengan.network import EigenGANNetwork

#: The side of a picture on the sheet of sliders, which holds hundreds: at 128 px it took as much room as the weights.
MOST = 64


def read_weights(path: Path) -> tuple[dict[str, Tensor], dict[str, str]]:
    """The tensors and the metadata of a safetensors file."""
    with safe_open(path, "np") as file:  # for torch, it takes no name that is not UTF-8
        weights = {name: torch.from_numpy(file.get_tensor(name)) for name in file.keys()}
        return weights, dict(file.metadata() or {})


def go_on_from(family: str, out: Path, *beside: Path) -> tuple[dict[str, Tensor], dict[str, str]]:
    """The tensors and the metadata of a run's weights, which go on only with the files `beside` them.

    Raises:
        ValueError: one is missing, or they are of another family; one plain sentence.
    """
    for path in (out, *beside):
        if not path.is_file():
            raise ValueError(f"There is nothing to go on from: {short(path)} is missing. Train without --resume first.")
    weights, metadata = read_weights(out)
    if metadata.get("family") != family or "training" not in metadata:
        raise ValueError(f"{short(out.name)} was not trained here as {family}; choose another file.")
    return weights, metadata


def write_weights(path: Path, weights: Mapping[str, Tensor], metadata: Mapping[str, str]) -> None:
    """Write a safetensors file whole or not at all.

    Raises:
        ValueError: some weights are not finite, and no such file is opened; one plain sentence, `path` is as it was.
        OSError: it cannot be written; `path` is as it was.
    """
    content = packed_weights(path.name, weights, metadata)
    path.parent.mkdir(parents=True, exist_ok=True)
    write_whole(path, content)


def packed_weights(name: str, weights: Mapping[str, Tensor], metadata: Mapping[str, str]) -> bytes:
    """The content of a safetensors file that is called so.

    Raises:
        ValueError: some weights are not finite, and no such file is opened; one plain sentence.
    """
    if wrong := [part for part, value in weights.items() if not value.isfinite().all()]:
        reason = f"{short(wrong[0])} holds numbers that are not finite"
        raise ValueError(not_saved(name, reason, "Go on from what was saved before, with --resume."))
    return save({part: value.contiguous() for part, value in weights.items()}, dict(metadata))


def sheet(images: Tensor, columns: int) -> Image.Image:
    """(N, 3, S, S) in [-1, 1] -> one picture, `columns` wide."""
    pixels = ((images.float().clamp(-1, 1) + 1) * 127.5).round().byte().permute(0, 2, 3, 1).numpy()
    rows, side = len(pixels) // columns, pixels.shape[1]
    tiled = pixels.reshape(rows, columns, side, side, 3).transpose(0, 2, 1, 3, 4)
    return Image.fromarray(np.ascontiguousarray(tiled).reshape(rows * side, columns * side, 3))


def save_sheet(picture: Image.Image, out: Path, what: str) -> None:
    """Write a sheet beside the weights `out`, as `<stem>.<what>.png`; raises NotWritten if it cannot be written."""
    content = io.BytesIO()
    picture.save(content, "PNG")
    write_whole(out.with_name(f"{out.stem}.{what}.png"), content.getvalue())


@torch.no_grad()
def save_sheets(network: EigenGANNetwork, out: Path, seed: int = 1) -> None:
    """`<stem>.samples.png` (8 x 8 faces) and `<stem>.sliders.png` (a row a slider, two faces, -3 to +3)."""
    shape = network.shape
    random = torch.Generator().manual_seed(seed)
    eps = torch.randn(64, shape.eps, generator=random)
    zs = [torch.randn(64, n, generator=random) for n in shape.sliders]
    save_sheet(sheet(network(eps, zs), 8), out, "samples")
    strip = torch.linspace(-3, 3, 7)
    rows = []
    for level, sliders in enumerate(shape.sliders):
        for i in range(sliders):
            for face in range(2):
                codes = [z[face].repeat(len(strip), 1) for z in zs]
                codes[level][:, i] = strip
                rows.append(network(eps[face].repeat(len(strip), 1), codes))
    small = F.adaptive_avg_pool2d(torch.cat(rows).float(), min(MOST, shape.resolution))
    save_sheet(sheet(small, 2 * len(strip)), out, "sliders")


@torch.no_grad()
def save_start(network: EigenGANNetwork, out: Path, seed: int = 1) -> None:
    """`<stem>.samples.png` (8 x 8 faces) of a network in its start by regression, with the sliders at 0."""
    eps = torch.randn(64, network.shape.eps, generator=torch.Generator().manual_seed(seed))
    save_sheet(sheet(network(eps, [eps.new_zeros(64, n) for n in network.shape.sliders]), 8), out, "samples")
