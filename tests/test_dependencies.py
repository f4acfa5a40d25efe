"""The versions that are pinned for a reason, and the reasons."""

from __future__ import annotations

import importlib.util
import os
import subprocess
import sys
import tomllib
from importlib.metadata import version
from pathlib import Path

import pytest
from PySide6.QtCore import QObject

ROOT = Path(__file__).parents[1]


def test_the_pinned_versions_are_the_installed_ones() -> None:
    pinned = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["dependencies"]
    assert {"PySide6-Essentials==6.11.3", "torch==2.13.0"} <= set(pinned)
    exact = [line.split("==") for line in pinned if "==" in line]
    assert len(exact) >= 3
    for name, wanted in exact:
        assert version(name).partition("+")[0] == wanted, name


@pytest.mark.skipif(sys.version_info >= (3, 12), reason="None is immortal there: nothing can be lost")
def test_a_void_qt_call_loses_no_reference_to_none() -> None:
    thing = QObject()
    assert thing.setObjectName("a") is None
    before = sys.getrefcount(None)
    for _ in range(200_000):
        thing.setObjectName("a")
    assert abs(sys.getrefcount(None) - before) < 500


def test_torchvision_is_neither_there_nor_needed() -> None:
    assert importlib.util.find_spec("torchvision") is None


def test_idle_torch_threads_sleep() -> None:
    environment = {name: value for name, value in os.environ.items() if name != "OMP_WAIT_POLICY"}
    code = "import app, os, sys; assert 'torch' not in sys.modules; print(os.environ['OMP_WAIT_POLICY'])"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, env=environment, capture_output=True, text=True)
    assert done.stdout.strip() == "PASSIVE", done.stderr


FIRST_TANGENT = """
import app, sys, threading, torch
from engine.worker.studio import Studio
from engine.document.arrays import ArrayStore
from engine.document.asked.requests import OpenGenerator
from engine.jacobian.tangents import Pushes
from engine.job import run

slow = {"torch._dynamo", "sympy", "torch._decomp.decompositions_for_jvp"}

class Watch:
    def find_spec(self, name, path=None, target=None):
        if name in slow:
            print(name, threading.current_thread() is threading.main_thread())

studio = Studio(ArrayStore())
opened = run(studio.start(OpenGenerator("builtin:faces-eigengan-64")))
generator = studio.generator(opened.ref.sha256)
sys.meta_path.insert(0, Watch())
run(Pushes(generator.stages, None, generator.sample(1, 1)).ahead(torch.eye(generator.layout.dimension)[:2]))
"""


def test_no_step_waits_for_what_torch_loads_at_the_first_tangent() -> None:
    environment = {name: value for name, value in os.environ.items() if name != "PYTORCH_JIT"}
    done = subprocess.run(
        [sys.executable, "-c", FIRST_TANGENT], cwd=ROOT, env=environment, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    assert sorted(done.stdout.splitlines()) == ["sympy False", "torch._dynamo False"]
