"""Attributes: every network against numbers of an independent port, every measure against what it should say."""

from __future__ import annotations

import math
from itertools import pairwise

import pytest
import torch
import torch.nn.functional as F
from torch import Tensor

from engine.attributes import ATTRIBUTES, face_confidence, identity, landmarks, score
from engine.attributes.measures import Pictures
from engine.attributes.weights import RANGE, expression_network, face_mesh, unpacked
from engine.generators import load
from engine.training.files import write_weights

PIXEL = [name for name, attribute in ATTRIBUTES.items() if not attribute.needs_face]


def drawn() -> Tensor:
    """Two pictures (2, 3, 64, 64) from formulas: a blot with two eyes and a mouth, and the same, paler and aside."""
    y, x = torch.meshgrid(torch.linspace(-1, 1, 64), torch.linspace(-1, 1, 64), indexing="ij")
    face = torch.exp(-((1.4 * x) ** 2) - (1.1 * y) ** 2)
    eyes = torch.exp(-60 * ((x.abs() - 0.32) ** 2 + (y + 0.2) ** 2))
    mouth = torch.exp(-8 * x**2 - 36 * (y - 0.45) ** 2)
    shades = [k * face + 0.1 * torch.sin(5 * k * x) * torch.cos(4 * y) for k in (1.0, 0.75, 0.6)]
    one = (torch.stack(shades) - 0.35 * eyes - 0.3 * mouth).clamp(0, 1)
    return 2 * torch.stack((one, 0.1 + 0.8 * one.roll(5, 2))) - 1


@pytest.fixture(scope="module")
def faces() -> Tensor:
    """48 pictures of the bundled EigenGAN."""
    generator = load("builtin:faces-eigengan-64")
    with torch.no_grad():
        return generator.synthesize(generator.sample(48, 100))


def column(images: Tensor, name: str) -> Tensor:
    with torch.no_grad():
        return score(images, [name])[:, 0]


def flat(*colour: float) -> Tensor:
    return torch.tensor(colour).view(1, 3, 1, 1).expand(1, 3, 16, 16) * 2 - 1


# The expected numbers were computed by another implementation of the same files, which had been compared with the
# packages' own runtime.


def test_the_identity_network_agrees_with_an_independent_port() -> None:
    expected = [[-0.05170, 0.04385, 0.04625, -0.07635, -0.09210], [-0.07986, 0.06804, 0.06866, -0.05243, -0.08276]]
    assert torch.allclose(identity(drawn())[:, :5], torch.tensor(expected), atol=2e-5)


def test_the_landmark_network_agrees_with_an_independent_port() -> None:
    expected = [[0.20304, 0.49276, 0.33186, 0.58841, 0.36976, 0.61578],
                [0.39630, 0.60604, 0.60282, 0.64146, 0.66374, 0.65502]]  # fmt: skip
    found = landmarks(drawn())
    assert found.shape == (2, 68, 2)
    assert torch.allclose(found.flatten(1)[:, :6], torch.tensor(expected), atol=2e-5)


def test_the_expression_network_agrees_with_an_independent_port() -> None:
    expected = [[-4.16658, -5.64929, -14.34471, -7.55227, -7.94969, -11.90814, -6.59888],
                [-2.08357, -3.00923, -9.86195, -10.59708, -11.86826, -14.86645, -4.10391]]  # fmt: skip
    assert torch.allclose(Pictures(drawn()).expression, torch.tensor(expected), atol=2e-4)
    assert torch.allclose(score(drawn(), ["smile"])[:, 0], torch.tensor([-1.48271, -0.92566]), atol=2e-4)


def test_the_age_and_gender_network_agrees_with_an_independent_port() -> None:
    expected = [[9.96302, -0.25825], [12.06198, -0.37907]]
    assert torch.allclose(score(drawn(), ["age", "gender"]), torch.tensor(expected), atol=2e-4)


def test_the_mesh_network_agrees_with_an_independent_port() -> None:
    points, flag = Pictures(drawn()).mesh
    expected = [[[53.38358, 79.17255, 5.90236], [139.32918, 79.30606, 6.31344]],
                [[65.65911, 78.85680, 5.95236], [151.26198, 77.89833, 4.15235]]]  # fmt: skip
    assert torch.allclose(points[:, [33, 263]], torch.tensor(expected), atol=1e-3)
    assert torch.allclose(flag, torch.tensor([-5.46039, -2.62225]), atol=1e-4)


