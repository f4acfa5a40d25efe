"""The timeline in the real window: keys, what is seen of the film, and that every gesture is one step."""

from __future__ import annotations

import wave
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QPushButton

from app.model.film.making import FilmMaking
from app.window.film import frames
from app.window.film.page import FilmPage
from app.window.states import slider_groups
from engine.document.document import NO_FILM
from engine.document.timeline.sound import Sound, Tempo
from engine.film.sound_file import sha256_of
from tests.app.opened import Opened

SLIDER = "z1.1"


KEPT = 8


@pytest.fixture
def film(window: Opened, monkeypatch: pytest.MonkeyPatch) -> FilmPage:
    """The timeline, with room for few frames: whoever waits for the engine need not wait for a whole film."""
    monkeypatch.setattr(frames, "ROOM", KEPT * 3 * 64 * 64)
    window.window.acts["show_timeline"].trigger()
    window.rest()
    return window.window.film


def go_to(opened: Opened, seed: int) -> np.ndarray:
    opened.workspace.face.set_seed(seed, keep_edits=False)
    opened.rest()
    return opened.pixels()


def press(opened: Opened, name: str) -> None:
    opened.window.acts[name].trigger()
    opened.rest()


def times(opened: Opened) -> list[float]:
    return [key.time for key in opened.document.timeline.keys]


def _sound(folder: Path) -> Path:
    path = folder / "beat.wav"
    with wave.open(str(path), "wb") as file:
        file.setparams((1, 2, 8_000, 0, "NONE", ""))
        file.writeframes((3_000 * np.sin(np.arange(16_000) / 3)).astype("<i2").tobytes())
    return path


def _offered(film: FilmPage) -> list[str]:
    """The sliders that the sound may move."""
    assert film.dock.state.sound is not None
    return [key for key, _ in film.dock.state.sound.targets]


def test_ctrl_t_opens_it_says_what_to_do_and_closes_it(window: Opened, film: FilmPage) -> None:
    acts = window.window.acts
    assert acts["show_timeline"].shortcut().toString() == "Ctrl+T" and acts["set_film_key"].shortcut().toString() == "T"
    assert film.dock.isVisible() and film.dock.first.isVisible() and not window.window.first_steps.isVisible()
    acts["show_timeline"].trigger()
    assert not film.dock.isVisible()
    film.dock.head.close_button.click()
    assert not acts["show_timeline"].isChecked()


def test_keys_are_what_is_shown_and_scrubbing_shows_them_to_the_very_pixels(window: Opened, film: FilmPage) -> None:
    first = go_to(window, 3)
    press(window, "set_film_key")
    second = go_to(window, 7)
    press(window, "set_film_key")
    assert times(window) == [0.0, 2.0]
    film.dock.sought.emit(0.0)
    window.rest()
    assert np.array_equal(window.pixels(), first) and window.document.seed == 7
    film.dock.sought.emit(1.0)
    window.rest()
    between = window.pixels()
    assert not np.array_equal(between, first) and not np.array_equal(between, second)
    window.workspace.move(SLIDER, 1.0, 1)  # whoever moves a slider wants to see it
    window.rest()
    assert not film.screen.showing
    last = window.controller.last_frame
    assert last is not None and np.array_equal(window.pixels(), last.pixels)
    for _ in range(5):  # slider, key, seed, key, seed
        window.controller.undo()
    assert window.document.timeline == NO_FILM


def test_a_new_face_that_the_film_hides_is_not_lost(window: Opened, film: FilmPage) -> None:
    for seed in (3, 7):
        go_to(window, seed)
        press(window, "set_film_key")
    film.dock.sought.emit(1.0)
    window.rest()
    notice = window.window.notice
    assert notice.isHidden()  # the picture in front is the key at 2 s
    press(window, "new_face")
    face = window.pixels()
    film.dock.sought.emit(1.0)
    window.rest()
    assert not np.array_equal(window.pixels(), face) and "not in the film yet" in notice.accessibleName()
    QTest.keyClick(film.dock.ruler, Qt.Key.Key_Escape)
    assert np.array_equal(window.pixels(), face) and notice.isHidden() and not film.screen.showing
    film.dock.sought.emit(1.0)  # said once of each picture
    window.rest()
    assert notice.isHidden()
    press(window, "new_face")
    face = window.pixels()
    film.dock.sought.emit(4.0)
    window.rest()
    shown, key = (button for button in notice.findChildren(QPushButton) if button.isVisible())
    assert (shown.text(), key.text()) == ("Show it", "Set a key here")
    key.click()
    window.rest()
    assert times(window) == [0.0, 2.0, 4.0] and notice.isHidden()
    assert film.screen.showing and np.abs(window.pixels().astype(int) - face).max() <= 1
    press(window, "undo")
    assert times(window) == [0.0, 2.0]
    film.screen.leave()
    window.rest()
    assert np.array_equal(window.pixels(), face)


