"""A person's own picture, of any kind that Pillow reads, made upright, opaque, 8 bits a colour, sRGB."""

from __future__ import annotations

import hashlib
import io
import struct
import warnings
import zlib
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from threading import Event, Lock
from typing import BinaryIO, cast

import numpy as np
from PIL import Image, ImageCms, UnidentifiedImageError

from engine.document.disk.limits import FILE, PHOTO, PHOTO_KEPT, PHOTO_KEPT_SIDE, PHOTO_SIDE, TooLarge, no_more
from engine.document.disk.reading import NotAFile, opened
from engine.document.disk.wording import in_brackets, short
from engine.job import Job
from engine.language import tr
from engine.loading import aside

#: What is tried, by Pillow's names; those that are not built into it are left out.
FORMATS = ("JPEG", "MPO", "PNG", "WEBP", "BMP", "GIF", "TIFF", "AVIF")
#: Pixels of the shorter side: with fewer nothing is to be found; with fewer than the second number, little.
SMALLEST, SMALL = 16, 64
GREY = (128, 128, 128)  # what lies behind transparent parts
HEIC_MISSING = tr(
    "{name} is a HEIC picture, and the package that reads those is not installed: install it with "
    '`pip install "eigenbrush[photo]"`, or save the picture as JPEG.'
)
#: The brands of HEIC files: bytes 8 to 12.
HEIC = {b"heic", b"heix", b"hevc", b"hevx", b"heim", b"heis", b"mif1", b"msf1"}
#: Modes in which neighbouring numbers may be averaged, which takes less room than to convert first.
REDUCED_FIRST = {"L", "LA", "RGB", "RGBA", "CMYK"}
BAND = 256  # rows that are numbers at once
PIECE = 1 << 20  # bytes of a file that are hashed at once
ORIENTATION = 0x0112
TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT, 3: Image.Transpose.ROTATE_180, 4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE, 6: Image.Transpose.ROTATE_270, 7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}  # fmt: skip
#: What Pillow's readers raise on damaged files.
DAMAGED = (
    OSError, ValueError, SyntaxError, EOFError, LookupError, TypeError, ArithmeticError, AttributeError, RuntimeError,
    struct.error, zlib.error,
)  # fmt: skip


@dataclass(frozen=True, eq=False)
class Photo:
    """Pixels uint8 (H, W, 3) sRGB, read-only, and in plain sentences what was decided when they were read.

    Each stands for `reduced` x `reduced` of its file, whose bytes have the hash `sha256` (hex; empty: of no file).
    """

    pixels: np.ndarray
    notes: tuple[str, ...] = ()
    reduced: int = 1
    sha256: str = ""

    def __post_init__(self) -> None:
        if self.pixels.dtype != np.uint8 or self.pixels.ndim != 3 or self.pixels.shape[2] != 3:
            raise ValueError(
                tr("A photo is uint8 (H, W, 3), not {dtype} {shape}.", dtype=self.pixels.dtype, shape=self.pixels.shape)
            )
        pixels = np.ascontiguousarray(self.pixels).view()
        pixels.flags.writeable = False
        object.__setattr__(self, "pixels", pixels)

    @property
    def size(self) -> tuple[int, int]:
        """Width and height."""
        return self.pixels.shape[1], self.pixels.shape[0]

    @cached_property
    def pyramid(self) -> tuple[np.ndarray, ...]:
        """The pixels, and each level halved from the one before, a mean of 2 x 2; down to a side of 1."""
        levels = [self.pixels]
        while max(levels[-1].shape[:2]) > 1:
            levels.append(np.asarray(Image.fromarray(levels[-1]).reduce(2)))
        return tuple(levels)


def reading_photo(path: Path) -> Job[Photo]:
    """`read_photo` beside the engine's thread, and its pyramid; a job that is cancelled waits for nothing."""
    given_up = Event()

    def read() -> Photo:
        photo = read_photo(path, given_up)
        _go_on(given_up)
        _ = photo.pyramid  # made here, as it is always wanted next
        return photo

    return aside(read, tr("reading the picture"), 0.0, given_up)


def reading_whole(path: Path) -> Job[Photo]:
    """`read_photo` in its full size, beside the engine's thread: 3 bytes a pixel, up to 11 meanwhile."""
    given_up = Event()
    return aside(lambda: read_photo(path, given_up, whole=True), tr("reading the picture"), 0.0, given_up)


