"""Codes, layouts, arrays, and what a document makes of a code."""

from __future__ import annotations

from dataclasses import FrozenInstanceError, replace
from pathlib import Path

import numpy as np
import pytest
import torch

from engine.document.arrays import ArrayStore
from engine.document.asked.requests import RenderRequest
from engine.document.code import Layout, Slot
from engine.document.composing import base_code, final_code, held_code
from engine.document.disk.files import write_whole
from engine.document.document import Document, Edit, GeneratorRef, Mix
from engine.document.regions import Region
from engine.document.saved.serial import from_recipe, to_recipe
from engine.document.saved.session import load_session, save_session
from engine.generators import load
from tests.fakes import a_studio, open_in, small_eigengan

LAYOUT = Layout((Slot("eps", 2, 4), Slot("z1", 3, 4), Slot("class", 2, 4, "class")))
REF = GeneratorRef("linear", "/nowhere", "a" * 64)
SAMPLED = np.array([1, 2, 3, 4, 5, 6, 7], np.float32)
MEAN = np.array([0, 0, 1, 1, 1, 9, 9], np.float32)


def edit(key: str, strength: float, vector: str = "", sigma: float = 1.0, muted: bool = False) -> Edit:
    return Edit(key, key, strength, "", vector, sigma, muted)


def test_a_morph_ends_at_the_same_code_from_any_base() -> None:
    arrays = ArrayStore()
    start, end, other = (np.random.default_rng(i).standard_normal(7).astype(np.float32) for i in range(3))
    way = np.stack([-(end - start), 0 * start, end - start])
    curved = np.insert(way, (1, 2), way[::2] / 2 + np.float32([[-0.3], [0.3]]), axis=0)  # bent half way
    held = np.eye(7, dtype=np.float32)[2]

    def at(base: np.ndarray, strength: float, **more: object) -> np.ndarray:
        one = replace(edit("morph:0#1", strength, arrays.put(curved)), reach=1.0, start=arrays.put(start))
        return final_code(replace(Document(REF, edits=(one,)), **more), base, LAYOUT, arrays)  # type: ignore[arg-type]

    assert np.array_equal(at(start, 0.5), start + curved[3])
    assert at(start, 1.0) == pytest.approx(end, abs=1e-6) and at(other, 1.0) == pytest.approx(end, abs=1e-6)
    assert np.array_equal(at(other, 0.0), other)
    far = start + 2 * (end - start)  # farther than the way is long: straight
    assert at(far, 0.5) == pytest.approx((far + end) / 2, abs=1e-6)
    near = start + np.float32(1e-4)  # no leap where truncation begins to move
    assert at(near, 0.5) == pytest.approx(start + curved[3], abs=1e-3)
    fixed = at(other, 1.0, fixed=(("z1.1", arrays.put(held)),))
    assert fixed[2] == pytest.approx(other[2] + curved[-1][2], abs=1e-6)  # what is held is not moved by it


def test_a_layout_knows_where_its_slots_lie() -> None:
    assert LAYOUT.dimension == 7
    assert LAYOUT.slices == {"eps": slice(0, 2), "z1": slice(2, 5), "class": slice(5, 7)}
    assert [LAYOUT.index(s) for s in ("eps.1", "z1.1", "z1.3", "class.2")] == [0, 2, 4, 6]
    assert [LAYOUT.index(LAYOUT.slider(i)) for i in range(7)] == list(range(7))


@pytest.mark.parametrize("slider", ["z1.0", "z1.4", "z1.x", "z1.-1", "z1", "z9.1", "", "z1.²", "z1.1.5"])
def test_a_slider_that_is_not_there_is_refused_in_a_sentence(slider: str) -> None:
    with pytest.raises(ValueError, match=r"^(There is no slot|Slot z1 has the numbers z1\.1 to z1\.3;).*\.$"):
        LAYOUT.index(slider)


@pytest.mark.parametrize("index", [-1, 7])
def test_a_place_outside_the_code_has_no_slider(index: int) -> None:
    with pytest.raises(ValueError, match="7 numbers"):
        LAYOUT.slider(index)


