"""Take a BigGAN's weights out of a state dict: every shape checked, spectral norms folded, what is left over found."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

import torch
import torch.nn.functional as F
from torch import Tensor

from engine.generators.biggan.layers import Attention, Convolution, Modulation, RisingConvolution, channels_last
from engine.generators.dcgan import LARGEST, MOST_FEATURES, MOST_INPUTS
from engine.generators.reading import DoesNotFit, WeightReader, more
from engine.language import tr

#: Attention compares every place with a quarter of all: beyond this side it takes gigabytes a picture.
LARGEST_ATTENTION = 128
#: What training keeps beside the weights that it learns.
BUFFER = re.compile(r"\.(weight_[uv]|u\d+|sv\d+|(running|stored)_(mean|var)s?|accumulation_counter)$")
#: What is kept for training alone: the singular values as last seen, and vectors of further ones.
UNUSED = re.compile(r"\.(sv\d+|u[1-9]\d*)$")


class Weights(WeightReader):
    """The weights of a BigGAN, with what its layers are made of."""

    def normed(self, name: str, *shape: int | None) -> Tensor:
        """The kernel or matrix of layer `name` over its spectral norm, as evaluation computes it.

        Two forms are known: `weight_orig` with both singular vectors as torch keeps them (sigma = u^T W v), and
        `weight` with the left vector `u0`, from which one more step of the power iteration is taken.

        Raises:
            DoesNotFit: something is missing or of another shape, or the norm is not a number to divide by.
        """
        if f"{name}.weight_orig" in self:
            weight = self.take(f"{name}.weight_orig", *shape)
            matrix = weight.flatten(1)
            v = self.take(f"{name}.weight_v", matrix.shape[1])
            sigma = self.take(f"{name}.weight_u", matrix.shape[0]) @ (matrix @ v)
        else:
            weight = self.take(f"{name}.weight", *shape)
            if f"{name}.u0" not in self:
                return weight.clone()
            matrix = weight.flatten(1)
            u = self.take(f"{name}.u0", 1, matrix.shape[0])
            sigma = (matrix @ F.normalize(u @ matrix, eps=1e-12)[0]).norm()
        if not sigma.isfinite() or sigma.abs() < 1e-12:
            key = f"{name}.weight_u" if f"{name}.weight_u" in self else f"{name}.u0"
            raise DoesNotFit(
                tr(
                    "{key} gives a spectral norm of {item:g}, by which nothing can be divided",
                    key=key,
                    item=sigma.item(),
                ),
                (key,),
            )
        return weight / sigma

    def convolution(self, name: str, out: int | None, wide: int, kernel: int, *, rises: bool = False) -> Convolution:
        """A convolution with its bias; `rises` doubles the side before it."""
        weight = self.normed(name, out, wide, kernel, kernel)
        bias = self.take(f"{name}.bias", weight.shape[0])
        return RisingConvolution.of(weight, bias) if rises else Convolution(channels_last(weight), bias)

    def attention(self, names: Mapping[str, str], prefix: str, channels: int, side: int) -> Attention:
        """Self-attention; `names` says what theta, phi, g and o are called after `prefix`, where gamma is."""
        theta = self.normed(prefix + names["theta"], None, channels, 1, 1)
        phi = self.normed(prefix + names["phi"], len(theta), channels, 1, 1)
        g = self.normed(prefix + names["g"], None, channels, 1, 1)
        outer = self.normed(prefix + names["o"], channels, len(g), 1, 1)
        gamma = f"{prefix}gamma"
        strength = self.take(gamma, *((1,) if self.weights[gamma].dim() == 1 else ()))
        if side > LARGEST_ATTENTION:
            raise DoesNotFit(
                tr(
                    "{gamma} is of attention at {side} px; it is possible up to {largest_attention}",
                    gamma=gamma,
                    side=side,
                    largest_attention=LARGEST_ATTENTION,
                ),
                (gamma,),
            )
        return Attention(channels_last(torch.cat((theta, phi, g))), outer.flatten(1) * strength)

    def check_rest(self) -> None:
        """Raise DoesNotFit if weights were not asked for."""
        rest = tuple(name for name in self.rest() if not UNUSED.search(name))
        if rest:
            raise DoesNotFit(tr("{rest}{more} is no part of one", rest=rest[0], more=more(rest)), rest)

    def parameters(self) -> int:
        """How many learned numbers were taken."""
        return sum(self.weights[name].numel() for name in self._taken if not BUFFER.search(name))


def modulation(norms: Sequence[tuple[Tensor, Tensor, Tensor, Tensor]], epsilon: float) -> Modulation:
    """The norms of one block, each (gain (C, D), offset (C, D), means (levels, C), variances (levels, C)), as one."""
    gains, offsets, means, variances = zip(*norms, strict=True)
    widths = tuple(len(gain) for gain in gains)
    return Modulation(torch.cat((*gains, *offsets)), widths, torch.cat(means, 1), torch.cat(variances, 1), epsilon)


def check_size(key: str, channels: int, side: int) -> None:
    """Raise DoesNotFit if a layer would give more than any memory holds."""
    if side > LARGEST:
        raise DoesNotFit(tr("{key} would make a picture wider than {largest} pixels", key=key, largest=LARGEST), (key,))
    if channels * side * side > MOST_FEATURES:
        raise DoesNotFit(
            tr(
                "{key} gives {channels} channels of {side} px, which no memory holds",
                key=key,
                channels=channels,
                side=side,
            ),
            (key,),
        )


def check_code(key: str, length: int) -> None:
    """Raise DoesNotFit if a code would be absurdly long."""
    if length > MOST_INPUTS:
        raise DoesNotFit(
            tr(
                "{key} makes a code of {length} numbers, where {most_inputs} are the most",
                key=key,
                length=length,
                most_inputs=MOST_INPUTS,
            ),
            (key,),
        )


def check_names(weights: Mapping[str, Tensor], needed: Sequence[str], beginnings: tuple[str, ...]) -> None:
    """Raise DoesNotFit if a needed weight is missing; strange ones are listed too, to judge which family is nearest."""
    missing = next((name for name in needed if name not in weights), "")
    if missing:
        strange = (name for name in weights if not name.startswith(beginnings))
        raise DoesNotFit(tr("{missing} is missing", missing=missing), (missing, *strange))
