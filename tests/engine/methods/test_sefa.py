"""SeFa against singular vectors computed here, and the weights that it takes apart against what networks compute."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

import numpy as np
import pytest
import torch
from torch import Tensor
from torch.overrides import TorchFunctionMode

from engine.codes.subspace import Subspace
from engine.document.code import Layout, Slot
from engine.document.directions import DirectionSet
from engine.generator import Generator, StyleMatrix
from engine.generators import load
from engine.generators.biggan.family import BigGAN
from engine.generators.pggan.family import PGGAN
from engine.generators.pggan.layers import pixel_norm
from engine.generators.stylegan1.family import StyleGAN1
from engine.job import run
from engine.method import Context, check_parameters
from engine.methods.sefa import SeFa
from tests.direction_sets import each
from tests.engine.generators import test_pggan, test_stylegan1
from tests.engine.generators.test_biggan import original_deep_weights, original_weights, small_biggan, small_biggan_deep
from tests.engine.generators.test_dcgan import small_conditional_dcgan
from tests.engine.generators.test_sngan import small_sngan
from tests.engine.generators.test_stylegan2 import (
    opened,
    small_stylegan2,
    small_stylegan2_conditional,
    with_architecture,
)
from tests.engine.generators.test_stylegan3 import small_stylegan3, small_stylegan3_r
from tests.fakes import LinearGenerator, MappedGenerator, small_eigengan


def stylegan1_from_w() -> Generator:
    """Its first layer is a convolution of w instead of a constant."""
    weights = test_stylegan1.state_dict(widths=(8, 6))
    del weights["synthesis.layer0.const"]
    weights["synthesis.layer0.weight"] = torch.randn(8, 12, 4, 4, generator=torch.Generator().manual_seed(4))
    return StyleGAN1.from_weights(weights, {})


def stylegan1_untied() -> Generator:
    """Every layer has a w of its own."""
    weights = test_stylegan1.state_dict(widths=(8, 6))
    weights["mapping.dense2.weight"] = torch.randn(48, 14, generator=torch.Generator().manual_seed(3)) * 100
    weights |= {"mapping.dense2.bias": torch.ones(48), "truncation.w_avg": torch.arange(48.0)}
    return StyleGAN1.from_weights(weights, {})


MAKERS: dict[str, Callable[[], Generator]] = {
    "stylegan2": small_stylegan2,
    "stylegan2 conditional": small_stylegan2_conditional,
    "stylegan2 resnet": lambda: opened(with_architecture("resnet"), architecture="resnet"),
    "stylegan1": test_stylegan1.small_stylegan1,
    "stylegan1 from w": stylegan1_from_w,
    "stylegan1 untied": stylegan1_untied,
    "stylegan3": small_stylegan3,
    "stylegan3-r": small_stylegan3_r,
    "pggan": test_pggan.small_pggan,
    "dcgan conditional": small_conditional_dcgan,
    "sngan": small_sngan,
    "sngan without classes": lambda: small_sngan(0),
    "biggan": small_biggan,
    "biggan without a hierarchy": lambda: BigGAN.from_weights(original_weights(chunk=9, blocks_read=0), {}),
    "biggan deep": small_biggan_deep,
    "biggan deep, original": lambda: BigGAN.from_weights(original_deep_weights(), {}),
    "eigengan": small_eigengan,
    "linear": LinearGenerator,
}
every = pytest.mark.parametrize("name", MAKERS)
made = cache(lambda name: MAKERS[name]())


class Recorded(TorchFunctionMode):
    """Notes what every function of torch gives while it is open."""

    def __init__(self) -> None:
        super().__init__()
        self.outputs: list[Tensor] = []

    def __torch_function__(self, func: Any, types: Any, args: Any = (), kwargs: Any = None) -> Any:
        output = func(*args, **(kwargs or {}))
        if isinstance(output, Tensor):
            self.outputs.append(output.detach().clone())
        return output


def computed(generator: Generator, slot: str, code: Tensor) -> list[Tensor]:
    """All that the last stage which reads this slot computes on the way, flat (StyleGAN2's colours come before it)."""
    at = [i for i, stage in enumerate(generator.stages) if slot in stage.slots][-1]
    features = None
    with torch.no_grad():
        for stage in generator.stages[:at]:
            features = stage.run(features, code)
        generator.stages[at].run(features, code)  # what is made once for all codes is made now
        with Recorded() as mode:
            generator.stages[at].run(features, code)
    return [output.flatten() for output in mode.outputs]


def normalised(code: Tensor) -> Tensor:
    """z (1, z) as the first layer of a progressive GAN gets it."""
    return pixel_norm(pixel_norm(code))


def stacked(generator: Generator, names: list[str], normalize: bool) -> np.ndarray:
    """A (rows, sum of the slots' lengths, or one length if tied) in float64, written down plainly."""
    places, width, blocks = {}, 0, []
    sizes = {slot.name: slot.dimension for slot in generator.layout.slots}
    for name in names:
        places[name] = slice(0, sizes[name]) if generator.tied else slice(width, width + sizes[name])
        width = max(width, places[name].stop)
    for matrix in generator.style_matrices:
        if matrix.slot in names:
            block = np.zeros((len(matrix.weight), width))
            block[:, places[matrix.slot]] = matrix.weight.double().numpy()
            blocks.append(block)
    a = np.concatenate(blocks)
    return a / np.linalg.norm(a, axis=1, keepdims=True) if normalize else a


def found(generator: Generator, **parameters: Any) -> DirectionSet:
    return run(SeFa(**parameters).discover(generator, Context()))


def latent(generator: Generator) -> list[str]:
    return [slot.name for slot in generator.layout.slots if slot.kind == "latent"]


@every
def test_every_latent_slot_has_matrices_of_its_length(name: str) -> None:
    generator = made(name)
    sizes = {slot.name: slot.dimension for slot in generator.layout.slots}
    assert {matrix.slot for matrix in generator.style_matrices} == set(latent(generator))
    for matrix in generator.style_matrices:
        assert matrix.weight.dim() == 2 and matrix.weight.shape[1] == sizes[matrix.slot]
        assert matrix.weight.dtype == torch.float32 and not matrix.weight.requires_grad


@every
def test_the_network_moves_by_the_weight_times_the_step(name: str) -> None:
    generator, random = made(name), torch.Generator().manual_seed(1)
    code = generator.sample(1, seed=2)
    for matrix in generator.style_matrices:
        place, weight = generator.layout.slices[matrix.slot], matrix.weight
        step = torch.zeros_like(code)
        step[:, place] = torch.randn(weight.shape[1], generator=random)
        before, after = (computed(generator, matrix.slot, c) for c in (code, code + step))
        moved = normalised(code + step) - normalised(code) if isinstance(generator, PGGAN) else step
        truth = weight @ moved[0, place]
        moves = [b - a for a, b in zip(before, after, strict=True) if len(a) == len(truth)]
        assert truth.abs().max() > 0.01
        assert min(float((move - truth).abs().max()) for move in moves) < 1e-5 * max(1, float(truth.abs().max()))


@pytest.mark.parametrize("name", ["stylegan2 resnet", "stylegan1", "stylegan3", "pggan", "biggan deep"])
def test_what_no_row_sees_changes_no_picture_and_what_they_see_most_does(name: str) -> None:
    generator = made(name)
    code, seen = generator.sample(1, seed=5), 0
    for slot in latent(generator):
        a = stacked(generator, [slot], normalize=False)
        values, right = np.linalg.svd(a)[1:]
        blind = right[(values > 1e-5 * values[0]).sum() :]
        place = generator.layout.slices[slot]
        steps = torch.zeros(2, len(code[0]))
        steps[0, place] = torch.from_numpy(right[0])
        if len(blind):
            steps[1, place] = torch.from_numpy(blind[0])
        with torch.no_grad():
            picture, moved, same = (generator.synthesize(code + step) for step in (0 * code, steps[:1], steps[1:]))
        assert (same - picture).abs().max() < 2e-5
        assert (moved - picture).abs().max() > 1e-3
        seen += len(blind)
    assert seen or name in ("stylegan1", "pggan", "biggan deep")


@every
@pytest.mark.parametrize("normalize", [True, False])
def test_directions_are_the_right_singular_vectors(name: str, normalize: bool) -> None:
    generator = made(name)
    names = latent(generator)
    a = stacked(generator, names, normalize)
    values, right = np.linalg.svd(a, full_matrices=False)[1:]
    got = found(generator, normalize_rows=normalize, components=512)
    k = len(got.vectors)
    assert k == (values > 1e-3 * values[0]).sum()
    subspace = Subspace(generator.layout, tied=generator.tied)
    short = subspace.project(torch.from_numpy(got.vectors)).double().numpy() * np.sqrt(subspace.copies)
    squares = values**2
    assert each(got, "spectrum") == pytest.approx(squares[:k] / squares.sum(), abs=1e-6)
    assert short @ short.T == pytest.approx(np.eye(k), abs=1e-5)
    # Each row is an eigenvector, to rounding; where neighbours are well apart it is *the* singular vector.
    assert np.abs(short @ (a.T @ a) - squares[:k, None] * short).max() < 1e-5 * squares[0]
    gaps = np.minimum(-np.diff(squares, append=0), -np.diff(squares, prepend=np.inf))[:k] / squares[0]
    apart = gaps > 1e-3
    assert apart.any() and np.abs((short * right[:k]).sum(1))[apart].min() > 0.9999
    if normalize:
        assert squares.sum() == pytest.approx(len(a))


@pytest.mark.parametrize("make", [LinearGenerator, MappedGenerator])
def test_a_linear_generator_gives_its_own_axes_the_strongest_first(make: type[LinearGenerator]) -> None:
    generator = make()
    got = found(generator, normalize_rows=False)
    strengths = {(slot, i): float(s) for slot, all_ in generator.strengths.items() for i, s in enumerate(all_)}
    ranked = sorted(strengths, key=lambda axis: -strengths[axis])
    total = sum(s**2 for s in strengths.values())
    assert len(got.vectors) == 9
    assert each(got, "spectrum") == pytest.approx([strengths[axis] ** 2 / total for axis in ranked], abs=1e-5)
    for row, (slot, i) in zip(got.vectors, ranked, strict=True):
        truth = torch.zeros(9)
        truth[generator.layout.slices[slot]] = generator.turn[slot][:, i]
        if list(strengths.values()).count(strengths[slot, i]) == 1:  # equal ones may be mixed
            assert abs(float(torch.from_numpy(row) @ truth)) > 0.9999


def test_an_eigengan_s_own_sliders_show_in_the_maps_of_its_levels() -> None:
    generator = small_eigengan()
    level = generator.network.levels[1]
    with torch.no_grad():
        level.a.weight.copy_(torch.eye(level.a.weight.shape[0])[:, :, None, None])
    got = found(generator, layers="3", normalize_rows=False)  # eps, z1, z2
    place = generator.layout.slices["z2"]
    # The basis is orthonormal and the 1 x 1 convolution does nothing: the sliders themselves, by their lengths L.
    assert np.abs(got.vectors[:, place]) == pytest.approx(np.eye(3), abs=1e-5)
    lengths = level.sub.L.square().numpy()
    assert each(got, "spectrum") == pytest.approx(lengths / lengths.sum(), abs=1e-5)


@pytest.mark.parametrize(("name", "layers", "slots"), [
    ("stylegan2", "2-4", ["w2", "w3", "w4"]),
    ("stylegan3", "1", ["w1"]),
    ("biggan", "2-3", ["z2", "z3"]),
    ("biggan deep", "2", ["z2"]),
    ("eigengan", "1-2", ["eps", "z1"]),
])  # fmt: skip
def test_a_range_of_layers_reads_and_moves_these_alone(name: str, layers: str, slots: list[str]) -> None:
    generator = made(name)
    got = found(generator, layers=layers, components=3)
    a = stacked(generator, slots, normalize=True)
    right = np.linalg.svd(a, full_matrices=False)[2]
    moved = {slot for slot, place in generator.layout.slices.items() if got.vectors[:, place].any()}
    assert moved == set(slots)
    subspace = Subspace(generator.layout, layers, tied=generator.tied)
    short = subspace.project(torch.from_numpy(got.vectors)).double().numpy() * np.sqrt(subspace.copies)
    assert np.abs((short * right[:3]).sum(1)).min() > 0.999


def test_a_class_beside_z_is_left_out_of_the_first_layer() -> None:
    weights = test_pggan.state_dict(widths=(8, 6), z=515)
    (matrix,) = PGGAN.from_weights(weights, {}).style_matrices
    kernel = weights["layer0.weight"][:, :512].flip(2, 3).permute(2, 3, 0, 1).reshape(-1, 512)
    assert torch.nn.functional.cosine_similarity(matrix.weight, kernel).min() > 0.9999
    (matrix,) = small_conditional_dcgan().style_matrices
    assert matrix.weight.shape == (256, 7)


def test_no_more_directions_than_the_rows_can_tell_apart() -> None:
    assert len(found(small_stylegan3(), layers="1").vectors) == 4  # a transform of four numbers reads w1
    assert len(found(small_stylegan2(), components=2).vectors) == 2


@pytest.mark.parametrize("make", [MappedGenerator, small_stylegan2, small_biggan_deep])
def test_sigma_and_origin_are_those_of_sampled_codes(make: Callable[[], Generator]) -> None:
    generator = make()
    got = found(generator, layers="2-3")
    places = generator.sample(4000, seed=7).double().numpy() @ got.vectors.T.astype(np.float64)
    assert got.sigma == pytest.approx(places.std(0), rel=0.2)
    assert each(got, "origin") == pytest.approx(places.mean(0) / places.std(0), abs=0.35)


class Still(LinearGenerator):
    """Codes differ in eps alone, or not at all."""

    def __init__(self, spread: float) -> None:
        super().__init__(name="still")
        self.spread = spread

    def map(self, z: Tensor, c: Tensor | None = None) -> Tensor:
        return z * torch.tensor([self.spread] * 4 + [0] * 5) + 1


@pytest.mark.parametrize(("spread", "length"), [(3.0, 2.0), (0.0, 1.0)])
def test_a_direction_along_which_codes_do_not_differ_has_a_length_all_the_same(spread: float, length: float) -> None:
    got = found(Still(spread), normalize_rows=False)
    inside = np.abs(got.vectors[:, :4]).max(1) > 0
    assert got.sigma[~inside] == pytest.approx(np.full(5, length), rel=0.1)  # what is typical: 3 in four of nine
    assert got.sigma[inside] == pytest.approx(np.full(4, spread or 1), rel=0.25)
    assert np.isfinite(each(got, "origin")).all()


def test_a_row_of_zeros_does_not_count() -> None:
    class Padded(LinearGenerator):
        @property
        def style_matrices(self) -> tuple[StyleMatrix, ...]:
            return tuple(StyleMatrix(m.slot, torch.cat((m.weight, 0 * m.weight))) for m in super().style_matrices)

    one, other = found(LinearGenerator(), normalize_rows=True), found(Padded(), normalize_rows=True)
    assert other.vectors == pytest.approx(one.vectors, abs=1e-5)
    assert each(other, "spectrum") == pytest.approx(each(one, "spectrum"))


def test_without_such_weights_a_sentence_says_so() -> None:
    class Bare(LinearGenerator):
        style_matrices = ()

    class Partly(LinearGenerator):
        @property
        def style_matrices(self) -> tuple[StyleMatrix, ...]:
            return super().style_matrices[:1]

    reason = SeFa.why_not(Bare(name="bare"))
    assert reason.startswith("bare has no linear map") and reason.endswith(".") and SeFa.why_not(Partly()) == ""
    assert not found(Partly()).vectors[:, 4:].any()
    with pytest.raises(ValueError, match=r"^No weights but zeros read layers 2-3 first; .*\.$"):
        found(Partly(), layers="2-3")


def test_parameters_have_bounds() -> None:
    check_parameters(SeFa(components=512))
    with pytest.raises(ValueError, match="between 1 and 512"):
        check_parameters(SeFa(components=0))
    with pytest.raises(ValueError, match="1-3"):
        found(LinearGenerator(), layers="2-9")


def test_slots_tied_together_share_their_columns() -> None:
    class Tied(LinearGenerator):
        tied = True

        def __init__(self) -> None:
            super().__init__(name="tied")
            self.layout = Layout((Slot("w1", 3, 4), Slot("w2", 3, 8)))
            self.read = {"w1": torch.tensor([[3.0, 0, 0]]), "w2": torch.tensor([[0.0, 2, 0], [1.0, 0, 1]])}

        @property
        def style_matrices(self) -> tuple[StyleMatrix, ...]:
            return tuple(StyleMatrix(slot, weight) for slot, weight in self.read.items())

        def map(self, z: Tensor, c: Tensor | None = None) -> Tensor:
            return (z[:, :3] * torch.tensor([1.0, 1, 0])).repeat(1, 2)

    generator = Tied()
    got = found(generator, normalize_rows=False)
    values, axes = np.linalg.eigh(np.diag([10.0, 4, 1]) + np.array([[0, 0, 1], [0, 0, 0], [1, 0, 0]]))
    truth = np.tile(axes.T[::-1], 2) / np.sqrt(2)
    assert np.abs((got.vectors * truth).sum(1)) == pytest.approx(np.ones(3), abs=1e-6)
    assert each(got, "spectrum") == pytest.approx(values[::-1] / 15, abs=1e-6)
    assert got.sigma[1] == pytest.approx(np.sqrt(2), rel=0.2)  # one sigma in each of two slots
    generator.read["w2"] = torch.tensor([[0.0, 2, 0], [0.0, 0, 1]])
    still = found(generator, normalize_rows=False)
    assert np.abs(still.vectors[2]) == pytest.approx(np.sqrt([0, 0, 0.5, 0, 0, 0.5]), abs=1e-6)
    assert still.sigma[2] == pytest.approx(np.sqrt(2 * 2 / 3), rel=0.1)  # typical of numbers of which one never differs


def test_the_shipped_faces_move() -> None:
    generator = load("builtin:faces-stylegan2-64")
    got = found(generator, components=3)
    code, step = generator.sample(1, seed=3), torch.from_numpy(got.vectors * got.sigma[:, None])
    with torch.no_grad():
        change = generator.synthesize(code + 2 * step) - generator.synthesize(code - 2 * step)
    assert change.abs().mean((1, 2, 3)).min() > 0.02
