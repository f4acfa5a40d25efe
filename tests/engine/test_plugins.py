"""Methods and families of other packages: the example of CONTRIBUTING.md, installed and run; broken ones left out."""

from __future__ import annotations

import logging
import re
import sys
import tomllib
from collections.abc import Iterator
from importlib import invalidate_caches
from pathlib import Path

import numpy as np
import pytest
import torch
from safetensors.torch import save_file

from engine import generator as families_of
from engine import method, plugins
from engine.checkpoints.checkpoint import UnreadableFile
from engine.document.arrays import ArrayStore
from engine.generators import families, load
from engine.job import run
from engine.method import Context, fix_signs
from engine.methods import load_methods
from engine.worker.studio import Studio
from tests.fakes import LinearGenerator

GUIDE = Path(__file__).parents[2] / "CONTRIBUTING.md"
BLOCK = re.compile(r"^```(?:toml|python)\n# (\S+\.(?:toml|py))\n(.*?)^```$", re.MULTILINE | re.DOTALL)


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """An empty folder where packages are installed; afterwards nothing of them remains."""
    load_methods()
    families()
    before = set(sys.modules)
    kept = [(registry, dict(registry)) for registry in (method.METHODS, families_of.FAMILIES)]
    monkeypatch.setattr(plugins, "_TRIED", {})
    monkeypatch.syspath_prepend(tmp_path)
    yield tmp_path
    for registry, content in kept:
        registry.clear()
        registry.update(content)
    for name in set(sys.modules) - before:
        if name.startswith(("eigenbrush_example", "broken")):
            del sys.modules[name]


def install(site: Path, project: str, files: dict[str, str]) -> None:
    """What an installer leaves behind: the files, and the metadata with the entry points of the project."""
    told = tomllib.loads(project)["project"]
    for name, text in files.items():
        (site / name).parent.mkdir(parents=True, exist_ok=True)
        (site / name).write_text(text)
    metadata = site / f"{told['name'].replace('-', '_')}-{told['version']}.dist-info"
    metadata.mkdir()
    (metadata / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {told['name']}\nVersion: {told['version']}\n")
    groups = (f"[{g}]\n" + "".join(f"{k} = {v}\n" for k, v in e.items()) for g, e in told["entry-points"].items())
    (metadata / "entry_points.txt").write_text("\n".join(groups))
    invalidate_caches()
    plugins._offered.cache_clear()


def broken(site: Path, group: str, source: str) -> None:
    entry = f'[project.entry-points."{group}"]\nshaky = "broken_plugin:Thing"\n'
    project = f'[project]\nname = "broken-plugin"\nversion = "1"\n{entry}'
    install(site, project, {"broken_plugin.py": source})


def test_the_example_of_the_guide_is_installed_and_runs(site: Path) -> None:
    files = dict(BLOCK.findall(GUIDE.read_text(encoding="utf-8")))
    assert sorted(files) == ["eigenbrush_example/random.py", "eigenbrush_example/sums.py", "pyproject.toml"]
    known, known_families = set(load_methods()), set(families())
    install(site, files.pop("pyproject.toml"), files)
    methods = load_methods()
    assert set(methods) - known == {"random"} and list(methods) == sorted(methods)
    assert set(families()) - known_families == {"sums"} and plugins.left_out() == ()

    found = run(methods["random"](count=3).discover(LinearGenerator(), Context(5)))  # type: ignore[call-arg]
    assert np.linalg.norm(found.vectors, axis=1) == pytest.approx(np.ones(3), abs=1e-6)
    assert np.array_equal(found.vectors, fix_signs(found.vectors)) and (found.sigma > 0).all()
    again = run(methods["random"](count=3).discover(LinearGenerator(), Context(5)))  # type: ignore[call-arg]
    assert np.array_equal(found.vectors, again.vectors)

    pictures = torch.randn(4, 3, 8, 8, generator=torch.Generator().manual_seed(0))
    save_file({"sums.pictures": pictures}, site / "sums.safetensors")
    generator = load(site / "sums.safetensors")
    codes = generator.sample(2)
    assert torch.allclose(generator.synthesize(codes), torch.einsum("nz,zchw->nchw", codes, pictures), atol=1e-5)
    save_file({"sums.pictures": pictures[:, :1].contiguous()}, site / "grey.safetensors")
    with pytest.raises(UnreadableFile, match=r"looks like a Sum of pictures but does not fit together: sums\.pictures"):
        load(site / "grey.safetensors")


HEAD = "from dataclasses import dataclass, field\nfrom engine.method import Method, method\n"
NAMED = "    title = paper = 'x'\n    def discover(self, generator, context): yield\n"


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("import nowhere_at_all\n", "ModuleNotFoundError: No module named 'nowhere_at_all'"),
        ("raise RuntimeError('first line\\nsecond line')\n", "RuntimeError: first line second line"),
        ("Other = 1\n", "AttributeError"),
        ("Thing = 1\n", "ValueError: broken_plugin:Thing is not registered"),
        (HEAD + "class Thing(Method):\n" + NAMED, "broken_plugin:Thing is not registered"),
        (HEAD + "@method('shaky')\nclass Thing:\n    pass\n", "TypeError: Thing is no dataclass"),
        (HEAD + "@method('shaky')\n@dataclass\nclass Thing(Method):\n    title = paper = 'x'\n", "with a discover"),
        (HEAD + "@method('shaky')\n@dataclass\nclass Thing(Method):\n    x: int = 1\n" + NAMED, "KeyError: 'help'"),
        (HEAD + "@method('sefa')\n@dataclass\nclass Thing(Method):\n" + NAMED, "something else is called sefa already"),
    ],
)
def test_a_broken_method_is_named_and_left_out(
    site: Path, source: str, said: str, caplog: pytest.LogCaptureFixture
) -> None:
    known = load_methods()
    broken(site, plugins.METHODS, source)
    with caplog.at_level(logging.WARNING, "engine.plugins"):
        assert load_methods() == known == load_methods()
    (sentence,) = plugins.left_out()
    assert said in sentence and "plug-in shaky of the package broken-plugin" in sentence and "\n" not in sentence
    assert [record.getMessage() for record in caplog.records] == [sentence]  # once
    assert Studio(ArrayStore()).ready().notes == (sentence,)


def test_a_family_that_fails_on_a_file_is_asked_last_and_harms_no_other(site: Path) -> None:
    source = (
        "from engine.generator import Generator, family\n@family('a')\nclass Thing(Generator):\n    title = 'Thing'\n"
        "    @classmethod\n    def matches(cls, weights, metadata):\n        return {}[1]\n"
        "    @classmethod\n    def from_weights(cls, weights, metadata):\n        return {}[1]\n"
    )
    broken(site, plugins.FAMILIES, source)
    assert list(families())[-1] == "a"
    save_file({"strange": torch.zeros(2)}, site / "strange.safetensors")
    with pytest.raises(UnreadableFile, match="holds 1 weights"):
        load(site / "strange.safetensors")
    assert load("builtin:faces-eigengan-64").family == "eigengan"


def test_a_family_that_is_none_is_left_out(site: Path) -> None:
    broken(site, plugins.FAMILIES, "from engine.generator import family\n@family('a')\nclass Thing:\n    pass\n")
    assert "a" not in families() and "is no engine.generator.Generator" in plugins.left_out()[0]
