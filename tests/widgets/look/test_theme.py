from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication, QCheckBox, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from widgets.look import theme
from widgets.look.theme import CONTRAST, DARK, LIGHT, Tokens, apply_theme, heading, make_palette, tokens_for

THEMES = pytest.mark.parametrize("tokens", [DARK, LIGHT, CONTRAST], ids=["dark", "light", "contrast"])
Role, Group = QPalette.ColorRole, QPalette.ColorGroup


@pytest.fixture
def app(qapp: QApplication) -> Iterator[QApplication]:
    """The application, given back as it was: other tests share it."""
    palette, sheet = qapp.palette(), qapp.styleSheet()
    yield qapp
    qapp.styleHints().unsetColorScheme()
    qapp.setStyleSheet(sheet)
    qapp.setPalette(palette)


def luminance(colour: QColor) -> float:
    parts = (colour.redF(), colour.greenF(), colour.blueF())
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(a: QColor | str, b: QColor | str) -> float:
    """The WCAG 2 ratio, 1 to 21."""
    low, high = sorted((luminance(QColor(a)), luminance(QColor(b))))
    return (high + 0.05) / (low + 0.05)


def test_contrast_measure_knows_the_two_ends() -> None:
    assert contrast("#ffffff", "#000000") == pytest.approx(21)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)


@THEMES
def test_text_is_readable_on_what_it_stands_on(tokens: Tokens) -> None:
    palette, least = make_palette(tokens), 7 if tokens is CONTRAST else 4.5
    for text, ground in (
        (Role.WindowText, Role.Window), (Role.Text, Role.Base), (Role.Text, Role.AlternateBase),
        (Role.ButtonText, Role.Button), (Role.ToolTipText, Role.ToolTipBase), (Role.HighlightedText, Role.Highlight),
        (Role.PlaceholderText, Role.Base), (Role.PlaceholderText, Role.Window), (Role.Link, Role.Base),
        (Role.Link, Role.Window), (Role.BrightText, Role.Base), (Role.BrightText, Role.Window),
    ):  # fmt: skip
        assert contrast(palette.color(text), palette.color(ground)) >= least, (text, ground)
    for ground in (tokens.hover, tokens.pressed, tokens.tint):
        assert contrast(tokens.text, ground) >= least
    for ground in (tokens.accent_hover, tokens.accent_pressed):
        assert contrast(tokens.on_accent, ground) >= least


#: What text with no ground of its own stands on, by what is said of it.
GROUNDS = ("window", "base", "alternate")


def pairs_of_the_sheet() -> set[tuple[str, str]]:
    """The names of (text, ground) of every rule of the sheet; those of disabled things are no text to be read."""
    found = set[tuple[str, str]]()
    for selector, body in re.findall(r"([^{}]+)\{([^{}]+)\}", theme._STYLE.template):
        values = dict(
            re.findall(r"(?:^|[\s;])(color|background|selection-color|selection-background-color):\s*([^;]+)", body)
        )
        for text, ground in (("color", "background"), ("selection-color", "selection-background-color")):
            word, on = values.get(text, ""), values.get(ground, "")
            if not word.startswith("$") or ":disabled" in selector:
                continue
            found |= {(word[1:], g) for g in ((on[1:],) if on.startswith("$") else GROUNDS)}
    return found


@THEMES
def test_every_pair_of_the_style_sheet_is_readable(tokens: Tokens) -> None:
    pairs = pairs_of_the_sheet()
    assert {("text", "button"), ("quiet", "window"), ("on_accent", "accent"), ("link", "base")} <= pairs
    least = 7 if tokens is CONTRAST else 4.5
    low = {p: contrast(getattr(tokens, p[0]), getattr(tokens, p[1])) for p in pairs}
    assert {p: ratio for p, ratio in low.items() if ratio < least} == {}


def test_in_high_contrast_outlines_and_the_focus_stand_out() -> None:
    for line in (CONTRAST.border, CONTRAST.strong, CONTRAST.accent):
        for ground in (CONTRAST.window, CONTRAST.base, CONTRAST.alternate, CONTRAST.button, CONTRAST.hover):
            assert contrast(line, ground) >= 3, (line, ground)
    assert contrast(CONTRAST.accent, CONTRAST.tint) >= 3 and contrast(CONTRAST.disabled, CONTRAST.button) >= 7


