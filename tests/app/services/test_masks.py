"""Masks and tables are read by the engine; what came too late for what is on screen is said and changes nothing."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from engine.document.asked.labels import Labels, LoadLabels
from engine.document.asked.requests import LoadMask, Mask, SaveMask
from engine.job import run
from tests.app.desk import Desk, info
from tests.fakes import a_studio

PAINTED = np.full((256, 256), 255, np.uint8)


def test_a_mask_is_asked_for_and_painted_when_it_comes(desk: Desk) -> None:
    desk.open(info())
    desk.controller.masks.load("/there/wide.png")
    assert desk.jobs[-1].work == LoadMask("/there/wide.png", 256) and not desk.controller.workspace.document.regions
    desk.done(Mask(PAINTED, "It was drawn out."))
    assert np.array_equal(desk.controller.regions.painting.mask(), PAINTED)
    assert desk.said[-1][:2] == ("It was drawn out.", "info")
    desk.controller.masks.save("/there/mask.png")
    asked = desk.jobs[-1].work
    assert isinstance(asked, SaveMask) and np.array_equal(asked.mask, PAINTED)
    desk.done("/there/mask.png")
    assert desk.said[-1][0] == "Saved mask.png in /there." and desk.controller.settings.folder == "/there"


@pytest.mark.parametrize("what", ["generator", "region"])
def test_a_mask_that_comes_too_late_is_said_and_paints_nothing(desk: Desk, what: str) -> None:
    desk.open(info())
    desk.controller.masks.load("/there/mask.png")
    job = desk.jobs[-1]
    if what == "generator":
        desk.open(info("other", "b" * 64))
    else:
        desk.controller.regions.painting.add()
    desk.jobs.append(job)
    desk.done(Mask(PAINTED))
    assert not desk.controller.regions.painting.painted
    assert desk.said[-1][0].startswith("mask.png was not painted, because another region came up")


def test_labels_that_come_too_late_are_said_and_judge_nothing(desk: Desk) -> None:
    desk.open(info())
    desk.controller.directions.load_labels("/there/faces.csv")
    job = desk.jobs[-1]
    assert job.work == LoadLabels("/there/faces.csv")
    desk.open(info("other", "b" * 64))
    desk.jobs.append(job)
    desk.done(Labels(((1, 1.0), (2, -1.0)), 0))
    assert not any(workspace.judgements.key for workspace in desk.controller.workspaces.values())
    assert desk.said[-1][0].startswith("faces.csv was not used")


def test_the_studio_writes_and_reads_masks_and_tables(tmp_path: Path) -> None:
    studio, path, mask = a_studio(), tmp_path / "mask.png", np.tile(np.arange(256, dtype=np.uint8), (256, 1))
    assert run(studio.start(SaveMask(mask, str(path)))) == str(path)
    with Image.open(path) as picture:
        assert np.array_equal(np.asarray(picture), mask)
    found = run(studio.start(LoadMask(str(path), 256)))
    assert np.array_equal(found.mask, mask) and not found.told
    with pytest.raises(ValueError, match="is not a mask"):
        run(studio.start(LoadMask(str(tmp_path / "none.png"), 256)))
    with pytest.raises(OSError, match=r"could not be written to .*\.$"):
        run(studio.start(SaveMask(mask, str(tmp_path / "none" / "mask.png"))))
    (tmp_path / "faces.csv").write_text("seed,label\n1,yes\n2,no\n")
    assert run(studio.start(LoadLabels(str(tmp_path / "faces.csv")))) == Labels(((1, 1.0), (2, -1.0)), 0)
