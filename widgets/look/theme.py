"""The look: three sets of tokens, and the palette and the one style sheet that are made from them."""

from __future__ import annotations

from dataclasses import dataclass
from string import Template

from PySide6.QtCore import QDir, QFile, QIODevice, QObject, QSize, Qt, QTemporaryDir, Slot
from PySide6.QtGui import QColor, QFont, QPalette
from PySide6.QtWidgets import QAbstractSpinBox, QApplication, QLabel, QStyleFactory, QWidget

from widgets.parts.plain import PlainLabel

MODES = ("dark", "light", "contrast", "system")
PAGE = QSize(400, 260)  # what a page in place of the picture needs at the least, in logical pixels


@dataclass(frozen=True)
class Tokens:
    """Every colour of one theme, as #rrggbb."""

    window: str
    base: str  # lists and fields
    alternate: str
    button: str
    hover: str
    pressed: str
    border: str
    strong: str  # borders of things one may press or type in
    text: str
    quiet: str  # second-rank text, placeholders
    disabled: str
    accent: str
    accent_hover: str
    accent_pressed: str
    on_accent: str
    tint: str  # behind a toggle that is on
    link: str
    problem: str


# One accent for both: white on it reads at 5:1, and it stands out at 3:1 from either window.
_ACCENT = {"accent": "#6d5ae0", "accent_hover": "#604dd2", "accent_pressed": "#5442bd", "on_accent": "#ffffff"}
DARK = Tokens(
    window="#17191d", base="#1e2126", alternate="#23272d", button="#292d34", hover="#343941", pressed="#202329",
    border="#2d3138", strong="#424852", text="#e6e8ec", quiet="#9da4b0", disabled="#7b828e", tint="#3a3566",
    link="#aca0ff", problem="#ff9a8b", **_ACCENT,
)  # fmt: skip
LIGHT = Tokens(
    window="#f5f2ed", base="#fdfcfa", alternate="#f3efe8", button="#ebe6de", hover="#e2dcd2", pressed="#d8d1c5",
    border="#dfd9cf", strong="#bdb5a8", text="#26241f", quiet="#665f55", disabled="#827b70", tint="#dcd6fa",
    link="#5442bd", problem="#b3261e", **_ACCENT,
)  # fmt: skip
# Text at 7:1 and more on whatever it stands on, outlines and what has the focus at 3:1 and more.
CONTRAST = Tokens(
    window="#000000", base="#000000", alternate="#101010", button="#141414", hover="#383838", pressed="#242424",
    border="#8c8c8c", strong="#c4c4c4", text="#ffffff", quiet="#e2e2e2", disabled="#b0b0b0", tint="#003f7d",
    link="#8fd0ff", problem="#ffab9e", accent="#ffd400", accent_hover="#ffe35c", accent_pressed="#e0ba00",
    on_accent="#000000",
)  # fmt: skip

#: Laid over the sheet in high contrast: what is on or has the focus is told by an outline, not by a shade alone.
_OUTLINED = Template("""
QPushButton:focus, QToolButton:focus, QLineEdit:focus, QAbstractSpinBox:focus, QComboBox:focus, QPlainTextEdit:focus,
QTextEdit:focus, QCheckBox:focus, QRadioButton:focus, QSlider:focus, QAbstractItemView:focus
  { border: 2px solid $accent; }
QPushButton:checked, QToolButton:checked, QListView::item:selected { border: 1px solid $accent; }
QProgressBar { border: 1px solid $strong; }
QTabBar::tab:focus { border: 1px solid $accent; }
""")

