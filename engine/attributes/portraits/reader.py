"""The reader of portraits with what its file knows: factors in their own units, and the distance from the data."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import as_file, files
from pathlib import Path

import torch
from safetensors import SafetensorError, safe_open
from torch import Tensor

from engine.attributes.networks import resized
from engine.attributes.portraits.facts import ReadFactor, from_metadata, no_reader
from engine.attributes.portraits.network import SIDE, ReaderNetwork
from engine.document.disk.wording import short
from engine.language import tr

FAMILY = "portraits-reader"
#: Tensors of the file that are no weights.
CENTRE, WHITEN, DISTANCES = "data.centre", "data.whiten", "data.distances"


@dataclass(frozen=True, eq=False)
class Data:
    """The training portraits as the reader's features see them: a Gaussian, and how far held-out portraits lie from it.

    `centre` (f,) is the mean of the features and `whiten` (f, f) the inverse of the Cholesky factor of their
    covariance, so that |whiten (x - centre)| is the distance of Mahalanobis (1936); `distances` (101,) are its
    quantiles, 0 % to 100 %, over held-out portraits.
    """

    centre: Tensor
    whiten: Tensor
    distances: Tensor

    def distance(self, features: Tensor) -> Tensor:
        """Features (N, f) to (N,)."""
        return ((features - self.centre) @ self.whiten.T).norm(dim=1)

    def quantile(self, distance: Tensor) -> Tensor:
        """Which share (N,), in [0, 1], of held-out portraits lies nearer to the data than these distances."""
        places = torch.searchsorted(self.distances, distance.contiguous())
        return places.clamp(max=len(self.distances) - 1) / (len(self.distances) - 1)

    def to(self, device: torch.device) -> Data:
        return Data(self.centre.to(device), self.whiten.to(device), self.distances.to(device))


class Reader:
    """Reads portraits: pictures (N, 3, H, W) nominally in [-1, 1], of any size; differentiable, in float32."""

    def __init__(self, network: ReaderNetwork, factors: tuple[ReadFactor, ...], data: Data) -> None:
        self.network, self.factors, self.data = network, factors, data
        self.names = tuple(factor.name for factor in factors)
        like = data.centre
        self._mean = torch.tensor([factor.mean for factor in factors], dtype=like.dtype, device=like.device)
        self._spread = torch.tensor([factor.spread for factor in factors], dtype=like.dtype, device=like.device)

    def seen(self, images: Tensor) -> tuple[Tensor, Tensor]:
        """The visible parts of all factors (N, factors), each in its own unit, and the features (N, f)."""
        images = images.float()
        if images.shape[2:] != (SIDE, SIDE):
            images = resized(images, SIDE)
        answers, features = self.network(images)
        return answers * self._spread + self._mean, features

    def read(self, images: Tensor) -> Tensor:
        """The visible parts of all factors (N, factors), each in its own unit."""
        return self.seen(images)[0]

    def distance(self, images: Tensor) -> Tensor:
        """How far from the data each picture is: the distance of Mahalanobis of its features (N,)."""
        return self.data.distance(self.seen(images)[1])


def open_reader(path: Path, device: torch.device | None = None) -> Reader:
    """The reader of a file, frozen, in evaluation mode.

    Raises:
        ValueError: it is no reader, or is damaged; one sentence.
    """
    try:
        with safe_open(path, "np") as file:  # for torch, it takes no name that is not UTF-8
            metadata = file.metadata() or {}
            tensors = {name: torch.from_numpy(file.get_tensor(name)).float() for name in file.keys()}
        factors = from_metadata(path, metadata)
        data = Data(tensors.pop(CENTRE), tensors.pop(WHITEN), tensors.pop(DISTANCES))
        with torch.device("meta"):
            network = ReaderNetwork(len(factors))
        network.load_state_dict(whole(tensors), assign=True)
    except (SafetensorError, RuntimeError, KeyError, TypeError, OSError) as error:
        raise no_reader(path, error) from error
    place = device or torch.device("cpu")
    return Reader(network.eval().requires_grad_(requires_grad=False).to(place), factors, data.to(place))


def whole(tensors: dict[str, Tensor]) -> dict[str, Tensor]:
    """Weights of a file as a state dict: with the counters of the batch norms, which no file holds."""
    norms = [name.removesuffix("running_mean") for name in tensors if name.endswith("running_mean")]
    return tensors | {f"{norm}num_batches_tracked": torch.tensor(0) for norm in norms}


@cache
def load_reader(device: torch.device) -> Reader:
    """The reader that comes with the program, read once a device.

    Raises:
        FileNotFoundError: the installation lacks it.
    """
    with as_file(files("resources") / "attributes" / "portraits.safetensors") as path:
        if not path.exists():
            raise FileNotFoundError(
                tr("{path} is missing from this installation. Install EigenBrush again.", path=short(path))
            )
        return open_reader(path, device)
