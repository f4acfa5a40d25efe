"""The measures of any generator: networks for faces by others, and sums over pixels."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

import torch
from torch import Tensor

from engine.attributes import weights
from engine.attributes.contract import IDENTITY, Measures
from engine.attributes.measures import ATTRIBUTES, face_confidence, identity, score
from engine.language import tr

#: How sure the mesh network must be, in the mean, that pictures are faces.
FACE = 0.5


class General(Measures):
    """Attributes of ATTRIBUTES, and identity."""

    networks = (weights.face_mesh, weights.expression_network, weights.identity_network)
    attributes = ATTRIBUTES
    together: Mapping[str, tuple[str, ...]] = MappingProxyType({"pose": ("yaw", "pitch", "roll")})

    def score(self, images: Tensor, names: Sequence[str]) -> Tensor:
        return score(images, names)

    def identity(self, images: Tensor) -> Tensor:
        return identity(images)

    def nameable(self, images: Tensor) -> tuple[str, ...]:
        """All but weak ones; those of pixels alone where the pictures are no faces."""
        strong = [attribute for attribute in ATTRIBUTES.values() if not attribute.weak]
        if self._faces(images):
            return (*(attribute.identifier for attribute in strong), IDENTITY)
        return tuple(attribute.identifier for attribute in strong if not attribute.needs_face)

    def doubt(self, images: Tensor, names: Sequence[str]) -> str:
        of_faces = [name for name in names if name == IDENTITY or ATTRIBUTES[name].needs_face]
        if of_faces and not self._faces(images):
            return tr("the networks see no faces here, so {of_faces} may mean nothing", of_faces=", ".join(of_faces))
        return ""

    @staticmethod
    @torch.no_grad()
    def _faces(images: Tensor) -> bool:
        return float(face_confidence(images).mean()) >= FACE
