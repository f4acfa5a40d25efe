"""Faces in a photo, found with a network that was not made to look for them: MediaPipe's mesh, on many crops.

It says of a crop whether it holds a face about so large, and where its points lie. So the photo is looked
through in overlapping windows of several sizes, and what may be a face is cut out again around its points, level
between the eyes, until they lie still (as MediaPipe does from one frame of a film to the next). A second network, of 68
points, must then see eyes, nose and mouth in the same places.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import torch

from engine.attributes.facemesh import LEFT, RIGHT, FaceMesh
from engine.attributes.measures import Pictures, landmarks
from engine.attributes.networks import DenseNetwork
from engine.document.photos.alignment import Alignment
from engine.drawing.renderer import to_images
from engine.inversion.alignment import aligned
from engine.inversion.photo import Photo
from engine.job import Job, Progress, within
from engine.language import tr

#: How often a window fits in the photo's shorter side; the finest, as many as all the others, come last.
WINDOWS, FINEST = (1.0, 1.5, 2.25, 3.4), (5.0,)
STRIDE = 0.5  # between windows, in their sides
LEAST = 32  # pixels a side of a window
BATCH = 2  # crops at once: some 60 ms
#: How sure the network must be of a window to look closer, and of a face in the end.
CLOSER, SURE = 0.3, 0.5
CLOSER_MOST = 24  # windows that are looked at closer
#: How often a crop is cut out again at most, and how little the five points then move, in distances between the eyes,
#: where there is a face. Around others they mostly wander on.
ROUNDS, STILL = 6, 0.03
LOST = 0.02  # how sure the network must stay meanwhile
MARGIN = 1.5  # of a crop around the points
#: The second witness, the network of 68 points: how far its five may lie from the mesh's in the mean, in distances
#: between the eyes, and how much of the crop it is given. Of 99 photographed faces that lay still all are below 0.13,
#: of 39 drawn by the shipped generator 0.15; in fifteen pictures without faces a part of a rocket lay still, at 0.81.
AGREED, CLOSE = 0.2, 0.8
#: Boxes that share more than this of what they cover together are of one face: of windows, and in the end.
ALIKE, SAME = 0.6, 0.3
#: Points of the mesh whose means are the five: eyes, tip of the nose, corners of the mouth; the picture's left first.
FIVE = ((33, 133), (362, 263), (1,), (61,), (291,))

Crop = tuple[Photo, Alignment]


@dataclass(frozen=True, eq=False)
class Face:
    """A face: how sure the network is, in [0, 1], and its points (468, 2) in the photo's pixels, read-only."""

    confidence: float
    points: np.ndarray

    @property
    def box(self) -> tuple[float, float, float, float]:
        """Left, top, right and bottom of its points."""
        left, top = self.points.min(0)
        right, bottom = self.points.max(0)
        return float(left), float(top), float(right), float(bottom)

    @property
    def five(self) -> np.ndarray:
        """Both eyes, the tip of the nose and both corners of the mouth (5, 2), the picture's left first."""
        return np.stack([self.points[list(group)].mean(0) for group in FIVE])

    @property
    def area(self) -> float:
        """Of the box, in pixels."""
        left, top, right, bottom = self.box
        return (right - left) * (bottom - top)

    @property
    def around(self) -> Alignment:
        """The crop that the network is used to: level between the eyes, half as large again as the points."""
        x, y = self.points[RIGHT] - self.points[LEFT]
        level = Alignment(1.0, float(np.degrees(np.arctan2(y, x))), 0.0, 0.0)
        points = level.to_square(self.points)
        low, high = points.min(0), points.max(0)
        dx, dy = level.to_photo((low + high) / 2)
        return Alignment(max(float((high - low).max()) / 2 * MARGIN, 1.0), level.angle, float(dx), float(dy))


def faces_of(photo: Photo) -> Job[tuple[Face, ...]]:
    """The faces of a photo, largest first; none where none is found.

    Half way its progress brings those that are found in the larger windows.
    """
    large = yield from within(0, 0.5, _looked(photo, WINDOWS))
    yield Progress(0.5, tr("looking for smaller faces"), _largest_first(large))
    small = yield from within(0.5, 1, _looked(photo, FINEST))
    return _largest_first([*large, *(face for face in small if all(_shared(face, other) <= SAME for other in large))])


def _largest_first(faces: Sequence[Face]) -> tuple[Face, ...]:
    return tuple(sorted(faces, key=lambda face: -face.area))


def _looked(photo: Photo, windows: Sequence[float]) -> Job[list[Face]]:
    """The faces that windows of these sizes show."""
    crops = [(photo, window) for window in _windows(photo, windows)]
    seen = yield from within(0, 0.8, read(crops))
    likely = [face for face in seen if face.confidence >= CLOSER]
    likely = merged(likely, ALIKE)[:CLOSER_MOST]
    found = yield from within(0.8, 1, settled([(photo, face.around) for face in likely]))
    sure = [face for face in found if face is not None and _within(photo, face) and agreed(photo, face)]
    return merged(sure, SAME)


