"""How a value in sigma (standard deviations) is written, read and limited."""

from __future__ import annotations

import math

from PySide6.QtGui import QFont

HARD_LIMIT = 10.0  # what may be typed


def sigma_text(value: float) -> str:
    """A value as shown: "+1.25", "0.00", "-0.50" with a true minus sign, as wide as the plus."""
    shown = f"{value:+.2f}"
    return "0.00" if shown in ("+0.00", "-0.00") else shown.replace("-", "\N{MINUS SIGN}")


def parse_sigma(text: str, limit: float = HARD_LIMIT) -> float | None:
    """The typed value, clamped to the limits; None when it is no finite number. Takes a comma and a unit."""
    plain = text.strip().rstrip("\N{GREEK SMALL LETTER SIGMA}").strip().replace("\N{MINUS SIGN}", "-").replace(",", ".")
    try:
        value = float(plain)
    except ValueError:
        return None
    return max(-limit, min(limit, value)) if math.isfinite(value) else None


def digits_font(font: QFont) -> QFont:
    """The font with digits of one width, so that a running value does not jitter."""
    font = QFont(font)
    font.setFeature(QFont.Tag("tnum"), 1)
    return font
