"""The operations that a network of a person's own may be made of, under the names that ONNX has for them.

Each takes the tensors that stand before it and its attributes, and is differentiable. What is not in `OPERATIONS` is
refused by name before anything is computed.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence

import torch
import torch.nn.functional as F
from torch import Tensor

from engine.language import tr

#: A number, a word, or a list of numbers.
Attribute = int | float | str | tuple[int, ...] | tuple[float, ...]
Attributes = Mapping[str, Attribute]
Operation = Callable[[Sequence[Tensor | None], Attributes], Tensor]
#: The most that a kernel is wide, steps, is padded or spread by: beyond any network for pictures.
MOST = 256


def _given(tensors: Sequence[Tensor | None], place: int) -> Tensor:
    found = tensors[place] if place < len(tensors) else None
    if found is None:
        raise ValueError(tr("its input {place} is missing", place=place + 1))
    return found


def _maybe(tensors: Sequence[Tensor | None], place: int) -> Tensor | None:
    return tensors[place] if place < len(tensors) else None


def _number(attributes: Attributes, name: str, default: float) -> float:
    value = attributes.get(name, default)
    if not isinstance(value, int | float) or not math.isfinite(value):
        raise ValueError(tr("its {name} is no number", name=name))
    return float(value)


def _whole(attributes: Attributes, name: str, default: int) -> int:
    return int(_number(attributes, name, default))


def _counts(attributes: Attributes, name: str, default: Sequence[int]) -> list[int]:
    value = attributes.get(name, tuple(default))
    if not isinstance(value, tuple) or any(int(each) != each or abs(each) > MOST for each in value):
        raise ValueError(tr("its {name} are no whole numbers up to {most}", name=name, most=MOST))
    if len(value) != len(default):
        raise ValueError(tr("its {name} are not {default_count}", name=name, default_count=len(default)))
    return [int(each) for each in value]


def _integers(tensors: Sequence[Tensor | None], attributes: Attributes, name: str) -> list[int]:
    """A list that older files have as an attribute and newer ones as the second input."""
    second = _maybe(tensors, 1)
    if second is not None:
        return [int(each) for each in second.flatten().tolist()]
    value = attributes.get(name, ())
    return [int(each) for each in value] if isinstance(value, tuple) else []


def _padded(x: Tensor, attributes: Attributes, value: float) -> Tensor:
    """With what is padded before and after rows and columns."""
    if attributes.get("auto_pad", "NOTSET") not in ("NOTSET", "VALID"):
        raise ValueError(tr("its padding is not written out; export it with explicit pads"))
    top, left, bottom, right = _counts(attributes, "pads", (0, 0, 0, 0))
    return F.pad(x, (left, right, top, bottom), value=value) if top or left or bottom or right else x


def _conv(tensors: Sequence[Tensor | None], attributes: Attributes) -> Tensor:
    x, weight = _padded(_given(tensors, 0), attributes, 0.0), _given(tensors, 1)
    strides, dilations = _counts(attributes, "strides", (1, 1)), _counts(attributes, "dilations", (1, 1))
    return F.conv2d(x, weight, _maybe(tensors, 2), strides, 0, dilations, _whole(attributes, "group", 1))


def _gemm(tensors: Sequence[Tensor | None], attributes: Attributes) -> Tensor:
    a, b, c = _given(tensors, 0), _given(tensors, 1), _maybe(tensors, 2)
    a = a.T if _whole(attributes, "transA", 0) else a
    b = b.T if _whole(attributes, "transB", 0) else b
    product = _number(attributes, "alpha", 1.0) * (a @ b)
    return product if c is None else product + _number(attributes, "beta", 1.0) * c


def _normalised(tensors: Sequence[Tensor | None], attributes: Attributes) -> Tensor:
    gain, shift, mean, variance = (_given(tensors, place) for place in (1, 2, 3, 4))
    return F.batch_norm(_given(tensors, 0), mean, variance, gain, shift, eps=_number(attributes, "epsilon", 1e-5))


def _pooled(tensors: Sequence[Tensor | None], attributes: Attributes, *, largest: bool) -> Tensor:
    size, strides = _counts(attributes, "kernel_shape", (0, 0)), _counts(attributes, "strides", (1, 1))
    if _whole(attributes, "ceil_mode", 0) or _counts(attributes, "dilations", (1, 1)) != [1, 1]:
        raise ValueError(tr("it rounds up or is spread out, which is not read"))
    x = _given(tensors, 0)
    if largest:
        return F.max_pool2d(_padded(x, attributes, -math.inf), size, strides)
    sums = F.avg_pool2d(_padded(x, attributes, 0.0), size, strides)
    if _whole(attributes, "count_include_pad", 0) or not any(_counts(attributes, "pads", (0, 0, 0, 0))):
        return sums
    return sums / F.avg_pool2d(_padded(torch.ones_like(x[:1, :1]), attributes, 0.0), size, strides)


def _flattened(tensors: Sequence[Tensor | None], attributes: Attributes) -> Tensor:
    if _whole(attributes, "axis", 1) != 1:
        raise ValueError(tr("it lays pictures together"))
    return _given(tensors, 0).flatten(1)


def _reshaped(tensors: Sequence[Tensor | None], attributes: Attributes) -> Tensor:
    """To the sides that the file holds; the first is that of the batch, whatever number stands there."""
    x, sides = _given(tensors, 0), _integers(tensors, attributes, "shape")
    if len(sides) < 2:
        raise ValueError(tr("it lays pictures together"))
    return x.reshape(len(x), *(x.shape[i] if side == 0 else side for i, side in enumerate(sides) if i > 0))


def _clipped(tensors: Sequence[Tensor | None], attributes: Attributes) -> Tensor:
    low, high = _maybe(tensors, 1), _maybe(tensors, 2)
    least = low if low is not None else torch.tensor(_number(attributes, "min", -3.4e38))
    most = high if high is not None else torch.tensor(_number(attributes, "max", 3.4e38))
    x = _given(tensors, 0)
    return torch.minimum(torch.maximum(x, least.to(x)), most.to(x))


def _mean(tensors: Sequence[Tensor | None], attributes: Attributes) -> Tensor:
    axes = _integers(tensors, attributes, "axes")
    if not axes or 0 in axes:
        raise ValueError(tr("it takes the mean over pictures"))
    return _given(tensors, 0).mean(axes, keepdim=bool(_whole(attributes, "keepdims", 1)))


def _squeezed(tensors: Sequence[Tensor | None], attributes: Attributes) -> Tensor:
    axes = _integers(tensors, attributes, "axes")
    if not axes or 0 in axes:
        raise ValueError(tr("it does not say which sides go"))
    return _given(tensors, 0).squeeze(axes)


def _widened(tensors: Sequence[Tensor | None], attributes: Attributes) -> Tensor:
    x = _given(tensors, 0)
    for axis in sorted(_integers(tensors, attributes, "axes")):
        x = x.unsqueeze(axis)
    return x


def _joined(tensors: Sequence[Tensor | None], attributes: Attributes) -> Tensor:
    axis = _whole(attributes, "axis", 1)
    if axis == 0:
        raise ValueError(tr("it lays pictures together"))
    return torch.cat([_given(tensors, place) for place in range(len(tensors))], axis)


def _turned(tensors: Sequence[Tensor | None], attributes: Attributes) -> Tensor:
    order = attributes.get("perm", ())
    if not isinstance(order, tuple) or not order or order[0] != 0:
        raise ValueError(tr("it moves the pictures' own place"))
    return _given(tensors, 0).permute([int(each) for each in order])


def _prelu(tensors: Sequence[Tensor | None], attributes: Attributes) -> Tensor:
    x, slope = _given(tensors, 0), _given(tensors, 1)
    slope = slope[:, None, None] if slope.ndim == 1 and x.ndim == 4 else slope
    return torch.where(x > 0, x, x * slope)


def _plain(function: Callable[[Tensor], Tensor]) -> Operation:
    return lambda tensors, attributes: function(_given(tensors, 0))


def _pair(function: Callable[[Tensor, Tensor], Tensor]) -> Operation:
    return lambda tensors, attributes: function(_given(tensors, 0), _given(tensors, 1))


OPERATIONS: Mapping[str, Operation] = {
    "Conv": _conv,
    "Gemm": _gemm,
    "MatMul": _pair(torch.matmul),
    "BatchNormalization": _normalised,
    "MaxPool": lambda tensors, attributes: _pooled(tensors, attributes, largest=True),
    "AveragePool": lambda tensors, attributes: _pooled(tensors, attributes, largest=False),
    "GlobalAveragePool": _plain(lambda x: x.mean((2, 3), keepdim=True)),
    "GlobalMaxPool": _plain(lambda x: x.amax((2, 3), keepdim=True)),
    "ReduceMean": _mean,
    "Relu": _plain(F.relu),
    "LeakyRelu": lambda tensors, a: F.leaky_relu(_given(tensors, 0), _number(a, "alpha", 0.01)),
    "PRelu": _prelu,
    "Elu": lambda tensors, a: F.elu(_given(tensors, 0), _number(a, "alpha", 1.0)),
    "Sigmoid": _plain(torch.sigmoid),
    "Tanh": _plain(torch.tanh),
    "Softmax": lambda tensors, a: torch.softmax(_given(tensors, 0), _whole(a, "axis", -1)),
    "Clip": _clipped,
    "Exp": _plain(torch.exp),
    "Sqrt": _plain(torch.sqrt),
    "Neg": _plain(torch.neg),
    "Abs": _plain(torch.abs),
    "Add": _pair(torch.add),
    "Sub": _pair(torch.sub),
    "Mul": _pair(torch.mul),
    "Div": _pair(torch.div),
    "Concat": _joined,
    "Flatten": _flattened,
    "Reshape": _reshaped,
    "Squeeze": _squeezed,
    "Unsqueeze": _widened,
    "Transpose": _turned,
    "Identity": _plain(lambda x: x),
    "Dropout": _plain(lambda x: x),
}