def read_photo(path: Path, given_up: Event | None = None, *, whole: bool = False) -> Photo:
    """The first picture of a file, upright; `whole`: not reduced, however large it may be.

    Once it is `given_up` by another thread, it raises soon, whatever.

    Raises:
        ValueError: it is no picture, damaged, too large or too small; one plain sentence.
        OSError: the file cannot be opened.
    """
    name, given_up = short(path.name), given_up or Event()
    with opened(path, FILE) as file, _ALONE, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # Pillow's own, of large pictures and odd tags: what matters is said in notes
        try:
            photo = _decoded(cast(BinaryIO, _Stoppable(file, given_up)), name, given_up, whole=whole)
            file.seek(0)
            return replace(photo, sha256=_digest(file))
        except (NotAFile, _Refused):
            raise
        except (TooLarge, Image.DecompressionBombError) as error:  # Pillow's own limit is above ours
            why = error if isinstance(error, TooLarge) else tr("it has far more than {photo:,} pixels", photo=PHOTO)
            raise ValueError(tr("{name} was not opened: {why}. Make it smaller first.", name=name, why=why)) from error
        except MemoryError as error:
            raise ValueError(tr("{name} needs more memory than there is. Make it smaller first.", name=name)) from error
        except UnidentifiedImageError as error:
            raise ValueError(
                tr(
                    "{name} is no picture that can be read. Give a JPEG, PNG, WebP, GIF, BMP, TIFF or HEIC file.",
                    name=name,
                )
            ) from error
        except DAMAGED as error:
            raise ValueError(
                tr(
                    "{name} is damaged or not complete{why}. Give another copy of it.",
                    name=name,
                    why=in_brackets(error),
                )
            ) from error


def _digest(file: BinaryIO) -> str:
    """The hash of a file from where it stands."""
    digest = hashlib.sha256()
    while piece := file.read(PIECE):
        digest.update(piece)
    return digest.hexdigest()


#: One picture at a time: one that is given up keeps its room for a moment, and Python has one list of warnings.
_ALONE = Lock()


class _Refused(ValueError):
    """A sentence of ours, which says all."""


class _Stoppable:
    """A file that Pillow reads, in pieces of 64 KB where the format allows, until it is given up."""

    def __init__(self, file: BinaryIO, given_up: Event) -> None:
        self._file, self._given_up = file, given_up
        self.seek, self.tell = file.seek, file.tell

    def read(self, size: int = -1) -> bytes:
        """As a file's."""
        _go_on(self._given_up)
        return self._file.read(size)


def _go_on(given_up: Event) -> None:
    if given_up.is_set():
        raise _Refused(tr("The picture was not read to its end."))