def test_equal_arrays_are_kept_once_and_nobody_can_write_to_them() -> None:
    arrays, mine = ArrayStore(), np.arange(3, dtype=np.float32)
    key = arrays.put(mine)
    assert arrays.put(np.arange(3, dtype=np.float32)) == key and len(key) == 16
    mine[0] = 9
    assert arrays[key][0] == 0
    with pytest.raises(ValueError, match="read-only"):
        arrays[key][0] = 1
    others = {arrays.put(np.arange(3, dtype=np.float64)), arrays.put(np.arange(3, dtype=np.float32)[None])}
    assert len(others | {key}) == 3 and key in arrays and "absent" not in arrays


def test_truncation_pulls_only_latent_slots_to_the_mean() -> None:
    base = base_code(Document(REF, truncation=0.5), SAMPLED, MEAN, LAYOUT, ArrayStore())
    assert base.tolist() == [0.5, 1, 2, 2.5, 3, 6, 7] and base.dtype == np.float32
    assert base_code(Document(REF), SAMPLED, MEAN, LAYOUT, ArrayStore()).tolist() == SAMPLED.tolist()
    assert base_code(Document(REF, truncation=0), SAMPLED, MEAN, LAYOUT, ArrayStore()).tolist()[:5] == MEAN[:5].tolist()


def test_a_held_slot_is_neither_sampled_nor_truncated() -> None:
    arrays = ArrayStore()
    held = (("z1", arrays.put(np.array([10, 20, 30], np.float32))),)
    base = base_code(Document(REF, truncation=0.5, held=held), SAMPLED, MEAN, LAYOUT, arrays)
    assert base.tolist() == [0.5, 1, 10, 20, 30, 6, 7]


def test_edits_add_strength_times_sigma_times_direction() -> None:
    arrays = ArrayStore()
    vector = arrays.put(np.array([0.6, 0, 0, 0.8, 0, 0, 0], np.float32))
    document = Document(REF, edits=(edit("z1.2", 1.5), edit("pca:1#2", -2.0, vector, sigma=0.5)))
    before = np.zeros(7, np.float32)
    code = final_code(document, before, LAYOUT, arrays)
    assert code == pytest.approx([-0.6, 0, 0, 1.5 - 0.8, 0, 0, 0]) and code.dtype == np.float32
    assert not before.any()
    swapped = replace(document, edits=document.edits[::-1])
    assert final_code(swapped, before, LAYOUT, arrays) == pytest.approx(code)


def test_muted_and_not_soloed_edits_do_not_count() -> None:
    edits = (edit("z1.1", 1.0), edit("z1.2", 1.0, muted=True), edit("eps.1", 1.0), edit("pca:1#1", 1.0))
    document = Document(REF, edits=edits)
    assert [e.key for e in document.counting()] == ["z1.1", "eps.1", "pca:1#1"]
    assert [e.key for e in replace(document, solo="z1").counting()] == ["z1.1"]
    assert [e.key for e in replace(document, solo="pca:1").counting()] == ["pca:1#1"]


def test_an_edit_keeps_its_place_and_leaves_at_zero() -> None:
    document = Document(REF).with_edit(edit("a.1", 1)).with_edit(edit("b.1", 2)).with_edit(edit("a.1", 3))
    assert [(e.key, e.strength) for e in document.edits] == [("a.1", 3), ("b.1", 2)]
    assert document.with_edit(edit("a.1", 0.0)).edits == document.edits[1:]
    assert document.with_edit(edit("a.1", -1e-4)).edits == document.edits[1:]
    assert document.without("a.1", "b.1").edits == () and document.without("c.1") == document
    assert document.edit("b.1").strength == 2 and document.edit("c.1") is None


def test_the_original_has_the_seed_and_what_is_held_but_no_edits() -> None:
    document = Document(REF, 5, 0.7, (edit("a.1", 1),), (("z1", "k"),), solo="z1")
    assert document.unedited() == Document(REF, 5, 0.7, held=(("z1", "k"),))


