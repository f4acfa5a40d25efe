"""Directions as e4e, PTI, rosinality, GANSpace's viewer and WarpedGANSpace save them; what may harm among them."""

from __future__ import annotations

import pickle
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch

from engine.directions.files import load_any_directions
from engine.document.code import Layout, Slot
from engine.document.directions import DirectionSet
from tests.direction_sets import each, texts
from tests.hostile import Trap, attacks, torch_bytes

TIED = Layout((*(Slot(f"w{i}", 4, 8) for i in (1, 2, 3)), Slot("turn", 2, 4, "transform")))
RANDOM = np.random.default_rng(0)
ROWS = np.linalg.qr(RANDOM.normal(size=(4, 4)))[0][:3].astype(np.float32)
PLUS = RANDOM.normal(size=(3, 4)).astype(np.float32)  # a step of its own in each layer
ONCE = "One direction with a step of its own in each of the 3 layers."


def read(path: Path, **more: Any) -> DirectionSet:
    return load_any_directions(path, TIED, "a" * 64, tied=True, **more)


def pt(path: Path, content: object, zipped: bool = True) -> Path:
    path.write_bytes(torch_bytes(content, zipped))
    return path


def pkl(path: Path, content: object, protocol: int = 4) -> Path:
    path.write_bytes(pickle.dumps(content, protocol))
    return path


def steps(found: DirectionSet) -> np.ndarray:
    """How one sigma moves each layer: (k, layers, d)."""
    whole = found.sigma[:, None] * found.vectors
    assert not whole[:, 12:].any()
    return whole[:, :12].reshape(-1, 3, 4)


@pytest.mark.parametrize("form", ["npy", "pt", "pkl", "npz", "in a batch"])
def test_a_step_for_each_layer_is_one_direction(tmp_path: Path, form: str) -> None:
    path = tmp_path / ("steer_face_zoom" + {"in a batch": ".npy"}.get(form, f".{form}"))
    if form in ("npy", "in a batch"):
        np.save(path, PLUS if form == "npy" else PLUS[None])
    elif form == "npz":
        np.savez(path, zoom=PLUS, turn=-PLUS)
    else:
        {"pt": pt, "pkl": pkl}[form](path, torch.from_numpy(PLUS) if form == "pt" else PLUS)
    found = read(path, sure=form == "in a batch")
    assert steps(found) == pytest.approx(np.stack([PLUS, -PLUS]) if form == "npz" else PLUS[None], rel=1e-5)
    assert each(found, "name") == (("zoom", "turn") if form == "npz" else ("steer_face_zoom",))
    assert (ONCE in texts(found)) == (form != "in a batch")


def test_a_layer_that_is_left_alone_is_zeros_and_orthonormal_rows_are_components(tmp_path: Path) -> None:
    np.save(tmp_path / "age.npy", PLUS * [[1], [0], [1]])
    assert steps(read(tmp_path / "age.npy")) == pytest.approx(PLUS[None] * [[1], [0], [1]], rel=1e-5)
    np.save(tmp_path / "components.npy", ROWS)
    found = read(tmp_path / "components.npy")
    assert len(found) == 3 and steps(found)[1] == pytest.approx(np.tile(ROWS[1], (3, 1)), abs=1e-6)
    same = np.tile(ROWS[0], (3, 1))  # of length 1 each, and alike: one boundary, laid out
    np.save(tmp_path / "smile.npy", same)
    assert steps(read(tmp_path / "smile.npy")) == pytest.approx(same[None], abs=1e-6)


@pytest.mark.parametrize("zipped", [True, False])
@pytest.mark.parametrize("shape", [(4,), (1, 4)])
def test_a_tensor_of_one_direction(tmp_path: Path, shape: tuple[int, ...], zipped: bool) -> None:
    for name in ("age", "rotation"):
        found = read(pt(tmp_path / f"{name}.pt", torch.from_numpy(3 * ROWS[0]).reshape(shape), zipped))
        assert each(found, "name") == (name,)
        assert steps(found) == pytest.approx(np.tile(3 * ROWS[0], (1, 3, 1)), rel=1e-5)


