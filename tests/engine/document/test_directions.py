"""Direction sets as values."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from engine.document.directions import Direction, DirectionSet, Provenance, known
from tests.direction_sets import a_set, each

ROWS = np.eye(3, 5, dtype=np.float32)
PATH = np.stack([step * ROWS + 0.5 for step in (-1, 0, 1)], 1).astype(np.float32)


def found(**more: Any) -> DirectionSet:
    return a_set(ROWS, ("turn", "fringe", "light"), sigma=(1, 0.5, 2), method="ganspace", **more)


def test_a_set_is_a_sequence_of_directions() -> None:
    directions = found(spectrum=(0.5, 0.3, 0.1))
    assert len(directions) == 3 and [direction.name for direction in directions] == ["turn", "fringe", "light"]
    assert (directions[1].sigma, directions[1].spectrum, directions[1].origin) == (0.5, 0.3, None)
    assert np.array_equal(directions.vectors, ROWS) and directions.sigma.tolist() == [1, 0.5, 2]
    assert directions.vectors.dtype == directions.sigma.dtype == np.float32
    assert known(direction.spectrum for direction in directions) == (0.5, 0.3, 0.1)
    assert known(direction.origin for direction in directions) == ()


def test_its_key_follows_its_content() -> None:
    plain = found()
    named = replace(plain, directions=tuple(replace(direction, name="a") for direction in plain))
    assert plain.key.startswith("ganspace:") and plain.key == named.key
    turned = replace(plain, directions=tuple(replace(direction, vector=-direction.vector) for direction in plain))
    assert plain.key != turned.key
    assert plain.slider(1) == f"{plain.key}#2" and plain.places[plain.slider(2)] == 2 and not plain.own
    own = found(slider=("z1.1", "z1.2", "z2.1"))
    assert own.own and own.slider(2) == "z2.1" and own.places == {"z1.1": 0, "z1.2": 1, "z2.1": 2}


def test_a_curve_is_told_in_steps_from_its_middle() -> None:
    straight, bent = found(), found(path=PATH, reach=2.0)
    assert straight[0].curve is None and straight.key != bent.key != found(path=PATH, reach=3.0).key
    curve = bent[1].curve
    assert curve is not None and curve.dtype == np.float32 and np.array_equal(curve, [-ROWS[1], 0 * ROWS[1], ROWS[1]])


WRONG = {
    "no direction": (lambda s: replace(s, directions=()), "there is no direction"),
    "an origin missing": (
        lambda s: replace(s, directions=(replace(s[0], origin=1.0), *s.directions[1:])), "origin is known of some",
    ),
    "a slider missing": (
        lambda s: replace(s, directions=(replace(s[0], slider="z1.1"), *s.directions[1:])), "only some",
    ),
    "a short vector": (
        lambda s: replace(s, directions=(*s.directions[:2], replace(s[2], vector=ROWS[2, :4]))), "one length",
    ),
    "another's unprojected": (lambda s: found(unprojected=ROWS[:, :4]), r"unprojected vector \(4,\)"),
    "a path without a middle": (lambda s: found(path=PATH[:, :2], reach=1.0), r"a path \(2, 5\)"),
    "a path of another code": (lambda s: found(path=PATH[:, :, :4], reach=1.0), r"a path \(3, 4\)"),
    "a path to nowhere": (lambda s: found(path=PATH), "reach 0.0 sigma"),
}  # fmt: skip


@pytest.mark.parametrize("wrong", WRONG)
def test_what_does_not_fit_together_is_no_set(wrong: str) -> None:
    make, words = WRONG[wrong]
    with pytest.raises(ValueError, match=words):
        make(found())


def test_what_is_said_stays_with_its_direction() -> None:
    directions = found(attribute=("yaw +", "", "smile −"), purity=(0.5, 0.0, 0.25))
    turned_round = replace(directions, directions=directions.directions[::-1])
    assert each(turned_round, "attribute") == ("smile −", "", "yaw +") and turned_round[0].purity == 0.25
    assert turned_round.sigma.tolist() == [2, 0.5, 1]


def test_names_are_words_without_a_sign_and_equal_ones_are_told_apart() -> None:
    measured = ("yaw +", "yaw −", "", "yaw +", "beard −")
    rows = np.eye(5, dtype=np.float32)
    directions = tuple(
        Direction(f"component {i + 1}", rows[i], 1.0, attribute=measured[i], purity=0.5) for i in range(5)
    )
    made = DirectionSet(directions, Provenance("ganspace", "GANSpace", 1, {}, 0, "a" * 64))
    assert made.labels == ("turn right", "turn left", "component 3", "turn right (2)", "less beard")
