"""GANalyze on generators whose true direction is known: the step, its length, the classes, and trouble."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
import torch
from safetensors.torch import save_file
from torch import Tensor

from engine.attributes.portraits.measures import PortraitMeasures
from engine.codes.subspace import Subspace
from engine.document.asked.learning import Keeping
from engine.document.code import Layout, Slot
from engine.document.directions import DirectionSet
from engine.generator import Features, Generator, Stage
from engine.job import Job, run
from engine.learning.assessors.answering import spearman
from engine.learning.assessors.assessor import Assessor, assessor_of, range_of
from engine.learning.assessors.faces import LEAST, Faces, Judgements, judged, judged_once, traced
from engine.learning.assessors.walk import Walk, is_noise
from engine.learning.seen import Seen
from engine.method import Context, Memory
from engine.methods.ganalyze import GANalyze
from tests.fakes import LinearGenerator, MappedGenerator, small_eigengan

LUMA = torch.tensor([0.2126, 0.7152, 0.0722])


def brightness_of(generator: LinearGenerator) -> Tensor:
    """The gradient of the brightness, in per cent, of a linear generator's pictures by its code (9,)."""
    pictures = generator.synthesize(torch.eye(generator.layout.dimension))
    return 50 * (pictures * LUMA[:, None, None]).sum(1).mean((1, 2))


class Classes(Generator):
    """Pictures as bright as the number of the code that belongs to their class: (z, the class as one of three)."""

    title, z_dim, classes, resolution = "Classes", 4, 3, 16

    def __init__(self) -> None:
        self.layout = Layout((Slot("z", 4, 16), Slot("class", 3, 16, kind="class")))
        self.sha256, self.name = "c" * 64, "classes"
        self.stages = (Stage("picture", ("z", "class"), self._draw),)

    def map(self, z: Tensor, c: Tensor | None = None) -> Tensor:
        found = torch.zeros(len(z), dtype=torch.long) if c is None else c
        return torch.cat((z, torch.eye(3)[found]), 1)

    def _draw(self, features: Features | None, codes: Tensor) -> Tensor:
        light = (codes[:, :3] * codes[:, 4:]).sum(1) + 0.2 * codes[:, 3]
        return (0.1 * light)[:, None, None, None].expand(-1, 3, 16, 16)

    @classmethod
    def matches(cls, weights: object, metadata: object) -> bool:
        return False

    @classmethod
    def from_weights(cls, weights: object, metadata: object) -> Classes:
        raise ValueError


def cosine(found: DirectionSet, true: Tensor, i: int = 0) -> float:
    return float(torch.from_numpy(found[i].vector) @ true / true.norm())


def test_a_linear_assessor_gives_its_own_gradient_and_as_much_as_was_asked() -> None:
    for generator in (LinearGenerator(), MappedGenerator()):
        true = brightness_of(generator)
        found = run(GANalyze(samples=150, steps=40).discover(generator, Context()))
        assert cosine(found, true) > 0.95
        codes = generator.sample(2000, 7)
        # One sigma of the slider is one standard deviation of the attribute.
        assert found[0].sigma * cosine(found, true) * float(true.norm()) == pytest.approx(
            float((codes @ true).std()), rel=0.1
        )


def test_without_the_sphere_the_start_is_already_the_answer() -> None:
    generator = MappedGenerator()
    true = brightness_of(generator)
    found = run(GANalyze(samples=100, steps=1).discover(generator, Context()))
    assert cosine(found, true) > 0.999 and "100% of faces follow" in found.notes[0].text


def test_on_the_sphere_each_row_keeps_its_own_length_and_nothing_asked_moves_nothing() -> None:
    generator = LinearGenerator()
    walk = Walk(generator, Subspace(generator.layout, tied=False))
    codes, step = generator.sample(5, 1), torch.linspace(-1, 2, 9)[None]
    codes[1] *= 3
    moved = walk(codes, torch.tensor([0.5, -0.5, 2.0, 0.0, 1.0]), step)
    assert walk.renormalised and torch.allclose(moved.norm(dim=1), codes.norm(dim=1), rtol=1e-5)
    assert torch.equal(moved[3], codes[3]) and not torch.allclose(moved[0], codes[0])
    assert is_noise(small_eigengan()) and not is_noise(MappedGenerator())


