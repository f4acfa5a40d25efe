"""A network of a person's own in an ONNX file, read by the package `onnx` and computed by torch."""

from __future__ import annotations

import importlib
from pathlib import Path
from types import ModuleType
from typing import Protocol

import torch
from torch import Tensor

from engine.document.disk.limits import FILE
from engine.document.disk.reading import content
from engine.document.disk.wording import short
from engine.language import tr
from engine.learning.assessors.graph import LEAST_SIDE, SIDE, Graph, Node, Unfit
from engine.learning.assessors.operations import Attribute


class _Named(Protocol):
    name: str


def read_onnx(path: Path) -> tuple[Graph, int]:
    """The network of an ONNX file, and the side of its pictures (0: any).

    Raises:
        Unfit: it is no network of pictures, or keeps its numbers in other files.
        ValueError: the package is missing, or the file cannot be read; one plain sentence.
        OSError: it cannot be read.
    """
    onnx = _package(path)
    data = content(path, FILE)
    try:
        graph = onnx.load_model_from_string(data).graph
    except Exception as error:  # the package raises whatever its parser does
        raise Unfit(tr("it is damaged, or no ONNX file")) from error
    constants = {each.name: _tensor(onnx, each) for each in graph.initializer}
    inputs = [each for each in graph.input if each.name not in constants]
    if len(inputs) != 1 or not graph.output:
        raise Unfit(tr("it does not take one batch of pictures and give one answer"))
    nodes = []
    for each in graph.node:
        if each.op_type == "Constant" and each.output:
            constants[each.output[0]] = _constant(onnx, each)
            continue
        if not each.output or each.domain not in ("", "ai.onnx"):
            raise Unfit(
                tr(
                    "it uses {op_type} of {domain}, which is not known",
                    op_type=short(each.op_type),
                    domain=short(each.domain or "nowhere"),
                )
            )
        attributes = {known.name: value for known in each.attribute
                      if (value := _attribute(onnx, known)) is not None}  # fmt: skip
        nodes.append(Node(each.op_type, tuple(each.input), each.output[0], attributes))
    return Graph(tuple(nodes), constants, inputs[0].name, graph.output[0].name), _side(inputs[0])


def _package(path: Path) -> ModuleType:
    try:
        return importlib.import_module("onnx")
    except ImportError as error:
        raise ValueError(
            tr(
                "{name} is an ONNX file, and what reads those is not installed; install "
                "eigenbrush[onnx], or describe the network in JSON.",
                name=short(path.name),
            )
        ) from error


def _side(given: object) -> int:
    """The side of the pictures that an input takes; 0 where the file leaves it open."""
    sides = given.type.tensor_type.shape.dim  # type: ignore[attr-defined]
    if len(sides) != 4 or sides[1].dim_value not in (0, 3) or sides[2].dim_value != sides[3].dim_value:
        raise Unfit(tr("it takes no square pictures of three colours, (N, 3, side, side)"))
    side = int(sides[2].dim_value)
    if side and not LEAST_SIDE <= side <= SIDE:
        raise Unfit(tr("its pictures are not {least_side} to {side} pixels a side", least_side=LEAST_SIDE, side=SIDE))
    return side


def _tensor(onnx: ModuleType, stored: _Named) -> Tensor:
    if onnx.external_data_helper.uses_external_data(stored):
        raise Unfit(tr("it keeps its numbers in other files; save it as one file"))
    try:
        found = torch.from_numpy(onnx.numpy_helper.to_array(stored).copy())
    except (TypeError, ValueError, RuntimeError, KeyError) as error:
        raise Unfit(tr("its numbers {name} are of a kind that is not read", name=short(repr(stored.name)))) from error
    if found.is_floating_point() and not bool(found.isfinite().all()):
        raise Unfit(tr("its numbers {name} are not all finite", name=short(repr(stored.name))))
    return found.float() if found.is_floating_point() else found


def _constant(onnx: ModuleType, node: object) -> Tensor:
    for each in node.attribute:  # type: ignore[attr-defined]
        if each.name == "value":
            return _tensor(onnx, each.t)
        if each.name in ("value_float", "value_floats"):
            return torch.tensor(each.f if each.name == "value_float" else list(each.floats))
        if each.name in ("value_int", "value_ints"):
            return torch.tensor(each.i if each.name == "value_int" else list(each.ints))
    raise Unfit(tr("it holds a constant of a kind that is not read"))


def _attribute(onnx: ModuleType, known: object) -> Attribute | None:
    """What an attribute says; None where it is nothing that an operation here asks for."""
    kinds, kind = onnx.AttributeProto, known.type  # type: ignore[attr-defined]
    if kind == kinds.FLOAT:
        return float(known.f)  # type: ignore[attr-defined]
    if kind == kinds.INT:
        return int(known.i)  # type: ignore[attr-defined]
    if kind == kinds.STRING:
        return str(known.s.decode("utf-8", "replace"))  # type: ignore[attr-defined]
    if kind == kinds.INTS:
        return tuple(int(each) for each in known.ints)  # type: ignore[attr-defined]
    if kind == kinds.FLOATS:
        return tuple(float(each) for each in known.floats)  # type: ignore[attr-defined]
    return None
