"""What the engine tells of itself: its device, open generators, methods and their parameters, what a file is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from engine.document.aspect import SQUARE, Aspect, Size, sized
from engine.document.code import Layout
from engine.document.directions import ParameterValue
from engine.document.document import GeneratorRef


@dataclass(frozen=True)
class EngineReady:
    """The engine has started; `device` in words, and the devices there are ("cpu", "cuda", "mps").

    `notes` are sentences for the person, mostly none.
    """

    device: str
    devices: tuple[str, ...] = ("cpu",)
    chosen: str = "cpu"
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Workers:
    """How it stands with the workers on other machines, told whenever that changes.

    Without an `address` none were chosen. "new": they are reached once there is work for them; "down": they cannot be
    reached, which is tried again; "refused": they will not do. `trouble` says why, in a sentence; `count` is how many
    units are done at once, while they are "up".
    """

    address: str = ""
    state: Literal["new", "connecting", "up", "down", "refused"] = "new"
    count: int = 0
    trouble: str = ""


@dataclass(frozen=True)
class Parameter:
    """One of a method: a field of the form on screen, a flag of the command line; a number is from `low` to `high`.

    `kind` is "int", "float", "bool", "text", "choice" or "many": names with commas, `choices` those known beforehand.
    """

    name: str
    kind: str
    default: ParameterValue
    help: str
    low: float | None = None
    high: float | None = None
    choices: tuple[str, ...] = ()

    @property
    def label(self) -> str:
        """The name as people read it."""
        return self.name.replace("_", " ")


@dataclass(frozen=True)
class MethodOffer:
    """A method as the screen knows it; `why_not` is the sentence that says why it cannot run on this generator."""

    identifier: str
    title: str
    paper: str
    why_not: str = ""
    about: str = ""
    parameters: tuple[Parameter, ...] = ()
    learns: bool = False  # from faces that a person judges
    needs_region: bool = False  # it changes a painted region of the face on screen
    trains: bool = False  # its finding is a training that takes minutes


@dataclass(frozen=True, eq=False)
class GeneratorInfo:
    """What the screen knows of an open generator."""

    ref: GeneratorRef
    family: str
    title: str
    layout: Layout
    resolution: int
    parameters: int
    own_slots: tuple[str, ...]
    names: Mapping[str, str]
    hints: Mapping[str, str]
    card: str = ""
    first_seed: int = 0
    methods: tuple[MethodOffer, ...] = ()
    classes: int = 0
    noises: tuple[str, ...] = ()
    latents: int = 0  # how many latent slots there are, for style mixing and the cutoff of truncation
    tied: bool = False
    previews: bool = False  # whether lower blocks have pictures of their own
    notes: tuple[str, ...] = ()  # sentences for the person: converted, parts left out
    components: int = 0  # how many there are for compression to choose the strongest of; 0: none stands out
    aspect: Aspect = SQUARE  # of its pictures, height to width
    uncompressed: str = ""  # one sentence that says why compression cannot be had; empty if it can
    file: str = ""  # the hash of its file itself, whatever way it is read in
    reading: tuple[str, ...] = ()  # what was chosen where the file does not tell, in words
    readings: tuple[tuple[str, str], ...] = ()  # the other ways to read it: as settings keep it, in words

    @property
    def size(self) -> Size:
        """Of its pictures; `resolution` is the longer side."""
        return sized(self.resolution, self.aspect)


@dataclass(frozen=True)
class Identified:
    """What there is at a path: "checkpoint", "session", "recipe", "picture", "directions", "codes", "arrays" (codes or
    directions: nobody can tell, or not without a generator), "photos" (a folder of pictures), "unknown" and so on.

    A recipe comes with its text, codes of our own with the `generator` that they were made with: its hash and name;
    arrays with how many codes of which `size` ("18 x 512") they would be, where a generator is open.
    """

    path: str
    kind: str
    recipe: str = ""
    generator: tuple[str, str] = ("", "")
    count: int = 0
    size: str = ""
