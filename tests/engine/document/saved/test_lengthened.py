"""Files from before a StyleGAN2's code had slots for its channels: what they hold is what it was."""

from __future__ import annotations

import numpy as np

from engine.document.arrays import ArrayStore
from engine.document.code import Layout, Slot
from engine.document.directions import Direction, DirectionSet, Provenance
from engine.document.document import Document, Edit, GeneratorRef
from engine.document.saved.kept_sets import KeptSet
from engine.document.saved.lengthened import lengthened, lengthened_all

LAYOUT = Layout((Slot("w1", 2, 4), Slot("w2", 2, 8), Slot("s1", 3, 4, "style")))
PLAIN = Layout((Slot("w1", 2, 4), Slot("w2", 2, 8)))
REF = GeneratorRef("faces", "faces.safetensors", "a" * 64)


def test_zeros_follow_where_a_code_ends_before_the_channels() -> None:
    old = np.arange(8, dtype=np.float32).reshape(2, 4)
    assert lengthened(old, LAYOUT).tolist() == [[0, 1, 2, 3, 0, 0, 0], [4, 5, 6, 7, 0, 0, 0]]
    for as_it_is in (lengthened(old, LAYOUT), np.zeros(5), np.zeros(())):
        assert lengthened(as_it_is, LAYOUT) is as_it_is
    assert lengthened(old, PLAIN) is old


def test_a_document_with_its_sets_is_lengthened_whole() -> None:
    arrays, row = ArrayStore(), np.array([0.6, 0, 0, 0.8], np.float32)
    found = DirectionSet((Direction("one", row, 2.0, unprojected=row),), Provenance("sefa", "SeFa", 1, {}, 0, "a" * 64))
    key, curve = arrays.put(row), arrays.put(np.stack([-row, 0 * row, row]))
    edits = (Edit(found.slider(0), "one", 1.5, vector=key), Edit("w1.2", "own", 1.0),
             Edit("other:1#1", "curved", 1.0, vector=curve, reach=1.0))  # fmt: skip
    document = Document(REF, edits=edits, fixed=((found.slider(0), key),), solo=found.key,
                        names=((found.slider(0), "mine"),), starred=(found.slider(0), "w1.1"))  # fmt: skip
    stranger = Document(GeneratorRef("other", "other.safetensors", "b" * 64), edits=edits)
    sets = (KeptSet("a" * 64, found), KeptSet("b" * 64, found))
    (new, same), kept = lengthened_all((document, stranger), sets, "a" * 64, LAYOUT, arrays)
    longer = kept[0].directions
    assert same == stranger and kept[1].directions is found
    assert longer.vectors.tolist() == [[*row.tolist(), 0, 0, 0]] and longer.key != found.key
    assert longer[0].unprojected is not None and len(longer[0].unprojected) == 7
    assert [edit.key for edit in new.edits] == [longer.slider(0), "w1.2", "other:1#1"]
    assert arrays[new.edits[0].vector].tolist() == longer.vectors[0].tolist() and new.edits[1] == edits[1]
    assert arrays[new.edits[2].vector].shape == (3, 7)
    assert new.fixed == ((longer.slider(0), new.edits[0].vector),) and new.solo == longer.key
    assert new.names == ((longer.slider(0), "mine"),) and new.starred == (longer.slider(0), "w1.1")
    assert lengthened_all((new,), (), "a" * 64, LAYOUT, arrays)[0] == (new,)
