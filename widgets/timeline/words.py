"""The kinds of a segment in words."""

from __future__ import annotations

from engine.language import tr
from widgets.timeline.state import Kind


def kind_word(kind: Kind) -> str:
    """What a kind is called in menus."""
    return {
        "linear": tr("Even"),
        "ease": tr("Gently: slow at both ends"),
        "hold": tr("Wait, then jump"),
        "cubic": tr("By hand: drag the two handles"),
        "bounce": tr("Bounce at the end"),
        "loop": tr("Round: flows on where the film begins again"),
    }[kind]
