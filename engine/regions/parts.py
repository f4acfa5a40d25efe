"""Ready-made regions of a face: masks around its eyes, nose, mouth and so on, from the usual 68 points.

The points are in iBUG's order (Sagonas et al., ICCVW 2013): jaw 0 to 16, brows 17 to 26, nose 27 to 35, the eye on the
picture's left 36 to 41 and on its right 42 to 47, the mouth's outline 48 to 59.
"""

from __future__ import annotations

import numpy as np
import torch
from PIL import Image, ImageDraw, ImageFilter

from engine.attributes import face_confidence, landmarks
from engine.document.disk.wording import Advice
from engine.document.document import Document
from engine.document.regions import FULL
from engine.drawing.opened import Opened
from engine.drawing.renderer import to_images
from engine.job import Job, Progress
from engine.language import tr

#: Below this confidence there is no face. 596 of 600 faces of the shipped generators lie above, and of what is none, 13
#: of 200 painted eyes, 3 of 200 pictures of smooth noise and no white noise.
CONFIDENT = 0.2
NO_FACE = Advice(
    tr("No face was found in this picture, so there are no ready-made regions: paint one."),
    "No face was found in this picture, so there are no ready-made regions. Give --region NAME=FILE.png.",
)
#: How far each part is grown beyond its points, in distances between the eyes.
MARGINS = {"mouth": 0.12, "nose": 0.12, "eye on the left": 0.2, "eye on the right": 0.2, "brows": 0.09, "chin": 0.0}
#: The standard deviation of the soft edge, in distances between the eyes.
FEATHER = 0.05
#: How far above the brows the face goes on, in distances from mouth to eyes: at the temples, and in the middle.
FOREHEAD = (0.2, 0.75)
#: Pixels of the drawing a side of one of the mask.
FINER = 4


def find_parts(opened: Opened, document: Document, side: int) -> Job[dict[str, np.ndarray]]:
    """The regions of the document's face by name, stored masks uint8 of the picture's aspect, `side` pixels, with soft
    edges.

    Eyes with lids, brows, nose, mouth and chin share no more than their soft edges; where two meet, the one named
    first by `MARGINS` has it. "hair and background" is what "face" is not. Left and right are the picture's.

    Raises:
        ValueError: there is no face in the picture.
    """
    yield Progress(0.0, tr("looking for the face"))
    pixels = opened.pixels(document)
    assert pixels is not None
    yield Progress(0.3, tr("looking for the face"))
    image = to_images(pixels[None])
    with torch.no_grad():
        confidence, points = float(face_confidence(image)), landmarks(image)[0].double().numpy()
    if not confidence >= CONFIDENT or not np.isfinite(points).all():
        raise ValueError(NO_FACE)
    found: dict[str, np.ndarray] = {}
    taken = np.zeros((side, side), np.uint8)
    for i, (name, outlines) in enumerate(_outlines(points).items()):
        found[name] = _drawn(outlines, MARGINS.get(name, 0.0), _scale(points), side)
        if name in MARGINS:
            found[name] = np.minimum(found[name], FULL - taken)
            taken = taken + found[name]
        yield Progress(0.4 + 0.08 * i, tr("drawing regions"))
    eyes = np.maximum(found["eye on the left"], found["eye on the right"])
    height, width = opened.generator.at(side)
    top, left = (side - height) // 2, (side - width) // 2
    everything = {"eyes": eyes, **found, "hair and background": FULL - found["face"]}
    # Points are told of the square that the picture is the middle of.
    return {name: mask[top : top + height, left : left + width] for name, mask in everything.items()}


def _scale(points: np.ndarray) -> float:
    """The distance between the eyes, in sides of the picture; where the head is turned, from mouth to eyes instead."""
    left, right, mouth = points[36:42].mean(0), points[42:48].mean(0), points[48:60].mean(0)
    return float(max(np.linalg.norm(right - left), np.linalg.norm((left + right) / 2 - mouth)))


def _outlines(points: np.ndarray) -> dict[str, tuple[np.ndarray, ...]]:
    """Each part's polygons (n, 2) from the points (68, 2): those of `MARGINS` in its order, and the face."""
    brows, up = points[17:27], points[36:48].mean(0) - points[48:60].mean(0)
    arch = np.sin(np.linspace(0, np.pi, len(brows)))[:, None]
    forehead = brows + (FOREHEAD[0] + (FOREHEAD[1] - FOREHEAD[0]) * arch) * up
    return {
        "mouth": (points[48:60],),
        "nose": (np.concatenate((points[27:28], points[31:36])), points[27:31]),
        "eye on the left": (points[36:42],),
        "eye on the right": (points[42:48],),
        "brows": (brows[:5], brows[5:]),
        "chin": (np.concatenate((points[4:13], points[54:60], points[48:49])),),
        "face": (np.concatenate((points[:17], forehead[::-1])),),
    }


def _drawn(outlines: tuple[np.ndarray, ...], margin: float, scale: float, side: int) -> np.ndarray:
    """Polygons (n, 2) in sides of the picture, grown and softened by their part of `scale`: uint8 (side, side)."""
    finer = FINER * side
    picture = Image.new("L", (finer, finer))
    draw, radius = ImageDraw.Draw(picture), margin * scale * finer
    for outline in outlines:
        places = [(float(x), float(y)) for x, y in outline * finer]
        draw.polygon(places, fill=FULL)
        if radius >= 1:
            draw.line([*places, places[0]], fill=FULL, width=round(2 * radius))
            for x, y in places:
                draw.ellipse((x - radius, y - radius, x + radius, y + radius), fill=FULL)
    return np.asarray(picture.reduce(FINER).filter(ImageFilter.GaussianBlur(FEATHER * scale * side)), np.uint8)
