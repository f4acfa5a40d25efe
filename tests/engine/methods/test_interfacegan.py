"""InterFaceGAN, boundaries and suggestions, on generators whose attributes are straight lines in the code."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Self

import numpy as np
import pytest
import torch
from torch import Tensor

from engine.attributes.general import General
from engine.boundaries import population
from engine.boundaries.boundary import Examples, Extremes, cross_validating, judging, learning, suggest_faces
from engine.boundaries.population import identity_directions
from engine.codes.subspace import Subspace
from engine.document.code import Layout, Slot
from engine.document.directions import DirectionSet
from engine.document.projection import project_out
from engine.generator import Generator, Stage
from engine.job import run
from engine.method import Context, Memory, parameters_of
from engine.methods import interfacegan
from engine.methods.interfacegan import InterFaceGAN
from tests.direction_sets import each, texts
from tests.fakes import LinearGenerator, MappedGenerator, orthonormal

SIZE, SHIFT = 24, 1.5


class Planted(Generator):
    """8 x 8 pictures of w = z + `SHIFT`: five numbers `axes @ w` drawn as five orthonormal pictures, 0 to 4.

    Axes 0 (brightness) and 1 (hue) have a cosine of 0.6; 2 to 4 are orthogonal to them and to one another.
    """

    family = "planted"
    title = "Planted"

    def __init__(self, copies: int = 1) -> None:
        self.layout = Layout(tuple(Slot(f"w{i + 1}", SIZE, 8) for i in range(copies)))
        self.resolution, self.z_dim, self.tied, self.copies = 8, SIZE, copies > 1, copies
        self.name, self.sha256 = "planted", "planted".ljust(64, "0")
        rows = orthonormal(5, SIZE, seed=1)
        self.axes = torch.cat([rows[:1], 0.6 * rows[:1] + 0.8 * rows[1:2], rows[2:]])
        self.pictures = orthonormal(5, 192, seed=2)
        self.drawn = 0
        self.stages = (Stage("picture", tuple(slot.name for slot in self.layout.slots), self._picture),)

    def map(self, z: Tensor, c: Tensor | None = None) -> Tensor:
        return (z + SHIFT).repeat(1, self.copies)

    def _picture(self, features: Any, codes: Tensor) -> Tensor:
        self.drawn += len(codes)
        w = codes.view(len(codes), self.copies, SIZE).mean(1)
        return (w @ self.axes.T @ self.pictures).view(-1, 3, 8, 8)

    @classmethod
    def matches(cls, weights: Mapping[str, Tensor], metadata: Mapping[str, str]) -> bool:
        return False

    @classmethod
    def from_weights(cls, weights: Mapping[str, Tensor], metadata: Mapping[str, str]) -> Self:
        raise ValueError("a Planted generator has no file")


AXES = {"brightness": 0, "hue": 1, "saturation": 2, "symmetry": 2}


@pytest.fixture
def planted(monkeypatch: pytest.MonkeyPatch) -> Planted:
    """A planted generator whose attributes are read off its pictures; identity is axes 3 and 4, sharpness constant."""
    generator = Planted()

    class Read(General):
        def score(self, images: Tensor, names: Sequence[str]) -> Tensor:
            read = torch.cat([images.flatten(1) @ generator.pictures.T, torch.full((len(images), 1), 0.3)], 1)
            return read[:, [AXES.get(name, 5) for name in names]]

        def identity(self, images: Tensor) -> Tensor:
            return (images.flatten(1) @ generator.pictures[3:].T) @ orthonormal(2, 128, seed=3)

    for module in (interfacegan, population):
        monkeypatch.setattr(module, "measures_of", lambda generator: Read())
    return generator


def find(generator: Generator, seed: int = 0, examples: Examples = (), **wanted: Any) -> DirectionSet:
    """What InterFaceGAN finds."""
    return run(InterFaceGAN(**{"attribute": "brightness", **wanted}).discover(generator, Context(seed, examples)))


def brighter(generator: Planted, seed: int) -> float:
    """By how much a face is brighter than the mean."""
    return float((generator.sample(1, seed)[0] - SHIFT) @ generator.axes[0])


def verdicts(generator: Planted, seeds: Sequence[int]) -> Examples:
    """What a person would say who sees nothing but axis 0."""
    return tuple((seed, 1.0 if brighter(generator, seed) > 0 else -1.0) for seed in seeds)


def luma_gradient(generator: Generator) -> np.ndarray:
    """The unit direction in which a linear generator's pictures grow brighter."""
    code = torch.zeros(1, generator.layout.dimension, requires_grad=True)
    weights = torch.tensor([0.2126, 0.7152, 0.0722])[:, None, None]
    (generator.synthesize(code) * weights).sum().backward()
    assert code.grad is not None
    return (code.grad[0] / code.grad.norm()).numpy()


