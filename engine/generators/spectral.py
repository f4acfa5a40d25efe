"""Spectral norm (Miyato et al. 2018) as torch saves it, divided out of the weights."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from torch import Tensor

from engine.generators.reading import DoesNotFit, by
from engine.language import tr

#: Spectral norm keeps a weight and two vectors, in its old form and in today's.
SPECTRAL = re.compile(r"(?P<layer>.*\.)(?:weight_orig|parametrizations\.weight\.original)")
SPECTRAL_END = re.compile(r"(?:weight_(?:orig|u|v)|parametrizations\.weight\.(?:original|0\._u|0\._v))$")


def _never(name: str) -> bool:
    return False


def without_spectral_norm(weights: Mapping[str, Tensor], turned: Callable[[str], bool] = _never) -> dict[str, Tensor]:
    """Weights as in evaluation: each one with spectral norm divided by u W v (Miyato et al. 2018, eq. 8).

    `turned` tells of a layer's name, with a dot at its end, whether its weight is a transposed convolution's, whose
    outputs are its second axis.

    Raises:
        DoesNotFit: a vector is missing or of another size, or there is no norm to divide by; it is named.
    """
    plain = dict(weights)
    for name in weights:
        if not (key := SPECTRAL.fullmatch(name)):
            continue
        old = name.endswith("weight_orig")
        names = [key["layer"] + ("weight" if old else "parametrizations.weight.0.") + end for end in ("_u", "_v")]
        weight = plain.pop(name).detach().float()
        if weight.dim() < 2:
            raise DoesNotFit(tr("{name} is a single row, which has no spectral norm", name=name), (name,))
        matrix = (weight.transpose(0, 1) if turned(key["layer"]) else weight).flatten(1)
        vectors = []
        for vector, size in zip(names, matrix.shape, strict=True):
            if vector not in plain:
                raise DoesNotFit(tr("{vector} is missing", vector=vector), (vector,))
            vectors.append(plain.pop(vector).detach().float())
            if tuple(vectors[-1].shape) != (size,):
                raise DoesNotFit(
                    tr("{vector} is {by}, not {size}", vector=vector, by=by(vectors[-1].shape), size=size), (vector,)
                )
        u, v = vectors
        sigma = u @ (matrix @ v)
        if not sigma.isfinite() or sigma == 0:
            raise DoesNotFit(
                tr(
                    "{name} has no spectral norm ({names} and {names2} give {sigma:g})",
                    name=name,
                    names=names[0],
                    names2=names[1],
                    sigma=sigma,
                ),
                (name,),
            )
        plain[f"{key['layer']}weight"] = weight / sigma
    return plain
