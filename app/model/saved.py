"""What was saved, made fit for the generators that are open, for window and commands alike. No Qt, no engine."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from engine.document.arrays import ArrayStore
from engine.document.asked.offers import GeneratorInfo
from engine.document.disk.wording import short
from engine.document.document import Document
from engine.document.regions import mask_size
from engine.document.saved.kept_sets import KeptSet, misfit_set
from engine.document.saved.lengthened import lengthened_all, lengthened_document
from engine.document.saved.named_arrays import misfit
from engine.document.saved.session import Session
from engine.language import tr


def fitted(
    then: Document | None, session: Session | None, known: Mapping[str, GeneratorInfo], arrays: ArrayStore
) -> tuple[Document | None, Session | None, str]:
    """The document to show and the session that it is of, if any, for the generators that are `known` by their hash:
    what files from before layouts had slots of channels lack is added. And the sentence that says what does not fit its
    generator; empty: all does."""
    for sha256, info in known.items():
        if session is not None:
            made = lengthened_all(session.documents, session.sets, sha256, info.layout, arrays)
            then = made[0][session.current]
            session = replace(session, documents=made[0], sets=made[1])
        elif then is not None and then.generator.sha256 == sha256:
            then = lengthened_document(then, info.layout, arrays)
    documents = session.documents if session is not None else (then,) if then is not None else ()
    saved: tuple[Document | KeptSet, ...] = (*documents, *(session.sets if session is not None else ()))
    return then, session, next((wrong for each in saved if (wrong := why_unfit(each, known, arrays))), "")


def why_unfit(saved: Document | KeptSet, known: Mapping[str, GeneratorInfo], arrays: ArrayStore) -> str:
    """The sentence for a document or set from a file whose arrays are not those of its generator, if that is known;
    empty: they are."""
    sha256 = saved.generator.sha256 if isinstance(saved, Document) else saved.generator
    if (info := known.get(sha256)) is None:
        return ""
    where = (arrays, info.layout, mask_size(info.resolution, info.aspect))
    wrong = misfit(saved, *where) if isinstance(saved, Document) else misfit_set(saved, *where)
    return (
        tr(
            "What was saved does not fit {name}, because {wrong}; the file is damaged.",
            name=short(info.ref.name),
            wrong=wrong,
        )
        if wrong
        else ""
    )