@THEMES
def test_disabled_text_and_the_accent_can_still_be_seen(tokens: Tokens) -> None:
    palette = make_palette(tokens)
    for text, ground in (
        (Role.WindowText, Role.Window), (Role.Text, Role.Base), (Role.ButtonText, Role.Button),
        (Role.HighlightedText, Role.Highlight), (Role.PlaceholderText, Role.Base),
    ):  # fmt: skip
        ratio = contrast(palette.color(Group.Disabled, text), palette.color(Group.Disabled, ground))
        assert 3 <= ratio < contrast(palette.color(text), palette.color(ground)), (text, ground)
    assert contrast(tokens.accent, tokens.window) >= 3
    assert contrast(tokens.accent, tokens.base) >= 3


@THEMES
def test_every_role_of_the_palette_is_ours(tokens: Tokens) -> None:
    palette = make_palette(tokens)
    for role in Role:
        if role not in (Role.NoRole, Role.NColorRoles):
            assert palette.isBrushSet(Group.Active, role), role
            assert palette.isBrushSet(Group.Disabled, role), role


def test_a_change_of_theme_restyles_what_is_already_shown(app: QApplication, qtbot: QtBot) -> None:
    apply_theme(app, "dark")
    button = QPushButton("Open")
    qtbot.addWidget(button)
    button.resize(120, 40)
    button.show()

    def ground() -> str:
        return button.grab().toImage().pixelColor(20, 20).name()

    assert ground() == DARK.button
    apply_theme(app, "light")
    assert ground() == LIGHT.button
    assert app.palette().color(Role.Window).name() == LIGHT.window
    apply_theme(app, "dark")
    assert ground() == DARK.button


def test_the_check_mark_is_drawn(app: QApplication, qtbot: QtBot) -> None:
    apply_theme(app, "dark")
    box = QCheckBox("keep edits")
    qtbot.addWidget(box)
    box.setChecked(True)
    box.show()
    image = box.grab().toImage()
    colours = {image.pixelColor(x, y).name() for x in range(3, 18) for y in range(image.height())}
    assert DARK.accent in colours
    assert any(contrast(colour, DARK.accent) > 3 and contrast(colour, "#ffffff") < 1.5 for colour in colours)


def test_system_means_what_the_system_says_and_dark_when_it_says_nothing(app: QApplication) -> None:
    apply_theme(app, "system")
    light = app.styleHints().colorScheme() == Qt.ColorScheme.Light
    assert app.palette().color(Role.Window).name() == (LIGHT if light else DARK).window


def test_an_unknown_theme_is_refused_and_changes_nothing(app: QApplication) -> None:
    apply_theme(app, "light")
    with pytest.raises(ValueError, match="sepia"):
        apply_theme(app, "sepia")
    assert app.palette().color(Role.Window).name() == LIGHT.window
    assert tokens_for("dark", app) is DARK


def test_a_heading_is_small_capitals_in_the_quiet_colour(app: QApplication, qtbot: QtBot) -> None:
    apply_theme(app, "dark")
    label = heading("Edits")
    qtbot.addWidget(label)
    label.show()
    assert label.text() == "Edits"  # what is read aloud is not shouted
    assert label.font().pointSizeF() < app.font().pointSizeF()
    image = label.grab().toImage()
    colours = {image.pixelColor(x, y).name() for x in range(image.width()) for y in range(image.height())}
    assert any(contrast(colour, DARK.quiet) < 1.15 for colour in colours)


class _Counter(QWidget):
    """How often it was styled anew."""

    styled = 0

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        self.styled += event.type() == QEvent.Type.StyleChange


def test_another_theme_costs_a_widget_the_same_however_deep_it_stands(app: QApplication, qtbot: QtBot) -> None:
    apply_theme(app, "dark")
    chain = [_Counter()]
    qtbot.addWidget(chain[0])
    for _ in range(12):
        chain.append(_Counter(chain[-1]))
    chain[0].show()
    for widget in chain:
        widget.ensurePolished()
        widget.styled = 0
    apply_theme(app, "light")
    assert 1 <= chain[0].styled == chain[-1].styled <= 4