_STYLE = Template("""
QToolTip { background: $alternate; color: $text; border: 1px solid $strong; padding: 4px 6px; }

QPushButton { background: $button; color: $text; border: 1px solid $strong; border-radius: 6px;
              padding: 5px 14px; min-height: 18px; }
QPushButton:hover { background: $hover; }
QPushButton:pressed { background: $pressed; }
QPushButton:checked { background: $tint; }
QPushButton:focus { border-color: $accent; }
QPushButton:disabled { color: $disabled; border-color: $border; }
QPushButton:default, QPushButton[role="primary"] { background: $accent; color: $on_accent; border-color: $accent; }
QPushButton:default:hover, QPushButton[role="primary"]:hover { background: $accent_hover; }
QPushButton:default:pressed, QPushButton[role="primary"]:pressed { background: $accent_pressed; }
QPushButton:default:focus, QPushButton[role="primary"]:focus { border-color: $text; }
QPushButton:default:disabled, QPushButton[role="primary"]:disabled
  { background: $button; color: $disabled; border-color: $border; }
QPushButton[role="flat"] { background: transparent; border-color: transparent; padding: 4px 8px; color: $link; }
QPushButton[role="flat"]:hover { background: $hover; }
QPushButton[role="flat"]:pressed { background: $pressed; }
QPushButton[role="flat"]:focus { border-color: $accent; }
QPushButton[role="flat"]:disabled { color: $disabled; }

QToolButton { color: $text; border: 1px solid transparent; border-radius: 6px; padding: 3px; }
QToolButton:hover { background: $hover; }
QToolButton:pressed { background: $pressed; }
QToolButton:checked { background: $tint; }
QToolButton:focus { border-color: $accent; }
QToolButton:disabled { color: $disabled; }
QToolButton::menu-indicator { image: none; }

QLineEdit, QAbstractSpinBox, QComboBox, QPlainTextEdit, QTextEdit
  { background: $base; color: $text; border: 1px solid $strong; border-radius: 6px; padding: 3px 7px;
    selection-background-color: $accent; selection-color: $on_accent; }
QLineEdit, QAbstractSpinBox, QComboBox { min-height: 20px; }
QLineEdit:focus, QAbstractSpinBox:focus, QComboBox:focus, QPlainTextEdit:focus, QTextEdit:focus
  { border-color: $accent; }
QLineEdit:disabled, QAbstractSpinBox:disabled, QComboBox:disabled { color: $disabled; border-color: $border; }
QLineEdit[role="value"] { background: transparent; border-color: transparent; padding: 1px 4px; }
QLineEdit[role="value"]:focus { border-color: $accent; }
QAbstractSpinBox { padding-right: 20px; }
QAbstractSpinBox::up-button, QAbstractSpinBox::down-button
  { subcontrol-origin: border; width: 20px; border: none; background: transparent; border-radius: 5px; margin: 1px; }
QAbstractSpinBox::up-button { subcontrol-position: top right; }
QAbstractSpinBox::down-button { subcontrol-position: bottom right; }
QAbstractSpinBox::up-button:hover, QAbstractSpinBox::down-button:hover { background: $hover; }
QAbstractSpinBox::up-arrow { image: url($marks/up.svg); width: 9px; height: 9px; }
QAbstractSpinBox::down-arrow { image: url($marks/down.svg); width: 9px; height: 9px; }
QComboBox { background: $button; combobox-popup: 0; padding-right: 22px; }
QComboBox:hover { background: $hover; }
QComboBox::drop-down { border: none; width: 22px; }
QComboBox::down-arrow { image: url($marks/down.svg); width: 10px; height: 10px; }
QComboBox QAbstractItemView { background: $base; color: $text; border: 1px solid $strong; padding: 3px; outline: none;
  selection-background-color: $accent; selection-color: $on_accent; }

QCheckBox, QRadioButton { spacing: 7px; border: 1px solid transparent; border-radius: 5px; padding: 2px; }
QCheckBox:focus, QRadioButton:focus { border-color: $accent; }
QCheckBox:disabled, QRadioButton:disabled { color: $disabled; }
QCheckBox::indicator, QRadioButton::indicator, QAbstractItemView::indicator, QMenu::indicator
  { width: 14px; height: 14px; border: 1px solid $strong; border-radius: 4px; background: $base; }
QRadioButton::indicator, QMenu::indicator:exclusive { border-radius: 8px; }
QCheckBox::indicator:hover, QRadioButton::indicator:hover { border-color: $accent; }
QCheckBox::indicator:checked, QAbstractItemView::indicator:checked, QMenu::indicator:checked
  { background: $accent; border-color: $accent; image: url($marks/check.svg); }
QRadioButton::indicator:checked, QMenu::indicator:exclusive:checked
  { background: $accent; border-color: $accent; image: url($marks/dot.svg); }
QCheckBox::indicator:disabled, QRadioButton::indicator:disabled { background: $button; border-color: $border; }

QSlider { min-height: 22px; border: 1px solid transparent; border-radius: 6px; }
QSlider:focus { border-color: $accent; }
QSlider::groove:horizontal { height: 4px; border-radius: 2px; background: $strong; margin: 0 3px; }
QSlider::sub-page:horizontal { height: 4px; border-radius: 2px; background: $accent; margin: 0 3px; }
QSlider::handle:horizontal { width: 14px; height: 14px; margin: -5px -3px; border-radius: 7px; background: $text; }
QSlider::handle:horizontal:disabled { background: $disabled; }
QSlider::sub-page:horizontal:disabled { background: $strong; }

QMenuBar { background: $window; color: $text; padding: 2px 4px; }
QMenuBar::item { background: transparent; padding: 5px 9px; border-radius: 5px; }
QMenuBar::item:selected { background: $hover; }
QMenu { background: $base; color: $text; border: 1px solid $strong; padding: 5px; }
QMenu::item { padding: 5px 26px 5px 28px; border-radius: 5px; }
QMenu::item:selected { background: $accent; color: $on_accent; }
QMenu::item:disabled { color: $disabled; background: transparent; }
QMenu::indicator { margin-left: 7px; }
QMenu#recent { icon-size: 32px; }
QMenu#recent::item { padding-left: 12px; min-height: 34px; }
QMenu#recent::icon { padding-left: 6px; }
QMenu::right-arrow { image: url($marks/right.svg); width: 9px; height: 9px; margin-right: 6px; }
QMenu::separator { height: 1px; background: $border; margin: 5px 8px; }

#popup { background: $window; border: 1px solid $strong; }
QScrollArea, QAbstractScrollArea { border: none; }
QAbstractItemView { background: $base; alternate-background-color: $alternate; border: 1px solid $border;
  border-radius: 8px; outline: none; selection-background-color: $accent; selection-color: $on_accent; }
QAbstractItemView:focus { border-color: $accent; }
QListView::item { min-height: 24px; padding: 0 5px; border-radius: 5px; }
QListView::item:hover { background: $hover; }
QListView::item:selected { background: $tint; color: $text; }
QComboBox QAbstractItemView::item { min-height: 26px; padding: 0 6px; }
QComboBox QAbstractItemView::item:selected { background: $accent; color: $on_accent; }
QComboBox QAbstractItemView::item:disabled { background: transparent; color: $disabled; }
QHeaderView::section
  { background: $window; color: $quiet; border: none; border-bottom: 1px solid $border; padding: 4px 6px; }
QHeaderView { border: none; border-radius: 0; background: $window; }
QAbstractScrollArea::corner { background: transparent; }
QTableCornerButton::section { background: $window; border: none; border-bottom: 1px solid $border; }
QScrollBar { background: transparent; border: none; }
QScrollBar:vertical { width: 11px; }
QScrollBar:horizontal { height: 11px; }
QScrollBar::handle { background: $strong; border-radius: 3px; margin: 2px 3px; }
QScrollBar::handle:vertical { min-height: 28px; }
QScrollBar::handle:horizontal { min-width: 28px; margin: 3px 2px; }
QScrollBar::handle:hover { background: $disabled; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }

QDockWidget { color: $quiet; titlebar-close-icon: none; titlebar-normal-icon: none; }
QDockWidget::title { background: $window; text-align: left; padding: 7px 10px; border-bottom: 1px solid $border; }
QMainWindow::separator, QSplitter::handle { background: $border; }
QMainWindow::separator { width: 3px; height: 3px; }
QSplitter::handle:horizontal { width: 1px; }
QSplitter::handle:vertical { height: 1px; }
QMainWindow::separator:hover, QSplitter::handle:hover { background: $accent; }
QStatusBar { background: $window; color: $quiet; border-top: 1px solid $border; }
QStatusBar::item { border: none; }
QDialogButtonBox { dialogbuttonbox-buttons-have-icons: 0; }
QStatusBar QLabel { color: $quiet; }
QToolBar { background: $window; border: none; border-bottom: 1px solid $border; spacing: 3px; padding: 4px 6px; }
QToolBar::separator { background: $border; width: 1px; margin: 5px 5px; }

QGroupBox { border: none; border-top: 1px solid $border; margin-top: 18px; padding-top: 8px; }
QGroupBox::title { subcontrol-origin: margin; subcontrol-position: top left; color: $quiet; padding: 0 2px; }
QLabel[role="heading"], QGroupBox { color: $quiet; }
QLabel[role="quiet"] { color: $quiet; }
QLabel[role="problem"] { color: $problem; }

QTabWidget::pane { border: none; border-top: 1px solid $border; }
QTabBar { qproperty-drawBase: 0; background: transparent; }
QTabBar::tab { background: transparent; color: $quiet; padding: 7px 12px 6px; border: none;
  border-bottom: 2px solid transparent; }
QTabBar::tab:hover { color: $text; }
QTabBar::tab:selected { color: $text; border-bottom-color: $accent; }
QTabBar::tab:focus { color: $text; background: $hover; }
QTabBar::tab:disabled { color: $disabled; }

QProgressBar { background: $button; border: none; border-radius: 3px; min-height: 6px; max-height: 6px; }
QProgressBar::chunk { background: $accent; border-radius: 3px; }
""")

