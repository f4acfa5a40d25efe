"""Whether a file that does not tell all settings of its network was likely read wrongly, by its pictures."""

from __future__ import annotations

import torch

from engine.generator import Generator
from engine.language import tr

FACES = 4
#: A picture of colours well inside [-1, 1] crosses its ends here and there: in the generators that were looked at at
#: most 0.06 of their numbers are beyond this end, and of a network that should end in tanh, but does not, 0.2 and more.
BEYOND, OFTEN = 1.25, 0.15
#: Below this deviation of all numbers, and of one face from another, there is nothing to see.
FLAT = 0.04


def doubt(generator: Generator) -> str:
    """One sentence where its pictures are not like pictures; empty where they are, or nothing else could be."""
    if not generator.readings:
        return ""
    with torch.no_grad():
        pictures = torch.cat([generator.synthesize(code[None]).cpu() for code in generator.sample(FACES, 0)])
    beyond = float((pictures.abs() > BEYOND).float().mean())
    if beyond > OFTEN:
        why = tr("much of them is pure black or white")
    elif float(pictures.std()) < FLAT:
        why = tr("they hardly show anything")
    elif float(pictures.std(0).mean()) < FLAT:
        why = tr("all faces are nearly the same")
    else:
        return ""
    return tr(
        "This file does not tell all settings of its network, and some were likely taken wrongly: {why}. Help > About "
        "this generator shows the other ways to read it.",
        why=why,
    )
