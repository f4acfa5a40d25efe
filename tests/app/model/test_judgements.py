"""What was said of faces: each answer is a step, the last one counts, and undo brings back what was there."""

from __future__ import annotations

from app.model.judgements import Judgements
from engine.document.arrays import ArrayStore
from engine.document.document import Document, GeneratorRef
from engine.document.history import History


def test_answers_are_steps_and_the_last_one_on_a_face_counts() -> None:
    history = History(Document(GeneratorRef("n", "/n.pt", "a" * 64)))
    judgements = Judgements(ArrayStore(), history)
    for seed, mark in ((3, 1), (4, -1), (3, -1), (5, 1), (4, 0)):
        assert judgements.judge(seed, mark)
    assert judgements.examples == ((3, -1.0), (5, 1.0)) == tuple(judgements.marks.items())
    assert not judgements.judge(5, 1)  # as it is
    assert history.steps[-1].label == "Face 4: not judged"
    assert judgements.take((), "Cleared the judged faces") and judgements.key == "" and judgements.marks == {}
    history.undo()
    assert judgements.examples == ((3, -1.0), (5, 1.0))
    history.undo()
    assert judgements.marks == {3: -1.0, 4: -1.0, 5: 1.0}
    history.jump(0)
    assert judgements.examples == ()
