"""Many portraits: whole or not at all, gone on with after an interruption, bad wishes told in one sentence."""

from __future__ import annotations

import numpy as np
import pytest

from engine.document.disk.files import whole_file
from engine.job import run
from engine.training.portraits import recipe
from engine.training.portraits.factors import draw_factors
from engine.training.portraits.recipe import make_portraits
from engine.training.portraits.table import read_table


class _Here:
    """Draws at once in this process, pictures that say which portrait they are."""

    drawn: list[int]

    def __init__(self) -> None:
        self.drawn = []

    def __enter__(self):
        return self

    def __exit__(self, *_) -> None:
        pass

    def submit(self, call, folder, side, seed, first, size):
        from concurrent.futures import Future

        self.drawn.append(first)
        numbers = np.arange(first, first + size).astype(np.uint8)
        with whole_file(folder / f"{first}.npy") as file:
            np.save(file, np.broadcast_to(numbers[:, None, None, None], (size, side, side, 3)))
        future: Future[None] = Future()
        future.set_result(None)
        return future


@pytest.fixture
def here(monkeypatch) -> _Here:
    pool = _Here()
    monkeypatch.setattr(recipe, "_workers", lambda count: pool)
    return pool


def test_pictures_and_their_table_are_put_together_in_order(here, tmp_path) -> None:
    out = tmp_path / "x.npy"
    assert run(make_portraits(recipe.PART + 3, 32, 9, out)) == out
    pictures = np.load(out)
    assert pictures.shape == (recipe.PART + 3, 32, 32, 3) and pictures.dtype == np.uint8
    assert pictures[:, 0, 0, 0].tolist() == [i % 256 for i in range(recipe.PART + 3)]
    assert np.array_equal(read_table(out).values, draw_factors(9, 0, recipe.PART + 3))
    assert sorted(path.name for path in tmp_path.iterdir()) == ["x.csv", "x.npy", "x.npz"]


def test_what_was_drawn_before_an_interruption_is_kept(here, tmp_path) -> None:
    out = tmp_path / "x.npy"
    job = make_portraits(3 * recipe.PART, 32, 9, out)
    while len(here.drawn) < 2:
        next(job)
    job.close()
    assert not out.exists()
    before, here.drawn = list(here.drawn), []
    (tmp_path / "x.npy.parts" / "0.npy").write_bytes(b"cut off")  # a part that a broken disk has shortened
    run(make_portraits(3 * recipe.PART, 32, 9, out))
    assert 0 in here.drawn and not set(before[1:]) & set(here.drawn)
    assert np.load(out)[:, 0, 0, 0].tolist() == [i % 256 for i in range(3 * recipe.PART)]


def test_parts_of_another_recipe_are_not_mixed_in(here, tmp_path) -> None:
    out = tmp_path / "x.npy"
    job = make_portraits(10, 32, 9, out)
    next(job)
    job.close()
    with pytest.raises(ValueError, match="another seed or side"):
        run(make_portraits(10, 32, 8, out))


@pytest.mark.parametrize(
    ("wish", "sentence"),
    [((0, 64, 0, 1), "at least 1"), ((5, 16, 0, 1), "32 to 256"), ((5, 512, 0, 1), "32 to 256"),
     ((5, 64, -1, 1), "seed"), ((5, 64, 0, 0), "processes")],
)  # fmt: skip
def test_bad_wishes_are_told(wish, sentence, tmp_path) -> None:
    count, side, seed, processes = wish
    with pytest.raises(ValueError, match=sentence):
        run(make_portraits(count, side, seed, tmp_path / "x.npy", processes))
    assert not list(tmp_path.iterdir())


def test_a_full_disk_is_told_and_what_was_drawn_stays(here, tmp_path, monkeypatch) -> None:
    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(recipe, "write_table", full)
    with pytest.raises(ValueError, match=r"no space left on device.*What is drawn is kept"):
        run(make_portraits(5, 32, 0, tmp_path / "x.npy"))
    assert (tmp_path / "x.npy.parts" / "0.npy").exists() and not (tmp_path / "x.npy").exists()


def test_real_processes_draw_what_one_would(tmp_path) -> None:
    from tests.engine.training.portraits.drawn import SIDE, drawer

    out = tmp_path / "x.npy"
    run(make_portraits(2, SIDE, 3, out, processes=2))
    assert np.array_equal(np.load(out), drawer().draw(draw_factors(3, 0, 2)))


def test_a_missing_package_is_told_with_the_command_that_brings_it(tmp_path, monkeypatch, capsys) -> None:
    import sys

    from app.cli.commands import run_command

    monkeypatch.setitem(sys.modules, "anny", None)
    monkeypatch.setitem(sys.modules, "moderngl", None)
    monkeypatch.setattr(recipe, "_workers", lambda count: _Broken())
    assert run_command(["portraits", "--count", "2", "--out", str(tmp_path / "x.npy")]) == 2
    assert 'pip install "eigenbrush[portraits]"' in capsys.readouterr().err


class _Broken(_Here):
    """Draws for real, in this process."""

    def submit(self, call, *wish):
        from concurrent.futures import Future

        future: Future[None] = Future()
        try:
            recipe._drawer.cache_clear()
            future.set_result(call(*wish))
        except Exception as error:
            future.set_exception(error)
        return future
