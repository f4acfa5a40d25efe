"""What lies over the picture: painted regions as tints with an outline, and a heat map."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import numpy as np
from PySide6.QtCore import QByteArray, QDataStream, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPen

from engine.language import tr
from widgets.canvas.brush import Brush
from widgets.canvas.strokes import Box, clipped
from widgets.parts.picture import Enlarger, enlargement
from widgets.parts.pixels import image_of

#: Regions that may change are cold, those that are to stay warm; the first are the furthest from skin, lips and hair.
CHANGES = tuple(map(QColor, ("#00c2ff", "#4be37a", "#8a7dff", "#d6f04a")))
KEEPS = tuple(map(QColor, ("#ff3b6b", "#ff9d2e", "#f066ff", "#c97b5a")))
CHANGE, KEEP = CHANGES[0], KEEPS[0]
_TINT, _FAINT_TINT = 0.34, 0.2
_DARK = QColor(10, 10, 14, 170)  # under the outline's colour, so that it is seen on light and on dark
_HALF = 127.5
_HEAT_TOP = 99.5  # percentile that is shown as the hottest
_HEAT_STOPS = ("#000004", "#110a30", "#320a5e", "#57106e", "#781c6d", "#9a2865", "#bc3754", "#d84c3e", "#ed6925",
               "#f98e09", "#fbb61a", "#f4df53", "#fcffa4")  # fmt: skip

# Marching squares: by which of a cell's corners are inside (1 upper left, 2 upper right, 4 lower right, 8 lower left),
# the pairs of its sides (0 top, 1 right, 2 bottom, 3 left) that the contour joins.
_CELLS: dict[int, tuple[tuple[int, int], ...]] = {
    1: ((3, 0),), 2: ((0, 1),), 3: ((3, 1),), 4: ((1, 2),), 5: ((3, 0), (1, 2)), 6: ((0, 2),), 7: ((3, 2),),
    8: ((2, 3),), 9: ((2, 0),), 10: ((0, 1), (2, 3)), 11: ((2, 1),), 12: ((1, 3),), 13: ((1, 0),), 14: ((0, 3),),
}  # fmt: skip


def tints(keeps: Sequence[bool]) -> tuple[QColor, ...]:
    """The colours of regions in their order, by whether each is to be kept: two of one kind differ, up to four."""
    counts = {True: 0, False: 0}
    colours = []
    for keep in keeps:
        kind = KEEPS if keep else CHANGES
        colours.append(kind[counts[keep] % len(kind)])
        counts[keep] += 1
    return tuple(colours)


class MaskLayer:
    """One mask as a tint with its outline where it is half painted. Both are brought up to date by boxes."""

    def __init__(self) -> None:
        self.mask: np.ndarray | None = None
        self.colour = QColor(CHANGE)
        self.faint = False
        self._pixels = np.empty((0, 0, 4), np.uint8)
        self._image = QImage()
        self._segments = np.empty((0, 4), np.float32)

    def set(self, mask: np.ndarray, colour: QColor, box: Box | None = None, *, faint: bool) -> None:
        """Show `mask`, uint8 (height, width). With `box` it differs from the one before inside of that at most."""
        height, width = mask.shape
        if (colour, faint) != (self.colour, self.faint) or self._pixels.shape[:2] != mask.shape:
            box, self.colour, self.faint = None, QColor(colour), faint
            self._pixels = np.zeros((height, width, 4), np.uint8)
            self._image = image_of(self._pixels)
        elif box is None and mask is self.mask:
            return
        left, top, right, bottom = box or (0, 0, width, height)
        table = _tint(colour.rgb(), _FAINT_TINT if faint else _TINT)
        self._pixels[top:bottom, left:right] = table[mask[top:bottom, left:right]]
        self.mask = mask
        self._trace(mask, (left, top, right, bottom))

    def _trace(self, mask: np.ndarray, box: Box) -> None:
        """The outline's segments in the cells that touch the box, in place of those that were there."""
        left, top, right, bottom = box
        padded = np.zeros((bottom - top + 2, right - left + 2), np.uint8)  # one more on each side, 0 off the picture
        high, wide = mask.shape
        near = max(top - 1, 0), min(bottom + 1, high), max(left - 1, 0), min(right + 1, wide)
        padded[near[0] - top + 1 : near[1] - top + 1, near[2] - left + 1 : near[3] - left + 1] = mask[
            near[0] : near[1], near[2] : near[3]
        ]
        x, y = (self._segments[:, 0] + self._segments[:, 2]) / 2, (self._segments[:, 1] + self._segments[:, 3]) / 2
        inside = (x > left - 0.5) & (x < right + 0.5) & (y > top - 0.5) & (y < bottom + 0.5)
        fresh = contour(padded) + np.array((left - 1, top - 1) * 2, np.float32)
        self._segments = np.concatenate((self._segments[~inside], fresh))

    def paint(self, painter: QPainter, place: QRectF, dirty: QRectF, *, tinted: bool = True) -> None:
        """Paint on a picture that lies at `place`; the painter's clip is `dirty` or less. Not `tinted`: the outline."""
        if self.mask is None:
            return
        (high, wide), width, height = self.mask.shape, place.width(), place.height()
        scale_x, scale_y = width / wide, height / high
        seen = dirty & place
        box = clipped(
            (seen.left() - place.left()) / scale_x - 2, (seen.top() - place.top()) / scale_y - 2,
            (seen.right() - place.left()) / scale_x + 2, (seen.bottom() - place.top()) / scale_y + 2, (high, wide),
        )  # fmt: skip
        if box is None:
            return
        left, top, right, bottom = box
        source = QRectF(left, top, right - left, bottom - top)
        target = QRectF(place.left() + left * scale_x, place.top() + top * scale_y,
                        source.width() * scale_x, source.height() * scale_y)  # fmt: skip
        if tinted:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(target, self._image, source)
        x, y = self._segments[:, 0], self._segments[:, 1]
        lines = self._segments[(x > left - 2) & (x < right + 2) & (y > top - 2) & (y < bottom + 2)]
        if len(lines):
            scale, corner = (scale_x, scale_y), (place.left(), place.top())
            path = path_of(lines * np.array(scale * 2, np.float32) + np.array(corner * 2, np.float32))
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            pens = ((_DARK, 3.2), (self.colour.lighter(115), 1.5))
            for colour, width in pens[self.faint :]:
                painter.strokePath(path, QPen(colour, width, c=Qt.PenCapStyle.SquareCap))  # round is 100 times as slow


