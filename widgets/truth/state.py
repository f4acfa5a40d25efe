"""What the page of all methods is given to show, and by which measures it shows it."""

from __future__ import annotations

from dataclasses import dataclass

from engine.language import tr


@dataclass(frozen=True)
class Measure:
    """One way to judge a slider: `word` on the switch, `tip` in plain words; `scale` makes of its value what is read,
    with `digits` and `unit`; `less`: less is better; `whole`: its bars end at this value, 0: at the largest."""

    word: str
    tip: str
    unit: str
    scale: float = 1.0
    digits: int = 2
    less: bool = False
    whole: float = 0.0

    def told(self, value: float) -> str:
        """The number as it is read, without its unit."""
        return f"{self.scale * value:.{self.digits}f}"


#: In the order of a cell's values.
MEASURES = (
    Measure(
        tr("How far"),
        tr(
            "How far the best slider moves this, from -2 to +2, counted in sigma: its spread among all "
            "portraits. More is better."
        ),
        "sigma",
    ),
    Measure(
        tr("How purely"), tr("How much of all that the slider changes is this. More is better."), "%", 100, 0, whole=1.0
    ),
    Measure(
        tr("How steadily"),
        tr("On how many of the portraits it goes one way all along the slider. More is better."),
        "%",
        100,
        0,
        whole=1.0,
    ),
    Measure(
        tr("Same person"),
        tr(
            "How far everything moves that says who somebody is, where the slider has moved this by one "
            "sigma. Less is better."
        ),
        "sigma",
        less=True,
    ),
)


@dataclass(frozen=True)
class Bar:
    """A mean and half the width of its 95 % interval; 0 where there was one seed."""

    mean: float
    half: float = 0.0


@dataclass(frozen=True)
class TruthCell:
    """One method on one factor: a bar for each of `MEASURES`, none where nothing moves it; `slider` is the best one's
    name."""

    bars: tuple[Bar, ...] = ()
    slider: str = ""


@dataclass(frozen=True)
class TruthRow:
    """One method: `cells` in the order of the factors; `failed` is the sentence that says why there are none.

    `figures` are directions found, seconds, DCI and MIG.
    """

    method: str
    title: str
    paper: str = ""
    cells: tuple[TruthCell, ...] = ()
    figures: tuple[Bar, ...] = ()
    failed: str = ""


@dataclass(frozen=True)
class TruthClaim:
    """What a paper says of its method, what was seen of that, and whether it agrees; None: not decided."""

    title: str
    says: str
    seen: str
    agrees: bool | None


@dataclass(frozen=True)
class TruthState:
    """The page: `effort` is the place of the one that is shown, `told` how long it takes; `start` is the word on the
    button that starts it, `running` whether it runs now; `why_not` a sentence where nothing can be measured here;
    `about` a line on what is shown; `opened`: it came out of a file; `claims` of papers that the table can tell of."""

    factors: tuple[str, ...] = ()
    rows: tuple[TruthRow, ...] = ()
    effort: int = 0
    told: str = ""
    start: str = tr("Start")
    running: bool = False
    why_not: str = ""
    about: str = ""
    opened: bool = False
    claims: tuple[TruthClaim, ...] = ()