def _windows(photo: Photo, windows: Sequence[float]) -> Iterator[Alignment]:
    width, height = photo.size
    for count in windows:
        side = min(width, height) / count
        if side >= LEAST or count == 1:
            for y in _places(height, side):
                yield from (Alignment(side / 2, 0.0, float(x), float(y)) for x in _places(width, side))


def _places(length: int, side: float) -> np.ndarray:
    """The middles of windows that cover a length."""
    count = int(np.ceil((length - side) / (STRIDE * side) - 1e-6)) + 1
    return np.linspace(side / 2, length - side / 2, max(1, count)) if count > 1 else np.array([length / 2])


def read(crops: Sequence[Crop]) -> Job[list[Face]]:
    """What the network says of each crop, be it a face or not."""
    faces = []
    for start in range(0, len(crops), BATCH):
        some = crops[start : start + BATCH]
        pictures = np.stack([aligned(photo, crop, FaceMesh.side) for photo, crop in some])
        with torch.no_grad():
            mesh, flags = Pictures(to_images(pictures)).mesh
        squares = mesh[..., :2].double().numpy() / (FaceMesh.side / 2) - 1
        for (_, crop), square, sure in zip(some, squares, flags.sigmoid().tolist(), strict=True):
            points = crop.to_photo(square)
            points.flags.writeable = False
            faces.append(Face(sure, points))
        yield Progress(min(1.0, (start + BATCH) / len(crops)), tr("looking for faces"))
    yield Progress(1.0, tr("looking for faces"))
    return faces


def settled(crops: Sequence[Crop]) -> Job[list[Face | None]]:
    """The faces near these crops, each cut out again around its points until they lie still.

    None: there is none, or it is one that was found from another crop already.
    """
    found: list[Face | None] = [None] * len(crops)
    before: dict[int, Face] = {}
    ahead = dict(enumerate(crops))
    for i in range(ROUNDS):
        seen = yield from within(i / ROUNDS, (i + 1) / ROUNDS, read(list(ahead.values())))
        now = dict(zip(ahead, seen, strict=True))
        found = [_still(before.get(place), now.get(place)) or face for place, face in enumerate(found)]
        known = [(crops[place][0], face) for place, face in enumerate(found) if face is not None]
        ahead = {
            place: (crops[place][0], face.around)
            for place, face in now.items()
            if face.confidence >= LOST
            and not any(photo is crops[place][0] and _shared(face, other) > SAME for photo, other in known)
        }
        before = now
    return found


def _still(before: Face | None, now: Face | None) -> Face | None:
    """The face, where twice it was surely one and its points lay still."""
    if before is None or now is None or min(before.confidence, now.confidence) < SURE:
        return None
    eyes = float(np.linalg.norm(now.five[1] - now.five[0]))
    moved = float(np.linalg.norm(now.five - before.five, axis=1).mean())
    return now if moved <= STILL * eyes else None


def agreed(photo: Photo, face: Face) -> bool:
    """Whether the network of 68 points sees eyes, nose and mouth where the mesh does."""
    return disagreement(photo, face) <= AGREED


def disagreement(photo: Photo, face: Face) -> float:
    """How far the five points of the two networks lie apart in the mean, in distances between the eyes."""
    crop = face.around.scaled(CLOSE)
    image = to_images(aligned(photo, crop, DenseNetwork.side)[None])
    with torch.no_grad():
        points = crop.to_photo(landmarks(image)[0].double().numpy() * 2 - 1)
    five = np.stack([points[36:42].mean(0), points[42:48].mean(0), points[30], points[48], points[54]])
    eyes = float(np.linalg.norm(face.five[1] - face.five[0]))
    return float(np.linalg.norm(five - face.five, axis=1).mean()) / max(eyes, 1e-9)


def _within(photo: Photo, face: Face) -> bool:
    """Whether the middle of a face lies in the photo, and not in what is mirrored at its edges."""
    around = face.around
    return 0 <= around.dx <= photo.size[0] and 0 <= around.dy <= photo.size[1]


def merged(faces: Sequence[Face], shared: float) -> list[Face]:
    """Those that are left, surest first, where of boxes that share more than this only the surest stays."""
    kept: list[Face] = []
    for face in sorted(faces, key=lambda face: -face.confidence):
        if all(_shared(face, other) <= shared for other in kept):
            kept.append(face)
    return kept


def _shared(one: Face, other: Face) -> float:
    """What two boxes share of what they cover together."""
    a, b = np.array(one.box), np.array(other.box)
    sides = np.minimum(a[2:], b[2:]) - np.maximum(a[:2], b[:2])
    both = float(sides.clip(0).prod())
    return both / max(one.area + other.area - both, 1e-9)