class Overlay:
    """All that lies over the picture."""

    def __init__(self) -> None:
        self._keeps: list[bool] = []
        self._tints: tuple[QColor, ...] = ()
        self._active = -1
        self._layers: list[MaskLayer] = []
        self._live = MaskLayer()
        self._tool: Brush | None = None
        self._heat: np.ndarray | None = None  # its pixels, which the image lies around
        self._heat_image = QImage()

    def set_masks(self, masks: Sequence[tuple[np.ndarray, bool]], active: int) -> bool:
        """Show regions, each a mask and whether it is to be kept. That of index `active` (-1: none) stands out, and is
        left to the brush while there is one. Whether anything of this is new; a mask is the same if it is the same
        array."""
        shown = [(id(layer.mask), keep) for layer, keep in zip(self._layers, self._keeps, strict=True)]
        if active == self._active and shown == [(id(mask), keep) for mask, keep in masks]:
            return False
        old = {id(layer.mask): layer for layer in self._layers}
        self._keeps, self._active = [keep for _, keep in masks], active
        self._layers = [old.pop(id(mask)) if id(mask) in old else MaskLayer() for mask, _ in masks]
        self._tints = tints(self._keeps)
        for index, (layer, (mask, _)) in enumerate(zip(self._layers, masks, strict=True)):
            layer.set(mask, self._tints[index], faint=index != active)
        return True

    def set_live(self, tool: Brush | None, box: Box | None = None) -> None:
        """Show the mask under a brush in the active one's place; None: there is no brush. `box` as for a layer."""
        self._tool = tool
        if tool is None or tool.shown is None:
            self._live = MaskLayer()
            return
        known = 0 <= self._active < len(self._tints)
        colour = self._tints[self._active] if known else tints([*self._keeps, False])[-1]  # of a region to come
        self._live.set(tool.shown, colour, box, faint=False)

    def set_heat(self, values: np.ndarray | None) -> None:
        """Show float (h, w) values from 0 as heat, the 99.5th percentile the hottest; None shows none.

        Raises:
            ValueError: they are no plane of finite numbers.
        """
        self._heat, self._heat_image = None, QImage()
        if values is None:
            return
        if values.ndim != 2 or not values.size or not np.isfinite(values).all():
            raise ValueError(tr("A heat map is a plane of finite numbers, not {shape}.", shape=values.shape))
        top = float(np.percentile(values, _HEAT_TOP)) or float(values.max())
        levels = np.clip(values * (255 / top if top > 0 else 0), 0, 255)
        levels = np.repeat((levels + 0.5).astype(np.uint8)[..., None], 3, axis=2)
        height, width = values.shape
        factor = enlargement(width, height, 8)
        if factor > 1:
            levels = Enlarger(width, height, factor)(levels)
        self._heat = heat_table()[levels[..., 0]]
        self._heat_image = image_of(self._heat)

    @property
    def heated(self) -> bool:
        """Whether there is a heat map, to be painted on a `dimmed` picture."""
        return self._heat is not None

    def paint(self, painter: QPainter, place: QRectF, dirty: QRect, *, tinted: bool = True) -> None:
        """Paint on the picture that lies at `place` of the view, and nowhere else. Not `tinted`, or under a heat map:
        regions are outlines, so that one sees what becomes of them."""
        tinted = tinted and self._heat is None
        painter.save()
        painter.setClipRect(place, Qt.ClipOperation.IntersectClip)
        if self._heat is not None:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(place, self._heat_image, QRectF(self._heat_image.rect()))
        for index, layer in enumerate(self._layers):
            if index != self._active or self._tool is None:
                layer.paint(painter, place, QRectF(dirty), tinted=tinted)
        self._live.paint(painter, place, QRectF(dirty), tinted=tinted)
        painter.restore()