_MARK = (
    "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 12 12'><path d='{path}' fill='{fill}' stroke='{stroke}' "
    "stroke-width='1.6' stroke-linecap='round' stroke-linejoin='round'/></svg>"
)
_MARK_PATHS = {"up": "M2 8 L6 4 L10 8", "down": "M2 4 L6 8 L10 4", "right": "M4 2 L8 6 L4 10"}


def tokens_for(mode: str, app: QApplication) -> Tokens:
    """The tokens that `mode`, one of MODES, means now; a system that does not say is dark."""
    if mode not in MODES:
        raise ValueError(f"There is no theme called {mode!r}; choose one of {', '.join(MODES)}.")
    if mode == "contrast":
        return CONTRAST
    light = mode == "light" or (mode == "system" and app.styleHints().colorScheme() == Qt.ColorScheme.Light)
    return LIGHT if light else DARK


def make_palette(tokens: Tokens) -> QPalette:
    """Every role of a QPalette, with its disabled group."""
    roles = QPalette.ColorRole
    colours = {
        roles.Window: tokens.window, roles.WindowText: tokens.text, roles.Base: tokens.base, roles.Text: tokens.text,
        roles.AlternateBase: tokens.alternate, roles.Button: tokens.button, roles.ButtonText: tokens.text,
        roles.ToolTipBase: tokens.alternate, roles.ToolTipText: tokens.text, roles.BrightText: tokens.problem,
        roles.PlaceholderText: tokens.quiet, roles.Link: tokens.link, roles.LinkVisited: tokens.link,
        roles.Highlight: tokens.accent, roles.HighlightedText: tokens.on_accent, roles.Accent: tokens.accent,
        roles.Light: tokens.hover, roles.Midlight: tokens.hover, roles.Mid: tokens.strong, roles.Dark: tokens.border,
        roles.Shadow: "#000000",
    }  # fmt: skip
    palette = QPalette()
    for role, colour in colours.items():
        palette.setColor(role, QColor(colour))
    for role in (
        roles.WindowText, roles.Text, roles.ButtonText, roles.PlaceholderText, roles.HighlightedText, roles.Link,
    ):  # fmt: skip
        palette.setColor(QPalette.ColorGroup.Disabled, role, QColor(tokens.disabled))
    for role in (roles.Highlight, roles.Accent):
        palette.setColor(QPalette.ColorGroup.Disabled, role, QColor(tokens.button))
    return palette


