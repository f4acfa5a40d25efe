"""What is said to a person of a photo's likeness. No Qt: the command line says the same."""

from __future__ import annotations

from engine.document.disk.wording import Advice
from engine.document.photos.photo import Inverted
from engine.language import tr

#: From so many decibels on, what is said of the likeness; and above so many times the usual, of where its code lies.
LIKENESS = (
    (40.0, tr("Nearly the same")),
    (30.0, tr("Very like it")),
    (24.0, tr("Like it")),
    (0.0, tr("Only roughly like it")),
)
STRANGE = 1.5
#: Below this share of the square it is said that some of it does not count.
WHOLE = 0.995


def in_words(found: Inverted, closeness: float = 0.5) -> Advice:
    """How like the photo it is, and what may help beyond the closeness (0 to 1) that it was looked for with."""
    words = next(words for least, words in LIKENESS if found.likeness >= least or not least)
    told = f"{words} ({found.likeness:.0f} dB)."
    if found.difference is not None:
        what = tr("generator") if found.difference.parts else tr("noise")
        told = tr(
            "{words} ({likeness:.0f} dB; {unfitted:.0f} before the {what} was fitted to it).",
            words=words,
            likeness=found.likeness,
            unfitted=found.unfitted,
            what=what,
        )
    if found.counted < WHOLE:
        told += tr(
            " What is painted over, {value:.0f} % of the square, does not count.", value=100 * (1 - found.counted)
        )
    if found.note:
        told += f" {found.note}"
    if found.strangeness > STRANGE:
        odd = tr("{told} The generator knows no such face: sliders may do odd things.", told=told)
        return (
            Advice(tr("{odd} “Easy to edit” helps.", odd=odd), f"{odd} --closeness 0 helps.")
            if closeness
            else Advice(odd, odd)
        )
    if found.likeness < LIKENESS[1][0]:
        window, flags = (tr(", or “Closest”,"), ", or --closeness 1,") if closeness < 1 else ("", "")
        return Advice(
            tr("{told} Placing the square as the generator's own faces lie{window} helps.", told=told, window=window),
            f"{told} A photo that lies as the generator's own faces do{flags} helps.",
        )
    told = tr("{told} Sliders should work well on it.", told=told)
    return Advice(told, told)