@pytest.mark.parametrize(
    "name", ["smile", "yaw", "pitch", "roll", "brightness", "hue", "saturation", "sharpness", "symmetry"]
)
def test_the_gradient_is_the_slope(name: str, faces: Tensor) -> None:
    picture = faces[:1].clone().requires_grad_()
    (gradient,) = torch.autograd.grad(score(picture, [name]).sum(), picture)
    length = gradient.norm().item()
    assert length > 0
    step = 0.005 * gradient / length
    rise = (column(faces[:1] + step, name) - column(faces[:1] - step, name)).item()
    assert rise == pytest.approx(0.01 * length, rel=0.05)


def test_more_light_is_brighter(faces: Tensor) -> None:
    assert column(flat(1, 1, 1), "brightness").item() == pytest.approx(100)
    assert column(flat(0, 0, 0), "brightness").item() == pytest.approx(0)
    assert (column(faces + 0.2, "brightness") - column(faces, "brightness")).sub(10).abs().max() < 1e-3


def test_hue_runs_from_cold_to_warm() -> None:
    colours = [flat(0.2, 0.5, 0.8), flat(0.3, 0.6, 0.3), flat(0.5, 0.5, 0.5), flat(0.6, 0.3, 0.6), flat(0.8, 0.5, 0.2)]
    found = column(torch.cat(colours), "hue")
    assert torch.allclose(found, torch.tensor([-1.0, 0.0, 0.0, 0.0, 1.0]), atol=0.05)


def test_colour_is_saturated_and_grey_is_not(faces: Tensor) -> None:
    grey = faces.mean(1, keepdim=True).expand_as(faces)
    levels = [column(grey + share * (faces - grey), "saturation") for share in (0.0, 0.5, 1.0, 1.5)]
    assert levels[0].abs().max() < 1e-6
    assert all((more > less).all() for less, more in pairwise(levels))


def test_a_blurred_picture_is_less_sharp(faces: Tensor) -> None:
    blurred = F.avg_pool2d(faces, 3, 1, 1, count_include_pad=False)
    assert (column(blurred, "sharpness") < 0.7 * column(faces, "sharpness")).all()
    assert column(flat(0.3, 0.6, 0.2), "sharpness").item() < 0.02


def test_a_picture_averaged_with_its_mirror_is_wholly_symmetric(faces: Tensor) -> None:
    assert column((faces + faces.flip(3)) / 2, "symmetry").sub(1).abs().max() < 1e-5
    assert (column(faces, "symmetry") < 0.999).all()


def test_a_mirror_turns_yaw_and_roll_round_and_leaves_pitch(faces: Tensor) -> None:
    pose = ["yaw", "pitch", "roll"]
    with torch.no_grad():
        seen, mirrored = score(faces, pose), score(faces.flip(3), pose)
    for i, sign in ((0, -1), (1, 1), (2, -1)):
        assert sign * torch.corrcoef(torch.stack((seen[:, i], mirrored[:, i])))[0, 1] > 0.85
    for i, least in ((0, 10.0), (2, 2.0)):
        clear = seen[:, i].abs() > least
        assert clear.sum() >= 10
        assert (seen[clear, i] * mirrored[clear, i] < 0).all()


def test_a_picture_turned_by_ten_degrees_rolls_by_ten(faces: Tensor) -> None:
    cosine, sine = math.cos(math.radians(10)), math.sin(math.radians(10))
    turn = torch.tensor([[cosine, sine, 0.0], [-sine, cosine, 0.0]]).expand(len(faces), 2, 3)  # content clockwise
    grid = F.affine_grid(turn, list(faces.shape), align_corners=False)
    turned = F.grid_sample(faces, grid, padding_mode="border", align_corners=False)
    change = column(turned, "roll") - column(faces, "roll")
    assert change.median().item() == pytest.approx(10, abs=2)


