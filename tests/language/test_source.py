"""What the source says goes through `tr`, and is translated."""

from __future__ import annotations

import string

import pytest

from app.language import OTHERS
from tests.language.astray import all_astray, of_text
from tests.language.catalogue import FOLDER, compiled, read
from tests.language.sentences import of_source, sentences

#: What only looks like a sentence of ours, by module.
KNOWN = {
    "app/language.py": ["Deutsch"],  # each language in its own words
    "app/window/languages.py": ["English"],
    "app/window/surface.py": ["EigenBrush"],
    # Methods and families go by the names of their papers.
    "widgets/workers/connect.py": [  # commands, and what an address looks like
        "eigenbrush certificates CERTIFICATES", "eigenbrush worker --listen HOST:8786 --certificates CERTIFICATES",
        'pip install "eigenbrush[remote]"', "tls://HOST:8786",
    ],
    "engine/comparison/baseline.py": ["Random directions"],
    "engine/generators/pggan/family.py": ["progressive GAN"],
    "engine/methods/eigengan.py": ["EigenGAN layers"],
    "engine/methods/enjoy.py": ["Enjoy Your Editing"],
    "engine/methods/plumerault.py": ["Factors of variation"],
    "engine/methods/reds.py": ["Rayleigh EigenDirections"],
    "engine/methods/steerability.py": ["Steerability"],
    "engine/methods/voynov.py": ["Unsupervised directions"],
    "engine/first_picture.py": ["EigenGAN layers", "He, Kan, Shan 2021"],  # the method's title and its paper
    # Of the terminal, before there is a window.
    "app/start.py": [
        "there is no command and no file called {}; see eigenbrush --help.",
        "there is no screen here (DISPLAY is not set); use the commands, see eigenbrush --help.",
    ],
    # What the library says, in its words.
    "engine/checkpoints/safetensors_file.py": [
        "header too large", "header too small", "invalid header length", "invalid offset", "invalid shape",
        "not fully covered",
    ],
    "app/window/film/frames.py": ["film frame", "film frames"],  # kinds of jobs
    "engine/generators/r3gan/family.py": ["Model."],  # of names of weights
    "engine/checkpoints/forms/tensorflow.py": ["Const", "Conv", "Dense", "Skip"],  # names of weights
    "engine/export/video.py": ["EigenBrush: images made by a GAN"],  # in every file, as in a PNG
    # Names of factors and edits, as they are typed.
    "engine/comparison/trials/asking.py": ["open mouth"],
    "engine/comparison/trials/regions.py": ["hair colour", "open mouth"],
    "engine/learning/transforms/edits.py": ["shift down", "shift right"],
}  # fmt: skip


def fields(sentence: str) -> list[tuple[str, str, str]]:
    return sorted((name, spec or "", way or "") for _, name, spec, way in string.Formatter().parse(sentence) if name)


def test_every_sentence_goes_through_tr() -> None:
    assert all_astray() == KNOWN


@pytest.mark.parametrize(
    "line",
    [
        "label.setText('Open a file')",
        "raise ValueError(f'{name} holds no weights')",
        "words = 'Find' if ready else 'Finding…'",
        "text = f\"{'Hold' if on else 'Let go'} {name}\"",
        "TITLE = 'Save picture'",
    ],
)
def test_another_way_is_seen(line: str) -> None:
    assert list(of_text(line))


@pytest.mark.parametrize("line", ["log.warning('it is so: %s', x)", "x: 'A B' = 1", "f(key='a b c')", "'A docstring.'"])
def test_what_nobody_reads_is_not(line: str) -> None:
    assert not list(of_text(line))


def test_sentences_are_found_with_their_lines() -> None:
    text = (
        "a = tr('Open')\nb = tr('{n} of {m}', n=1, m=2)\nc = mark('eye')\nd = Action('open', 'Open…', 'File', tip='So')"
    )
    assert list(of_source(text)) == [("Open", 1), ("{n} of {m}", 2), ("eye", 3), ("Open…", 4), ("File", 4), ("So", 4)]


@pytest.mark.parametrize("language", OTHERS)
def test_every_sentence_is_translated_with_its_values(language: str) -> None:
    """`python -m tests.language` brings the file up to date; what it names is to be translated in Qt Linguist."""
    said, known = sentences(), read(FOLDER / f"{language}.ts")
    assert [sentence for sentence in said if not known.get(sentence)] == []
    assert sorted(set(known) - set(said)) == [], "sentences that are gone"
    wrong = [s for s, words in known.items() if "{" in s and fields(s) != fields(words)]
    assert wrong == []
    assert [s for s, words in known.items() if s[:1].isspace() != words[:1].isspace()] == []


@pytest.mark.parametrize("language", OTHERS)
def test_what_is_shipped_was_made_of_it(language: str) -> None:
    assert (FOLDER / f"{language}.qm").read_bytes() == compiled(FOLDER / f"{language}.ts")