def test_e4es_components(tmp_path: Path) -> None:
    mean, std = RANDOM.normal(size=(1, 4)), np.array([3.0, 2, 1])
    content = {"comp": torch.from_numpy(ROWS[:, None]), "mean": torch.from_numpy(mean), "std": torch.from_numpy(std)}
    found = read(pt(tmp_path / "ffhq_pca.pt", content))
    assert steps(found) == pytest.approx(np.tile((std[:, None] * ROWS)[:, None], (1, 3, 1)), rel=1e-5)
    assert np.array(each(found, "origin")) == pytest.approx((ROWS @ mean[0]) / std, rel=1e-4)
    arrays = {name: tensor.numpy() for name, tensor in content.items()}
    assert read(pkl(tmp_path / "ffhq_pca.pkl", arrays)).vectors == pytest.approx(found.vectors)


def test_rosinalitys_factors_are_the_columns(tmp_path: Path) -> None:
    square = torch.linalg.qr(torch.randn(4, 4, generator=torch.Generator().manual_seed(1)))[0]
    found = read(pt(tmp_path / "factor.pt", {"ckpt": "550000.pt", "eigvec": square}))
    assert len(found) == 4 and each(found, "name")[0] == "factor 1"
    for i in range(4):  # their edit of degree 1 is w + eigvec[:, i]
        assert steps(found)[i] == pytest.approx(np.tile(square[:, i].numpy(), (3, 1)), abs=1e-6)


def viewers(**more: Any) -> dict[str, Any]:
    """One direction as GANSpace's viewer keeps it."""
    return {"name": "smile", "sigma_range": 2.0, "component_index": 7, "act_comp": np.ones((1, 9, 2), np.float32),
            "lat_comp": ROWS[:1], "latent_space": "W", "act_stdev": 4.0, "lat_stdev": 2.5, "model_name": "StyleGAN2",
            "output_class": "ffhq", "decomposition": {"name": "ipca", "layer": "style"}, "edit_type": "latent",
            "truncation": 0.9, "edit_start": 1, "edit_end": 2, "example_seed": 5} | more  # fmt: skip


@pytest.mark.parametrize("protocol", [2, 3, 4, 5])
def test_what_ganspaces_viewer_keeps_moves_the_layers_that_it_says(tmp_path: Path, protocol: int) -> None:
    found = read(pkl(tmp_path / "smile.pkl", viewers(), protocol))
    assert each(found, "name") == ("smile",)
    wanted = np.zeros((1, 3, 4))
    wanted[0, 1] = 2.5 * ROWS[0]
    assert steps(found) == pytest.approx(wanted, rel=1e-5)
    assert steps(read(pkl(tmp_path / "all.pkl", viewers(edit_start=0, edit_end=18))))[0, 2].any()
    with pytest.raises(ValueError, match=r"z\.pkl does not fit: it moves the noise z, and this generator .*\.$"):
        read(pkl(tmp_path / "z.pkl", viewers(latent_space="Z")))


def gaussians(count: int, dipoles: int) -> dict[str, torch.Tensor]:
    """WarpedGANSpace's parameters, by its formulas."""
    random = torch.Generator().manual_seed(3)
    ends = torch.randn(count, dipoles, 1, 4, generator=random) * torch.tensor([[1.0], [-1.0]])
    return {"SUPPORT_SETS": 3 * ends.reshape(count, -1), "ALPHAS": torch.tensor([1.0, -1.0]).repeat(count, dipoles),
            "LOGGAMMA": torch.full((count, 1), -2.0)}  # fmt: skip


def theirs(weights: dict[str, torch.Tensor], k: int, z: torch.Tensor) -> torch.Tensor:
    """The unit gradient of a way at z (d,), by autograd."""
    z = z.double().clone().requires_grad_()
    ends = weights["SUPPORT_SETS"][k].double().reshape(-1, 4)
    gamma = weights["LOGGAMMA"][k].double().exp()
    (weights["ALPHAS"][k].double() * torch.exp(-gamma * (z - ends).square().sum(1))).sum().backward()
    return z.grad / z.grad.norm()


