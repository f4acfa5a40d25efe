"""The film in the place of the picture: scrubbed, played, and the picture again as soon as something of it changes."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal, Slot

from app.model.changes import PICTURE, Change
from app.window.film.frames import FilmFrames
from app.window.film.player import Player
from app.window.surface import Surface
from engine.document.document import NO_FILM, Document, Timeline
from engine.document.snapshots import values_of
from engine.document.timeline.moments import moment
from engine.document.timeline.prepared import UNPREPARED, Prepared
from engine.document.timeline.requests import PrepareFilm
from engine.language import tr
from widgets.timeline.scale import clock

SIDE = 512  # pixels of a frame that is played, at most


class FilmScreen(QObject):
    """`at` is where the playhead stands, in seconds; `showing` whether the film is what is seen there."""

    moved = Signal(float)  # the playhead
    told = Signal(str)
    covers = Signal(bool)  # whether the film lies over the picture from now on

    def __init__(self, window: Surface) -> None:
        super().__init__(window)
        self._window, self._controller = window, window.controller
        self.frames = FilmFrames(window.controller)
        self.player = Player(self._play_frame, self)
        self.at, self.showing = 0.0, False
        self.prepared: Prepared = UNPREPARED
        self._document: Document | None = None
        self._of: object = None  # what the frames are of
        self._seen = -1  # the frame on screen
        self.frames.came.connect(self._came)
        self.frames.failed.connect(self._failed)
        self.player.moved.connect(self._played)
        self.player.told.connect(self.told)
        window.controller.frame_ready.connect(self._live_frame)
        window.controller.changed.connect(self._changed)

    # ---- what the film is ----

    def set_film(self, document: Document | None) -> None:
        """The film of this document from now on, as far as it is another; None: nobody looks at it."""
        document = None if document is None or not _shows(document.timeline) else document
        film = NO_FILM if document is None else document.timeline
        still = None if document is None or film.keys else values_of(document)
        of = None if document is None else (document.generator, film, still)
        self.player.rate, self.player.span = film.rate, film.shown
        if of == self._of:
            return
        self._of, self._document = of, document
        self.at = min(self.at, film.length)
        self._frames_anew()
        if document is None:
            self.leave()
        elif (film.sound is not None and film.sound.drives) or any(key.clip.even for key in film.keys):
            self._controller.ask(PrepareFilm(document), self._prepared, kind="film prepare")

    def _frames_anew(self) -> None:
        document, workspace = self._document, self._controller.workspace
        self._seen = -1
        if document is None or workspace is None:
            self.frames.set_film(None, 0, 1)
            return
        film = document.timeline
        count = max(1, round(film.length * film.rate)) + (not film.looped)
        prepared = self.prepared
        self.frames.set_film(
            lambda place: moment(document, place / film.rate, prepared), count, min(SIDE, workspace.info.resolution)
        )
        if self.showing:
            self._show(self._place)

    def _prepared(self, prepared: Prepared) -> None:
        self.prepared = prepared
        self._frames_anew()

    @property
    def moment(self) -> Document | None:
        """What the film shows at the playhead; None where there is none."""
        return None if self._document is None else moment(self._document, self.at, self.prepared)

    # ---- where one looks ----

    @property
    def _place(self) -> int:
        film = NO_FILM if self._document is None else self._document.timeline
        count = round(film.length * film.rate)
        place = round(self.at * film.rate)
        return place % max(1, count) if film.looped else min(place, count)

    def put(self, time: float) -> None:
        """The playhead is there, and what is seen stays."""
        self.at = time
        self.moved.emit(time)

    def seek(self, time: float) -> None:
        """Look at the film there."""
        self.player.stop()
        self.put(time)
        if self._document is not None:
            self._cover(on=True)
            self._show(self._place)

    def play(self) -> None:
        """Play, or stop."""
        if self.player.playing:
            self.player.stop()
        elif self._document is not None:
            self._window.show_canvas()
            self._cover(on=True)
            self.player.play(self.at)

    def leave(self) -> None:
        """The picture that one works on is seen again."""
        self.player.stop()
        if not self.showing:
            return
        self._seen = -1
        self._cover(on=False)
        self._window.canvas.set_badge("")
        if (last := self._controller.last_frame) is not None:
            self._window.canvas.set_frame(last.pixels, last.sequence)

    def _cover(self, *, on: bool) -> None:
        if on != self.showing:
            self.showing = on
            self.covers.emit(on)

    def _show(self, place: int) -> bool:
        """Put a frame on screen; False where it is not drawn yet."""
        self.frames.look_at(place, now=not self.player.playing)
        pixels = self.frames.frame(place)
        if pixels is None:
            return False
        self._seen = place
        self._window.canvas.set_frame(pixels)
        self._window.canvas.set_badge(tr("film, {time}", time=clock(self.at, fine=True)))
        return True

    def _play_frame(self, place: int) -> bool:
        film = NO_FILM if self._document is None else self._document.timeline
        count = max(1, round(film.length * film.rate))
        return self._show(place % count if film.looped else place)

    @Slot(float)
    def _played(self, time: float) -> None:
        self.put(time)

    @Slot()
    def _came(self) -> None:
        if self.showing and not self.player.playing and self._seen != self._place:
            self._show(self._place)

    @Slot(str)
    def _failed(self, sentence: str) -> None:
        self.leave()
        self._controller.say(sentence)

    @Slot(object)
    def _live_frame(self, _: object) -> None:
        """One of the picture that was on its way: the film stays."""
        if self.showing:
            self._show(self._place if not self.player.playing else max(0, self._seen))

    @Slot(object)
    def _changed(self, change: Change) -> None:
        if change & PICTURE and self.showing:
            self.leave()


def _shows(film: Timeline) -> bool:
    """Whether there is anything to look at in a film: pictures that it passes, or something that moves the one there
    is. One with a sound alone has nothing."""
    return bool(film.keys or film.curves or film.wanders or (film.sound is not None and film.sound.drives))
