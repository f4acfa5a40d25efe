"""What the screen asks about two pictures: the slider from the one to the other, and the set it comes in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

import numpy as np

from engine.document.arrays import ArrayStore
from engine.document.asked.requests import Request
from engine.document.directions import Direction, DirectionSet, ParameterValue, Provenance
from engine.document.disk.wording import short
from engine.document.document import Document, Edit, PhotoRef
from engine.document.keys import SliderKey
from engine.document.timeline.shapes import CodeWay
from engine.document.tuning import Tuning
from engine.language import mark, tr

#: One of the two: a document; a photo with the place of the face in it; or the path of a photo (its largest face), a
#: saved picture, a session or a file with one code.
End = Document | PhotoRef | str
MorphWay = CodeWay
#: "slider": what differs, as a slider for every face; else a morph, which leads from this face to that one.
Way = Literal["slider"] | MorphWay
MORPHS: tuple[MorphWay, ...] = get_args(MorphWay)
#: How a person is told of them, through `tr`; saved documents hold the English words.
WORDS: dict[MorphWay, str] = {
    "prior": mark("through usual faces"), "whitened": mark("near the average"), "straight": mark("straight"),
}  # fmt: skip
#: The method of a set's provenance.
PAIR, MORPH = "pair", "morph"
#: The parameter of a pair's provenance: at which strength, in sigma, the first picture has become the second.
APART = "apart"
TITLE = tr("Slider from two pictures")
NAME = 24  # letters of each picture's name in that of the slider


@dataclass(frozen=True)
class SliderBetween(Request[DirectionSet, None]):
    """The slider from the first to the second of each pair, averaged over the pairs -> DirectionSet of one direction.

    Pictures are those of the `document`'s generator; what it holds fixed is taken out of the slider. A morph is of one
    pair. `name` is the direction's.
    """

    document: Document
    pairs: tuple[tuple[End, End], ...]
    name: str
    way: Way = "slider"

    @property
    def documents(self) -> tuple[Document, ...]:
        """Those of the pictures that are documents."""
        return tuple(end for pair in self.pairs for end in pair if isinstance(end, Document))


def pair_name(before: str, after: str) -> str:
    """What a slider between pictures of these names is called."""
    return tr("{before} to {after}", before=short(before, NAME), after=short(after, NAME))


def pair_set(name: str, vector: np.ndarray, sigma: float, generator: str, apart: float | None = None) -> DirectionSet:
    """The set of what differs between two pictures: a unit direction (dimension,) float32.

    `apart`, where it is known: the strength in sigma at which the first has become the second.
    """
    parameters: dict[str, ParameterValue] = {} if apart is None else {APART: round(apart, 1)}
    return DirectionSet((Direction(name, vector, sigma),), Provenance(PAIR, TITLE, 1, parameters, 0, generator))


def morph_set(
    name: str, path: np.ndarray, way: MorphWay, generator: str, start: np.ndarray | None = None,
    tuning: Tuning | None = None,
) -> DirectionSet:  # fmt: skip
    """The set of a morph: steps (an odd number, dimension) float32 from the face it begins at, 1 being the last.

    `start` (dimension,) is that face's code; with it the morph ends at the same face from any other. `tuning` is what
    was fitted to the photo of its end.
    """
    tangent = np.asarray(path[len(path) // 2 + 1], np.float64)
    vector = np.asarray(tangent / np.linalg.norm(tangent), np.float32)
    came = Provenance(MORPH, f"Morph, {WORDS[way]}", 1, {}, 0, generator)
    return DirectionSet((Direction(name, vector, 1.0, path=path, start=start, tuning=tuning),), came, reach=1.0)


def recalled(edit: Edit, arrays: ArrayStore, generator: str) -> DirectionSet | None:
    """The set of an edit that was saved, made of its own arrays; None if it was of another kind, or is not all there.

    So a slider from two pictures can be moved again in a session that is opened: unlike what a method found, it could
    not be found again.
    """
    if not edit.vector:
        return None
    method, array = SliderKey(edit.group).method, arrays[edit.vector]
    if method == PAIR and not edit.reach:
        found = pair_set(edit.name, array, edit.sigma, generator)
    elif method == MORPH and edit.reach:
        way = next((way for way in MORPHS if edit.origin.endswith(WORDS[way])), MORPHS[-1])
        found = morph_set(edit.name, array, way, generator, arrays[edit.start] if edit.start else None, edit.tuning)
    else:
        return None
    return found if found.slider(0) == edit.key else None
