"""One open generator: its document, history and direction sets, and every action of a person on them. No Qt, no engine.

Each action makes the next document and gives it to the history with the words for the history list; an action that
changes nothing leaves no step. `gesture` numbers one drag, one held key, one typed entry: one step. Whoever listens at
`rung` is told what each change is about.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace

import numpy as np

from app.model.aiming import NothingLeft, aimed, begun
from app.model.catalogue import GONE, Catalogue
from app.model.changes import Change, between
from app.model.ends import by_chance
from app.model.face import Face
from app.model.judgements import Judgements
from engine.document.arrays import ArrayStore
from engine.document.asked.offers import GeneratorInfo
from engine.document.composing import within_layers
from engine.document.disk.wording import Advice, short
from engine.document.document import Document, Edit
from engine.document.films.film import Track
from engine.document.history import History
from engine.document.keys import SliderKey
from engine.language import tr


def _nobody(_: Change) -> None:
    """Who listens before anybody does."""


class Workspace:
    """`catalogue` holds the direction sets, `face` the seed and what else the picture starts from."""

    def __init__(self, info: GeneratorInfo, document: Document, arrays: ArrayStore) -> None:
        self.info, self.arrays = info, arrays
        self.rung: Callable[[Change], None] = _nobody
        self._gathered: Change | None = None
        self.history = History(document)
        self.history.heard = self._stepped
        self.catalogue = Catalogue(info.layout, arrays, self.ring)
        self.face = Face(info, arrays, self.history)
        self.judgements = Judgements(arrays, self.history)
        self.sides: dict[str, Document] = {}  # "a" and "b": what a person set to compare, as far as they did

    @property
    def document(self) -> Document:
        return self.history.document

    def arrays_named(self) -> set[str]:
        """The keys of all arrays that its documents, undone or not, and its sets still need."""
        sides = {key for document in self.sides.values() for key in document.arrays()}
        return self.history.arrays() | self.catalogue.arrays_named() | sides

    # ---- the bell ----

    def _stepped(self, before: Document, after: Document) -> None:
        self.ring(between(before, after) | Change.STEPS)

    def ring(self, change: Change) -> None:
        """Say what has changed."""
        if self._gathered is not None:
            self._gathered |= change
        elif change:
            self.rung(change)

    @contextmanager
    def at_once(self) -> Iterator[None]:
        """Several changes within are one ring at the end."""
        self._gathered = Change(0)
        try:
            yield
        finally:
            gathered, self._gathered = self._gathered, None
            self.ring(gathered)

    # ---- directions ----

    def remove_set(self, key: str) -> None:
        """Forget a direction set. Edits made with it stay: they carry their own vectors.

        Raises:
            ValueError: one of its directions is held fixed, and could not be released any more.
        """
        if any(SliderKey(held).group == key for held, _ in self.document.fixed):
            raise ValueError(tr("{group} holds a direction fixed; release it first.", group=_short_title(self, key)))
        self.catalogue.remove(key)

    def layers_of(self, key: str) -> tuple[int, int]:
        """The layers that a direction moves (counted from 1, both included); (0, 0): all of them."""
        chosen, layout, row = self.document.range_of(key), self.info.layout, self.catalogue.row(key)
        if chosen != (0, 0) or row is None:
            return chosen
        moved = [i for i, slot in enumerate(layout.latent, 1) if row[layout.slices[slot.name]].any()]
        return (0, 0) if not moved or (moved[0], moved[-1]) == (1, len(layout.latent)) else (moved[0], moved[-1])

    def _aimed(self, key: str, held: tuple[tuple[str, str], ...], layers: tuple[int, int]) -> str:
        """The array key of a slider's direction beside what is held, within its layers.

        Raises:
            ValueError: nothing is left of it.
        """
        try:
            return aimed(key, held, layers, self.catalogue, self.info.layout, self.arrays)
        except NothingLeft as error:
            name = short(self.name(key))
            left = tr("Nothing of {name} is left beside what is held fixed.", name=name)
            raise ValueError(Advice(tr("{left} Release some.", left=left), f"{left} Move another slider.")) from error

    def name(self, key: str) -> str:
        """The slider's name: a person's own, else the generator's, else what it was measured to move most; unmeasured,
        it is the method's."""
        return dict(self.document.names).get(key) or self._given_name(key)

    def _given_name(self, key: str) -> str:
        """The name that a slider has before a person gives it one."""
        if key in self.info.names:
            return tr(self.info.names[key])  # those of the generators that ship are sentences too
        if (found := self.catalogue.known(key)) is not None:
            directions, _ = found
            return directions.labels[directions.places[key]]
        edit = self.document.edit(key)  # in a saved document whose directions have not been found again
        return edit.name if edit else key

    def home(self, key: str) -> float:
        """The value (sigma) at which the slider changes nothing: the seed's own place along it, or 0."""
        if SliderKey(key).own:
            return float(self.face.base[self.info.layout.index(key)])
        if SliderKey(key).group in self.catalogue.absolute and (found := self.catalogue.known(key)) is not None:
            _, direction = found
            return float(self.face.base @ direction.vector) / direction.sigma - (direction.origin or 0.0)
        return 0.0

    def value(self, key: str) -> float:
        """The slider's value in sigma as shown."""
        edit = self.document.edit(key)
        return self.home(key) + (edit.strength if edit else 0.0)

    def _edit(self, key: str, strength: float) -> Edit:
        existing = self.document.edit(key)
        if existing is not None:
            return replace(existing, strength=strength)
        if SliderKey(key).own:
            layer = [*self.info.own_slots, SliderKey(key).group].index(SliderKey(key).group) + 1
            aimed = self._aimed(key, self.document.fixed, (0, 0))
            return Edit(key, self.name(key), strength, tr("layer {layer}", layer=layer), aimed)
        directions, direction = self.catalogue.find(key)
        first, last = self.document.range_of(key)
        vector, sigma = self._aimed(key, self.document.fixed, (first, last)), direction.sigma
        reach = directions.reach if direction.path is not None else 0.0
        start = begun(direction, self.document.without(key), self.face.base, self.info.layout, self.arrays)
        mask = self.catalogue.mask_of(directions.key)
        return Edit(key, self.name(key), strength, directions.provenance.title, vector, sigma, first=first, last=last,
                    reach=reach, mask=mask, start=start, tuning=direction.tuning)  # fmt: skip

    def track(self, key: str, values: Iterable[float]) -> Track:
        """A traversal of the slider through these values (sigma, as shown)."""
        edit, home = self._edit(key, 1.0), self.home(key)
        return Track(edit, tuple(value - home for value in values))

    # ---- sliders ----

    def move(self, key: str, value: float, gesture: int = 0) -> bool:
        """Set a slider to a value in sigma as shown."""
        document = self.document.with_edit(self._edit(key, value - self.home(key)))
        return self.history.push(document, f"{short(self.name(key))} {value:+.2f}".replace(" -", " −"), gesture)

    def reset(self, key: str) -> bool:
        """Put a slider back to the seed's own value."""
        return self.history.push(self.document.without(key), tr("Reset {name}", name=_short_name(self, key)))

    def reset_group(self, group: str) -> bool:
        """Remove every edit of a layer or direction set."""
        keys = [edit.key for edit in self.document.edits if edit.group == group]
        return self.history.push(self.document.without(*keys), tr("Reset {group}", group=_short_title(self, group)))

    def reset_all(self) -> bool:
        """Remove every edit."""
        return self.history.push(self.document.unedited(), tr("Reset all edits"))

    def rename(self, key: str, name: str) -> bool:
        """Give a slider a person's own name; an empty one brings the original back."""
        names = {k: n for k, n in self.document.names if k != key}
        if name.strip():
            names[key] = name.strip()
        document = replace(self.document, names=tuple(sorted(names.items())))
        shown = name.strip() or self._given_name(key)
        edits = tuple(replace(e, name=shown) if e.key == key else e for e in document.edits)
        return self.history.push(replace(document, edits=edits), tr("Renamed to {shown}", shown=short(shown)))

    def star(self, key: str, starred: bool) -> bool:
        """Mark a slider as a favourite, or not."""
        kept = [k for k in self.document.starred if k != key] + ([key] if starred else [])
        name = _short_name(self, key)
        words = tr("Starred {name}", name=name) if starred else tr("Unstarred {name}", name=name)
        return self.history.push(replace(self.document, starred=tuple(kept)), words)

    def hold(self, key: str, on: bool) -> bool:
        """Hold a direction fixed: all others are made orthogonal to it, also in the edits there are; or release it.

        Raises:
            ValueError: nothing would be left of an edit.
        """
        kept, row = tuple(held for held in self.document.fixed if held[0] != key), self.catalogue.row(key)
        if on and row is None:
            raise ValueError(GONE)
        fixed = (*kept, (key, self.arrays.put(np.asarray(row, np.float32)))) if on else kept
        edits = tuple(
            e if self.catalogue.row(e.key) is None else replace(e, vector=self._aimed(e.key, fixed, (e.first, e.last)))
            for e in self.document.edits
        )
        name = _short_name(self, key)
        text = tr("Hold {name}", name=name) if on else tr("Release {name}", name=name)
        return self.history.push(replace(self.document, fixed=fixed, edits=edits), text)

    def set_range(self, key: str, first: int, last: int) -> bool:
        """Let a direction move the layers `first` to `last` only (counted from 1, both included)."""
        first, last = max(1, min(first, last)), min(self.info.latents, max(first, last))
        text = tr("{name}: layers {first}-{last}", name=_short_name(self, key), first=first, last=last)
        if (first, last) == (1, self.info.latents):
            first = last = 0
        row = self.catalogue.row(key)
        if row is not None and first and not within_layers(row, self.info.layout, first, last).any():
            raise ValueError(_moves_no_other(self, key))
        kept = tuple(r for r in self.document.ranges if r[0] != key)
        ranges = (*kept, (key, first, last)) if first else kept
        aimed = self._aimed(key, self.document.fixed, (first, last))
        before = self.document.edits
        edits = tuple(replace(e, first=first, last=last, vector=aimed) if e.key == key else e for e in before)
        return self.history.push(replace(self.document, ranges=ranges, edits=edits), text)

    # ---- groups ----

    def group_title(self, group: str) -> str:
        """ "layer 2", or the method's title."""
        if group in (own := self.info.own_slots):
            return tr("layer {index}", index=own.index(group) + 1)
        return self.catalogue.sets[group].provenance.title if group in self.catalogue.sets else group

    def solo(self, group: str, on: bool) -> bool:
        """Let only this group's edits count."""
        label = tr("Solo {group}", group=_short_title(self, group)) if on else tr("Solo off")
        return self.history.push(replace(self.document, solo=group if on else ""), label)

    def lock(self, group: str, on: bool) -> bool:
        """Keep a group as it is when a new seed comes or the dice are thrown; unlocking changes no picture."""
        kept = [g for g in self.document.locked if g != group] + ([group] if on else [])
        title = _short_title(self, group)
        label = tr("Lock {group}", group=title) if on else tr("Unlock {group}", group=title)
        return self.history.push(replace(self.document, locked=tuple(kept)), label)

    def randomise(self, group: str, seed: int) -> bool:
        """Draw every slider of a group anew from N(0, 1), a morph's from between its faces; a locked group stays."""
        if group in self.document.locked:
            return False
        draw = np.random.default_rng(seed)
        document = self.document
        for key in self.catalogue.keys_of(group):
            document = document.with_edit(self._edit(key, by_chance(key, draw) - self.home(key)))
        return self.history.push(document, tr("Randomised {group}", group=_short_title(self, group)))

    # ---- the stack of edits ----

    def mute(self, key: str, muted: bool) -> bool:
        """Let an edit count, or not."""
        edits = tuple(replace(e, muted=muted) if e.key == key else e for e in self.document.edits)
        name = _short_name(self, key)
        words = tr("Muted {name}", name=name) if muted else tr("Unmuted {name}", name=name)
        return self.history.push(replace(self.document, edits=edits), words)

    def remove(self, key: str) -> bool:
        """Remove an edit."""
        return self.history.push(self.document.without(key), tr("Removed {name}", name=_short_name(self, key)))

    def reorder(self, keys: tuple[str, ...]) -> bool:
        """Put the edits into this order."""
        by_key = {edit.key: edit for edit in self.document.edits}
        if sorted(by_key) != sorted(keys):
            return False
        edits = tuple(by_key[k] for k in keys)
        return self.history.push(replace(self.document, edits=edits), tr("Reordered the edits"))


def _short_name(workspace: Workspace, key: str) -> str:
    return short(workspace.name(key))


def _short_title(workspace: Workspace, group: str) -> str:
    return short(workspace.group_title(group))


def _moves_no_other(workspace: Workspace, key: str) -> str:
    moved = tr(" to ").join(dict.fromkeys(str(end) for end in workspace.layers_of(key)))
    return tr("{name} was found in layer {moved} and moves no other.", name=_short_name(workspace, key), moved=moved)
