"""What a person does with painted regions, and with the masks of edits: actions on a workspace. No Qt, no engine."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from itertools import count
from string import ascii_uppercase

import numpy as np

from app.model.workspace import Workspace
from engine.document.arrays import ArrayStore
from engine.document.asked.offers import GeneratorInfo, MethodOffer
from engine.document.asked.requests import MakeHeat
from engine.document.aspect import Size
from engine.document.disk.wording import short
from engine.document.document import NO_FILM, Document, Edit
from engine.document.keys import SliderKey
from engine.document.regions import Region, mask_size, united
from engine.language import tr

#: How far a menu's step grows, shrinks or feathers a region, as a share of the picture's side.
STEP = 0.02


def local_offers(info: GeneratorInfo) -> tuple[MethodOffer, ...]:
    """The methods of painted regions."""
    return tuple(offer for offer in info.methods if offer.needs_region)


def is_local(info: GeneratorInfo, key: str) -> bool:
    """Whether a set or slider with this key was found by a method of painted regions."""
    return SliderKey(key).method in {offer.identifier for offer in local_offers(info)}


def to_change(document: Document, arrays: ArrayStore) -> str:
    """The array key of the mask of all regions to change; empty where nothing is painted to change."""
    mask = united(arrays[region.mask] for region in document.regions if not region.keep)
    return arrays.put(mask) if mask is not None and mask.any() else ""


def looked_at(workspace: Workspace, key: str) -> MakeHeat:
    """The request for where a slider acts, and how much of it outside of what is painted to change.

    Raises:
        ValueError: it is not there, or nothing of it is left beside what is held.
    """
    edit = workspace.document.edit(key) or workspace.track(key, (0.0,)).edit
    return MakeHeat(workspace.document, edit, to_change(workspace.document, workspace.arrays), _unheld(workspace, edit))


def _unheld(workspace: Workspace, edit: Edit) -> Edit | None:
    """The same slider if nothing were held and it kept to no mask, where its set knows."""
    known = None if SliderKey(edit.key).own else workspace.catalogue.known(edit.key)
    if known is None or known[1].unprojected is None:
        return None
    vector = workspace.arrays.put(np.asarray(known[1].unprojected, np.float32))
    return replace(edit, vector=vector, reach=0.0, mask="")


def keep_to(workspace: Workspace, key: str, mask: str, words: str) -> bool:
    """Let the edits of a set keep to the mask with this array key; empty: act everywhere."""
    edits = tuple(replace(e, mask=mask) if e.group == key else e for e in workspace.document.edits)
    return workspace.history.push(replace(workspace.document, edits=edits), words)


class Painting:
    """The regions of one workspace's document; `current` is the name of the one that is painted on."""

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace
        self._current = ""

    @property
    def document(self) -> Document:
        return self.workspace.document

    @property
    def size(self) -> Size:
        """How many pixels the masks have."""
        return mask_size(self.workspace.info.resolution, self.workspace.info.aspect)

    @property
    def side(self) -> int:
        """How many pixels their longer side has."""
        return max(self.size)

    @property
    def current(self) -> str:
        """The name of the region that is painted on; empty while there is none."""
        regions = self.document.regions
        if self.document.region(self._current) is None:  # an undo may have taken it
            self._current = regions[-1].name if regions else ""
        return self._current

    def choose(self, name: str) -> None:
        """Paint on this region from now on."""
        if self.document.region(name) is not None:
            self._current = name

    def mask(self, name: str = "") -> np.ndarray:
        """The stored mask of a region, by default the current one; nothing painted where there is none."""
        region = self.document.region(name or self.current)
        if region is None:
            return np.zeros(self.size, np.uint8)
        return self.workspace.arrays[region.mask]

    @property
    def painted(self) -> bool:
        """Whether anything is painted that may change."""
        return any(self.workspace.arrays[r.mask].any() for r in self.document.regions if not r.keep)

    # ---- painting ----

    def paint(self, mask: np.ndarray, words: str) -> bool:
        """The current region's new mask; without a region, the first is made. Edits that keep to it follow."""
        region = self.document.region(self.current) or Region(self._free_name(), "")
        return self._put(replace(region, mask=self.workspace.arrays.put(mask)), f"{words}: {short(region.name)}")

    def put_part(self, name: str, mask: np.ndarray) -> bool:
        """A ready-made region in place of what is painted on the current one."""
        before = self.document.region(self.current)
        if (named := self.document.region(name)) is not None:
            before = named
        keep = before.keep if before is not None else False
        region = Region(name, self.workspace.arrays.put(mask), keep)
        return self._put(region, tr("Region: {name}", name=short(name)), before.name if before is not None else "")

    def _put(self, region: Region, words: str, before: str = "") -> bool:
        """A region in the place of the one called `before` (its own name by default), or a new one at the end."""
        before = before or region.name
        old = self.document.region(before)
        self._current = region.name
        if old is None:
            document = replace(self.document, regions=(*self.document.regions, region))
        else:
            regions = tuple(region if r.name == before else r for r in self.document.regions)
            edits = tuple(replace(e, mask=region.mask) if e.mask == old.mask else e for e in self.document.edits)
            document = replace(self.document, regions=regions, edits=edits)
        return self.workspace.history.push(document, words)

    def add(self) -> bool:
        """A new region with nothing painted, to paint on."""
        empty = self.workspace.arrays.put(np.zeros(self.size, np.uint8))
        return self._put(Region(self._free_name(), empty), tr("New region"))

    def _free_name(self) -> str:
        """Letters, as sliders are numbered: "region A 1"."""
        taken = {region.name for region in self.document.regions}
        names = (
            tr("region {value}{ascii_uppercase}", value="A" * (i // 26), ascii_uppercase=ascii_uppercase[i % 26])
            for i in count()
        )
        return next(name for name in names if name not in taken)

    def remove(self, name: str) -> bool:
        """Take a region away. Edits that kept to it keep to it still: they carry their own masks."""
        regions = tuple(region for region in self.document.regions if region.name != name)
        return self.workspace.history.push(
            replace(self.document, regions=regions), tr("Removed {name}", name=short(name))
        )

    def rename(self, name: str, new: str) -> bool:
        """Give a region another name.

        Raises:
            ValueError: another region has it.
        """
        new = new.strip()
        if not new or new == name:
            return False
        if self.document.region(new) is not None:
            raise ValueError(tr("There is a region called {new} already; choose another name.", new=short(new)))
        regions = tuple(replace(r, name=new) if r.name == name else r for r in self.document.regions)
        if self._current == name:
            self._current = new
        return self.workspace.history.push(replace(self.document, regions=regions), tr("Region {new}", new=short(new)))

    def set_keep(self, name: str, keep: bool) -> bool:
        """Let methods leave a region alone, or change it."""
        regions = tuple(replace(r, keep=keep) if r.name == name else r for r in self.document.regions)
        words = tr("Keep {name}", name=name) if keep else tr("Change {name}", name=name)
        return self.workspace.history.push(replace(self.document, regions=regions), words)

    # ---- masks of edits ----

    def set_mask(self, key: str, name: str) -> bool:
        """Let an edit act in a region only; an empty name: everywhere."""
        region = self.document.region(name)
        mask = region.mask if region is not None else ""
        edits = tuple(replace(e, mask=mask) if e.key == key else e for e in self.document.edits)
        slider = self.workspace.name(key)
        inside = tr("{slider} only in {name}", slider=slider, name=short(name))
        words = inside if mask else tr("{slider} everywhere", slider=slider)
        return self.workspace.history.push(replace(self.document, edits=edits), words)

    def region_of(self, edit: Edit) -> str:
        """The name of the region that an edit keeps to; "a region" where it is none of the document's any more."""
        if not edit.mask:
            return ""
        return next((r.name for r in self.document.regions if r.mask == edit.mask), "a region")

    def keep_outside(self, on: bool) -> bool:
        """Whether the picture outside the masks of edits stays to the last bit."""
        words = tr("Keep the outside exactly") if on else tr("Let the outside follow")
        return self.workspace.history.push(replace(self.document, keep_outside=on), words)

    # ---- what methods look at ----

    def face(self, local: Iterable[str]) -> Document:
        """The document as methods of painted regions see it: without masked edits, and without those of such methods
        (`local`, by identifier), so that moving what they found does not make it stale."""
        gone = tuple(local)
        edits = tuple(e for e in self.document.counting() if not e.mask and SliderKey(e.key).method not in gone)
        plain = replace(self.document, edits=edits, solo="", names=(), starred=(), locked=(), fixed=(), ranges=(),
                        snapshots=(), timeline=NO_FILM)  # fmt: skip
        return replace(plain, keep_outside=True)


class Fate:
    """What becomes of painted regions with a new face; the first time of each is told."""

    def __init__(self) -> None:
        self._told: set[str] = set()
        self._last: Document | None = None

    def forget(self) -> None:
        """Another generator: its regions are others."""
        self._last = None

    def of(self, workspace: Workspace) -> str:
        """What is to be said now; empty: nothing. A session that is opened is no step."""
        before, self._last = self._last, workspace.document
        sentence = _what_became_of_regions(before, self._last) if before and workspace.history.can_undo else ""
        if sentence in self._told:
            return ""
        self._told |= {sentence} - {""}
        return sentence


def _what_became_of_regions(before: Document, now: Document) -> str:
    """What a new face did to what was painted; empty where the face is the same, or nothing was painted."""
    if before.seed == now.seed or not before.regions:
        return ""
    if now.regions == before.regions:
        return tr("The painted regions stay where they are on the new face. Region > Keep regions changes that.")
    if not now.regions:
        return tr("The painted regions were cleared for the new face. Undo brings them back.")
    return ""
