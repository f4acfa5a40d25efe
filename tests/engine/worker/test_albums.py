"""Many photos as one job: in batches, in order, the bad ones told of, what is done kept. The photos are pictures of the
generator's own, whose codes are known."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from engine.document.asked.requests import OpenGenerator
from engine.document.composing import held_code
from engine.document.document import Document
from engine.document.photos.album import InvertAll, Taken
from engine.document.photos.alignment import Alignment
from engine.drawing.opened import Opened
from engine.inversion.inverting import Recipe
from engine.inversion.photo import Photo
from engine.job import Job, Progress, run
from engine.worker.faces import albums
from engine.worker.studio import Studio
from tests.brief import measure_briefly
from tests.fakes import a_studio

EIGEN = "builtin:faces-eigengan-64"
WHOLE = Alignment(32.0, 0.0, 32.0, 32.0)


@pytest.fixture(scope="module")
def studio() -> Studio:
    return a_studio()


@pytest.fixture(scope="module")
def document(studio: Studio) -> Document:
    return Document(run(studio.start(OpenGenerator(EIGEN))).ref)


@pytest.fixture
def folder(
    studio: Studio, document: Document, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Path:  # fmt: skip
    """Three pictures of seeds 1 to 3, whole, and two files that are none; searches are short, batches small."""

    def whole(_: Opened, photo: Photo) -> Job[tuple[tuple[Alignment, ...], tuple[str, ...]]]:
        yield Progress(1.0)
        return (WHOLE,), photo.notes

    monkeypatch.setattr(albums, "faces_in", whole)
    monkeypatch.setattr("engine.worker.faces.photos.Recipe", partial(Recipe, 60, 0))
    measure_briefly(monkeypatch)
    monkeypatch.setattr(albums, "PIXELS", 2 * 64**2)
    for seed in (1, 2, 3):
        pixels = studio.held.get(document.generator.sha256).pixels(replace(document, seed=seed, truncation=0.7))
        assert pixels is not None
        Image.fromarray(pixels).save(tmp_path / f"{seed}.png")
    (tmp_path / "2 broken.jpg").write_bytes(b"Dear diary")
    (tmp_path / "notes.txt").write_text("no picture, and not named as one")
    Image.new("RGB", (1, 1)).save(tmp_path / "9.png")
    (tmp_path / "more").mkdir()
    return tmp_path


def names(taken: tuple[Taken, ...]) -> list[tuple[str, bool]]:
    return [(Path(each.path).name, each.found is not None) for each in taken]


def test_all_are_found_in_order_and_the_bad_ones_told_of(studio: Studio, document: Document, folder: Path) -> None:
    steps: list[Progress] = []

    def kept(job: Job[tuple[Taken, ...]]) -> Job[tuple[Taken, ...]]:
        while True:
            try:
                step = next(job)
            except StopIteration as end:
                return end.value
            steps.append(step)
            yield step

    taken = run(kept(studio.start(InvertAll(document, (str(folder),)))))
    assert names(taken) == [
        ("1.png", True), ("2 broken.jpg", False), ("2.png", True), ("3.png", True), ("9.png", False),
    ]  # fmt: skip
    assert "2 broken.jpg is no picture" in taken[1].problem and "1 x 1 pixels" in taken[4].problem
    opened = studio.held.get(document.generator.sha256)
    for each in taken:
        if each.found is not None:
            assert each.found.likeness > 20 and each.found.alignment == WHOLE
            drawn = opened.pixels(held_code(document, each.found.code, opened.generator.layout, opened.arrays))
            assert drawn is not None and np.abs(drawn.astype(int) - each.found.pixels).max() <= 1
            with Image.open(each.path) as picture:  # each is the picture of its own file
                others = [np.square(np.asarray(picture).astype(int) - o.found.pixels).mean() for o in taken if o.found]
                own = np.square(np.asarray(picture).astype(int) - each.found.pixels).mean()
            assert own == min(others)
    shown = [step.partial for step in steps if step.partial is not None]
    parts = [part for part in shown if all(each.final for each in part)]  # type: ignore[attr-defined]
    assert names(shown[0]) == [("1.png", True)] and not shown[0][0].final  # type: ignore[arg-type, index]
    assert [len(part) for part in parts] == [2, 2, 1]  # type: ignore[arg-type]
    assert [id(each) for part in parts for each in part] == [id(each) for each in taken]  # type: ignore[attr-defined]
    assert {"2 of 5", "4 of 5", "5 of 5"} <= {step.note for step in steps}
    assert all(one.fraction <= other.fraction for one, other in pairwise(steps))


def test_it_is_cancelled_between_two_steps_with_what_is_done_delivered(
    studio: Studio, document: Document, folder: Path
) -> None:
    job = studio.start(InvertAll(document, (str(folder),)))
    parts = (step.partial for step in job if step.partial is not None)
    done = next(part for part in parts if part[-1].final)  # type: ignore[index]
    job.close()
    assert names(done) == [("1.png", True), ("2 broken.jpg", False)]  # type: ignore[arg-type]


def test_several_files_a_face_that_is_not_there_and_an_empty_folder(
    studio: Studio, document: Document, folder: Path
) -> None:
    both = (str(folder / "3.png"), str(folder / "gone.png"))
    taken = run(studio.start(InvertAll(document, both, face=2)))
    assert [each.found for each in taken] == [None, None]
    assert "3.png has 1 face; number 2 is not there." in taken[0].problem and "gone.png" in taken[1].problem
    with pytest.raises(ValueError, match=r"^There is no picture in more\. Choose another folder"):
        run(studio.start(InvertAll(document, (str(folder / "more"),))))


def test_what_a_batch_takes_does_not_grow_with_the_picture(document: Document, folder: Path) -> None:
    assert albums.batch_size(64) == 2 and albums.batch_size(1024) == 1
