"""What is heard while a film plays: the film's sound, by the player's own clock, unless it is muted."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.model.film.making import FilmMaking
from app.model.settings import Settings
from app.window.film.heard import FilmHeard
from engine.document.timeline.sound import Sound
from engine.film.aloud.playhead import Playhead
from engine.film.sound_file import sha256_of
from tests.app.desk import Desk
from tests.app.opened import Opened, close_window, settle
from tests.engine.film.test_sound import tone, write_wav

SONG, OTHER = Sound("/there/song.wav", "a" * 64), Sound("/there/other.wav", "b" * 64)
HEAD, NEXT = Playhead(1.0, 0.0, 0.0, 2.0, again=True), Playhead(3.0, 1.0, 0.5, 2.0, again=True)


class Listener:
    """In the speaker's place: keeps what is heard now."""

    def __init__(self) -> None:
        self.heard: tuple[Sound, Playhead] | None = None
        self.closed = False

    def play(self, sound: Sound, playhead: Playhead) -> None:
        self.heard = (sound, playhead)

    def stop(self) -> None:
        self.heard = None

    def close(self) -> None:
        self.stop()
        self.closed = True


def test_it_is_heard_while_the_film_plays_and_is_not_muted(desk: Desk) -> None:
    film, listener = FilmHeard(desk.controller), Listener()
    film.speaker = listener  # type: ignore[assignment]
    film.follow(HEAD)
    assert listener.heard is None  # no sound yet
    film.set_sound(SONG)
    assert listener.heard == (SONG, HEAD)
    film.follow(NEXT)  # sought
    assert listener.heard == (SONG, NEXT)
    film.mute(True)
    assert listener.heard is None and desk.controller.settings.film_muted
    film.follow(HEAD)
    assert listener.heard is None
    film.mute(False)
    assert listener.heard == (SONG, HEAD) and not desk.controller.settings.film_muted
    film.set_sound(OTHER)
    assert listener.heard == (OTHER, HEAD)
    film.follow(None)
    assert listener.heard is None
    film.follow(HEAD)
    film.set_sound(None)
    assert listener.heard is None
    film.close()
    assert listener.closed


def test_why_it_is_silent_is_said_once(desk: Desk) -> None:
    said: list[str] = []
    desk.controller.noticed.connect(lambda sentence, *_: said.append(sentence))
    film = FilmHeard(desk.controller)
    for sentence in ("There is no device.", "There is no device.", "The file is gone."):
        film._post(sentence)
        settle()
    assert said == ["There is no device.", "The file is gone."]


@pytest.fixture
def song(tmp_path: Path) -> Sound:
    path = write_wav(tmp_path / "song.wav", tone(440.0, 3.0))
    return Sound(str(path), sha256_of(path))


def test_in_the_window_it_follows_play_pause_seek_and_the_button(window: Opened, song: Sound) -> None:
    acts, page = window.window.acts, window.window.film
    acts["show_timeline"].trigger()
    window.rest()
    head, listener = page.dock.head, Listener()
    page.heard.speaker = listener  # type: ignore[assignment]
    acts["set_film_key"].trigger()
    assert not head.mute.isVisible()
    FilmMaking(window.workspace).set_sound(song, None)
    assert head.mute.isVisible() and not head.mute.isChecked()
    clock = page.screen.player
    clock._now = lambda: 50.0
    page.dock.sought.emit(1.0)
    acts["play_film"].trigger()
    length = window.document.timeline.length
    assert listener.heard == (song, Playhead(50.0, 1.0, 0.0, length, again=True))
    assert clock.playing
    head.loop.setChecked(False)
    page.dock.ruler.loop_set.emit((0.5, 2.0))
    clock.tick()
    assert listener.heard == (song, Playhead(50.0, 1.0, 0.5, 2.0, again=False))
    head.mute.click()
    assert listener.heard is None and window.controller.settings.film_muted and clock.playing
    head.mute.click()
    assert listener.heard is not None
    page.dock.sought.emit(1.5)  # looks there, and stands
    assert listener.heard is None
    acts["play_film"].trigger()
    assert listener.heard == (song, Playhead(50.0, 1.5, 0.5, 2.0, again=False))
    acts["play_film"].trigger()
    assert listener.heard is None
    acts["play_film"].trigger()
    clock._now = lambda: 51.0
    clock.tick()  # its end
    assert listener.heard is None and not clock.playing
    acts["play_film"].trigger()
    close_window(window)
    assert listener.closed and listener.heard is None


def test_a_muted_film_stays_muted_at_the_next_start(make_window, song: Sound) -> None:  # type: ignore[no-untyped-def]
    opened = make_window(Settings(film_muted=True))
    opened.wait(lambda: opened.controller.workspace is not None)
    assert opened.window.film.dock.head.mute.isChecked()
