"""ReSeFa (Zhu et al., ICML 2022): the directions along which a region moves most for what the rest moves.

They are the eigenvectors of (M_B + t tr(M_B) I)^-1 M_A (section 3), M_A and M_B the Gram matrices of the Jacobian of
the region and of the rest; t keeps what moves neither from counting (in the authors' code an option, off by default).
"""

from __future__ import annotations

from dataclasses import dataclass, field

from engine.document.directions import DirectionSet
from engine.generator import Generator
from engine.job import Job, Progress, within
from engine.language import tr
from engine.method import Context, method
from engine.regions.answer import local_set
from engine.regions.place import Place, RegionMethod, looking
from engine.regions.spectra import ordered, quotients


@method("resefa")
@dataclass(frozen=True)
class ReSeFa(RegionMethod):
    """The directions whose change lies in the painted region rather than in the rest, the clearest first."""

    title = "ReSeFa"
    paper = "Zhu et al. 2022"

    layers: str = field(default="all", metadata={"help": tr("layers to move: all, 3-6 or 3")})
    components: int = field(default=12, metadata={"help": tr("directions to keep"), "low": 1, "high": 512})
    tau: float = field(
        default=1e-3, metadata={"help": tr("how much weak directions are held back"), "low": 1e-8, "high": 1.0}
    )
    side: int = field(default=64, metadata={"help": tr("pixels a side to look at"), "low": 16, "high": 256})

    def discover(self, generator: Generator, context: Context) -> Job[DirectionSet]:
        place = yield from within(0, 0.8, looking(generator, context, self.layers, self.side, first=self.directions_at))
        return (yield from within(0.8, 1, self.directions_at(place)))

    def directions_at(self, place: Place) -> Job[DirectionSet]:
        # Where nothing outside moves, any shift will do.
        scale = float(place.outside.trace()) or float(place.inside.trace())
        values, rows = quotients(place.inside, place.outside, self.tau * scale)
        k = min(self.components, int((values > 0).sum()))
        yield Progress(0.5, tr("measuring codes"))
        # A shift without bound leaves the region's own.
        alone = ordered(place.inside)[1][:k]
        notes = (tr("the spectrum is the change inside over that outside"),)
        found = local_set(self, place, rows[:k], values[:k], notes, alone)
        yield Progress(1.0, f"{k} directions")
        return found