def test_documents_never_change_and_compare_by_content() -> None:
    document = Document(REF, 5, edits=(edit("a.1", 1, vector="k1"), edit("a.2", 1, vector="k1")), held=(("z1", "k2"),))
    assert document.arrays() == ("k1", "k2")
    twin = Document(GeneratorRef(*("linear", "/nowhere", "a" * 64)), 5, edits=document.edits, held=(("z1", "k2"),))
    assert document == twin and hash(document) == hash(twin) and document != replace(document, seed=6)
    with pytest.raises(FrozenInstanceError):
        document.seed = 6  # type: ignore[misc]


@pytest.mark.parametrize("held", [("z1", 2), ("z1", 7), ("z9", 3), ("z9", 0)])
def test_a_held_slot_of_another_layout_is_one_sentence(held: tuple[str, int]) -> None:
    arrays = ArrayStore()
    document = Document(REF, held=((held[0], arrays.put(np.ones(held[1], np.float32))),))
    with pytest.raises(ValueError, match=r"^This picture's edits do not fit its generator.*\.$"):
        base_code(document, SAMPLED, MEAN, LAYOUT, arrays)


@pytest.mark.parametrize("shape", [(6,), (1,), (), (7, 1)])
def test_a_direction_of_another_layout_is_one_sentence(shape: tuple[int, ...]) -> None:
    arrays = ArrayStore()
    document = Document(REF, edits=(edit("x#1", 1.0, arrays.put(np.ones(shape, np.float32))),))
    with pytest.raises(ValueError, match="do not fit its generator"):
        final_code(document, SAMPLED, LAYOUT, arrays)


