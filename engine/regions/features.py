"""Features: what of a picture a person may want to change or to keep, and how each moves with the code.

A feature of few numbers (smile, pose, identity) has its Jacobian by the way back, one pass a number. One of pixels is
read off the picture's Jacobian J, which all of them share: a soft mask m makes the Gram matrix J^T diag(m) J, a band of
frequencies that of F diag(m) J, F a blur or what the blur takes away. Masks are those of the face and stay where they
are when the code moves, as a mask found anew would have no slope (Balakrishnan et al., ECCV 2022, find theirs anew).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property, partial

import numpy as np
import torch
from torch import Tensor

from engine.attributes import landmarks
from engine.attributes.at_hand import measures_of
from engine.codes.subspace import Subspace
from engine.document.disk.wording import Advice, short
from engine.generator import Generator
from engine.jacobian.columns import Jacobian
from engine.jacobian.gram import NUMBERS, PRODUCTS, grams
from engine.jacobian.linear import placed, rows_of
from engine.job import Job, Progress
from engine.language import tr
from engine.method import Context
from engine.regions.masks import checked, kept_still

REGION, OUTSIDE, COLOUR = "region", "outside", "colour"
#: Sigma of the blur that parts low frequencies from high ones, as a share of the picture's side.
BLUR = 1 / 32
#: Weights of the blur below which a pixel is too far away.
FAR = 1e-8


@dataclass(frozen=True, eq=False)
class View:
    """A code (layout.dimension,) float32 as features see it. `masks` (height, width) float32 are those of the face, by
    name; `jacobian` is that of the picture at this code, None where no feature looks at pixels; `grams` (d, d) are the
    Gram matrices of masks that are known already."""

    generator: Generator
    subspace: Subspace
    code: np.ndarray
    masks: Mapping[str, np.ndarray]
    jacobian: Jacobian | None
    grams: Mapping[str, Tensor] = field(default_factory=dict)

    @cached_property
    def picture(self) -> Tensor:
        """The picture (1, 3, h, w) of the code, where the generator is."""
        with torch.no_grad():
            return self.generator.synthesize(placed(self.generator, self.code))


@dataclass(frozen=True, eq=False)
class Slope:
    """How a feature moves: its Gram matrix (d, d) float64, and its Jacobian (q, d) float64 where it has few numbers."""

    gram: Tensor
    rows: Tensor | None = None


@dataclass(frozen=True)
class Feature:
    """`mask` is the name of the mask that it looks at the picture through; empty: it is asked of the whole picture and
    needs no Jacobian of it."""

    name: str
    measure: Callable[[View], Job[Slope]]
    mask: str = ""


def meant(text: str, context: Context, generator: Generator | None = None) -> tuple[Feature, ...]:
    """The features of a text with commas between them, each once, of those that there are for the generator; painted
    regions go by their own names.

    Capitals and small letters matter only where two names differ in nothing else.

    Raises:
        ValueError: there is no feature of one of the names; the sentence lists what there is.
    """
    painted = {name: Feature(name, partial(_weighted, name), name) for name in context.regions}
    known = FEATURES if generator is None else features_of(generator)
    exact = {**painted, **known}
    alike = {name.casefold(): feature for name, feature in exact.items()}
    found, pieces = {}, text.split(",")
    while pieces:
        for n in range(len(pieces), 0, -1):  # people's names may hold commas
            name = ",".join(pieces[:n]).strip()
            feature = exact.get(name) or alike.get(name.casefold())
            if feature is not None or (n == 1 and not name):
                break
        else:
            there = ", ".join([*known, *(other for other in painted if other not in known)])
            raise ValueError(
                tr(
                    "There is no feature called {name}; there are {there}. Put commas between them.",
                    name=short(repr(name)),
                    there=there,
                )
            )
        if feature is not None:
            found[feature.name] = feature
        pieces = pieces[n:]
    return tuple(found.values())


def frozen(features: Iterable[Feature], context: Context, size: tuple[int, int]) -> dict[str, np.ndarray]:
    """The masks of `size` (height, width), float32, that these features look through; outside is what is painted to be
    kept and not to change, where there is such a thing.

    Raises:
        ValueError: one of them is no mask, or holds nothing.
    """
    found = {}
    for name in dict.fromkeys(feature.mask for feature in features if feature.mask):
        if name in (REGION, OUTSIDE):
            region = checked(context.region, size, whole=name == REGION)
            still = kept_still(context.kept, region) if name == OUTSIDE else None
            found[name] = region if name == REGION else 1 - region if still is None else still.astype(np.float32)
        elif not context.regions[name].any():
            raise ValueError(
                Advice(
                    tr(
                        "Nothing is painted as {name}; paint it, or take it out of what is to change or to keep.",
                        name=name,
                    ),
                    f"The region {name} is empty. Make white in its file what it is, or take it out of --change or "
                    "--keep.",
                )
            )
        else:
            found[name] = checked(context.regions[name], size, whole=True)
    return found


def _weighted(name: str, view: View) -> Job[Slope]:
    """The pixels under a mask."""
    if name in view.grams:
        return Slope(view.grams[name])
    return Slope((yield from grams(_pictures(view), view.masks[name])))


def _band(name: str, view: View, *, high: bool) -> Job[Slope]:
    """What a blur leaves of the picture under a mask, or, of its mean of red, green and blue, takes away."""
    jacobian = _pictures(view)
    (height, width), d = jacobian.shape, jacobian.numbers.shape[1]
    pictures, mask = jacobian.by_pixel.view(-1, height, width, d), torch.from_numpy(view.masks[name])[..., None]
    if high:
        pictures = pictures.mean(0, keepdim=True)
    blur, across = (torch.from_numpy(blurring(n, max(height, width))).float() for n in (height, width))
    total, done = torch.zeros(d, d, dtype=torch.float64), 0
    step = max(1, min(NUMBERS // d, PRODUCTS // d**2) // width)
    for picture in pictures:
        for first in range(0, height, step):
            here = slice(first, min(first + step, height))
            near = blur[here].any(0)
            seen = (picture[near] * mask[near]).flatten(1)
            moved = across @ (blur[here][:, near] @ seen).view(-1, width, d)
            if high:
                moved = picture[here] * mask[here] - moved
            rows = moved.double().flatten(0, 1)
            total += rows.T @ rows
            done += len(moved)
            yield Progress(done / (height * len(pictures)), tr("taking frequencies apart"))
    return Slope(total / float(mask.sum(dtype=torch.float64)))


def blurring(length: int, side: int) -> np.ndarray:
    """The matrix (length, length) float64 that blurs a line of pixels of a picture of `side`; rows sum to 1, at the
    picture's edges as well."""
    apart = np.arange(length)[:, None] - np.arange(length)
    weights = np.exp(-0.5 * np.square(apart / (BLUR * side)))
    weights[weights < FAR] = 0
    return np.asarray(weights / weights.sum(1, keepdims=True))


