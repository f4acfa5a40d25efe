"""What a generator's file holds, for `eigenbrush inspect` and a generator's card."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from engine.document.wording import visible

if TYPE_CHECKING:
    from engine.generator import Generator


def facts_of(generator: Generator) -> dict[str, Any]:
    """Plain values, as `inspect --json` prints them."""
    facts: dict[str, Any] = {
        "name": generator.name,
        "family": generator.family,
        "title": generator.title,
        "resolution": generator.resolution,
        "parameters": generator.parameters,
        "dimension": generator.layout.dimension,
        "z_dim": generator.z_dim or generator.layout.dimension,
        "spaces": spaces_of(generator),
        "classes": generator.classes,
        "noise": list(generator.noises),
        "layout": [vars(slot) for slot in generator.layout.slots],
        "layers": [{"name": stage.name, "slots": list(stage.slots)} for stage in generator.stages],
        "sha256": generator.sha256,
        "sliders": slider_names(generator),
    }
    if hasattr(type(generator), "orthogonality"):
        facts["orthogonality"] = list(generator.orthogonality())  # type: ignore[attr-defined]
    if generator.guesses:
        facts["guesses"] = list(generator.guesses)
    return facts


def spaces_of(generator: Generator) -> list[str]:
    """The spaces in which a code of this generator can be moved, in the field's names."""
    if generator.tied:
        return ["z", "w", "w+"] if generator.z_dim and "w1" in generator.layout.slices else ["z", "z+"]
    return ["z"]


def in_lines(facts: dict[str, Any]) -> str:
    """The same for reading: one line a fact, without those that say nothing."""
    lines = []
    for key, value in facts.items():
        if key == "layout":
            value = ", ".join(f"{slot['name']} ({slot['dimension']}, at {slot['resolution']} px)" for slot in value)
        elif key == "layers":
            value = ", ".join(layer["name"] for layer in value)
        elif key == "sliders":
            value = (
                ", ".join(f"{slider} {name}" if name != slider else slider for slider, name in value.items()) or "none"
            )
        elif key in ("spaces", "noise", "guesses"):
            value = ", ".join(value)
        if value or key == "sliders":
            lines.append(f"{key}: {visible(value)}")  # on one line, whatever a name holds
    return "\n".join(lines)


def slider_names(generator: Generator) -> dict[str, str]:
    """The generator's own sliders (SLOT.INDEX) and what they are called."""
    from engine.drawing.opened import labels_and_card

    names = labels_and_card(generator)[0].get("names", {})
    sliders = [
        generator.layout.slider(i)
        for slot in generator.own_slots
        for i in range(*generator.layout.slices[slot].indices(generator.layout.dimension))
    ]
    return {slider: names.get(slider, slider) for slider in sliders}
