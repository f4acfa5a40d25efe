"""Small generators whose pictures are not square, made of the StyleGAN2 that ships: parts of faces, or two abreast."""

from __future__ import annotations

from importlib import resources
from pathlib import Path

from safetensors.torch import load, save_file


def write_generator(path: Path, *, wide: bool) -> Path:
    """The shipped network with pictures of 64 pixels across and 32 down (`wide`), or 32 across and 64 down."""
    weights = load((resources.files("resources") / "generators" / "faces-stylegan2-64.safetensors").read_bytes())
    for name, value in weights.items():
        if name.endswith((".const", ".noise_const")):
            part = value.shape[-1] // 4
            weights[name] = (value[..., part:-part, :] if wide else value[..., part:-part]).contiguous()
    save_file(weights, path)
    return path
