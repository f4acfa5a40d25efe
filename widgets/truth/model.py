"""The table of all methods: a row a method, a column a factor, then what was found in how many seconds."""

from __future__ import annotations

import math
from dataclasses import dataclass

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from engine.language import tr
from widgets.parts.plain import plain_tip
from widgets.truth.state import MEASURES, Bar, Measure, TruthRow

#: The columns after the factors, in the order of a row's figures.
FIGURES = (
    Measure(tr("Sliders"), tr("How many directions it found"), "directions", digits=0),
    Measure(tr("Seconds"), tr("How long it took to find them. Less is better."), "seconds", digits=1, less=True),
    Measure(
        "DCI", tr("Disentanglement, from 0 to 1: how far each direction is about one factor alone. More is better."), ""
    ),
    Measure(
        "MIG",
        tr("Mutual information gap, from 0 to 1: how far each factor lies in one direction alone. More is better."),
        "",
    ),
)
SLIDERS = 0  # of the figures: the one of which none is the best
#: The role under which a cell gives what is drawn of it: a `Drawn`, or None.
DRAWN = Qt.ItemDataRole.UserRole
Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
Role = Qt.ItemDataRole


@dataclass(frozen=True)
class Drawn:
    """A cell: its number as `text`, and where its bar and the ends of its interval are, from 0 to 1; without a bar
    None. `best`: the best of its column."""

    text: str
    bar: tuple[float, float, float] | None = None
    best: bool = False


