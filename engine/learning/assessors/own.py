"""A network of a person's own as a judge of pictures: a JSON of layers, or an ONNX file."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

import torch
from torch import Tensor

from engine.attributes.networks import resized
from engine.document.disk.limits import FILE, TooLarge
from engine.document.disk.reading import content
from engine.document.disk.wording import CLAUSE, said, short
from engine.language import tr
from engine.learning.assessors.graph import Graph, Unfit
from engine.learning.assessors.layers import graph_of, read_description, state_dict
from engine.learning.assessors.onnx_file import read_onnx

#: The side of the pictures where neither file says one: what most networks of photos take.
USUAL = 224
ONNX = ".onnx"


@dataclass(frozen=True, eq=False)
class OwnNetwork:
    """Pictures (N, 3, H, W), nominally in [-1, 1], of any size, to the network's answers (N, answers); differentiable.

    It is given RGB in [0, 1], resized to `side`, less `mean` and divided by `deviation` (3,).
    """

    title: str
    graph: Graph
    side: int
    mean: Tensor
    deviation: Tensor
    answers: int

    def __call__(self, pictures: Tensor) -> Tensor:
        rgb = (pictures.float() + 1) / 2
        rgb = rgb if rgb.shape[2:] == (self.side, self.side) else resized(rgb, self.side)
        return self.graph((rgb - self.mean[:, None, None]) / self.deviation[:, None, None])


def open_network(path: Path) -> OwnNetwork:
    """The network of a file: JSON of layers with its weights beside it, or beside an ONNX file, or that alone.

    Raises:
        ValueError: it cannot be opened, or cannot judge pictures; one plain sentence.
    """
    try:
        if path.suffix.lower() == ONNX:
            graph, side = read_onnx(path)
            return _made(short(path.stem), graph, side or USUAL, (0.0,) * 3, (1.0,) * 3)
        told = read_description(path)
        beside = path.with_name(told.weights)
        if beside.suffix.lower() == ONNX:
            graph, side = read_onnx(beside)
            if side not in (0, told.side):
                raise Unfit(
                    tr(
                        'its "side" is {side}, and {name} takes {side2}',
                        side=told.side,
                        name=short(beside.name),
                        side2=side,
                    )
                )
        else:
            graph = graph_of(told.layers, state_dict(beside))
        return _made(told.title, graph, told.side, told.mean, told.deviation)
    except (Unfit, TooLarge) as error:
        why = short(error, CLAUSE).rstrip(".")
        raise ValueError(
            tr("{name} cannot judge pictures: {why}. Choose another network.", name=short(path.name), why=why)
        ) from error
    except OSError as error:
        raise ValueError(
            tr("{name} cannot be opened: {reason} Choose another network.", name=short(path.name), reason=said(error))
        ) from error
    except RecursionError as error:
        raise ValueError(tr("{name} is damaged; choose another network.", name=short(path.name))) from error


def fingerprint(network: str) -> dict[str, object]:
    """The hash of a network's file, and of the weights that it names, by what they are; nothing where there is none."""
    if not network:
        return {}
    found, path = hashlib.sha256(), Path(network)
    try:
        found.update(content(path, FILE))
        if path.suffix.lower() != ONNX:
            found.update(content(path.with_name(read_description(path).weights), FILE))
    except (OSError, ValueError):  # what is wrong is said when it is opened
        return {}
    return {"network's content": found.hexdigest()}


def _made(title: str, graph: Graph, side: int, mean: tuple[float, ...], deviation: tuple[float, ...]) -> OwnNetwork:
    return OwnNetwork(title, graph, side, torch.tensor(mean), torch.tensor(deviation), graph.answers(side))