def test_classes_have_a_direction_each() -> None:
    found = run(GANalyze(samples=200, steps=150, classes="0, 2").discover(Classes(), Context()))
    assert [direction.name for direction in found] == ["brightness, class 0", "brightness, class 2"]
    for i, true in enumerate(torch.tensor([[1, 0, 0, 0.2, 0, 0, 0], [0, 0, 1, 0.2, 0, 0, 0]])):
        assert cosine(found, true, i) > 0.95
        assert not found[i].vector[4:].any()  # the class stays


def test_one_direction_for_all_classes_is_learned_from_all_of_them() -> None:
    found = run(GANalyze(samples=200, steps=60).discover(Classes(), Context()))
    assert cosine(found, torch.tensor([1, 1, 1, 0.6, 0, 0, 0])) > 0.9


@pytest.mark.parametrize(
    ("words", "sentence"), [("a", "from 0 to 2"), ("3", "from 0 to 2"), ("-1", "from 0 to 2"), ("0,²", "from 0 to 2")]
)
def test_classes_that_there_are_not_are_refused(words: str, sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence):
        run(GANalyze(classes=words).discover(Classes(), Context()))
    with pytest.raises(ValueError, match="knows no classes"):
        run(GANalyze(classes=words).discover(LinearGenerator(), Context()))


def own(folder: Path, weight: Tensor, *, then: str = "tanh") -> str:
    """A network whose one answer is a linear map of 16 x 16 pictures, and something after that."""
    save_file({"fc.weight": weight}, folder / "own.safetensors")
    layers = [{"layer": "flatten"}, {"layer": "linear", "weights": "fc"}, {"layer": then}]
    (folder / "own.json").write_text(json.dumps({"weights": "own.safetensors", "side": 16, "layers": layers}))
    return str(folder / "own.json")


def test_a_network_of_ones_own_judges(tmp_path: Path) -> None:
    generator = MappedGenerator()
    pattern = torch.linspace(-0.01, 0.02, 768)[None]
    method = GANalyze(attribute="network", network=own(tmp_path, pattern), samples=300, steps=60)
    found = run(method.discover(generator, Context()))
    true = generator.synthesize(torch.eye(9)).flatten(1) @ pattern[0]
    assert found[0].name == "own" and cosine(found, true) > 0.95


@pytest.mark.parametrize(
    ("parameters", "words"),
    [
        ({"attribute": "network"}, "Name the file"),
        ({"attribute": "network", "network": "/nowhere/a.json"}, "cannot be opened"),
        ({"attribute": "nonsense"}, "no attribute 'nonsense'"),
        ({"layers": "9"}, "within 1-3"),
    ],
)
def test_bad_wishes_are_refused(parameters: dict[str, str], words: str) -> None:
    with pytest.raises(ValueError, match=words):
        run(GANalyze(**parameters).discover(LinearGenerator(), Context()))  # type: ignore[arg-type]


def test_an_assessor_that_says_the_same_or_nothing_is_refused(tmp_path: Path) -> None:
    ways = {"own": torch.zeros(1, 768)}
    for name, weight in ways.items():
        method = GANalyze(attribute="network", network=own(tmp_path, weight), samples=20, steps=1)
        with pytest.raises(ValueError, match=f"(?i){name} is the same for all"):
            run(method.discover(LinearGenerator(), Context()))
    with pytest.raises(ValueError, match="answers with 1 numbers; 2 is none"):
        wish = GANalyze(attribute="network", network=own(tmp_path, torch.ones(1, 768)), answer=2)
        run(wish.discover(LinearGenerator(), Context()))
    with pytest.raises(ValueError, match="no number for some"):
        range_of(torch.tensor([[1.0], [torch.nan]]), ("odd",))