def _decoded(file: BinaryIO, name: str, given_up: Event, *, whole: bool) -> Photo:
    head = file.read(32)
    file.seek(0)
    if not head:
        raise _Refused(tr("{name} is empty. Give another copy of it.", name=name))
    notes: list[str] = []
    with Image.open(file, formats=_formats(head, name)) as picture:
        kind = picture.format
        longer, factor = max(picture.size), _factor(*picture.size, whole=whole)
        if min(picture.size) < SMALLEST:
            raise _Refused(
                tr(
                    "{name} has {width} x {height} pixels, and at least {smallest} a side are needed. Give a "
                    "larger picture.",
                    name=name,
                    width=picture.width,
                    height=picture.height,
                    smallest=SMALLEST,
                )
            )
        if getattr(picture, "is_animated", False) and kind != "MPO":  # a camera's MPO: the photo and what belongs to it
            notes.append(tr("It holds several pictures; the first is used."))
        if factor > 1:
            notes.append(
                tr(
                    "It has {width} x {height} pixels and was reduced to 1/{factor} a side.",
                    width=picture.width,
                    height=picture.height,
                    factor=factor,
                )
            )
            if kind in ("JPEG", "MPO"):
                picture.draft(None, (picture.width // factor, picture.height // factor))
        if kind == "PNG" and head[24] == 16:
            notes.append(tr("Its 16 bits a colour became 8."))
        picture.load()
        _go_on(given_up)
        upright = _reduced(_upright(picture, notes), notes, whole=whole)
        _go_on(given_up)
        pixels = _pixels(upright)
    if min(pixels.shape[:2]) < SMALL:
        notes.append(tr("It is very small, so little will be seen of what is changed."))
    return Photo(pixels, tuple(notes), max(1, round(longer / max(pixels.shape[:2]))))


def _formats(head: bytes, name: str) -> tuple[str, ...]:
    """Pillow's names of what the file may be."""
    Image.init()
    if head[4:8] == b"ftyp" and head[8:12] in HEIC:
        try:
            import pillow_heif
        except ImportError as error:
            raise _Refused(HEIC_MISSING.format(name=name)) from error
        pillow_heif.register_heif_opener()
        return ("HEIF",)
    return tuple(one for one in FORMATS if one in Image.OPEN)


def _factor(width: int, height: int, *, whole: bool) -> int:
    """By which power of two a picture is reduced, from what its header says; 1 where all of it is wanted.

    Raises:
        TooLarge: it is not read.
    """
    no_more(width * height, PHOTO, "pixels")
    no_more(max(width, height), PHOTO_SIDE, tr("pixels a side"))
    factor = 1
    if whole:
        return factor
    while width * height > PHOTO_KEPT * factor**2 or max(width, height) > PHOTO_KEPT_SIDE * factor:
        factor *= 2
    return factor


def _upright(picture: Image.Image, notes: list[str]) -> Image.Image:
    """Turned as the camera says."""
    try:
        orientation = picture.getexif().get(ORIENTATION, 1)
    except DAMAGED:
        notes.append(tr("What it says of its rotation is damaged, so it was left as it lies."))
        return picture
    if orientation not in TURNS:
        return picture
    notes.append(tr("It was turned as the camera says."))
    return picture.transpose(TURNS[orientation])


def _reduced(picture: Image.Image, notes: list[str], *, whole: bool) -> Image.Image:
    """RGB, no larger than is kept; a decoder may have made it smaller already."""
    left = _factor(*picture.size, whole=whole)
    if left > 1 and picture.mode in REDUCED_FIRST:
        return _rgb(_like(picture, picture.reduce(left)), notes)
    done = _rgb(picture, notes)
    return done.reduce(left) if left > 1 else done


def _pixels(picture: Image.Image) -> np.ndarray:
    """The numbers of a picture (H, W, 3), some rows at a time: Pillow's own way takes three times their room."""
    pixels = np.empty((picture.height, picture.width, 3), np.uint8)
    for top in range(0, picture.height, BAND):
        rows = picture.crop((0, top, picture.width, min(top + BAND, picture.height)))
        pixels[top : top + BAND] = np.asarray(rows)
    return pixels


def _like(picture: Image.Image, reduced: Image.Image) -> Image.Image:
    reduced.info = dict(picture.info)  # its profile of colours
    return reduced


def _deep(picture: Image.Image) -> bool:
    return picture.mode == "F" or picture.mode.startswith("I")


def _rgb(picture: Image.Image, notes: list[str]) -> Image.Image:
    """8 bits of red, green and blue, in sRGB, nothing transparent."""
    if _deep(picture):
        return _scaled(picture, notes)
    if picture.has_transparency_data:
        clear = picture.convert("RGBA")
        if clear.getchannel("A").getextrema() != (255, 255):
            notes.append(tr("Its transparent parts lie over neutral grey."))
        behind = Image.new("RGBA", clear.size, (*GREY, 255))
        behind.alpha_composite(clear)
        return _managed(behind.convert("RGB"), picture, notes)
    if picture.mode == "CMYK":
        notes.append(tr("It was converted from the colours of print (CMYK), so they may differ a little."))
        return _managed(picture, picture, notes)
    if picture.mode not in ("RGB", "L", "1"):
        return _managed(picture.convert("RGB"), picture, notes)
    return _managed(picture if picture.mode != "1" else picture.convert("L"), picture, notes)


def _scaled(picture: Image.Image, notes: list[str]) -> Image.Image:
    """Grey of more than 8 bits: 16 bits by their range, others from the least to the most there is."""
    values = np.asarray(picture)
    known = values[np.isfinite(values)] if picture.mode == "F" else values
    low, high = (float(known.min()), float(known.max())) if known.size else (0.0, 0.0)
    if picture.mode.startswith("I") and low >= 0 and high <= 65535:
        low, high = 0.0, 65535.0
        if "Its 16 bits a colour became 8." not in notes:
            notes.append(tr("Its 16 bits a colour became 8."))
    else:
        notes.append(tr("Its numbers were scaled so that the least is black and the most white."))
    grey = np.empty(values.shape, np.uint8)
    for top in range(0, len(values), BAND):
        rows = np.nan_to_num(values[top : top + BAND].astype(np.float64), nan=low, posinf=high, neginf=low)
        grey[top : top + BAND] = np.rint((rows - low) / max(high - low, 1e-300) * 255)
    return Image.fromarray(grey).convert("RGB")


def _managed(picture: Image.Image, source: Image.Image, notes: list[str]) -> Image.Image:
    """In sRGB, where the file says that its colours are others (phones: Display P3)."""
    stored = source.info.get("icc_profile")
    if not isinstance(stored, bytes) or not stored:
        return picture.convert("RGB")
    convert = cast(Callable[..., Image.Image | None], ImageCms.profileToProfile)
    try:
        profile = ImageCms.ImageCmsProfile(io.BytesIO(stored))
        if "srgb" in ImageCms.getProfileDescription(profile).lower():
            return picture.convert("RGB")
        done = convert(picture, profile, ImageCms.createProfile("sRGB"), outputMode="RGB")
    except (ImageCms.PyCMSError, *DAMAGED):
        notes.append(tr("Its colour profile does not fit it and was left out."))
        return picture.convert("RGB")
    assert done is not None
    notes.append(tr("Its colours were converted to sRGB."))
    return done