@pytest.mark.parametrize("make", [LinearGenerator, MappedGenerator])
@pytest.mark.parametrize("seed", [0, 1])
def test_more_brightness_is_found_with_its_sign(make: type[LinearGenerator], seed: int) -> None:
    generator = make()
    found = find(generator, seed)
    assert each(found, "name") == ("brightness",)
    assert float(found.vectors[0] @ luma_gradient(generator)) > 0.95  # not its absolute value: + is brighter


def test_the_normal_accuracies_and_place_are_those_planted(planted: Planted) -> None:
    found = find(planted, samples=1500)
    assert float(found.vectors[0] @ planted.axes[0].numpy()) > 0.95
    assert found.sigma == pytest.approx([1.0], abs=0.06)  # codes have unit deviation along any direction
    held_out, over_all = (float(word.strip(",")) for word in texts(found)[0].split() if word[0].isdigit())
    assert held_out > 0.97 and 0.85 < over_all <= 1 and found[0].spectrum == pytest.approx(held_out, abs=0.006)
    codes = planted.sample(400, seed=5)
    places = codes.numpy() @ found.vectors[0] / found.sigma[0] - found[0].origin
    truth = ((codes - SHIFT) @ planted.axes[0]).numpy()
    assert abs(places.mean()) < 0.2 and places.std() == pytest.approx(1, abs=0.1)
    assert ((places > 0) == (truth > 0)).mean() > 0.85


def test_in_tied_slots_a_place_is_the_same_and_every_slot_moves_alike(planted: Planted) -> None:
    alone, tied = find(planted), find(Planted(3))
    assert tied.vectors.reshape(3, SIZE) * np.sqrt(3) == pytest.approx(np.tile(alone.vectors, (3, 1)), abs=1e-5)
    assert tied.sigma == pytest.approx(alone.sigma * np.sqrt(3), rel=1e-4)
    assert each(tied, "origin") == pytest.approx(each(alone, "origin"), rel=1e-3)
    part = find(Planted(3), layers="2")
    assert not part.vectors[0, :SIZE].any() and not part.vectors[0, 2 * SIZE :].any()


def test_what_is_kept_does_not_move(planted: Planted) -> None:
    found = find(planted, keep="hue, identity")
    kept, alone = found.vectors
    assert each(found, "name") == ("brightness", "brightness (alone)")
    hue = find(planted, attribute="hue").vectors[0]
    axes = planted.axes.numpy()
    assert abs(alone @ hue) > 0.5 and abs(kept @ hue) < 1e-5  # the learned boundary exactly
    assert np.abs(axes[[1, 3, 4]] @ kept).max() < 0.2 and np.abs(axes[3:] @ kept).max() < 1e-2
    ideal = project_out(axes[:1], axes[[1, 3, 4]])[0]
    assert kept @ ideal > 0.93
    assert len(each(found, "spectrum")) == len(each(found, "origin")) == 2
    assert found[1].spectrum > found[0].spectrum > 0.6
    assert texts(found)[0] == f"{kept @ alone:.2f} of the direction is left with hue, identity kept"
    assert [note.rsplit(", ", 1)[1] for note in texts(found)[1:3]] == ["identity kept", "alone"]
    assert texts(found)[3:] == ("the networks see no faces here, so identity may mean nothing",)
    assert texts(find(planted))[-1].startswith("accuracy"), "pixels need no face"


def test_all_that_is_asked_for_is_measured_on_the_same_faces(planted: Planted) -> None:
    find(planted, samples=300, keep="hue, saturation, identity")
    assert planted.drawn == 300


def test_the_same_faces_are_drawn_once_for_another_attribute(planted: Planted) -> None:
    memory = Memory()

    def ask(seed: int = 0, **wanted: Any) -> DirectionSet:
        method = InterFaceGAN(**{"attribute": "brightness", "samples": 400, **wanted})
        return run(method.discover(planted, Context(seed, memory=memory)))

    fresh = find(planted, attribute="hue", samples=400)
    ask(attribute="brightness", keep="hue")
    drawn = planted.drawn
    again = ask(attribute="hue")
    assert planted.drawn == drawn and np.array_equal(again.vectors, fresh.vectors)
    assert np.array_equal(again.sigma, fresh.sigma) and texts(again) == texts(fresh)
    for more in ({"attribute": "saturation"}, {"attribute": "saturation", "seed": 1},
                 {"attribute": "saturation", "samples": 300},
                 {"attribute": "saturation", "keep": "identity"}):  # fmt: skip
        drawn = planted.drawn
        ask(**more)
        assert planted.drawn > drawn