def test_ended_anywhere_it_goes_on_to_the_same_numbers(tmp_path: Path) -> None:
    def found(job: Job[DirectionSet], steps: int | None = None) -> DirectionSet | None:
        if steps is None:
            return run(job)
        for progress in job:
            if f"step {steps} of" in progress.note:
                job.close()
        return None

    method = GANalyze(samples=20, steps=6)
    context = Context(keeping=Keeping(str(tmp_path / "a.training")))
    whole = found(method.discover(LinearGenerator(), Context()))
    found(method.discover(LinearGenerator(), context), 4)
    assert (tmp_path / "a.training").is_file()
    again = found(method.discover(LinearGenerator(), context))
    assert whole is not None and again is not None
    assert np.array_equal(whole.vectors, again.vectors) and np.array_equal(whole.sigma, again.sigma)


def test_a_loss_traced_in_parts_is_the_whole_ones() -> None:
    weight = torch.randn(3, 4, generator=torch.Generator().manual_seed(1)).requires_grad_()
    other = weight.detach().clone().requires_grad_()
    x = torch.randn(5, 3, generator=torch.Generator().manual_seed(2))
    total = run(traced(x @ weight, lambda some, where: (some - x[where, :1]).pow(3).sum(), 2))
    whole = (x @ other - x[:, :1]).pow(3).sum()
    whole.backward()
    assert total == pytest.approx(float(whole.detach()), rel=1e-5) and weight.grad is not None
    assert torch.allclose(weight.grad, other.grad, rtol=1e-5, atol=1e-6)


def test_the_rank_correlation_of_a_row() -> None:
    rows = torch.tensor([[1.0, 2, 3, 4], [4.0, 3, 2, 1], [5.0, 5, 5, 5], [1.0, 3, 2, 4]])
    assert spearman(rows).tolist() == pytest.approx([1.0, -1.0, 0.0, 0.8])


def test_another_name_of_the_same_faces_is_judged_with_them_and_to_the_same_bits(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    generator, read = small_eigengan(), list[tuple[str, ...]]()
    generator.metadata = {"data": "portraits"}
    assert generator.of_portraits
    score = PortraitMeasures.score

    def counted(self: PortraitMeasures, images: Tensor, names: Sequence[str]) -> Tensor:
        read.append(tuple(names))
        return score(self, images, names)

    monkeypatch.setattr(PortraitMeasures, "score", counted)

    def found(name: str, memory: Memory) -> tuple[Faces, int]:
        before = len(read)
        assessor = run(assessor_of(generator, (name,), "", 1))
        faces = run(judged_once(memory, Seen(generator, LEAST), assessor, 20, 7, 4))
        return faces, len(read) - before

    together, alone = Memory(), run(assessor_of(generator, ("age",), "", 1))
    first, judged_first = found("smile", together)
    second, judged_second = found("age", together)
    random = torch.Generator().manual_seed(7)
    plain = run(judged(Seen(generator, LEAST), alone, 20, random, 4))  # as it was before anything was shared
    assert judged_first > 0 and judged_second == 0 and first.scores.shape == second.scores.shape == (20, 1)
    assert torch.equal(second.scores, plain.scores) and torch.equal(second.codes, plain.codes)
    assert found("brightness", together)[1] > 0  # of the pixels: nothing has read it
    assert run(judged_once(together, Seen(generator, LEAST), alone, 20, 8, 4)).codes.ne(second.codes).any()


def test_an_own_network_is_asked_anew_each_time() -> None:
    faces, seen = Faces(torch.zeros(2, 3), torch.zeros(2, 2), torch.zeros(2)), Judgements()
    seen.keep(("a", "b"), faces, 1, 2)
    assert (
        seen.known(("b",), 1, 2) is not None and seen.known(("c",), 1, 2) is None and seen.known(("b",), 1, 3) is None
    )
    asked = list[int]()

    def read(pictures: Tensor) -> Tensor:
        asked.append(len(pictures))
        return pictures.mean((1, 2, 3))[:, None]

    own = Assessor(("own",), read)
    memory = Memory()
    for _ in range(2):
        run(judged_once(memory, Seen(LinearGenerator(), LEAST), own, 4, 7, 4))
    assert sum(asked) == 8
