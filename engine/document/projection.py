"""Directions made orthogonal to others that stay as they are: InterFaceGAN's conditional edit, the screen's lock."""

from __future__ import annotations

import numpy as np

from engine.language import tr

#: What must be left of a unit direction for the rest to mean something.
LEFT = 0.05
#: Singular values below this share of the largest are repetitions of other conditions.
REPEATED = 1e-6


def project_out(normals: np.ndarray, conditions: np.ndarray) -> np.ndarray:
    """Unit rows (k, d) float64 nearest to `normals` (k, d) among those orthogonal to every row of `conditions` (m, d).

    n' = n - C^T (C C^T)^-1 C n, renormalised (Shen et al., CVPR 2020, eq. 6 for several conditions); the inverse is a
    pseudo-inverse, so conditions may repeat one another or be zero. The sign of n is kept.

    Raises:
        ValueError: less than 5 % of a direction's length is left; one sentence with its number.
    """
    rows = unit(normals)
    left = rows - rows @ (span := spanned(conditions)).T @ span
    left -= left @ span.T @ span  # once more, for what rounding left over where little remains
    lengths = np.linalg.norm(left, axis=1)
    if (lengths < LEFT).any():
        place = int(lengths.argmin()) + 1
        raise ValueError(
            tr(
                "Nothing is left of direction {place} when the {conditions_count} others are held still; hold fewer.",
                place=place,
                conditions_count=len(conditions),
            )
        )
    return left / lengths[:, None]


def spanned(conditions: np.ndarray) -> np.ndarray:
    """Orthonormal rows (r, d) of the space that the rows of `conditions` (m, d) span, r <= m."""
    _, values, basis = np.linalg.svd(unit(conditions), full_matrices=False)
    return basis[values > REPEATED * values.max(initial=0)]


def unit(rows: np.ndarray) -> np.ndarray:
    """Rows of length 1, in float64; rows of zeros stay so."""
    rows = np.asarray(rows, np.float64)
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    return rows / np.where(lengths == 0, 1, lengths)