def test_identity_is_the_span_that_embeddings_follow() -> None:
    random = np.random.default_rng(0)
    rows = orthonormal(3, 40, seed=4).double().numpy()
    for n in (30, 600):
        codes = random.normal(size=(n, 40))
        found = identity_directions(codes, codes @ rows.T @ random.normal(size=(3, 128)))
        assert found @ found.T == pytest.approx(np.eye(len(found)), abs=1e-9)
        if n > 40:
            assert len(found) <= 5 and np.linalg.svd(found @ rows.T)[1].min() > 0.999


def test_judged_faces_teach_a_direction(planted: Planted) -> None:
    found = find(planted, examples=verdicts(planted, range(400)), attribute="examples")
    assert float(found.vectors[0] @ planted.axes[0].numpy()) > 0.9
    assert each(found, "name") == ("as judged",) and planted.drawn == 0  # nothing had to be drawn
    said = texts(found)[0].split()
    assert said[:1] == ["accuracy"] and float(said[1]) > 0.85
    assert "over 400 judged faces, in 10 parts" in texts(found)[0]
    few = find(planted, examples=verdicts(planted, range(30)), attribute="examples", keep="hue")
    assert "over 30 judged faces, leaving one out at a time" in texts(few)[0]
    assert abs(few.vectors[0] @ find(planted, attribute="hue").vectors[0]) < 1e-5


def test_a_judgement_can_be_changed_and_taken_back(planted: Planted) -> None:
    examples = ((1, 1.0), (2, 1.0), (3, 1.0), (4, -1.0), (5, -1.0), (6, -1.0), (7, -1.0))
    subspace = Subspace(planted.layout, tied=False)
    codes, labels = run(judging(planted, subspace, (*examples, (7, 1.0))))
    assert labels.tolist() == [1, 1, 1, -1, -1, -1, 1] and codes == pytest.approx(planted.sample(7, 1).numpy())
    assert run(judging(planted, subspace, (*examples, (7, 0.0))))[1].tolist() == [1, 1, 1, -1, -1, -1]
    with pytest.raises(ValueError, match="there are 2 and 4"):
        run(judging(planted, subspace, (*examples, (1, 0.0))))


def test_cross_validation_of_noise_is_no_better_than_chance() -> None:
    random = np.random.default_rng(3)
    for n in (36, 300):
        codes, labels = random.normal(size=(n, 6)), np.where(np.arange(n) % 3, 1.0, -1.0)
        accuracy, _ = run(cross_validating(codes, labels, seed=0))
        assert accuracy < 0.62
        accuracy, _ = run(cross_validating(codes + 3 * labels[:, None], labels, seed=0))
        assert accuracy > 0.97


@pytest.mark.parametrize(
    ("wanted", "why"),
    [
        ({"attribute": "sharpness"}, "Sharpness is the same in .* choose another attribute"),
        ({"samples": 200, "share": 0.01}, "too few to learn from; take more samples or a larger share"),
        ({"keep": "hue, beauty"}, "no attribute 'beauty' to keep; there are .*brightness, .*identity"),
        ({"keep": "brightness"}, "brightness cannot be changed and kept at once; take brightness out"),
        ({"attribute": "symmetry", "keep": "hue, saturation"}, "within theirs; leave out saturation, the nearest"),
        ({"attribute": "hue", "keep": "sharpness"}, "Sharpness is the same"),
        ({"layers": "9"}, "layers must be all"),
        ({"attribute": "examples"}, "at least 3 faces with yes and 3 with no; there are 5 and 0"),
    ],
)
def test_what_cannot_be_learned_is_said_in_a_sentence(planted: Planted, wanted: dict[str, Any], why: str) -> None:
    with pytest.raises(ValueError, match=why) as error:
        find(planted, examples=tuple((seed, 1.0) for seed in range(5)), **wanted)
    assert str(error.value).endswith(".") and "\n" not in str(error.value)


def test_the_ends_are_the_highest_and_the_lowest_scores() -> None:
    scores = np.random.default_rng(0).permutation(np.arange(200.0) ** 2)
    scores[scores == 100.0**2] = np.nan
    ends = Extremes.of(scores, 0.1, "Anything", seed=4)
    both = np.concatenate([ends.taught, ends.held])
    assert len(ends.taught) == 28 and len(set(both.tolist())) == 40
    low, high = 19.0**2, 180.0**2
    assert all(scores[i] >= high if ends.positive[i] else scores[i] <= low for i in both)
    assert len(ends.others) == 199 - 28
    assert ends.accuracy(scores - 199.0**2 / 2) == (1.0, 1.0)  # between the ends: the middle of the range decides
    assert ends.accuracy(-scores + 199.0**2 / 2) == (0.0, 0.0)


