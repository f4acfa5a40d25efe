"""What a brush leaves on a mask, in numbers: strokes, shapes, and what can be done to a whole mask. No Qt.

A mask is uint8 (height, width), 255 painted; a coverage is float32 (height, width) in [0, 1]. Positions are mask
pixels: pixel (column i, row j) covers i to i + 1 and j to j + 1, so its middle is at a half."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

#: left, top, right, bottom in whole pixels of a mask; right and bottom lie outside.
Box = tuple[int, int, int, int]
Point = tuple[float, float]
#: Height and width of a mask.
Shape = tuple[int, ...]

_FULL = 255
_CORNERS = 256  # of an ellipse: within 0.02 pixels of the true one at side 512
_REACH = 3  # of a feather, in its sigmas


class Stroke:
    """One stroke of a round brush that grows by samples.

    Between two samples lies a capsule whose radius goes evenly from one to the other; `coverage` is the maximum of them
    all, so a stroke that crosses itself is no denser there, and it does not matter into how many samples a straight
    move was cut. Full inside hardness x radius, smoothly down to nothing at the radius; a hard edge is one pixel wide.
    """

    def __init__(self, shape: Shape, hardness: float) -> None:
        self.coverage = np.zeros(shape, np.float32)
        self._hardness = hardness
        self._last: tuple[float, float, float] | None = None

    def add(self, x: float, y: float, radius: float) -> Box | None:
        """Go on to (x, y). Returns the box in which the coverage may have changed, None where that is outside."""
        before, self._last = self._last or (x, y, radius), (x, y, radius)
        reach = max(before[2], radius) + 1
        box = clipped(min(before[0], x) - reach, min(before[1], y) - reach, max(before[0], x) + reach,
                      max(before[1], y) + reach, self.coverage.shape)  # fmt: skip
        if box is not None:
            left, top, right, bottom = box
            part = self.coverage[top:bottom, left:right]
            np.maximum(part, _capsule(box, before, self._last, self._hardness), out=part)
        return box


def _capsule(
    box: Box, start: tuple[float, float, float], end: tuple[float, float, float], hardness: float
) -> np.ndarray:
    """The coverage in the box of a capsule from `start` to `end`, each x, y and radius."""
    length = math.hypot(end[0] - start[0], end[1] - start[1])
    to_x, to_y = ((end[0] - start[0]) / length, (end[1] - start[1]) / length) if length > 1e-6 else (1.0, 0.0)
    x = np.arange(box[0], box[2], dtype=np.float32) + np.float32(0.5 - start[0])
    y = np.arange(box[1], box[3], dtype=np.float32)[:, None] + np.float32(0.5 - start[1])
    along, aside = x * np.float32(to_x) + y * np.float32(to_y), y * np.float32(to_x) - x * np.float32(to_y)
    np.square(aside, out=aside)
    slope = (end[2] - start[2]) / length if length > 1e-6 else 0.0
    if slope:
        # Of all discs on the way, that whose radius is most times the distance: where d/ds of distance / radius is 0.
        narrow = start[2] + slope * along
        with np.errstate(divide="ignore", invalid="ignore"):
            nearest = np.where(narrow > 1e-6, along + slope * aside / narrow, length if slope > 0 else 0)
        np.clip(nearest, 0, length, out=nearest)
        radius: np.ndarray | float = (start[2] + slope * nearest).astype(np.float32)
    else:
        nearest = np.clip(along, 0, np.float32(length))
        radius = max(start[2], end[2])
    along -= nearest
    np.square(along, out=along)
    along += aside
    distance = np.sqrt(along, out=along)
    edge = (1 - hardness) * radius
    width = np.maximum(edge, 1)
    rise = np.subtract(radius + (width - edge) / 2, distance, out=distance)
    rise *= 1 / width
    np.clip(rise, 0, 1, out=rise)
    np.multiply(rise, -2, out=aside)
    aside += 3
    rise *= rise
    rise *= aside
    return rise


def applied(mask: np.ndarray, coverage: np.ndarray, *, subtract: bool) -> np.ndarray:
    """A mask, or a part of one, with `coverage` of the same shape added to it or taken away; a new array."""
    values = mask.astype(np.float32)
    values += (-values if subtract else _FULL - values) * coverage
    values += 0.5
    return values.astype(np.uint8)


# Shapes


def polygon(shape: Shape, points: Sequence[Point]) -> np.ndarray:
    """The coverage of a closed polygon, antialiased by exact area; what is circled twice is still inside.

    Every edge is cut at the lines of the pixel grid. A piece then lies in one pixel and adds its height to all pixels
    right of it, and to its own the share that lies right of it; the sum from the left is the (signed) area covered.
    """
    rows, columns = shape
    total = np.zeros((rows, columns + 2))
    if len(points) > 2:
        starts, ends = np.asarray(points, np.float64), np.roll(np.asarray(points, np.float64), -1, axis=0)
        x0, y0, x1, y1 = _pieces(shape, starts, ends)
        row = np.floor((y0 + y1) / 2).astype(int)
        inside = (row >= 0) & (row < rows)
        row, height = row[inside], (y1 - y0)[inside]
        middle = np.clip((x0 + x1)[inside] / 2, 0, columns)
        column = np.floor(middle).astype(int)
        right = middle - column
        np.add.at(total, (row, column), height * (1 - right))
        np.add.at(total, (row, column + 1), height * right)
    area = np.abs(np.cumsum(total, axis=1)[:, :columns])
    area[area < 1e-6] = 0  # what rounding leaves behind the last edge
    return np.minimum(area, 1).astype(np.float32)


def _pieces(shape: Shape, starts: np.ndarray, ends: np.ndarray) -> tuple[np.ndarray, ...]:
    """x0, y0, x1, y1 of the edges cut at every line of the grid, the outer ones included."""
    edges, places = [np.arange(len(starts))] * 2, [np.zeros(len(starts)), np.ones(len(starts))]
    for axis in (0, 1):
        start, end = starts[:, axis], ends[:, axis]
        first = np.maximum(np.ceil(np.minimum(start, end)), 0).astype(int)
        last = np.minimum(np.floor(np.maximum(start, end)), shape[1 - axis]).astype(int)
        count = np.where(start == end, 0, np.maximum(last - first + 1, 0))
        edge = np.repeat(np.arange(len(starts)), count)
        line = np.arange(len(edge)) - np.repeat(np.cumsum(count) - count, count) + first[edge]
        edges.append(edge)
        places.append((line - start[edge]) / (end - start)[edge])
    edge, place = np.concatenate(edges), np.concatenate(places)
    order = np.lexsort((place, edge))
    edge, place = edge[order], place[order]
    same = edge[1:] == edge[:-1]
    points = starts[edge] + (ends - starts)[edge] * place[:, None]
    before, after = points[:-1][same], points[1:][same]
    return before[:, 0], before[:, 1], after[:, 0], after[:, 1]


def rectangle(shape: Shape, corner: Point, opposite: Point) -> np.ndarray:
    """The coverage of an upright rectangle between two opposite corners."""
    (left, top), (right, bottom) = corner, opposite
    return polygon(shape, ((left, top), (right, top), (right, bottom), (left, bottom)))


def ellipse(shape: Shape, corner: Point, opposite: Point) -> np.ndarray:
    """The coverage of an upright ellipse that fills the rectangle between two opposite corners."""
    return polygon(shape, ellipse_points(corner, opposite))


def ellipse_points(corner: Point, opposite: Point) -> list[Point]:
    """The corners of the polygon that stands for an ellipse."""
    turn = np.arange(_CORNERS) * (2 * math.pi / _CORNERS)
    x = (corner[0] + opposite[0]) / 2 + np.cos(turn) * (opposite[0] - corner[0]) / 2
    y = (corner[1] + opposite[1]) / 2 + np.sin(turn) * (opposite[1] - corner[1]) / 2
    return list(zip(x.tolist(), y.tolist(), strict=True))


# Whole masks. What lies outside the picture is as what lies at its edge: nothing softens or shrinks from there.


def invert(mask: np.ndarray) -> np.ndarray:
    """What was not painted."""
    return _FULL - mask


def grown(mask: np.ndarray, pixels: int) -> np.ndarray:
    """The mask dilated by a disc of that radius, eroded where it is negative: the largest (smallest) of all pixels
    that are not further away."""
    if pixels < 0:
        return invert(grown(invert(mask), -pixels))
    result = mask.copy()
    wide, width = mask.copy(), 0  # the largest within `width` in the same row
    for far in range(pixels, -1, -1):
        while (width + 1) ** 2 + far**2 <= pixels**2:
            width += 1
            np.maximum(wide[:, width:], mask[:, :-width], out=wide[:, width:])
            np.maximum(wide[:, :-width], mask[:, width:], out=wide[:, :-width])
        np.maximum(result[far:], wide[: len(wide) - far], out=result[far:])
        np.maximum(result[: len(wide) - far], wide[far:], out=result[: len(wide) - far])
    return result


def feathered(mask: np.ndarray, pixels: float) -> np.ndarray:
    """The mask, or coverage, blurred by a Gaussian of that sigma, cut off at three of them: exactly 0 further away."""
    box = bounds(mask)
    if pixels <= 0 or box is None:
        return mask.copy()
    reach = math.ceil(_REACH * pixels)
    left, top, right, bottom = clipped(
        box[0] - reach, box[1] - reach, box[2] + reach, box[3] + reach, mask.shape
    ) or (0, 0, 0, 0)  # fmt: skip
    taps = np.exp(-0.5 * (np.arange(reach + 1) / pixels) ** 2)
    taps = (taps / (taps[0] + 2 * taps[1:].sum())).astype(np.float32)
    values = _blurred(mask[top:bottom, left:right].astype(np.float32), taps)
    values = np.ascontiguousarray(_blurred(np.ascontiguousarray(values.T), taps).T)
    result = np.zeros_like(mask)
    whole = mask.dtype == np.uint8
    result[top:bottom, left:right] = np.minimum(np.round(values), _FULL) if whole else np.clip(values, 0, 1)
    return result


def _blurred(values: np.ndarray, taps: np.ndarray) -> np.ndarray:
    """Rows mixed by symmetric taps, by plain multiply-adds: a matrix product would wake the threads of BLAS."""
    reach, rows = len(taps) - 1, len(values)
    padded = np.concatenate((np.repeat(values[:1], reach, 0), values, np.repeat(values[-1:], reach, 0)))
    result, term = values * taps[0], np.empty_like(values)
    for away in range(1, reach + 1):
        np.add(padded[reach - away : reach - away + rows], padded[reach + away : reach + away + rows], out=term)
        term *= taps[away]
        result += term
    return result


# Boxes


def clipped(left: float, top: float, right: float, bottom: float, shape: Shape) -> Box | None:
    """The whole pixels of a mask of this shape that a rectangle touches; None where there are none."""
    high, wide = shape
    box = max(math.floor(left), 0), max(math.floor(top), 0), min(math.ceil(right), wide), min(math.ceil(bottom), high)
    return box if box[0] < box[2] and box[1] < box[3] else None


def joined(one: Box | None, other: Box | None) -> Box | None:
    """The smallest box round both; None is nothing."""
    if one is None or other is None:
        return one or other
    return min(one[0], other[0]), min(one[1], other[1]), max(one[2], other[2]), max(one[3], other[3])


def bounds(mask: np.ndarray) -> Box | None:
    """The smallest box round everything that is not 0."""
    rows, columns = np.flatnonzero(mask.any(axis=1)), np.flatnonzero(mask.any(axis=0))
    return (int(columns[0]), int(rows[0]), int(columns[-1]) + 1, int(rows[-1]) + 1) if len(rows) else None
