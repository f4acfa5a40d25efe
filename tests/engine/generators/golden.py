"""Pictures of small networks as they were once drawn: kept in an `.npz` beside the tests."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import numpy as np


def keep(path: Path, pictures: Mapping[str, np.ndarray]) -> None:
    """What the code draws at this moment is what it should draw."""
    path.parent.mkdir(exist_ok=True)
    np.savez_compressed(path, **pictures)


def check_same(path: Path, pictures: Mapping[str, np.ndarray]) -> None:
    """Each is there, no other is, and no number differs by 1e-4."""
    kept = np.load(path)
    assert set(kept) == set(pictures)
    for name, picture in pictures.items():
        assert np.abs(kept[name] - picture).max() < 1e-4, name
