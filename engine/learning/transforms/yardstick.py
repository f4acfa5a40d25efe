"""How far an edit of faces has come, read off the pictures; and how much of a true edit such a reading tells.

The 68 points of a face follow a picture that is truly zoomed, shifted or turned by a part only, so a reading is divided
by that part (`told`) before it is compared with what was asked.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor

from engine.attributes import landmarks
from engine.learning.transforms.edits import TURN, Edit

#: The points of the two eyes, and those of the face's inner features, among the 68.
LEFT, RIGHT, INNER = slice(36, 42), slice(42, 48), slice(27, 68)
#: Amounts, as shares of an edit's reach, at which a true edit is read.
SHARES = (-0.6, -0.3, 0.0, 0.3, 0.6)
#: The rank correlation above which a face follows its slider.
FOLLOWS = 0.9


def _eyes(pictures: Tensor) -> Tensor:
    points = landmarks(pictures)
    return points[:, RIGHT].mean(1) - points[:, LEFT].mean(1)


def _size(pictures: Tensor) -> Tensor:
    return torch.log(_eyes(pictures).norm(dim=1))


def _angle(pictures: Tensor) -> Tensor:
    eyes = _eyes(pictures)
    return torch.atan2(eyes[:, 1], eyes[:, 0]) / TURN


def _place(axis: int) -> Callable[[Tensor], Tensor]:
    return lambda pictures: landmarks(pictures)[:, INNER, axis].mean(1) * 2


def _channel(channel: int) -> Callable[[Tensor], Tensor]:
    return lambda pictures: pictures[:, channel].mean((1, 2))


#: What is read off pictures (N, 3, side, side) of faces, in the unit of the edit: (N,); by the edit's title.
READINGS: dict[str, Callable[[Tensor], Tensor]] = {
    "zoom": _size,
    "shift right": _place(0),
    "shift down": _place(1),
    "rotate": _angle,
    "brightness": lambda pictures: pictures.mean((1, 2, 3)),
    "red": _channel(0),
    "green": _channel(1),
    "blue": _channel(2),
}


@torch.no_grad()
def told(edit: Edit, pictures: Tensor) -> float:
    """The part of a true edit of these pictures (N, 3, side, side) that its reading tells: the slope of the medians."""
    read = READINGS[edit.title]
    before = read(pictures)
    medians = []
    for share in SHARES:
        edited, _ = edit(pictures, torch.full((len(pictures),), share * edit.reach), beyond="border")
        medians.append(float((read(edited) - before).median()))
    return float(np.polyfit(np.array(SHARES) * edit.reach, medians, 1)[0])


@dataclass(frozen=True)
class Realised:
    """What a slider does, by readings along it: `slope` of the medians against the amounts asked, `reached` the whole
    range of the medians in natural deviations, `rising` whether no median falls, `following` the share of faces whose
    rank correlation exceeds 0.9."""

    slope: float
    reached: float
    rising: bool
    following: float


def realised(readings: np.ndarray, amounts: np.ndarray, natural: float) -> Realised:
    """Of readings (faces, amounts) at rising amounts, the middle one 0, and their deviation among faces left alone."""
    middle = len(amounts) // 2
    medians = np.median(readings - readings[:, middle : middle + 1], 0)
    inner = slice(1, -1)
    ranks = readings.argsort(1).argsort(1)
    order = np.arange(len(amounts))
    following = np.mean([np.corrcoef(order, each)[0, 1] > FOLLOWS for each in ranks])
    slope = np.polyfit(amounts[inner], medians[inner], 1)[0]
    reached = (medians[-1] - medians[0]) / natural
    return Realised(float(slope), float(reached), bool((np.diff(medians) >= 0).all()), float(following))
