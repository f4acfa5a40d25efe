"""Where a slider acts: the heat map as a file, the meter in words."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import numpy as np

from app.cli.headless import Desk, check_out, follow
from app.model.painting import looked_at
from engine.document.asked.requests import Heat, SaveMask
from engine.document.disk.files import write_whole
from engine.document.disk.wording import short

#: The percentile of a map that is drawn as the hottest, as in the window.
HOTTEST = 99.5
ENDINGS = (".png", ".npy")


def heat_file(text: str) -> tuple[str, str]:
    """The slider and the file of `SLIDER=FILE`.

    Raises:
        ValueError: it says no such thing; one sentence.
    """
    slider, equals, file = text.rpartition("=")
    if not equals or not slider:
        raise ValueError(f"--heat needs SLIDER=FILE.png or SLIDER=FILE.npy, not {short(repr(text))}.")
    check_out(file, "A heat map", *ENDINGS)
    return slider, file


def heat_of(desk: Desk, slider: str) -> Heat:
    """Where a slider acts on the desk's picture, at its strength there, or at 1 sigma where it rests."""
    return follow(desk.studio.start(looked_at(desk.workspace, desk.slider(slider))), quiet=True)


def write_heat(desk: Desk, heat: Heat, file: str) -> None:
    """Write how much each pixel has moved: as numbers (h, w) float32, or as a grey PNG, its hottest white."""
    if Path(file).suffix.lower() == ".npy":
        content = io.BytesIO()
        np.save(content, heat.realised, allow_pickle=False)
        return write_whole(Path(file), content.getvalue())
    top = float(np.percentile(heat.realised, HOTTEST)) or float(heat.realised.max()) or 1.0
    desk.do(SaveMask(np.round(np.clip(heat.realised / top, 0, 1) * 255).astype(np.uint8), file))
    return None


def meter_of(desk: Desk, slider: str) -> dict[str, Any]:
    """Which shares (0 to 1, None: not known) of a slider's change fall outside the region, as plain values.

    Raises:
        ValueError: there is no region; one sentence.
    """
    work = looked_at(desk.workspace, desk.slider(slider))
    if not work.region:
        raise ValueError("--meter tells what falls outside a region, and there is none; add one with --region.")
    heat = follow(desk.studio.start(work), quiet=True)
    return {"slider": heat.key, "name": desk.workspace.name(heat.key),
            "leakage": heat.leakage, "realised_leakage": heat.realised_leakage,
            "leakage_before": heat.leakage_before, "realised_leakage_before": heat.realised_leakage_before}  # fmt: skip


def in_words(told: dict[str, Any]) -> str:
    """What the meter says of a slider, on one line."""
    name, now, before = short(told["name"]), told["realised_leakage"], told["realised_leakage_before"]
    if now is None:
        return f"{name}: changes nothing"
    unheld = "" if before is None else f"; {100 * before:.0f} % if nothing were held"
    return f"{name}: {100 * now:.0f} % of its change falls outside the region{unheld}"
