"""Attributes: numbers that say of a picture what a person would say too (yaw, smile, brightness, ...).

`score` measures them, `identity` says whose face it is, `landmarks` where its features lie and `face_confidence` if it
is one; all are differentiable. The networks lie in `resources/attributes`, with their origin and licence.
"""

from engine.attributes.measures import ATTRIBUTES, Attribute, face_confidence, identity, landmarks, score

__all__ = ["ATTRIBUTES", "Attribute", "face_confidence", "identity", "landmarks", "score"]
