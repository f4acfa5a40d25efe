"""The card of a reader: what it reads, how well, and what that figure is worth. Markdown, made by the training."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from engine.attributes.portraits.facts import HONEST, ReadFactor

HEAD = """# The reader of portraits

Reads off a portrait what made it: {count} factors, of which {used} are used. Trained here, on portraits of
`eigenbrush portraits` (MakeHuman's meshes, CC0, and our own shaders), with `eigenbrush train reader`: {images:,} seen,
{portraits:,} different ones, in {minutes:.0f} minutes of one thread. No photograph of a person was used.

R² is the share of a factor's variance over {held_out:,} held-out portraits that the reading explains, of what a picture
can show of the factor (there is no beard below 0; glasses are worn or not). A factor is used, to name sliders, to find
directions, to measure the truth, where its R² is above {honest}: below that the reading is mostly the mean, and other
factors speak through it. It is measured on drawn portraits; on a generator's it is worth less the farther they are from
the data, which the reader says as well.

| factor | -2 | +2 | R² | used |
|---|---|---|---|---|
"""


def card(factors: Sequence[ReadFactor], training: Mapping[str, Any]) -> str:
    """The card of a reader with these factors; `training` is what its file says of the run."""
    head = HEAD.format(count=len(factors), used=sum(factor.honest for factor in factors), honest=HONEST,
                       images=training["images_seen"], portraits=training["portraits"],
                       minutes=training["seconds"] / 60, held_out=training["held_out"])  # fmt: skip
    rows = [f"| {f.name} | {f.low} | {f.high} | {f.r2:.3f} | {'yes' if f.honest else 'no'} |" for f in factors]
    return head + "\n".join(rows) + "\n"
