"""The timeline below the picture (Ctrl+T): shows the document's film, and does what is asked for there."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import ParamSpec

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QFileDialog, QVBoxLayout

from app.model.changes import Change
from app.model.film import templates
from app.model.film.making import FilmMaking
from app.window.film.heard import FilmHeard
from app.window.film.hidden import HiddenPicture
from app.window.film.made import begin, make_steady
from app.window.film.onion import Onion
from app.window.film.pictures import KeyPictures
from app.window.film.saving import export
from app.window.film.screen import FilmScreen
from app.window.film.showing import WANDERS, ends_of_lane, timeline_state
from app.window.film.sounds import SOUNDS, FilmSounds
from app.window.states import slider_groups
from app.window.surface import Surface
from engine.document.asked.offers import GeneratorInfo
from engine.document.disk.wording import short
from engine.document.document import Document
from engine.document.timeline.requests import Heard, SettleMoment
from engine.language import tr
from widgets.timeline.dock import TimelineDock

P = ParamSpec("P")
LOWEST = 110  # logical pixels of the picture above the timeline, so that both fit a screen of 600


class FilmPage(QObject):
    """Made when the timeline is first opened."""

    def __init__(self, window: Surface) -> None:
        super().__init__(window)
        self._window, self._controller = window, window.controller
        self.dock, self.screen, self._pictures = TimelineDock(), FilmScreen(window), KeyPictures(window)
        self._sounds, self.heard = FilmSounds(window.controller), FilmHeard(window.controller)
        self._hidden = HiddenPicture(window, self.screen, self._key_of_hidden)
        self._onion = Onion(window, self.screen, self.dock.head.onion)
        self.dock.hide()
        stage = window.pages.parentWidget()
        column = None if stage is None else stage.parentWidget()
        layout = None if column is None else column.layout()
        assert stage is not None and isinstance(layout, QVBoxLayout), "the picture stands in a column"
        layout.insertWidget(layout.indexOf(stage) + 1, self.dock)
        self._connect()
        self._connect_head()
        self._changed(~Change(0))

    def _connect(self) -> None:
        dock, act, screen = self.dock, self._acting, self.screen
        dock.sought.connect(screen.seek)
        dock.pictures.moved.connect(act(lambda film: film.move_key))
        dock.pictures.copied.connect(act(lambda film: film.copy_key))
        dock.pictures.removed.connect(act(lambda film: film.remove_key))
        dock.pictures.opened.connect(act(lambda film: film.open_key))
        dock.pictures.replaced.connect(self.set_key_at)
        dock.pictures.added.connect(self.set_key_at)
        dock.shape_chosen.connect(act(lambda film: film.shape))
        dock.even_chosen.connect(act(lambda film: film.even))
        dock.handles_set.connect(act(lambda film: film.handles))
        dock.point_moved.connect(self._move_point)
        dock.point_added.connect(lambda target, time, height: self._put_point(target, None, time, height))
        dock.point_removed.connect(act(lambda film: film.remove_point))
        dock.round_chosen.connect(act(lambda film: film.go_round))
        dock.curve_removed.connect(self._remove_curve)
        dock.ruler.loop_set.connect(act(lambda film: film.set_span))
        dock.sound.drive_chosen.connect(act(lambda film: film.drive))
        dock.sound.removed.connect(act(lambda film: lambda: film.set_sound(None, None)))
        dock.template_chosen.connect(self._begin)
        dock.paths_dropped.connect(self._dropped)
        screen.moved.connect(dock.set_playhead)
        screen.told.connect(dock.head.told.setText)
        self._pictures.came.connect(self._show)
        self._sounds.came.connect(self._show)
        self._controller.changed.connect(self._changed)
        self._controller.generator_opened.connect(self._generator_opened)

    def _connect_head(self) -> None:
        head, act = self.dock.head, self._acting
        head.play.clicked.connect(self.play)
        self.screen.player.switched.connect(head.play.setChecked)
        self.screen.player.running.connect(self.heard.follow)
        head.mute.setChecked(self._controller.settings.film_muted)
        head.mute.toggled.connect(self.heard.mute)
        head.key.clicked.connect(self.set_key)
        head.closed.toggled.connect(act(lambda film: film.set_looped))
        head.loop.toggled.connect(self._again)
        head.seconds_chosen.connect(act(lambda film: film.set_length))
        head.template_chosen.connect(self._begin)
        head.curve_wanted.connect(act(lambda film: lambda: film.add_curve(self._slider())))
        head.spread_wanted.connect(act(lambda film: film.spread))
        head.steady_wanted.connect(partial(make_steady, self._controller, act(lambda film: film.steady)))
        head.sound.clicked.connect(self._choose_sound)
        head.export.clicked.connect(self._export)
        head.close_button.clicked.connect(lambda: self.show_dock(on=False))

    def _acting(self, action: Callable[[FilmMaking], Callable[P, object]]) -> Callable[P, None]:
        """A slot that runs this action on the film in front; what is refused is said, and shown as it was."""

        def run(*values: P.args, **named: P.kwargs) -> None:
            if (workspace := self._controller.workspace) is not None:
                try:
                    action(FilmMaking(workspace))(*values, **named)
                except ValueError as refused:
                    self._controller.say(str(refused))
                    self._show()

        return run

    # ---- the dock ----

    def show_dock(self, *, on: bool) -> None:
        """Open the timeline, or close it."""
        self._window.acts["show_timeline"].setChecked(on)
        if self.dock.isVisible() == on:
            return
        self.dock.setVisible(on)
        self._window.canvas.setMinimumHeight(LOWEST if on else self._window.canvas.minimumWidth())
        if on:
            self._window.show_canvas()
            self._changed(~Change(0))
            (self.dock.head.key if self.dock.state.empty else self.dock.pictures).setFocus()
        else:
            self.screen.set_film(None)
            self.screen.leave()
            self._onion.end()
            self._window.canvas.setFocus()

    @Slot(object)
    def _generator_opened(self, _: GeneratorInfo) -> None:
        self.screen.leave()

    @Slot(object)
    def _changed(self, change: Change) -> None:
        about = Change.FILM | Change.FACE | Change.EDITS | Change.SETS | Change.NAMES | Change.SNAPSHOTS
        if self.dock.isVisible() and change & about:
            self._show()

    @Slot()
    def _show(self) -> None:
        workspace = self._controller.workspace
        if workspace is None or not self.dock.isVisible():
            self.screen.set_film(None)
            return
        self.heard.set_sound(workspace.document.timeline.sound)
        self.screen.set_film(workspace.document)
        state = timeline_state(workspace, self._sounds.levels(workspace.document.timeline.sound))
        self.dock.set_state(state, self._pictures.of(workspace.document.timeline))
        self.dock.set_playhead(self.screen.at)
        offered = templates.templates(workspace, self._slider())
        slider = short(workspace.name(self._slider()), 24) if self._slider() else ""
        self.dock.set_templates(tuple((each.name, each.words, each.why_not) for each in offered), slider)

    # ---- keys ----

    @Slot()
    def set_key(self) -> None:
        """A key of what is shown, at the playhead."""
        self.show_dock(on=True)
        self.set_key_at(self.screen.at)

    @Slot(float)
    def set_key_at(self, time: float) -> None:
        """A key of what is shown, at this time."""
        workspace = self._controller.workspace
        if workspace is None:
            return
        if not self.screen.showing:
            self._take_key(time, workspace.document)
            return
        with self._controller.refusals():
            if (shown := self.screen.moment) is not None:
                name = tr("Film at {at:.1f} s", at=self.screen.at)
                done = lambda document: self._take_key(time, document, name)  # noqa: E731
                self._controller.ask(SettleMoment(shown), done)

    def _key_of_hidden(self) -> None:
        """A key of the picture that the film lies over, at the playhead."""
        if (workspace := self._controller.workspace) is not None:
            self._take_key(self.screen.at, workspace.document)

    def _take_key(self, time: float, document: Document, name: str = "") -> None:
        if (workspace := self._controller.workspace) is None or workspace.info.ref != document.generator:
            return
        with self._controller.refusals():
            following = FilmMaking(workspace).set_key(time, name or _name(document), document)
            if not self.screen.showing:
                self.screen.put(following)

    @Slot()
    def play(self) -> None:
        """Play the film, or stop."""
        self.show_dock(on=True)
        self.screen.play()
        self.dock.head.play.setChecked(self.screen.player.playing)

    @Slot(bool)
    def _again(self, on: bool) -> None:
        self.screen.player.again = on

    # ---- curves ----

    @Slot(str, float, float, float)
    def _move_point(self, target: str, start: float, to: float, height: float) -> None:
        self._put_point(target, start, to, height)

    def _put_point(self, target: str, start: float | None, to: float, height: float) -> None:
        workspace = self._controller.workspace
        curve = None if workspace is None else workspace.document.timeline.curve(target)
        if curve is not None:
            low, high = ends_of_lane(curve)
            self._acting(lambda film: film.put_point)(target, start, to, low + height * (high - low))

    @Slot(str)
    def _remove_curve(self, target: str) -> None:
        if target == WANDERS:
            self._acting(lambda film: film.remove_wanders)()
        else:
            self._acting(lambda film: film.remove_curve)(target)

    # ---- films made at once ----

    def _slider(self) -> str:
        """The slider that was moved last, or the first of those shown; empty where there are none."""
        workspace = self._controller.workspace
        if workspace is None:
            return ""
        moved = [edit.key for edit in workspace.document.edits]
        shown = [slider.key for group in slider_groups(workspace) for slider in group.sliders]
        return next(iter((*reversed(moved), *shown)), "")

    @Slot(str)
    def _begin(self, name: str) -> None:
        if (workspace := self._controller.workspace) is None:
            return
        with self._controller.refusals():
            begin(workspace, name, self._slider())
            self.screen.put(0.0)
            self.screen.leave()
            self.screen.play()

    # ---- sound and file ----

    @Slot(list)
    def _dropped(self, paths: list[str]) -> None:
        if len(paths) == 1 and Path(paths[0]).suffix.lower() in SOUNDS:
            self._hear(paths[0])
        else:
            self._window.dropped(paths)

    @Slot()
    def _choose_sound(self) -> None:
        kinds = " ".join(f"*{ending}" for ending in SOUNDS)
        folder = self._controller.settings.starting_folder()
        path, _ = QFileDialog.getOpenFileName(
            self._window, tr("A sound under the film"), folder, tr("Sounds ({kinds});;All files (*)", kinds=kinds)
        )
        if path:
            self._controller.settings.folder = str(Path(path).parent)
            self._hear(path)

    def _hear(self, path: str) -> None:

        def heard(answer: Heard) -> None:
            self._acting(lambda film: film.set_sound)(answer.sound, answer.tempo)
            if answer.tempo is None:
                self._controller.say(tr("No beat was found in {name}.", name=short(Path(path).name)))

        self._sounds.hear(path, heard)

    @Slot()
    def _export(self) -> None:
        if (workspace := self._controller.workspace) is not None:
            export(self._window, workspace)


def _name(document: Document) -> str:
    """What a key is called: by its photo, else by its seed."""
    if document.photo is not None:
        return short(Path(document.photo.path).stem)
    return tr("Seed {seed}", seed=document.seed)