def test_a_key_of_a_moment_between_two_is_that_moment(window: Opened, film: FilmPage) -> None:
    for seed in (3, 7):
        go_to(window, seed)
        press(window, "set_film_key")
    film.dock.sought.emit(1.0)
    window.rest()
    seen = window.pixels()
    press(window, "set_film_key")
    assert times(window) == [0.0, 1.0, 2.0]
    film.dock.pictures.opened.emit(1.0)
    window.rest()
    assert np.abs(window.pixels().astype(int) - seen).max() <= 1


def test_a_drag_is_one_step_and_is_undone(window: Opened, film: FilmPage) -> None:
    for seed in (3, 7):
        go_to(window, seed)
        press(window, "set_film_key")
    steps = len(window.workspace.history.steps)
    film.dock.pictures.moved.emit(2.0, 4.0)
    assert times(window) == [0.0, 4.0] and len(window.workspace.history.steps) == steps + 1
    film.dock.pictures.copied.emit(0.0, 8.0)
    film.dock.shape_chosen.emit("", 0.0, "bounce")
    film.dock.handles_set.emit("", 4.0, (0.1, 0.2, 0.3, 0.4))
    clips = [key.clip for key in window.document.timeline.keys]
    assert clips[0].shape == "bounce" and clips[1].handles == (0.1, 0.2, 0.3, 0.4) and clips[1].shape == "cubic"
    film.dock.even_chosen.emit(4.0, True)
    assert [key.clip.even for key in window.document.timeline.keys] == [False, True, False]
    film.dock.pictures.removed.emit(8.0)
    assert times(window) == [0.0, 4.0] and len(window.workspace.history.steps) == steps + 6
    for _ in range(6):
        window.controller.undo()
    assert times(window) == [0.0, 2.0]


def test_every_beginning_makes_a_film_that_moves_and_closes(window: Opened, film: FilmPage) -> None:
    for seed in (3, 7, 11):
        go_to(window, seed)
        press(window, "keep_snapshot")
    for name in ("swing", "tour", "morph", "breathe"):
        film.dock.template_chosen.emit(name)
        film.screen.player.stop()
        made = window.document.timeline
        assert made.looped and made.keys, name
        film.dock.sought.emit(0.0)
        window.rest()
        start = window.pixels()
        film.dock.sought.emit(made.length / 4)
        window.rest()
        assert not np.array_equal(window.pixels(), start), name
        film.dock.sought.emit(made.length)  # it goes on where it began
        window.rest()
        assert np.array_equal(window.pixels(), start), name
    assert len(window.document.timeline.wanders) > 0


def test_a_slider_with_a_curve_shows_it_and_its_points_are_dragged(window: Opened, film: FilmPage) -> None:
    press(window, "set_film_key")
    window.workspace.move(SLIDER, 0.5, 1)
    window.rest()
    film.dock.head.curve_wanted.emit()
    film.dock.point_moved.emit(SLIDER, 5.0, 6.0, 1.0)
    window.rest()
    (curve,) = window.document.timeline.curves
    assert [point.time for point in curve.points] == [0.0, 6.0, 10.0] and curve.points[1].value == 3.0
    groups = slider_groups(window.workspace)
    assert [s.key for group in groups for s in group.sliders if s.filmed] == [SLIDER]
    film.dock.head.curve_wanted.emit()
    assert window.said("has a curve already")
    film.dock.point_removed.emit(SLIDER, 6.0)
    film.dock.round_chosen.emit(SLIDER, True)
    assert window.document.timeline.curves[0].period == 10.0
    film.dock.curve_removed.emit(SLIDER)
    assert window.document.timeline.curves == ()


def test_onion_skin_is_of_the_keys_beside_the_playhead(window: Opened, film: FilmPage) -> None:
    pictures = []
    for seed in (3, 7):
        pictures.append(go_to(window, seed))
        press(window, "set_film_key")
    film.dock.sought.emit(1.0)
    window.rest()
    film.dock.head.onion.setChecked(True)
    window.rest()
    mean = np.stack(pictures).astype(np.float32).mean(0)
    left = window.window.canvas._left.pixels
    assert left is not None and np.abs(left - mean).max() <= 1
    press(window, "wipe")  # another comparison takes its place
    assert not film.dock.head.onion.isChecked() and window.window.canvas.way == "wipe"


def test_the_film_is_in_the_session(window: Opened, film: FilmPage, tmp_path: Path) -> None:
    for seed in (3, 7):
        go_to(window, seed)
        press(window, "set_film_key")
    made = window.document.timeline
    path = tmp_path / "film.eigenbrush"
    window.controller.saving.session(str(path))
    window.wait_for_notice()
    film.dock.pictures.removed.emit(0.0)
    window.controller.opening.drop(str(path))
    window.rest()
    assert window.document.timeline == made


def test_playing_shows_frames_and_the_picture_comes_back(window: Opened, film: FilmPage) -> None:
    for seed in (3, 7):
        go_to(window, seed)
        press(window, "set_film_key")
    live = window.pixels()
    film.screen.seek(0.0)
    window.rest()  # all for which there is room are drawn
    assert all(film.screen.frames.frame(i) is not None for i in range(KEPT))
    film.dock.head.play.click()
    assert film.screen.player.playing
    window.wait(lambda: film.screen.at > 0.1)
    film.dock.head.play.click()
    assert not film.screen.player.playing and film.screen.showing
    window.window.acts["show_timeline"].trigger()
    window.rest()
    assert np.array_equal(window.pixels(), live)


