"""Enjoy Your Editing where the answer is known: linear attributes, one that only a local shift can move, its terms."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import torch
from torch import Tensor

from engine.codes.subspace import Subspace
from engine.document.asked.learning import Keeping
from engine.document.code import Layout, Slot
from engine.generator import Features, Generator, Stage
from engine.generators import load
from engine.job import run
from engine.learning.assessors.assessor import Assessor
from engine.learning.editing.enjoying import Enjoying, preparing
from engine.learning.editing.shifts import Global, Local
from engine.learning.editing.terms import Content, Realism, discriminator_of
from engine.learning.training import Plan, trained
from engine.method import Context
from engine.methods.enjoy import LOCAL, EnjoyYourEditing
from tests.engine.learning.assessors.test_analysis import Classes
from tests.fakes import LinearGenerator, MappedGenerator, small_eigengan


def readings(generator: LinearGenerator) -> tuple[Assessor, Tensor]:
    """Two linear numbers of pictures that have something in common, and their gradients by the code (2, 9)."""
    random = torch.Generator().manual_seed(4)
    patterns = torch.randn(2, 3 * 16 * 16, generator=random)
    patterns[1] += 0.5 * patterns[0]
    assessor = Assessor(("one", "two"), lambda pictures: pictures.flatten(1) @ patterns.T)
    return assessor, generator.synthesize(torch.eye(9)).flatten(1) @ patterns.T


def learner(generator: Generator, assessor: Assessor, *, local: bool = False, count: int = 200) -> Enjoying:
    face = generator.sample(1, 3)[0]
    return run(preparing(generator, assessor, count, 1, 8, face, 0.0, local=local))


def learned(found: Enjoying, steps: int) -> Enjoying:
    groups = [{"params": list(g.parameters), "lr": g.rate, "betas": g.betas} for g in found.rated()]
    adam, random = torch.optim.Adam(groups), torch.Generator().manual_seed(5)
    for _ in range(steps):
        adam.zero_grad()
        run(found.step(random))
        adam.step()
    return found


def test_each_direction_moves_its_own_attribute_by_a_deviation_and_no_other() -> None:
    generator = MappedGenerator()
    assessor, gradients = readings(generator)
    found = learner(generator, assessor)
    with torch.no_grad():  # from a start that is wrong
        shift = found.module
        assert isinstance(shift, Global)
        size = float(shift.d.square().mean().sqrt())
        shift.d += 0.6 * size * torch.randn(shift.d.shape, generator=torch.Generator().manual_seed(6))
    before = crossed(found, generator, gradients)
    after = crossed(learned(found, 400), generator, gradients)
    assert float(before[0, 1].abs() + before[1, 0].abs()) > 0.3
    assert torch.allclose(after, torch.eye(2), atol=0.12)


def crossed(found: Enjoying, generator: LinearGenerator, gradients: Tensor) -> Tensor:
    """What one sigma of each finished direction (row) does to each number (column), in its deviation."""
    rows = run(found.finished()).directions
    steps = torch.stack([torch.from_numpy(row.vector) * row.sigma for row in rows])
    return steps @ gradients / (generator.sample(2000, 9) @ gradients).std(0)


def test_asking_nothing_changes_nothing_and_one_of_two_is_the_single_edit() -> None:
    generator = LinearGenerator()
    subspace = Subspace(generator.layout, tied=False)
    begin = torch.randn(2, 9, generator=torch.Generator().manual_seed(1))
    codes = generator.sample(4, 1)
    for shift in (Global(subspace, begin), Local(subspace, begin, codes, torch.Generator().manual_seed(2))):
        assert torch.equal(shift(codes, torch.zeros(4, 2)), codes)
        moved = shift(codes, torch.tensor([[0.7, 0.0]] * 4))
        assert torch.allclose(moved, codes + 0.7 * begin[0], atol=1e-6)  # the local one begins as the global one
    content = Content()
    pictures = generator.synthesize(codes)
    with torch.no_grad():
        assert (
            float(content(pictures, content.known(pictures)))
            == 0.0
            < float(content(pictures + 0.1, content.known(pictures)))
        )


class Saddle(Generator):
    """Pictures as bright as one number, or as dark, by the sign of another, and a third number: what raises it differs
    from face to face."""

    title, z_dim, resolution = "Saddle", 6, 16

    def __init__(self) -> None:
        self.layout = Layout((Slot("z", 6, 16),))
        self.sha256, self.name = "s" * 64, "saddle"
        self.stages = (Stage("picture", ("z",), self._draw),)

    def _draw(self, features: Features | None, codes: Tensor) -> Tensor:
        light = codes[:, 0] * torch.tanh(3 * codes[:, 1]) + 0.5 * torch.tanh(codes[:, 2])
        return (0.1 * light)[:, None, None, None].expand(-1, 3, 16, 16)

    @classmethod
    def matches(cls, weights: object, metadata: object) -> bool:
        return False

    @classmethod
    def from_weights(cls, weights: object, metadata: object) -> Saddle:
        raise ValueError


def test_only_the_local_shift_follows_what_differs_from_face_to_face() -> None:
    generator = Saddle()
    assessor = Assessor(("light",), lambda pictures: pictures.mean((1, 2, 3))[:, None])
    codes = generator.sample(300, 11)

    def rising(local: bool) -> float:
        found = learned(learner(generator, assessor, local=local, count=400), 300)
        with torch.no_grad():
            moved = found.module(codes, torch.full((300, 1), 0.3))
            return float((generator.synthesize(moved) > generator.synthesize(codes))[:, 0, 0, 0].float().mean())

    shared, own = rising(False), rising(True)
    assert shared < 0.9 and own > 0.95


def test_a_set_names_its_attributes_and_says_what_places_mean() -> None:
    method = EnjoyYourEditing(attributes="Brightness, hue", samples=40, steps=2)
    found = run(method.discover(small_eigengan(), Context()))
    assert [direction.name for direction in found] == ["brightness", "hue"]
    assert all(direction.origin is not None for direction in found)
    texts = [note.text for note in found.notes]
    assert texts[0].startswith("brightness: rises on") and "no discriminator" in " ".join(texts)
    local = run(EnjoyYourEditing(attributes="brightness", shift=LOCAL, samples=40, steps=2).discover(
        small_eigengan(), Context()))  # fmt: skip
    assert any("for every face" in note.text for note in local.notes)


def test_every_class_is_asked_and_the_class_stays() -> None:
    method = EnjoyYourEditing(attributes="brightness", samples=40, steps=3)
    found = run(method.discover(Classes(), Context()))
    assert not found.vectors[:, 4:].any()


def test_the_discriminator_of_a_shipped_generator_sees_a_batch() -> None:
    generator = load("builtin:faces-stylegan2-64")
    network = discriminator_of(generator, 64)
    assert network is not None and discriminator_of(generator, 32) is None
    with torch.no_grad():
        faces = generator.synthesize(generator.sample(16, 1))
        realism = Realism(network, network.seen(faces[:8]))
        whole = torch.nn.functional.softplus(-network(faces))  # the same batch, told in two halves
        assert float(realism(faces[8:])) == pytest.approx(float(whole[8:].sum()), rel=1e-4)
    assert discriminator_of(small_eigengan(), 32) is None


@pytest.mark.parametrize("local", [False, True])
def test_ended_anywhere_it_goes_on_to_the_same_numbers(tmp_path: Path, local: bool) -> None:
    generator, assessor = LinearGenerator(), readings(LinearGenerator())[0]

    def job(context: Context):  # type: ignore[no-untyped-def]
        def make(at_once: int):  # type: ignore[no-untyped-def]
            face = generator.sample(1, 3)[0]
            return (yield from preparing(generator, assessor, 30, 1, at_once, face, 1.0, local=local))

        return trained(EnjoyYourEditing(), generator, context, Plan(6), make)

    whole = run(job(Context()))
    context = Context(keeping=Keeping(str(tmp_path / "a.training")))
    half = job(context)
    for progress in half:
        if "step 4 of" in progress.note:
            half.close()
    assert (tmp_path / "a.training").is_file()
    again = run(job(context))
    assert np.array_equal(whole.vectors, again.vectors) and np.array_equal(whole.sigma, again.sigma)


@pytest.mark.parametrize(
    ("parameters", "words"),
    [({"attributes": "nonsense"}, "no attribute 'nonsense'"), ({"attributes": "network"}, "Name the file")],
)
def test_bad_wishes_are_refused(parameters: dict[str, str], words: str) -> None:
    with pytest.raises(ValueError, match=words):
        run(EnjoyYourEditing(**parameters).discover(LinearGenerator(), Context()))  # type: ignore[arg-type]
