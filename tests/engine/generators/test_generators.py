"""Finding a generator: by path, by built-in name, by content; and the sentence when no family knows it."""

from __future__ import annotations

import hashlib
import subprocess
import sys
from pathlib import Path

import pytest
import torch
from safetensors.torch import save_file
from torch import Tensor

import engine.generators
from app.cli.facts import facts_of, in_lines
from engine.checkpoints.checkpoint import UnreadableFile
from engine.document.disk.limits import CARD
from engine.document.disk.wording import LONGEST
from engine.generators import builtins, families, load

SMALL = {"main.0.weight": torch.rand(4, 6, 4, 4) - 0.5, "main.2.weight": torch.rand(6, 3, 4, 4) - 0.5}


@pytest.fixture
def shelf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of a stand-in for the package of resources."""
    folder = tmp_path / "resources" / "generators"
    folder.mkdir(parents=True)
    monkeypatch.setattr(engine.generators.resources, "files", lambda package: tmp_path / package)
    return folder


def test_a_path_opens_and_the_generator_says_where_it_came_from(tmp_path: Path) -> None:
    path = tmp_path / "tiny.weights"
    save_file(SMALL, path, {"card": "# Tiny"})
    generator = load(path)
    assert (generator.name, generator.source) == ("tiny", str(path))
    assert generator.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    assert generator.metadata == {"card": "# Tiny"}
    assert torch.equal(load(str(path)).synthesize(torch.ones(1, 4)), generator.synthesize(torch.ones(1, 4)))


def test_what_a_file_says_of_itself_is_short_whichever_family_read_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "tiny.weights"
    save_file(SMALL, path)
    family = families()["dcgan"]
    monkeypatch.setattr(family, "names", {"z.2": "turn\n\x1b[31m" + "x" * 100_000})
    monkeypatch.setattr(family, "own_slots", ("z",))
    monkeypatch.setattr(family, "card", "y" * 1_000_000)
    generator = load(path)
    assert len(generator.names["z.2"]) == LONGEST and generator.names["z.2"].isprintable()
    assert generator.card == "y" * CARD
    told = in_lines(facts_of(generator))
    assert "z.2 turn" in told and told.replace("\n", "").isprintable() and max(map(len, told.splitlines())) < 500


@pytest.mark.parametrize("what", ["from_weights", "matches", "map"])
def test_whatever_a_family_stumbles_over_is_a_sentence_and_the_log_has_the_rest(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, what: str
) -> None:
    def stumbles(*_: object, **__: object) -> None:
        raise RuntimeError("mat1 and mat2 shapes cannot be multiplied")

    path = tmp_path / "odd.pth"
    save_file(SMALL, path)
    monkeypatch.setattr(families()["dcgan"], what, stumbles)
    with pytest.raises(UnreadableFile, match=r"^odd\.pth holds a network whose parts do not work together here") as why:
        load(path)
    assert "mat1" not in str(why.value) and "mat1" in caplog.text


def test_built_in_generators_are_listed_and_open_by_name(shelf: Path) -> None:
    for name in ("small.safetensors", "another.safetensors", "small.discriminator.safetensors", "small.md"):
        save_file(SMALL, shelf / name)
    assert builtins() == ("another", "small")
    generator = load("builtin:small")
    assert (generator.name, generator.source, generator.family) == ("small", "builtin:small", "dcgan")


@pytest.mark.parametrize("name", ["missing", "../generators/small", "", "small.discriminator"])
def test_a_built_in_generator_that_is_not_there(shelf: Path, name: str) -> None:
    save_file(SMALL, shelf / "small.safetensors")
    with pytest.raises(UnreadableFile, match=r"There is no built-in generator called .*; there is small\."):
        load(f"builtin:{name}")


def test_the_families_are_found_beside_each_other() -> None:
    assert {name: family.title for name, family in families().items()}.items() >= {
        "dcgan": "DCGAN",
        "eigengan": "EigenGAN",
    }.items()


def refused(tmp_path: Path, weights: dict[str, Tensor], metadata: dict[str, str] | None = None) -> str:
    save_file(weights, tmp_path / "what.safetensors", metadata)
    with pytest.raises(UnreadableFile) as caught:
        load(tmp_path / "what.safetensors")
    text = str(caught.value)
    assert text.endswith(".") and "\n" not in text
    return text


def test_weights_of_no_known_family(tmp_path: Path) -> None:
    text = refused(tmp_path, {f"conv{i}.kernel": torch.ones(2) for i in range(3)})
    assert text == (
        "what.safetensors holds 3 weights (conv0.kernel, conv1.kernel, …) of no generator family known; "
        "the families that open are BigGAN, DCGAN, EigenGAN, FastGAN, GLO, R3GAN, SNGAN, StyleGAN, StyleGAN2, "
        "StyleGAN3, lightweight-gan, progressive GAN and stylegan2-pytorch."
    )


def test_weights_that_nearly_fit_name_what_does_not(tmp_path: Path) -> None:
    text = refused(tmp_path, {**SMALL, "label.weight": torch.ones(2)})
    assert "holds 3 weights" in text and "the nearest is DCGAN, but label.weight is no part of one" in text


def test_a_file_that_names_its_family_is_told_why_it_does_not_fit(tmp_path: Path) -> None:
    text = refused(tmp_path, SMALL, {"family": "eigengan"})
    assert "looks like an EigenGAN but does not fit together: blocks.0.sub.U is missing" in text


def test_a_family_of_the_future_falls_back_on_the_weights(tmp_path: Path) -> None:
    save_file(SMALL, tmp_path / "new", {"family": "stylegan9"})
    assert load(tmp_path / "new").family == "dcgan"


def test_asking_for_the_built_in_names_loads_no_torch() -> None:
    code = "import sys, engine.generators; sys.exit('torch' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
