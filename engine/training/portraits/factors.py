"""What a portrait is made of: independent factors of a standard normal distribution, each with words for its ends.

A factor may do nothing over part of its range (there is no beard below 0, glasses are worn or not). `visible` is what
of it a picture can show, and what a reader of portraits is judged by.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np

Group = Literal["pose", "expression", "shape", "skin", "hair", "accessories", "light", "background", "clothes"]

#: Draws lie within this many sigma: beyond it faces leave what a mesh of people can show.
LIMIT = 2.4


@dataclass(frozen=True)
class Factor:
    """One number that makes a portrait; its value is in sigma.

    `low` and `high` say what -2 and +2 look like; `unit` is what one sigma is, in words. What of a value can be seen is
    the value held between `floor` and `ceiling`, or, for a `switch`, whether it lies above the floor (0 or 1).
    """

    name: str
    group: Group
    low: str
    high: str
    unit: str
    floor: float = -LIMIT
    ceiling: float = LIMIT
    switch: bool = False

    def visible(self, values: np.ndarray) -> np.ndarray:
        """What a picture shows of `values` (any shape, in sigma): float32 of the same shape."""
        if self.switch:
            return (values > self.floor).astype(np.float32)
        return np.clip(values, self.floor, self.ceiling).astype(np.float32)


FACTORS: tuple[Factor, ...] = (
    Factor("yaw", "pose", "the head turned to its right, our left", "turned to its left, our right", "19 degrees"),
    Factor("pitch", "pose", "looking down", "looking up", "7 degrees"),
    Factor("gaze across", "pose", "eyes to our left", "eyes to our right", "10 degrees"),
    Factor("gaze up", "pose", "eyes lowered", "eyes raised", "6 degrees"),
    Factor("smile", "expression", "corners of the mouth down", "a broad smile", "a third of the face unit"),
    Factor("open mouth", "expression", "closed lips", "wide open", "a quarter of the face unit", floor=-1.0),
    Factor("raised brows", "expression", "frowning", "brows raised", "0.4 of the face unit"),
    Factor("closed eyes", "expression", "wide open", "closed", "lids rise and fall, closed from 1.9 on", ceiling=1.9),
    Factor("age", "shape", "a child", "an old person", "about 18 years"),
    Factor("gender shape", "shape", "feminine", "masculine", "a quarter of MakeHuman's range"),
    Factor("weight", "shape", "gaunt", "full cheeks", "a sixth of MakeHuman's range"),
    Factor("face length", "shape", "round and short", "long", "0.3 of the head morphs"),
    Factor("jaw", "shape", "narrow, pointed chin", "broad, strong chin", "0.3 of the chin morphs"),
    Factor("nose size", "shape", "small", "large", "0.3 of the nose morphs"),
    Factor("nose shape", "shape", "upturned, hollow bridge", "hooked, humped bridge", "0.3 of the nose morphs"),
    Factor("eye size", "shape", "narrow eyes", "large eyes", "0.3 of the eye morphs"),
    Factor("eye slant", "shape", "outer corners low", "outer corners high", "0.3 of the eye morphs"),
    Factor("lips", "shape", "thin", "full", "0.3 of the lip morphs"),
    Factor("ears", "shape", "small, close to the head", "large, standing off", "0.3 of the ear morphs"),
    Factor("origin 1", "shape", "European features", "African features", "a quarter of MakeHuman's range"),
    Factor("origin 2", "shape", "less Asian features", "Asian features", "a quarter of MakeHuman's range"),
    Factor("skin tone", "skin", "very light", "very dark", "a fifth of the range of melanin"),
    Factor("skin warmth", "skin", "cool, olive", "ruddy, golden", "a quarter of the range"),
    Factor("lip colour", "skin", "as the skin", "red", "a quarter of the range"),
    Factor("freckles", "skin", "clear skin", "freckled", "half of the full number", floor=0.0),
    Factor("iris", "skin", "dark brown", "light blue", "a quarter of the palette"),
    Factor("hair length", "hair", "cropped", "below the shoulders", "the length times 1.9"),
    Factor("hair volume", "hair", "flat", "standing off", "0.07 of the distance of the eyes"),
    Factor("curl", "hair", "straight", "coils", "a quarter of the range"),
    Factor("hair colour", "hair", "black", "platinum", "a quarter of the palette"),
    Factor("grey hair", "hair", "full colour", "grey", "0.4 of its colour lost", floor=0.0),
    Factor("parting", "hair", "parted on our left", "parted on our right", "0.3 of the distance of the eyes"),
    Factor("fringe", "hair", "swept back", "over the forehead", "a quarter of the way down the forehead"),
    Factor("receding hair", "hair", "full hairline", "bald on top", "two thirds of the way back", floor=0.9),
    Factor("tied hair", "hair", "worn loose", "tied back", "loose or tied", floor=1.0, switch=True),
    Factor("beard", "hair", "shaven", "a full beard", "half of a full beard", floor=0.2),
    Factor("brows", "hair", "thin and light", "thick and dark", "a quarter of the range"),
    Factor("glasses", "accessories", "none", "worn", "worn or not", floor=0.7, switch=True),
    Factor("frames", "accessories", "thin and round", "thick and square", "a quarter of the range"),
    Factor("light across", "light", "from our left", "from our right", "32 degrees"),
    Factor("light above", "light", "from the height of the eyes", "from above", "13 degrees"),
    Factor("light strength", "light", "soft and dim", "strong", "a sixth of the light"),
    Factor("light warmth", "light", "cool", "warm", "a twelfth of the blue"),
    Factor("background hue", "background", "amber", "rose", "62 degrees of hue, over green, blue, violet"),
    Factor("background lightness", "background", "dark", "light", "0.15 of the range"),
    Factor("collar", "clothes", "a wide neck", "a polo neck", "a fifth of the neck"),
    Factor("clothes hue", "clothes", "amber", "rose", "62 degrees of hue, over green, blue, violet"),
    Factor("clothes lightness", "clothes", "dark", "light", "0.15 of the range"),
)

BY_NAME: dict[str, Factor] = {factor.name: factor for factor in FACTORS}
NAMES: tuple[str, ...] = tuple(factor.name for factor in FACTORS)


def draw_factors(seed: int, first: int, count: int) -> np.ndarray:
    """The factors of portraits `first` to `first + count - 1` of a seed: float32 (count, factors), in sigma.

    A row depends on the seed and its own number alone, so any process may draw any part. NumPy's `RandomState` is
    frozen: the same seed gives the same rows in every version.
    """
    numbers = range(first, first + count)
    rows = [np.random.RandomState([seed, number]).standard_normal(len(FACTORS)) for number in numbers]
    table = np.array(rows, np.float32).reshape(count, len(FACTORS))
    return np.clip(table, -LIMIT, LIMIT)