def test_the_sound_moves_a_slider_that_was_chosen_for_it(window: Opened, film: FilmPage, tmp_path: Path) -> None:
    path = _sound(tmp_path)
    slider = slider_groups(window.workspace)[0].sliders[1].key
    window.workspace.move(slider, 1.0)
    FilmMaking(window.workspace).set_sound(Sound(str(path), sha256_of(path)), None)
    steps = len(window.workspace.history.steps)
    film.dock.sound.drive_chosen.emit("low", slider, True)
    assert [(drive.feature, drive.target) for drive in window.document.timeline.sound.drives] == [("low", slider)]
    window.wait(lambda: film.dock.state.sound is not None and film.dock.state.sound.drives == (("low", slider),))
    offered = _offered(film)
    shown = [each.key for group in slider_groups(window.workspace) for each in group.sliders]
    assert offered[0] == slider and len(offered) == 12 and set(offered) <= set(shown)
    film.dock.sound.drive_chosen.emit("low", slider, False)
    assert window.document.timeline.sound.drives == () and len(window.workspace.history.steps) == steps + 2


def test_a_sound_is_offered_sliders_before_any_was_moved(window: Opened, film: FilmPage, tmp_path: Path) -> None:
    path = _sound(tmp_path)
    FilmMaking(window.workspace).set_sound(Sound(str(path), sha256_of(path)), None)
    press(window, "set_film_key")
    last = _offered(film)[-1]
    film.dock.sound.drive_chosen.emit("onsets", last, True)
    assert [drive.target for drive in window.document.timeline.sound.drives] == [last]


def test_the_buttons_above_the_film_stay_where_they_are_as_keys_are_set(window: Opened, film: FilmPage) -> None:
    places = []
    for seed in (3, 7, 11):
        go_to(window, seed)
        QApplication.sendPostedEvents()
        places.append(film.dock.head.key.mapTo(window.window, QPoint(0, 0)))
        film.dock.head.key.click()
        window.rest()
    assert times(window) == [0.0, 2.0, 4.0] and len(set(places)) == 1


def test_the_next_file_is_looked_for_where_the_sound_was(
    window: Opened, film: FilmPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = _sound(tmp_path)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(path), ""))
    film.dock.head.sound.click()
    assert window.controller.settings.starting_folder() == str(tmp_path)
    window.wait(lambda: window.document.timeline.sound is not None)


@pytest.mark.parametrize(
    ("tempo", "looped", "length", "expected"),
    [
        (None, True, 10.0, [0.0, 100 / 30, 200 / 30]),
        (Tempo(120, 0.0), True, 10.0, [0.0, 3.5, 6.5]),
        (Tempo(120, 0.2), False, 10.0, [0.0, 5.2, 10.0]),  # a film that ends begins and ends with a picture
        (Tempo(20, 0.0), True, 4.0, [0.0, 40 / 30, 80 / 30]),  # fewer beats than pictures
    ],
)
def test_keys_are_spread_evenly_and_on_the_beats_of_a_sound(
    window: Opened, film: FilmPage, tempo: Tempo | None, looped: bool, length: float, expected: list[float]
) -> None:
    for seed in (3, 7, 11):
        go_to(window, seed)
        press(window, "set_film_key")
    making = FilmMaking(window.workspace)
    making.set_looped(looped)
    making.set_length(length)
    making.take(replace(making.film, tempo=tempo), "Beats")
    film.dock.head.spread_wanted.emit()
    assert times(window) == pytest.approx(expected, abs=1e-9)


def test_the_whole_film_is_made_steady_in_one_step(window: Opened, film: FilmPage) -> None:
    for seed in (3, 5, 8):
        go_to(window, seed)
        press(window, "set_film_key")
    before, steps = times(window), len(window.workspace.history.steps)
    film.dock.head.steady_wanted.emit()
    window.rest()
    assert all(key.clip.even for key in window.document.timeline.keys)
    assert times(window)[::2] == before[::2] and times(window)[1] != before[1]
    assert len(window.workspace.history.steps) == steps + 1
    press(window, "undo")
    assert times(window) == before and not any(key.clip.even for key in window.document.timeline.keys)


def test_with_its_last_key_the_film_leaves_the_picture(window: Opened, film: FilmPage, tmp_path: Path) -> None:
    path = _sound(tmp_path)
    FilmMaking(window.workspace).set_sound(Sound(str(path), sha256_of(path)), None)
    press(window, "set_film_key")
    key = window.pixels()
    face = go_to(window, 7)
    film.dock.sought.emit(0.0)
    window.rest()
    assert film.screen.showing and np.array_equal(window.pixels(), key)
    film.dock.pictures.removed.emit(0.0)
    window.rest()
    assert not film.screen.showing and film.dock.first.isVisible() and np.array_equal(window.pixels(), face)
    press(window, "play_film")
    assert not film.screen.player.playing
    press(window, "undo")
    film.dock.sought.emit(0.0)
    window.rest()
    assert film.screen.showing and np.array_equal(window.pixels(), key)