class TruthModel(QAbstractTableModel):
    """Shows rows by one measure, sorted by one column; those that failed come last."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.factors: tuple[str, ...] = ()
        self.rows: tuple[TruthRow, ...] = ()
        self.measure = 0
        self.sorted = -1  # the column; -1: as they came
        self.backwards = False  # the worst first
        self._came: tuple[TruthRow, ...] = ()

    # what it shows

    def set_rows(self, factors: tuple[str, ...], rows: tuple[TruthRow, ...]) -> None:
        """Show these methods on these factors."""
        self.beginResetModel()
        self.factors, self._came = factors, rows
        self._sort()
        self.endResetModel()

    def set_measure(self, place: int) -> None:
        """Judge by this one of `MEASURES`."""
        self.beginResetModel()
        self.measure = place
        self._sort()
        self.endResetModel()

    def sort_by(self, column: int) -> None:
        """The best in this column first; once more: the worst first."""
        self.beginResetModel()
        self.backwards = column == self.sorted and not self.backwards
        self.sorted = column
        self._sort()
        self.endResetModel()

    def _sort(self) -> None:
        def place(row: TruthRow) -> tuple[bool, bool, float]:
            bar, less = self._bar(row, self.sorted), self._judge(self.sorted).less
            if bar is None:
                return bool(row.failed), True, 0.0
            return False, False, bar.mean if less != self.backwards else -bar.mean

        self.rows = tuple(sorted(self._came, key=place)) if self.sorted >= 0 else tuple(
            sorted(self._came, key=lambda row: bool(row.failed)))  # fmt: skip

    def _judge(self, column: int) -> Measure:
        return FIGURES[column - len(self.factors)] if column >= len(self.factors) else MEASURES[self.measure]

    def _bar(self, row: TruthRow, column: int) -> Bar | None:
        """What a row has in a column; None where it has nothing."""
        if column < 0 or row.failed:
            return None
        if column >= len(self.factors):
            found = row.figures[column - len(self.factors)]
        elif not row.cells[column].bars:
            return None
        else:
            found = row.cells[column].bars[self.measure]
        return found if math.isfinite(found.mean) else None

    def _bars(self, column: int) -> list[Bar]:
        return [bar for row in self.rows if (bar := self._bar(row, column)) is not None]

    def drawn(self, row: int, column: int) -> Drawn | None:
        """What is drawn of a cell; None where nothing is known of it."""
        bar, judge, figure = self._bar(self.rows[row], column), self._judge(column), column - len(self.factors)
        if bar is None:
            return None
        means = [each.mean for each in self._bars(column)]
        best = figure != SLIDERS and len(means) > 1 and bar.mean == (min(means) if judge.less else max(means))
        if figure >= 0:
            return Drawn(judge.told(bar.mean), best=best)
        # All columns have one scale, so that bars can be compared along a row too.
        longest = judge.whole or max(each.mean + each.half for c in range(len(self.factors)) for each in self._bars(c))
        ends = (bar.mean, bar.mean - bar.half, bar.mean + bar.half)
        mean, low, high = (min(max(end / max(longest, 1e-9), 0.0), 1.0) for end in ends)
        return Drawn(judge.told(bar.mean), (mean, low, high), best)

    def told(self, row: int, column: int) -> str:
        """A cell in words."""
        shown, drawn = self.rows[row], self.drawn(row, column)
        if shown.failed:
            return f"{shown.title}: {shown.failed}"
        name = self.name(column)
        if drawn is None:
            return tr("{title}: nothing that it found moves {name}", title=shown.title, name=name)
        bar, judge = self._bar(shown, column), self._judge(column)
        assert bar is not None
        ends = f" ± {judge.told(bar.half)}" if bar.half else ""
        words = f"{shown.title}, {name}: {judge.told(bar.mean)}{ends} {judge.unit}".rstrip()
        return tr("{words}, the best", words=words) if drawn.best else words

    def tip(self, row: int, column: int) -> str:
        """A cell with all that is known of it."""
        shown, lines = self.rows[row], [self.told(row, column)]
        if not shown.failed and column < len(self.factors) and shown.cells[column].bars:
            cell = shown.cells[column]
            for judge, bar in zip(MEASURES, cell.bars, strict=True):
                if math.isfinite(bar.mean):
                    ends = f" ± {judge.told(bar.half)}" if bar.half else ""
                    lines.append(f"{judge.word}: {judge.told(bar.mean)}{ends} {judge.unit}")
            lines += [
                tr("Its slider: {slider}", slider=cell.slider),
                tr("Click: the best sliders for it side by side on this face"),
            ]
        return "\n".join(lines)

    def name(self, column: int) -> str:
        """What a column is about."""
        return self.factors[column] if column < len(self.factors) else FIGURES[column - len(self.factors)].word

    def as_text(self, *, markdown: bool) -> str:
        """The table as it is shown: in Markdown, or with tabs between the columns, where means and halves of intervals
        have a column each."""
        names = [self.name(column) for column in range(self.columnCount())]
        lines = [["", *(names if markdown else (each for name in names for each in (name, f"{name} ±")))]]
        for row in self.rows:
            cells = [row.failed] if row.failed else []
            for column in range(self.columnCount()) if not row.failed else ():
                bar, judge = self._bar(row, column), self._judge(column)
                mean, half = (
                    ("-", "") if bar is None else (judge.told(bar.mean), judge.told(bar.half) if bar.half else "")
                )
                cells += [f"{mean} ± {half}" if half else mean] if markdown else [mean, half]
            lines.append([row.title, *cells, *[""] * (len(lines[0]) - 1 - len(cells))])
        clean = [[" ".join(text.split()) for text in line] for line in lines]
        if not markdown:
            return "\n".join("\t".join(line) for line in clean) + "\n"
        clean = [[text.replace("|", "\\|") for text in line] for line in clean]
        clean.insert(1, ["---", *["---:"] * len(names)])
        return "\n".join(f"| {' | '.join(line)} |" for line in clean) + "\n"

    # what Qt asks

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() or not self.factors else len(self.factors) + len(FIGURES)

    def data(self, index: Index, role: int = Role.DisplayRole) -> object:
        row, column = index.row(), index.column()
        if role == DRAWN:
            return self.drawn(row, column)
        if role == Role.ToolTipRole:
            return plain_tip(self.tip(row, column))
        if role == Role.AccessibleTextRole:
            return self.told(row, column)
        if role == Role.DisplayRole:
            if self.rows[row].failed:
                return self.rows[row].failed if column == 0 else ""
            drawn = self.drawn(row, column)
            return drawn.text if drawn is not None else "–"
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole) -> object:
        if orientation == Qt.Orientation.Vertical:
            return self._row_head(self.rows[section], role)
        if role == Role.DisplayRole:
            mark = "" if section != self.sorted else " ▴" if self.backwards else " ▾"
            return self.name(section).replace(" ", "\n") + mark
        if role == Role.ToolTipRole:
            return plain_tip(
                tr("{name}. {tip}\nClick to sort by it (S)", name=self.name(section), tip=self._judge(section).tip)
            )
        return None

    def _row_head(self, row: TruthRow, role: int) -> object:
        if role == Role.DisplayRole:
            return row.title
        return (
            plain_tip("\n".join(filter(None, (row.title, row.paper, row.failed)))) if role == Role.ToolTipRole else None
        )
