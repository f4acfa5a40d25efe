"""Settings that weights do not hold: what is read off them, what a person chooses, and that a choice is kept with what
was made by it."""

from __future__ import annotations

import hashlib
import math
from pathlib import Path

import numpy as np
import pytest
import torch
from torch import Tensor

from app.__main__ import main
from engine.checkpoints.checkpoint import UnreadableFile
from engine.document.arrays import ArrayStore
from engine.document.asked.requests import OpenGenerator, ReadOtherwise
from engine.document.saved.readings import SETTINGS, WORDS, Left, chosen, identity, others, reading_for, reading_of
from engine.drawing.doubts import doubt
from engine.generators import load, opening
from engine.generators.pggan.family import PGGAN
from engine.generators.reading import DoesNotFit
from engine.generators.stylegan1.family import StyleGAN1
from engine.job import Progress, run
from engine.worker.studio import Studio
from tests.engine.generators.test_pggan import state_dict as progressive
from tests.engine.generators.test_stylegan1 import Weights, pictures, state_dict


def unscaled(weights: Weights) -> Weights:
    """The same network as GenForce saves it with `use_wscale` off: the factors are in the weights."""
    made = dict(weights)
    for name, weight in weights.items():
        if name.endswith(".weight") and "apply_noise" not in name and weight.dim() > 1:
            gain = 1 if ".style." in name or "output" in name else math.sqrt(2)
            made[name] = weight * gain / math.sqrt(weight[0].numel())
    return made


def saved(weights: Weights, path: Path) -> str:
    torch.save(weights, path)
    return hashlib.sha256(path.read_bytes()).hexdigest()


def test_whether_weights_are_scaled_is_read_off_them() -> None:
    weights = state_dict()
    usual, other = StyleGAN1.from_weights(weights, {}), StyleGAN1.from_weights(unscaled(weights), {})
    assert usual.readings["use_wscale"].taken == "yes" and other.readings["use_wscale"].taken == "no"
    assert other.readings["lr_multiplier"].taken == "0.01" and not other.guesses
    codes = usual.sample(2, 5)
    assert (other.sample(2, 5) - codes).abs().max() < 1e-6 * codes.abs().max()
    assert (other.synthesize(codes) - usual.synthesize(codes)).abs().max() < 1e-5


def test_what_is_chosen_is_drawn() -> None:
    weights = state_dict()
    codes = StyleGAN1.from_weights(weights, {}).sample(2, 5)
    plain = pictures(weights, codes)
    squeezed = StyleGAN1.from_weights(weights, {"reading": "final_tanh=yes"})
    assert (squeezed.synthesize(codes) - plain.tanh()).abs().max() < 1e-5
    fused = StyleGAN1.from_weights(weights, {"reading": "fused_scale=all"})
    assert (fused.synthesize(codes) - pictures(weights, codes, fused=frozenset((2, 4, 6)))).abs().max() < 1e-5
    assert fused.readings["fused_scale"] == ("all", "late", ("late", "all"))
    kept = StyleGAN1.from_weights(weights, {"reading": "use_wscale=no, lr_multiplier=1"})
    assert kept.readings["use_wscale"].taken == "no" and kept.readings["lr_multiplier"].taken == "1"
    z = torch.randn(2, 9, generator=torch.Generator().manual_seed(1))
    h = z / (z.square().mean(1, keepdim=True) + 1e-8).sqrt()
    for i in range(3):
        h = torch.nn.functional.linear(h, weights[f"mapping.dense{i}.weight"], weights[f"mapping.dense{i}.bias"])
        h = torch.nn.functional.leaky_relu(h, 0.2)
    assert (kept.map(z)[:, :12] - h).abs().max() < 1e-5 * h.abs().max()


def test_a_progressive_gan_is_read_otherwise_too() -> None:
    weights = progressive()
    usual = PGGAN.from_weights(weights, {})
    codes = usual.sample(2, 1)
    squeezed = PGGAN.from_weights(weights, {"reading": "final_tanh=yes"})
    assert torch.allclose(squeezed.synthesize(codes), usual.synthesize(codes).tanh())
    other = PGGAN.from_weights(unscaled(weights), {})
    assert other.readings["use_wscale"].taken == "no"
    assert (other.synthesize(codes) - usual.synthesize(codes)).abs().max() < 1e-5


def test_files_that_tell_their_settings_leave_nothing_open() -> None:
    assert not StyleGAN1.from_weights(state_dict(), {"settings_told": "yes"}).readings


@pytest.mark.parametrize("text", ["final_tanh=maybe", "depth=3", "final_tanh"])
def test_a_choice_that_there_is_none_of_does_not_fit(text: str) -> None:
    with pytest.raises(DoesNotFit, match=r"is no setting; there are final_tanh=no\|yes"):
        StyleGAN1.from_weights(state_dict(), {"reading": text})


