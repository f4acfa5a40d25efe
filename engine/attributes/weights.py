"""The shipped networks, each read once a device when it is first asked for.

A file of `resources/attributes` holds the numbers as the original package does, most as bytes; `NAME.range` is then the
pair (scale, least), and a weight is least + byte * scale.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import as_file, files
from pathlib import Path
from typing import TypeVar

import torch
from safetensors.torch import load_file
from torch import Tensor, nn

from engine.attributes.facemesh import FaceMesh
from engine.attributes.networks import EXPRESSIONS, AgeGenderNetwork, DenseNetwork, IdentityNetwork
from engine.document.disk.wording import short
from engine.language import tr

RANGE = ".range"

Network = TypeVar("Network", bound=nn.Module)


def unpacked(path: Path) -> dict[str, Tensor]:
    """The weights of a file as float32.

    Raises:
        FileNotFoundError: the installation lacks the file.
    """
    if not path.exists():
        raise FileNotFoundError(
            tr("{path} is missing from this installation. Install EigenBrush again.", path=short(path))
        )
    stored = load_file(path)
    weights = {}
    for name, value in stored.items():
        if not name.endswith(RANGE):
            # In double as the package's own runtime does, for the same last digit.
            scale, least = stored[name + RANGE].double() if name + RANGE in stored else (1.0, 0.0)
            weights[name] = (value.double() * scale + least).float()
    return weights


def _filled(network: Network, name: str, device: torch.device) -> Network:
    with as_file(files("resources") / "attributes" / f"{name}.safetensors") as path:
        network.load_state_dict(unpacked(path), assign=True)
    return network.eval().requires_grad_(requires_grad=False).to(device)


@cache
def identity_network(device: torch.device) -> IdentityNetwork:
    """Frozen, float32, in evaluation mode; FileNotFoundError if its file is missing. So are the others."""
    return _filled(IdentityNetwork(), "identity", device)


@cache
def landmark_network(device: torch.device) -> DenseNetwork:
    return _filled(DenseNetwork(136), "landmarks", device)


@cache
def expression_network(device: torch.device) -> DenseNetwork:
    return _filled(DenseNetwork(len(EXPRESSIONS)), "expression", device)


@cache
def age_gender_network(device: torch.device) -> AgeGenderNetwork:
    return _filled(AgeGenderNetwork(), "age_gender", device)


@cache
def face_mesh(device: torch.device) -> FaceMesh:
    return _filled(FaceMesh(), "facemesh", device)
