"""The real window over the real engine: what a person does, and what is on the canvas afterwards."""

from __future__ import annotations

import re
import zipfile
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QTimer, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication, QImage, QKeySequence, QPixmap
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QLineEdit, QMessageBox

import app.window.panels
from app.cli.headless import Desk
from app.home import home
from app.model.settings import THEMES, load_settings
from app.window import dialogs
from app.window.actions import ACTIONS
from app.window.menus import connect_actions
from app.window.tools.brush import NEED_BRUSH, NEED_REGION
from engine.document.asked.requests import Frame, RenderRequest
from tests.app.opened import Opened, close_window, engine_threads, quiet, settle
from widgets.document.history import PICTURE
from widgets.library.about import GeneratorCard
from widgets.library.export_dialog import ExportDialog
from widgets.library.picture_dialog import PictureDialog
from widgets.look.glyphs import GlyphButton
from widgets.parts.pixels import thumbnail
from widgets.states import ExportChoice, LookChoice

pytestmark = pytest.mark.usefixtures("brief_ganspace")
A, B = "z2.2", "z3.1"


def drop(opened: Opened, *paths: Path) -> None:
    """Real drag and drop events on the canvas."""
    canvas, mime = opened.window.canvas, QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    place, copy, left = canvas.rect().center(), Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    enter = QDragEnterEvent(place, copy, mime, left, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(canvas, enter)
    assert enter.isAccepted()
    QApplication.sendEvent(canvas, QDropEvent(QPointF(place), copy, mime, left, Qt.KeyboardModifier.NoModifier))


def move(opened: Opened, key: str, value: float) -> None:
    """Type a value at a slider, and wait for its picture."""
    opened.window.sliders.row(key).go_to(value)
    opened.rest()


def headless(opened: Opened) -> np.ndarray:
    """The pixels of the window's document, from a studio of its own."""
    document = opened.document
    desk = Desk(document.generator.source)
    for key in document.arrays():
        desk.studio.arrays.put(opened.controller.arrays[key])
    return desk.studio.render(RenderRequest(0, 0, document)).pixels


def close_to(a: np.ndarray, b: np.ndarray) -> bool:
    return a.shape == b.shape and int(np.abs(a.astype(int) - b).max()) <= 1


# ---- frames --------------------------------------------------------------------------------------------------


def test_the_first_frame_is_the_face_that_the_generator_opens_with(window: Opened) -> None:
    assert window.document.seed == window.workspace.info.first_seed == 27
    assert close_to(window.pixels(), headless(window))
    assert window.window.device.text()
    assert " ms" in window.window.timing.text()  # on a slow machine it is a "full quality" one
    assert window.notices == []


def test_after_a_burst_of_moves_the_last_value_wins(window: Opened) -> None:
    row = window.window.sliders.row(A)
    for i in range(60):
        row.moved.emit(A, -3 + 0.1 * i, 900)
    row.moved.emit(A, 2.5, 900)
    window.rest()
    assert window.workspace.value(A) == pytest.approx(2.5)
    assert len(window.workspace.history.steps) == 2
    assert close_to(window.pixels(), headless(window))


def test_panels_wait_for_the_frame_and_keys_do_not(window: Opened, monkeypatch: pytest.MonkeyPatch) -> None:
    """What panels cost is taken from the frame while it is made: with them first it came twice as late."""
    monkeypatch.setattr(app.window.panels, "PANELS", 60_000)  # so that only the frame can bring them
    shown: list[str] = []
    seen = window.window.canvas.set_frame
    monkeypatch.setattr(window.window.canvas, "set_frame", lambda *given: shown.append("frame") or seen(*given))
    rows = window.window.edits.set_rows
    monkeypatch.setattr(
        window.window.edits, "set_rows", lambda *given, **named: shown.append("panels") or rows(*given, **named)
    )
    acts = window.window.acts
    assert not acts["undo"].isEnabled() and not acts["reset_all"].isEnabled()
    window.window.sliders.row(A).moved.emit(A, 2.5, 900)
    assert acts["undo"].isEnabled() and acts["reset_all"].isEnabled() and shown == []
    window.rest()
    assert shown == ["frame", "panels"] and window.window.sliders.row(A).state.value == 2.5
    acts["undo"].trigger()
    acts["redo"].trigger()  # at once: it is enabled although no panel has shown it yet
    window.rest()
    assert window.workspace.value(A) == pytest.approx(2.5)


def test_panels_do_not_wait_for_long_where_frames_take_long(window: Opened) -> None:
    window.controller.frames.ask = lambda request: None  # type: ignore[method-assign]  # no frame will ever come
    window.window.sliders.row(A).moved.emit(A, 2.5, 900)
    assert window.controller.frames.awaited
    window.wait(lambda: window.window.sliders.row(A).state.value == 2.5)


def test_frames_of_an_old_epoch_or_older_than_the_one_shown_are_dropped(window: Opened) -> None:
    shown, controller = window.pixels(), window.controller
    wrong = np.full_like(shown, 77)
    base, now = window.workspace.face.base, controller.last_frame
    for epoch, sequence in ((now.epoch - 1, now.sequence + 50), (now.epoch, now.sequence - 1)):
        controller._arrived(Frame(epoch, sequence, wrong, base, 0.001))
        settle()
        assert np.array_equal(window.pixels(), shown)
    controller._arrived(Frame(now.epoch, now.sequence, wrong, base, 0.001))
    assert np.array_equal(window.pixels(), wrong)  # the same way shows a frame that is in time


def test_a_frame_still_under_way_when_another_generator_opens_is_not_shown(window: Opened, dcgan_file: Path) -> None:
    sizes = []
    drop(window, dcgan_file)
    window.wait(lambda: window.document.generator.name == "tiny")
    window.controller.frame_ready.connect(lambda frame: sizes.append(frame.pixels.shape[0]))
    window.rest()
    assert set(sizes) <= {16}
    assert window.pixels().shape == (16, 16, 3)


def test_holding_the_compare_key_shows_the_original_and_letting_go_returns(window: Opened) -> None:
    canvas = window.window.canvas
    original = window.painted()
    move(window, A, 3.5)
    canvas.setFocus()
    settle()
    edited = window.painted()
    assert np.abs(edited.astype(int) - original).mean() > 0.5
    with window.qtbot.waitSignal(window.controller.original_ready, timeout=10_000) as ready:
        QTest.keyPress(canvas, Qt.Key.Key_Backslash)
    settle()
    plain = Desk(window.document.generator.source)
    plain.workspace.face.set_seed(window.document.seed, keep_edits=False)
    frame = plain.studio.render(RenderRequest(0, 0, plain.workspace.document)).pixels
    assert close_to(ready.args[0], frame)
    held = window.painted()
    QTest.keyRelease(canvas, Qt.Key.Key_Backslash)
    settle()
    assert np.array_equal(window.painted(), edited)
    middle = (slice(100, 400), slice(200, 500))
    # the canvas that compares differs from the one before any edit by its focus ring and label only
    assert np.array_equal(held[middle], original[middle])
    assert np.array_equal(window.pixels(), canvas.frame())


def test_comparing_right_after_a_change_does_not_lose_the_change(window: Opened) -> None:
    canvas, frames = window.window.canvas, []
    window.controller.frame_ready.connect(frames.append)
    for value in (1.0, 2.0, 3.0):
        window.workspace.move(A, value)
        canvas.hold_compare(held=True)  # its request takes the place of the document's in the mailbox
        canvas.hold_compare(held=False)
    window.rest()
    assert close_to(frames[-1].pixels, headless(window))
    assert close_to(window.pixels(), headless(window))


def test_comparing_after_a_new_seed_never_shows_the_last_seeds_original(window: Opened) -> None:
    canvas = window.window.canvas
    move(window, A, 3.5)
    canvas.hold_compare(held=True)
    window.qtbot.waitSignal(window.controller.original_ready, timeout=10_000).wait()
    canvas.hold_compare(held=False)
    window.controller.faces.choose_seed(9)
    window.rest()
    shown = window.painted()
    canvas.hold_compare(held=True)
    middle = (slice(100, 400), slice(200, 500))
    assert np.array_equal(window.painted()[middle], shown[middle])
    canvas.hold_compare(held=False)


# ---- files dropped -------------------------------------------------------------------------------------------


def test_a_dropped_dcgan_opens_and_has_twelve_sliders_that_work(window: Opened, dcgan_file: Path) -> None:
    drop(window, dcgan_file)
    window.wait(lambda: window.document.generator.name == "tiny" and bool(window.workspace.catalogue.sets))
    window.rest()
    (group,) = window.window.sliders._groups
    assert [s.name for s in group.sliders] == [f"component {i}" for i in range(1, 13)]
    before = window.pixels()
    move(window, group.sliders[0].key, 3.0)
    assert np.abs(window.pixels().astype(int) - before).max() > 3
    assert window.notices == []
    assert [recent.path for recent in window.controller.settings.recent] == [str(dcgan_file)]
    assert "tiny" in window.window.windowTitle()


def test_going_back_to_the_first_generator_brings_its_document_and_history_back(
    window: Opened, dcgan_file: Path
) -> None:
    move(window, A, 1.5)
    document, pixels = window.document, window.pixels()
    drop(window, dcgan_file)
    window.wait(lambda: window.document.generator.name == "tiny")
    window.rest()
    window.controller.opening.generator("builtin:faces-eigengan-64")
    window.wait(lambda: window.document.generator.name != "tiny")
    window.rest()
    assert window.document == document
    assert np.array_equal(window.pixels(), pixels)
    window.controller.undo()
    window.rest()
    assert window.document.edits == ()


def text_file(path: Path) -> None:
    path.write_text("Dear diary, today I opened a generator.")


def empty_file(path: Path) -> None:
    path.touch()


def noise(path: Path) -> None:
    path.write_bytes(np.random.default_rng(0).bytes(5000))


def cut_checkpoint(path: Path) -> None:
    import torch

    torch.save({"main.0.weight": torch.zeros(8, 4, 4, 4)}, path)
    path.write_bytes(path.read_bytes()[:700])


def hostile_pickle(path: Path) -> None:
    path.write_bytes(b"\x80\x02cos\nsystem\nX\x04\x00\x00\x00true\x85R.")


def not_finite(path: Path) -> None:
    import torch

    nan = torch.full((20, 16, 4, 4), float("nan"))
    torch.save({"0.weight": nan, "2.weight": torch.zeros(16, 3, 4, 4)}, path)


def cut_session(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as file:
        file.writestr("session.json", "{")


def foreign_session(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as file:
        file.writestr("session.json", "[]")


@pytest.mark.parametrize(
    "make",
    [
        text_file,
        empty_file,
        noise,
        Path.mkdir,
        cut_checkpoint,
        hostile_pickle,
        not_finite,
        cut_session,
        foreign_session,
    ],
)
def test_what_cannot_be_opened_gets_one_polite_sentence(
    window: Opened, tmp_path: Path, make: Callable[[Path], None]
) -> None:
    path = tmp_path / "thing.pt"
    make(path)
    move(window, A, 2.0)
    document, pixels, title = window.document, window.pixels(), window.window.windowTitle()
    drop(window, path)
    sentence = window.wait_for_notice()
    assert len(window.notices) == 1
    assert "\n" not in sentence and sentence.endswith(".") and len(sentence) < 400
    assert not any(word in sentence for word in ("Traceback", "fault in EigenBrush", "Error", "errno"))
    assert window.document == document
    assert np.array_equal(window.pixels(), pixels)
    assert window.window.windowTitle() == title
    assert not window.window.notice.isHidden()


def test_a_file_that_is_gone_gets_a_sentence(window: Opened, tmp_path: Path) -> None:
    drop(window, tmp_path / "gone.pt")
    assert "There is no file" in window.wait_for_notice()


def test_of_several_files_the_first_is_opened_and_that_is_said(
    window: Opened, tmp_path: Path, dcgan_file: Path
) -> None:
    other = tmp_path / "other.pt"
    text_file(other)
    drop(window, dcgan_file, other)
    window.wait(lambda: window.document.generator.name == "tiny")
    window.rest()
    assert window.notices == [("2 files were dropped; only tiny.dat is opened.", "info")]
    assert "only tiny.dat is opened." in window.window.notice.accessibleName()


# ---- pictures and sessions -----------------------------------------------------------------------------------


def test_a_saved_picture_dropped_back_restores_document_and_pixels(
    window: Opened, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "face.png"
    monkeypatch.setattr(dialogs, "ask_picture", lambda *_: (str(path), 64))
    window.controller.faces.choose_seed(41)
    window.rest()
    move(window, A, 2.0)
    move(window, B, -1.0)
    document, pixels = window.document, window.pixels()
    window.window.acts["save_picture"].trigger()
    assert window.wait_for_notice() == f"Saved face.png in {tmp_path}."
    assert np.array_equal(np.asarray(Image.open(path)), pixels)
    assert window.controller.settings.folder == str(tmp_path)
    window.controller.faces.choose_seed(5)
    window.window.acts["reset_all"].trigger()
    window.rest()
    assert not np.array_equal(window.pixels(), pixels)
    drop(window, path)
    window.wait(lambda: window.document == document)
    window.rest()
    assert np.array_equal(window.pixels(), pixels)
    window.window.acts["undo"].trigger()
    assert window.document.seed == 5


def test_a_picture_is_saved_as_large_as_one_sees_it_and_opens_as_the_same_face(window: Opened, tmp_path: Path) -> None:
    sizes = []

    def fill_in() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, PictureDialog)
        file = next(line for line in dialog.findChildren(QLineEdit) if line.accessibleName() == "file")
        file.setText(str(tmp_path / "large"))
        sizes.append(dialog.size_chosen)
        QTest.keyClick(file, Qt.Key.Key_Return)

    move(window, A, 2.0)
    document, pixels = window.document, window.pixels()
    seen = round(64 * window.window.canvas.zoom)
    QTimer.singleShot(0, fill_in)
    window.window.acts["save_picture"].trigger()
    window.wait_for_notice()
    assert seen > 200 and sizes == [seen]
    saved = Image.open(tmp_path / "large.png")
    assert saved.size == (seen, seen)
    assert np.array_equal(np.asarray(saved), Image.fromarray(pixels).resize((seen, seen), Image.Resampling.LANCZOS))
    window.window.acts["reset_all"].trigger()
    drop(window, tmp_path / "large.png")
    window.wait(lambda: window.document == document)


def test_a_picture_of_a_dcgan_direction_opens_in_a_fresh_window(
    window: Opened, make_window: Callable[..., Opened], dcgan_file: Path, tmp_path: Path
) -> None:
    drop(window, dcgan_file)
    window.wait(lambda: window.document.generator.name == "tiny" and bool(window.workspace.catalogue.sets))
    window.rest()
    move(window, window.workspace.catalogue.sets[window.workspace.catalogue.latest("ganspace")].slider(2), 2.5)
    document, pixels, path = window.document, window.pixels(), tmp_path / "a.png"
    window.controller.saving.picture(str(path))
    window.wait_for_notice()
    close_window(window)
    again = make_window(first=str(path))
    quiet(again)
    assert again.document == document
    assert np.array_equal(again.pixels(), pixels)


def test_edits_of_directions_not_found_again_keep_their_names(window: Opened, dcgan_file: Path) -> None:
    drop(window, dcgan_file)
    window.wait(lambda: window.document.generator.name == "tiny" and bool(window.workspace.catalogue.sets))
    window.rest()
    key = window.workspace.catalogue.sets[window.workspace.catalogue.latest("ganspace")].slider(2)
    move(window, key, 2.5)
    window.workspace.catalogue.sets.clear()
    assert window.workspace.name(key) == "component 3"


def test_save_a_session_change_and_open_it(window: Opened, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "s.eigenbrush"
    monkeypatch.setattr(dialogs, "ask_where", lambda *_: str(path))
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(path), ""))
    window.controller.faces.choose_seed(7)
    window.rest()
    move(window, A, -2.0)
    document, pixels = window.document, window.pixels()
    window.window.acts["save_session"].trigger()
    window.wait_for_notice()
    window.controller.faces.choose_seed(8)
    window.rest()
    window.window.acts["open_file"].trigger()
    window.wait(lambda: window.document == document)
    window.rest()
    assert np.array_equal(window.pixels(), pixels)
    with zipfile.ZipFile(path) as file:
        Image.open(file.open("preview.png")).load()


def test_a_session_of_two_generators_brings_both_back_in_a_fresh_window(
    window: Opened, make_window: Callable[..., Opened], dcgan_file: Path, tmp_path: Path
) -> None:
    move(window, A, -2.0)
    faces = window.document
    drop(window, dcgan_file)
    window.wait(lambda: window.document.generator.name == "tiny" and bool(window.workspace.catalogue.sets))
    window.controller.faces.choose_seed(3)
    window.rest()
    tiny, path = window.document, tmp_path / "two.eigenbrush"
    window.controller.saving.session(str(path))
    window.wait_for_notice()
    close_window(window)
    again = make_window(first=str(path))
    quiet(again)
    assert again.document == tiny
    assert set(again.controller.saving.session_request("x").documents) == {faces, tiny}
    again.controller.opening.generator("builtin:faces-eigengan-64")
    again.wait(lambda: again.document == faces)
    again.rest()


def test_a_session_whose_generator_is_missing_or_changed_leaves_all_as_it_is(
    window: Opened, dcgan_file: Path, tmp_path: Path
) -> None:
    import torch

    move(window, A, 1.0)
    faces, path = window.document, tmp_path / "s.eigenbrush"
    drop(window, dcgan_file)
    window.wait(lambda: window.document.generator.name == "tiny" and bool(window.workspace.catalogue.sets))
    window.rest()
    window.controller.saving.session(str(path))
    window.wait_for_notice()
    window.controller.opening.generator("builtin:faces-eigengan-64")
    window.wait(lambda: window.document == faces)
    move(window, A, 2.0)
    faces, pixels = window.document, window.pixels()

    dcgan_file.rename(tmp_path / "elsewhere")
    drop(window, path)
    assert "There is no file" in window.wait_for_notice(2)
    assert window.document == faces

    weights = torch.load(tmp_path / "elsewhere", weights_only=True)
    torch.save({key: weight * 2 for key, weight in weights.items()}, dcgan_file)
    drop(window, path)
    assert "has changed since this was saved" in window.wait_for_notice(3)
    assert [kind for _, kind in window.notices[1:]] == ["problem", "problem"]
    assert window.document == faces and np.array_equal(window.pixels(), pixels)
    assert len(window.workspace.history.steps) == 3


def test_a_folder_that_is_gone_or_a_full_disk_is_said_and_leaves_no_file(
    window: Opened, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for save in (window.controller.saving.picture, window.controller.saving.session):
        save(str(tmp_path / "gone" / "x"))
    window.wait(lambda: len(window.notices) == 2)
    assert all("could not be written" in sentence for sentence, _ in window.notices)

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("engine.document.disk.files.os.fsync", full)
    window.controller.saving.picture(str(tmp_path / "a.png"))
    assert "no space left" in window.wait_for_notice(3)
    window.controller.saving.film(film(tmp_path / "a.gif"))
    assert "no space left" in window.wait_for_notice(4)
    assert not [p for p in tmp_path.rglob("*a.*") if p.is_file()]


# ---- closing in the middle, films ----------------------------------------------------------------------------


def film(path: Path, frames: int = 12, size: int = 64) -> ExportChoice:
    return ExportChoice((A,), -2.0, 2.0, frames, 25, False, size, str(path))


def test_a_film_has_the_pictures_of_the_window(window: Opened, tmp_path: Path) -> None:
    """First and last frame are what the canvas shows at those values, up to the palette."""
    window.controller.saving.film(film(tmp_path / "a.gif"))
    window.wait_for_notice()
    with Image.open(tmp_path / "a.gif") as gif:
        assert gif.n_frames == 12
        for index, value in ((0, -2.0), (11, 2.0)):
            move(window, A, value)
            gif.seek(index)
            assert np.abs(np.asarray(gif.convert("RGB")).astype(int) - window.pixels()).mean() < 8


def test_an_export_shows_the_frame_that_it_has_drawn_and_how_fast(window: Opened, tmp_path: Path) -> None:
    seen: list[tuple[int, np.ndarray]] = []
    notes: list[str] = []
    window.controller.job_pictured.connect(lambda job, pixels: seen.append((job, pixels)))
    window.controller.job_progressed.connect(lambda job, share, note: notes.append(note))
    window.controller.saving.film(film(tmp_path / "a.gif", 12, 32))
    window.wait_for_notice()
    assert len({job for job, _ in seen}) == 1 and len(seen) >= 12
    for (_, pixels), value in ((seen[-12], -2.0), (seen[-1], 2.0)):
        move(window, A, value)
        assert np.abs(pixels.astype(int) - window.pixels()).max() <= 1
    assert re.fullmatch(r"frame 12 of 12, \d+\.\d a second", [note for note in notes if " a second" in note][-1])


def test_the_look_of_the_picture_goes_on_other_faces(window: Opened, tmp_path: Path) -> None:
    move(window, A, 2.0)
    edits = window.workspace.document.edits
    window.controller.saving.looks(LookChoice((3, 4), False, 64, str(tmp_path / "looks")))
    window.wait_for_notice()
    assert sorted(path.name for path in (tmp_path / "looks").iterdir()) == ["seed-0003.png", "seed-0004.png"]
    window.controller.opening.drop(str(tmp_path / "looks" / "seed-0004.png"))
    window.wait(lambda: window.workspace.document.seed == 4)
    assert window.workspace.document.edits == edits


def test_a_film_that_is_dropped_brings_its_document_back(window: Opened, tmp_path: Path) -> None:
    move(window, A, 1.5)
    document = window.workspace.document
    window.controller.saving.film(replace(film(tmp_path / "a.webp"), format="webp"))
    window.wait_for_notice()
    move(window, A, -3.0)
    window.controller.opening.drop(str(tmp_path / "a.webp"))
    window.wait(lambda: window.workspace.document == document)


def test_an_export_can_be_cancelled_and_leaves_nothing(window: Opened, tmp_path: Path) -> None:
    window.controller.saving.film(film(tmp_path / "a.gif", 1000, 256))
    with window.qtbot.waitSignal(window.controller.job_progressed, timeout=20_000) as progress:
        pass
    window.window.sliders.row(B).go_to(1.0)
    window.wait(lambda: window.controller.last_frame.sequence == window.controller.frames.wanted)  # live meanwhile
    assert window.controller.jobs.writing()
    window.window.job_bar.cancel_wanted.emit(progress.args[0])
    window.rest()
    assert [sentence for sentence, _ in window.notices] == ["a.gif was not written, because it was stopped."]
    assert not list(tmp_path.glob("*.gif")) + list(tmp_path.glob(".*"))


def test_a_paused_export_leaves_the_sliders_live_and_ends_as_without_a_pause(window: Opened, tmp_path: Path) -> None:
    window.controller.saving.film(film(tmp_path / "whole.gif", 150, 256))
    window.wait_for_notice()
    for path in (home() / "frames").iterdir():
        path.unlink()  # they would be written at once, before anyone can pause
    window.controller.saving.film(film(tmp_path / "a.gif", 150, 256))
    with window.qtbot.waitSignal(window.controller.job_progressed, timeout=20_000) as progress:
        pass
    window.window.job_bar.pause_wanted.emit(progress.args[0])
    window.window.sliders.row(B).go_to(1.0)
    window.wait(lambda: window.controller.last_frame.sequence == window.controller.frames.wanted)
    assert window.controller.jobs.running("export", str(tmp_path / "a.gif")) and not (tmp_path / "a.gif").exists()
    window.window.close()
    box = next(b for b in window.window.findChildren(QMessageBox) if b.isVisible())
    next(b for b in box.buttons() if b.text() == "Close when written").click()
    window.wait(lambda: not window.window.isVisible())
    assert (tmp_path / "a.gif").read_bytes() == (tmp_path / "whole.gif").read_bytes()


def test_closing_in_the_middle_of_an_export_and_a_strip_leaves_no_file_and_no_thread(
    window: Opened, tmp_path: Path
) -> None:
    window.controller.saving.film(film(tmp_path / "a.gif", 1000, 256))
    window.window.sliders.row(A).ask_strip()
    window.qtbot.waitSignal(window.controller.job_progressed, timeout=20_000).wait()
    assert list(tmp_path.glob(".eigenbrush-*.part")), "the export has not begun"
    window.window.close()
    answer(window, "Do not close")
    assert window.window.isVisible() and window.controller.jobs.writing()
    window.window.close()
    answer(window, "Close now, without it")
    assert not window.window.isVisible() and not engine_threads()
    assert not [p for p in tmp_path.iterdir() if p.is_file()]


def answer(window: Opened, words: str) -> None:
    """What is asked when the window is closed."""
    (box,) = [box for box in window.window.findChildren(QMessageBox) if box.isVisible()]
    assert box.text() == "a.gif is still being written."
    next(button for button in box.buttons() if button.text() == words).click()
    settle()


def test_closing_in_the_middle_of_an_export_can_wait_for_it(window: Opened, tmp_path: Path) -> None:
    window.controller.saving.film(film(tmp_path / "a.gif", 40, 64))
    window.window.close()
    answer(window, "Close when written")
    window.wait(lambda: not window.window.isVisible())
    assert not engine_threads()
    with Image.open(tmp_path / "a.gif") as gif:
        assert gif.n_frames == 40


def test_an_export_that_fails_while_the_window_waits_is_read_before_it_closes(
    window: Opened, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("engine.document.disk.files.os.fsync", full)
    window.controller.saving.film(film(tmp_path / "a.gif", 40, 64))
    window.window.close()
    answer(window, "Close when written")
    assert "could not be written" in window.wait_for_notice()
    assert window.window.isVisible()


def test_closing_while_the_engine_starts(make_window: Callable[..., Opened]) -> None:
    opened = make_window()
    opened.wait(lambda: bool(engine_threads()))
    opened.window.close()
    assert not engine_threads()


def test_the_export_dialog_can_be_cancelled(window: Opened, tmp_path: Path) -> None:
    seen = []

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        seen.append(type(dialog))
        QTest.keyClick(dialog, Qt.Key.Key_Escape)

    QTimer.singleShot(0, look)
    window.window.acts["export_film"].trigger()
    assert seen == [ExportDialog]
    assert not window.controller.jobs.writing()
    assert window.window.isVisible()


def test_a_strip_shows_the_slider_from_minus_3_to_3_and_a_click_takes_that_value(window: Opened) -> None:
    row = window.window.sliders.row(A)
    with window.qtbot.waitSignal(window.controller.faces.strip_ready, timeout=10_000) as ready:
        row.ask_strip()
    key, pixels, values = ready.args
    assert key == A and pixels.shape == (7, 64, 64, 3)
    assert values == (-3, -2, -1, 0, 1, 2, 3)
    window.window.sliders._strip.picked.emit(values[1])
    window.rest()
    assert window.workspace.value(A) == pytest.approx(-2)
    assert close_to(window.pixels(), pixels[1])


# ---- seeds ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("keep", [True, False])
def test_a_new_seed_keeps_the_edits_or_not(window: Opened, keep: bool) -> None:
    bar = window.window.seeds
    bar._keep.setChecked(keep)
    assert window.controller.settings.keep_edits is keep
    move(window, A, window.workspace.home(A) + 1.5)
    bar._seed.setValue(12)
    window.rest()
    assert window.document.seed == 12
    assert [e.strength for e in window.document.edits] == ([pytest.approx(1.5)] if keep else [])
    assert close_to(window.pixels(), headless(window))


def test_dice_back_and_forward(window: Opened) -> None:
    dice = next(b for b in window.window.seeds.findChildren(GlyphButton) if "by chance" in b.toolTip())
    seeds, first = [window.document.seed], window.pixels()
    for _ in range(2):
        QTest.mouseClick(dice, Qt.MouseButton.LeftButton)
        window.rest()
        seeds.append(window.document.seed)
    assert len(set(seeds)) == 3
    for action, expected in (("seed_back", 1), ("seed_back", 0), ("seed_forward", 1), ("seed_back", 0)):
        window.window.acts[action].trigger()
        window.rest()
        assert window.document.seed == seeds[expected]
    assert np.array_equal(window.pixels(), first)


def test_truncation_0_is_the_mean_face_for_every_seed_but_the_edits_stay(window: Opened) -> None:
    window.window.seeds._truncation.setValue(0)
    window.rest()
    mean = window.pixels()
    window.controller.faces.choose_seed(99)
    window.rest()
    assert np.array_equal(window.pixels(), mean)
    move(window, A, 3.0)
    assert np.abs(window.pixels().astype(int) - mean).mean() > 1
    assert close_to(window.pixels(), headless(window))


def test_the_wall_shows_48_faces_and_a_pick_is_that_face(window: Opened) -> None:
    faces: dict[int, np.ndarray] = {}
    window.controller.faces.face_ready.connect(faces.__setitem__)
    window.window.acts["show_wall"].trigger()
    assert window.window.wall.isVisible()
    window.rest()
    assert len(faces) == 48
    seed = list(faces)[5]
    window.window.wall.picked.emit(seed)
    window.rest()
    assert window.window.canvas.isVisible() and window.document.seed == seed
    assert close_to(window.pixels(), faces[seed])


# ---- layers and edits ----------------------------------------------------------------------------------------


def test_solo_lets_only_that_layers_edits_count(window: Opened) -> None:
    move(window, A, 3.0)
    only_a = window.pixels()
    move(window, B, 3.0)
    both = window.pixels()
    panel = window.window.sliders
    QTest.mouseClick(panel.section("z2")._solo, Qt.MouseButton.LeftButton)
    window.rest()
    assert np.array_equal(window.pixels(), only_a)
    QTest.mouseClick(panel.section("z2")._solo, Qt.MouseButton.LeftButton)
    window.rest()
    assert np.array_equal(window.pixels(), both)


def test_lock_keeps_a_layers_coordinates_over_a_new_seed(window: Opened) -> None:
    place = window.workspace.info.layout.slices
    before = window.workspace.face.base.copy()
    QTest.mouseClick(window.window.sliders.section("z3")._lock, Qt.MouseButton.LeftButton)
    window.rest()
    window.controller.faces.choose_seed(77)
    window.rest()
    after = window.workspace.face.base
    assert np.array_equal(after[place["z3"]], before[place["z3"]])
    assert not np.allclose(after[place["z2"]], before[place["z2"]])
    assert close_to(window.pixels(), headless(window))
    assert not window.window.sliders.section("z3")._dice.isEnabled()


def test_randomise_draws_the_whole_layer_and_is_one_step(window: Opened) -> None:
    before = window.pixels()
    QTest.mouseClick(window.window.sliders.section("z2")._dice, Qt.MouseButton.LeftButton)
    window.rest()
    assert {e.group for e in window.document.edits} == {"z2"}
    assert len(window.document.edits) == len(window.workspace.catalogue.keys_of("z2"))
    assert not np.array_equal(window.pixels(), before)
    window.window.acts["undo"].trigger()
    window.rest()
    assert np.array_equal(window.pixels(), before)


def test_mute_remove_and_reorder_edits(window: Opened) -> None:
    plain = window.pixels()
    move(window, A, 3.0)
    only_a = window.pixels()
    move(window, B, 3.0)
    edits = window.window.edits
    edits.muted.emit(B, True)
    window.rest()
    assert np.array_equal(window.pixels(), only_a)
    assert [(row.state.key, row.state.muted) for row in edits._rows.values()] == [(A, False), (B, True)]
    edits.reordered.emit((B, A))
    window.rest()
    assert [e.key for e in window.document.edits] == [B, A]
    assert list(edits._rows) == [B, A]
    edits.removed.emit(A)
    window.rest()
    assert np.array_equal(window.pixels(), plain)
    edits.reset_all.emit()
    window.rest()
    assert window.document.edits == () and not edits._rows


def test_the_history_list_leads_back_to_any_step(window: Opened) -> None:
    first = window.pixels()
    for value in (1.0, 2.0, 3.0):
        move(window, A, value)
    rows = window.window.history_panel
    rows.jumped.emit(0)
    window.rest()
    assert np.array_equal(window.pixels(), first)
    window.controller.jump(3)
    window.rest()
    assert window.workspace.value(A) == pytest.approx(3.0)


def test_each_step_of_the_history_shows_what_it_looked_like(window: Opened) -> None:
    pictures: dict[int, QPixmap | None] = {}
    panel = window.window.history_panel
    show = panel.set_pictures
    panel.set_pictures = lambda found: (pictures.update(enumerate(found)), show(found))[1]  # type: ignore[method-assign]

    def seen(step: int) -> np.ndarray:
        window.qtbot.waitUntil(lambda: pictures.get(step) is not None)
        image = pictures[step].toImage().convertToFormat(QImage.Format.Format_RGB888)
        return np.array(image.constBits()).reshape(image.height(), -1)[:, : 3 * image.width()]

    expected = []
    for value in (0.0, 4.0):
        if value:
            move(window, A, value)
        picture = thumbnail(window.controller.last_frame.pixels, window.window.devicePixelRatio(), PICTURE).toImage()
        picture = picture.convertToFormat(QImage.Format.Format_RGB888)
        expected.append(np.array(picture.constBits()).reshape(picture.height(), -1)[:, : 3 * picture.width()])
        assert np.array_equal(seen(len(expected) - 1), expected[-1])
    assert not np.array_equal(*expected)
    window.controller.undo()
    window.rest()
    assert np.array_equal(seen(1), expected[1])  # what was undone still shows where it leads


def test_a_new_name_of_a_slider_and_its_star_are_there_in_the_next_window(
    window: Opened, make_window: Callable[..., Opened]
) -> None:
    window.window.sliders.renamed.emit(A, "grin")
    window.window.sliders.starred.emit(B, True)
    window.rest()
    close_window(window)
    settings, problem = load_settings()
    assert problem == ""
    again = make_window(settings)
    quiet(again)
    assert again.window.sliders.row(A).state.name == "grin"
    assert again.window.sliders.row(B).state.starred


# ---- actions -------------------------------------------------------------------------------------------------


def test_an_action_without_a_command_and_a_command_without_an_action_are_refused(window: Opened) -> None:
    doing, switching = window.window.commands.doing(), window.window.commands.switching()
    with pytest.raises(KeyError, match="show_wall"):  # what the window does itself is missing
        connect_actions(window.window, doing, switching)
    whole = {action.run: print for action in ACTIONS if action.run not in switching}
    with pytest.raises(KeyError, match="fly"):
        connect_actions(window.window, whole | {"fly": print}, switching)


def test_no_key_is_used_twice(window: Opened) -> None:
    for action in ACTIONS:
        assert window.window.acts[action.run].text() == action.text
    keys = Counter(QKeySequence(key).toString() for action in ACTIONS for key in action.keys)
    assert "" not in keys
    assert [key for key, count in keys.items() if count > 1] == []
    assert len({action.run for action in ACTIONS}) == len(ACTIONS)


def test_actions_are_there_once_a_generator_is_open(make_window: Callable[..., Opened]) -> None:
    opened = make_window()
    acts = opened.window.acts
    assert not acts["export_film"].isEnabled() and acts["open_file"].isEnabled()
    quiet(opened)
    history = {"undo", "redo", "reset_all"}
    history |= {"paste_back"}  # there is no photo
    painted = {*NEED_BRUSH, *NEED_REGION, "next_heat"}  # see test_painter.py
    assert {name for name, act in acts.items() if not act.isEnabled()} == history | painted
    assert not any(acts[name].isEnabled() for name in history)
    move(opened, A, 1.0)
    assert acts["undo"].isEnabled() and acts["reset_all"].isEnabled() and not acts["redo"].isEnabled()
    acts["reset_all"].trigger()
    opened.rest()
    assert opened.document.edits == ()
    acts["undo"].trigger()
    opened.rest()
    assert acts["redo"].isEnabled()


def test_views_and_themes(window: Opened) -> None:
    acts, main = window.window.acts, window.window
    acts["actual_size"].trigger()
    assert main.canvas.zoom == 1.0
    acts["zoom_in"].trigger()
    assert main.canvas.zoom > 1.0
    acts["zoom_out"].trigger()
    assert main.canvas.zoom == 1.0
    acts["fit"].trigger()
    assert main.canvas.zoom > 2.0
    acts["toggle_panels"].trigger()
    assert main.left.isHidden() and main.right.isHidden()
    acts["toggle_panels"].trigger()
    assert main.left.isVisible() and main.right.isVisible()
    acts["toggle_smooth"].trigger()
    assert main.controller.settings.smooth is False
    dark = main.palette().window().color().lightness()
    acts["theme_light"].trigger()
    window.wait(lambda: main.updatesEnabled() and main.palette().window().color().lightness() > dark + 100)
    assert main.controller.settings.theme == "light"
    themes = [acts[f"theme_{name}"] for name in THEMES]
    assert [act.isChecked() for act in themes] == [False, True, False, False]
    assert all(act.actionGroup().isExclusive() for act in themes), "radio marks"
    acts["theme_dark"].trigger()
    window.wait(lambda: main.updatesEnabled() and main.palette().window().color().lightness() == dark)


def test_tab_on_the_canvas_hides_the_panels_and_the_menu_knows(window: Opened) -> None:
    main = window.window
    main.canvas.setFocus()
    QTest.keyClick(main.canvas, Qt.Key.Key_Tab)
    assert main.left.isHidden() and main.acts["toggle_panels"].isChecked()
    QTest.keyClick(main.canvas, Qt.Key.Key_Tab)
    assert main.left.isVisible() and main.right.isVisible()


def test_esc_never_closes_the_window(window: Opened) -> None:
    for widget in (window.window, window.window.canvas, window.window.sliders.row(A), window.window.wall):
        QTest.keyClick(widget, Qt.Key.Key_Escape)
    assert window.window.isVisible()


def test_copy_puts_the_very_frame_on_the_clipboard(window: Opened) -> None:
    window.window.acts["copy_picture"].trigger()
    image = QGuiApplication.clipboard().image()
    rgb = image.convertToFormat(image.Format.Format_RGB888)
    copied = np.array(rgb.constBits(), np.uint8).reshape(64, rgb.bytesPerLine())[:, : 64 * 3].reshape(64, 64, 3)
    assert np.array_equal(copied, window.pixels())


def test_the_card_keys_and_about_open_and_close(window: Opened) -> None:
    before = set(QApplication.topLevelWidgets())
    for name in ("show_card", "show_keys", "show_about"):
        window.window.acts[name].trigger()
    settle()
    opened = [w for w in QApplication.topLevelWidgets() if w not in before and w.isVisible() and w.windowTitle()]
    assert len(opened) == 3 and any(isinstance(w, GeneratorCard) for w in opened)
    for dialog in opened:
        dialog.close()
    settle()


def test_the_window_fits_a_small_laptop(window: Opened) -> None:
    least = window.window.minimumSizeHint()
    assert least.width() <= 1366 and least.height() <= 728


def test_opening_a_file_that_does_not_exist_leaves_a_window_one_can_use(
    make_window: Callable[..., Opened], tmp_path: Path
) -> None:
    opened = make_window(first=str(tmp_path / "gone.pt"))
    opened.wait(lambda: bool(opened.notices))
    assert "There is no file" in opened.notices[0][0]
    assert opened.controller.workspace is None
    opened.controller.opening.generator("builtin:faces-eigengan-64")
    quiet(opened)
    assert opened.pixels().shape == (64, 64, 3)


def test_the_pixel_under_the_pointer_and_the_zoom_are_in_the_status_bar(window: Opened) -> None:
    QTest.mouseMove(window.window.canvas, QPoint(5, 5))
    QTest.mouseMove(window.window.canvas, window.window.canvas.rect().center())
    settle()
    assert window.window.pixel.text().startswith("x 3")
    assert window.window.zoom.text().endswith(" %")


def test_settings_are_written_at_the_end(window: Opened) -> None:
    window.window.acts["theme_light"].trigger()
    close_window(window)
    settings, _ = load_settings()
    assert settings.theme == "light" and settings.geometry


def test_the_first_steps_are_ticked_as_they_are_done_and_never_come_back(
    window: Opened, make_window: Callable[..., Opened]
) -> None:
    strip = window.window.first_steps
    assert strip.isVisible()
    spoken = [label.accessibleName() for label in strip.findChildren(QLabel)]
    move(window, A, 2.0)
    window.window.acts["new_face"].trigger()
    window.rest()
    now = [label.accessibleName() for label in strip.findChildren(QLabel)]
    assert now == [f"{spoken[0]}, done", f"{spoken[1]}, done", spoken[2]] and strip.isVisible()
    window.controller.undo()
    window.rest()
    assert [label.accessibleName() for label in strip.findChildren(QLabel)] == now  # done is done
    strip.findChild(GlyphButton).click()
    assert not strip.isVisible()
    close_window(window)
    settings, _ = load_settings()
    assert not settings.first_steps and not make_window(settings=settings).window.first_steps.isVisible()
