"""Which control moves which slider, by generator, and how it moves it. No Qt.

Joins belong to the settings, not to a session: knobs stand on a desk, and on the evening after they move the same
sliders of the same generator, whichever picture is opened. Each slider has one control; a control may move several.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping

from app.live.controls import known
from app.model.ends import REACH, ends
from app.model.settings import Settings
from app.model.workspace import Workspace
from engine.document.disk.limits import TRUNCATION
from engine.document.disk.wording import short
from engine.document.history import History, Step
from engine.document.keys import SliderKey
from engine.language import tr

TRUNCATED = "truncation"  # in place of a slider's key, which has a dot or a `#`
REST = 0.8  # seconds without a movement that end a gesture


class Joins:
    """`gesture` gives the number of a new gesture; all controls that move without a pause between them are one, so that
    two hands on two knobs are one step back. `clock` gives seconds."""

    def __init__(
        self, settings: Settings, gesture: Callable[[], int], clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._settings, self._new_gesture, self._clock = settings, gesture, clock
        self._gesture, self._moved = 0, -REST
        self._step: Step | None = None  # the last one that a control made
        self._told: set[str] = set()  # sliders whose refusal was said

    def of(self, workspace: Workspace) -> dict[str, str]:
        """The control of each slider that has one; what settings say that is none is passed over."""
        joined = self._settings.joined.get(workspace.info.ref.sha256, {})
        return {key: control for key, control in joined.items() if known(control)}

    def join(self, workspace: Workspace, key: str, control: str) -> None:
        """Let this control move the slider from now on, in place of the one that did."""
        self._told.discard(key)
        self._settings.joined.setdefault(workspace.info.ref.sha256, {})[key] = control

    def remove(self, workspace: Workspace, key: str) -> None:
        """Let no control move the slider."""
        self._settings.joined.get(workspace.info.ref.sha256, {}).pop(key, None)

    def end_gesture(self) -> None:
        """What moves next is a step of its own."""
        self._moved = -REST

    def move(self, workspace: Workspace, shares: Mapping[str, float]) -> list[str]:
        """Bring every slider to where its control stands, of the whole length of its track; what cannot be is said
        once."""
        targets = [(key, shares[control]) for key, control in self.of(workspace).items() if control in shares]
        if not targets:
            return []
        self._go_on(workspace.history)
        said = []
        with workspace.at_once():
            for key, share in targets:
                try:
                    self._bring(workspace, key, share)
                    self._told.discard(key)
                except ValueError as refused:
                    if key not in self._told:
                        self._told.add(key)
                        said.append(str(refused))
        self._step = workspace.history.steps[workspace.history.index]
        return said

    def _go_on(self, history: History) -> None:
        """Begin another gesture after a rest. Where another hand has moved something since, all is one gesture from now
        on: else a knob and a mouse that move at once would leave a step for each of their movements in turn."""
        now = self._clock()
        if now - self._moved >= REST:
            self._gesture = self._new_gesture()
        elif history.index and history.steps[history.index - 1] is self._step:
            self._gesture = history.steps[history.index].gesture or self._gesture
        self._moved = now

    def _bring(self, workspace: Workspace, key: str, share: float) -> None:
        low, high = track(workspace, key)
        value = round(low + share * (high - low), 6)
        if key != TRUNCATED:
            workspace.move(key, value, self._gesture)
        elif any(slot.name not in dict(workspace.document.held) for slot in workspace.info.layout.latent):
            workspace.face.set_truncation(value, self._gesture)


def track(workspace: Workspace, key: str) -> tuple[float, float]:
    """Where the slider's track ends, in its own values."""
    if key == TRUNCATED:
        return TRUNCATION
    found = workspace.catalogue.known(key)
    return ends(found[0]) if found is not None else (-REACH, REACH)


def name(workspace: Workspace, key: str) -> str:
    """What people call the slider; of a set that is not at hand, its place there."""
    if key == TRUNCATED:
        return tr("truncation")
    called = workspace.name(key)
    if called == key and not SliderKey(key).own:
        method = SliderKey(key).method
        called = next((offer.title for offer in workspace.info.methods if offer.identifier == method), method)
        called = f"{called} {key.rpartition('#')[2]}"
    return short(called)


def there(workspace: Workspace, key: str) -> bool:
    """Whether the slider can be moved now: its directions may have to be found first."""
    return key == TRUNCATED or workspace.catalogue.known(key) is not None or workspace.document.edit(key) is not None
