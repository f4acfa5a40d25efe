"""Methods compared elsewhere: each unit is a method with one seed, found and scored as it would be here.

The factors of the samples are read here once and travel along. How many seconds a search took is told by who did it.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict

import numpy as np

from engine.comparison.asking import Question
from engine.comparison.baseline import RandomDirections
from engine.comparison.once import Judging, Once, found_once, judging_by
from engine.comparison.scoring import FactorScore
from engine.document.saved.direction_file import from_bytes, to_bytes
from engine.document.truth.comparison import Comparison
from engine.generator import Generator
from engine.job import Job, Progress
from engine.language import tr
from engine.measure.truth.dci import DCI
from engine.measure.truth.factors import factors_of
from engine.method import METHODS, memory_of
from engine.units import Part, Unit, Units, Word, unit_of_kind

KIND = "method"


def all_elsewhere(
    generator: Generator, judging: Judging, asked: Mapping[str, tuple[Question, ...]], begun: Comparison,
    made: Mapping[str, list[Once | str]], units: Units,
) -> Job[None]:  # fmt: skip
    """Each method with each seed; what one comes to, or why it refuses, is put into what is `made` of it."""
    turns = iter([identifier for identifier in asked for _ in begun.seeds])
    wanted = (
        _unit_of(generator, judging, identifier, questions, begun, i)
        for identifier, questions in asked.items()
        for i in range(len(begun.seeds))
    )
    return units(
        generator, wanted, len(asked) * len(begun.seeds), lambda part: made[next(turns)].append(_once_of(part))
    )


def _unit_of(
    generator: Generator, judging: Judging, identifier: str, questions: tuple[Question, ...], begun: Comparison, i: int
) -> Unit:
    told = [[dict(each.parameters), each.factor, each.regional] for each in questions]
    words: dict[str, Word] = {
        "method": identifier, "questions": json.dumps(told), "seed": begun.seeds[i], "portraits": begun.portraits,
        "wanted": json.dumps(judging.wanted), "minutes": -1.0 if begun.minutes is None else begun.minutes,
    }  # fmt: skip
    return Unit(KIND, generator.sha256, i, 1, words=words, given={"values": judging.values})


class _Judged:
    """What the last unit was judged by."""

    def __init__(self) -> None:
        self.key: tuple[object, ...] = ()
        self.judging: Judging | None = None


@unit_of_kind(KIND)
def compare_unit(generator: Generator, unit: Unit) -> Job[Part]:
    """What a unit's method comes to with its seed (`_once_of` reads it).

    Raises:
        ValueError: the generator is on no processor; one plain sentence.
    """
    words, last, values = unit.words, memory_of(generator).of(_Judged), unit.given["values"]
    wanted, minutes = tuple(json.loads(str(words["wanted"]))), float(words["minutes"])
    key = (wanted, words["portraits"], values.tobytes())
    if generator.sample(1).device.type != "cpu":
        raise ValueError(tr("Methods are compared on the processor, and this worker computes on another device."))
    if last.judging is None or last.key != key:
        yield Progress(0.0)
        judging = judging_by(generator, factors_of(generator), wanted, int(words["portraits"]), values)
        last.key, last.judging = key, judging
    method = RandomDirections if words["method"] == RandomDirections.identifier else METHODS[str(words["method"])]
    questions = [Question(method, *each) for each in json.loads(str(words["questions"]))]
    job = found_once(generator, last.judging, questions, int(words["seed"]), None if minutes < 0 else minutes)
    while True:
        try:
            step = next(job)
        except StopIteration as end:
            return _told(end.value)
        except ValueError as error:
            return {"failed": _text(str(error))}
        yield Progress(step.fraction, step.note)


def _told(once: Once) -> dict[str, np.ndarray]:
    plain = {
        "directions": once.directions, "seconds": once.seconds, "dci": asdict(once.dci), "gap": once.gap,
        "factors": [asdict(score) for score in once.factors], "keys": once.keys,
    }  # fmt: skip
    best = {} if once.best is None else {"best": np.frombuffer(to_bytes(once.best), np.uint8)}
    return {"once": _text(json.dumps(plain)), **best}


def _once_of(part: Part) -> Once | str:
    if "failed" in part:
        return part["failed"].tobytes().decode()
    plain = json.loads(part["once"].tobytes())
    best = from_bytes(part["best"].tobytes()) if "best" in part else None
    scores = tuple(FactorScore(**score) for score in plain["factors"])
    return Once(plain["directions"], plain["seconds"], DCI(**plain["dci"]), plain["gap"], scores, best,
                tuple(plain["keys"]))  # fmt: skip


def _text(text: str) -> np.ndarray:
    return np.frombuffer(text.encode(), np.uint8)