@pytest.mark.parametrize("what", ["small", "builtin:faces-eigengan-64"])
def test_the_same_document_gives_the_same_pixels_whatever_the_threads(
    what: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    generator = small_eigengan() if what == "small" else load(what)
    generator.name = what
    studio = a_studio()
    info = open_in(studio, generator, monkeypatch)
    document = Document(info.ref, 3, 0.8, (edit("z1.1", 1.5), edit("z2.2", -2)))
    threads, pictures = torch.get_num_threads(), []
    try:
        for count in (1, 2, 3):
            torch.set_num_threads(count)
            studio.held.get(info.ref.sha256)._blenders.clear()  # a whole pass every time
            pictures.append(studio.render(RenderRequest(0, count, document)).pixels.astype(int))
    finally:
        torch.set_num_threads(threads)
    assert pictures[0].std() > 5
    assert max(np.abs(picture - pictures[0]).max() for picture in pictures) <= 1


def test_a_file_is_written_whole_and_its_folder_holds_nothing_else(tmp_path) -> None:
    write_whole(tmp_path / "a.bin", b"one")
    write_whole(tmp_path / "a.bin", b"two")
    assert [path.name for path in tmp_path.iterdir()] == ["a.bin"] and (tmp_path / "a.bin").read_bytes() == b"two"


def test_a_curved_edit_follows_its_points_and_goes_straight_on_beyond() -> None:
    layout, arrays = Layout((Slot("z", 2, 4),)), ArrayStore()
    points = np.array([[1, -2], [0, -1], [0, 0], [1, 0], [1, 2]], np.float32)  # from -2 to +2 sigma
    key = arrays.put(points)

    def moved(strength: float) -> list[float]:
        curved = Edit("reds:a#1", "", strength, vector=key, reach=2.0)
        document = Document(REF, edits=(curved,))
        return list(final_code(document, np.zeros(2, np.float32), layout, arrays))

    assert moved(-2) == [1, -2] and moved(-1.5) == [0.5, -1.5] and moved(0.5) == [0.5, 0] and moved(1.5) == [1, 1]
    assert moved(3) == [1, 4] and moved(-3) == [2, -3]


def test_a_curve_needs_an_odd_number_of_points() -> None:
    layout, arrays = Layout((Slot("z", 2, 4),)), ArrayStore()
    for points in (np.zeros((4, 2), np.float32), np.zeros(2, np.float32), np.zeros((3, 5), np.float32)):
        document = Document(REF, edits=(Edit("a#1", "", 1.0, vector=arrays.put(points), reach=1.0),))
        with pytest.raises(ValueError, match="another shape"):
            final_code(document, np.zeros(2, np.float32), layout, arrays)


def test_branches_split_the_edits_by_their_masks() -> None:
    edits = (Edit("a#1", "", 1.0), Edit("a#2", "", 1.0, mask="m"), Edit("b#1", "", 1.0, mask="n"),
             Edit("a#3", "", 1.0, mask="m"), Edit("b#2", "", 1.0, mask="o", muted=True))  # fmt: skip
    free, branches = Document(REF, edits=edits).branches()
    assert [e.key for e in free.edits] == ["a#1"]
    assert [(mask, [e.key for e in d.edits]) for mask, d in branches] == [
        ("m", ["a#1", "a#2", "a#3"]), ("n", ["a#1", "b#1"]),
    ]  # fmt: skip
    _, soloed = Document(REF, edits=edits, solo="b").branches()
    assert [(mask, [e.key for e in d.counting()]) for mask, d in soloed] == [("n", ["b#1"])]


def test_regions_and_masks_survive_a_recipe() -> None:
    arrays, other = ArrayStore(), ArrayStore()
    mask = arrays.put(np.tile(np.arange(256, dtype=np.uint8), (256, 1)))
    points = arrays.put(np.zeros((3, 2), np.float32))
    curved = Edit("reds:a#1", "", 1.0, vector=points, reach=2.0, mask=mask)
    document = Document(REF, edits=(curved,), regions=(Region("mouth", mask), Region("hair", mask, True)),
                        keep_outside=False)  # fmt: skip
    assert from_recipe(to_recipe(document, arrays), other) == document
    assert other[mask].dtype == np.uint8 and np.array_equal(other[mask], arrays[mask])


def test_a_code_can_be_what_a_document_starts_from() -> None:
    arrays, code = ArrayStore(), np.arange(LAYOUT.dimension, dtype=np.float32) - 3
    before = Document(REF, 3, truncation=0.25, mixes=(Mix(9, 1, 1),), edits=(Edit("z1.1", "turn", 2.0),))
    document = held_code(before, code, LAYOUT, arrays)
    assert document.edits == before.edits and document.seeds() == (3,)
    base = base_code(document, SAMPLED, MEAN, LAYOUT, arrays)
    for slot in LAYOUT.slots:
        place = LAYOUT.slices[slot.name]
        assert base[place].tolist() == (code if slot.kind == "latent" else SAMPLED)[place].tolist()
    for truncation in (0.0, 1.0):
        again = base_code(replace(document, truncation=truncation), SAMPLED, MEAN, LAYOUT, arrays)
        assert again.tolist() == base.tolist()
    moved = final_code(document, base, LAYOUT, arrays) - base
    assert moved[LAYOUT.index("z1.1")] == 2 and np.count_nonzero(moved) == 1
    assert held_code(document, code + 1, LAYOUT, arrays) == held_code(before, code + 1, LAYOUT, arrays)


def test_a_document_of_a_code_survives_a_session_and_a_recipe(tmp_path: Path) -> None:
    arrays, code = ArrayStore(), np.linspace(-2, 2, LAYOUT.dimension, dtype=np.float32)
    document = held_code(Document(REF, 3), code, LAYOUT, arrays)
    save_session(tmp_path / "a.ebs", [document], 0, arrays, b"")
    fresh = ArrayStore()
    assert load_session(tmp_path / "a.ebs", fresh).documents == (document,)
    assert base_code(document, SAMPLED, MEAN, LAYOUT, fresh).tolist() == base_code(
        document, SAMPLED, MEAN, LAYOUT, arrays
    ).tolist()  # fmt: skip
    again = ArrayStore()
    assert from_recipe(to_recipe(document, arrays), again) == document


@pytest.mark.parametrize(("code", "words"), [(np.zeros(3), "another shape"), (np.full(99, np.inf), "not finite")])
def test_what_is_no_code_of_this_layout_is_one_sentence(code: np.ndarray, words: str) -> None:
    code = code[: LAYOUT.dimension]
    with pytest.raises(ValueError, match=rf"^[^\n]*{words}[^\n]*\.$"):
        held_code(Document(REF), code, LAYOUT, ArrayStore())
