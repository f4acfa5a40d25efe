"""The formats of films: what each is good for, which rates and sizes it holds, and whether it can be written here."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from importlib.util import find_spec
from pathlib import Path
from typing import Literal

from engine.document.disk.wording import short
from engine.document.films.film import delay_of
from engine.language import tr

Grade = Literal["small", "good", "best"]
GRADES: tuple[Grade, ...] = ("small", "good", "best")
#: Frames of a film at most: more than ten minutes of it.
FRAMES = 20_000
#: Pixels a side of a film at least and at most.
SMALLEST, LARGEST = 16, 4096
#: Frames a second at least and at most.
SLOWEST, FASTEST = 0.2, 120.0


@dataclass(frozen=True)
class Format:
    """A format of films. `ending` of its files; empty: a folder. `needs`: the module that writes it, where it is not
    there with EigenBrush itself. `even`: its sides are even numbers of pixels. `levels`: smaller or finer is a choice.
    `share`: bytes a pixel of a film of faces, roughly, by quality."""

    name: str
    ending: str
    title: str
    good_for: str
    needs: str = ""
    even: bool = False
    levels: bool = True
    share: tuple[float, float, float] = (0.0, 0.0, 0.0)


FORMATS = (
    Format("mp4", ".mp4", tr("MP4 film"), tr("Small and smooth; plays everywhere, for sending and posting."),
           "av", even=True, share=(0.008, 0.02, 0.05)),
    Format("mp4-444", ".mp4", tr("MP4 film, full colour"),
           tr("As MP4 with sharper colours, for editing; many phones and browsers do not play it."),
           "av", share=(0.01, 0.03, 0.07)),
    Format("webm", ".webm", tr("WebM film"), tr("Small and smooth; for web pages, slow to write."),
           "av", even=True, share=(0.006, 0.012, 0.035)),
    Format("prores", ".mov", tr("ProRes film"), tr("Large, nearly without loss; for programs that cut films."),
           "av", even=True, share=(0.3, 0.45, 0.7)),
    Format("webp", ".webp", tr("WebP animation"), tr("A tenth of a GIF; loops by itself on web pages and in chats."),
           share=(0.05, 0.08, 0.2)),
    Format("avif", ".avif", tr("AVIF animation"), tr("The smallest that loops by itself; plays in new browsers."),
           "PIL._avif", share=(0.008, 0.02, 0.06)),
    Format("gif", ".gif", tr("GIF film"), tr("Plays everywhere and loops; large, and only 256 colours."), levels=False),
    Format("apng", ".png", tr("APNG animation"), tr("Every pixel exact, and loops in browsers; very large."),
           levels=False, share=(1.9, 1.9, 1.9)),
    Format("frames", "", tr("Folder of PNG pictures"), tr("Every frame exact, as a numbered picture, for any program."),
           levels=False, share=(1.9, 1.9, 1.9)),
)  # fmt: skip
NAMED = {each.name: each for each in FORMATS}


@dataclass(frozen=True)
class Plan:
    """What is written: so many frames, so large (pixels), at so many frames a second, in the format of this name.

    `dither`: of a GIF, finer shades as grain that crawls from frame to frame. `sound`: the path of a WAV, FLAC, OGG
    or MP3 that is heard from its second `begin` on, in formats that carry sound (`SOUNDING`).
    """

    format: str
    count: int
    width: int
    height: int
    rate: Fraction
    quality: Grade = "good"
    dither: bool = False
    sound: str = ""
    begin: float = 0.0

    def ends(self, i: int, unit: int) -> int:
        """When frame i ends, in the nearest whole `unit`th of a second."""
        return round((i + 1) * unit / self.rate)

    def lasts(self, i: int, unit: int) -> int:
        """How long frame i is shown, in `unit`ths of a second."""
        return self.ends(i, unit) - (self.ends(i - 1, unit) if i else 0)


#: Formats that carry sound.
SOUNDING = frozenset(("mp4", "mp4-444", "webm", "prores"))


def planned(
    name: str, count: int, size: tuple[int, int], rate: float, quality: Grade = "good", *, dither: bool = False
) -> Plan:
    """A plan that the format can hold: sides that have to be even are rounded down (see `rounded`).

    Raises:
        ValueError: it cannot hold this rate, or there are too few or too many frames or pixels, or what writes it is
            not there; one sentence.
    """
    if why := why_not(name):
        raise ValueError(why)
    if not 2 <= count <= FRAMES:
        raise ValueError(
            tr("A film has 2 to {most} frames, not {count}; make it shorter, or in parts.", most=FRAMES, count=count)
        )
    if min(size) < SMALLEST or max(size) > LARGEST:
        raise ValueError(
            tr("A film has a side of {low} to {high} pixels, not {wrong}.", low=SMALLEST, high=LARGEST,
               wrong=min(size) if min(size) < SMALLEST else max(size))
        )  # fmt: skip
    width, height = (rounded(name, side) for side in size)
    return Plan(name, count, width, height, rate_in(name, rate), quality, dither)


def rounded(name: str, side: int) -> int:
    """A side in pixels as the format holds it: an odd one of a format of even sides loses a pixel."""
    return side - side % 2 if NAMED[name].even else side


def rounding(name: str, side: int) -> str:
    """The sentence for a side that is rounded; empty: it is not."""
    whole = rounded(name, side)
    if whole == side:
        return ""
    return tr("{title} needs an even size: {side} becomes {whole} pixels.", title=NAMED[name].title, side=side,
              whole=whole)  # fmt: skip


def rate_in(name: str, rate: float) -> Fraction:
    """Frames a second, exactly as the format holds them.

    Raises:
        ValueError: it cannot; the sentence names the nearest rate that it can hold.
    """
    if name == "gif":
        return Fraction(100, delay_of(rate))
    if not SLOWEST <= rate <= FASTEST:
        nearest = SLOWEST if rate < SLOWEST else FASTEST
        raise ValueError(
            tr("A film cannot hold {rate:g} frames a second; the nearest is {nearest:g}.", rate=rate, nearest=nearest)
        )
    return Fraction(rate).limit_denominator(1001)  # 30000/1001, as television has it, too


def why_not(name: str) -> str:
    """Why a format cannot be written here, in one sentence; empty: it can."""
    if (found := NAMED.get(name)) is None:
        names = ", ".join(NAMED)
        return tr("There is no format {name}; there is {names}.", name=short(repr(name)), names=names)
    if not found.needs or find_spec(found.needs) is not None:
        return ""
    if found.needs == "av":
        return tr('{title} needs the package av: run pip install "eigenbrush[video]", then start EigenBrush again.',
                  title=found.title)  # fmt: skip
    return tr('{title} needs a newer Pillow: run pip install "pillow>=12", then start EigenBrush again.',
              title=found.title)  # fmt: skip


def format_of(path: str) -> str:
    """The name of the format that a file of this name is written in; without an ending a folder of pictures.

    Raises:
        ValueError: no film ends so; one sentence.
    """
    ending = Path(path).suffix.lower()
    for each in FORMATS:
        if each.ending == ending:
            return each.name
    endings = ", ".join(sorted({each.ending for each in FORMATS if each.ending}))
    raise ValueError(
        tr("A film is written as {endings}, or without an ending as a folder of pictures, not as {ending}.",
           endings=endings, ending=short(ending))
    )  # fmt: skip