def _colour(view: View) -> Job[Slope]:
    """The mean red, green and blue under the mask."""
    yield Progress(0.0, tr("following the colour"))
    weights = torch.from_numpy(view.masks[REGION]).flatten()
    rows = (weights @ _pictures(view).by_pixel / weights.sum()).double()
    return Slope(rows.T @ rows, rows)


def _few(feature: Callable[[Tensor], Tensor], view: View) -> Job[Slope]:
    """A feature of few numbers, (1, 3, h, w) to (1, q), by the way back, which ends at the picture where J is that of
    the picture as it is."""
    jacobian = view.jacobian
    if jacobian is None or (jacobian.channels, jacobian.shape) != (3, view.generator.size):
        rows = yield from rows_of(view.generator, view.subspace, view.code, feature)
        return Slope(rows.T @ rows, rows)
    picture = view.picture.detach().requires_grad_()
    values, back = feature(picture)[0], []
    for i, value in enumerate(values):
        yield Progress(i / len(values), tr("following a feature back to the picture"))
        (slope,) = torch.autograd.grad(value, picture, retain_graph=True)
        back.append(slope.flatten().cpu())
    rows = (torch.stack(back).to(jacobian.numbers) @ jacobian.numbers).double()
    if not rows.isfinite().all():
        raise ValueError(
            tr("What is to be kept or changed has no slope at this face; choose other features, or another face.")
        )
    return Slope(rows.T @ rows, rows)


def _pictures(view: View) -> Jacobian:
    assert view.jacobian is not None  # whoever makes a view for a feature with a mask brings it along
    return view.jacobian


def _points(images: Tensor) -> Tensor:
    """The 68 points of a face (N, 136) as seen from their median: where the head is does not count."""
    points = landmarks(images)
    return (points - points.median(1, keepdim=True).values).flatten(1)


def features_of(generator: Generator | None) -> dict[str, Feature]:
    """Every feature but the painted regions, by its name, in the order in which they are listed; of a generator, or of
    any."""
    bands = (Feature(f"{name} {band}", partial(_band, name, high=band == "high"), name)
             for name in (REGION, OUTSIDE) for band in ("low", "high"))  # fmt: skip
    measures = measures_of(generator)
    scores = {**measures.together, **{name: (name,) for name in measures.attributes}}
    listed = (
        *(Feature(name, partial(_weighted, name), name) for name in (REGION, OUTSIDE)),
        *bands,
        Feature(COLOUR, _colour, REGION),
        Feature("identity", partial(_few, measures.identity)),
        Feature("landmarks", partial(_few, _points)),
        *(Feature(name, partial(_few, partial(measures.score, names=names))) for name, names in scores.items()),
    )
    return {feature.name: feature for feature in listed}


#: The features of generators of which nothing more is known.
FEATURES: dict[str, Feature] = features_of(None)