def test_a_reading_has_an_identity_by_which_it_is_found_again() -> None:
    sha256 = "a" * 64
    assert identity(sha256, "") == sha256 and reading_for(sha256, sha256) == ""
    for name, values in SETTINGS.items():
        for value in values:
            assert (name, value) in WORDS
            text = reading_of({"final_tanh": "yes"} | {name: value})
            assert reading_for(sha256, identity(sha256, text)) == text and reading_of(chosen(text)) == text
    assert reading_for(sha256, "b" * 64) is None
    left = {"lr_multiplier": Left("0.01", "0.01", ("0.01", "1")), "final_tanh": Left("yes", "no", ("no", "yes"))}
    assert others("final_tanh=yes", left) == (
        ("final_tanh=yes, lr_multiplier=1", WORDS["lr_multiplier", "1"]),
        ("", WORDS["final_tanh", "no"]),  # as where nobody chose
    )


def test_what_was_made_with_a_reading_opens_the_file_in_it(tmp_path: Path) -> None:
    sha256 = saved(state_dict(), tmp_path / "a.pth")
    squeezed = identity(sha256, "final_tanh=yes")
    chosen_once = run(opening(tmp_path / "a.pth", readings={sha256: "final_tanh=yes"}))[0]
    expected = run(opening(tmp_path / "a.pth", expected=squeezed))[0]
    plain = run(opening(tmp_path / "a.pth", expected=sha256, readings={sha256: "final_tanh=yes"}))[0]
    assert (chosen_once.sha256, expected.sha256, plain.sha256) == (squeezed, squeezed, sha256)
    code = plain.sample(1, 3)
    assert torch.equal(expected.synthesize(code), chosen_once.synthesize(code))
    assert torch.allclose(expected.synthesize(code), plain.synthesize(code).tanh())
    with pytest.raises(UnreadableFile, match="has changed since"):
        run(opening(tmp_path / "a.pth", expected="b" * 64))


def test_a_copy_keeps_the_reading(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    sha256 = saved(state_dict(), tmp_path / "a.pth")
    assert main(["convert", str(tmp_path / "a.pth"), "--reading", "final_tanh=yes"]) == 0
    copy = load(tmp_path / "a.safetensors")
    assert copy.sha256 == identity(sha256, "final_tanh=yes") and copy.readings["final_tanh"].taken == "yes"
    assert run(opening(tmp_path / "a.safetensors", expected=sha256))[0].readings["final_tanh"].taken == "no"
    capsys.readouterr()
    assert main(["convert", str(tmp_path / "a.pth"), "--reading", "depth=3"]) != 0
    assert "is no setting" in capsys.readouterr().err
    assert main(["inspect", str(tmp_path / "a.safetensors")]) == 0
    assert "final_tanh=yes (or no)" in capsys.readouterr().out


def blown_up(weights: Weights) -> Weights:
    return weights | {name: w * 12 for name, w in weights.items() if name.startswith("synthesis.output")}


@pytest.mark.parametrize(("change", "why"), [(blown_up, "black or white"), (dict, "")])
def test_pictures_that_are_none_are_doubted(change: object, why: str) -> None:
    said = doubt(StyleGAN1.from_weights(change(state_dict()), {}))  # type: ignore[operator]
    assert (why in said and "About this generator" in said) if why else said == ""


def test_each_other_way_is_drawn_from_the_file(tmp_path: Path) -> None:
    saved(state_dict(), tmp_path / "a.pth")
    studio = Studio(ArrayStore())
    info = run(studio.start(OpenGenerator(str(tmp_path / "a.pth"))))
    drawn: dict[str, Tensor] = {}
    for step in studio.start(ReadOtherwise(info.ref.sha256, 3)):
        assert isinstance(step, Progress)
        if step.partial is not None:
            drawn[step.partial[0]] = torch.from_numpy(step.partial[1])
    assert list(drawn) == [reading for reading, _ in info.readings] and len(drawn) == 4
    seen = run(opening(tmp_path / "a.pth", readings={info.file: "final_tanh=yes"}))[0]
    picture = (seen.synthesize(seen.sample(1, 3))[0].permute(1, 2, 0) * 127.5 + 128).clamp(0, 255)
    assert np.abs(drawn["final_tanh=yes"].numpy().astype(float) - picture.numpy()).max() <= 1
    other = run(studio.start(OpenGenerator(str(tmp_path / "a.pth"), readings=((info.file, "final_tanh=yes"),))))
    assert other.ref.sha256 != info.ref.sha256 and other.file == info.file
    assert other.reading == (WORDS["final_tanh", "yes"],)
