"""The one way to write a film: frames are drawn here, one by one, and sized and written on a thread beside, into a
temporary file that gets its name at the end. At most three frames are in memory, however long the film is.
"""

from __future__ import annotations

import queue
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from threading import Event, Thread
from typing import BinaryIO, Protocol

import numpy as np
from PIL import Image

from engine.document.disk.files import whole_file
from engine.document.films.formats import Plan
from engine.export.animations import ApngWriter, AvifWriter, WebpWriter
from engine.export.folder import FolderWriter, whole_folder
from engine.export.gif import GifWriter
from engine.export.kept import KeptFrames
from engine.export.sizing import resized
from engine.export.video import KINDS, VideoWriter
from engine.job import Job, Progress, worked
from engine.language import tr
from engine.loading import LOOK, aside

#: Frames that wait for the one that is being written.
AHEAD = 2
#: What draws ahead of a frame: yields when others may have a turn, the progress of a job if it has something to say.
Ahead = Callable[[int], Iterable[object]]
#: What is told beforehand which frames are asked for next, in their order.
Coming = Callable[[Sequence[int]], None]


class Writer(Protocol):
    """Writes the frames of a film, one at a time, in their order, each of the plan's size."""

    samples: int  # how many frames, spread over the film, it has to see before it begins

    def begin(self, samples: Sequence[Image.Image], /) -> None:
        """Write what stands before the frames."""

    def add(self, picture: Image.Image) -> None:
        """Write a frame."""

    def finish(self) -> None:
        """Write what stands behind the frames."""

    def close(self) -> None:
        """Let go of everything, finished or not."""


WRITERS: dict[str, Callable[[BinaryIO, Plan, str], Writer]] = {
    "gif": GifWriter, "webp": WebpWriter, "apng": ApngWriter, "avif": AvifWriter, **dict.fromkeys(KINDS, VideoWriter),
}  # fmt: skip


@contextmanager
def writer_to(path: Path, plan: Plan, recipe: str) -> Iterator[Writer]:
    """What writes a film to `path`, which is there once the block ends well."""
    if plan.format == "frames":
        with whole_folder(path) as folder:
            yield FolderWriter(folder, plan, recipe)
        return
    with whole_file(path) as file:
        writer = WRITERS[plan.format](file, plan, recipe)
        try:
            yield writer
        finally:
            writer.close()


def write_film(
    frame: Callable[[int], np.ndarray],
    plan: Plan,
    path: Path,
    ahead: Ahead = lambda _: (),
    *,
    recipe: str = "",
    kept: KeptFrames | None = None,
    coming: Coming = lambda _: None,
) -> Job[str]:
    """A job that writes a film of exactly `plan.count` frames and returns its path.

    `frame(i)` renders frame i, uint8 (H, W, 3), of any size; `ahead(i)` does in steps what `frame(i)` would take long
    for; before, `coming` is told which frames it will be asked for. What is `kept` is not rendered again, and what is
    rendered is kept. `recipe`: what the file carries to be opened again; empty: nothing. The frame that was got last
    comes along as what can be shown already.

    Raises:
        NotWritten: it cannot be written; one plain sentence. Cancelled or failed, nothing is left under any name.
        ValueError: what writes the format is not there, or refuses; one plain sentence.
    """
    drawn = _Drawing((frame, ahead, coming), plan, kept or KeptFrames(None))
    with writer_to(path, plan, recipe) as writer:
        first = min(writer.samples, plan.count)
        share = first / (first + plan.count)  # so that the time left is told right from the beginning
        samples = yield from drawn.samples(writer.samples, share)
        note = tr("choosing the colours") if samples else tr("getting ready")
        yield from aside(lambda: writer.begin(samples), note, share)
        with _Line(lambda i, pixels: drawn.written(writer, i, pixels)) as line:
            began = worked()
            drawn.begin(range(plan.count))
            for i in range(plan.count):
                fraction = share + (1 - share) * i / plan.count
                pixels = yield from drawn.frame(i, fraction)
                while not line.give(i, pixels):
                    yield Progress(fraction, drawn.told(i))
                seconds = worked() - began
                drawn.speed = (i + 1) / max(seconds, 1e-6)
                yield Progress(share + (1 - share) * (i + 1) / plan.count, drawn.told(i), pixels)
            while not line.ended():
                yield Progress(1.0, tr("writing the last frames"))
        yield from aside(writer.finish, tr("writing the last frames"), 1.0)
    return str(path)