def dimmed(pixels: np.ndarray) -> np.ndarray:
    """A uint8 H x W x 3 picture in dim greys, so that the colours on it are all of the heat map."""
    red, green, blue = (pixels[..., channel].astype(np.uint16) for channel in range(3))
    grey = (red * 46 + green * 90 + blue * 17 >> 8) + 22  # 60 % of the luma
    return np.repeat(grey.astype(np.uint8)[..., None], 3, axis=2)


def box_in_view(place: QRectF, box: Box, shape: tuple[int, ...]) -> QRect:
    """What of the view a box of a mask of this shape covers, its outline included, where the picture lies at
    `place`."""
    scale_x, scale_y = place.width() / shape[1], place.height() / shape[0]
    left, top, right, bottom = box
    covered = QRectF(
        QPointF(place.left() + left * scale_x, place.top() + top * scale_y),
        QPointF(place.left() + right * scale_x, place.top() + bottom * scale_y),
    )
    return covered.adjusted(-scale_x - 2, -scale_y - 2, scale_x + 2, scale_y + 2).toAlignedRect()


def contour(mask: np.ndarray) -> np.ndarray:
    """Where a mask is half painted: float32 segments x0, y0, x1, y1 in mask pixels, by marching squares."""
    inside = mask > _HALF
    code = inside[:-1, :-1] + 2 * inside[:-1, 1:] + 4 * inside[1:, 1:] + 8 * inside[1:, :-1].astype(np.uint8)
    row, column = np.nonzero((code > 0) & (code < 15))
    code = code[row, column]
    values = mask.astype(np.float32)
    upper_left, upper_right = values[row, column], values[row, column + 1]
    lower_left, lower_right = values[row + 1, column], values[row + 1, column + 1]
    zero, one = np.zeros(len(row), np.float32), np.ones(len(row), np.float32)
    sides = np.stack([
        np.stack((_crossing(upper_left, upper_right), zero), axis=1),
        np.stack((one, _crossing(upper_right, lower_right)), axis=1),
        np.stack((_crossing(lower_left, lower_right), one), axis=1),
        np.stack((zero, _crossing(upper_left, lower_left)), axis=1),
    ])  # fmt: skip
    corner = np.stack((column, row), axis=1) + np.float32(0.5)
    found = [np.empty((0, 4), np.float32)]
    for kind, pairs in _CELLS.items():
        here = np.flatnonzero(code == kind)
        for one_side, other in pairs if len(here) else ():
            found.append(np.hstack((sides[one_side, here] + corner[here], sides[other, here] + corner[here])))
    return np.concatenate(found).astype(np.float32)


def _crossing(first: np.ndarray, second: np.ndarray) -> np.ndarray:
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(first == second, 0, (np.float32(_HALF) - first) / (second - first))


def path_of(segments: np.ndarray) -> QPainterPath:
    """Segments x0, y0, x1, y1 as one path, made from its serialised form: a call for each would take 30 times as
    long."""
    elements = np.zeros(2 * len(segments), [("kind", ">i4"), ("x", ">f8"), ("y", ">f8")])
    elements["kind"][1::2] = 1  # move to, line to
    elements["x"], elements["y"] = segments.reshape(-1, 2).T
    count, ends = np.array([len(elements)], ">i4").tobytes(), np.zeros(2, ">i4").tobytes()
    path = QPainterPath()
    stream = QDataStream(QByteArray(count + elements.tobytes() + ends))
    stream >> path
    return path


@cache
def _tint(rgb: int, opacity: float) -> np.ndarray:
    """256 x 4 premultiplied bytes, for each value of a mask."""
    return _premultiplied(np.tile(_bytes(QColor(rgb)), (256, 1)), np.linspace(0, opacity, 256))


@cache
def heat_table() -> np.ndarray:
    """256 x 4 premultiplied bytes (blue, green, red, alpha): from nothing through violet and orange to pale yellow."""
    stops = np.array([_bytes(QColor(stop)) for stop in _HEAT_STOPS])
    places, level = np.linspace(0, 1, len(stops)), np.linspace(0, 1, 256)
    colours = np.stack([np.interp(level, places, stops[:, channel]) for channel in range(3)], axis=1)
    rise = np.clip(level / 0.5, 0, 1)
    return _premultiplied(colours, 0.92 * rise * rise * (3 - 2 * rise))  # little below a tenth: noise is not heat


def _bytes(colour: QColor) -> tuple[int, int, int]:
    return colour.blue(), colour.green(), colour.red()


def _premultiplied(colours: np.ndarray, alpha: np.ndarray) -> np.ndarray:
    whole = np.hstack((colours * alpha[:, None], 255 * alpha[:, None]))
    return np.round(whole).astype(np.uint8)
