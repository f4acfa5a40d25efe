"""Films as MP4, WebM and ProRes, by PyAV, where it is installed: in process, exact times, whole frames."""

from __future__ import annotations

import os
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, cast

import numpy as np
from PIL import Image

from engine.document.films.formats import NAMED, Grade, Plan
from engine.document.saved.carried import in_box, in_void
from engine.export.soundtrack import Soundtrack
from engine.language import tr

if TYPE_CHECKING:
    from av.video.stream import VideoStream

#: The numbers of ISO 23001-8: primaries (those of sRGB), the curve of sRGB, the matrix of BT.709; studio range.
BT709, SRGB, MATRIX, STUDIO = 1, 13, 1, 1
SAYS = "EigenBrush: images made by a GAN"


@dataclass(frozen=True)
class _Kind:
    container: str
    codec: str
    pixels: str
    options: dict[Grade, dict[str, str]]


def _crf(numbers: tuple[int, int, int], **more: str) -> dict[Grade, dict[str, str]]:
    small, good, best = ({"crf": str(each), **more} for each in numbers)
    return {"small": small, "good": good, "best": best}


_VP9 = {"b": "0", "deadline": "good", "cpu-used": "4", "row-mt": "1"}
KINDS = {
    "mp4": _Kind("mp4", "libx264", "yuv420p", _crf((28, 20, 14), preset="medium")),
    "mp4-444": _Kind("mp4", "libx264", "yuv444p", _crf((28, 20, 14), preset="medium")),
    "webm": _Kind("webm", "libvpx-vp9", "yuv420p", _crf((42, 32, 20), **_VP9)),
    "prores": _Kind("mov", "prores_ks", "yuv422p10le",
                    {"small": {"profile": "1"}, "good": {"profile": "2"}, "best": {"profile": "3"}}),
}  # fmt: skip


class VideoWriter:
    """Writes a film by PyAV."""

    samples = 0

    def __init__(self, file: BinaryIO, plan: Plan, recipe: str) -> None:
        self._file, self._plan, self._recipe, self._kind = file, plan, recipe, KINDS[plan.format]
        self._done = 0
        self._sound: Soundtrack | None = None

    def begin(self, _: Sequence[Image.Image]) -> None:
        """The container and its one stream.

        Raises:
            ValueError: the codec is not in this PyAV; one sentence.
        """
        import av

        plan, kind = self._plan, self._kind
        self._container = av.open(self._file, "w", format=kind.container)
        self._container.metadata["comment"] = SAYS
        try:
            made = self._container.add_stream(kind.codec, rate=plan.rate, options=dict(kind.options[plan.quality]))
        except ValueError as error:  # PyAV's UnknownCodecError is one
            raise ValueError(
                tr('{title} needs {codec}, which this PyAV does not have: run pip install --force-reinstall av, or '
                   "choose another format.", title=NAMED[plan.format].title, codec=kind.codec)
            ) from error  # fmt: skip
        stream = self._stream = cast("VideoStream", made)
        stream.width, stream.height, stream.pix_fmt = plan.width, plan.height, kind.pixels
        stream.time_base = stream.codec_context.time_base = 1 / Fraction(plan.rate)
        context = stream.codec_context
        context.color_primaries, context.color_trc = BT709, SRGB
        context.colorspace, context.color_range = MATRIX, STUDIO
        if plan.sound:
            seconds = float(plan.count / plan.rate)
            self._sound = Soundtrack(self._container, kind.container, Path(plan.sound), plan.begin, seconds)

    def add(self, picture: Image.Image) -> None:
        """A frame, shown from i / rate seconds on."""
        from av import VideoFrame

        frame = VideoFrame.from_ndarray(np.ascontiguousarray(picture), "rgb24")
        frame = frame.reformat(format=self._kind.pixels, dst_colorspace="ITU709", dst_color_range="MPEG")
        frame.pts, frame.time_base = self._done, 1 / Fraction(self._plan.rate)
        frame.color_primaries, frame.color_trc = BT709, SRGB
        frame.colorspace, frame.color_range = MATRIX, STUDIO
        if self._sound is not None:
            self._sound.until(float(self._done / self._plan.rate))
        self._container.mux(self._stream.encode(frame))
        self._done += 1

    def finish(self) -> None:
        """What the codec still holds, the index, and the recipe behind all of it."""
        self._container.mux(self._stream.encode(None))
        if self._sound is not None:
            self._sound.finish()
        self._container.close()
        self._file.seek(0, os.SEEK_END)
        if self._recipe:
            self._file.write(in_void(self._recipe) if self._kind.container == "webm" else in_box(self._recipe))

    def close(self) -> None:
        """Let go of the codec; after `finish` there is nothing left to do."""
        if hasattr(self, "_container"):
            with suppress(OSError, ValueError):  # a film that is given up needs no index, and nobody reads it
                self._container.close()
