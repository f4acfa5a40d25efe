"""Whether the packages are there that only other machines need."""

from __future__ import annotations

import importlib.util

from engine.language import tr

PACKAGES = ("distributed", "cryptography")


def check_packages() -> None:
    """Raises ValueError, one sentence, where one of them is missing."""
    missing = [name for name in PACKAGES if importlib.util.find_spec(name) is None]
    if missing:
        raise ValueError(
            tr(
                "Working on other machines needs the package {missing}: run pip install \"eigenbrush[remote]\", then "
                "start EigenBrush again.",
                missing=missing[0],
            )
        )  # fmt: skip