class _Theming(QObject):
    """What has to live as long as the application: the chosen mode, and the marks the style sheet points to."""

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self.mode = "dark"
        self._app = app
        app.setStyle(QStyleFactory.create("Fusion"))
        # A style sheet can only name pictures by file; these few strokes vanish with the program.
        self._marks = QTemporaryDir(QDir.tempPath() + "/eigenbrush-XXXXXX")
        app.styleHints().colorSchemeChanged.connect(self._system_changed)

    def apply(self) -> None:
        tokens = tokens_for(self.mode, self._app)
        self._app.setPalette(make_palette(tokens))
        # A folder of its own for each theme: Qt caches pictures by name.
        folder = f"{self._marks.path()}/{tokens.accent[1:]}{tokens.window[1:]}"
        _write_marks(folder, tokens)
        # Over another sheet Qt styles a widget once for itself and once for each of its ancestors; over none, once.
        undress(self._app)
        sheet = _STYLE.substitute(vars(tokens), marks=folder)
        self._app.setStyleSheet(sheet + (_OUTLINED.substitute(vars(tokens)) if tokens is CONTRAST else ""))

    @Slot()
    def _system_changed(self) -> None:
        if self.mode == "system":
            self.apply()


def _write_marks(folder: str, tokens: Tokens) -> None:
    QDir().mkpath(folder)
    marks = {name: _MARK.format(path=path, fill="none", stroke=tokens.quiet) for name, path in _MARK_PATHS.items()}
    marks["check"] = _MARK.format(path="M2.5 6.5 L5 9 L9.5 3.5", fill="none", stroke=tokens.on_accent)
    marks["dot"] = _MARK.format(path="M4 6 a2 2 0 1 0 4 0 a2 2 0 1 0 -4 0", fill=tokens.on_accent, stroke="none")
    for name, text in marks.items():
        file = QFile(f"{folder}/{name}.svg")
        if file.open(QIODevice.OpenModeFlag.WriteOnly):  # on a full disk the arrows are missing, nothing else
            file.write(text.encode())
            file.close()


