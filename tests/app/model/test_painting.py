"""Painted regions of a document, and the masks of its edits."""

from __future__ import annotations

import numpy as np
import pytest

from app.model.painting import Painting
from app.model.workspace import Workspace
from engine.document.arrays import ArrayStore
from engine.document.document import Document
from tests.app.desk import info
from tests.direction_sets import a_set


@pytest.fixture
def painting() -> Painting:
    there = info()
    workspace = Workspace(there, Document(there.ref, 3), ArrayStore())
    vectors = np.eye(5, dtype=np.float32)[:2]
    for method in ("lowrankgan", "sefa"):
        names, sha256 = ("a", "b"), there.ref.sha256
        workspace.catalogue.add(a_set(vectors, names, method=method, title=method, generator=sha256))
    return Painting(workspace)


def square(side: int, first: int, last: int) -> np.ndarray:
    mask = np.zeros((side, side), np.uint8)
    mask[first:last, first:last] = 255
    return mask


def key_of(painting: Painting, method: str) -> str:
    return painting.workspace.catalogue.latest(method) + "#1"


def test_the_first_stroke_makes_a_region_and_a_step_each(painting: Painting) -> None:
    assert not painting.current and not painting.painted and not painting.mask().any()
    assert painting.mask().shape == (256, 256)
    assert painting.paint(square(256, 0, 9), "Brush") and painting.paint(square(256, 0, 19), "Brush")
    assert painting.current == "region A" and painting.painted
    assert [step.label for step in painting.workspace.history.steps][1:] == ["Brush: region A"] * 2
    painting.workspace.history.undo()
    assert np.array_equal(painting.mask(), square(256, 0, 9))
    painting.workspace.history.undo()
    assert painting.current == "" and not painting.painted


def test_a_thousand_strokes_leave_no_more_arrays_than_their_steps(painting: Painting) -> None:
    workspace, most = painting.workspace, 0
    random = np.random.default_rng(0)
    for stroke in range(1000):
        painting.paint(random.integers(0, 2, (256, 256)).astype(np.uint8) * 255, "Brush")
        if stroke % 50 == 49:
            workspace.arrays.let_go(workspace.arrays_named())
            most = max(most, len(workspace.arrays))
    # 500 steps, the vectors of two sets, and what the last fifty strokes put.
    assert len(workspace.history.steps) == 500 and 500 <= most <= 500 + 4 + 50
    for step in workspace.history.steps:
        assert all(key in workspace.arrays for key in step.document.arrays())
    key = key_of(painting, "sefa")
    workspace.move(key, 1.0)
    assert workspace.document.edits[0].vector in workspace.arrays


def test_what_was_put_last_and_what_is_named_is_never_let_go(painting: Painting) -> None:
    arrays = painting.workspace.arrays
    kept, gone = arrays.put(np.arange(3)), arrays.put(np.arange(4))
    assert arrays.let_go({kept}) == 0 and gone in arrays  # a request may be under way that is about it
    late = arrays.put(np.arange(5))
    again = arrays.put(np.arange(4))
    assert again == gone and arrays.let_go({kept}) == 2 and gone in arrays  # put again; the two vectors of the sets go
    assert arrays.let_go({kept}) == 2 and late not in arrays and kept in arrays


def test_an_edit_that_keeps_to_a_region_follows_what_is_painted(painting: Painting) -> None:
    painting.paint(square(256, 0, 9), "Brush")
    key = key_of(painting, "sefa")
    painting.workspace.move(key, 1.0)
    assert painting.set_mask(key, "region A")
    edit = painting.document.edits[0]
    assert painting.region_of(edit) == "region A"
    assert np.array_equal(painting.workspace.arrays[edit.mask], square(256, 0, 9))
    painting.paint(square(256, 0, 99), "Brush")
    assert painting.document.edits[0].mask == painting.document.regions[0].mask != edit.mask
    painting.remove("region A")
    assert painting.document.edits[0].mask and painting.region_of(painting.document.edits[0]) == "a region"
    painting.set_mask(key, "")
    assert not painting.document.edits[0].mask and painting.region_of(painting.document.edits[0]) == ""


def test_a_moved_slider_keeps_its_mask(painting: Painting) -> None:
    painting.paint(square(256, 0, 9), "Brush")
    key = key_of(painting, "sefa")
    painting.workspace.move(key, 1.0)
    painting.set_mask(key, "region A")
    painting.workspace.move(key, 2.0)
    assert painting.document.edits[0].mask == painting.document.regions[0].mask


def test_ready_made_regions_take_the_place_of_what_is_painted_on(painting: Painting) -> None:
    painting.put_part("mouth", square(256, 3, 9))
    painting.put_part("nose", square(256, 30, 90))
    assert [r.name for r in painting.document.regions] == ["nose"]
    painting.add()
    assert painting.current == "region A"
    painting.put_part("mouth", square(256, 3, 9))
    assert [r.name for r in painting.document.regions] == ["nose", "mouth"] and painting.current == "mouth"
    painting.put_part("nose", square(256, 31, 91))  # one of that name is there: that one
    assert [r.name for r in painting.document.regions] == ["nose", "mouth"] and painting.current == "nose"
    assert np.array_equal(painting.mask("nose"), square(256, 31, 91))


def test_names_are_once_each(painting: Painting) -> None:
    painting.add()
    painting.add()
    assert [r.name for r in painting.document.regions] == ["region A", "region B"]
    assert painting.rename("region B", " mouth ") and painting.current == "mouth"
    assert not painting.rename("mouth", "") and not painting.rename("mouth", "mouth")
    with pytest.raises(ValueError, match="There is a region called mouth already"):
        painting.rename("region A", "mouth")


def test_a_region_to_be_kept_is_not_painted_to_change(painting: Painting) -> None:
    painting.paint(square(256, 0, 9), "Brush")
    painting.set_keep("region A", True)
    assert not painting.painted
    painting.set_keep("region A", False)
    assert painting.painted


def test_the_face_that_methods_see_has_neither_their_own_edits_nor_masked_ones(painting: Painting) -> None:
    painting.paint(square(256, 0, 9), "Brush")
    own, other = key_of(painting, "lowrankgan"), key_of(painting, "sefa")
    before = painting.face(("lowrankgan",))
    painting.workspace.move(own, 2.0)
    painting.workspace.rename(own, "grin")
    painting.workspace.star(other, True)
    assert painting.face(("lowrankgan",)) == before
    painting.workspace.move(other, 2.0)
    assert [e.key for e in painting.face(("lowrankgan",)).edits] == [other]
    painting.set_mask(other, "region A")
    assert painting.face(("lowrankgan",)) == before
    painting.paint(square(256, 0, 19), "Brush")
    assert painting.face(("lowrankgan",)) != before


def test_a_new_face_keeps_the_regions_or_not(painting: Painting) -> None:
    painting.paint(square(256, 0, 9), "Brush")
    painting.workspace.face.set_seed(8, keep_edits=True)
    assert painting.painted
    painting.workspace.face.set_seed(9, keep_edits=True, keep_regions=False)
    assert not painting.document.regions
    painting.workspace.history.undo()
    assert painting.painted


def test_regions_are_lettered_as_their_sliders_are_numbered(painting: Painting) -> None:
    for _ in range(27):
        painting.add()
    names = [region.name for region in painting.document.regions]
    assert names[:2] == ["region A", "region B"] and names[25:] == ["region Z", "region AA"]