def test_faces_are_faces_and_noise_is_none(faces: Tensor) -> None:
    noise = torch.rand(8, 3, 64, 64, generator=torch.Generator().manual_seed(1)) * 2 - 1
    with torch.no_grad():
        assert face_confidence(faces).mean() > 0.9
        assert face_confidence(noise).max() < 0.1


def test_a_person_stays_nearest_to_himself(faces: Tensor) -> None:
    noise = 0.02 * torch.randn(faces.shape, generator=torch.Generator().manual_seed(1))
    with torch.no_grad():
        known, again = identity(faces), identity(faces + noise)
    assert torch.allclose(known.norm(dim=1), torch.ones(len(faces)), atol=1e-5)
    assert (torch.cdist(again, known).argmin(1) == torch.arange(len(faces))).all()


@pytest.mark.parametrize("size", [(4, 4), (5, 9), (37, 53), (200, 160)])
def test_any_size_is_measured(size: tuple[int, int]) -> None:
    picture = F.interpolate(drawn(), size, mode="bilinear", align_corners=False)
    assert score(picture, list(ATTRIBUTES)).isfinite().all()
    assert identity(picture).isfinite().all() and face_confidence(picture).isfinite().all()
    if min(size) > 30:
        native, resized = column(drawn(), "brightness"), column(picture, "brightness")
        assert torch.allclose(native, resized, rtol=0.02)


def test_black_white_and_beyond_have_finite_scores_and_gradients() -> None:
    extreme = torch.cat((flat(0, 0, 0), flat(1, 1, 1), flat(1.5, -0.5, 2.0))).requires_grad_()
    found = score(extreme, list(ATTRIBUTES))
    found.sum().backward()
    assert found.isfinite().all()
    assert extreme.grad is not None and extreme.grad.isfinite().all()


def test_columns_are_in_the_order_asked_for() -> None:
    forth, back = score(drawn(), PIXEL), score(drawn(), PIXEL[::-1])
    assert torch.equal(forth.flip(1), back)
    assert score(drawn(), []).shape == (2, 0)


def test_a_network_that_several_attributes_need_runs_once() -> None:
    ran: list[str] = []
    networks = (face_mesh(torch.device("cpu")), expression_network(torch.device("cpu")))
    hooks = [network.register_forward_hook(lambda *_, i=i: ran.append(str(i))) for i, network in enumerate(networks)]
    try:
        score(drawn(), ["yaw", "pitch", "roll", "brightness"])
    finally:
        for hook in hooks:
            hook.remove()
    assert ran == ["0"]


def test_only_age_and_gender_are_weak_and_say_so() -> None:
    weak = [attribute for attribute in ATTRIBUTES.values() if attribute.weak]
    assert [attribute.identifier for attribute in weak] == ["age", "gender"]
    assert all("weak network estimate" in attribute.title for attribute in weak)
    assert [name for name, attribute in ATTRIBUTES.items() if name != attribute.identifier] == []


def test_what_cannot_be_measured_is_said_in_a_sentence() -> None:
    with pytest.raises(ValueError, match=r"There is no attribute 'beauty'; there are yaw, pitch, .*gender\."):
        score(drawn(), ["yaw", "beauty"])
    with pytest.raises(ValueError, match=r"colour pictures .* not on \(2, 1, 64, 64\)"):
        score(drawn()[:, :1], ["yaw"])
    with pytest.raises(ValueError, match="at least 4 x 4 pixels"):
        identity(torch.zeros(1, 3, 3, 8))


def test_bytes_become_the_numbers_that_they_stand_for(tmp_path_factory: pytest.TempPathFactory) -> None:
    path = tmp_path_factory.mktemp("weights") / "network.safetensors"
    stored = {"a": torch.tensor([0, 128, 255], dtype=torch.uint8), "b": torch.tensor([1.5]).half()}
    write_weights(path, stored | {"a" + RANGE: torch.tensor([0.5, -3.0], dtype=torch.float64)}, {})
    weights = unpacked(path)
    assert weights["a"].tolist() == [-3.0, 61.0, 124.5]
    assert weights["b"].tolist() == [1.5] and all(value.dtype == torch.float32 for value in weights.values())
    with pytest.raises(FileNotFoundError, match="Install EigenBrush again"):
        unpacked(path.with_name("other.safetensors"))