def apply_theme(app: QApplication, mode: str) -> None:
    """Restyles the whole program at once to one of MODES ('system' is followed). ValueError otherwise."""
    theming = app.findChild(_Theming)
    tokens_for(mode, app)  # refuses an unknown mode before anything is changed
    if theming is None:
        theming = _Theming(app)
    theming.mode = mode
    schemes = Qt.ColorScheme
    scheme = {"light": schemes.Light, "system": schemes.Unknown}.get(mode, schemes.Dark)
    app.styleHints().setColorScheme(scheme)  # where the platform can, title bars and file dialogs follow
    theming.apply()


def undress(app: QApplication) -> None:
    """Take the style sheet off, which is half of the work of a change of theme; `apply_theme` puts one on again."""
    app.setStyleSheet("")


def pad(box: QAbstractSpinBox) -> None:
    """Gives a number box the inner margin that style sheets cannot: Qt ignores their left padding there."""
    box.lineEdit().setTextMargins(5, 0, 0, 0)


def heading(text: str, parent: QWidget | None = None) -> QLabel:
    """A section title: small, spaced capitals in the quiet colour."""
    label = PlainLabel(text, parent)
    font = label.font()
    font.setCapitalization(QFont.Capitalization.AllUppercase)
    font.setLetterSpacing(QFont.SpacingType.PercentageSpacing, 106)
    font.setPointSizeF(font.pointSizeF() * 0.82)
    font.setWeight(QFont.Weight.DemiBold)
    label.setFont(font)
    label.setProperty("role", "heading")
    return label


def page_title(text: str) -> QLabel:
    """The title of a page that stands in place of the picture."""
    label = PlainLabel(text)
    font = label.font()
    font.setPointSizeF(font.pointSizeF() * 1.3)
    font.setWeight(QFont.Weight.DemiBold)
    label.setFont(font)
    return label
