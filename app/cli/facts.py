"""What a generator's file holds, for `eigenbrush inspect` and a generator's card; and a file of codes or directions."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.model.brought import what_it_may_be
from engine.document.disk.wording import short, visible

if TYPE_CHECKING:
    from engine.generator import Generator


def facts_of(generator: Generator) -> dict[str, Any]:
    """Plain values, as `inspect --json` prints them."""
    facts: dict[str, Any] = {
        "name": generator.name,
        "family": generator.family,
        "title": generator.title,
        "resolution": generator.resolution,
        "size": str(generator.size),
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
    if generator.readings:
        facts["readings"] = [
            f"{name}={left.taken} (or {' or '.join(value for value in left.values if value != left.taken)})"
            for name, left in generator.readings.items()
        ]
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
        elif key in ("spaces", "noise", "names", "slots", "guesses", "readings"):
            value = ", ".join(value)
        elif key == "arrays":
            value = ", ".join(f"{name} ({shape})" for name, shape in value.items())
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


def numbers_in(what: str) -> dict[str, Any] | None:
    """Plain values of a file of codes or directions, told without a generator; None where the file is neither.

    Raises:
        ValueError: it is damaged; one sentence.
    """
    from engine.checkpoints import sniff
    from engine.codes.arrays import by_shape
    from engine.codes.files import held_kinds
    from engine.codes.held import held_in
    from engine.document.saved.code_file import load_own
    from engine.document.saved.direction_file import load_directions

    path = Path(what)
    if not path.is_file():
        return None
    kind = sniff.kind(path)
    if kind == "codes":
        own = load_own(path)
        slots = [f"{name} ({size})" for name, size in own.slots]
        return {"kind": "codes", "count": len(own.codes), "names": list(own.names), "slots": slots,
                "generator": own.title, "sha256": own.generator}  # fmt: skip
    if kind == "directions":
        found = load_directions(path)
        return {"kind": "directions", "count": len(found), "names": [each.name for each in found],
                "dimension": found.vectors.shape[1], "method": found.provenance.method,
                "title": found.provenance.title, "sha256": found.provenance.generator}  # fmt: skip
    if kind not in ("arrays", "checkpoint", "pickle"):
        return None
    held = None
    try:
        held = held_in(path)
    except ValueError:
        if kind == "arrays":
            raise  # what may be a network is refused by whoever reads it
    if held is None or held.means == "weights":
        return None
    kinds = held_kinds(path, held, None, tied=True)
    shapes = {name or "array": " x ".join(map(str, array.shape)) for name, array in held.arrays.items()}
    facts: dict[str, Any] = {"kind": "codes" if kinds == ("code",) else "directions", "arrays": shapes}
    if len(kinds) > 1:
        array = next(iter(held.arrays.values()))
        count = len(array) if array.ndim > 2 else 1
        facts["kind"] = "codes or directions"
        facts["note"] = what_it_may_be(short(path.name), count, by_shape(array))
    return facts