@pytest.mark.parametrize("whole", [False, True], ids=["support_sets.pt", "checkpoint.pt"])
def test_warpedganspaces_curves_pass_through_the_mean(tmp_path: Path, whole: bool) -> None:
    weights, mean = gaussians(5, 2), np.zeros(14)
    mean[:12] = np.tile([0.3, -0.2, 0.5, 0.1], 3)
    content = {"iter": 9, "support_sets": weights, "reconstructor": {"a.weight": torch.ones(2)}} if whole else weights
    found = read(pt(tmp_path / "support_sets.pt", content), mean=mean)
    assert len(found) == 5 and found.reach == 6 and found.sigma == pytest.approx(np.sqrt(3))
    for k in range(5):
        at, here = torch.tensor(mean[:4]), theirs(weights, k, torch.tensor(mean[:4]))
        assert found[k].vector[4:8] * np.sqrt(3) == pytest.approx(here.numpy(), abs=0.05)  # chord, not tangent
        for _ in range(6000):
            at = at + 1e-3 * theirs(weights, k, at) if k == 0 else at
        if k == 0:
            assert found[0].path is not None
            assert found[0].path[-1][:4] == pytest.approx(at.numpy() - mean[:4], abs=0.3)
    assert "do not fit together" in refusal(pt(tmp_path / "a.pt", weights | {"LOGGAMMA": torch.ones(3, 1)}))
    far = weights | {"SUPPORT_SETS": torch.full((5, 16), torch.nan)}
    assert "not finite, or lead nowhere" in refusal(pt(tmp_path / "b.pt", far))


def refusal(path: Path) -> str:
    with pytest.raises(ValueError, match=r"^[^\n]+\.$") as refused:
        read(path)
    return str(refused.value)


def test_what_is_something_else_is_called_by_its_name(tmp_path: Path) -> None:
    network = {"style.1.weight": torch.ones(4, 4), "style.1.bias": torch.ones(4)}
    assert "is a network's weights, not a file of directions" in refusal(pt(tmp_path / "g.pt", {"g_ema": network}))
    assert "is a pickle of other things, not" in refusal(pkl(tmp_path / "x.pkl", {"a": "b"}))
    (tmp_path / "page.npz").write_text("<!DOCTYPE html><html>")
    assert "is an unknown kind of file, not" in refusal(tmp_path / "page.npz")
    assert "does not fit: its directions have 7 numbers" in refusal(pt(tmp_path / "age.pt", torch.ones(1, 7)))


def test_nothing_of_a_file_is_run(tmp_path: Path) -> None:
    victim, folder = tmp_path / "victim", tmp_path / "files"
    folder.mkdir()
    for zipped in (True, False):
        pt(folder / f"age{zipped}.pt", {"eigvec": torch.eye(4), "ckpt": Trap(victim)}, zipped)
    pkl(folder / "trap.pkl", viewers(name=Trap(victim)))
    for i, (opcodes, _) in enumerate(attacks(victim).values()):
        (folder / f"{i}.pkl").write_bytes(b"\x80\x02" + opcodes + b".")
    for path in folder.iterdir():
        assert refusal(path)
    assert not victim.exists()


@pytest.mark.parametrize("name", ["age.pt", "old.pt", "smile.pkl"])
def test_a_file_cut_short_anywhere_is_one_sentence(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    pkl(path, viewers()) if name.endswith("pkl") else pt(path, torch.from_numpy(ROWS[0]), name == "age.pt")
    whole = path.read_bytes()
    for size in range(0, len(whole), 7):
        path.write_bytes(whole[:size])
        refusal(path)


def test_lies_about_shapes_are_refused(tmp_path: Path) -> None:
    assert "numbers, and at most" in refusal(pt(tmp_path / "age.pt", torch.ones(1).expand(10**9, 4)))


@pytest.mark.parametrize("name", ["factor.pt", "old.pt", "smile.pkl"])
def test_a_file_with_a_byte_changed_is_read_or_one_sentence(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    pkl(path, viewers()) if name.endswith("pkl") else pt(path, {"ckpt": "a", "eigvec": torch.eye(4)}, name != "old.pt")
    whole, chance = path.read_bytes(), np.random.default_rng(5)
    for place in chance.integers(0, len(whole), 300).tolist():
        path.write_bytes(whole[:place] + bytes([chance.integers(256)]) + whole[place + 1 :])
        try:
            found = read(path)
        except ValueError as error:
            assert str(error).endswith(".") and "\n" not in str(error)
        else:
            assert np.isfinite(found.vectors).all()