def test_ends_that_meet_in_the_middle_differ_all_the_same() -> None:
    scores = 50 + np.random.default_rng(0).normal(0, 10, 2_000)
    scores[scores.argsort()[1000]] = scores[scores.argsort()[999]] + 1e-9  # two faces that are all but equal
    assert len(Extremes.of(scores, 0.5, "Anything", seed=0).taught) == 1_400
    nearly = np.where(np.arange(2_000) < 30, 60.0, 50 + 1e-7 * (scores - 50))  # all but a few are the same to rounding
    for same in (nearly, np.where(np.arange(2_000) < 30, 60.0, 50.0)):
        with pytest.raises(ValueError, match="the same in \\(nearly\\) all of 2000 faces"):
            Extremes.of(same, 0.1, "Anything", seed=0)


def test_suggestions_lie_near_the_boundary_and_far_from_it(planted: Planted) -> None:
    examples = verdicts(planted, range(60))
    found = run(suggest_faces(planted, examples, 30, seed=1))
    assert len(set(found)) == 30 and not set(found) & set(range(60))
    assert found == run(suggest_faces(planted, examples, 30, seed=1))
    assert found != run(suggest_faces(planted, examples, 30, seed=2))
    place = np.array([brighter(planted, seed) for seed in found])
    by_chance = np.mean([abs(brighter(planted, seed)) for seed in range(500, 1000)])
    assert np.abs(place[:20]).mean() < 0.9 * by_chance < np.abs(place[20:]).mean()
    assert (place[20:] > 0).sum() == (place[20:] < 0).sum() == 5
    boundary = run(learning(*run(judging(planted, Subspace(planted.layout, tied=False), examples))))
    assert np.abs(boundary.distances(planted.sample(1, found[0]).double().numpy())) < 0.01


def test_suggestions_are_drawn_at_random_until_there_is_a_boundary(planted: Planted) -> None:
    found = run(suggest_faces(planted, ((3, 1.0), (4, 1.0), (5, 1.0)), 12, seed=0))
    assert len(set(found)) == 12 and max(found) - min(found) > 1000
    again = run(suggest_faces(planted, tuple((seed, 1.0) for seed in found), 12, seed=0))
    assert not set(again) & set(found)
    job = suggest_faces(planted, verdicts(planted, range(20)), 3, seed=0)
    fractions = [progress.fraction for progress in job]
    assert fractions == sorted(fractions) and fractions[-1] == 1


def test_projected_directions_are_unit_and_orthogonal_to_all_that_is_held() -> None:
    random = np.random.default_rng(0)
    normals, held = random.normal(size=(4, 30)), random.normal(size=(6, 30))
    held = np.concatenate([held, held[:1] + 1e-9 * random.normal(size=30), 5 * held[1:2], np.zeros((1, 30))])
    found = project_out(normals, held)
    assert np.abs(found @ held.T).max() < 1e-7 and np.linalg.norm(found, axis=1) == pytest.approx(np.ones(4))
    assert ((found * normals).sum(1) > 0).all()  # they keep their side
    one, other = np.eye(5)[:1], np.array([[0.6, 0.8, 0, 0, 0]])
    assert project_out(one, other) == pytest.approx(np.array([[0.8, -0.6, 0, 0, 0]]))
    assert project_out(normals, np.zeros((0, 30))) == pytest.approx(normals / np.linalg.norm(normals, axis=1)[:, None])


def test_a_direction_of_which_nothing_is_left_is_refused() -> None:
    held = np.eye(6)[:3]
    with pytest.raises(ValueError, match="Nothing is left of direction 2 when the 3 others are held still; hold fewer"):
        project_out(np.stack([np.ones(6), np.array([1, 2, 3, 0.1, 0, 0])]), held)
    assert project_out(np.array([[1, 0, 0, 0.1, 0, 0]]), held) == pytest.approx(np.eye(6)[3:4])


def test_what_is_offered_to_keep_can_be_kept() -> None:
    offered = next(parameter for parameter in parameters_of(InterFaceGAN) if parameter.name == "keep")
    assert offered.kind == "many" and {"yaw", "identity"} <= set(offered.choices)
    assert InterFaceGAN(attribute="examples", keep=", ".join(offered.choices))._kept(General()) == offered.choices


def test_a_smile_is_offered_first() -> None:
    offered = {parameter.name: parameter for parameter in parameters_of(InterFaceGAN)}["attribute"]
    assert offered.default == "smile" and offered.default in offered.choices and offered.choices[0] == "yaw"
