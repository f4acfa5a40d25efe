"""Regions of a picture, and which sliders keep to them, or to some layers."""

from __future__ import annotations

import re
from collections.abc import Container
from pathlib import Path

from app.cli.headless import Desk
from app.cli.telling import warn
from app.model.painting import Painting, local_offers
from engine.document.asked.requests import FindParts, LoadMask
from engine.document.disk.wording import short
from engine.document.keys import SliderKey


def add_region(desk: Desk, text: str) -> None:
    """Add the region that `NAME=FILE.png` or `NAME`, a ready-made one, says.

    Raises:
        ValueError: the file is no mask, or there is none such ready-made; one sentence.
    """
    painting = Painting(desk.workspace)
    name, _, file = text.partition("=")
    if not file and Path(name).suffix.lower() == ".png":
        name, file = Path(name).stem, name
    if file:
        found = desk.do(LoadMask(file, painting.side, painting.size.aspect))
        if found.told:
            warn(f"eigenbrush: {found.told}")
        mask = found.mask
    elif painting.document.region(name) is not None:  # of the saved picture
        return
    else:
        local = (offer.identifier for offer in local_offers(desk.workspace.info))
        parts = desk.do(FindParts(painting.face(local), painting.side))
        if name not in parts:
            raise ValueError(f"There is no ready-made region {short(repr(name))} in this picture; there are "
                             f"{', '.join(parts)}. Give one of them, or NAME=FILE.png.")  # fmt: skip
        mask = parts[name]
    if painting.document.region(name) is None:
        painting.add()
    painting.put_part(name, mask)


def mask_slider(desk: Desk, text: str, later: Container[str]) -> tuple[str, str]:
    """Let a slider act in a region only, as `SLIDER=REGION` says -> its key, the array key of the mask. One of those
    that move `later` only need not be moved here.

    Raises:
        ValueError: there is no such slider or region, or it is not moved; one sentence.
    """
    slider, _, name = text.rpartition("=")
    document = desk.workspace.document
    region = document.region(name)
    if not slider or region is None:
        there = ", ".join(short(region.name) for region in document.regions) or "none; add one with --region"
        raise ValueError(f"--mask needs SLIDER=REGION, and {short(repr(name))} is no region. There is {there}.")
    key = desk.slider(slider)
    if document.edit(key) is None and key not in later:
        raise ValueError(f"--mask says where {short(slider)} acts, but nothing moves it. Move it with --set.")
    Painting(desk.workspace).set_mask(key, name)
    return key, region.mask


def narrow(desk: Desk, text: str) -> None:
    """Let a slider move some layers only, as `SLIDER=FIRST-LAST` says.

    Raises:
        ValueError: that is none, or it moves nothing in these layers; one sentence.
    """
    found = re.fullmatch(r"(.+)=(\d{1,4})-(\d{1,4})", text)
    most = desk.workspace.info.latents
    if found is None or not 1 <= int(found[2]) <= int(found[3]) <= most:
        raise ValueError(f"--layers needs SLIDER=FIRST-LAST with layers from 1 to {most}, not {short(repr(text))}.")
    if SliderKey(key := desk.slider(found[1])).own:
        raise ValueError(f"{short(found[1])} is the generator's own and moves its own layer only; leave --layers out.")
    desk.workspace.set_range(key, int(found[2]), int(found[3]))
