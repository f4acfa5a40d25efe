"""`python -m tests.language`: bring every language up to date with the source, and say what is left to translate."""

from __future__ import annotations

import sys

from app.language import OTHERS
from tests.language.catalogue import FOLDER, compiled, read, write
from tests.language.sentences import sentences


def main() -> int:
    """Sentences that are gone leave the files, new ones come in without a translation; returns how many those are."""
    left, found = 0, sentences()
    for language in OTHERS:
        path = FOLDER / f"{language}.ts"
        known = read(path) if path.is_file() else {}
        write(path, language, {sentence: (where, known.get(sentence, "")) for sentence, where in found.items()})
        (FOLDER / f"{language}.qm").write_bytes(compiled(path))
        missing = [sentence for sentence in found if not known.get(sentence)]
        left += len(missing)
        print(f"{language}: {len(found)} sentences, {len(missing)} to translate")
        for sentence in missing:
            print(f"  {found[sentence]}: {sentence!r}")
    return min(left, 1)


if __name__ == "__main__":
    sys.exit(main())