class _Drawing:
    """Gets the frames of a film: kept ones, else drawn."""

    def __init__(self, by: tuple[Callable[[int], np.ndarray], Ahead, Coming], plan: Plan, kept: KeptFrames) -> None:
        self._frame, self._ahead, self._coming = by
        self._plan, self._kept = plan, kept
        self.speed = 0.0  # frames a second so far

    def begin(self, frames: Sequence[int]) -> None:
        """These are wanted next."""
        self._coming([i for i in frames if i not in self._kept])

    def samples(self, count: int, share: float) -> Job[list[Image.Image]]:
        """So many frames spread over the film, in the film's size; all frames where there are fewer."""
        if not count:
            return []
        chosen = sorted({round(i) for i in np.linspace(0, self._plan.count - 1, min(self._plan.count, count))})
        seen: list[Image.Image] = []
        self.begin(chosen)
        for i in chosen:
            for step in self._steps(i):
                yield Progress(share * len(seen) / len(chosen), _said(step) or tr("choosing the colours"))
            pixels = self._pixels(i)
            self._kept.put(i, pixels)
            seen.append(self._sized(pixels))
            yield Progress(share * len(seen) / len(chosen), tr("choosing the colours"), pixels)
        return seen

    def frame(self, i: int, fraction: float) -> Job[np.ndarray]:
        """Frame i, in the size that it is drawn in."""
        for step in self._steps(i):
            yield Progress(fraction, _said(step) or self.told(i))
        return self._pixels(i)

    def written(self, writer: Writer, i: int, pixels: np.ndarray) -> None:
        """Bring a frame to its size and write it; on the thread beside."""
        writer.add(self._sized(pixels))

    def told(self, i: int) -> str:
        """Where it is, and how fast it has come there."""
        if not self.speed:
            return tr("frame {i} of {count}", i=i + 1, count=self._plan.count)
        return tr("frame {i} of {count}, {speed:.1f} a second", i=i + 1, count=self._plan.count, speed=self.speed)

    def _steps(self, i: int) -> Iterable[object]:
        return () if i in self._kept else self._ahead(i)

    def _pixels(self, i: int) -> np.ndarray:
        pixels = self._kept.get(i)
        if pixels is None:
            pixels = self._frame(i)
            self._kept.put(i, pixels)
        return pixels

    def _sized(self, pixels: np.ndarray) -> Image.Image:
        return resized(pixels, self._plan.width, self._plan.height)


def _said(step: object) -> str:
    return step.note if isinstance(step, Progress) else ""


class _Line:
    """A thread that does something to each of what it is given, in order, while the next is made."""

    def __init__(self, do: Callable[[int, np.ndarray], None]) -> None:
        self._do = do
        self._waiting: queue.Queue[tuple[int, np.ndarray] | None] = queue.Queue(AHEAD)
        self._given_up = Event()
        self._error: BaseException | None = None
        self._told_end = False
        self._thread = Thread(target=self._work, name="writing a film", daemon=False)

    def __enter__(self) -> _Line:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        """Not ended: what waits is given up, and the frame in hand is waited for."""
        self._given_up.set()
        self._thread.join()

    def give(self, i: int, pixels: np.ndarray) -> bool:
        """Whether there was room for one more; raises what went wrong with those before."""
        return self._put((i, pixels))

    def ended(self) -> bool:
        """Whether all that was given is done; raises what went wrong."""
        if not self._told_end:
            self._told_end = self._put(None)
        self._thread.join(LOOK)
        self._say()
        return not self._thread.is_alive()

    def _put(self, what: tuple[int, np.ndarray] | None) -> bool:
        self._say()
        try:
            self._waiting.put(what, timeout=LOOK)
        except queue.Full:
            return False
        return True

    def _say(self) -> None:
        if self._error is not None:
            raise self._error

    def _work(self) -> None:
        while not self._given_up.is_set():
            try:
                what = self._waiting.get(timeout=LOOK)
            except queue.Empty:
                continue
            if what is None:
                return
            try:
                self._do(*what)
            except BaseException as error:  # raised again in the job
                self._error = error
                return
